"""Identifiers are replaced, the same ones throughout a row, or the row is dropped."""

import re
from typing import Any

import pytest

from train.curate import Drop, deidentify


def dialogue(*said: str) -> dict[str, Any]:
    roles = ("user", "assistant")
    messages = [{"role": roles[place % 2], "content": one} for place, one in enumerate(said)]
    return {"id": "1", "source": "chat", "lang": "zh", "messages": messages}


def contents(row: dict[str, Any]) -> list[str]:
    return [message["content"] for message in row["messages"]]


def test_one_person_has_one_surrogate_through_the_dialogue() -> None:
    row = dialogue("医生您好，我叫李晓梅，电话13912345678。", "李晓梅您好，请问多大年纪？")
    first, second = contents(deidentify.make(seed="s").change(row))
    assert "李晓梅" not in first + second
    assert "13912345678" not in first
    name = re.search("我叫(.+?)，", first)
    assert name
    assert second.startswith(name[1])


def test_equal_seeds_invent_equally_and_another_row_is_another_person() -> None:
    row = dialogue("我叫李晓梅，电话13912345678。")
    step = deidentify.make(seed="s")
    assert step.change(row) == step.change(row)
    assert step.change(row) != step.change(row | {"id": "2"}) | {"id": "1"}


def test_what_tells_nobody_stays_and_so_does_the_row_given() -> None:
    row = dialogue("血压 150/95 mmHg，吃了 5 mg 氨氯地平。", "再测三天。")
    assert deidentify.make().change(row) == row


def test_every_kind_of_row_is_read() -> None:
    told = "Call me at 415-555-0142, my email is jane.roe@example.org"
    said = [{"role": "user", "content": told}]
    common = {"id": "1", "source": "s", "lang": "en"}
    question = {"question": told, "options": {"A": told}, "answer": "A", "explanation": told}
    for row in (
        common | {"text": told},
        common | {"prompt": said, "chosen": said, "rejected": said},
        common | question,
    ):
        changed = deidentify.make().change(row)
        assert "0142" not in str(changed)
        assert "jane.roe" not in str(changed)
        assert set(changed) == set(row)


def test_a_row_in_which_an_identifier_is_left_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake replaces nothing."""

    class Careless(deidentify.Surrogates):
        def replaced(self, text: str, *, public: str = "") -> Any:
            return text, super().replaced(text, public=public)[1]

    monkeypatch.setattr(deidentify, "Surrogates", Careless)
    with pytest.raises(Drop) as dropped:
        deidentify.make().change(dialogue("电话13912345678。"))
    assert dropped.value.reason == "unscrubbed"
