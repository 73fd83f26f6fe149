"""The copy of an answer that is kept while its pieces pass by."""

from typing import Any

import pytest

from app.errors import EngineFailed
from app.relay import Choice, is_only_role, without_role


def call(index: int, **function: str) -> dict[str, Any]:
    return {"tool_calls": [{"index": index, "function": function}]}


def test_pieces_of_content_join_to_the_text() -> None:
    choice = Choice(0)
    for delta in ({"role": "assistant", "content": ""}, {"content": "发"}, {}, {"content": "热"}):
        choice.add(delta)
    assert choice.text == "发热"
    assert choice.message() == {"role": "assistant", "content": "发热"}


def test_what_is_said_beside_the_content_is_kept_too() -> None:
    choice = Choice(0)
    choice.add({"reasoning_content": "Let me "})
    choice.add({"reasoning_content": "think.", "refusal": None, "content": None})
    choice.add({"content": "Rest."})
    assert choice.message()["reasoning_content"] == "Let me think."
    assert choice.message()["content"] == "Rest."
    assert "refusal" not in choice.message()


def test_tool_calls_in_pieces_are_collected_by_their_index() -> None:
    choice = Choice(0)
    choice.add({"tool_calls": [{"index": 0, "id": "c0", "function": {"name": "dose"}}]})
    choice.add({"tool_calls": [{"index": 1, "id": "c1", "function": {"name": "find"}}]})
    choice.add(call(0, arguments='{"drug":'))
    choice.add(call(1, arguments="{}"))
    choice.add(call(0, arguments='"metformin"}'))
    assert choice.message() == {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": "c0",
                "type": "function",
                "function": {"name": "dose", "arguments": '{"drug":"metformin"}'},
            },
            {"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{}"}},
        ],
    }


def test_whole_tool_calls_have_no_index_and_stay_apart() -> None:
    choice = Choice(0)
    calls = [
        {"id": f"c{n}", "type": "function", "function": {"name": f"f{n}", "arguments": "{}"}}
        for n in range(3)
    ]
    choice.add({"role": "assistant", "content": None, "tool_calls": calls})
    assert choice.message()["tool_calls"] == calls


@pytest.mark.parametrize("index", [-1, 128, 10**9])
def test_a_tool_call_with_an_index_beyond_reason_is_refused(index: int) -> None:
    with pytest.raises(EngineFailed, match="tools"):
        Choice(0).add(call(index, arguments="{}"))


@pytest.mark.parametrize(
    ("delta", "finish", "only"),
    [
        ({"role": "assistant"}, None, True),
        ({"role": "assistant", "content": ""}, None, True),
        ({"role": "assistant", "content": None, "refusal": None}, None, True),
        ({"role": "assistant", "content": "A"}, None, False),
        ({"role": "assistant", "tool_calls": [{"index": 0}]}, None, False),
        ({"role": "assistant", "content": ""}, "stop", False),
    ],
)
def test_an_opening_event_is_one_that_says_a_role_and_no_word(
    delta: dict[str, Any], finish: str | None, only: bool
) -> None:
    assert is_only_role({"choices": [{"delta": delta, "finish_reason": finish}]}) is only


def test_a_repeated_role_is_taken_out_and_nothing_else() -> None:
    event = {"choices": [{"delta": {"role": "assistant", "content": "A"}}, {"delta": None}]}
    assert without_role(event)
    assert event == {"choices": [{"delta": {"content": "A"}}, {"delta": None}]}
    assert not without_role(event)
