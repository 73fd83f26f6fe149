"""Many judges at once, of one process or two: no item has more judges than places."""

import asyncio
from collections import Counter
from itertools import cycle

from app.models import Assignment, Judgement, ReviewItem
from tests.app.house import House, Open, Person
from tests.app.review.reviewing import (
    Json,
    Office,
    line,
    office_in,
    rating,
    submit,
    submitted,
    take,
)

CLIENTS, ITEMS, PLACES = 30, 8, 3


async def judges(office: Office, *houses: House) -> list[Person]:
    """As many people as there are clients, spread over the processes."""
    people = [await office.judge(f"judge {number}") for number in range(CLIENTS)]
    homes = cycle(houses)
    return [Person(each.id, each.name, each.key, next(homes).client(each.key)) for each in people]


def full_items(taken: list[Json | None]) -> Counter[str]:
    return Counter(each["item_id"] for each in taken if each is not None)


async def assert_places_are_filled_once(office: Office, *houses: House) -> None:
    await office.bring(*[line()] * ITEMS)
    people = await judges(office, *houses)
    taken = await asyncio.gather(*(take(person) for person in people))
    assert full_items(taken) == dict.fromkeys(full_items(taken), PLACES)
    assert len(full_items(taken)) == ITEMS
    assert sum(each is None for each in taken) == CLIENTS - ITEMS * PLACES
    rows = await office.house.rows(Assignment)
    assert len(rows) == ITEMS * PLACES


async def test_thirty_clients_at_once_fill_every_place_once(house: House):
    await assert_places_are_filled_once(await office_in(house), house)


async def test_two_processes_fill_every_place_once(opened: Open):
    """PostgreSQL as it is scaled; SQLite because its one writer must hold as well."""
    one, two = await opened(), await opened()
    await assert_places_are_filled_once(await office_in(one), one, two)


async def test_one_judge_in_many_tabs_holds_one_item(opened: Open):
    one, two = await opened(), await opened()
    office = await office_in(one)
    await office.bring(*[line()] * ITEMS)
    ann = await office.judge("ann")
    tabs = [Person(ann.id, ann.name, ann.key, home.client(ann.key)) for home in (one, two) * 5]
    taken = await asyncio.gather(*(take(tab) for tab in tabs))
    assert len({each["id"] for each in taken if each}) == 1
    assert len(await one.rows(Assignment)) == 1


async def test_a_submission_sent_twice_is_stored_once(opened: Open):
    one, two = await opened(), await opened()
    office = await office_in(one)
    await office.bring()
    ann = await office.judge("ann")
    taken = await take(ann)
    assert taken is not None
    tabs = [Person(ann.id, ann.name, ann.key, home.client(ann.key)) for home in (one, two) * 3]
    replies = await asyncio.gather(*(submit(tab, taken, rating()) for tab in tabs))
    assert sorted(reply.status_code for reply in replies) == [200, 404, 404, 404, 404, 404]
    assert Counter(row.kind for row in await one.rows(Judgement)) == {"thumb": 1, "aspects": 1}


async def test_the_last_submissions_at_once_finish_the_item_once(opened: Open):
    """Neither process may think that the other's judge is still to come."""
    one, two = await opened(), await opened()
    office = await office_in(one)
    await office.bring(*[line()] * 4)
    people = (await judges(office, one, two))[:12]
    taken = await asyncio.gather(*(take(person) for person in people))
    held = [(person, each) for person, each in zip(people, taken, strict=True) if each]
    assert len(held) == 12
    await asyncio.gather(
        *(
            submitted(person, each, rating(2 if number % 3 else 5))
            for number, (person, each) in enumerate(held)
        )
    )
    items = await one.rows(ReviewItem)
    assert Counter(item.kind for item in items if item.state == "done") == {"rate": 4}
    at_odds = [item for item in items if item.kind == "adjudicate"]
    assert len({item.adjudicates for item in at_odds}) == len(at_odds) > 0
