"""`medloop up`: one command from nothing to cited answers, and an end that cuts nobody short."""

import json
import re
import socket
import sqlite3
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx2
import pytest

from app.model_server import free_port
from tests.app.clinic import FEVER_EN, FEVER_ZH
from tests.app.house import CHAT, question
from tests.app.process import Process, home_like, started
from tests.app.running import comes_true, happens
from tests.fake_upstream import Act, FakeUpstream, sends, streamed

KEY = r"key: (ml_[A-Za-z0-9_-]{32,})"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """A home after its first `up`, the key it was given, and all that was said."""
    home = tmp_path_factory.mktemp("up") / "home"
    with started(home, "up") as process:
        key = process.says(KEY)
        assert httpx2.get(f"{process.url}/readyz").json()["index"] == "ready"
        with process.client(key) as http:
            for words in (FEVER_EN, FEVER_ZH):
                check_answer(http, words)
        process.ask_to_end()
        process.ended()
        assert "Traceback" not in process.errors
        return home, key, process.lines


def check_answer(http: httpx2.Client, words: str) -> None:
    """Streamed and cited."""
    text = http.post(CHAT, json=question(words, stream=True)).text
    *events, last, _ = [event.removeprefix("data: ") for event in text.split("\n\n")]
    assert last == "[DONE]"
    deltas = [json.loads(event)["choices"][0]["delta"] for event in events]
    content = "".join(delta.get("content") or "" for delta in deltas)
    [annotations] = [delta["annotations"] for delta in deltas if "annotations" in delta]
    assert annotations
    for annotation in annotations:
        place = annotation["url_citation"]
        assert re.fullmatch(r"\[\d\]", content[place["start_index"] : place["end_index"]])


def test_a_first_start_tells_address_key_and_set_up_link_and_nothing_else(
    lived_in: tuple[Path, str, list[str]],
) -> None:
    _, key, lines = lived_in
    assert [line.split(": ")[0] for line in lines] == ["address", "key", "set up"]
    assert key in lines[1]


def test_the_set_up_link_makes_the_administrators_password_once_and_signs_them_in(
    tmp_path: Path,
) -> None:
    with started(tmp_path / "home", "up") as process:
        link = process.says(r"set up: (http://\S+/invite/[A-Za-z0-9_-]{40,})")
        assert link.startswith(process.url)
        acceptance = {"token": link.rpartition("/")[2], "password": "Four wild geese flew home"}
        with httpx2.Client(base_url=process.url) as http:
            reply = http.post("/api/invitations/accept", json=acceptance)
            assert (reply.json()["name"], reply.json()["role"]) == ("admin", "admin")
            assert http.get("/api/people").status_code == 200
        with httpx2.Client(base_url=process.url) as http:
            assert http.post("/api/invitations/accept", json=acceptance).status_code == 404
            credentials = {"name": "admin", "password": acceptance["password"]}
            assert http.post("/api/sign-in", json=credentials).status_code == 200


def test_the_key_is_nowhere_in_the_home(lived_in: tuple[Path, str, list[str]]) -> None:
    home, key, _ = lived_in
    stored = b"".join(path.read_bytes() for path in home.glob("medloop.db*"))
    assert key.encode() not in stored
    assert key[:11].encode() in stored  # the prefix, which is shown


def test_a_later_start_tells_no_key_and_knows_the_old_one(
    lived_in: tuple[Path, str, list[str]],
) -> None:
    home, key, _ = lived_in
    with started(home, "up") as process:
        assert httpx2.get(f"{process.url}/readyz").status_code == 200
        with process.client(key) as http:
            assert http.get("/v1/models").status_code == 200
        process.ask_to_end()
        process.ended()
        assert [line.split(": ")[0] for line in process.lines] == ["address"]


def test_a_corpus_is_indexed_first_and_port_and_home_are_the_ones_given(tmp_path: Path) -> None:
    corpus = tmp_path / "leaflets.jsonl"
    row = {"id": "h", "title": "Hiccups", "text": "Holding the breath helps against hiccups."}
    corpus.write_text(json.dumps(row), encoding="utf-8")
    home, port = tmp_path / "elsewhere", free_port()
    arguments = ("--home", str(home), "--port", str(port), "--corpus", str(corpus))
    with started(tmp_path / "ignored", "up", *arguments) as process:
        assert process.url == f"http://127.0.0.1:{port}"
        with process.client(process.says(KEY)) as http:
            reply = http.post(CHAT, json=question("What helps against hiccups?"))
        [passage] = reply.json()["medloop"]["retrieval"]["passages"]
        assert (passage["document_id"], passage["source"]) == ("h", "leaflets")
    assert (home / "medloop.db").exists()
    assert not (tmp_path / "ignored").exists()


