"""Who gets which item, and what becomes of it: routing, places, comparisons, adjudication."""

from typing import Any

import pytest

from app.models import (
    Answer,
    Assignment,
    AuditEvent,
    Comparison,
    Conversation,
    Judgement,
    ReviewItem,
    Turn,
)
from tests.app.house import House, Person
from tests.app.review.reviewing import (
    API,
    QUESTION_ZH,
    Office,
    item_of,
    line,
    office_in,
    rating,
    skip,
    submit,
    submitted,
    take,
    took,
)


@pytest.fixture
async def office(house: House) -> Office:
    return await office_in(house)


async def test_a_judge_gets_one_item_at_a_time_and_the_same_until_it_is_over(office: Office):
    await office.bring(line(), line())
    ann = await office.judge("ann")
    first = await took(ann)
    assert (await took(ann))["id"] == first["id"]
    await submitted(ann, first, rating())
    second = await took(ann)
    assert second["item_id"] != first["item_id"]
    await submitted(ann, second, rating())
    assert await take(ann) is None


async def test_items_go_by_language_and_specialty(office: Office):
    await office.bring(
        line(),
        line(QUESTION_ZH, "多喝水，注意休息。"),
        line(specialty="cardiology"),
    )
    plain = await office.judge("plain", languages=["en"])
    chinese = await office.judge("chinese", languages=["zh"])
    heart = await office.judge("heart", languages=["en"], specialties=["cardiology"])

    async def all_of(judge: Person) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        while (taken := await take(judge)) is not None:
            found.append((taken["lang"], taken["specialty"]))
            await submitted(judge, taken, rating())
        return found

    assert await all_of(plain) == [("en", "general")]
    assert await all_of(chinese) == [("zh", "general")]
    assert await all_of(heart) == [("en", "general"), ("en", "cardiology")]


async def test_an_item_has_as_many_places_as_its_overlap(office: Office):
    await office.bring()
    judges = [await office.judge(name) for name in ("ann", "bo", "cy", "di")]
    taken = [await take(judge) for judge in judges]
    assert [each is not None for each in taken] == [True, True, True, False]


async def test_a_lapsed_lock_gives_the_place_to_somebody_else(office: Office):
    await office.bring()
    ann, bo, cy, di = [await office.judge(name) for name in ("ann", "bo", "cy", "di")]
    lapsing = await took(ann)
    for other in (bo, cy):
        await took(other)
    assert await take(di) is None
    await office.lapse(lapsing)
    assert (await took(di))["item_id"] == lapsing["item_id"]
    assert (await submit(ann, lapsing, rating())).status_code == 404
    assert await take(ann) is None


async def test_whoever_let_a_lock_lapse_may_have_the_item_again(office: Office):
    await office.bring()
    ann = await office.judge("ann")
    lapsing = await took(ann)
    await office.lapse(lapsing)
    again = await took(ann)
    assert again["item_id"] == lapsing["item_id"]
    await submitted(ann, again, rating())


async def test_nobody_judges_their_own_conversation_but_may_judge_what_they_brought(
    office: Office,
):
    ann = await office.judge("ann")
    await office.asked(ann, "fever")
    await office.sample()
    assert await take(ann) is None
    assert await take(office.reviewer) is not None
    await skip(office.reviewer, await took(office.reviewer), "unclear")
    await office.bring()
    assert await take(office.reviewer) is not None


async def test_without_consent_nothing_is_sampled_and_nothing_is_shown(office: Office):
    owner, ann = await office.house.person("owner"), await office.judge("ann")
    kept = await office.asked(owner, "fever", consent=False)
    assert await office.sample() == []
    await office.change(Conversation, kept["conversation_id"], consent=True)
    assert len(await office.sample()) == 1
    taken = await took(ann)
    await office.change(Conversation, kept["conversation_id"], consent=False)
    read = await ann.http.get(f"{API}/assignments/{taken['id']}")
    assert read.status_code == 404
    assert (await submit(ann, taken, rating())).status_code == 404
    assert await take(ann) is None


