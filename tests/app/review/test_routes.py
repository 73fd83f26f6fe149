"""`/api/review` over HTTP: who may do what, what is shown, and that every look is on record."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from app.models import Assignment, AuditEvent, AuditHead, Incident, Judgement, ReviewItem
from app.review import desk as review
from tests.app.house import House, Person
from tests.app.review.reviewing import (
    ANSWER,
    API,
    QUESTION,
    Office,
    line,
    office_in,
    rating,
    skip,
    submit,
    submitted,
    took,
)

MAIL = "ada.quill@example.org"
MINE = [
    ("POST", "/next", None),
    ("GET", "/assignments/asg_1", None),
    ("POST", "/assignments/asg_1/submit", rating()),
    ("POST", "/assignments/asg_1/skip", {"reason": "unclear"}),
    ("POST", "/assignments/asg_1/extend", None),
    ("GET", "/progress", None),
]
REVIEWERS = [("POST", "/sample", {"limit": 1}), ("GET", "/items", None), ("POST", "/import", None)]
ADMINS = [("POST", "/gold", {"answer_id": "ans_1", "expected": {"thumb": "up"}})]


@pytest.fixture
async def office(house: House) -> Office:
    return await office_in(house)


@pytest.fixture
async def ann(office: Office) -> Person:
    return await office.judge("ann")


async def events(office: Office, action: str) -> list[AuditEvent]:
    return [row for row in await office.house.rows(AuditEvent) if row.action == action]


@pytest.mark.parametrize("role", ["user", "clinician", "reviewer", "admin"])
async def test_each_role_may_do_its_part(house: House, role: str):
    who = await house.person("somebody", role)
    allowed = {
        "user": [],
        "clinician": MINE,
        "reviewer": MINE + REVIEWERS,
        "admin": MINE + REVIEWERS + ADMINS,
    }[role]
    for route in MINE + REVIEWERS + ADMINS:
        method, path, body = route
        reply = await who.http.request(method, API + path, json=body)
        assert (reply.status_code == 403) == (route not in allowed), (path, reply.text)
        assert reply.status_code != 500


async def test_a_judge_sees_question_answer_and_evidence(office: Office, ann: Person):
    await office.bring()
    taken = await took(ann)
    assert taken["object"] == "review.assignment"
    assert (taken["kind"], taken["lang"], taken["specialty"]) == ("rate", "en", "general")
    assert taken["question_context"] == [{"role": "user", "content": QUESTION}]
    assert taken["answer"]["text"] == ANSWER
    assert taken["answer"]["annotations"][0]["passage"]["number"] == 1
    assert taken["answer"]["verification"][0]["verdict"] == "supported"
    assert taken["answer"]["passages"] == taken["passages"]
    assert taken["drafts"] is taken["diff"] is taken["opinions"] is taken["notice"] is None
    until = datetime.fromisoformat(taken["locked_until"]) - datetime.now(UTC)
    assert timedelta(minutes=14) < until <= timedelta(minutes=15)


async def test_nothing_tells_who_asked_or_why_this_was_chosen(office: Office, ann: Person):
    owner = await office.house.person("Olga Ferris")
    block = await office.asked(owner, "fever")
    await office.sample()
    shown = json.dumps(await took(ann))
    for hidden in (owner.id, owner.name, block["conversation_id"], block["turn_id"], "propensity",
                   "reason", *block["answer_ids"]):  # fmt: skip
        assert hidden not in shown


async def test_a_red_flag_notice_is_shown_with_the_answer(office: Office, ann: Person):
    owner = await office.house.person("owner")
    block = await office.asked(owner, "I have crushing chest pain and cannot breathe")
    assert block["notice"]
    await office.sample()
    assert (await took(ann))["notice"] == block["notice"]


async def test_what_is_shown_is_de_identified_and_checked_anew(office: Office, ann: Person):
    await office.bring(
        line(f"My address is {MAIL}. {QUESTION}", f"Write to {MAIL} at once. Give fluids [1].")
    )
    taken = await took(ann)
    assert MAIL not in json.dumps(taken)
    text = taken["answer"]["text"]
    assert "Give fluids [1]." in text
    [note] = taken["answer"]["annotations"]
    cited = note["url_citation"]
    assert text[cited["start_index"] : cited["end_index"]] == "[1]"
    last = taken["answer"]["verification"][-1]
    assert text[last["start"] : last["end"]] == "Give fluids [1]."


class Refusing:
    """A scrubber that cannot make anything of texts with a certain word."""

    def __init__(self, conversation_id: str, key: bytes) -> None:
        pass

    def text(self, text: str, evidence: Any = ()) -> str:
        if "riddle" in text:
            raise review.Unscrubbed("not to be shown")
        return text

    def messages(self, messages: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**message, "content": self.text(message["content"])} for message in messages]


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "Scrubber", Refusing)


@pytest.mark.usefixtures("refusing")
async def test_what_cannot_be_de_identified_is_withdrawn_and_the_next_is_shown(
    office: Office, ann: Person
):
    await office.bring(line("A riddle"), line())
    assert (await took(ann))["question_context"][0]["content"] == QUESTION
    by_state = {item.state: item for item in await office.house.rows(ReviewItem)}
    assert by_state.keys() == {"withdrawn", "open"}
    [event] = await events(office, "review.withdraw")
    assert event.subject_id == by_state["withdrawn"].id
    assert json.loads(event.details)["reason"] == "not_de_identified"
    progress = (await ann.http.get(f"{API}/progress")).json()
    assert progress["waiting"] == 1


async def test_every_look_is_on_record_before_it_is_shown(office: Office, ann: Person):
    await office.bring()
    taken = await took(ann)
    await ann.http.get(f"{API}/assignments/{taken['id']}")
    looks = await events(office, "review.read")
    assert [(event.actor, event.subject_id) for event in looks] == [(ann.id, taken["item_id"])] * 2
    assert json.loads(looks[0].details)["assignment"] == taken["id"]


async def test_what_cannot_be_put_on_record_is_not_shown(office: Office, ann: Person):
    await office.bring()
    async with office.house.service.database.sessions() as session, session.begin():
        await session.execute(delete(AuditHead))
    reply = await ann.http.post(f"{API}/next")
    assert reply.status_code == 503
    assert QUESTION not in reply.text
    assert not await office.house.rows(Assignment)


async def test_an_assignment_is_read_only_while_it_is_held(office: Office, ann: Person):
    await office.bring(line(), line(), line())
    bo = await office.judge("bo")

    async def reads(who: Person, assignment: dict[str, Any]) -> int:
        return (await who.http.get(f"{API}/assignments/{assignment['id']}")).status_code

    first = await took(ann)
    assert (await reads(ann, first), await reads(bo, first)) == (200, 404)
    await submitted(ann, first, rating())
    assert await reads(ann, first) == 404
    second = await took(ann)
    await skip(ann, second, "unclear")
    assert await reads(ann, second) == 404
    third = await took(ann)
    await office.lapse(third)
    assert await reads(ann, third) == 404
    for path in ("submit", "skip", "extend"):
        body = {"submit": rating(), "skip": {"reason": "other"}, "extend": None}[path]
        over = await ann.http.post(f"{API}/assignments/{third['id']}/{path}", json=body)
        assert (over.status_code, over.json()["error"]["code"]) == (404, "not_found")


async def test_a_submission_is_stored_with_its_assignment(office: Office, ann: Person):
    await office.bring()
    taken = await took(ann)
    said = rating(3, harm="mild", faults=["style"], citations=[{"number": 1, "mark": "supports"}],
                  correction="Give fluids, and rest.", comment="Short.")  # fmt: skip
    done = await submitted(ann, taken, said)
    rows = await office.house.rows(Judgement)
    assert {row.id: row.kind for row in rows} == {
        each["id"]: each["kind"] for each in done["judgements"]
    }
    assert {row.kind for row in rows} == {
        "thumb", "aspects", "harm", "faults", "citations", "correction"
    }  # fmt: skip
    assert {row.assignment_id for row in rows} == {taken["id"]}
    assert {(row.user_id, row.role) for row in rows} == {(ann.id, "clinician")}


async def test_harm_found_in_review_opens_an_incident(office: Office, ann: Person):
    await office.bring()
    done = await submitted(ann, await took(ann), rating(1, harm="severe"))
    [incident] = await office.house.rows(Incident)
    assert done["incident_id"] == incident.id


async def test_time_on_task_is_never_more_than_was_seen(office: Office, ann: Person):
    await office.bring(line(), line())
    taken = await took(ann)
    opened = datetime.now(UTC) - timedelta(seconds=100)
    await office.change(Assignment, taken["id"], opened_at=opened)
    await submitted(ann, taken, rating(seconds=40.0))
    taken = await took(ann)
    await submitted(ann, taken, rating(seconds=4000.0))
    said = sorted({row.seconds or 0.0 for row in await office.house.rows(Judgement)})
    seen = sorted(row.seconds or 0.0 for row in await office.house.rows(Assignment))
    assert said == [seen[0], 40.0]
    assert 99 < seen[1] < 160


async def test_the_lock_is_extended_up_to_two_hours(office: Office, ann: Person):
    await office.bring()
    taken = await took(ann)
    path = f"{API}/assignments/{taken['id']}/extend"
    later = (await ann.http.post(path)).json()
    assert later["locked_until"] >= taken["locked_until"]
    opened = datetime.now(UTC) - timedelta(minutes=119)
    await office.change(Assignment, taken["id"], opened_at=opened)
    soon = datetime.now(UTC) + timedelta(seconds=5)
    await office.change(Assignment, taken["id"], locked_until=soon)
    last = datetime.fromisoformat((await ann.http.post(path)).json()["locked_until"])
    assert last == opened + timedelta(hours=2)


@pytest.mark.parametrize(
    ("said", "param"),
    [
        ({}, None),
        ({"harm": "none"}, "aspects"),
        ({"thumb": "sideways"}, "thumb"),
        ({"aspects": {"safety": 6}}, "aspects.safety"),
        ({"ranking": [["A"]]}, "ranking"),
        ({"both_bad": True}, "ranking"),
        ({"thumb": "up", "answer_id": "ans_1"}, "answer_id"),
        ({"thumb": "up", "citations": [{"number": 9, "mark": "supports"}]}, "citations"),
    ],
)
async def test_what_does_not_fit_is_refused_and_the_item_stays_open(
    office: Office, ann: Person, said: dict[str, Any], param: str | None
):
    await office.bring()
    taken = await took(ann)
    reply = await submit(ann, taken, said)
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, param), reply.text
    assert not await office.house.rows(Judgement)
    assert (await took(ann))["id"] == taken["id"]


async def test_progress_counts_what_was_done_and_what_waits(office: Office, ann: Person):
    await office.bring(line(), line(), line())

    async def progress() -> dict[str, Any]:
        return (await ann.http.get(f"{API}/progress")).json()

    assert await progress() == {
        "done": 0, "done_today": 0, "skipped": 0, "waiting": 3, "median_seconds": None,
        "gold": {"passed": 0, "of": 0},
    }  # fmt: skip
    await submitted(ann, await took(ann), rating())
    await skip(ann, await took(ann), "other")
    now = await progress()
    assert (now["done"], now["done_today"], now["skipped"], now["waiting"]) == (1, 1, 1, 1)
    assert now["median_seconds"] is not None
    assert (await took(ann))["progress"] == now


async def test_the_list_of_items_has_no_words_and_goes_on_page_by_page(office: Office):
    made = await office.bring(line(), line(), line())
    first = (await office.reviewer.http.get(f"{API}/items", params={"limit": 2})).json()
    after = {"limit": 2, "after": first["data"][-1]["id"]}
    second = (await office.reviewer.http.get(f"{API}/items", params=after)).json()
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert first["data"] + second["data"] == made
    assert QUESTION not in str(first)
    far = await office.judge("far", "reviewer", organisation="elsewhere")
    assert (await far.http.get(f"{API}/items")).json()["data"] == []


async def test_nobody_reaches_anothers_assignment_and_the_attempt_is_on_record(
    office: Office, ann: Person
):
    await office.bring()
    taken = await took(ann)
    for role in ("clinician", "reviewer", "admin"):
        other = await office.judge(f"other {role}", role)
        for path, body in (("submit", rating(1)), ("skip", {"reason": "other"}), ("extend", None)):
            reply = await other.http.post(f"{API}/assignments/{taken['id']}/{path}", json=body)
            assert reply.status_code == 404
    refused = await events(office, "access.refused")
    assert len(refused) == 9
    assert (await took(ann))["id"] == taken["id"]
