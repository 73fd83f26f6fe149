"""The recorder: acknowledged means stored, together with whoever else is waiting."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, select

from app.db import Database
from app.errors import Conflict, MedloopError, StoreUnavailable
from app.ids import new_id
from app.models import Answer, Conversation, IdempotencyKey, Turn, User
from app.people.accounts import create_user
from app.record import ADD_ANSWER, ADD_CONVERSATION, ADD_TURN, KEEP_REPLY, Recorder, Write

SECRET = "我的秘密病情"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def recorder(database: Database) -> AsyncIterator[Recorder]:
    recorder = Recorder(database, capacity=1000)
    recorder.start()
    yield recorder
    async with asyncio.timeout(5):
        await recorder.stop()


@pytest.fixture
async def user(database: Database) -> User:
    async with database.sessions() as session, session.begin():
        return await create_user(session, "li")


def conversation(user: User, id: str | None = None, **more: Any) -> Write:
    now = datetime.now(UTC)
    row = {"id": id or new_id("conv"), "user_id": user.id, "created_at": now, "updated_at": now}
    return ADD_CONVERSATION, {
        **row,
        "organisation_id": user.organisation_id,
        "title": SECRET,
        **more,
    }


def turn(user: User, conversation_id: str, id: str | None = None) -> Write:
    row: dict[str, Any] = {"id": id or new_id("turn"), "conversation_id": conversation_id}
    words = [{"role": "user", "content": SECRET}]
    row |= {"user_id": user.id, "asked_at": datetime.now(UTC), "model": "medloop", "safety": []}
    return ADD_TURN, {**row, "question": words, "sent": words, "request": {}, "retrieval": {}}


def answer(turn_id: str, conversation_id: str, **more: Any) -> Write:
    row = {"id": new_id("ans"), "turn_id": turn_id, "conversation_id": conversation_id}
    row |= {"choice": 0, "status": "complete", "created_at": datetime.now(UTC), "error": None}
    row |= {"message": {"role": "assistant", "content": SECRET}, "finish_reason": "stop"}
    row |= {"release": {}, "annotations": [SECRET], "verification": [SECRET], "usage": None}
    return ADD_ANSWER, {**row, "timings": {}, **more}


async def count(database: Database, table: type) -> int:
    async with database.sessions() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def refusal(recorder: Recorder, *writes: Write) -> MedloopError:
    with pytest.raises(MedloopError) as caught:
        async with asyncio.timeout(5):
            await recorder.write(writes)
    return caught.value


@pytest.fixture
def commits() -> Iterator[list[Connection]]:
    """The connections that committed, one entry a COMMIT."""
    seen: list[Connection] = []

    def note(connection: Connection) -> None:
        seen.append(connection)

    event.listen(Engine, "commit", note)
    yield seen
    event.remove(Engine, "commit", note)


async def test_a_write_returns_when_another_connection_can_read_it(
    database_url: str, recorder: Recorder, user: User
):
    elsewhere = Database(database_url)
    await recorder.write([conversation(user)])
    assert await count(elsewhere, Conversation) == 1
    await elsewhere.close()


async def test_writers_that_wait_together_share_commits(
    database: Database, recorder: Recorder, user: User, commits: list[Connection]
):
    await asyncio.gather(*(recorder.write([conversation(user)]) for _ in range(500)))
    assert await count(database, Conversation) == 500
    assert len(commits) <= 10


async def test_a_full_queue_refuses_and_loses_nothing_it_took(database: Database, user: User):
    recorder = Recorder(database, capacity=3)
    taken = [recorder.submit([conversation(user)]) for _ in range(3)]
    with pytest.raises(StoreUnavailable) as refused:
        recorder.submit([conversation(user)])
    assert refused.value.status == 503
    assert refused.value.headers["Retry-After"]
    recorder.start()
    await asyncio.gather(*taken)
    await recorder.stop()
    assert await count(database, Conversation) == 3


async def test_an_impossible_row_fails_its_own_caller_only(
    database: Database, recorder: Recorder, user: User
):
    good = [[conversation(user)] for _ in range(20)]
    bad = [turn(user, "conv_of_nobody")]
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(
            *(recorder.write(writes) for writes in [*good[:10], bad, *good[10:]]),
            return_exceptions=True,
        )
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [Conflict]
    assert isinstance(outcomes[10], Conflict)
    assert await count(database, Conversation) == 20


async def test_the_writes_of_one_caller_are_stored_together_or_not_at_all(
    database: Database, recorder: Recorder, user: User
):
    mine, foreign = conversation(user), turn(user, "conv_of_nobody")
    assert isinstance(await refusal(recorder, mine, foreign), Conflict)
    assert await count(database, Conversation) == 0


async def test_a_turn_is_never_stored_without_its_conversation(
    database: Database, recorder: Recorder, user: User
):
    assert isinstance(await refusal(recorder, turn(user, new_id("conv"))), Conflict)
    assert await count(database, Turn) == 0


async def test_the_same_id_twice_is_a_conflict(database: Database, recorder: Recorder, user: User):
    first = conversation(user)
    await recorder.write([first])
    assert isinstance(await refusal(recorder, first), Conflict)
    assert await count(database, Conversation) == 1


@pytest.mark.parametrize(
    "spoiled",
    [{"title": "\ud800"}, {"title": object()}, {"created_at": "yesterday"}],
    ids=["lone surrogate", "not a text", "not a time"],
)
async def test_a_value_no_database_takes_leaves_the_recorder_at_work(
    database: Database, recorder: Recorder, user: User, spoiled: dict[str, Any]
):
    async with asyncio.timeout(5):
        spoilt, fine = await asyncio.gather(
            recorder.write([conversation(user, **spoiled)]),
            recorder.write([conversation(user)]),
            return_exceptions=True,
        )
    assert isinstance(spoilt, MedloopError)
    assert fine is None
    assert await count(database, Conversation) == 1


async def test_stopping_commits_what_waits(database: Database, user: User):
    recorder = Recorder(database, capacity=1000)
    recorder.start()
    waiting = [recorder.submit([conversation(user)]) for _ in range(600)]
    await recorder.stop()
    assert all(stored.done() for stored in waiting)
    assert await count(database, Conversation) == 600


async def test_after_the_end_a_write_is_refused_at_once(database: Database, user: User):
    recorder = Recorder(database, capacity=10)
    recorder.start()
    await recorder.stop()
    assert isinstance(await refusal(recorder, conversation(user)), StoreUnavailable)


async def test_a_caller_that_leaves_is_recorded_all_the_same(
    database: Database, recorder: Recorder, user: User
):
    caller = asyncio.create_task(recorder.write([conversation(user)]))
    await asyncio.sleep(0)  # it has queued its row
    caller.cancel()
    await recorder.write([])
    assert await count(database, Conversation) == 1


async def test_what_is_said_in_a_deleted_conversation_is_stored_without_its_words(
    database: Database, recorder: Recorder, user: User
):
    """The question came before the deletion, or slipped in after; the answer comes later."""
    erased = conversation(user, "conv_1", deleted_at=datetime.now(UTC), title=None)
    await recorder.write([erased])
    await recorder.write([turn(user, "conv_1", "turn_1")])
    await recorder.write([answer("turn_1", "conv_1")])
    async with database.sessions() as session:
        row = (await session.scalars(select(Turn))).one()
        said = (await session.scalars(select(Answer))).one()
    assert [row.question, row.sent, row.request, row.retrieval, row.safety] == [None] * 5
    assert [said.message, said.annotations, said.verification] == [None] * 3
    assert said.status == "complete"


async def test_no_reply_is_kept_for_a_deleted_conversation(
    database: Database, recorder: Recorder, user: User
):
    async with database.sessions() as session, session.begin():
        claim = {"key": "k", "request_sha256": "", "claimed_at": datetime.now(UTC)}
        session.add(IdempotencyKey(user_id=user.id, **claim))
    await recorder.write([conversation(user, "conv_1", deleted_at=datetime.now(UTC))])
    reply = {"owner": user.id, "name": "k", "reply": SECRET.encode(), "type": "text/plain"}
    await recorder.write([(KEEP_REPLY, {**reply, "conversation": "conv_1"})])
    assert await count(database, IdempotencyKey) == 0


async def test_refusals_and_log_lines_hold_no_word_of_what_was_to_be_stored(
    recorder: Recorder, user: User, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    impossible = [turn(user, "conv_of_nobody"), conversation(user, created_at=SECRET)]
    for write in impossible:
        error = await refusal(recorder, write)
        assert SECRET not in f"{error}{error.__cause__}{error.__context__}"
    assert SECRET not in caplog.text
