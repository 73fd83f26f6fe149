"""Do the judges agree, and is one of them more severe than the others?

- `alpha`: Krippendorff's alpha (by the krippendorff library) with a bootstrap interval.
- `severity`: does a judge rate lower than colleagues do, on the same answers?

Plain numbers in, plain numbers out. Intervals are 95 %. What single judges are in the habit of is
in `judge_habits`, what is probably true after all in `dawid_skene`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Literal

import krippendorff
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval"]

DRAWS = 1000  # resamples of a bootstrap
SEED = 20260101  # always the same, so that the page does not flicker
FEWEST_ITEMS = 5  # below, resampling the items says nothing
Z95, Z99 = 1.959964, 2.575829
SMALLEST_OFFSET = 0.25  # points of a five-point scale: less is not worth a flag


@dataclass(frozen=True, slots=True)
class Rating:
    """A judge's value for an item. Nominal values may be strings, others are numbers."""

    item: str
    judge: str
    value: float | str
    lang: str
    specialty: str
    at: datetime
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Alpha:
    """1 is full agreement, 0 what chance gives, below 0 systematic disagreement.

    Undefined (None) where nothing was judged twice, or where all said the same: without variation
    in the values nobody can tell agreement from habit. `items`, `judges` and `pairs` (of judgements
    of one item) count what was judged at least twice.
    """

    value: float | None
    items: int
    judges: int
    pairs: int
    low: float | None = None
    high: float | None = None
    reason: Literal["", "too_few_judges", "one_value"] = ""


def alpha(ratings: Sequence[Rating], level: Level = "ordinal") -> Alpha:
    """Krippendorff's alpha; the interval is a percentile bootstrap over items, with a fixed seed.

    K. Krippendorff, "Content Analysis", chapter on reliability. Of two ratings of one item by one
    judge the later counts.
    """
    units = [unit for unit in _units(ratings) if len(unit) >= 2]
    judges = len({judge for unit in units for judge in unit})
    pairs = sum(len(unit) * (len(unit) - 1) // 2 for unit in units)
    values = sorted({value for unit in units for value in unit.values()})
    if not units:
        return Alpha(None, 0, judges, 0, reason="too_few_judges")
    if len(values) < 2:
        return Alpha(None, len(units), judges, pairs, reason="one_value")
    at = {value: index for index, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)), dtype=np.int_)
    for row, unit in enumerate(units):
        for value in unit.values():
            counts[row, at[value]] += 1
    domain = list(range(len(values))) if level == "nominal" else values
    low, high = _bootstrap(counts, domain, level)
    return Alpha(_alpha(counts, domain, level), len(units), judges, pairs, low, high)


def alphas(
    ratings: Sequence[Rating],
    by: Sequence[Literal["aspect", "lang", "specialty"]] = ("aspect", "lang", "specialty"),
    level: Level = "ordinal",
) -> dict[tuple[str, ...], Alpha]:
    """Alpha within each group, say of ("safety", "zh"), the groups in order."""
    groups: dict[tuple[str, ...], list[Rating]] = {}
    for rating in ratings:
        groups.setdefault(tuple(getattr(rating, name) for name in by), []).append(rating)
    return {key: alpha(groups[key], level) for key in sorted(groups)}


def _units(ratings: Sequence[Rating]) -> list[dict[str, float | str]]:
    """By answer and aspect: what each judge said last."""
    units: dict[tuple[str, str], dict[str, float | str]] = {}
    for rating in sorted(ratings, key=lambda rating: rating.at):
        units.setdefault((rating.item, rating.aspect), {})[rating.judge] = rating.value
    return [units[key] for key in sorted(units)]  # so that the order of rows changes no draw


def _alpha(counts: npt.NDArray[np.int_], domain: Sequence[float | str], level: Level) -> float:
    return float(
        krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level)
    )


def _bootstrap(
    counts: npt.NDArray[np.int_], domain: Sequence[float | str], level: Level
) -> tuple[float | None, float | None]:
    """Alpha of all resamples at once: the library, one by one, would keep the page waiting.

    Items judged alike are one kind, which adds its coincidence matrix as often as it was drawn.
    """
    n, size = counts.shape
    if n < FEWEST_ITEMS:
        return None, None
    kinds, often = np.unique(counts, axis=0, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(n, often / n, size=DRAWS)
    together = kinds[:, :, None] * kinds[:, None, :] - kinds[:, :, None] * np.eye(size)
    together = together / (kinds.sum(axis=1) - 1)[:, None, None]
    observed = (drawn @ together.reshape(len(kinds), -1)).reshape(DRAWS, size, size)
    totals = observed.sum(axis=2)
    expected = totals[:, :, None] * totals[:, None, :] - totals[:, :, None] * np.eye(size)
    expected = expected / (totals.sum(axis=1) - 1)[:, None, None]
    far = _distances(totals, domain, level)
    chance = (expected * far).sum(axis=(1, 2))
    varied = chance > 0  # a draw in which all said the same has no alpha
    found = 1 - (observed * far).sum(axis=(1, 2))[varied] / chance[varied]
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def _distances(totals: Array, domain: Sequence[float | str], level: Level) -> Array:
    """Squared differences of the values; of their mid-ranks in each draw, if they are ordinal."""
    if level == "nominal":
        return 1 - np.eye(len(domain))
    places = np.array(domain, dtype=np.float64)
    if level == "ordinal":
        places = totals.cumsum(axis=1) - totals / 2
    return (places[..., :, None] - places[..., None, :]) ** 2


@dataclass(frozen=True, slots=True)
class Offset:
    """Points above (lenient) or below (severe) the judge in the middle."""

    value: float
    low: float
    high: float
    n: int
    flagged: bool


def severity(ratings: Sequence[Rating]) -> dict[str, Offset]:
    """Each judge's offset, from the least-squares fit of value = item + judge.

    Only what is rated twice says anything. The middle judge is zero: against the mean of a panel of
    three, one severe judge would make the two others look lenient.
    """
    units = [unit for unit in _units(ratings) if len(unit) >= 2]
    judges = sorted({judge for unit in units for judge in unit})
    if not judges:
        return {}
    normal, right = np.zeros((len(judges), len(judges))), np.zeros(len(judges))
    total, rated = 0.0, np.zeros(len(judges), dtype=np.int_)
    for unit in units:
        at = [judges.index(judge) for judge in unit]
        values = np.array([float(value) for value in unit.values()])
        values = values - values.mean()
        normal[np.ix_(at, at)] += np.eye(len(at)) - 1 / len(at)
        right[at] += values
        total += float(values @ values)
        rated[at] += 1
    inverse = np.linalg.pinv(normal)
    offsets = inverse @ right
    freedom = max(1, int(rated.sum()) - len(units) - len(judges) + 1)
    noise = max(0.0, total - float(offsets @ right)) / freedom
    offsets = offsets - float(np.median(offsets))
    return {
        judge: _offset(float(offsets[i]), sqrt(noise * float(inverse[i, i])), int(rated[i]))
        for i, judge in enumerate(judges)
    }


def _offset(value: float, error: float, n: int) -> Offset:
    flagged = abs(value) >= SMALLEST_OFFSET and abs(value) > Z99 * error
    return Offset(value, value - Z95 * error, value + Z95 * error, n, flagged)
