"""Incidents: harm that was reported stays open until somebody closes it with a reason."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import update

from app.models import AuditEvent, Incident, Judgement
from tests.app.house import House, Person

ROUTE = "/api/incidents"


@pytest.fixture
async def li(house: House) -> Person:
    """Who asks, and reports harm."""
    return await house.person("li", "clinician")


@pytest.fixture
async def zhao(house: House) -> Person:
    """Who deals with it."""
    return await house.person("zhao", "reviewer")


async def report(who: Person, answer: str, level: str) -> dict[str, Any]:
    reply = await who.http.post("/v1/feedback", json={"answer_id": answer, "harm": level})
    assert reply.status_code == 200, reply.text
    return reply.json()


async def reported(who: Person, level: str = "severe") -> str:
    """A new answer's incident."""
    [answer] = (await who.ask("发热怎么办？"))["answer_ids"]
    return (await report(who, answer, level))["incident_id"]


async def listed(who: Person, state: str = "open") -> list[dict[str, Any]]:
    reply = await who.http.get(ROUTE, params={"state": state})
    assert reply.status_code == 200, reply.text
    return reply.json()["data"]


async def close(who: Person, incident: str, reason: str = "告知了患者") -> httpx2.Response:
    return await who.http.post(f"{ROUTE}/{incident}/close", json={"reason": reason})


async def assign(who: Person, incident: str, to: str | None) -> httpx2.Response:
    return await who.http.patch(f"{ROUTE}/{incident}", json={"assignee_id": to})


@pytest.mark.parametrize("level", ["none", "mild", "moderate", "severe"])
async def test_harm_from_moderate_up_opens_one(house: House, li: Person, zhao: Person, level: str):
    incident = await reported(li, level)
    found = [case["id"] for case in await listed(zhao)]
    assert found == ([incident] if level in ("moderate", "severe") else [])
    assert (incident is None) == (level in ("none", "mild"))


async def test_an_answer_has_one_and_worse_harm_raises_it(house: House, li: Person, zhao: Person):
    [answer] = (await li.ask("发热"))["answer_ids"]
    first = await report(li, answer, "moderate")
    worse = await report(li, answer, "severe")
    less = await report(li, answer, "none")
    assert first["incident_id"] == worse["incident_id"] == less["incident_id"]
    [case] = await listed(zhao)
    assert (case["level"], case["state"], case["answer_id"]) == ("severe", "open", answer)
    assert case["judgement_id"] == first["judgements"][0]["id"]
    actions = [event.action for event in await house.rows(AuditEvent) if "inc" in event.action]
    assert actions == ["incident.open", "incident.raise"]


async def test_one_is_given_to_somebody_and_closed_with_a_reason(li: Person, zhao: Person):
    incident = await reported(li)
    given = (await assign(zhao, incident, zhao.id)).json()
    assert given["assignee"] == {"id": zhao.id, "name": "zhao"}
    assert (await assign(zhao, incident, None)).json()["assignee"] is None
    closed = (await close(zhao, incident, "  The patient was told.  ")).json()
    assert (closed["state"], closed["reason"]) == ("closed", "The patient was told.")
    assert closed["closed_by"] == {"id": zhao.id, "name": "zhao"}
    assert await listed(zhao) == []
    [case] = await listed(zhao, "closed")
    whole = (await zhao.http.get(f"{ROUTE}/{incident}")).json()
    assert case == {name: whole[name] for name in case}
    assert (await close(zhao, incident)).status_code == 409
    assert (await assign(zhao, incident, zhao.id)).status_code == 409


@pytest.mark.parametrize("reason", ["", "  ", "ok", " ab ", "x" * 2001, "a\0bc", None])
async def test_it_is_not_closed_without_a_reason(li: Person, zhao: Person, reason: str | None):
    incident = await reported(li)
    reply = await zhao.http.post(f"{ROUTE}/{incident}/close", json={"reason": reason})
    assert reply.status_code == 400
    assert len(await listed(zhao)) == 1


async def test_only_who_may_handle_incidents_gets_one(house: House, li: Person, zhao: Person):
    incident = await reported(li)
    elsewhere = await house.person("sun", "reviewer", "elsewhere")
    admin = await house.person("boss", "admin")
    for nobody in (li.id, elsewhere.id, "user_0"):
        refused = await assign(zhao, incident, nobody)
        assert refused.status_code == 400
        assert refused.json()["error"]["param"] == "assignee_id"
    assert (await assign(zhao, incident, admin.id)).status_code == 200


