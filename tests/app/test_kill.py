"""Killed under load, the service loses nothing that it has acknowledged.

By hand, for longer: MEDLOOP_KILL_ROUNDS=20 .venv/bin/python -m pytest tests/app/test_kill.py
"""

import asyncio
import json
import os
import random
import sqlite3
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import httpx2

from tests.app.clinic import FEVER_EN
from tests.app.house import CHAT, question
from tests.app.process import Process, home_like, started
from tests.fake_upstream import FakeUpstream, Json, says

ROUNDS = int(os.environ.get("MEDLOOP_KILL_ROUNDS", "3"))
CLIENTS = 16


def echoes() -> Any:
    """An answer of its own to every question, in words enough to be cut somewhere."""

    async def step(upstream: FakeUpstream, request: Any, body: Json) -> Any:
        number = body["messages"][-1]["content"].rpartition("#")[2]
        words = [f"{number}.{word} " for word in range(40)]
        return await says(*words)(upstream, request, body)

    return step


@dataclass
class Seen:
    """What clients saw before the service was gone."""

    asked: set[str] = field(default_factory=set[str])  # turns whose first event came
    answered: dict[str, str] = field(default_factory=dict[str, str])  # answer id: its full text


class Load:
    """Clients that ask without a pause until the service is gone."""

    def __init__(self, process: Process, key: str, kill_after: int, numbers: Any) -> None:
        self.seen = Seen()
        self._process = process
        self._key = key
        self._kill_after = kill_after
        self._numbers = numbers

    async def run(self) -> None:
        headers = {"Authorization": f"Bearer {self._key}"}
        async with aiohttp.ClientSession(self._process.url, headers=headers) as http:
            await asyncio.gather(*(self._ask_on(http, bool(n % 4)) for n in range(CLIENTS)))

    async def _ask_on(self, http: aiohttp.ClientSession, stream: bool) -> None:
        try:
            while self._process.alive:
                words = f"{FEVER_EN} #{next(self._numbers)}"
                async with http.post(CHAT, json=question(words, stream=stream)) as reply:
                    assert reply.status == 200
                    await (self._listen(reply) if stream else self._read(reply))
        except aiohttp.ClientError:
            assert not self._process.alive

    async def _read(self, reply: aiohttp.ClientResponse) -> None:
        body = await reply.json()
        self._acknowledged(body["medloop"], body["choices"][0]["message"]["content"])

    async def _listen(self, reply: aiohttp.ClientResponse) -> None:
        text, block = "", {}
        async for line in reply.content:
            if line == b"data: [DONE]\n":
                self._acknowledged(block, text)
            elif line.startswith(b"data: "):
                event = json.loads(line[6:])
                text += "".join(c["delta"].get("content") or "" for c in event["choices"])
                if not block:
                    block = event["medloop"]
                    self.seen.asked.add(block["turn_id"])

    def _acknowledged(self, block: Json, text: str) -> None:
        self.seen.answered[block["answer_ids"][0]] = text
        if len(self.seen.answered) == self._kill_after:
            self._process.kill()


def check_nothing_lost(home: Path, seen: Seen) -> None:
    with sqlite3.connect(home / "medloop.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        turns = {row[0] for row in database.execute("SELECT id FROM turns")}
        rows = database.execute("SELECT id, message FROM answers WHERE status = 'complete'")
        answers = {id: json.loads(message)["content"] for id, message in rows}
    assert seen.asked <= turns
    assert seen.answered.items() <= answers.items()


def check_alive(http: httpx2.Client, seen: Seen, generation: str) -> None:
    """It answers with evidence, and shows what was asked before."""
    assert http.get("/readyz").json() == {
        "status": "ready",
        "index": "ready",
        "generation": generation,
    }
    reply = http.post(CHAT, json=question(FEVER_EN))
    assert reply.json()["medloop"]["retrieval"]["status"] == "found"
    newest = http.get("/v1/conversations").json()["data"]
    assert len(newest) == min(20, len(newest))
    assert seen.answered


async def test_every_answer_that_was_acknowledged_outlives_the_kill(
    prepared: tuple[Path, str], upstream: FakeUpstream, tmp_path: Path
) -> None:
    home, key = home_like(prepared, tmp_path)
    upstream.script(echoes())
    numbers, all_seen = count(1), Seen()
    generation = (home / "index" / "current").read_text().strip()
    for round in range(ROUNDS + 1):
        with started(home, "serve", llm_url=upstream.url) as process, process.client(key) as http:
            check_nothing_lost(home, all_seen)
            reply = http.post(CHAT, json=question(f"{FEVER_EN} #0"))
            assert reply.json()["medloop"]["retrieval"]["status"] == "found"
            assert http.get("/readyz").json()["generation"] == generation
            if round == ROUNDS:
                break
            load = Load(process, key, random.Random(round).randint(10, 150), numbers)
            await load.run()
            assert len(load.seen.asked - set(load.seen.answered)) > 0
        all_seen.asked |= load.seen.asked
        all_seen.answered |= load.seen.answered
    assert len(all_seen.answered) >= 10 * ROUNDS
