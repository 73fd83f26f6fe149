"""Conversations brought in for annotation: what is stored, what is refused and how it is told."""

import json
from typing import Any

import pytest

from app.errors import BadRequest
from app.models import Answer, AuditEvent, Conversation, ReviewItem, Turn
from app.review.imports import MOST_CONVERSATIONS, read_conversations
from tests.app.house import House
from tests.app.review.reviewing import (
    ANSWER,
    API,
    PASSAGE,
    QUESTION,
    QUESTION_ZH,
    Office,
    jsonl,
    line,
    office_in,
    took,
)

SECRET = "secret-word"


@pytest.fixture
async def office(house: House) -> Office:
    return await office_in(house)


def refusal(*lines: Any) -> str:
    with pytest.raises(BadRequest) as caught:
        read_conversations(jsonl(*lines).encode())
    assert SECRET not in caught.value.message
    return caught.value.message


def said(*roles: str) -> dict[str, Any]:
    return {"messages": [{"role": role, "content": f"{SECRET} {role}"} for role in roles]}


async def test_an_import_is_a_consented_conversation_of_the_importer(office: Office):
    [item] = await office.bring(line(specialty="paediatrics"))
    [conversation] = await office.house.rows(Conversation)
    assert conversation.user_id == office.reviewer.id
    assert conversation.consent
    assert conversation.imported_at == conversation.consent_at is not None
    assert (item["reason"], item["propensity"], item["overlap"]) == ("imported", 1.0, 3)
    assert (item["lang"], item["specialty"], item["kind"]) == ("en", "paediatrics", "rate")
    whole = await office.reviewer.read(conversation.id)
    assert whole["turns"][0]["answers"][0]["message"]["content"] == ANSWER


async def test_every_answer_is_a_turn_with_the_messages_before_it(office: Office):
    words = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": QUESTION_ZH},
        {"role": "assistant", "content": "多喝水。"},
        {"role": "user", "content": "还要注意什么？"},
        {"role": "assistant", "content": "注意休息。"},
    ]
    items = await office.bring({"messages": words})
    turns = sorted(await office.house.rows(Turn), key=lambda turn: turn.id)
    assert [turn.sent for turn in turns] == [words[:2], words[:4]]
    assert [turn.question for turn in turns] == [words[:2], words[3:4]]
    assert [(item["turn_id"], item["lang"]) for item in items] == [
        (turn.id, "zh") for turn in turns
    ]
    answers = await office.house.rows(Answer)
    assert {answer.release["engine"] for answer in answers} == {"import"}
    assert {answer.status for answer in answers} == {"complete"}


async def test_a_later_turn_is_shown_with_what_was_said_before(office: Office):
    messages = [*line()["messages"], *line("And at night?", "The same.")["messages"]]
    await office.bring({"messages": messages})
    items = sorted(await office.house.rows(ReviewItem), key=lambda item: item.id)
    await office.change(ReviewItem, items[0].id, state="withdrawn")
    taken = await took(await office.judge("ann"))
    assert taken["question_context"] == messages[:3]
    assert taken["answer"]["text"] == "The same."


async def test_citations_are_checked_against_the_passages_that_came_along(office: Office):
    await office.bring(line(answer="Give fluids [1]. Give 500 mg [1]."))
    [answer] = await office.house.rows(Answer)
    assert [note["passage"]["number"] for note in answer.annotations or []] == [1, 1]
    assert [each["verdict"] for each in answer.verification or []] == ["supported", "unsupported"]
    taken = await took(await office.judge("ann"))
    assert taken["passages"][0]["text"] == PASSAGE["text"]


async def test_it_is_all_or_nothing(office: Office):
    broken = jsonl(line(), line(), {"messages": []})
    reply = await office.reviewer.http.post(
        f"{API}/import", params={"consent": "true"}, content=broken
    )
    assert reply.status_code == 400
    assert reply.json()["error"]["message"].startswith("Line 3: messages: ")
    assert reply.json()["error"]["param"] == "line 3"
    assert not await office.house.rows(Conversation)


async def test_without_a_declared_consent_nothing_is_taken(office: Office):
    reply = await office.reviewer.http.post(f"{API}/import", content=jsonl(line()))
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, "consent")
    assert not await office.house.rows(Conversation)


async def test_an_import_is_audited_without_its_words(office: Office):
    await office.bring(line(QUESTION), line())
    [event] = [row for row in await office.house.rows(AuditEvent) if row.action == "review.import"]
    assert (event.actor, event.subject_id) == (office.reviewer.id, office.reviewer.id)
    assert json.loads(event.details) == {"conversations": 2, "items": 2}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (said("user"), "messages: "),
        (said("assistant", "user", "assistant"), "begins with a user"),
        (said("user", "assistant", "user"), "ends with an assistant"),
        (said("user", "assistant", "system", "assistant"), "two assistant messages"),
        (said("user", "doctor"), "messages.1.role: "),
        (line(SECRET, answer=""), "messages.1.content: "),
        (line(SECRET, lang="fr"), "lang: "),
        (line(SECRET, patient=SECRET), "Extra inputs"),
        (line(SECRET + "\x00"), "messages.0.content: "),
        (line(SECRET, passages=[{"title": "t"}]), "passages.0.text: "),
        (line(SECRET, specialty="<b>"), "specialty: "),
        ([SECRET], "valid"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_without_its_words(wrong: Any, told: str):
    message = refusal(line(), wrong)
    assert message.startswith("Line 2: ")
    assert told in message


def test_what_is_not_json_or_nothing_or_too_much_is_refused():
    with pytest.raises(BadRequest, match=r"^Line 2 is not valid JSON\.$"):
        read_conversations(jsonl(line()).encode() + b"\n{" + SECRET.encode())
    with pytest.raises(BadRequest, match="no conversation"):
        read_conversations(b"\n\n")
    with pytest.raises(BadRequest, match="split the file"):
        read_conversations(b"{}\n" * (MOST_CONVERSATIONS + 1))


def test_blank_lines_and_windows_line_ends_are_no_trouble():
    data = jsonl(line()).encode() + b"\r\n\r\n" + jsonl(line()).encode() + b"\r\n"
    assert len(read_conversations(data)) == 2
