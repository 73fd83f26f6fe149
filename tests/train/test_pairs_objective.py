"""Objective pairs: the truth against a wrong option that looks just like it."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train.pairs.objective import Objective
from train.rows import Row

ZH = {"A": "青霉素", "B": "阿司匹林", "C": "胰岛素", "D": "布洛芬", "E": "地高辛"}
EN = {"A": "penicillin", "B": "aspirin", "C": "insulin", "D": "ibuprofen"}


def question(number: int = 0, answer: str = "B", lang: str = "zh", **more: Any) -> Row:
    options = ZH if lang == "zh" else EN
    asked = "心梗首先用什么？" if lang == "zh" else "What is given first?"
    return {
        **{"id": str(number), "source": "exam", "lang": lang, "question": asked},
        **{"options": options, "answer": answer, **more},
    }


def sides(row: Row, **form: Any) -> tuple[str, str]:
    pair = Objective(7, **form).pair(row)
    assert isinstance(pair, dict)
    return pair["chosen"][0]["content"], pair["rejected"][0]["content"]


@pytest.mark.parametrize(
    ("lang", "form", "truth", "start"),
    [
        ("zh", "letter_text", "答案：B. 阿司匹林", "答案："),
        ("en", "letter_text", "Answer: B. aspirin", "Answer: "),
        ("zh", "sentence", "正确答案是B项“阿司匹林”。", "正确答案是"),
        ("en", "sentence", 'The correct answer is B, "aspirin".', "The correct answer is "),
    ],
)
def test_both_sides_have_one_form(lang: str, form: str, truth: str, start: str) -> None:
    chosen, rejected = sides(question(lang=lang), form=form)
    assert chosen == truth
    assert rejected.startswith(start)
    assert rejected != chosen


def test_either_form_is_taken_by_about_half_and_by_both_sides_alike() -> None:
    found = [sides(question(number), form="either") for number in range(200)]
    forms = [tuple(side.startswith("答案：") for side in pair) for pair in found]
    assert set(forms) == {(True, True), (False, False)}
    assert 70 < sum(chosen for chosen, _ in forms) < 130


def test_wrong_options_are_taken_uniformly_and_the_same_ones_again() -> None:
    found = [sides(question(number))[1] for number in range(800)]
    counts = Counter(found)
    assert len(counts) == 4  # all but the truth
    assert min(counts.values()) > 150
    assert found == [sides(question(number))[1] for number in range(800)]


@settings(deadline=None)
@given(st.sets(st.sampled_from("ABCDE"), min_size=2, max_size=4))
def test_of_several_answers_the_wrong_set_has_as_many(right: set[str]) -> None:
    chosen, rejected = sides(question(answer="".join(sorted(right))))
    letters = [
        {part[0] for part in side.removeprefix("答案：").split("；")} for side in (chosen, rejected)
    ]
    assert letters[0] == right
    assert letters[1] != right
    assert len(letters[1]) == len(right)


def test_options_of_the_truths_length_come_first() -> None:
    options = {"A": "x" * 40, "B": "y" * 50, "C": "short", "D": "z" * 300}
    found = {sides(question(n, options=options, answer="A"))[1] for n in range(50)}
    assert found == {"答案：B. " + "y" * 50}
    only_others = {"A": "x" * 40, "C": "short", "D": "z" * 300}
    found = {sides(question(n, options=only_others, answer="A"))[1] for n in range(50)}
    assert len(found) == 2


def test_an_option_that_says_what_the_truth_says_is_not_wrong() -> None:
    options = {"A": "aspirin", "B": "aspirin", "C": "insulin"}
    found = {sides(question(n, lang="en", options=options))[1] for n in range(30)}
    assert found == {"Answer: C. insulin"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"answer": "ABCDE"}, "no_wrong_option"),
        ({"answer": "F"}, "answer_is_no_option"),
        ({"answer": ""}, "answer_is_no_option"),
        ({"options": {"B": "aspirin"}}, "no_wrong_option"),
    ],
)
def test_without_a_wrong_side_there_is_no_pair(changed: dict[str, Any], reason: str) -> None:
    assert Objective(7).pair(question() | changed) == reason


def test_a_pair_asks_as_instructions_do_and_keeps_who_it_is() -> None:
    pair = Objective(7).pair(question(3, lang="en", department="cardiology"))
    assert isinstance(pair, dict)
    assert pair["prompt"][0]["content"].startswith("What is given first?\nA. penicillin\n")
    assert (pair["id"], pair["source"], pair["weight"]) == ("3", "exam", 1.0)
    assert pair["department"] == "cardiology"
