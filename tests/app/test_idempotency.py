"""`Idempotency-Key`: one answer a key, given again byte for byte; a failure frees the key."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import update

from app.models import Answer, IdempotencyKey, Turn
from tests.app.house import CHAT, House, Open, Person, question

LONG_AGO = datetime.now(UTC) - timedelta(hours=23)
TOOLS = [{"type": "function", "function": {"name": "f", "parameters": {}}}]


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li")


async def post(who: Person, key: str, words: str = "发热", **more: Any) -> httpx2.Response:
    headers = {"Idempotency-Key": key}
    return await who.http.post(CHAT, json=question(words, **more), headers=headers)


def is_replayed(reply: httpx2.Response) -> bool:
    return reply.headers.get("Idempotent-Replayed") == "true"


async def claimed(house: House, who: Person, key: str, at: datetime, body: bytes | None) -> None:
    """As if a process had claimed the key for the request `post(who, key)` would send."""
    assert (await post(who, key)).status_code == 200
    values = {"claimed_at": at, "body": body}
    async with house.service.database.sessions() as session, session.begin():
        await session.execute(
            update(IdempotencyKey).where(IdempotencyKey.key == key).values(values)
        )


@pytest.mark.parametrize("stream", [False, True])
async def test_a_repeated_request_gets_the_first_reply_byte_for_byte(
    house: House, li: Person, stream: bool
):
    first = await post(li, "k", stream=stream)
    again = await post(li, "k", stream=stream)
    assert first.status_code == again.status_code == 200
    assert not is_replayed(first)
    assert is_replayed(again)
    assert again.content == first.content
    assert again.headers["content-type"] == first.headers["content-type"]
    assert (b"data: [DONE]" in again.content) == stream
    assert len(await house.rows(Turn)) == 1


async def test_without_a_key_every_request_is_answered_anew(house: House, li: Person):
    for _ in range(2):
        await li.ask("发热")
    assert len(await house.rows(Turn)) == 2
    assert not await house.rows(IdempotencyKey)


@pytest.mark.parametrize("stream", [False, True])
async def test_of_two_hundred_requests_at_once_one_is_answered(opened: Open, stream: bool):
    house = await opened()
    li = await house.person("li")
    replies = await asyncio.gather(*(post(li, "k", stream=stream) for _ in range(200)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert sum(is_replayed(reply) for reply in replies) == 199
    assert len(await house.rows(Turn)) == len(await house.rows(Answer)) == 1


async def test_of_two_processes_one_answers_and_the_other_says_so(opened: Open):
    houses = [await opened(), await opened()]
    li = await houses[0].person("li")
    both = [li, Person(li.id, li.name, li.key, houses[1].client(li.key))]
    for number in range(10):
        replies = await asyncio.gather(*(post(who, f"k{number}") for who in both))
        assert {reply.status_code for reply in replies} <= {200, 409}
        assert sum(reply.status_code == 200 and not is_replayed(reply) for reply in replies) == 1
        for reply in replies:
            if reply.status_code == 409:
                assert reply.json()["error"]["code"] == "idempotency_key_in_use"
                assert int(reply.headers["Retry-After"]) >= 1
        later = [await post(who, f"k{number}") for who in both]
        assert all(is_replayed(reply) for reply in later)
    assert len(await houses[0].rows(Turn)) == 10


@pytest.mark.parametrize(
    "other", [{"words": "腹痛"}, {"temperature": 0.5}, {"stream": True}, {"model": "nobody"}]
)
async def test_another_request_under_the_same_key_is_a_conflict(
    house: House, li: Person, other: dict[str, Any]
):
    first = await post(li, "k")
    reply = await post(li, "k", **other)
    assert reply.status_code == 409
    assert reply.json()["error"]["code"] == "idempotency_key_reused"
    assert (await post(li, "k")).content == first.content
    assert len(await house.rows(Turn)) == 1


async def test_the_same_key_of_two_people_is_two_keys(house: House, li: Person):
    wang = await house.person("wang")
    await post(li, "k")
    assert not is_replayed(await post(wang, "k", "another question"))


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("trouble", "status"), [({"tools": TOOLS}, 400), ({"model": "nobody"}, 404)]
)
async def test_a_failed_answer_frees_the_key(
    house: House, li: Person, trouble: dict[str, Any], status: int, stream: bool
):
    """Before the question is stored, and after."""
    assert (await post(li, "k", **trouble, stream=stream)).status_code == status
    assert not await house.rows(IdempotencyKey)
    reply = await post(li, "k", stream=stream)
    assert reply.status_code == 200
    assert not is_replayed(reply)


async def test_a_refused_request_takes_no_key(house: House, li: Person):
    assert (await post(li, "k", temperature=9)).status_code == 400
    assert not await house.rows(IdempotencyKey)


async def test_when_there_is_no_place_the_key_stays_free(opened: Open):
    house = await opened(max_concurrent=1, max_queue=0)
    li = await house.person("li")
    await house.service.admission.enter()
    assert (await post(li, "k")).status_code == 429
    house.service.admission.leave()
    assert (await post(li, "k")).status_code == 200


@pytest.mark.parametrize(("length", "status"), [(255, 200), (256, 400), (5000, 400), (0, 400)])
async def test_a_key_has_a_length(house: House, li: Person, length: int, status: int):
    reply = await post(li, "x" * length)
    assert reply.status_code == status
    assert len(await house.rows(IdempotencyKey)) == (status == 200)


async def test_a_key_may_hold_any_character_a_header_may(house: House, li: Person):
    headers = [(b"Idempotency-Key", "clé § '; DROP TABLE turns".encode("latin-1"))]
    first = await li.http.post(CHAT, json=question("发热"), headers=headers)
    again = await li.http.post(CHAT, json=question("发热"), headers=headers)
    assert first.content == again.content
    assert is_replayed(again)


async def test_a_claim_that_is_being_answered_elsewhere_is_a_conflict(house: House, li: Person):
    await claimed(house, li, "k", at=datetime.now(UTC), body=None)
    reply = await post(li, "k")
    assert reply.status_code == 409
    assert reply.json()["error"]["code"] == "idempotency_key_in_use"
    assert int(reply.headers["Retry-After"]) >= 1


async def test_a_claim_older_than_any_answer_is_taken_over_once(opened: Open):
    house = await opened(engine_timeout=60)
    li = await house.person("li")
    await claimed(house, li, "k", at=datetime.now(UTC) - timedelta(seconds=61), body=None)
    replies = await asyncio.gather(post(li, "k"), post(li, "k"))
    assert [reply.status_code for reply in replies] == [200, 200]
    assert sum(is_replayed(reply) for reply in replies) == 1
    assert len(await house.rows(Turn)) == 2


async def test_at_start_sqlite_frees_what_a_killed_process_had_claimed(
    opened: Open, database_kind: str
):
    """On PostgreSQL another process may be answering: there, the claim has to grow old."""
    killed = await opened()
    li = await killed.person("li")
    await claimed(killed, li, "k", at=datetime.now(UTC), body=None)
    house = await opened()
    reply = await post(Person(li.id, li.name, li.key, house.client(li.key)), "k")
    assert reply.status_code == (200 if database_kind == "sqlite" else 409)


async def test_at_start_replies_of_the_last_day_are_kept_and_older_ones_dropped(opened: Open):
    house = await opened()
    li = await house.person("li")
    day_old = datetime.now(UTC) - timedelta(hours=25)
    await claimed(house, li, "young", at=LONG_AGO, body=b"kept")
    await claimed(house, li, "old", at=day_old, body=b"dropped")
    again = await opened()
    assert [row.key for row in await again.rows(IdempotencyKey)] == ["young"]


async def test_a_reply_is_kept_beside_its_answer_and_goes_with_the_conversation(
    house: House, li: Person
):
    reply = await post(li, "k")
    [kept], [answer] = await house.rows(IdempotencyKey), await house.rows(Answer)
    assert kept.body == reply.content
    assert kept.conversation_id == answer.conversation_id
