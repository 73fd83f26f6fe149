"""What a patient wrote is in the record and in the reply, and nowhere else: no log, no metric."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.errors import openai_envelope, unexpected
from tests.app.clinic import FEVER_EN
from tests.app.house import CHAT, question
from tests.app.process import Process, home_like, started
from tests.fake_upstream import (
    ROLE,
    Act,
    FakeUpstream,
    event,
    hangs_up,
    raw_event,
    refuses,
    says,
    sends,
)

MARK = "Wenceslas Quirk of 7 Elm Row has syphilis"
MARKED = re.compile(r"(?i)quirk|elm[ +%20]+row|syphilis")
WORDS = f"{FEVER_EN} {MARK} and crushing chest pain"
STEPS: dict[str, Any] = {
    "an answer that repeats it": says(MARK, " [1]"),
    "a refusal that repeats it": refuses(400, MARK),
    "an error page that repeats it": refuses(500, body=MARK.encode()),
    "no answer": hangs_up(),
    "half an answer": sends(ROLE, event({"content": MARK}), Act.DIE),
    "an error event": sends(ROLE, raw_event({"error": {"message": MARK}})),
    "no JSON": sends(ROLE, f"data: {MARK}\n\n".encode()),
    "an odd event": sends(ROLE, raw_event({"choices": [MARK]})),
    "an odd choice": sends(ROLE, raw_event({"choices": [{"index": MARK, "delta": {}}]})),
    "odd tool calls": sends(ROLE, event({"tool_calls": [{"index": 0, "function": MARK}]})),
    "odd tool calls again": sends(ROLE, event({"tool_calls": MARK})),
}
BODIES: list[Any] = [
    MARK.encode(),
    question(WORDS)["messages"],
    question(WORDS) | {MARK: 1},
    question(WORDS, temperature=MARK),
    question(WORDS, model=MARK),
    question(WORDS, tools=[{"x": MARK}]),
    question(WORDS, n=99),
    question(f"{MARK} " * 20_000),
    question(f"{MARK} " * 200_000),
    question(MARK + "\0"),
    question(WORDS, conversation=MARK),
    question(WORDS) | {"messages": [{"role": MARK, "content": MARK}]},
]


@pytest.fixture
def process(prepared: tuple[Path, str], upstream: FakeUpstream, tmp_path: Path) -> Any:
    home, key = home_like(prepared, tmp_path)
    with started(home, "serve", llm_url=upstream.url) as process, process.client(key) as http:
        yield process, http


def ask_badly(http: httpx2.Client, upstream: FakeUpstream) -> None:
    """Every refusal there is, with the mark wherever it can stand."""
    upstream.script(refuses(400, MARK))
    for body in BODIES:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        assert 400 <= http.post(CHAT, content=content).status_code < 500
    for method, path in (
        ("GET", f"/v1/conversations/{MARK}"),
        ("GET", f"/v1/conversations?after={MARK}"),
        ("GET", f"/v1/conversations?limit={MARK}"),
        ("PATCH", f"/v1/conversations/{MARK}"),
        ("GET", f"/v1/models/{MARK}"),
        ("GET", f"/{MARK}?{MARK}"),
        ("DELETE", f"{CHAT}?{MARK}"),
        ("POST", "/v1/embeddings"),
    ):
        reply = http.request(method, path, json={"title": MARK, MARK: MARK})
        assert 400 <= reply.status_code < 500, path
    for name, value in (
        ("Authorization", f"Bearer {MARK}"),
        ("Authorization", MARK),
        ("X-Medloop-Retrieval", MARK),
        ("Idempotency-Key", MARK * 9),
    ):
        reply = http.post(CHAT, json=question(WORDS), headers={name: value})
        assert 400 <= reply.status_code < 500, name


def leave_early(http: httpx2.Client, upstream: FakeUpstream) -> None:
    upstream.script(sends(ROLE, event({"content": MARK}), Act.HOLD))
    with http.stream("POST", CHAT, json=question(WORDS, stream=True)) as reply:
        next(reply.iter_bytes())
    assert upstream.client_gone.wait(10)


def break_the_database(process: Process, statement: str) -> None:
    with sqlite3.connect(process.home / "medloop.db") as database:
        database.execute(statement)


def check_silence(process: Process, http: httpx2.Client) -> None:
    metrics = http.get("/metrics").text
    assert "medloop_requests_total" in metrics
    for name, text in (("metrics", metrics), ("stderr", process.errors)):
        assert not MARKED.search(text), f"patient text in {name}: {text[-2000:]}"
    assert "Traceback" not in process.errors


def test_no_log_and_no_metric_holds_a_word_of_a_patient(
    process: tuple[Process, httpx2.Client], upstream: FakeUpstream
) -> None:
    running, http = process
    statuses: set[int] = set()
    for step in STEPS.values():
        for stream in (False, True):
            upstream.script(step)
            reply = http.post(CHAT, json=question(WORDS, stream=stream, user=MARK))
            statuses.add(reply.status_code)
    assert statuses == {200, 400, 502, 503}
    ask_badly(http, upstream)
    leave_early(http, upstream)
    check_silence(running, http)
    upstream.script(says(MARK, " [1]"))
    for table in ("answers", "turns"):
        refuse = (
            f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, ''); END"
        )
        for statement in (refuse, f"DROP TABLE {table}"):
            break_the_database(running, statement)
            assert http.post(CHAT, json=question(WORDS)).status_code >= 400
            assert '"error"' in http.post(CHAT, json=question(WORDS, stream=True)).text
    assert "database refused a write" in running.errors
    check_silence(running, http)
    running.ask_to_end()
    running.ended()
    assert not MARKED.search("\n".join([*running.lines, running.errors]))


def test_a_bug_is_logged_by_kind_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError(MARK)
    except ValueError as bug:
        told = openai_envelope(unexpected(bug))
    assert not MARKED.search(json.dumps(told))
    [line] = caplog.messages
    assert re.fullmatch(r"ValueError at \S+test_no_patient_text\.py:\d+", line)
