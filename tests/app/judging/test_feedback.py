"""Feedback: what is said of an answer is stored, once, by whoever may say it."""

import asyncio
from typing import Any

import httpx2
import pytest

from app.models import AuditEvent, Incident, Judgement
from tests.app.clinic import FEVER_EN, Desk, OpenDesk
from tests.app.house import CHAT, House, Open, Person, question

ROUTE = "/v1/feedback"
ASPECTS = ("safety", "accuracy", "completeness", "grounding", "communication", "inquiry")
EVERYTHING: dict[str, Any] = {
    "thumb": "down",
    "reasons": ["unsafe", "incomplete"],
    "comment": "剂量不对 the dose is wrong",
    "aspects": {"safety": 1, "communication": 5},
    "correction": "Ask a doctor at once.",
    "faults": ["knowledge", "safety"],
    "harm": "mild",
    "seconds": 12.5,
}


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li", "clinician")


async def say(who: Person, answer: str, **said: Any) -> httpx2.Response:
    return await who.http.post(ROUTE, json={"answer_id": answer, **said})


async def stored(who: Person, answer: str, **said: Any) -> dict[str, Any]:
    reply = await say(who, answer, **said)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def current(who: Person, conversation: str) -> dict[str, Any]:
    """The bodies by kind."""
    reply = await who.http.get(ROUTE, params={"conversation_id": conversation})
    assert reply.status_code == 200, reply.text
    return {row["kind"]: row["body"] for row in reply.json()["data"]}


async def asked(who: Person) -> tuple[str, str]:
    """A new conversation and its answer."""
    block = await who.ask("发热怎么办？")
    return block["conversation_id"], block["answer_ids"][0]


async def test_everything_that_can_be_said_is_stored_with_who_said_it(house: House, li: Person):
    conversation, answer = await asked(li)
    reply = await stored(li, answer, **EVERYTHING)
    assert (reply["object"], reply["answer_id"]) == ("feedback", answer)
    assert reply["conversation_id"] == conversation
    assert reply["incident_id"] is None
    kinds = ["thumb", "aspects", "correction", "faults", "harm"]
    assert [made["kind"] for made in reply["judgements"]] == kinds
    assert reply["id"] == reply["judgements"][0]["id"]
    rows = await house.rows(Judgement)
    assert {row.id for row in rows} == {made["id"] for made in reply["judgements"]}
    assert {(row.user_id, row.role, row.seconds) for row in rows} == {(li.id, "clinician", 12.5)}
    assert await current(li, conversation) == {
        "thumb": {
            "thumb": "down",
            "reasons": ["unsafe", "incomplete"],
            "comment": "剂量不对 the dose is wrong",
        },
        "aspects": {"safety": 1, "communication": 5},
        "correction": {"text": "Ask a doctor at once."},
        "faults": {"faults": ["knowledge", "safety"]},
        "harm": {"level": "mild"},
    }


async def test_newer_words_of_a_kind_replace_the_older_and_nothing_else(house: House, li: Person):
    conversation, answer = await asked(li)
    await stored(li, answer, thumb="down", reasons=["other"], harm="mild")
    await stored(li, answer, thumb="up", aspects={"safety": 5})
    assert await current(li, conversation) == {
        "thumb": {"thumb": "up", "reasons": []},
        "harm": {"level": "mild"},
        "aspects": {"safety": 5},
    }
    assert len(await house.rows(Judgement)) == 4


async def test_two_judgements_at_once_leave_one_that_counts(li: Person, house: House):
    conversation, answer = await asked(li)
    said = [say(li, answer, aspects={"safety": score}) for score in (1, 2, 3, 4, 5)]
    assert {reply.status_code for reply in await asyncio.gather(*said)} == {200}
    rows = await house.rows(Judgement)
    assert len(rows) == 5
    assert [row.superseded_at is None for row in rows].count(True) == 1
    assert len(await current(li, conversation)) == 1


async def test_an_answer_is_named_by_openais_id_too(li: Person):
    reply = (await li.http.post(CHAT, json=question("发热", n=2))).json()
    for choice in (0, 1):
        said = {"response_id": reply["id"], "choice": choice, "thumb": "up"}
        told = (await li.http.post(ROUTE, json=said)).json()
        assert told["answer_id"] == reply["medloop"]["answer_ids"][choice]
    first = await li.http.post(ROUTE, json={"response_id": reply["id"], "thumb": "up"})
    assert first.json()["answer_id"] == reply["medloop"]["answer_ids"][0]
    missing = {"response_id": reply["id"], "choice": 2, "thumb": "up"}
    assert (await li.http.post(ROUTE, json=missing)).status_code == 404


