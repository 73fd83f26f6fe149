"""Does a judge drift, lean or rush? Habits that bend judgements without anyone meaning to.

- `drift`: does a judge's agreement with the others fall over time?
- `leanings`: does a judge prefer the left draft, or the longer one, whatever it says?
- `pace`: the median seconds a judge takes.

A flag is a reason to talk with a judge, not a verdict: it needs p < 0.01, for several judges are
tested at once, and for drift an effect large enough to matter. Intervals are 95 %.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import erfc, log2, sqrt
from statistics import median
from typing import Literal

import numpy as np
import numpy.typing as npt

from app.agreement.dawid_skene import Consensus, agreed, consensus

Array = npt.NDArray[np.float64]
Side = Literal["left", "right", "tie"]

Z95, Z99 = 1.959964, 2.575829
P_FLAG = 0.01
FEWEST_FOR_DRIFT = 30  # judgements
SMALLEST_FALL = 0.1  # of agreement, from the first judgement to the last
HASTY = 1 / 3  # of the colleagues' median time


@dataclass(frozen=True, slots=True)
class Share:
    """k of n with Wilson's interval; flagged when its 99 % interval excludes `expected`."""

    value: float
    low: float
    high: float
    n: int
    flagged: bool


def share(k: float, n: int, expected: float | None = None) -> Share | None:
    """E. B. Wilson, 1927: an interval that stays within [0, 1] and holds for small n."""
    if not n:
        return None
    low, high = _wilson(k / n, n, Z95)
    least, most = _wilson(k / n, n, Z99)
    return Share(k / n, low, high, n, expected is not None and not least <= expected <= most)


def _wilson(p: float, n: int, z: float) -> tuple[float, float]:
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Drift:
    """`fall` is the drop of agreement from first to last judgement along the fitted line."""

    windows: list[Share]  # consecutive, of about equal size
    fall: float
    p: float  # one-sided: that chance alone gives such a fall
    flagged: bool


def drifts(found: Consensus) -> dict[str, Drift]:
    """The drift of each judge, measured against judges that do not drift.

    When one judge tires, what the others are held against gets worse too, and they seem to tire
    with them. So the judge with the clearest drift is set aside first and the rest are held against
    each other again, until nobody's agreement falls. Of two judges nobody can tell which one
    drifts, unless there are gold items: both are flagged.
    """
    final: dict[str, Drift] = {}
    while True:
        tested = {judge: drift(hits) for judge, hits in agreed(found).items()}
        # A judge left without anyone to be held against keeps what was found before.
        final |= {
            judge: each for judge, each in tested.items() if each.windows or judge not in final
        }
        clear = [judge for judge, each in tested.items() if each.flagged]
        if not clear:
            return {judge: final[judge] for judge in sorted(final)}
        out = min(clear, key=lambda judge: (tested[judge].p, judge))
        rest = [vote for vote in found.votes if vote.judge != out]
        found = consensus(rest, found.labels, found.gold)


def drift(hits: Sequence[bool], window: int = 25) -> Drift:
    """Does agreement fall over a judge's judgements, given in their order?

    The Cochran-Armitage test for trend on the single judgements, which is the score test of the
    slope in a logistic regression on their order: one closed formula, and defined also where a
    judge never disagreed.
    """
    n = len(hits)
    values: Array = np.array(hits, dtype=np.float64)
    edges = np.linspace(0, n, max(1, round(n / window)) + 1).round().astype(int).tolist()
    parts = [hits[start:end] for start, end in pairwise(edges)]
    windows = [each for part in parts if (each := share(sum(part), len(part)))]
    if n < 2:
        return Drift(windows, 0.0, 1.0, False)
    order = np.linspace(-0.5, 0.5, n)
    spread = float(order @ order)
    trend = float(order @ values)
    variance = float(values.var()) * spread
    p = erfc(-trend / sqrt(variance) / sqrt(2)) / 2 if variance else 1.0
    fall = -trend / spread
    flagged = n >= FEWEST_FOR_DRIFT and p < P_FLAG and fall >= SMALLEST_FALL
    return Drift(windows, fall, p, flagged)


@dataclass(frozen=True, slots=True)
class Choice:
    """One judge's choice between two drafts, as they lay on the page."""

    picked: Side
    left_length: int  # characters
    right_length: int
    better: Side | None = None  # what the others found, if they did: corrects for true quality


@dataclass(frozen=True, slots=True)
class Effect:
    """A logistic coefficient, in log odds."""

    value: float
    low: float
    high: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Leanings:
    left: Share | None  # of wins of the left draft; 1/2 expected, for sides are shuffled
    longer: Share | None  # of wins of the longer draft; need not be 1/2, it may be better
    length: Effect | None  # per doubling of length, corrected for side and quality


def leanings(choices: Sequence[Choice]) -> Leanings:
    """Side and length bias. Ties say nothing about either and are left out."""
    wins = [choice for choice in choices if choice.picked != "tie"]
    uneven = [choice for choice in wins if choice.left_length != choice.right_length]
    longer = sum(
        (choice.picked == "left") == (choice.left_length > choice.right_length) for choice in uneven
    )
    return Leanings(
        left=share(sum(choice.picked == "left" for choice in wins), len(wins), 0.5),
        longer=share(longer, len(uneven)),
        length=_length_effect(wins) if uneven else None,
    )


def _length_effect(wins: Sequence[Choice]) -> Effect:
    """logit P(left) = side + length * log2(left / right) + quality * (left or right is better).

    Newton's method on the likelihood with a normal prior of deviation 2.5 on each coefficient
    (weakly informative, after Gelman et al. 2008), which keeps them finite when a judge always
    chose the longer draft.
    """
    sign = {"left": 1.0, "right": -1.0, "tie": 0.0, None: 0.0}
    rows = [
        (1.0, log2(max(1, w.left_length) / max(1, w.right_length)), sign[w.better]) for w in wins
    ]
    x: Array = np.array(rows)
    y: Array = np.array([win.picked == "left" for win in wins], dtype=np.float64)
    prior = np.eye(3) / 2.5**2
    beta: Array = np.zeros(3)
    hessian = prior
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        hessian = (x.T * (p * (1 - p))) @ x + prior
        step = np.linalg.solve(hessian, x.T @ (y - p) - prior @ beta)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-9:
            break
    value, error = float(beta[1]), sqrt(float(np.linalg.inv(hessian)[1, 1]))
    flagged = abs(value) > Z99 * error
    return Effect(value, value - Z95 * error, value + Z95 * error, flagged)


@dataclass(frozen=True, slots=True)
class Pace:
    seconds: float  # median
    n: int
    flagged: bool  # below a third of the colleagues' median


def pace(seconds: Mapping[str, Sequence[float]]) -> dict[str, Pace]:
    medians = {judge: median(times) for judge, times in sorted(seconds.items()) if times}
    found: dict[str, Pace] = {}
    for judge, own in medians.items():
        others = [each for colleague, each in medians.items() if colleague != judge]
        hasty = bool(others) and own < HASTY * median(others)
        found[judge] = Pace(own, len(seconds[judge]), hasty)
    return found
