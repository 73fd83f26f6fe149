"""Which turns go to the review queue, and with what chance. Pure.

Harm reports are taken always. Of the N other candidates a run takes `budget`, each with its own
probability

    p_i = a / N  +  min(c * s_i, 1 - a / N)        a = random_share * limit

- `a / N` is the random audit: the same chance for everyone, so what was taken for that reason is a
  plain random sample of the candidates, and no probability is ever 0;
- s_i is the score: how uncertain the answer is, whether drafts disagree, whether the specialty is
  new. `c` is what makes the p_i add up to the budget (limit less the harm reports, at least `a`).

The draw is systematic sampling over a shuffled list (Madow, 1949): exactly the budget is taken, and
each candidate exactly with p_i, the `propensity` that its item keeps. An estimate over all
candidates weighs each item by 1 / p_i (inverse propensity; Horvitz and Thompson, 1952). The
candidates of a run are those no earlier run took, so each run estimates its own candidates.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from retrieval.sentences import sentences

Reason = Literal["random", "uncertainty", "disagreement", "new_specialty", "harm"]

FLOOR = 0.05  # the score of what nothing speaks for: money left over goes to everyone
FEW_JUDGED = 10  # items of a specialty and language, below which it is new
CLEAR_MARGIN = 0.2  # of the best score, by which the best passage leads when it is the one
HEDGES = {
    "en": re.compile(
        r"\b(?:may|might|could|possibly|perhaps|probably|unclear|unsure|uncertain|not sure|"
        r"i think|it depends)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"可能|也许|或许|大概|似乎|不确定|不清楚|不好说|说不准|因人而异|视情况"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A turn that could be judged, and what speaks for judging it."""

    id: str
    uncertainty: float = 0.0  # 0 to 1
    disagreement: bool = False
    new_specialty: bool = False
    harm: bool = False

    @property
    def score(self) -> float:
        return FLOOR + self.uncertainty + self.disagreement + 0.5 * self.new_specialty

    @property
    def stratum(self) -> Reason:
        """What weighs most in the score."""
        if self.disagreement:
            return "disagreement"
        return "new_specialty" if self.new_specialty else "uncertainty"


@dataclass(frozen=True, slots=True)
class Pick:
    id: str
    reason: Reason
    propensity: float


def sample(
    candidates: Sequence[Candidate], limit: int, random_share: float, seed: str
) -> list[Pick]:
    """The same for the same seed and candidates, in whatever order they come."""
    chance = random.Random(f"review:{seed}")
    ordered = sorted(candidates, key=lambda candidate: candidate.id)
    harm = [Pick(each.id, "harm", 1.0) for each in ordered if each.harm]
    others = [each for each in ordered if not each.harm]
    if not others:
        return harm
    audit = min(random_share * limit, len(others))
    uniform = audit / len(others)
    budget = min(max(limit - len(harm), audit), len(others))
    extra = _fill([each.score for each in others], budget - audit, most=1 - uniform)
    shuffled = list(zip(others, extra, strict=True))
    chance.shuffle(shuffled)
    return harm + _draw(shuffled, uniform, chance)


def _fill(scores: Sequence[float], total: float, most: float) -> list[float]:
    """Shares of `total` in proportion to the scores, none above `most`; what is cut off goes to
    the others."""
    shares = [0.0] * len(scores)
    free = set(range(len(scores)))
    while free and total > 1e-12:
        factor = total / sum(scores[at] for at in free)
        full = {at for at in free if factor * scores[at] >= most}
        if not full:
            for at in free:
                shares[at] = factor * scores[at]
            break
        for at in full:
            shares[at] = most
        total -= most * len(full)
        free -= full
    return shares


def _draw(
    shuffled: Sequence[tuple[Candidate, float]], uniform: float, chance: random.Random
) -> list[Pick]:
    """One random start, then a step of 1 along the probabilities laid end to end."""
    picks: list[Pick] = []
    mark = chance.random()
    end = 0.0
    for candidate, extra in shuffled:
        propensity = min(1.0, uniform + extra)
        end += propensity
        if mark < end:
            mark += 1
            audited = chance.random() * propensity < uniform
            picks.append(Pick(candidate.id, "random" if audited else candidate.stratum, propensity))
    return picks


def uncertainty(
    text: str, lang: str, verification: Sequence[Mapping[str, Any]], retrieval: Mapping[str, Any]
) -> float:
    """0 to 1: how little the evidence carries the answer, and how much the answer hedges."""
    thin = retrieval.get("status") == "thin"
    passages: list[dict[str, Any]] = retrieval.get("passages") or []
    parts = (
        (0.4, unsupported_share(verification)),
        (0.3, float(thin)),
        (0.1, closeness([float(passage["score"]) for passage in passages])),
        (0.2, hedged_share(text, lang)),
    )
    return sum(weight * part for weight, part in parts)


def unsupported_share(verification: Sequence[Mapping[str, Any]]) -> float:
    """Of the sentences; one without a citation counts half, for it may claim nothing."""
    weights = {"unsupported": 1.0, "uncited": 0.5}
    found = [weights.get(verdict["verdict"], 0.0) for verdict in verification]
    return sum(found) / len(found) if found else 0.0


def closeness(scores: Sequence[float]) -> float:
    """1 when the second passage is as good as the best, 0 when the best clearly leads."""
    if len(scores) < 2 or scores[0] <= 0:
        return 0.0
    lead = (scores[0] - scores[1]) / scores[0]
    return 1 - min(1.0, max(0.0, lead) / CLEAR_MARGIN)


def hedged_share(text: str, lang: str) -> float:
    spans = sentences(text)
    hedge = HEDGES["zh" if lang.startswith("zh") else "en"]
    return sum(bool(hedge.search(text, a, b)) for a, b in spans) / len(spans) if spans else 0.0
