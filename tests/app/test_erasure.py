"""Deleting a conversation: every word goes, a tombstone stays, whoever else is writing."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from app.chat_request import parse_chat
from app.models import (
    Answer,
    AuditEvent,
    Conversation,
    Export,
    ExportedConversation,
    IdempotencyKey,
    ReleaseRow,
    Turn,
)
from app.record import ADD_ANSWER, ADD_TURN
from app.turn import Turn as OpenTurn
from tests.app.house import CHAT, House, Open, Person, question

ROUTE = "/v1/conversations"
FIRST = "二甲双胍有哪些副作用？"
Late = Callable[[Person, dict[str, Any]], Turn | Answer]


@pytest.fixture
async def li(library: None, house: House) -> Person:
    return await house.person("li")


async def delete(who: Person, conversation: str) -> int:
    return (await who.http.delete(f"{ROUTE}/{conversation}")).status_code


async def opened_turn(house: House, who: Person, words: str) -> OpenTurn:
    """A question that is stored and not answered yet."""
    principal = await house.service.authenticator.principal(f"Bearer {who.key}")
    return await house.service.answerer.open(
        principal, parse_chat(json.dumps(question(words)).encode())
    )


async def test_no_word_of_a_deleted_conversation_is_left(house: House, li: Person):
    key = {"Idempotency-Key": "k"}
    metadata = {"ward": "metadata-word"}
    first = await li.http.post(CHAT, json=question(FIRST, metadata=metadata), headers=key)
    block = first.json()["medloop"]
    key = {"Idempotency-Key": "l"}
    then = question("那孕妇呢？secret-word", block["conversation_id"], stream=True)
    assert (await li.http.post(CHAT, json=then, headers=key)).status_code == 200
    await li.http.patch(f"{ROUTE}/{block['conversation_id']}", json={"title": "title-word"})

    evidence = block["retrieval"]["passages"][0]["text"][:20]
    said = first.json()["choices"][0]["message"]["content"].splitlines()[2][:20]
    words = [FIRST, "metadata-word", "secret-word", "title-word", "那孕妇呢", evidence, said]
    before = await house.everything_stored()
    assert [word for word in words if word not in before] == []
    assert await delete(li, block["conversation_id"]) == 200

    after = await house.everything_stored()
    assert [word for word in words if word in after] == []
    assert "metformin" not in after.lower()
    assert "二甲双胍" not in after
    assert not await house.rows(IdempotencyKey)


async def test_the_exports_and_releases_that_held_it_are_named(house: House, li: Person):
    gone, kept = await li.ask("one"), await li.ask("two")
    await exported(house, "exp_1", "a" * 64, gone, kept)
    await exported(house, "exp_2", "b" * 64, kept)
    await exported(house, "exp_3", "c" * 64, gone)
    await released(house, "learned-from-1", "a" * 64, "d" * 64)
    await released(house, "learned-from-2", "b" * 64)
    await released(house, "learned-from-nothing")
    reply = (await li.http.delete(f"{ROUTE}/{gone['conversation_id']}")).json()
    assert reply["exports"] == ["exp_1", "exp_3"]
    assert reply["releases"] == ["learned-from-1"]
    [event] = await house.rows(AuditEvent)
    assert (event.action, event.subject_id) == ("conversation.delete", gone["conversation_id"])
    assert json.loads(event.details) == {
        "exports": ["exp_1", "exp_3"],
        "releases": reply["releases"],
    }


async def exported(house: House, id: str, digest: str, *held: dict[str, Any]) -> None:
    now, ids = datetime.now(UTC), [block["conversation_id"] for block in held]
    row = Export(id=id, kind="sft", filters={}, rows=1, data_sha256=digest, created_at=now)
    async with house.service.database.sessions() as session, session.begin():
        session.add(row)
        await session.flush()
        session.add_all(ExportedConversation(export_id=id, conversation_id=each) for each in ids)


async def released(house: House, name: str, *digests: str) -> None:
    manifest = {"data": [{"sha256": digest} for digest in digests]}
    async with house.service.database.sessions() as session, session.begin():
        session.add(ReleaseRow(name=name, manifest=manifest, added_at=datetime.now(UTC)))


async def test_the_tombstone_says_whose_and_when_and_how_it_went(house: House, li: Person):
    block = await li.ask(FIRST)
    [before] = await house.rows(Conversation)
    assert await delete(li, block["conversation_id"]) == 200
    [tombstone], [turn] = await house.rows(Conversation), await house.rows(Turn)
    [answer] = await house.rows(Answer)
    assert (tombstone.id, tombstone.user_id) == (block["conversation_id"], li.id)
    assert tombstone.created_at == before.created_at
    assert tombstone.deleted_at is not None
    assert tombstone.title is None
    assert (turn.id, turn.conversation_id) == (block["turn_id"], block["conversation_id"])
    assert (answer.turn_id, answer.status) == (block["turn_id"], "complete")


async def test_only_the_one_conversation_is_erased(house: House, li: Person):
    wang = await house.person("wang")
    gone, kept, anothers = await li.ask("one"), await li.ask("two"), await wang.ask("three")
    before = await li.read(kept["conversation_id"])
    others = await wang.read(anothers["conversation_id"])
    assert await delete(li, gone["conversation_id"]) == 200
    assert await li.read(kept["conversation_id"]) == before
    assert await wang.read(anothers["conversation_id"]) == others


async def test_what_is_deleted_is_not_there_any_more(house: House, li: Person):
    gone = (await li.ask("one"))["conversation_id"]
    reply = await li.http.delete(f"{ROUTE}/{gone}")
    told = {"id": gone, "object": "conversation.deleted", "deleted": True}
    assert reply.json() == told | {"exports": [], "releases": []}
    assert await delete(li, gone) == 404
    assert (await li.http.get(f"{ROUTE}/{gone}")).status_code == 404
    assert (await li.http.patch(f"{ROUTE}/{gone}", json={"title": "x"})).status_code == 404
    assert (await li.http.post(CHAT, json=question("more", gone))).status_code == 404
    assert (await li.http.get(ROUTE, params={"after": gone})).status_code == 404
    assert (await li.http.get(ROUTE)).json()["data"] == []
    assert (await li.http.get(f"{ROUTE}/export")).json()["conversations"] == []
    assert len(await house.rows(Turn)) == 1


async def test_an_erased_reply_is_not_given_again(house: House, li: Person):
    key = {"Idempotency-Key": "k"}
    first = (await li.http.post(CHAT, json=question("one"), headers=key)).json()["medloop"]
    await delete(li, first["conversation_id"])
    again = await li.http.post(CHAT, json=question("one"), headers=key)
    assert "Idempotent-Replayed" not in again.headers
    assert again.json()["medloop"]["conversation_id"] != first["conversation_id"]


async def test_an_answer_that_comes_after_the_deletion_leaves_no_word(house: House, li: Person):
    turn = await opened_turn(house, li, FIRST)
    assert await delete(li, turn.conversation_id) == 200
    body = await house.service.answerer.complete(turn, lambda body, turn: ())
    assert "二甲双胍" in body.decode()
    [late] = [row for row in await house.rows(Answer) if row.turn_id == turn.id]
    assert late.status == "complete"
    assert "二甲双胍" not in await house.everything_stored()


def late_question(who: Person, block: dict[str, Any]) -> Turn:
    words = [{"role": "user", "content": "secret-word"}]
    row: dict[str, Any] = {"id": "turn_late", "user_id": who.id, "asked_at": datetime.now(UTC)}
    return Turn(**row, conversation_id=block["conversation_id"], model="medloop", question=words)


def late_answer(who: Person, block: dict[str, Any]) -> Answer:
    row: dict[str, Any] = {"id": "ans_late", "created_at": datetime.now(UTC), "choice": 1}
    row |= {"status": "complete", "release": {}, "timings": {}, "turn_id": block["turn_id"]}
    words = {"role": "assistant", "content": "secret-word"}
    return Answer(**row, conversation_id=block["conversation_id"], message=words)


LATE = pytest.mark.parametrize("late", [late_question, late_answer])


@LATE
async def test_a_deletion_waits_for_what_is_being_written(house: House, li: Person, late: Late):
    block = await li.ask("one")
    async with house.service.database.sessions() as session, session.begin():
        session.add(late(li, block))
        await session.flush()
        deletion = asyncio.create_task(delete(li, block["conversation_id"]))
        await asyncio.wait({deletion}, timeout=0.2)
        assert not deletion.done()
    assert await deletion == 200
    assert "secret-word" not in await house.everything_stored()


@LATE
async def test_what_is_written_during_a_deletion_waits_for_it(house: House, li: Person, late: Late):
    block = await li.ask("one")
    kind = ADD_TURN if late is late_question else ADD_ANSWER
    row = late(li, block)
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    async with house.service.database.sessions() as session, session.begin():
        await session.execute(select(Turn).with_for_update())
        for conversation in await session.scalars(select(Conversation).with_for_update()):
            conversation.deleted_at = datetime.now(UTC)
        await session.flush()
        written = asyncio.ensure_future(house.service.recorder.submit([(kind, values)]))
        await asyncio.wait({written}, timeout=0.2)
        assert not written.done()
    await written
    assert "secret-word" not in await house.everything_stored()


async def test_questions_and_deletions_at_once_leave_no_word_behind(library: None, opened: Open):
    """Two processes on one database: one asks, the other deletes; either may come first."""
    asking, deleting = await opened(), await opened()
    li = await asking.person("li")
    elsewhere = Person(li.id, li.name, li.key, deleting.client(li.key))
    key = iter(range(1000))

    async def ask(conversation: str, delay: float) -> int:
        await asyncio.sleep(delay)
        headers = {"Idempotency-Key": str(next(key))}
        body = question("secret-word 二甲双胍", conversation)
        return (await li.http.post(CHAT, json=body, headers=headers)).status_code

    for round in range(12):
        conversation = (await li.ask("secret-word"))["conversation_id"]
        *asked, deleted = await asyncio.gather(
            *(ask(conversation, (round + number) % 5 / 500) for number in range(4)),
            delete(elsewhere, conversation),
        )
        assert deleted == 200
        assert set(asked) <= {200, 404}
    assert "secret-word" not in await asking.everything_stored()


async def test_a_title_given_while_the_conversation_is_deleted_does_not_outlive_it(opened: Open):
    renaming, deleting = await opened(), await opened()
    li = await renaming.person("li")
    elsewhere = Person(li.id, li.name, li.key, deleting.client(li.key))

    async def rename(conversation: str) -> int:
        path = f"{ROUTE}/{conversation}"
        return (await li.http.patch(path, json={"title": "secret-word"})).status_code

    for _ in range(12):
        conversation = (await li.ask("one"))["conversation_id"]
        *renamed, deleted = await asyncio.gather(
            *(rename(conversation) for _ in range(4)), delete(elsewhere, conversation)
        )
        assert deleted == 200
        assert set(renamed) <= {200, 404}
    assert "secret-word" not in await renaming.everything_stored()


async def test_an_export_that_a_deletion_overtakes_is_still_a_document(house: House, li: Person):
    first, second = await li.ask("one"), await li.ask("two")
    received: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return await asyncio.Future()  # the client neither says more nor leaves

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            assert await delete(li, first["conversation_id"]) == 200
        received.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": f"{ROUTE}/export", "query_string": b""}
    scope["headers"] = [(b"authorization", f"Bearer {li.key}".encode())]
    await house.app(scope, receive, send)
    exported = json.loads(b"".join(received))["conversations"]
    assert [row["id"] for row in exported] == [second["conversation_id"]]
