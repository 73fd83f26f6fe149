"""A model server as scorers use it: a FAKE one (tests/fake_upstream.py), which fails at will."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fake_upstream import (
    MODEL,
    FakeUpstream,
    Step,
    hangs_up,
    never_answers,
    refuses,
    says,
    sends,
    takes_its_time,
    vector_of,
)
from train.errors import EndpointError, RecipeError
from train.scoring.endpoint import Endpoint, chosen

ASKED = [{"role": "user", "content": "张三发热"}]
AT_ONCE = {"Retry-After": "0"}


@pytest.fixture
def upstream() -> Iterator[FakeUpstream]:
    with FakeUpstream(context=2048) as upstream:
        yield upstream


def endpoint(upstream: FakeUpstream, **settings: Any) -> Endpoint:
    return Endpoint(upstream.url, MODEL, **settings)


def listing(logprobs: dict[str, float]) -> Step:
    top = [{"token": token, "logprob": value, "bytes": None} for token, value in logprobs.items()]
    content = [{"token": "3", "logprob": -1.0, "bytes": None, "top_logprobs": top}]
    message = {"role": "assistant", "content": "3"}
    choice = {"index": 0, "message": message, "logprobs": {"content": content}}
    return sends(json.dumps({"choices": [choice]}).encode())


def test_answers_come_in_the_order_of_the_questions(upstream: FakeUpstream) -> None:
    async def echoes(upstream: Any, request: Any, body: Any) -> Any:
        said = body["messages"][0]["content"]
        await asyncio.sleep(0 if int(said) % 2 else 0.01)  # the even ones overtaken by the odd
        return await says(said)(upstream, request, body)

    upstream.script(echoes)
    asked = [[{"role": "user", "content": str(n)}] for n in range(40)]
    assert endpoint(upstream).chat(asked) == [str(n) for n in range(40)]


def test_the_key_is_read_from_the_variable_that_is_named(
    upstream: FakeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCORER_KEY", "s3cret")
    endpoint(upstream, key_env="SCORER_KEY", extra={"seed": 7}).chat([ASKED])
    assert upstream.received[0].headers["Authorization"] == "Bearer s3cret"
    assert upstream.asked[0]["seed"] == 7
    with pytest.raises(EndpointError, match="the environment has no OTHER_KEY"):
        endpoint(upstream, key_env="OTHER_KEY").chat([ASKED])


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again(upstream: FakeUpstream, status: int) -> None:
    upstream.script(refuses(status, headers=AT_ONCE), refuses(status, headers=AT_ONCE), says("ok"))
    assert endpoint(upstream).chat([ASKED]) == ["ok"]
    assert len(upstream.asked) == 3


def test_but_not_for_ever(upstream: FakeUpstream) -> None:
    upstream.script(refuses(503, headers=AT_ONCE))
    with pytest.raises(EndpointError, match="answered 503, 3 times in a row"):
        endpoint(upstream, tries=3).chat([ASKED])
    assert len(upstream.asked) == 3


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (refuses(401), "refused /v1/chat/completions with 401: name the variable"),
        (refuses(404), "no such model or no such route"),
        (refuses(400, "maximum context length is 2048"), "longer than its context"),
        (refuses(400, "张三发热"), "refused /v1/chat/completions with 400$"),
        (sends(b"<html>gateway</html>"), "not JSON"),
        (sends(b"[1]"), "not an object"),
        (sends(b'{"choices": []}'), "another shape than asked for"),
        (sends(b'{"choices": [{"message": {"content": null}}]}'), "another shape"),
        (hangs_up(), "broke off"),
    ],
)
def test_what_goes_wrong_is_said_without_what_was_sent(
    upstream: FakeUpstream, step: Step, said: str
) -> None:
    upstream.script(step)
    with pytest.raises(EndpointError, match=said) as raised:
        endpoint(upstream, tries=1).chat([ASKED])
    assert "张三" not in str(raised.value)
    assert upstream.url in str(raised.value)


def test_a_server_that_never_answers_is_given_up(upstream: FakeUpstream) -> None:
    upstream.script(never_answers())
    with pytest.raises(EndpointError, match=r"no answer in 0\.2 s"):
        endpoint(upstream, timeout=0.2).chat([ASKED])


def test_where_nobody_listens_it_says_so(upstream: FakeUpstream) -> None:
    with pytest.raises(EndpointError, match=r"no model server answers at http://127\.0\.0\.1:1/v1"):
        Endpoint("http://127.0.0.1:1/v1", MODEL).chat([ASKED])


def test_one_failure_ends_the_others(upstream: FakeUpstream) -> None:
    upstream.script(refuses(400), takes_its_time("late"))
    with pytest.raises(EndpointError, match="400"):
        endpoint(upstream).chat([ASKED] * 4)
    assert upstream.client_gone.wait(10)


def test_without_vllm_a_token_beyond_the_listed_ones_is_not_known(upstream: FakeUpstream) -> None:
    upstream.script(listing({"3": -0.1, "2": -2.5, "x": -4.0}))
    assert endpoint(upstream).next_logprobs([ASKED], ["1", "2", "3"]) == [[None, -2.5, -0.1]]
    assert upstream.asked[0]["top_logprobs"] == 20
    assert "logprob_token_ids" not in upstream.asked[0]


def test_embeddings_come_in_order_and_in_bunches(upstream: FakeUpstream) -> None:
    texts = ["e" * n for n in range(1, 8)]
    assert endpoint(upstream, at_once=3).embed(texts) == [vector_of(text) for text in texts]
    assert [len(got.body["input"]) for got in upstream.received] == [3, 3, 1]


def test_the_context_is_what_the_server_lists(upstream: FakeUpstream) -> None:
    assert endpoint(upstream).context == 2048
    with pytest.raises(EndpointError, match="does not serve that model"):
        _ = Endpoint(upstream.url, "another").context


def test_prompts_cannot_be_cut_into_tokens_without_a_tokenizer(upstream: FakeUpstream) -> None:
    with pytest.raises(RecipeError, match="tokenizer: FOLDER"):
        _ = endpoint(upstream).tokenizer


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("B", "B"),
        ("答案是 b。", "B"),
        ("**B**", "B"),
        ("<think>A or B? A.</think>\n\nB", "B"),
        ("A or B", None),
        ("Bad", None),
        ("", None),
    ],
)
def test_an_answer_is_read_from_what_is_said(reply: str, answer: str | None) -> None:
    assert chosen(reply, ["A", "B"]) == answer


@pytest.mark.parametrize(
    ("reply", "answer"), [("5", "5"), ("5分", "5"), ("5.5", None), ("10", None), ("4/6", None)]
)
def test_a_score_is_a_whole_number(reply: str, answer: str | None) -> None:
    assert chosen(reply, [str(n) for n in range(7)]) == answer