async def test_a_deleted_conversation_leaves_the_queue(office: Office):
    owner, ann = await office.house.person("owner"), await office.judge("ann")
    block = await office.asked(owner, "fever")
    await office.sample()
    taken = await took(ann)
    await owner.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert (await submit(ann, taken, rating())).status_code == 404
    assert await take(ann) is None


async def test_another_organisation_sees_nothing(office: Office):
    await office.bring()
    assert await take(await office.judge("far", organisation="elsewhere")) is None


async def test_harm_reports_come_first(office: Office):
    owner, ann = await office.house.person("owner"), await office.judge("ann")
    await office.asked(owner, "cough")
    harmful = await office.asked(owner, "fever")
    thumb = {"answer_id": harmful["answer_ids"][0], "thumb": "down", "reasons": ["unsafe"]}
    assert (await owner.http.post("/v1/feedback", json=thumb)).status_code == 200
    by_reason = {item["reason"]: item for item in await office.sample()}
    assert by_reason["harm"]["turn_id"] == harmful["turn_id"]
    assert (by_reason["harm"]["propensity"], by_reason["harm"]["overlap"]) == (1.0, 3)
    assert (await took(ann))["item_id"] == by_reason["harm"]["id"]


async def test_a_turn_is_sampled_once(office: Office):
    owner = await office.house.person("owner")
    for words in ("fever", "cough", "gout"):
        await office.asked(owner, words)
    first, second = await office.sample(2), await office.sample(10)
    assert len(first) == 2
    assert len({item["turn_id"] for item in first + second}) == 3
    assert all(0 < item["propensity"] <= 1 for item in first + second)
    assert await office.sample(10) == []


async def another_draft(office: Office, turn_id: str, words: str) -> None:
    """A second answer to a stored question, as another engine might have written it."""
    rows = await office.house.rows(Answer)
    first = next(row for row in rows if row.turn_id == turn_id)
    names = [column.key for column in Answer.__table__.columns]
    values = {name: getattr(first, name) for name in names} | {"id": f"ans_{turn_id}", "choice": 1}
    message = {"role": "assistant", "content": words}
    async with office.house.service.database.sessions() as session, session.begin():
        session.add(Answer(**values | {"message": message}))


async def compared(office: Office) -> dict[str, str]:
    """Puts a comparison into the queue; the words of its two drafts by answer id."""
    [item] = await office.bring(line(answer="Give 5 mg once daily."))
    turns, items = await office.house.rows(Turn), await office.house.rows(ReviewItem)
    await another_draft(office, turns[0].id, "Give 50 mg once daily.")
    async with office.house.service.database.sessions() as session, session.begin():
        await session.delete(items[0])
    [item] = await office.sample(1)
    assert item["kind"] == "compare"
    rows = await office.house.rows(Answer)
    return {row.id: str((row.message or {})["content"]) for row in rows}


async def test_drafts_of_one_turn_are_compared_blind(office: Office):
    words = await compared(office)
    taken = await took(await office.judge("ann"))
    assert taken["answer"] is None
    assert [draft["label"] for draft in taken["drafts"]] == ["A", "B"]
    assert {draft["text"] for draft in taken["drafts"]} == set(words.values())
    assert taken["diff"]["differences"] == 1
    assert all(id not in str(taken) for id in words)


def best(taken: dict[str, Any], words: str) -> dict[str, Any]:
    """A ranking with the draft of these words first."""
    ordered = sorted(taken["drafts"], key=lambda draft: words not in draft["text"])
    return {"ranking": [[draft["label"]] for draft in ordered]}


async def test_a_ranking_is_stored_by_answer(office: Office):
    words = await compared(office)
    ann = await office.judge("ann")
    taken = await took(ann)
    await submitted(ann, taken, best(taken, "50 mg"))
    [judgement] = await office.house.rows(Judgement)
    [comparison] = await office.house.rows(Comparison)
    assert (judgement.kind, judgement.comparison_id) == ("comparison", comparison.id)
    assert judgement.assignment_id == taken["id"]
    assert [words[id] for [id] in (judgement.body or {})["ranking"]] == [
        "Give 50 mg once daily.",
        "Give 5 mg once daily.",
    ]


