"""Killed under load, the service loses nothing that it has acknowledged.

By hand, for longer: MEDLOOP_KILL_ROUNDS=20 .venv/bin/python -m pytest tests/app/test_kill.py
"""

import asyncio
import json
import os
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from tests.app.clinic import FEVER_EN
from tests.app.house import CHAT, question
from tests.app.process import Process, home_like, started
from tests.fake_upstream import Act, FakeUpstream, Json, says, sends, streamed

ROUNDS = int(os.environ.get("MEDLOOP_KILL_ROUNDS", "3"))
CLIENTS = 16
HELD = "held"


def echoes() -> Any:
    """An answer of its own to every question, in many words; one to `held` never ends."""

    async def step(upstream: FakeUpstream, request: Any, body: Json) -> Any:
        number = body["messages"][-1]["content"].rpartition("#")[2]
        words = [f"{number}.{word} " for word in range(40)]
        if number == HELD:
            return await sends(*streamed(*words)[:-3], Act.HOLD)(upstream, request, body)
        return await says(*words)(upstream, request, body)

    return step


@dataclass
class Seen:
    """What clients saw before the service was gone."""

    asked: set[str] = field(default_factory=set[str])  # turns whose first event came
    answered: dict[str, str] = field(default_factory=dict[str, str])  # answer id: its full text


class Load:
    """Clients that ask without a pause until the service is gone."""

    def __init__(
        self, process: Process, key: str, seen: Seen, numbers: Iterator[int], kill_after: int
    ) -> None:
        self._process = process
        self._key = key
        self._seen = seen
        self._numbers = numbers
        self._left = kill_after

    async def run(self) -> None:
        headers = {"Authorization": f"Bearer {self._key}"}
        async with aiohttp.ClientSession(self._process.url, headers=headers) as http:
            await asyncio.gather(*(self._ask_on(http, number) for number in range(CLIENTS)))

    async def _ask_on(self, http: aiohttp.ClientSession, client: int) -> None:
        """The first client waits for an answer that never ends; a quarter do not stream."""
        stream = client % 4 != 1
        try:
            while self._process.alive:
                about = next(self._numbers) if client else HELD
                body = question(f"{FEVER_EN} #{about}", stream=stream)
                async with http.post(CHAT, json=body) as reply:
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
                    self._seen.asked.add(block["turn_id"])

    def _acknowledged(self, block: Json, text: str) -> None:
        self._seen.answered[block["answer_ids"][0]] = text
        self._left -= 1
        if self._left == 0:
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


async def test_every_answer_that_was_acknowledged_outlives_the_kill(
    prepared: tuple[Path, str], upstream: FakeUpstream, tmp_path: Path
) -> None:
    home, key = home_like(prepared, tmp_path)
    upstream.script(echoes())
    numbers, seen = count(1), Seen()
    generation = (home / "index" / "current").read_text().strip()
    for round in range(ROUNDS + 1):
        with started(home, "serve", llm_url=upstream.url) as process, process.client(key) as http:
            assert http.get("/readyz").json()["generation"] == generation
            reply = http.post(CHAT, json=question(f"{FEVER_EN} #0"))
            assert reply.json()["medloop"]["retrieval"]["status"] == "found"
            check_nothing_lost(home, seen)
            if round < ROUNDS:
                kill_after = random.Random(round).randint(10, 150)
                await Load(process, key, seen, numbers, kill_after).run()
                assert not process.alive
    assert len(seen.answered) >= 10 * ROUNDS
