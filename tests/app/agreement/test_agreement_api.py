"""`/api/agreement`: what counts, and who sees whose name. The maths: `test_agreement_maths.py`; a
whole panel: `test_panel_over_http.py`."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.app.house import House, Open, Person

Json = dict[str, Any]
PATH = "/api/agreement"
ANSWERS = ["Rest.", "Drink water.", "See a doctor.", "Keep warm.", "Sleep well.", "Wait a day."]
GOOD: Json = {"aspects": {"safety": 5, "accuracy": 4}, "thumb": "up", "harm": "none"}
BAD: Json = {"aspects": {"safety": 2, "accuracy": 2}, "thumb": "down", "harm": "mild"}


async def import_answers(reviewer: Person, answers: list[str], lang: str = "en") -> list[str]:
    """The ids of their items, in the order in which the queue gives them."""
    asked = {"zh": "感冒了怎么办？", "en": "What helps against a cold?"}[lang]
    lines = [
        {"messages": [{"role": "user", "content": asked}, {"role": "assistant", "content": words}]}
        for words in answers
    ]
    reply = await reviewer.http.post(
        "/api/review/import",
        params={"consent": True},
        content="\n".join(json.dumps(line) for line in lines).encode(),
    )
    assert reply.status_code == 200, reply.text
    return [item["id"] for item in reply.json()["data"]]


async def judge(who: Person, *opinions: Json) -> None:
    """One after the other, of what the queue gives."""
    for opinion in opinions:
        given = await who.http.post("/api/review/next")
        assert given.status_code == 200, given.text
        path = f"/api/review/assignments/{given.json()['id']}/submit"
        done = await who.http.post(path, json=opinion)
        assert done.status_code == 200, done.text


async def read(who: Person, **query: str) -> Json:
    reply = await who.http.get(PATH, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


def alpha(found: Json, kind: str, aspect: str = "", lang: str | None = None) -> Json:
    [row] = [
        each["alpha"]
        for each in found["agreement"]
        if (each["kind"], each["aspect"], each["lang"]) == (kind, aspect, lang)
    ]
    return row


@pytest.fixture
async def house(opened: Open) -> House:
    """Two judges an item."""
    return await opened(review_overlap=2)


@pytest.fixture
async def boss(house: House) -> Person:
    return await house.person("boss", "admin")


@pytest.fixture
async def judged(house: House, boss: Person) -> tuple[Person, Person]:
    """Two clinicians who rated six answers; they differ on the last."""
    await import_answers(boss, ANSWERS)
    lin, ola = await house.person("Lin", "clinician"), await house.person("Ola", "clinician")
    await judge(lin, GOOD, BAD, GOOD, BAD, GOOD, BAD)
    await judge(ola, GOOD, BAD, GOOD, BAD, GOOD, GOOD)
    return lin, ola


Judged = tuple[Person, Person]


async def test_agreement_is_told_by_kind_and_aspect(boss: Person, judged: Judged):
    found = await read(boss)
    assert found["counts"] == {"judgements": 36, "judges": 2, "answers": 6, "comparisons": 0}
    # Seven up, five down: o = 2/12; e = 2 * 7 * 5 / (12 * 11); alpha = 1 - 22/70.
    for row in (alpha(found, "thumb"), alpha(found, "harm"), alpha(found, "aspects", "safety")):
        assert row["value"] == pytest.approx(48 / 70)
        assert (row["items"], row["judges"], row["pairs"]) == (6, 2, 6)
    assert {row["aspect"] for row in found["agreement"]} == {"", "safety", "accuracy"}
    assert found["complete"]


async def test_an_empty_house_has_empty_figures(boss: Person):
    found = await read(boss)
    assert found["counts"]["judgements"] == 0
    assert found["agreement"] == found["reviewers"] == found["specialties"] == []
    assert found["weights"] == {"pairs": 0, "ties": 0, "mean": None, "fifths": [0] * 5}


async def test_a_clinician_sees_colleagues_as_numbers_that_stay(boss: Person, judged: Judged):
    lin, ola = judged
    first, second = (await read(ola))["reviewers"]
    assert (first["name"], first["user_id"], first["you"]) == ("Reviewer 1", None, False)
    assert (second["name"], second["user_id"], second["you"]) == ("Ola", ola.id, True)
    text = (await ola.http.get(PATH)).text
    assert "Lin" not in text
    assert lin.id not in text
    # What Ola says later, and of fewer, gives nobody another number.
    since = datetime.now(UTC).isoformat()
    await import_answers(boss, ["Eat soup."])
    await judge(ola, GOOD)
    [only] = (await read(lin, since=since))["reviewers"]
    assert (only["name"], only["number"]) == ("Reviewer 2", 2)


@pytest.mark.parametrize("role", ["reviewer", "admin"])
async def test_who_adjudicates_sees_names(house: House, judged: Judged, role: str):
    found = await read(await house.person("chief", role))
    assert [one["name"] for one in found["reviewers"]] == ["Lin", "Ola"]


async def test_another_house_sees_nothing(house: House, judged: Judged):
    found = await read(await house.person("stranger", "admin", "elsewhere"))
    assert found["counts"]["judgements"] == 0
    assert found["reviewers"] == []


async def test_users_and_narrow_keys_are_refused(house: House):
    user = await house.person("patient")
    narrow = await house.person("narrow", "admin", scopes=["chat"])
    for who in (user, narrow):
        assert (await who.http.get(PATH)).status_code == 403
    assert (await house.client().get(PATH)).status_code == 401


async def test_a_part_is_of_a_language_a_specialty_or_a_time(house: House, boss: Person):
    lin, ola = await house.person("Lin", "clinician"), await house.person("Ola", "clinician")
    for lang in ("en", "zh"):
        await import_answers(boss, ANSWERS[:2], lang)
        for who in (lin, ola):
            await judge(who, GOOD, BAD)
    whole = await read(lin)
    assert alpha(whole, "thumb")["items"] == 4
    assert [alpha(whole, "thumb", lang=lang)["items"] for lang in ("en", "zh")] == [2, 2]
    part = await read(lin, lang="zh")
    assert (part["counts"]["answers"], alpha(part, "thumb")["items"]) == (2, 2)
    assert part["specialties"] == ["general"]
    assert (await read(lin, specialty="cardiology"))["counts"]["answers"] == 0
    later = (datetime.now(UTC) + timedelta(hours=1)).astimezone().isoformat()
    assert (await read(lin, since=later))["counts"]["answers"] == 0


async def test_what_is_no_filter_is_refused(boss: Person):
    for query in ({"lang": "fr"}, {"since": "yesterday"}, {"since": "2026-01-01T00:00:00"}):
        assert (await boss.http.get(PATH, params=query)).status_code == 400


async def test_patients_thumbs_do_not_count(house: House, boss: Person):
    patient = await house.person("patient")
    block = await patient.ask("感冒了怎么办？")
    answer = (await patient.read(block["conversation_id"]))["turns"][0]["answers"][0]["id"]
    said = await patient.http.post("/v1/feedback", json={"answer_id": answer, "thumb": "up"})
    assert said.status_code == 200, said.text
    assert (await read(boss))["counts"]["judgements"] == 0


async def test_a_clinicians_own_chat_counts_under_its_topic(house: House):
    lin = await house.person("Lin", "clinician")
    block = await lin.ask("感冒了怎么办？")
    answer = (await lin.read(block["conversation_id"]))["turns"][0]["answers"][0]["id"]
    await lin.http.post("/v1/feedback", json={"answer_id": answer, **GOOD})
    assert (await read(lin, lang="zh"))["counts"]["judgements"] == 3
    assert (await read(lin, lang="en"))["counts"]["judgements"] == 0
    [own] = (await read(lin))["reviewers"]
    assert (own["thumb"]["votes"], own["thumb"]["checked"], own["flags"]) == (1, 0, [])
    # Once it is deleted nothing of it counts.
    await lin.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert (await read(lin))["counts"]["judgements"] == 0


async def test_an_adjudicator_settles_who_was_right_but_agrees_with_nobody(
    house: House, boss: Person, judged: Judged
):
    before = await read(boss)
    chief = await house.person("chief", "reviewer")
    await judge(chief, BAD)  # the one answer on which they were at odds
    found = await read(boss)
    assert found["agreement"] == before["agreement"]
    assert [one["name"] for one in found["reviewers"]] == ["Lin", "Ola"]
    lin, ola = (one["thumb"]["accuracy"] for one in found["reviewers"])
    assert lin > ola


async def test_gold_items_tell_who_is_right(opened: Open):
    house = await opened(review_overlap=2, review_gold_share=1.0)
    boss = await house.person("boss", "admin")
    lin, ola = await house.person("Lin", "clinician"), await house.person("Ola", "clinician")
    for item in (await import_answers(boss, ANSWERS))[:2]:
        gold = {"item_id": item, "expected": {"thumb": "up"}}
        assert (await boss.http.post("/api/review/gold", json=gold)).status_code == 200
    await judge(lin, GOOD, GOOD)
    await judge(ola, BAD, BAD)
    right, wrong = (await read(boss))["reviewers"]
    assert right["gold"] == {"passed": 2, "of": 2, "flagged": False}
    assert wrong["gold"] == {"passed": 0, "of": 2, "flagged": False}
    assert right["thumb"]["accuracy"] > 0.7 > wrong["thumb"]["accuracy"]