async def test_new_harm_opens_a_closed_one_again_and_the_same_words_do_not(
    house: House, li: Person, zhao: Person
):
    [answer] = (await li.ask("发热"))["answer_ids"]
    incident = (await report(li, answer, "moderate"))["incident_id"]
    await close(zhao, incident)
    await report(li, answer, "moderate")
    assert await listed(zhao) == []
    await report(li, answer, "severe")
    [case] = await listed(zhao)
    assert (case["level"], case["closed_at"], case["reason"]) == ("severe", None, "告知了患者")


async def test_no_other_organisation_and_no_clinician_sees_them(house: House, li: Person):
    incident = await reported(li)
    elsewhere = await house.person("sun", "admin", "elsewhere")
    assert await listed(elsewhere) == []
    replies = [
        await elsewhere.http.get(f"{ROUTE}/{incident}"),
        await assign(elsewhere, incident, elsewhere.id),
        await close(elsewhere, incident),
    ]
    assert [reply.status_code for reply in replies] == [404] * 3
    for path in (ROUTE, f"{ROUTE}/{incident}"):
        assert (await li.http.get(path)).status_code == 403
    assert [row.closed_at for row in await house.rows(Incident)] == [None]


async def test_who_reads_assigns_and_closes_is_on_the_trail(house: House, li: Person, zhao: Person):
    incident = await reported(li)
    await zhao.http.get(f"{ROUTE}/{incident}")
    await assign(zhao, incident, zhao.id)
    await close(zhao, incident, "secret-word")
    events = [event for event in await house.rows(AuditEvent) if event.subject_id == incident]
    assert [(event.action, event.actor) for event in events] == [
        ("incident.open", li.id),
        ("incident.read", zhao.id),
        ("incident.assign", zhao.id),
        ("incident.close", zhao.id),
    ]
    assert not any("secret-word" in event.details for event in events)


async def read(who: Person, incident: str) -> dict[str, Any]:
    reply = await who.http.get(f"{ROUTE}/{incident}")
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_its_reader_sees_what_was_said_without_who_said_it(li: Person, zhao: Person):
    [answer] = (await li.ask("我叫王建国，电话13912345678。发热怎么办？"))["answer_ids"]
    said = {"harm": "severe", "comment": "王建国应该立即就诊"}
    reply = await li.http.post("/v1/feedback", json={"answer_id": answer, **said})
    whole = await read(zhao, reply.json()["incident_id"])
    assert whole["withheld"] is None
    told = str(whole["exchange"])
    assert "发热怎么办" in told
    assert "立即就诊" in told
    assert "资料库" in whole["exchange"]["answer"]["text"]
    assert not any(personal in told for personal in ("王建国", "13912345678", li.id, "'li'"))


async def test_words_nobody_agreed_to_share_are_withheld(house: House, li: Person, zhao: Person):
    """Somebody else reported it in a review, and then the owner took the consent back."""
    incident = await reported(li)
    async with house.service.database.sessions() as session, session.begin():
        await session.execute(update(Judgement).values(user_id=zhao.id))
    whole = await read(zhao, incident)
    assert (whole["exchange"], whole["withheld"]) == (None, "no_consent")
    path = f"/v1/conversations/{whole['conversation_id']}"
    await li.http.patch(path, json={"consent": True})
    assert (await read(zhao, incident))["exchange"]


async def test_an_erased_one_is_still_counted_and_says_nothing(li: Person, zhao: Person):
    incident = await reported(li)
    await close(zhao, incident, "secret-word")
    [case] = await listed(zhao, "closed")
    assert (await li.http.delete(f"/v1/conversations/{case['conversation_id']}")).status_code == 200
    [case] = await listed(zhao, "closed")
    assert (case["erased"], case["reason"], case["level"]) == (True, None, "severe")
    whole = await read(zhao, incident)
    assert (whole["exchange"], whole["withheld"]) == (None, "erased")


async def test_the_list_has_pages(li: Person, zhao: Person):
    made = [await reported(li) for _ in range(3)]
    first = (await zhao.http.get(ROUTE, params={"limit": 2})).json()
    assert ([case["id"] for case in first["data"]], first["has_more"]) == (made[:0:-1], True)
    rest = (await zhao.http.get(ROUTE, params={"after": made[1]})).json()
    assert ([case["id"] for case in rest["data"]], rest["has_more"]) == (made[:1], False)
