"""Consent: nothing may be learned from unless the owner says so, and they may take it back."""

from typing import Any

import pytest

from app.models import AuditEvent, Conversation
from tests.app.house import CHAT, House, Person, question

ROUTE = "/v1/conversations"


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li")


async def ask(who: Person, conversation: str | None = None, **options: Any) -> str:
    body = question("发热", medloop={"conversation_id": conversation, **options})
    reply = await who.http.post(CHAT, json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()["medloop"]["conversation_id"]


async def given(who: Person, conversation: str) -> bool:
    [entry] = [
        row for row in (await who.http.get(ROUTE)).json()["data"] if row["id"] == conversation
    ]
    assert entry["consent"] == (await who.read(conversation))["consent"]
    return entry["consent"]


async def trail(house: House) -> list[tuple[str, str]]:
    events = await house.rows(AuditEvent)
    return [(event.action, event.subject_id) for event in events]


async def test_at_first_it_is_no(house: House, li: Person):
    conversation = await ask(li)
    assert not await given(li, conversation)
    assert await trail(house) == []


async def test_a_request_gives_it_keeps_it_and_takes_it_back(house: House, li: Person):
    conversation = await ask(li, consent=True)
    assert await given(li, conversation)
    await ask(li, conversation)
    assert await given(li, conversation)
    await ask(li, conversation, consent=False)
    assert not await given(li, conversation)
    assert await trail(house) == [
        ("consent.give", conversation),
        ("consent.withdraw", conversation),
    ]


async def test_it_is_given_and_taken_back_without_a_question(house: House, li: Person):
    conversation = await ask(li)
    for consent in (True, True, False):
        reply = await li.http.patch(f"{ROUTE}/{conversation}", json={"consent": consent})
        assert reply.json()["consent"] is consent
        assert reply.json()["title"] == "发热"
    assert await trail(house) == [
        ("consent.give", conversation),
        ("consent.withdraw", conversation),
    ]
    [row] = await house.rows(Conversation)
    assert row.consent_at is not None


async def test_a_title_and_consent_are_changed_together(li: Person):
    conversation = await ask(li)
    changes = {"title": "another", "consent": True}
    reply = (await li.http.patch(f"{ROUTE}/{conversation}", json=changes)).json()
    assert (reply["title"], reply["consent"]) == ("another", True)
    refused = await li.http.patch(f"{ROUTE}/{conversation}", json={})
    assert refused.status_code == 400


@pytest.mark.parametrize("wrong", ["yes", 1, [True]])
async def test_it_is_yes_or_no(li: Person, wrong: Any):
    conversation = await ask(li)
    reply = await li.http.patch(f"{ROUTE}/{conversation}", json={"consent": wrong})
    assert reply.status_code == 400
    body = question("x", medloop={"conversation_id": conversation, "consent": wrong})
    refused = await li.http.post(CHAT, json=body)
    assert refused.json()["error"]["param"] == "medloop.consent"


async def test_nobody_consents_for_another(house: House, li: Person):
    conversation = await ask(li)
    boss = await house.person("boss", "admin")
    body = question("x", medloop={"conversation_id": conversation, "consent": True})
    assert (await boss.http.post(CHAT, json=body)).status_code == 404
    reply = await boss.http.patch(f"{ROUTE}/{conversation}", json={"consent": True})
    assert reply.status_code == 404
    assert not await given(li, conversation)


async def test_consent_to_a_deleted_conversation_is_refused(li: Person):
    conversation = await ask(li)
    await li.http.delete(f"{ROUTE}/{conversation}")
    body = question("x", medloop={"conversation_id": conversation, "consent": True})
    assert (await li.http.post(CHAT, json=body)).status_code == 404