def test_a_corpus_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with started(tmp_path / "home", "up", "--corpus", str(tmp_path / "nothing")) as process:
        assert process.ended() == 1
        last = process.errors.splitlines()[-1]
        assert last.startswith("medloop: ")
        assert "nothing" in last
        assert "Traceback" not in process.errors


def test_a_second_server_on_the_same_home_is_refused_in_one_clear_line(
    lived_in: tuple[Path, str, list[str]],
) -> None:
    home, _, _ = lived_in
    with started(home, "serve") as first:
        ready = httpx2.get(f"{first.url}/readyz").json()
        with started(home, "serve") as second:
            assert second.ended() == 1
            assert "another medloop serves from" in second.errors.splitlines()[-1]
        assert ready["index"] == "ready"


def test_a_setting_that_is_wrong_is_one_clear_line(tmp_path: Path) -> None:
    with started(tmp_path / "home", "serve", log_level="loud") as process:
        assert process.ended() == 1
        assert process.errors.splitlines()[-1].startswith("medloop: MEDLOOP_LOG_LEVEL: ")
        assert "Traceback" not in process.errors


def test_a_start_that_failed_leaves_the_key_for_the_one_that_serves(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        started(tmp_path / "home", "up", port=taken.getsockname()[1]) as process,
    ):
        assert process.ended() > 0
        assert process.lines == []
    with started(tmp_path / "home", "up") as process, process.client(process.says(KEY)) as http:
        assert http.get("/v1/models").status_code == 200


def test_a_model_is_served_through_vllm_which_ends_with_the_service(
    tmp_path: Path, tiny_model: Path
) -> None:
    with started(tmp_path / "home", "up", "--model", str(tiny_model)) as process:
        key = process.says(KEY)
        [vllm] = process.children()
        with process.client(key) as http:
            assert tiny_model.name in [row["id"] for row in http.get("/v1/models").json()["data"]]
            answer = http.post(CHAT, json=question(FEVER_EN, max_tokens=4)).json()
            assert answer["usage"]["completion_tokens"] == 4
            assert answer["medloop"]["retrieval"]["status"] == "found"
        process.ask_to_end()
        assert process.ended() == 0
    assert not Path(f"/proc/{vllm}").exists()


def test_make_up_passes_its_variables_on() -> None:
    variables = ("CORPUS=some/where", "PORT=8123", "HOME_DIR=other home")
    dry = ["make", "--dry-run", "--assume-old=.venv/service", "up", *variables]
    plan = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    command = " ".join(plan.replace("\\\n", " ").split())
    assert 'medloop up --home "other home" --port "8123" --corpus "some/where"' in command


def refuses_connections(process: Process) -> bool:
    place = urlsplit(process.url)
    with socket.socket() as probe:
        return probe.connect_ex((place.hostname, place.port)) != 0


async def test_at_sigterm_live_streams_end_well_and_nobody_new_is_let_in(
    prepared: tuple[Path, str], upstream: FakeUpstream, tmp_path: Path
) -> None:
    home, key = home_like(prepared, tmp_path)
    first, *rest = streamed("Rest", " and", " drink.")
    upstream.script(sends(first, rest[0], Act.HOLD, *rest[1:]))
    with started(home, "serve", llm_url=upstream.url) as process:
        texts: list[str] = []
        async with process.async_client(key) as http, anyio.create_task_group() as group:

            async def listen() -> None:
                texts.append((await http.post(CHAT, json=question(FEVER_EN, stream=True))).text)

            for _ in range(4):
                group.start_soon(listen)
            assert await happens(upstream.holding)
            assert await comes_true(lambda: len(upstream.asked) == 4)
            process.ask_to_end()
            assert await comes_true(lambda: refuses_connections(process))
            assert await comes_true(lambda: "Waiting for connections" in process.errors)
            upstream.resume()
        assert process.ended() in (0, -15)
        assert "Traceback" not in process.errors
    assert len(texts) == 4
    assert all(text.endswith("data: [DONE]\n\n") for text in texts)
    assert stored_answers(home) == ["Rest and drink."] * 4


def stored_answers(home: Path) -> list[Any]:
    with sqlite3.connect(home / "medloop.db") as database:
        rows = database.execute("SELECT message FROM answers WHERE status = 'complete'")
        return [json.loads(message)["content"] for (message,) in rows]
