"""Rows as TRL reads them, in both languages."""

from typing import Any

import pytest

from train import render
from train.errors import DataError
from train.rows import Row

QUESTION: Row = {
    "id": "exam-1",
    "source": "exam",
    "lang": "zh",
    "question": "下列哪项提示二尖瓣狭窄？",
    "options": {"A": "舒张期隆隆样杂音", "B": "收缩期杂音", "C": "奇脉"},
    "answer": "A",
    "explanation": "心尖区舒张期隆隆样杂音是其特征。",
}
ENGLISH: Row = {
    **QUESTION,
    "id": "exam-2",
    "lang": "en",
    "question": "Which of these are antibiotics?",
    "options": {"A": "amoxicillin", "B": "ibuprofen", "C": "doxycycline"},
    "answer": "AC",
    "explanation": "Ibuprofen relieves pain.",
}
DIALOGUE: Row = {
    "id": "d-1",
    "source": "d",
    "lang": "zh",
    "messages": [
        {"role": "system", "content": "你是一名医生。"},
        {"role": "user", "content": "头痛怎么办？"},
        {"role": "assistant", "content": "多休息。"},
    ],
}


def test_a_chinese_question_is_asked_and_answered_in_chinese() -> None:
    asked, answered = render.option_dialogue(QUESTION, explain=False)
    assert asked == {
        "role": "user",
        "content": "下列哪项提示二尖瓣狭窄？\nA. 舒张期隆隆样杂音\nB. 收缩期杂音\nC. 奇脉\n"
        "请从下列选项中选出一个正确答案。",
    }
    assert answered == {"role": "assistant", "content": "答案：A. 舒张期隆隆样杂音"}


def test_an_english_question_is_asked_and_answered_in_english() -> None:
    asked, answered = render.option_dialogue(ENGLISH, explain=True)
    assert asked["content"].endswith("Choose all correct options. Give your reasons.")
    assert answered["content"] == (
        "Answer: A. amoxicillin; C. doxycycline\nReasons: Ibuprofen relieves pain."
    )


def test_reasons_are_given_where_they_are_asked_for_and_nowhere_else() -> None:
    for n in range(50):
        asked, answered = render.option_dialogue({**QUESTION, "id": f"exam-{n}"})
        assert ("说明理由" in asked["content"]) == ("解析" in answered["content"])


def test_half_of_the_questions_ask_for_reasons_if_there_are_any() -> None:
    asking = [render.explains({**QUESTION, "id": f"exam-{n}"}) for n in range(400)]
    assert 150 < sum(asking) < 250
    assert not any(render.explains({**QUESTION, "id": n, "explanation": ""}) for n in range(50))


def test_a_wrong_option_has_the_form_of_the_right_one() -> None:
    assert render.option_answer(QUESTION, "C") == "答案：C. 奇脉"


def test_pre_training_reads_texts_as_they_are_and_dialogues_as_plain_text() -> None:
    text = {"id": "t", "source": "t", "lang": "en", "text": "Aspirin."}
    assert render.row_for("cpt", text)["text"] == "Aspirin."
    assert (
        render.row_for("cpt", DIALOGUE)["text"] == "你是一名医生。\n问：头痛怎么办？\n答：多休息。"
    )
    asked = render.row_for("cpt", {**ENGLISH, "explanation": ""})["text"]
    assert asked.startswith("Q: Which of these are antibiotics?\nA. amoxicillin")
    assert asked.endswith("\nA: Answer: A. amoxicillin; C. doxycycline")


def test_only_what_trl_needs_and_where_a_row_is_from_is_left() -> None:
    row = {**DIALOGUE, "department": "neurology", "scores": {"quality": 4.0}}
    assert set(render.row_for("sft", row)) == {"messages", "id", "source", "lang"}


def test_a_pair_weighs_one_unless_it_says_otherwise() -> None:
    said: dict[str, Any] = {"prompt": DIALOGUE["messages"][:2]}
    said |= {"chosen": DIALOGUE["messages"][2:], "rejected": DIALOGUE["messages"][2:]}
    pair = {"id": "p", "source": "p", "lang": "zh", **said}
    assert render.row_for("dpo", pair) == {**pair, "weight": 1.0}
    assert render.row_for("dpo", {**pair, "weight": 0.5})["weight"] == 0.5


@pytest.mark.parametrize(("stage", "row"), [("dpo", DIALOGUE), ("sft", {"text": "咳嗽。"})])
def test_a_row_that_a_stage_cannot_use_is_refused(stage: str, row: Row) -> None:
    with pytest.raises(DataError, match=f"stage {stage} cannot use it"):
        render.row_for(stage, {"id": "x-1", "source": "x", "lang": "zh", **row})
