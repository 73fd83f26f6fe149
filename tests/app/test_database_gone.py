"""PostgreSQL stops in the middle and starts again: 503 meanwhile, nothing lost, no restart."""

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest
from anyio.to_thread import run_sync

from app.chat_request import parse_chat
from app.chat_stream import ChatStream
from app.errors import StoreUnavailable
from app.models import Answer, Conversation, Turn
from app.settings import Settings
from app.turn import Turn as OpenTurn
from tests.app.away import ROUTE, everything_that_reads, everything_that_writes, is_away
from tests.app.databases import Postgres
from tests.app.house import CHAT, House, Open, Person, open_house, question


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
async def house(opened: Open) -> House:
    """Every key that was used is known without asking the database."""
    return await opened(key_cache_seconds=3600, max_concurrent=1)


async def opened_turn(house: House, who: Person) -> OpenTurn:
    """A question that is stored and not answered yet."""
    principal = await house.service.authenticator.principal(f"Bearer {who.key}")
    body = json.dumps(question("secret-word")).encode()
    return await house.service.answerer.open(principal, parse_chat(body))


async def test_while_the_database_is_gone_every_request_is_refused_and_then_none(
    house: House, postgres: Postgres, caplog: pytest.LogCaptureFixture
):
    li = await house.person("li")
    conversation = (await li.ask("first"))["conversation_id"]
    await house.recorded()
    before = await house.everything_stored()
    requests = everything_that_reads(li, conversation) + everything_that_writes(li, conversation)
    await run_sync(postgres.stop)
    replies = await asyncio.gather(*(li.http.send(request) for request in requests))
    assert [reply.url for reply in replies if not is_away(reply)] == []
    assert is_away(await house.client("ml_unknown").get(ROUTE))
    assert is_away(await li.http.get("/readyz"))
    assert (await li.http.get("/healthz")).status_code == 200
    assert (await li.http.get("/metrics")).status_code == 200

    await run_sync(postgres.start)
    assert await house.everything_stored() == before
    assert "secret-word" not in caplog.text
    for request in everything_that_reads(li, conversation):
        assert (await li.http.send(request)).status_code == 200, request
    for request in everything_that_writes(li, conversation):
        assert (await li.http.send(request)).status_code == 200, request


async def test_a_restart_between_two_requests_is_not_noticed(house: House, postgres: Postgres):
    li = await house.person("li")
    await asyncio.gather(*(li.http.get(ROUTE) for _ in range(8)))
    await li.ask("first")
    await run_sync(postgres.stop)
    await run_sync(postgres.start)
    replies = await asyncio.gather(*(li.http.get(ROUTE) for _ in range(8)))
    assert [reply.status_code for reply in replies] == [200] * 8
    await li.ask("second")


async def test_while_the_database_starts_requests_are_refused_or_answered_and_nothing_else(
    house: House, postgres: Postgres
):
    li = await house.person("li")
    await li.ask("first")
    await run_sync(postgres.stop)
    starting = asyncio.create_task(run_sync(postgres.start))
    answered = 0
    while not starting.done() or not answered:
        reply = await li.http.post(CHAT, json=question("发热"))
        assert reply.status_code == 200 or is_away(reply)
        answered += reply.status_code == 200
    assert len(await house.rows(Turn)) == len(await house.rows(Answer)) == 1 + answered


async def test_a_service_that_starts_before_its_database_serves_once_that_is_there(
    postgres: Postgres, postgresql_url: str, house: House, tmp_path: Path
):
    key = (await house.person("li")).key
    await run_sync(postgres.stop)
    settings = Settings(home=tmp_path / "early", database_url=postgresql_url)
    async with AsyncExitStack() as stack:
        early = (await open_house(stack, settings)).client(key)
        assert is_away(await early.get("/readyz"))
        assert is_away(await early.post(CHAT, json=question("发热")))
        await run_sync(postgres.start)
        assert (await early.get("/readyz")).status_code == 200
        assert (await early.post(CHAT, json=question("发热"))).status_code == 200


async def test_an_answer_that_cannot_be_stored_is_not_given(house: House, postgres: Postgres):
    li = await house.person("li")
    turn = await opened_turn(house, li)
    await run_sync(postgres.stop)
    with pytest.raises(StoreUnavailable):
        await house.service.answerer.complete(turn, lambda body, turn: ())
    await run_sync(postgres.start)
    [stored] = await house.rows(Turn)
    assert (stored.id, len(await house.rows(Conversation))) == (turn.id, 1)
    assert not await house.rows(Answer)


async def test_a_stream_that_cannot_be_stored_ends_with_an_error_and_is_never_done(
    house: House, postgres: Postgres
):
    li = await house.person("li")
    turn = await opened_turn(house, li)
    stream = ChatStream(
        turn, await turn.engine.stream(turn.call), house.service.recorder, include_usage=False
    )
    sent: list[bytes] = []

    async def send(data: bytes) -> None:
        sent.append(data)

    await run_sync(postgres.stop)
    await stream.run(send)
    assert b"[DONE]" not in b"".join(sent)
    last = json.loads(sent[-1].removeprefix(b"data: "))
    assert last["error"]["code"] == "store_unavailable"
    assert stream.status == "interrupted"


async def test_a_key_whose_request_the_database_failed_is_free_for_the_next_try(
    house: House, postgres: Postgres
):
    """The claim is stored, then the database goes: it cannot even be taken back."""
    li = await house.person("li")
    await li.ask("first")
    headers = {"Idempotency-Key": "k"}

    async def ask() -> httpx2.Response:
        return await li.http.post(CHAT, json=question("secret-word"), headers=headers)

    await house.service.admission.enter()
    waiting = asyncio.create_task(ask())
    while not house.service.admission.waiting:
        await asyncio.sleep(0.01)
    await run_sync(postgres.stop)
    house.service.admission.leave()
    assert is_away(await waiting)
    await run_sync(postgres.start)
    replies = [await ask(), await ask()]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert ["Idempotent-Replayed" in reply.headers for reply in replies] == [False, True]
    assert len(await house.rows(Turn)) == 2
