"""A question with a known answer as a pair: the truth against a wrong option (Aquila-Med).

The paper leaves the form open, and items of several answers. Here both sides are written in one
form, that of the instructions a model was tuned on, so that nothing but the content differs; where
several options are right, the wrong set is of the same size. Wrong options of about the truth's
length come first: or a model learns that the longer one is right.
"""

import hashlib
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from train import render, rows
from train.errors import RecipeError
from train.rows import Row

FORMS = ("letter_text", "sentence", "either")
SENTENCES = {
    "zh": ("正确答案是{}。", "、", "{letter}项“{text}”"),
    "en": ("The correct answer is {}.", " and ", '{letter}, "{text}"'),
}
LENGTH_CLASS = 2.0  # times as long at most
SHORT = 12  # characters; below, all are of one class


@dataclass(frozen=True)
class Objective:
    """`form`: letter_text ("答案：B. …"), sentence ("正确答案是B项…") or either, by hash."""

    seed: int
    form: Literal["letter_text", "sentence", "either"] = "letter_text"

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise RecipeError(f"pairs, objective: form is one of {', '.join(FORMS)}")

    def pair(self, row: Row) -> Row | str:
        """The pair, or why there is none."""
        right = "".join(sorted(set(row["answer"])))
        if not right or not set(right) <= set(row["options"]):
            return "answer_is_no_option"
        wrong = self._wrong(row, right)
        if wrong is None:
            return "no_wrong_option"
        return {
            **{name: row[name] for name in ("id", "source", "lang")},
            "prompt": [{"role": "user", "content": render.option_question(row)}],
            "chosen": [{"role": "assistant", "content": self._written(row, right)}],
            "rejected": [{"role": "assistant", "content": self._written(row, wrong)}],
            "weight": 1.0,
            "kind": "objective",
            **{name: row[name] for name in ("department", "domain") if name in row},
        }

    def _wrong(self, row: Row, right: str) -> str | None:
        """Uniformly one of the wrong sets of as many options, of the truth's length if any is."""
        truth = {row["options"][letter] for letter in right}
        sets = [
            letters
            for letters in combinations(sorted(row["options"]), len(right))
            if truth != {row["options"][letter] for letter in letters}
        ]
        alike = [letters for letters in sets if _same_length(row, right, "".join(letters))]
        if not sets:
            return None
        among = alike or sets
        return "".join(among[hashed(self.seed, "wrong", row) % len(among)])

    def _written(self, row: Row, letters: str) -> str:
        by_hash = hashed(self.seed, "form", row) % 2
        if self.form == "letter_text" or (self.form == "either" and by_hash):
            return render.option_answer(row, letters)
        whole, between, one = SENTENCES[row["lang"]]
        options = (one.format(letter=each, text=row["options"][each]) for each in letters)
        return whole.format(between.join(options))


def _same_length(row: Row, right: str, wrong: str) -> bool:
    short, long = sorted(sum(len(row["options"][each]) for each in side) for side in (right, wrong))
    return long <= max(SHORT, LENGTH_CLASS * short)


def hashed(seed: int, what: str, row: Row) -> int:
    """A number that a row keeps whatever comes before or after it."""
    text = f"{seed} {what} {rows.key(row)}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
