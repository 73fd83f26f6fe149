"""The quality scorer, 0 to 6: drops advertising, incoherence and page residue (papers.md 1.3, 3).

    - quality: {endpoint: "http://gpu-1:8000/v1", model: qwen3-32b, at_least: 3.0}
    - quality: {labels: DATA/quality.jsonl, top: 0.6}

A sample, as many Chinese as English documents, is scored twice; scores two or more apart are
dropped, else their mean counts. A ridge regression over words learns it, scores every row, and
drops those below the threshold: `at_least`, or what keeps the share `top`. The paper gives none;
the one taken is in the report, with the error on a fifth that it did not learn from.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from train import rows
from train.curate import labels as labelling
from train.curate import linear
from train.curate.blocks import blocks
from train.curate.cutoff import percentiles
from train.curate.domain import GENERAL, plumbing
from train.curate.labels import Document
from train.curate.linear import Linear
from train.curate.prompts import QUALITY
from train.errors import DataError, RecipeError
from train.rows import Row
from train.scoring.scorer import Who

APART = 2
BEST = 6
BLOCK = 256
Rows = Callable[[], Iterator[Row]]


def make(
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    extra: Mapping[str, Any] | None = None,
    labels: str | None = None,
    at_least: float | None = None,
    top: float | None = None,
    general: bool = False,
    seeds: int = 20_000,
    chars: int = 2000,
    seed: int = 42,
    work: Path | str | None = None,
) -> "Quality":
    """One of `at_least` (0 to 6) and `top` (a share); `general`: rows declared general too; `work`
    keeps a scorer's labels between runs."""
    if (at_least is None) == (top is None):
        raise RecipeError("quality: say one of `at_least: SCORE` and `top: SHARE`")
    if top is not None and not 0 < top <= 1:
        raise RecipeError(f"quality: top {top} is no share between 0 and 1")
    who = Who(endpoint, model, key_env, extra=extra)
    kept = Path(work) if work else None
    return Quality(who, labels, at_least, top, general, seeds, chars, seed, kept)


@dataclass
class Quality:
    who: Who
    labels: str | None
    at_least: float | None
    top: float | None
    general: bool
    seeds: int
    chars: int
    seed: int
    work: Path | None
    name: str = "quality"
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def scorer(self) -> str | None:
        return self.who.name if self.labels is None else None

    def report(self) -> dict[str, Any]:
        return self.told

    def select(self, found: Rows) -> Iterator[tuple[str, str]]:
        def judged() -> Iterator[Row]:
            return (r for r in found() if self.general or r.get("domain") != GENERAL)

        self.told = {}
        if next(judged(), None) is None:
            return
        model = self._learnt(judged)
        parts = [
            model([labelling.document(row, self.chars).text for row in some])
            for some in blocks(judged(), BLOCK)
        ]
        scores = np.concatenate(parts).clip(0, BEST)
        lowest = self._threshold(scores)
        self.told |= {"threshold": round(lowest, 4), "scores": percentiles(scores)}
        for row, score in zip(judged(), scores, strict=True):
            if score < lowest:
                yield rows.key(row), "low_quality"

    def _threshold(self, scores: np.ndarray) -> float:
        if self.top is None:
            return self.at_least or 0.0
        return float(np.sort(scores)[-max(1, round(self.top * len(scores)))])

    def _learnt(self, found: Rows) -> Linear:
        agreed = self._agreed(*self._given(found))
        model, measured = linear.regression(
            [one.text for one, _ in agreed],
            [one.lang for one, _ in agreed],
            [score for _, score in agreed],
            self.seed,
        )
        self.told |= {**measured, **plumbing(self.scorer)}
        return model

    def _given(self, found: Rows) -> tuple[list[Document], list[Any] | None]:
        if self.labels is None:
            return labelling.sample(found(), self.seeds, self.chars, self.seed), None
        pairs = labelling.given(Path(self.labels), found(), self.chars)
        return [one for one, _ in pairs], [_score(label) for _, label in pairs]

    def _agreed(
        self, documents: list[Document], labels: list[Any] | None
    ) -> list[tuple[Document, float]]:
        if labels is None:
            twice = labelling.ask_twice(self.who.scorer, documents, QUALITY, self.work)
            labels = [agreed_score(first, second) for first, second in twice]
            self.told["unreadable"] = sum(None in both for both in twice)
        agreed = [
            (one, score) for one, score in zip(documents, labels, strict=True) if score is not None
        ]
        self.told |= {"labelled": len(documents), "agreed": len(agreed)}
        return agreed


def agreed_score(first: str | None, second: str | None) -> float | None:
    """The mean of two scores; None if they are two or more apart, or one is missing."""
    if first is None or second is None or abs(int(first) - int(second)) >= APART:
        return None
    return (int(first) + int(second)) / 2


def _score(label: Any) -> float:
    if isinstance(label, bool) or not isinstance(label, int | float) or not 0 <= label <= BEST:
        raise DataError(f"quality labels are numbers from 0 to {BEST}, not {str(label)[:20]!r}")
    return float(label)
