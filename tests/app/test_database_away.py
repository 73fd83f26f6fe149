"""The database locked or not there yet: 503, nothing half-written, and back by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx2
import pytest
from sqlalchemy import make_url

from app.models import Answer, Turn
from tests.app.away import everything_that_writes, is_away
from tests.app.house import CHAT, Open, question

ROUTE = "/v1/conversations"
REMEMBER = 3600  # seconds: the key is known without asking the database


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Another connection holds the whole database."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        holder = sqlite3.connect(str(parsed.database), isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        yield
        holder.close()
        return
    other = await asyncpg.connect(parsed.set(drivername="postgresql").render_as_string())
    async with other.transaction():
        tables = "conversations, turns, answers, idempotency_keys, users, api_keys"
        await other.execute(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
        yield
    await other.close()


async def test_while_the_database_is_locked_nothing_is_written_and_then_all_of_it(
    opened: Open, database_url: str, caplog: pytest.LogCaptureFixture
):
    impatient = "?timeout=0.5" if "sqlite" in database_url else ""
    house = await opened(key_cache_seconds=REMEMBER, database_url=database_url + impatient)
    li = await house.person("li")
    conversation = (await li.ask("first"))["conversation_id"]
    requests = everything_that_writes(li, conversation)
    await house.recorded()
    before = await house.everything_stored()
    async with locked(database_url), asyncio.timeout(20):
        replies = await asyncio.gather(*(li.http.send(request) for request in requests))
    assert [reply.status_code for reply in replies if not is_away(reply)] == []
    assert await house.everything_stored() == before
    assert "secret-word" not in caplog.text
    for request in everything_that_writes(li, conversation):
        assert (await li.http.send(request)).status_code == 200, request


async def test_a_lock_that_is_given_up_in_time_is_only_waited_for(opened: Open, database_url: str):
    house = await opened(key_cache_seconds=REMEMBER)
    li = await house.person("li")
    await li.ask("first")
    async with locked(database_url):
        waiting = asyncio.create_task(li.ask("second"))
        await asyncio.wait([waiting], timeout=0.2)
        assert not waiting.done()
    await waiting
    assert len(await house.rows(Turn)) == 2


async def test_when_too_much_waits_to_be_recorded_the_rest_is_refused_and_nothing_is_lost(
    opened: Open, database_url: str
):
    house = await opened(record_queue=1, key_cache_seconds=REMEMBER)
    li = await house.person("li")
    await li.ask("first")
    await house.recorded()
    async with locked(database_url):
        posts = [li.http.post(CHAT, json=question(f"question {number}")) for number in range(12)]
        waiting = {asyncio.create_task(post) for post in posts}
        refused: set[asyncio.Task[httpx2.Response]] = set()
        while len(refused) < 10:  # one is being committed, one waits
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            refused |= done
    taken = await asyncio.gather(*waiting)
    assert [task for task in refused if not is_away(task.result())] == []
    assert {reply.status_code for reply in taken} == {200}
    assert len(await house.rows(Turn)) == len(await house.rows(Answer)) == 1 + len(taken)


async def test_a_database_without_tables_is_away(opened: Open, empty_database_url: str):
    house = await opened(database_url=empty_database_url)
    for path in ("/readyz", ROUTE):
        assert is_away(await house.client("ml_x").get(path))
    assert is_away(await house.client("ml_x").post(CHAT, json=question("发热")))
    assert (await house.client().get("/healthz")).status_code == 200
