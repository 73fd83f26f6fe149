"""Exam accuracy: what counts as an answer, as right, and as chance."""
# pyright: reportMissingImports=false

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from train import exam, rows
from train.errors import DataError, RecipeError


class Knows:
    """A fake model that finds the listed answers likely; its tokens are characters."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers
        self.tokenizer = self

    def apply_chat_template(self, messages: list[dict[str, str]], **_: Any) -> list[int]:
        return [ord(each) for each in messages[0]["content"]]

    def __call__(self, text: str, **_: Any) -> dict[str, list[int]]:
        return {"input_ids": [ord(each) for each in text]}

    def logprobs(self, sequences: list[tuple[list[int], int]]) -> list[list[float]]:
        said = ["".join(map(chr, ids[start:])) for ids, start in sequences]
        return [[-1.0 if text in self.answers else -2.0] * len(text) for text in said]


def question(answer: str = "B", **fields: Any) -> rows.Row:
    options = {"A": "a cold", "B": "influenza", "C": "an allergy", "D": "asthma"}
    asked = {"question": "Which is it?", "options": options, "answer": answer, "lang": "en"}
    return {"id": "q-1", "source": "exam", **asked, **fields}


def told(model: Any, *asked: rows.Row) -> dict[str, float]:
    return {name: metric.value for name, metric in exam.examine(model, asked).items()}


def test_the_likeliest_answer_a_token_is_the_models() -> None:
    knows: Any = Knows("Answer: B. influenza")
    assert told(knows, question())["accuracy/exam"] == 1
    assert told(knows, question("C"))["accuracy/exam"] == 0


def test_a_multiple_answer_counts_as_a_whole() -> None:
    half_right: Any = Knows("Answer: B. influenza; C. an allergy")
    assert told(half_right, question("BD"))["accuracy/all"] == 0
    assert told(half_right, question("CB"))["accuracy/all"] == 1


def test_chance_is_one_of_the_answers_of_that_many_options() -> None:
    nothing: Any = Knows()
    found = exam.examine(nothing, [question(), question("AB"), question(source="other")])
    assert found["chance/exam"].value == pytest.approx((1 / 4 + 1 / 6) / 2)
    assert found["chance/other"].value == 1 / 4
    assert found["accuracy/all"].n == 3


def test_questions_are_read_from_the_named_part_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    rows.write(path, [question(id=str(n), split="dev" if n % 2 else "test") for n in range(8)])
    assert len(list(exam.questions(f"quiz={path},split=dev,limit=3"))) == 3
    halves = [list(exam.questions(f"quiz={path},half={half}")) for half in ("first", "second")]
    assert sum(map(len, halves)) == 8
    assert halves[0][0]["source"] == "quiz"


@pytest.mark.parametrize(
    "words", ["quiz", "quiz=", "quiz=q.jsonl,halves=first", "quiz=q.jsonl,limit=few"]
)
def test_a_file_that_is_not_told_apart_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises((RecipeError, DataError)):
        list(exam.questions(words))


def test_the_command_writes_the_figures(tiny: Path, tmp_path: Path) -> None:
    rows.write(tmp_path / "q.jsonl", [question(id="1"), question("A", id="2")])
    out = tmp_path / "metrics.json"
    words = [str(tiny), f"quiz={tmp_path / 'q.jsonl'}", "--out", str(out)]
    done = CliRunner().invoke(exam.command, words)
    assert done.exit_code == 0, done.output
    assert "accuracy/quiz" in done.output
    assert json.loads(out.read_text(encoding="utf-8"))["accuracy/all"]["n"] == 2


def test_no_question_is_an_error_that_says_so(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("", encoding="utf-8")
    words = [str(tiny), f"quiz={tmp_path / 'q.jsonl'}", "--out", str(tmp_path / "metrics.json")]
    done = CliRunner().invoke(exam.command, words)
    assert done.exit_code != 0
    assert "q.jsonl" in done.output


def test_no_usable_question_and_a_source_named_all_are_refused(tmp_path: Path) -> None:
    nothing: Any = Knows()
    with pytest.raises(DataError, match="none of the questions can be used"):
        exam.examine(nothing, [])
    with pytest.raises(DataError, match="a name other than 'all'"):
        exam.examine(nothing, [question(source="all")])
    asked = CliRunner().invoke(exam.command, ["nowhere", "a=b", "--out", str(tmp_path)])
    assert asked.exit_code
    assert "name a file in it" in asked.output
