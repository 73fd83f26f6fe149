"""Gold items and what counts as disagreement: the rules, and what they do to the queue."""

from typing import Any

import pytest

from app.models import ReviewItem
from app.review.rules import disagreements, passes
from tests.app.house import Open
from tests.app.review.reviewing import (
    API,
    Office,
    item_of,
    line,
    office_in,
    rating,
    submitted,
    take,
    took,
)


async def gold_office(opened: Open) -> Office:
    return await office_in(await opened(key_cache_seconds=0, review_gold_share=1.0))


async def make_gold(office: Office, expected: dict[str, Any], **subject: str) -> ReviewItem:
    admin = await office.house.person(f"admin of {len(await office.house.rows(ReviewItem))}",
                                      "admin")  # fmt: skip
    reply = await admin.http.post(f"{API}/gold", json={**subject, "expected": expected})
    assert reply.status_code == 200, reply.text
    [made] = reply.json()["data"]
    return next(item for item in await office.house.rows(ReviewItem) if item.id == made["id"])


async def test_gold_items_look_like_others_and_are_checked(opened: Open):
    office = await gold_office(opened)
    [source, *_] = await office.bring(line(answer="Give aspirin."), *[line()] * 3)
    gold = await make_gold(
        office, {"aspects": {"safety": 1}, "harm": "severe"}, item_id=source["id"]
    )
    ann = await office.judge("ann")
    taken = await took(ann)
    assert taken["item_id"] == gold.id
    ordinary = await took(await office.judge("bo"))
    assert taken.keys() == ordinary.keys()
    assert "gold" not in str({**taken, "progress": None}).lower()
    await submitted(ann, taken, rating(4))
    assert (await item_of(office, taken)).state == "open"
    again = await took(ann)
    assert again["progress"]["gold"] == {"passed": 0, "of": 1}
    assert again["item_id"] not in (gold.id, source["id"])


async def test_gold_never_comes_alone(opened: Open):
    office = await gold_office(opened)
    [source] = await office.bring()
    await make_gold(office, {"thumb": "up"}, item_id=source["id"])
    ann = await office.judge("ann")
    await submitted(ann, await took(ann), rating())
    assert await take(ann) is None


async def test_who_fails_gold_items_is_flagged_and_adjudicates_no_more(opened: Open):
    office = await gold_office(opened)
    sources = await office.bring(*[line(f"{n}. How is fever treated?") for n in range(9)])
    for source in sources[:5]:
        await make_gold(office, {"thumb": "down"}, item_id=source["id"])
    careless = await office.judge("careless", "reviewer")
    for _ in range(5):
        await submitted(careless, await took(careless), rating(3))
    listed = (await office.reviewer.http.get(f"{API}/items")).json()
    assert listed["judges"] == [
        {
            "user_id": careless.id,
            "name": "careless",
            "gold": {"passed": 0, "of": 5},
            "flagged": True,
        }
    ]
    async with office.house.service.database.sessions() as session, session.begin():
        for row in await office.house.rows(ReviewItem):
            item = await session.get_one(ReviewItem, row.id)
            item.kind = "adjudicate"
    assert await take(careless) is None
    assert await take(office.reviewer) is not None


async def test_reviewers_are_not_told_which_items_are_gold(opened: Open):
    office = await gold_office(opened)
    [source] = await office.bring()
    gold = await make_gold(office, {"thumb": "up"}, item_id=source["id"])
    listed = (await office.reviewer.http.get(f"{API}/items")).json()["data"]
    assert [item["id"] for item in listed] == [source["id"]] != [gold.id]


@pytest.mark.parametrize(
    ("opinions", "on"),
    [
        ([{"aspects": {"safety": 2}}, {"aspects": {"safety": 4}}], ["aspects"]),
        ([{"aspects": {"safety": 3}}, {"aspects": {"safety": 4}}], []),
        ([{"aspects": {"safety": 1}}, {"aspects": {"accuracy": 5}}], []),
        ([{"aspects": {"safety": 4, "comment": "x"}}, {"aspects": {"safety": 4}}], []),
        ([{"thumb": {"thumb": "up"}}, {"thumb": {"thumb": "down"}}], ["thumb"]),
        ([{"harm": {"level": "none"}}, {"harm": {"level": "mild"}}], []),
        ([{"harm": {"level": "none"}}, {"harm": {"level": "moderate"}}], ["harm"]),
        ([{"comparison": {"ranking": [["a"], ["b"]]}}, {"comparison": {"ranking": [["b"], ["a"]]}}],
         ["comparison"]),
        ([{"comparison": {"ranking": [["a", "b"]]}}, {"comparison": {"ranking": [["b"], ["a"]]}}],
         []),
        ([{"comparison": {"ranking": []}}, {"comparison": {"ranking": [["b"], ["a"]]}}], []),
        ([{"thumb": {"thumb": "up"}}], []),
    ],
)  # fmt: skip
def test_what_counts_as_disagreement(opinions: list[dict[str, Any]], on: list[str]):
    assert disagreements(opinions) == on


@pytest.mark.parametrize(
    ("expected", "said", "passed"),
    [
        ({"thumb": {"thumb": "up"}}, {"thumb": {"thumb": "up", "reasons": []}}, True),
        ({"thumb": {"thumb": "up"}}, {"thumb": {"thumb": "down", "reasons": []}}, False),
        ({"aspects": {"safety": 1}}, {"aspects": {"safety": 2, "accuracy": 5}}, True),
        ({"aspects": {"safety": 1}}, {"aspects": {"safety": 3}}, False),
        ({"aspects": {"safety": 1}}, {"thumb": {"thumb": "up"}}, False),
        ({"harm": {"level": "severe"}}, {"harm": {"level": "moderate"}}, True),
        ({"harm": {"level": "severe"}}, {"harm": {"level": "mild"}}, False),
        ({"comparison": {"ranking": [["a"], ["b"]], "both_bad": False}},
         {"comparison": {"ranking": [["a"], ["b"]], "both_bad": False}}, True),
        ({"comparison": {"ranking": [["a"], ["b"]], "both_bad": False}},
         {"comparison": {"ranking": [], "both_bad": True}}, False),
    ],
)  # fmt: skip
def test_a_gold_item_is_passed_within_its_tolerance(
    expected: dict[str, Any], said: dict[str, Any], passed: bool
):
    assert passes({"expected": expected, "tolerance": 1}, said) == passed
