"""Drops rows by a score that an earlier step gave them: a threshold, a band or the best share.

    - cutoff: {score: relevance_mean, low_percentile: 5, at_most: 1.0}     the band of papers.md 1.4
    - cutoff: {score: deita, top: 0.5, per: lang}
    - cutoff: {score: deita, at_least: 9.0, missing: drop}

Bounds are inclusive. `per: lang` (or source, department) takes each group's own percentiles and
share, so that a scorer which favours one language does not choose the language. Rows without the
score (one turn has no relevance) are kept unless `missing: drop`. Bounds taken, counts and the
distribution are in the report.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from train import rows
from train.errors import DataError, RecipeError
from train.rows import Row

SHOWN = (1, 5, 25, 50, 75, 95, 99)
Rows = Callable[[], Iterator[Row]]


def make(
    score: str,
    at_least: float | None = None,
    at_most: float | None = None,
    low_percentile: float | None = None,
    high_percentile: float | None = None,
    top: float | None = None,
    per: str | None = None,
    missing: str = "keep",
) -> "Cutoff":
    """Percentiles from 0 to 100, `top` a share above 0."""
    low = [one for one in (at_least, low_percentile, top) if one is not None]
    high = [one for one in (at_most, high_percentile) if one is not None]
    if len(low) > 1 or len(high) > 1 or not low + high:
        raise RecipeError(
            "cutoff: say one lower bound (at_least, low_percentile, top), "
            "one upper bound (at_most, high_percentile), or one of each"
        )
    if missing not in ("keep", "drop"):
        raise RecipeError(f"cutoff: missing is 'keep' or 'drop', not {missing!r}")
    if top is not None and not 0 < top <= 1:
        raise RecipeError(f"cutoff: top {top} is no share above 0 and up to 1")
    for percentile in (low_percentile, high_percentile):
        if percentile is not None and not 0 <= percentile <= 100:
            raise RecipeError(f"cutoff: {percentile} is no percentile from 0 to 100")
    lowest = low_percentile if top is None else 100 * (1 - top)
    return Cutoff(score, at_least, at_most, lowest, high_percentile, per, missing == "drop")


@dataclass
class Cutoff:
    score: str
    at_least: float | None
    at_most: float | None
    low_percentile: float | None
    high_percentile: float | None
    per: str | None
    drop_missing: bool
    name: str = "cutoff"
    told: dict[str, Any] = field(default_factory=dict)

    def report(self) -> dict[str, Any]:
        return self.told

    def select(self, found: Rows) -> Iterator[tuple[str, str]]:
        given = False
        missing = Counter[str]()
        groups: dict[str, list[float]] = {}
        for row in found():
            given = given or self.score in row.get("scores", {})
            value = self._value(row)
            if value is None:
                missing[row["source"]] += 1
            else:
                groups.setdefault(self._group(row), []).append(value)
        if missing and not given:
            raise DataError(f"cutoff: no row has a score {self.score!r}: give it in a step before")
        scores = {group: np.array(values) for group, values in sorted(groups.items())}
        bounds = {group: self._bounds(values) for group, values in scores.items()}
        self.told = {
            "score": self.score,
            "bounds": {group: {"low": both[0], "high": both[1]} for group, both in bounds.items()},
            "scores": {group: percentiles(values) for group, values in scores.items()},
            "missing": dict(sorted(missing.items())),
        }
        for row in found():
            if why := self._why(row, bounds):
                yield rows.key(row), why

    def _value(self, row: Row) -> float | None:
        value = row.get("scores", {}).get(self.score)
        if isinstance(value, list):
            raise DataError(f"cutoff: {self.score!r} has a value for each turn: cut by its mean")
        return value

    def _group(self, row: Row) -> str:
        return "all" if self.per is None else str(row.get(self.per))

    def _bounds(self, values: np.ndarray) -> tuple[float | None, float | None]:
        def bound(fixed: float | None, percentile: float | None, method: Any) -> float | None:
            if percentile is None:
                return fixed
            return float(np.percentile(values, percentile, method=method))

        low = bound(self.at_least, self.low_percentile, "higher")
        return low, bound(self.at_most, self.high_percentile, "lower")

    def _why(self, row: Row, bounds: dict[str, tuple[float | None, float | None]]) -> str:
        value = self._value(row)
        if value is None:
            return f"no_{self.score}" if self.drop_missing else ""
        low, high = bounds[self._group(row)]
        if low is not None and value < low:
            return f"low_{self.score}"
        return f"high_{self.score}" if high is not None and value > high else ""


def percentiles(values: np.ndarray) -> dict[str, float]:
    """Count, mean and the SHOWN percentiles, for a report."""
    shown = {f"p{p}": round(float(np.percentile(values, p)), 4) for p in SHOWN}
    return {"rows": len(values), "mean": round(float(values.mean()), 4), **shown}
