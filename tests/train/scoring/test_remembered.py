"""No question is put twice to a scorer whose answers are remembered."""

from pathlib import Path

from tests.train.curate.fake_scorer import FakeScorer
from train.scoring.remembered import Remembered
from train.scoring.scorer import Conversation


def ask(text: str) -> Conversation:
    return [{"role": "user", "content": text}]


def test_a_question_is_asked_once_and_no_answer_is_an_answer(tmp_path: Path) -> None:
    scorer = FakeScorer(says=lambda text: "A" if text == "sure" else None)
    who = Remembered(scorer, tmp_path / "kept" / "answers.jsonl")
    assert who.choose([ask("sure"), ask("unsure"), ask("sure")], "AB") == ["A", None, "A"]
    assert scorer.asked == ["sure", "unsure"]
    again = Remembered(scorer, tmp_path / "kept" / "answers.jsonl")
    assert again.choose([ask("unsure"), ask("new")], "AB") == [None, None]
    assert scorer.asked == ["sure", "unsure", "new"]


def test_another_choice_of_answers_is_another_question(tmp_path: Path) -> None:
    scorer = FakeScorer(says=lambda text: "A")
    who = Remembered(scorer, tmp_path / "answers.jsonl")
    who.choose([ask("sure")], "AB")
    who.choose([ask("sure")], "ABC")
    assert scorer.asked == ["sure", "sure"]


def test_without_a_file_answers_are_known_for_the_run() -> None:
    scorer = FakeScorer(says=lambda text: "A")
    who = Remembered(scorer, None)
    assert who.choose([ask("sure")], "AB") == who.choose([ask("sure")], "AB")
    assert scorer.asked == ["sure"]
