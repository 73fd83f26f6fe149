"""A turn: what is written before the engine speaks, and what after."""

from typing import Any

import pytest

from app.engine import Call
from app.extractive import Extractive
from app.record import ADD_ANSWER, ADD_CONVERSATION, ADD_TURN, TOUCH_CONVERSATION
from app.releases import Release
from app.safety import RedFlag
from app.turn import TITLE, Turn
from retrieval.corpus import Passage

PASSAGE = Passage("p1", "d1", 0, "Paracetamol 500 mg helps.", "", 0, 25, "Fever", "clinic")


def turn(question: str = "What helps?", **changed: Any) -> Turn:
    sampling = changed.pop("sampling", {})
    passages = changed.pop("passages", [PASSAGE])
    sent = [{"role": "user", "content": f"<evidence> {question}"}]
    fields: dict[str, Any] = {
        "user_id": "user_1",
        "organisation_id": "org_1",
        "model": "medloop",
        "engine": Extractive(),
        "release": Release("extractive", "1", "medloop-extractive"),
        "call": Call("m", sent, sampling, question, "en", passages),
        "question": [{"role": "user", "content": question}],
        "retrieval": {"status": "found", "candidates": [{"passage_id": "p1"}]},
        "flags": [],
        "notice": "",
        "request": {"sampling": sampling, "metadata": None},
        "conversation_id": "conv_1",
        "is_new_conversation": True,
        "timings": {},
    }
    return Turn(**{**fields, **changed})


def test_a_new_conversation_is_stored_before_its_first_question() -> None:
    one = turn("  What\nhelps\x07 against fever? " + "x" * 100)
    [(add, conversation), (ask, row)] = one.opened()
    assert (add, ask) == (ADD_CONVERSATION, ADD_TURN)
    assert conversation["id"] == row["conversation_id"] == "conv_1"
    assert conversation["title"].startswith("What helps against fever? xxx")
    assert len(conversation["title"]) <= TITLE
    assert row["sent"] is one.call.messages


def test_a_later_question_only_touches_its_conversation() -> None:
    one = turn(is_new_conversation=False)
    assert [statement for statement, _ in one.opened()] == [TOUCH_CONVERSATION, ADD_TURN]


def test_red_flags_are_recorded_by_category_and_rule() -> None:
    one = turn(flags=[RedFlag("stroke", "stroke.face")], notice="Call 120.")
    assert one.opened()[1][1]["safety"] == [{"category": "stroke", "rule": "stroke.face"}]
    assert one.block()["red_flags"] == ["stroke"]
    assert one.block()["notice"] == "Call 120."


@pytest.mark.parametrize(
    ("response_format", "prefix"),
    [
        (None, "Call 120.\n\n"),
        ({"type": "text"}, "Call 120.\n\n"),
        ({"type": "json_object"}, ""),
        ({"type": "json_schema", "json_schema": {}}, ""),
    ],
)
def test_a_notice_stands_first_unless_json_was_asked_for(
    response_format: dict[str, Any] | None, prefix: str
) -> None:
    sampling = {"response_format": response_format} if response_format else {}
    assert turn(notice="Call 120.", sampling=sampling).prefix == prefix
    assert turn(sampling=sampling).prefix == ""


def test_every_choice_is_an_answer_of_its_own() -> None:
    one = turn(sampling={"n": 3})
    choices = one.choices()
    for choice in choices:
        choice.add({"content": f"Answer {choice.index}."})
    rows = one.answered(choices, status="complete", usage={"prompt_tokens": 5})
    assert [statement for statement, _ in rows] == [ADD_ANSWER] * 3
    assert [row["id"] for _, row in rows] == one.answer_ids
    assert len(set(one.answer_ids)) == 3
    assert [row["choice"] for _, row in rows] == [0, 1, 2]
    assert [row["message"]["content"] for _, row in rows] == [f"Answer {n}." for n in range(3)]
    assert {row["release"]["fingerprint"] for _, row in rows} == {one.release.fingerprint}


def test_an_answer_is_checked_against_its_evidence() -> None:
    one = turn()
    [choice] = one.choices()
    choice.add({"content": "Paracetamol 500 mg helps [1]. Take 900 mg [1]. Rest."})
    [(_, row)] = one.answered([choice], status="complete")
    assert [verdict["verdict"] for verdict in row["verification"]] == [
        "supported",
        "unsupported",
        "uncited",
    ]
    assert [note["passage"]["id"] for note in row["annotations"]] == ["p1", "p1"]


def test_without_evidence_nothing_is_cited_or_checked() -> None:
    one = turn(passages=[])
    [choice] = one.choices()
    choice.add({"content": "Rest [1]."})
    [(_, row)] = one.answered([choice], status="complete")
    assert (row["annotations"], row["verification"]) == ([], [])


def test_clients_see_what_was_found_but_not_every_candidate() -> None:
    block = turn().block(verification=[])
    assert block["retrieval"] == {"status": "found"}
    assert block["verification"] == []
    assert block["conversation_id"] == "conv_1"


def test_a_completion_wears_its_turns_id() -> None:
    one, other = turn(), turn()
    assert one.completion_id == one.id.replace("turn_", "chatcmpl-")
    assert one.completion_id != other.completion_id
