"""Figures out of samples: percentiles, paired differences, bootstrap intervals. Pure.

Not run by itself; report.py prints what it computes.
"""

import functools
import math
import random
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SEED = 7
DRAWS = 2_000


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed; nan without any."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Summary:
    """A figure over the rounds: its median, the median's 95 % bootstrap interval, its extremes."""

    median: float
    low: float
    high: float
    least: float
    most: float
    rounds: int


def summary(values: Iterable[float]) -> Summary:
    return _summary(tuple(value for value in values if not math.isnan(value)))


@functools.cache
def _summary(known: tuple[float, ...]) -> Summary:
    if not known:
        return Summary(*[math.nan] * 5, rounds=0)
    rng = random.Random(SEED)
    draws = sorted(statistics.median(rng.choices(known, k=len(known))) for _ in range(DRAWS))
    low, high = draws[int(DRAWS * 0.025)], draws[int(DRAWS * 0.975)]
    return Summary(statistics.median(known), low, high, min(known), max(known), len(known))


def drifted(values: Sequence[float], allowed: float) -> list[int]:
    """The rounds whose value is further than `allowed` (a share) from the median of all."""
    middle = statistics.median(values)
    return [place for place, value in enumerate(values) if abs(value / middle - 1) > allowed]
