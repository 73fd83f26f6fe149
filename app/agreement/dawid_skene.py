"""What is probably true, when judges of unequal skill disagree: the model of Dawid and Skene.

Each item has one true label, each judge a confusion matrix: how often this judge says l where k is
true. EM alternates between the two (A. P. Dawid and A. M. Skene, "Maximum likelihood estimation of
observer error-rates using the EM algorithm", Applied Statistics 28, 1979). It serves any K labels;
for a pair of drafts they are "the first is better", "the second is better" and "a tie", said of
the drafts in an order that is the same for every judge and says nothing of their quality (by id).

Three things differ from the paper, each because judges here may be few and new:
- Confusion matrices are smoothed by a Dirichlet prior worth TRUST votes of a judge who is right
  SKILL of the time. So one vote of a stranger is believed a little, not wholly.
- A judge's matrix is learnt only where someone else judged too, or the answer is known (gold).
  Elsewhere a judge would be compared with nothing but their own vote, and come out perfect.
- The labels of gold items are fixed.

`pair_weight` turns the result into the weight of a preference row.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]

SKILL = 0.7  # how often a judge of whom nothing is known is taken to be right
TRUST = 10.0  # the votes that this belief is worth
CLASS_PRIOR = 10.0  # items per label added to the count: a few do not tell which is common
MOST_ROUNDS = 500
STILL = 1e-7  # no posterior moves by more: converged


@dataclass(frozen=True, slots=True)
class Vote:
    item: str
    judge: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judge:
    """`confusion[true][said]`; `accuracy` is its diagonal, weighed by how common each label is."""

    accuracy: float
    confusion: dict[str, dict[str, float]]
    votes: int
    checked: int  # of them, those that a colleague's vote or a gold answer could be held against


@dataclass(frozen=True, slots=True)
class Consensus:
    labels: tuple[str, ...]
    posterior: dict[str, dict[str, float]]  # by item, then label
    judges: dict[str, Judge]
    prior: dict[str, float]
    gold: dict[str, str]
    rounds: int
    converged: bool
    votes: list[Vote] = field(repr=False)  # the newest per judge and item, in order of time


def consensus(
    votes: Sequence[Vote], labels: Sequence[str], gold: Mapping[str, str] | None = None
) -> Consensus:
    """The posterior of every item's label and the skill of every judge. Same votes, same result.

    `labels` are all that may be said; a vote or gold answer outside them is a ValueError.
    """
    gold = dict(gold or {})
    if not {vote.label for vote in votes} | set(gold.values()) <= set(labels):
        raise ValueError(f"A label is none of {', '.join(labels)}.")
    table = _Table(newest(votes), labels, gold)
    truth = table.majority()
    for rounds in range(1, MOST_ROUNDS + 1):
        prior, confusion = table.learn(truth)
        moved = table.judge(prior, confusion)
        change = float(np.abs(moved - truth).max(initial=0.0))
        truth = moved
        if change < STILL:
            return table.report(truth, rounds, True)
    return table.report(truth, MOST_ROUNDS, False)


def agreed(found: Consensus) -> dict[str, list[bool]]:
    """Per judge, in order of time: did the vote match what is most probable without it?

    A judge is held against the gold answer, or else against the weighed votes of the others alone,
    so that nobody confirms themselves; votes without such a reference, or with a draw, are left
    out.
    """
    together: dict[str, list[Vote]] = {}
    for vote in found.votes:
        together.setdefault(vote.item, []).append(vote)
    hits: dict[str, list[bool]] = {judge: [] for judge in found.judges}
    for vote in found.votes:
        best = found.gold.get(vote.item) or _most_probable(
            found, [other for other in together[vote.item] if other.judge != vote.judge]
        )
        if best is not None:
            hits[vote.judge].append(vote.label == best)
    return hits


def pair_weight(better: float, worse: float | None = None) -> float:
    """The weight in [0, 1] of a row that prefers one draft: max(0, p(better) - p(worse)).

    Without ties p(worse) is 1 - p(better), which gives max(0, 2p - 1). It is what remains of a
    preference loss whose label is wrong with probability 1 - p: where the model has no preference
    yet, p times the gradient of the one order plus 1 - p times that of the other is 2p - 1 times
    the clean gradient (the noise model of N. Natarajan et al., "Learning with noisy labels", 2013,
    and S. Ray Chowdhury et al., "Provably robust DPO", 2024). A tie pulls both ways alike, so its
    share of the posterior adds nothing.
    """
    return min(1.0, max(0.0, better - (1.0 - better if worse is None else worse)))


def newest(votes: Sequence[Vote]) -> list[Vote]:
    """The last word of each judge on each item, in order of time."""
    ordered = sorted(votes, key=lambda vote: (vote.at, vote.item, vote.judge, vote.label))
    last = {(vote.item, vote.judge): vote for vote in ordered}
    return [vote for vote in ordered if last[vote.item, vote.judge] is vote]


def _most_probable(found: Consensus, votes: Sequence[Vote]) -> str | None:
    if not votes:
        return None
    scores = {label: float(np.log(found.prior[label])) for label in found.labels}
    for vote in votes:
        for label, row in found.judges[vote.judge].confusion.items():
            scores[label] += float(np.log(row[vote.label]))
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best - second < 1e-9:
        return None
    return max(scores, key=lambda label: scores[label])


class _Table:
    """The votes as arrays, and the two steps of EM on them."""

    def __init__(self, votes: list[Vote], labels: Sequence[str], gold: Mapping[str, str]) -> None:
        self.votes = votes
        self.labels = tuple(labels)
        self.gold = dict(gold)
        self.items = sorted({vote.item for vote in votes} | set(gold))
        self.judges = sorted({vote.judge for vote in votes})
        self.item = _positions(self.items, [vote.item for vote in votes])
        self.by = _positions(self.judges, [vote.judge for vote in votes])
        self.said = _positions(self.labels, [vote.label for vote in votes])
        self.known = _positions(self.items, list(gold))
        self.answers = np.eye(len(labels))[_positions(self.labels, list(gold.values()))]
        heard = np.bincount(self.item, minlength=len(self.items))
        heard[self.known] += 1
        self.checked = heard[self.item] >= 2

    def majority(self) -> Array:
        """Where EM starts: the shares of the votes, nudged off zero so no label is ruled out."""
        counts = np.full((len(self.items), len(self.labels)), 0.01)
        np.add.at(counts, (self.item, self.said), 1.0)
        return self._fixed(counts / counts.sum(axis=1, keepdims=True))

    def learn(self, truth: Array) -> tuple[Array, Array]:
        """The M step: how common each label is, and confusion[judge, true, said]."""
        size = len(self.labels)
        off = TRUST * (1 - SKILL) / (size - 1)
        start = np.full((size, size), off) + np.eye(size) * (TRUST * SKILL - off)
        heard = np.zeros((len(self.judges), size, size))  # by judge, said, true
        seen = self.checked
        np.add.at(heard, (self.by[seen], self.said[seen]), truth[self.item[seen]])
        counts = start + heard.transpose(0, 2, 1)
        prior = truth.sum(axis=0) + CLASS_PRIOR
        return prior / prior.sum(), counts / counts.sum(axis=2, keepdims=True)

    def judge(self, prior: Array, confusion: Array) -> Array:
        """The E step: the posterior of each item's label."""
        scores = np.tile(np.log(prior), (len(self.items), 1))
        np.add.at(scores, self.item, np.log(confusion)[self.by, :, self.said])
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return self._fixed(odds / odds.sum(axis=1, keepdims=True))

    def report(self, truth: Array, rounds: int, converged: bool) -> Consensus:
        prior, confusion = self.learn(truth)
        votes = Counter(vote.judge for vote in self.votes)
        checked = np.bincount(self.by[self.checked], minlength=len(self.judges))
        judges = {
            judge: Judge(
                accuracy=float(prior @ np.diag(confusion[at])),
                confusion={true: self._row(confusion[at, k]) for k, true in enumerate(self.labels)},
                votes=votes[judge],
                checked=int(checked[at]),
            )
            for at, judge in enumerate(self.judges)
        }
        posterior = {item: self._row(truth[at]) for at, item in enumerate(self.items)}
        return Consensus(
            self.labels,
            posterior,
            judges,
            self._row(prior),
            self.gold,
            rounds,
            converged,
            self.votes,
        )

    def _fixed(self, truth: Array) -> Array:
        truth[self.known] = self.answers
        return truth

    def _row(self, values: Array) -> dict[str, float]:
        return {label: float(value) for label, value in zip(self.labels, values, strict=True)}


def _positions(order: Sequence[str], names: Sequence[str]) -> Index:
    at = {name: index for index, name in enumerate(order)}
    return np.array([at[name] for name in names], dtype=np.intp)
