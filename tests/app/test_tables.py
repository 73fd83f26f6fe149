"""What the tables themselves refuse, whoever writes: rows that belong to somebody else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.db import Database
from app.models import (
    Answer,
    ApiKey,
    Base,
    Conversation,
    Group,
    IdempotencyKey,
    Membership,
    Organisation,
    Turn,
    User,
)

NOW = datetime.now(UTC)


def organisation(id: str) -> Organisation:
    return Organisation(id=id, name=id, created_at=NOW)


def user(id: str, organisation: str, **more: Any) -> User:
    row: dict[str, Any] = {"name": id, "role": "user", "created_at": NOW}
    return User(id=id, organisation_id=organisation, **row | more)


def conversation(id: str, user: str, organisation: str) -> Conversation:
    times = {"created_at": NOW, "updated_at": NOW}
    return Conversation(id=id, user_id=user, organisation_id=organisation, title="", **times)


def turn(id: str, conversation: str, user: str) -> Turn:
    return Turn(id=id, conversation_id=conversation, user_id=user, asked_at=NOW, model="medloop")


def answer(id: str, turn: str, conversation: str, status: str = "complete") -> Answer:
    row: dict[str, Any] = {"choice": 0, "created_at": NOW, "release": {}, "timings": {}}
    return Answer(id=id, turn_id=turn, conversation_id=conversation, status=status, **row)


def membership(user: str, group: str, organisation: str) -> Membership:
    return Membership(user_id=user, group_id=group, organisation_id=organisation)


def key(id: str, user: str, hash: str = "h") -> ApiKey:
    return ApiKey(id=id, user_id=user, name="", prefix="", hash=hash, scopes=[], created_at=NOW)


def claim(user: str) -> IdempotencyKey:
    return IdempotencyKey(user_id=user, key="k", request_sha256="", claimed_at=NOW)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Two organisations; in each a user, a group and a conversation with a turn."""
    database = Database(database_url)
    for name in ("a", "b"):
        await store(database, organisation(f"org_{name}"))
        await store(database, user(f"user_{name}", f"org_{name}"))
        group = Group(id=f"group_{name}", organisation_id=f"org_{name}", name="ward")
        await store(database, group, conversation(f"conv_{name}", f"user_{name}", f"org_{name}"))
        await store(database, turn(f"turn_{name}", f"conv_{name}", f"user_{name}"))
    yield database
    await database.close()


async def store(database: Database, *rows: Base) -> None:
    async with database.sessions() as session, session.begin():
        session.add_all(rows)


OWN = {
    "a conversation": conversation("conv_new", "user_a", "org_a"),
    "a turn": turn("turn_new", "conv_a", "user_a"),
    "an answer": answer("ans_new", "turn_a", "conv_a"),
    "a membership": membership("user_a", "group_a", "org_a"),
    "a key": key("key_new", "user_a"),
    "a claim": claim("user_a"),
}
FOREIGN = {
    "a conversation in another organisation": conversation("c", "user_a", "org_b"),
    "a conversation of nobody": conversation("c", "user_x", "org_a"),
    "a turn in another's conversation": turn("t", "conv_b", "user_a"),
    "a turn without a conversation": turn("t", "conv_x", "user_a"),
    "an answer to a turn of another's conversation": answer("ans", "turn_b", "conv_a"),
    "an answer in another conversation than its turn": answer("ans", "turn_a", "conv_b"),
    "an answer to nothing": answer("ans", "turn_x", "conv_a"),
    "a membership in a group of another organisation": membership("user_a", "group_b", "org_a"),
    "a membership that claims the other organisation": membership("user_a", "group_b", "org_b"),
    "a key of nobody": key("k", "user_x"),
    "a claim of nobody": claim("user_x"),
    "a user of no organisation": user("u", "org_x"),
    "a group of no organisation": Group(id="g", organisation_id="org_x", name="ward"),
}
IMPOSSIBLE = {
    "a role that does not exist": user("u", "org_a", role="root"),
    "an answer that ended in no known way": answer("ans", "turn_a", "conv_a", status="done"),
    "a second user of the same name": user("u", "org_b", name="user_a"),
    "a second organisation of the same name": Organisation(id="o", name="org_a", created_at=NOW),
    "a second group of the same name": Group(id="g", organisation_id="org_a", name="ward"),
}


def fresh(row: Base) -> Base:
    """A copy that no session has seen."""
    kind = type(row)
    given = {column.key: getattr(row, column.key) for column in kind.__table__.columns}
    return kind(**given)


@pytest.mark.parametrize("what", OWN)
async def test_ones_own_row_is_stored(database: Database, what: str):
    await store(database, fresh(OWN[what]))


@pytest.mark.parametrize("what", [*FOREIGN, *IMPOSSIBLE])
async def test_there_cannot_be(database: Database, what: str):
    with pytest.raises(IntegrityError):
        await store(database, fresh((FOREIGN | IMPOSSIBLE)[what]))


async def test_two_keys_never_have_one_hash(database: Database):
    await store(database, key("key_1", "user_a"))
    with pytest.raises(IntegrityError):
        await store(database, key("key_2", "user_b"))


async def test_one_user_claims_a_key_once_and_another_may_have_the_same(database: Database):
    await store(database, claim("user_a"), claim("user_b"))
    with pytest.raises(IntegrityError):
        await store(database, claim("user_a"))


@pytest.mark.parametrize("row", ["users", "conversations", "turns"])
async def test_what_others_hang_on_cannot_be_deleted(database: Database, row: str):
    await store(database, answer("ans", "turn_a", "conv_a"))
    with pytest.raises(IntegrityError):
        async with database.sessions() as session, session.begin():
            await session.execute(text(f"DELETE FROM {row}"))


async def test_an_instant_comes_back_as_it_went_in_and_in_utc(database: Database):
    async with database.sessions() as session:
        row = await session.get(Conversation, "conv_a")
    assert row is not None
    assert row.created_at == NOW
    assert row.created_at.utcoffset() == NOW.utcoffset()


async def test_json_comes_back_as_it_went_in_and_nothing_is_null(database: Database):
    said = {"content": "发热 38.5 ℃ 🌡 \u2028\u0001", "numbers": [1, 2.5, -(2**53)]}
    row = answer("ans", "turn_a", "conv_a")
    row.message = said
    await store(database, row)
    async with database.sessions() as session:
        stored = await session.get(Answer, "ans")
        nulls = await session.scalar(text("SELECT count(*) FROM answers WHERE usage IS NULL"))
    assert stored is not None
    assert stored.message == said
    assert nulls == 1


PRAGMAS = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}


@pytest.mark.parametrize("pragma", PRAGMAS)
async def test_sqlite_is_set_up_to_keep_what_it_takes_on_every_connection(
    sqlite_url: str, pragma: str
):
    database = Database(sqlite_url)
    async with database.sessions() as session:
        assert await session.scalar(text(f"PRAGMA {pragma}")) == PRAGMAS[pragma]
    recorders = await database.transact(
        lambda connection: connection.scalar(text(f"PRAGMA {pragma}"))
    )
    assert recorders == PRAGMAS[pragma]
    await database.close()
