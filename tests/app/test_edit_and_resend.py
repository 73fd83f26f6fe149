"""An edited question takes the place of the old one and of all that came after it."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.app.house import CHAT, House, Person, question

WORDS = ("one", "two", "three")


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li")


async def talk(who: Person) -> tuple[str, list[str]]:
    """A conversation of three turns."""
    first = await who.ask(WORDS[0])
    conversation = first["conversation_id"]
    rest = [await who.ask(words, conversation) for words in WORDS[1:]]
    return conversation, [block["turn_id"] for block in (first, *rest)]


async def resend(who: Person, words: str, conversation: str, turn: str) -> httpx2.Response:
    options = {"conversation_id": conversation, "edits": turn}
    return await who.http.post(CHAT, json=question(words, medloop=options))


async def turns(who: Person, conversation: str) -> list[dict[str, Any]]:
    return (await who.read(conversation))["turns"]


def asked(turn: dict[str, Any]) -> list[str]:
    return [message["content"] for message in turn["sent"] if message["role"] == "user"]


@pytest.mark.parametrize("place", range(3))
async def test_the_engine_is_sent_what_was_before_the_edited_question(li: Person, place: int):
    conversation, before = await talk(li)
    reply = await resend(li, "edited", conversation, before[place])
    assert reply.status_code == 200, reply.text
    *old, new = await turns(li, conversation)
    assert [turn["superseded_at"] is not None for turn in old] == [
        number >= place for number in range(3)
    ]
    assert asked(new)[:-1] == list(WORDS[:place])
    assert "edited" in asked(new)[-1]


async def test_the_conversation_goes_on_from_the_edited_question(li: Person):
    conversation, before = await talk(li)
    await resend(li, "edited", conversation, before[1])
    await li.ask("and then?", conversation)
    *_, last = await turns(li, conversation)
    assert asked(last)[:-1] == ["one", "edited"]


async def test_what_was_superseded_stays_on_record(li: Person):
    conversation, before = await talk(li)
    as_it_was = await turns(li, conversation)
    await resend(li, "edited", conversation, before[0])
    kept = (await turns(li, conversation))[:3]
    assert [{**turn, "superseded_at": None} for turn in kept] == as_it_was


async def test_a_question_is_edited_once(li: Person):
    conversation, before = await talk(li)
    replies = await asyncio.gather(
        *(resend(li, f"edit {number}", conversation, before[1]) for number in range(3))
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409]
    assert len(await turns(li, conversation)) == 4
    again = await resend(li, "again", conversation, before[2])
    assert again.status_code == 409


async def test_a_turn_of_another_conversation_is_not_there(house: House, li: Person):
    conversation, before = await talk(li)
    elsewhere, _ = await talk(li)
    stranger = await house.person("stranger", "admin")
    assert (await resend(li, "x", elsewhere, before[0])).status_code == 404
    assert (await resend(li, "x", conversation, "turn_0")).status_code == 404
    assert (await resend(stranger, "x", conversation, before[0])).status_code == 404
    for known in (conversation, elsewhere):
        assert not any(turn["superseded_at"] for turn in await turns(li, known))
        assert len(await turns(li, known)) == 3


async def test_an_edit_names_its_conversation(li: Person):
    refused = await li.http.post(CHAT, json=question("x", medloop={"edits": "turn_1"}))
    assert refused.status_code == 400
    assert refused.json()["error"]["param"] == "medloop.edits"
