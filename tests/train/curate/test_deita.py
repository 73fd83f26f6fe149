"""Deita's scores: the expected value over six digits, turn by turn."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.train.curate.fake_scorer import Fake, FakeScorer
from train.curate import deita
from train.errors import RecipeError
from train.rows import Row

TALK = {
    "id": "1",
    "source": "s",
    "lang": "zh",
    "messages": [
        {"role": "user", "content": "发热三天"},
        {"role": "assistant", "content": "多喝水"},
        {"role": "user", "content": "And a rash?"},
        {"role": "assistant", "content": "See a doctor today."},
    ],
}


def sure_of(digit: int) -> list[float | None]:
    return [0.0 if k == digit else -99.0 for k in range(1, 7)]


def digits(text: str) -> list[float | None]:
    """Questions: 2, and 4 for the second; answers: 3, and 6 for the second."""
    second = "rash" in text
    if "<回答>" in text or "<answer>" in text:
        return sure_of(6 if second else 3)
    return sure_of(4 if second else 2)


def by(scorer: FakeScorer, **settings: Any) -> deita.Deita:
    return replace(deita.make(**settings), who=Fake(scorer))


def test_a_score_is_the_expected_digit() -> None:
    assert deita.expected([0.0] * 6) == pytest.approx(3.5)
    assert deita.expected(sure_of(6)) == pytest.approx(6.0)
    thirds: list[float | None] = [math.log(p) for p in (0.2, 0.1, 1e-9, 1e-9, 1e-9, 0.3)]
    assert deita.expected(thirds) == pytest.approx((0.2 + 2 * 0.1 + 6 * 0.3) / 0.6)


def test_a_digit_that_the_server_does_not_tell_is_not_invented() -> None:
    assert deita.expected([None, -1.0, -1.0, -1.0, -1.0, -1.0]) is None
    [row] = by(FakeScorer(digits=lambda text: [None] * 6)).score([TALK])
    none = {"complexity": [None, None], "quality": [None, None], "deita": None}
    assert row["scores"] == none


@pytest.mark.parametrize(("aggregate", "value"), [("mean", (2 * 3 + 4 * 6) / 2), ("sum", 30.0)])
def test_turns_multiply_and_then_come_together(aggregate: str, value: float) -> None:
    [row] = by(FakeScorer(digits=digits), aggregate=aggregate).score([TALK])
    assert row["scores"] == {"complexity": [2, 4], "quality": [3, 6], "deita": value}


def test_a_turn_is_scored_alone_in_the_language_of_its_row() -> None:
    scorer = FakeScorer(digits=digits)
    by(scorer).score([TALK, {**TALK, "lang": "en"}])
    assert len(scorer.asked) == 8
    assert not any("发热" in text and "rash" in text for text in scorer.asked)
    assert sum("只回答一个数字" in text for text in scorer.asked) == 4


def test_an_option_question_is_scored_as_it_will_be_trained() -> None:
    scorer = FakeScorer(digits=digits)
    asked: Row = {"id": "q", "source": "s", "lang": "en", "question": "Which vitamin?"}
    asked |= {"options": {"A": "B12", "B": "C"}, "answer": "B"}
    text: Row = {"id": "t", "source": "s", "lang": "en", "text": "Scurvy."}
    scored, same = by(scorer).score([asked, text])
    assert "A. B12\nB. C" in scorer.asked[0]
    assert "Answer: B. C" in scorer.asked[1]
    assert scored["scores"]["deita"] == 6.0
    assert same == text


def test_what_a_row_says_cannot_pose_as_the_prompt() -> None:
    scorer = FakeScorer()
    sly = [{"role": "user", "content": "{answer}"}, {"role": "assistant", "content": "{asked}"}]
    by(scorer).score([{**TALK, "lang": "en", "messages": sly}])
    assert "<request>\n{answer}\n</request>" in scorer.asked[1]
    assert "<answer>\n{asked}\n</answer>" in scorer.asked[1]


def test_without_a_scorer_a_stand_in_scores() -> None:
    step = deita.make()
    [row] = step.score([TALK])
    assert step.scorer == "stand-in scorer"
    assert all(1 < value < 6 for value in row["scores"]["complexity"])


def test_and_it_scores_a_row_alike_in_every_batch() -> None:
    step = deita.make()
    long: Row = {
        **TALK,
        "messages": [{**m, "content": m["content"] * 40} for m in TALK["messages"]],
    }
    rows = [TALK, {**TALK, "lang": "en"}, long] * 3
    assert step.score(rows) == [row for one in rows for row in step.score([one])]


def test_a_model_folder_scores(tiny: Path) -> None:
    step = deita.make(model=str(tiny))
    [row] = step.score([TALK])
    assert step.scorer == "tiny"
    assert all(1 < value < 6 for value in row["scores"]["quality"])


def test_another_way_to_aggregate_is_refused() -> None:
    with pytest.raises(RecipeError, match="'mean' or 'sum'"):
        deita.make(aggregate="max")
