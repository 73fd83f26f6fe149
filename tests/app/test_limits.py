"""How much one key and the whole process may ask, by a clock that moves when told."""

import asyncio

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RateLimited
from app.limits import TRACKED, Admission, RateLimit
from tests.app.house import CHAT, House, Open, Person, question


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def granted(limit: RateLimit, tries: int, key: str = "key") -> int:
    return sum(wait_of(limit, key) == 0 for _ in range(tries))


def wait_of(limit: RateLimit, key: str = "key") -> int:
    """0 when the request is let through, else the seconds it is told to wait."""
    try:
        limit.take(key)
    except RateLimited as error:
        return int(error.headers["Retry-After"])
    return 0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(("per_minute", "burst"), [(1, 1), (5, 5), (30, 10), (120, 20), (600, 100)])
def test_at_once_a_key_may_ask_a_sixth_of_its_minute_or_ten(
    clock: Clock, per_minute: int, burst: int
):
    assert granted(RateLimit(per_minute, clock), 1000) == burst


def test_what_was_asked_comes_back_with_time(clock: Clock):
    limit = RateLimit(120, clock)
    assert granted(limit, 1000) == 20
    clock.now += 3
    assert granted(limit, 1000) == 6
    clock.now += 3600
    assert granted(limit, 1000) == 20


def test_one_key_does_not_use_up_anothers(clock: Clock):
    limit = RateLimit(6, clock)
    assert granted(limit, 1000, "one") == 6
    assert granted(limit, 1000, "other") == 6


@given(
    per_minute=st.integers(1, 10_000),
    pauses=st.lists(st.floats(0, 120), max_size=60),
)
def test_no_rhythm_of_asking_gets_more_than_the_rate(per_minute: int, pauses: list[float]):
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    burst = granted(limit, per_minute + 10)
    let_through = 0
    for pause in pauses:
        clock.now += pause
        let_through += granted(limit, 30)
    assert let_through <= sum(pauses) * per_minute / 60 + 1e-6
    assert burst <= max(10, per_minute / 6)


@given(per_minute=st.integers(1, 10_000), since=st.floats(0, 60))
def test_whoever_waits_as_long_as_told_is_let_through(per_minute: int, since: float):
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    granted(limit, per_minute + 10)
    clock.now += since
    granted(limit, per_minute + 10)
    clock.now += wait_of(limit)
    assert wait_of(limit) == 0


def test_the_buckets_do_not_grow_without_end(clock: Clock):
    limit = RateLimit(1, clock)
    for number in range(TRACKED + 1):
        limit.take(str(number))
    assert len(limit._buckets) <= TRACKED  # pyright: ignore[reportPrivateUsage]


async def test_as_many_are_let_in_as_there_are_places():
    places = Admission(places=2, queue=0, seconds=60)
    await places.enter()
    await places.enter()
    with pytest.raises(RateLimited):
        await places.enter()
    places.leave()
    await places.enter()
    assert (places.active, places.waiting) == (2, 0)


async def test_those_who_wait_enter_in_their_order():
    places = Admission(places=1, queue=10, seconds=60)
    await places.enter()
    order: list[int] = []

    async def visit(number: int) -> None:
        await places.enter()
        order.append(number)
        places.leave()

    async with anyio.create_task_group() as group:
        for number in range(10):
            group.start_soon(visit, number)
        await anyio.wait_all_tasks_blocked()
        assert places.waiting == 10
        places.leave()
    assert order == list(range(10))
    assert (places.active, places.waiting) == (0, 0)


async def test_a_full_queue_turns_away_and_says_when_to_come_back():
    places = Admission(places=1, queue=1, seconds=7.5)
    await places.enter()
    waiting = asyncio.create_task(places.enter())
    await anyio.wait_all_tasks_blocked()
    with pytest.raises(RateLimited) as refused:
        await places.enter()
    assert refused.value.error_code == "overloaded"
    assert refused.value.headers["Retry-After"] == "8"
    places.leave()
    await waiting


async def test_whoever_waits_too_long_is_turned_away_and_takes_no_place():
    places = Admission(places=1, queue=1, seconds=0.01)
    await places.enter()
    with pytest.raises(RateLimited) as refused:
        await places.enter()
    assert refused.value.error_code == "overloaded"
    assert (places.active, places.waiting) == (1, 0)
    places.leave()
    await places.enter()


async def test_whoever_leaves_the_queue_takes_no_place():
    places = Admission(places=1, queue=1, seconds=60)
    await places.enter()
    waiting = asyncio.create_task(places.enter())
    await anyio.wait_all_tasks_blocked()
    waiting.cancel()
    await anyio.wait_all_tasks_blocked()
    assert (places.active, places.waiting) == (1, 0)
    places.leave()
    await places.enter()
    assert places.active == 1


async def test_a_key_that_asks_too_much_is_told_when_to_come_back(opened: Open):
    house = await opened(rate_per_minute=2)
    li, wang = await house.person("li"), await house.person("wang")
    replies = [await li.http.post(CHAT, json=question("发热")) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    error = replies[2].json()["error"]
    assert (error["type"], error["code"]) == ("rate_limit_error", "rate_limit_exceeded")
    assert 1 <= int(replies[2].headers["Retry-After"]) <= 30
    assert (await li.http.get("/v1/conversations")).status_code == 200
    assert (await wang.http.post(CHAT, json=question("发热"))).status_code == 200


@pytest.mark.parametrize("stream", [False, True])
async def test_when_all_places_are_taken_a_question_is_refused_and_not_stored(
    opened: Open, stream: bool
):
    house = await opened(max_concurrent=1, max_queue=0)
    li = await house.person("li")
    await house.service.admission.enter()
    reply = await li.http.post(CHAT, json=question("发热", stream=stream))
    assert reply.status_code == 429
    assert reply.json()["error"]["code"] == "overloaded"
    assert int(reply.headers["Retry-After"]) >= 1
    assert (await li.http.get("/v1/conversations")).json()["data"] == []
    house.service.admission.leave()
    assert (await li.http.post(CHAT, json=question("发热", stream=stream))).status_code == 200


async def test_a_question_in_the_queue_is_answered_when_a_place_is_free(opened: Open):
    house = await opened(max_concurrent=1, max_queue=1)
    li = await house.person("li")
    await li.ask("so that the key is known")
    await house.service.admission.enter()
    waiting = asyncio.create_task(li.ask("发热"))
    while not house.service.admission.waiting:
        await anyio.lowlevel.checkpoint()
    house.service.admission.leave()
    assert (await waiting)["conversation_id"]


ENDINGS = [{}, {"stream": True}, {"model": "nobody"}, {"tools": [{"type": "function"}]}]


async def test_every_answer_gives_its_place_back_however_it_ends(house: House, li: Person):
    for ending in ENDINGS:
        await li.http.post(CHAT, json=question("发热", **ending))
    assert (house.service.admission.active, house.service.admission.waiting) == (0, 0)


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li")
