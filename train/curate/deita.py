"""Deita scores: complexity of what is asked times quality of the answer (papers.md 1.4 and 3).

    - deita: {endpoint: "http://gpu-1:8000/v1", model: qwen3-32b, aggregate: mean}
    - cutoff: {score: deita, top: 0.5}
    - diversity: {by: deita}

A score is the expected value over the digits 1 to 6 as the first token of the scorer's answer. A
turn is scored alone, without its history. Aquila-Med averages over turns, Deita's code sums. Where
a server lists too few tokens to know all six digits, the turn has no score (null) rather than an
invented one, and the row none to cut by.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from train import rows
from train.curate.prompts import COMPLEXITY, RESPONSE_QUALITY
from train.curate.turns import turns_of
from train.errors import RecipeError
from train.render import option_dialogue
from train.rows import Row
from train.scoring.scorer import Who

DIGITS = ("1", "2", "3", "4", "5", "6")
ROUNDED = 6  # digits of a stored value


def make(
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    extra: Mapping[str, Any] | None = None,
    aggregate: str = "mean",
    chars: int = 3000,
    batch: int = 512,
) -> "Deita":
    """`chars` of a question and of an answer are shown to the scorer."""
    if aggregate not in ("mean", "sum"):
        raise RecipeError(f"deita: aggregate is 'mean' or 'sum', not {aggregate!r}")
    return Deita(Who(endpoint, model, key_env, extra=extra), aggregate, chars, batch)


@dataclass(frozen=True)
class Deita:
    """Adds scores.complexity and scores.quality, a value for each answered turn, and scores.deita.
    Rows that are neither dialogue nor question pass as they are."""

    who: Who
    aggregate: str = "mean"
    chars: int = 3000
    batch: int = 512
    name: str = "deita"

    @property
    def scorer(self) -> str:
        return self.who.name

    def score(self, batch: list[Row]) -> list[Row]:
        turns = [self._turns(row) for row in batch]
        complexity = iter(self._expected(batch, turns, COMPLEXITY))
        quality = iter(self._expected(batch, turns, RESPONSE_QUALITY))
        return [
            self._with_scores(row, [(next(complexity), next(quality)) for _ in own])
            for row, own in zip(batch, turns, strict=True)
        ]

    def _turns(self, row: Row) -> list[tuple[str, str]]:
        kind = rows.kind_of(row)
        if kind not in ("dialogue", "question"):
            return []
        messages = row["messages"] if kind == "dialogue" else option_dialogue(row)
        return [
            ("\n".join(m["content"] for m in turn.asked)[: self.chars], answer[: self.chars])
            for turn in turns_of(messages)
            if turn.asked and (answer := turn.answer["content"])
        ]

    def _expected(
        self, batch: list[Row], turns: list[list[tuple[str, str]]], prompt: dict[str, str]
    ) -> Iterator[float | None]:
        put = [
            _put(prompt[row["lang"]], asked, answer)
            for row, own in zip(batch, turns, strict=True)
            for asked, answer in own
        ]
        return map(expected, self.who.scorer.next_logprobs(put, DIGITS))

    def _with_scores(self, row: Row, pairs: list[tuple[float | None, float | None]]) -> Row:
        if not pairs:
            return row
        products = [c * q for c, q in pairs if c is not None and q is not None]
        total = fmean(products) if self.aggregate == "mean" and products else sum(products)
        scores = {
            "complexity": [_rounded(complexity) for complexity, _ in pairs],
            "quality": [_rounded(quality) for _, quality in pairs],
            "deita": _rounded(total if len(products) == len(pairs) else None),
        }
        return {**row, "scores": {**row.get("scores", {}), **scores}}


def expected(logprobs: Sequence[float | None]) -> float | None:
    """sum of k * softmax over the six digits, in [1, 6] (papers.md 3); None if one is not known."""
    known = [value for value in logprobs if value is not None]
    if len(known) < len(logprobs):
        return None
    highest = max(known)
    weights = [math.exp(value - highest) for value in known]
    return sum(k * weight for k, weight in enumerate(weights, 1)) / sum(weights)


def _put(prompt: str, asked: str, answer: str) -> list[dict[str, str]]:
    before, _, after = prompt.partition("{asked}")
    return [{"role": "user", "content": before + asked + after.replace("{answer}", answer)}]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, ROUNDED)
