"""The audit trail: whatever is changed, taken away, added or cut off afterwards is found."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event, Verdict
from app.errors import BadRequest
from app.models import AuditEvent, Conversation
from tests.app.house import House

WHO = Principal("user_li", "org_a", "clinician", "key", frozenset())


async def note(house: House, *subjects: str) -> None:
    events = [Event("thing.read", "thing", subject, WHO, {"n": 1}) for subject in subjects]
    await house.service.recorder.run(lambda db: house.service.audit.append(db, *events))


async def verify(house: House, expected: tuple[int, str] | None = None) -> Verdict:
    return await house.service.recorder.run(lambda db: house.service.audit.verify(db, expected))


async def tamper(house: House, statement: str) -> None:
    """As somebody who owns the database would, the triggers taken away first."""

    def work(db: Session) -> None:
        if house.service.database.is_sqlite:
            db.execute(text("DROP TRIGGER IF EXISTS audit_no_update"))
            db.execute(text("DROP TRIGGER IF EXISTS audit_no_delete"))
        else:
            db.execute(text("SET LOCAL session_replication_role = replica"))
        db.execute(text(statement))

    await house.service.recorder.run(work)


async def test_what_was_done_is_on_record_in_order(house: House):
    await note(house, "a", "b")
    rows = await house.rows(AuditEvent)
    assert [(row.seq, row.actor, row.action, row.subject_id) for row in rows] == [
        (1, "user_li", "thing.read", "a"),
        (2, "user_li", "thing.read", "b"),
    ]
    assert (await verify(house)).broken is None


async def test_an_empty_trail_is_whole(house: House):
    assert await verify(house) == Verdict(0, None, "")


TAMPERINGS = {
    "an action changed": ("UPDATE audit_events SET action = 'x' WHERE seq = 2", 2),
    "an actor taken out": ("UPDATE audit_events SET actor = NULL WHERE seq = 3", 3),
    "details changed": ("UPDATE audit_events SET details = '{}' WHERE seq = 1", 1),
    "a time changed": ("UPDATE audit_events SET at = '2020' WHERE seq = 4", 4),
    "an event deleted": ("DELETE FROM audit_events WHERE seq = 2", 2),
    "the first deleted": ("DELETE FROM audit_events WHERE seq = 1", 1),
    "the last deleted": ("DELETE FROM audit_events WHERE seq = 5", 5),
    "all deleted": ("DELETE FROM audit_events", 1),
    "the head deleted": ("DELETE FROM audit_head", 1),
    "the head put back": ("UPDATE audit_head SET seq = 4", 5),
    "one added": (
        "INSERT INTO audit_events SELECT 6, at, actor, organisation_id, action, subject_kind,"
        " subject_id, details, mac FROM audit_events WHERE seq = 5",
        6,
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
async def test_it_shows_when_somebody_has(house: House, what: str):
    await note(house, *"abcde")
    statement, first = TAMPERINGS[what]
    await tamper(house, statement)
    assert (await verify(house)).broken == first


async def test_two_events_swapped_show(house: House):
    await note(house, *"abc")
    for before, after in ((1, 9), (2, 1), (9, 2)):
        await tamper(house, f"UPDATE audit_events SET seq = {after} WHERE seq = {before}")
    assert (await verify(house)).broken == 1


async def test_a_trail_cut_short_with_its_head_shows_against_a_noted_head(house: House):
    await note(house, "a")
    first = await verify(house)
    await note(house, "b", "c")
    noted = await verify(house)
    await tamper(house, "DELETE FROM audit_events WHERE seq > 1")
    await tamper(house, f"UPDATE audit_head SET seq = 1, mac = '{first.head}'")
    assert (await verify(house)).broken is None
    assert (await verify(house, (noted.events, noted.head))).broken == 2


async def test_a_trail_written_anew_under_another_key_shows(house: House):
    await note(house, "a")
    assert house.service.audit is not None
    other = Audit(b"another key")
    found: Verdict = await house.service.recorder.run(other.verify)
    assert found.broken == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events"]
)
async def test_the_database_itself_refuses_to_change_or_delete(house: House, statement: str):
    await note(house, "a")
    with pytest.raises(DBAPIError, match="append-only"):
        await house.service.database.transact(lambda writer: writer.execute(text(statement)))


async def test_what_is_undone_leaves_no_event(house: House):
    def work(db: Session) -> None:
        house.service.audit.append(db, Event("thing.read", "thing", "a", WHO))
        raise BadRequest("No.")

    with pytest.raises(BadRequest):
        await house.service.recorder.run(work)
    assert await house.rows(AuditEvent) == []


async def test_two_services_at_once_write_one_chain(opened: Callable[..., Any]):
    one, other = await opened(secret="s" * 32), await opened(secret="s" * 32)
    houses = [one, other] if not one.service.database.is_sqlite else [one, one]
    await asyncio.gather(*(note(house, str(n)) for n in range(50) for house in houses))
    assert await verify(one) == await verify(other)
    assert (await verify(one)).events == 100


async def test_an_administrator_reads_and_verifies_the_trail_of_the_organisation(house: House):
    boss = await house.person("boss", "admin")
    other = await house.person("other", "admin", organisation="elsewhere")
    li = await house.person("li")
    assert (await li.http.get("/api/audit")).status_code == 403
    [refusal] = (await boss.http.get("/api/audit")).json()["data"]
    assert (refusal["action"], refusal["actor"]) == ("access.refused", li.id)
    assert (await other.http.get("/api/audit")).json()["data"] == []
    told = (await boss.http.get("/api/audit/verify")).json()
    assert (told["events"], told["broken"]) == (1, None)


async def test_pages_of_the_trail_follow_each_other(house: House):
    boss = await house.person("boss", "admin")
    for _ in range(5):
        await boss.http.get("/v1/conversations/conv_none")
    seen: list[int] = []
    more, before = True, ""
    while more:
        page = (await boss.http.get(f"/api/audit?limit=2{before}")).json()
        seen += [entry["seq"] for entry in page["data"]]
        more, before = page["has_more"], f"&before={seen[-1]}"
    assert seen == [5, 4, 3, 2, 1]


async def test_no_word_of_a_patient_is_in_the_trail(house: House):
    li, wu = await house.person("li"), await house.person("wu")
    block = await li.ask("secret-word")
    await wu.http.get(f"/v1/conversations/{block['conversation_id']}")
    await li.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert (await house.rows(Conversation))[0].title is None
    assert not any("secret-word" in str(vars(row)) for row in await house.rows(AuditEvent))