async def test_where_no_draft_may_be_used_the_right_answer_is_kept(office: Office):
    await compared(office)
    ann = await office.judge("ann")
    said = {"both_bad": True, "correction": "No dose without an examination."}
    done = await submitted(ann, await took(ann), said)
    assert {each["kind"] for each in done["judgements"]} == {"comparison", "correction"}
    assert len(await office.house.rows(Judgement)) == 2


async def judged(office: Office, *opinions: dict[str, Any]) -> list[dict[str, Any]]:
    """One item, judged by as many people as there are opinions."""
    assignments: list[dict[str, Any]] = []
    for number, opinion in enumerate(opinions):
        judge = await office.judge(f"judge {number}")
        assignments.append(await took(judge))
        await submitted(judge, assignments[-1], opinion)
    return assignments


async def test_judges_who_agree_are_done(office: Office):
    await office.bring()
    [first, *_] = await judged(office, rating(4), rating(4), rating(5))
    item = await item_of(office, first)
    assert (item.state, item.done_at is not None) == ("done", True)
    assert len(await office.house.rows(ReviewItem)) == 1


async def test_judges_at_odds_make_an_item_for_a_reviewer_who_was_none_of_them(office: Office):
    await office.bring()
    clinician = await office.judge("clinician")
    taking_part = await office.judge("taking part", "reviewer")
    assignment = await took(taking_part)
    first = rating(2, comment="The child may be younger than three months.")
    await submitted(taking_part, assignment, first)
    await judged(office, rating(4), rating(5))
    assert await take(clinician) is None
    assert await take(taking_part) is None
    taken = await took(office.reviewer)
    assert taken["kind"] == "adjudicate"
    assert {said["judge"] for said in taken["opinions"]} == {
        "Reviewer 1", "Reviewer 2", "Reviewer 3"
    }  # fmt: skip
    assert {said["aspects"]["safety"] for said in taken["opinions"]} == {2, 4, 5}
    assert taking_part.id not in str(taken)
    assert taking_part.name not in str(taken)
    await submitted(office.reviewer, taken, rating(3))
    final = await item_of(office, taken)
    assert (final.state, final.kind, final.adjudicates) == (
        "done", "adjudicate", assignment["item_id"]
    )  # fmt: skip
    assert len(await office.house.rows(ReviewItem)) == 2


async def test_opposite_winners_are_adjudicated_with_labels_for_answers(office: Office):
    words = await compared(office)
    [item] = await office.house.rows(ReviewItem)
    for number in range(item.overlap):
        judge = await office.judge(f"judge {number}")
        taken = await took(judge)
        await submitted(judge, taken, best(taken, "50 mg" if number else "5 mg"))
    taken = await took(office.reviewer)
    assert taken["kind"] == "adjudicate"
    tops = {said["comparison"]["ranking"][0][0] for said in taken["opinions"]}
    assert tops == {"A", "B"}
    assert all(id not in str(taken) for id in words)


async def test_a_skip_frees_the_place_and_the_item_does_not_come_back(office: Office):
    await office.bring()
    ann, *others = [await office.judge(name) for name in ("ann", "bo", "cy", "di")]
    skipped = await took(ann)
    reply = await skip(ann, skipped, "not_my_specialty", comment="Ask a paediatrician.")
    assert reply.json() == {
        "id": skipped["id"], "object": "review.skipped", "reason": "not_my_specialty"
    }  # fmt: skip
    assert await take(ann) is None
    assert all([await take(other) for other in others])
    rows = {row.id: row for row in await office.house.rows(Assignment)}
    assert rows[skipped["id"]].skip_comment == "Ask a paediatrician."


async def test_personal_data_takes_the_item_from_everyone(office: Office):
    await office.bring()
    ann, bo, cy = [await office.judge(name) for name in ("ann", "bo", "cy")]
    seen, held = await took(ann), await took(bo)
    await skip(ann, seen, "personal_data")
    assert (await item_of(office, seen)).state == "withdrawn"
    assert (await submit(bo, held, rating())).status_code == 404
    assert await take(cy) is None
    events = await office.house.rows(AuditEvent)
    [withdrawn] = [event for event in events if event.action == "review.withdraw"]
    assert "personal_data" in withdrawn.details
