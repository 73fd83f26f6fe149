"""What a client gets, and what the record keeps, when the engine behind the service is ill."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx2
import pytest

from app.model_server import free_port
from tests.app.running import Running, Serve, comes_true, copied, happens, serving
from tests.app.wire import CHAT, answer_of, ask, content_of, payloads_of, question, stream
from tests.fake_upstream import (
    DONE,
    END,
    MODEL,
    ROLE,
    Act,
    FakeUpstream,
    Step,
    event,
    hangs_up,
    never_answers,
    raw_event,
    refuses,
    says,
    sends,
    takes_its_time,
)

REST = event({"content": "Rest"})


@pytest.fixture(scope="module")
def engine() -> Iterator[FakeUpstream]:
    with FakeUpstream() as fake:
        yield fake


@pytest.fixture(scope="module")
def running(
    engine: FakeUpstream, prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("failures") / "home"
    key = copied(prepared, home)
    with serving(home, key, llm_url=engine.url, engine_silence=0.5) as running:
        yield running


def assert_refused(reply: httpx2.Response, status: int, code: str | None) -> None:
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)


def assert_broken_off(running: Running, payloads: list[bytes], said: str) -> None:
    """An error event ends the stream, no `[DONE]`, and what was said is kept and marked."""
    assert json.loads(payloads[-1])["error"]["code"] == "engine_failed"
    assert b"[DONE]" not in payloads
    assert content_of(payloads[:-1]) == said
    answer = answer_of(running)
    assert (answer["status"], answer["error"]) == ("interrupted", "engine_failed")
    assert answer["message"]["content"] == said


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("model", ["", MODEL], ids=["first-model", "named-model"])
def test_a_question_is_kept_while_the_engine_is_down(
    serve: Serve, streams: bool, model: str
) -> None:
    running = serve(llm_url=f"http://127.0.0.1:{free_port()}/v1", llm_model=model)
    reply = ask(running, stream=streams)
    assert_refused(reply, 503, "engine_unavailable")
    assert int(reply.headers["Retry-After"]) > 0
    answer = answer_of(running)
    assert (answer["status"], answer["error"]) == ("failed", "engine_unavailable")


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize(
    ("step", "status", "code"),
    [
        (refuses(500, "boom"), 503, "engine_unavailable"),
        (refuses(502, body=b"<html>Bad gateway</html>"), 503, "engine_unavailable"),
        (refuses(429, "slow down"), 429, "rate_limit_exceeded"),
        (refuses(401, "who are you"), 503, "engine_unavailable"),
        (refuses(400, "max_tokens is too large"), 400, None),
        (hangs_up(), 503, "engine_unavailable"),
    ],
    ids=["500", "html", "429", "401", "400", "hangs up"],
)
def test_a_refusal_of_the_engine_is_told_and_kept(
    running: Running, engine: FakeUpstream, step: Step, status: int, code: str | None, streams: bool
) -> None:
    engine.script(step)
    assert_refused(ask(running, stream=streams), status, code)
    answer = answer_of(running)
    assert (answer["status"], answer["error"]) == ("failed", code)


@pytest.mark.parametrize("streams", [False, True])
def test_patience_with_an_engine_that_never_answers_ends(
    serve: Serve, upstream: FakeUpstream, streams: bool
) -> None:
    patience = {"engine_silence" if streams else "engine_timeout": 0.5}
    running = serve(llm_url=upstream.url, **patience)
    upstream.script(never_answers())
    assert_refused(ask(running, stream=streams), 503, "engine_unavailable")
    assert answer_of(running)["status"] == "failed"


def test_a_whole_answer_may_take_longer_than_a_stream_may_be_silent(
    serve: Serve, upstream: FakeUpstream
) -> None:
    running = serve(llm_url=upstream.url, engine_silence=0.2)
    upstream.script(takes_its_time("Rest."))
    threading.Timer(0.6, upstream.resume).start()
    assert ask(running).json()["choices"][0]["message"]["content"] == "Rest."


def test_the_engine_says_when_to_come_back(running: Running, engine: FakeUpstream) -> None:
    engine.script(refuses(429, headers={"Retry-After": "7"}))
    assert ask(running).headers["Retry-After"] == "7"


def test_what_the_engine_says_of_a_bad_request_reaches_the_client(
    running: Running, engine: FakeUpstream
) -> None:
    engine.script(refuses(400, "max_tokens is too large"))
    assert ask(running).json()["error"]["message"] == "max_tokens is too large"


def test_the_service_answers_again_when_the_engine_does(
    running: Running, engine: FakeUpstream
) -> None:
    engine.script(refuses(500), says("Rest."))
    assert ask(running).status_code == 503
    assert ask(running).json()["choices"][0]["message"]["content"] == "Rest."


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [null]}',
        b'{"choices": [{}]}',
        b'{"choices": [{"index": "0", "message": {"content": "x"}}]}',
        b'{"choices": [{"index": 0, "message": {"content": 7}}]}',
        b'{"choices": [{"index": 3, "message": {"content": "x"}}]}',
    ],
)
def test_what_is_no_answer_is_a_bad_gateway(
    running: Running, engine: FakeUpstream, body: bytes
) -> None:
    engine.script(sends(body))
    assert_refused(ask(running), 502, "engine_failed")
    assert answer_of(running)["status"] == "failed"


def test_half_an_answer_is_none(running: Running, engine: FakeUpstream) -> None:
    engine.script(sends(b'{"choices": [', Act.DIE, content_length=1000))
    assert_refused(ask(running), 503, "engine_unavailable")
    assert answer_of(running)["status"] == "failed"


@pytest.mark.parametrize(
    "then",
    [
        [Act.DIE],
        [Act.HOLD],
        [],
        [END],
        [b"data: {]\n\n", DONE],
        [b"data: null\n\n", DONE],
        [raw_event({"choices": [None]}), DONE],
        [raw_event({"choices": [{"index": "0"}]}), DONE],
        [raw_event({"choices": [{"index": 0, "delta": "x"}]}), DONE],
        [event({"content": 7}), DONE],
        [event({"tool_calls": [7]}), DONE],
        [event({"content": "x"}, index=1), DONE],
        [b'data: {"error": {"message": "out of memory"}}\n\n', DONE],
        [b"data: " + b"x" * 17_000_000],
    ],
    ids=[
        "dies", "falls silent", "ends without [DONE]", "finishes without [DONE]", "no JSON",
        "no object", "no choice", "no index", "no delta", "no text", "no tool call",
        "a choice nobody asked for", "an error", "endless event",
    ],
)  # fmt: skip
def test_a_stream_that_breaks_ends_with_an_error_event(
    running: Running, engine: FakeUpstream, then: list[bytes | Act]
) -> None:
    engine.script(sends(ROLE, REST, *then))
    assert_broken_off(running, stream(running), "Rest")


def test_a_stream_that_breaks_at_once_says_so_too(running: Running, engine: FakeUpstream) -> None:
    engine.script(sends(Act.HOLD, Act.DIE))
    with running.http() as http, http.stream("POST", CHAT, json=question(stream=True)) as reply:
        assert reply.status_code == 200
        engine.resume()
        assert_broken_off(running, payloads_of(reply.read()), "")


def test_an_engine_that_lingers_after_done_holds_nobody_up(
    serve: Serve, upstream: FakeUpstream
) -> None:
    running = serve(llm_url=upstream.url, engine_silence=20, max_concurrent=1, max_queue=0)
    upstream.script(sends(ROLE, REST, END, DONE, Act.HOLD), says("Drink."))
    assert stream(running)[-1] == b"[DONE]"
    assert ask(running).status_code == 200


@pytest.mark.parametrize(
    ("step", "streams", "said"),
    [(never_answers(), False, ""), (sends(ROLE, REST, Act.HOLD), True, "Rest")],
    ids=["whole", "stream"],
)
async def test_a_client_that_leaves_stops_the_engine(
    serve: Serve, upstream: FakeUpstream, step: Step, streams: bool, said: str
) -> None:
    running = serve(llm_url=upstream.url)
    upstream.script(step)
    async with running.async_http() as http, anyio.create_task_group() as group:
        group.start_soon(lambda: http.post(CHAT, json=question(stream=streams)))
        assert await happens(upstream.holding)
        group.cancel_scope.cancel()
    assert await happens(upstream.client_gone)
    assert await comes_true(lambda: bool(running.last_turn()["answers"]))
    answer = answer_of(running)
    assert (answer["status"], answer["message"]["content"]) == ("aborted", said)