@pytest.mark.parametrize(
    "kind",
    [
        {"aspects": {"safety": 3}},
        {"correction": "x"},
        {"citations": [{"number": 1, "mark": "supports"}]},
        {"faults": ["style"]},
        {"harm": "severe"},
    ],
)
async def test_who_is_no_clinician_gives_thumbs_and_words_only(house: House, kind: dict[str, Any]):
    wang = await house.person("wang")
    _, answer = await asked(wang)
    said = {"thumb": "down", "reasons": ["unsafe"], "comment": "不对"}
    assert (await say(wang, answer, **said)).status_code == 200
    refused = await say(wang, answer, **said, **kind)
    assert refused.status_code == 403
    assert "'judge'" in refused.json()["error"]["message"]
    assert len(await house.rows(Judgement)) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "at least one of thumb"),
        ({"comment": "only this"}, "a comment belongs to one of them"),
        ({"seconds": 3}, "at least one of thumb"),
        ({"thumb": "up", "reasons": ["unsafe"]}, "unsafe is no reason for a thumb up"),
        ({"thumb": "down", "reasons": ["caring"]}, "caring is no reason for a thumb down"),
        ({"reasons": ["other"], "harm": "none"}, "no reason for an answer without a thumb"),
        ({"thumb": "down", "reasons": ["other", "other"]}, "every reason once"),
        ({"faults": ["style", "style"]}, "every fault once"),
        ({"aspects": {}}, "at least one aspect"),
        ({"aspects": {"safety": 6}}, "aspects.safety"),
        ({"aspects": {"beauty": 1}}, "aspects.beauty"),
        ({"correction": " \n "}, "must have words"),
        ({"harm": "extreme"}, "harm"),
        ({"thumb": "up", "seconds": -1}, "seconds"),
        ({"thumb": "up", "comment": "a\0b"}, "comment"),
        ({"citations": [{"number": 1, "mark": "supports"}] * 2}, "every citation once"),
        ({"citations": [{"number": 7, "mark": "supports"}]}, "no citation [7]"),
        ({"thumb": "up", "response_id": "chatcmpl-1"}, "either `answer_id` or `response_id`"),
        ({"thumb": "up", "choice": 0}, "`choice` belongs to a `response_id`"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_clear_words(
    house: House, li: Person, said: dict[str, Any], words: str
):
    _, answer = await asked(li)
    refused = await say(li, answer, **said)
    assert refused.status_code == 400, refused.text
    assert words in refused.json()["error"]["message"]
    assert not await house.rows(Judgement)


async def test_a_correction_differs_from_the_answer(li: Person):
    conversation, answer = await asked(li)
    [turn] = (await li.read(conversation))["turns"]
    same = await say(li, answer, correction=turn["answers"][0]["message"]["content"] + "\n")
    assert same.status_code == 400
    assert same.json()["error"]["param"] == "correction"


async def test_a_correction_is_kept_without_the_safety_notice(li: Person):
    whole = (await li.http.post(CHAT, json=question("我胸口剧痛，喘不上气"))).json()
    notice, [answer] = whole["medloop"]["notice"], whole["medloop"]["answer_ids"]
    content = whole["choices"][0]["message"]["content"]
    assert notice
    assert (await say(li, answer, correction=content)).status_code == 400
    await stored(li, answer, correction=f"{notice}\n\n请立即就医。")
    said = await current(li, whole["medloop"]["conversation_id"])
    assert said["correction"] == {"text": "请立即就医。"}


async def test_citations_of_the_answer_are_marked(desk: OpenDesk):
    at: Desk = await desk()
    judge = await at.house.person("zhao", "clinician")
    whole = (await judge.http.post(CHAT, json=question(FEVER_EN))).json()
    notes = whole["choices"][0]["message"]["annotations"]
    numbers = sorted({note["passage"]["number"] for note in notes})
    marks = [{"number": number, "mark": "contradicts"} for number in numbers]
    [answer] = whole["medloop"]["answer_ids"]
    await stored(judge, answer, citations=marks)
    said = await current(judge, whole["medloop"]["conversation_id"])
    assert said == {"citations": {"marks": marks}}


async def test_the_same_key_gives_the_same_reply_and_one_judgement(house: House, li: Person):
    _, answer = await asked(li)
    headers = {"Idempotency-Key": "once"}
    body = {"answer_id": answer, "harm": "severe"}
    first = await li.http.post(ROUTE, json=body, headers=headers)
    again = await li.http.post(ROUTE, json=body, headers=headers)
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(await house.rows(Judgement)) == 1
    other = await li.http.post(ROUTE, json=body | {"harm": "mild"}, headers=headers)
    assert other.json()["error"]["code"] == "idempotency_key_reused"


async def test_a_refused_one_frees_its_key(li: Person):
    _, answer = await asked(li)
    headers = {"Idempotency-Key": "k"}
    wrong = {"answer_id": "ans_0", "thumb": "up"}
    assert (await li.http.post(ROUTE, json=wrong, headers=headers)).status_code == 404
    right = {"answer_id": answer, "thumb": "up"}
    assert (await li.http.post(ROUTE, json=right, headers=headers)).status_code == 200


async def test_anothers_answer_is_not_there_whatever_the_role(house: House, li: Person):
    conversation, answer = await asked(li)
    made = await stored(li, answer, thumb="up")
    for role in ("user", "clinician", "reviewer", "admin"):
        other = await house.person(f"other {role}", role)
        assert (await say(other, answer, thumb="up")).status_code == 404
        reply = await other.http.get(ROUTE, params={"conversation_id": conversation})
        assert reply.status_code == 404
        assert (await other.http.delete(f"{ROUTE}/{made['id']}")).status_code == 404
    assert len(await house.rows(Judgement)) == 1
    assert await current(li, conversation)


async def test_what_was_said_is_withdrawn(house: House, li: Person):
    conversation, answer = await asked(li)
    made = await stored(li, answer, thumb="up", harm="moderate")
    [thumb, harm] = made["judgements"]
    gone = await li.http.delete(f"{ROUTE}/{thumb['id']}")
    assert gone.json() == {"id": thumb["id"], "object": "feedback.deleted", "deleted": True}
    assert await current(li, conversation) == {"harm": {"level": "moderate"}}
    assert (await li.http.delete(f"{ROUTE}/{thumb['id']}")).status_code == 404
    assert (await li.http.delete(f"{ROUTE}/{harm['id']}")).status_code == 200
    [incident] = await house.rows(Incident)
    assert incident.closed_at is None


async def test_judging_and_withdrawing_are_on_the_trail_without_a_word(house: House, li: Person):
    _, answer = await asked(li)
    made = await stored(li, answer, **EVERYTHING)
    await li.http.delete(f"{ROUTE}/{made['id']}")
    events = await house.rows(AuditEvent)
    assert [(event.action, event.actor) for event in events] == [
        ("judgement.create", li.id),
        ("judgement.withdraw", li.id),
    ]
    assert events[0].subject_id == answer
    assert not any(word in event.details for event in events for word in ("剂量", "dose", "doctor"))


async def test_an_erased_conversation_takes_its_judgements_words_along(house: House, li: Person):
    conversation, answer = await asked(li)
    made = await stored(li, answer, **{**EVERYTHING, "comment": "secret-word"})
    await li.http.delete(f"/v1/conversations/{conversation}")
    assert "secret-word" not in await house.everything_stored()
    assert all(row.body is None for row in await house.rows(Judgement))
    assert (await say(li, answer, thumb="up")).status_code == 404
    assert (await li.http.delete(f"{ROUTE}/{made['id']}")).status_code == 404


async def test_judgements_and_deletions_at_once_leave_no_word_behind(opened: Open):
    """Two processes on one database."""
    judging, deleting = await opened(), await opened()
    li = await judging.person("li", "clinician")
    elsewhere = deleting.client(li.key)
    for _ in range(8):
        conversation, answer = await asked(li)
        *said, deleted = await asyncio.gather(
            *(say(li, answer, harm="severe", comment="secret-word") for _ in range(4)),
            elsewhere.delete(f"/v1/conversations/{conversation}"),
        )
        assert deleted.status_code == 200
        assert {reply.status_code for reply in said} <= {200, 404}
    assert "secret-word" not in await judging.everything_stored()
