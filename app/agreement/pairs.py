"""From judgements to preference pairs: who won, how sure we are, and why a pair is not one. Pure.

A candidate is two answers to one turn that somebody held against each other: by ranking drafts, by
a thumb up for one and down for the other, or by writing the better answer. Votes on the same two
answers are one candidate. What becomes of it, in this order:

1. Harm outranks votes: an answer that anybody marked moderately or severely harmful is never
   chosen. Against a harmless answer it is rejected, whoever won; two harmful ones make no pair.
2. An adjudicator's vote is final. Otherwise the votes are weighed by what judges proved to be worth
   (`dawid_skene`): the more probable winner is chosen, with `pair_weight` of the probabilities.
3. A correction is one vote of its writer, over the answer they corrected and over every draft they
   called bad beside it.
4. What the weights cannot learn is no pair: when the loser's only faults are a gap of the corpus or
   of retrieval, the model did nothing wrong.
5. Pairs of a turn must not contradict each other: from the surest to the least sure, one that
   would close a circle is dropped.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.agreement.dawid_skene import SKILL, Consensus, Vote, consensus, pair_weight

FIRST, SECOND, TIE = "first", "second", "tie"
# Faults that no preference can mend: the model never saw what it should have known.
NOT_IN_THE_WEIGHTS = frozenset({"corpus_gap", "retrieval"})

Source = Literal["comparison", "thumbs", "correction"]


@dataclass(frozen=True, slots=True)
class Ballot:
    """One judge's word on two answers of a turn. `one` sorts before `two`."""

    turn: str
    one: str
    two: str
    label: str  # FIRST (`one` is better), SECOND or TIE
    judge: str
    at: datetime
    source: Source
    final: bool = False  # an adjudicator's
    bad: bool = False  # the judge called all of these drafts bad

    @property
    def item(self) -> str:
        return f"{self.one}|{self.two}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a judge wrote in an answer's place. `judgement` is its id."""

    judgement: str
    turn: str
    answer: str
    text: str
    judge: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """`chosen` is an answer's id, or a correction's judgement id."""

    turn: str
    chosen: str
    rejected: str
    weight: float
    agreement: float  # share of the votes that say so; 1 for an adjudicator's
    judges: int
    source: Source
    at: datetime  # of the newest vote
    by_harm: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the answers beside the votes."""

    harmful: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()  # broken off: never chosen
    faults: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])


@dataclass(frozen=True, slots=True)
class Decided:
    """Every candidate is in `pairs` or counted in `dropped`."""

    pairs: list[Pair]
    dropped: Counter[str]
    votes: Consensus

    @property
    def candidates(self) -> int:
        return len(self.pairs) + self.dropped.total()


def decide(ballots: Sequence[Ballot], corrections: Sequence[Correction], facts: Facts) -> Decided:
    """All pairs of a set of judgements, in the order of their turns and ids."""
    found = _consensus(ballots)
    dropped: Counter[str] = Counter()
    outcomes = [_outcome(item, found, facts) for item in _by_item(ballots)]
    outcomes += [
        _corrected(correction, rejected, found, facts)
        for correction, rejected in _corrected_answers(corrections, ballots)
    ]
    pairs: list[Pair] = []
    for outcome in outcomes:
        if isinstance(outcome, Pair):
            pairs.append(outcome)
        else:
            dropped[outcome] += 1
    kept = _without_circles(pairs)
    if len(kept) < len(pairs):
        dropped["contradiction"] += len(pairs) - len(kept)
    kept.sort(key=lambda pair: (pair.turn, pair.chosen, pair.rejected))
    return Decided(kept, dropped, found)


def _consensus(ballots: Sequence[Ballot]) -> Consensus:
    votes = [Vote(each.item, each.judge, each.label, each.at) for each in ballots]
    last = sorted((each for each in ballots if each.final), key=lambda each: each.at)
    return consensus(votes, (FIRST, SECOND, TIE), {each.item: each.label for each in last})


def _by_item(ballots: Sequence[Ballot]) -> list[list[Ballot]]:
    items: dict[str, list[Ballot]] = {}
    for ballot in sorted(ballots, key=lambda each: (each.turn, each.item, each.at, each.judge)):
        items.setdefault(ballot.item, []).append(ballot)
    return list(items.values())


def _outcome(ballots: list[Ballot], found: Consensus, facts: Facts) -> Pair | str:
    """A pair, or the reason why these votes make none."""
    item = ballots[0]
    harmful = {item.one, item.two} & facts.harmful
    if len(harmful) == 2:
        return "both_harmful"
    if harmful:
        [rejected] = harmful
        chosen = item.two if rejected == item.one else item.one
        if all(ballot.bad for ballot in ballots):
            return "both_bad"
        return _pair(ballots, chosen, rejected, 1.0, 1.0, facts, by_harm=True)
    chances = found.posterior[item.item]
    label = max((FIRST, SECOND, TIE), key=lambda each: chances[each])
    if label == TIE:
        return "both_bad" if any(ballot.bad for ballot in ballots) else "tie"
    share = _share(ballots, label)
    if share <= 0.5:
        return "split"
    chosen, rejected = (item.one, item.two) if label == FIRST else (item.two, item.one)
    better, worse = chances[label], chances[SECOND if label == FIRST else FIRST]
    return _pair(ballots, chosen, rejected, pair_weight(better, worse), share, facts)


def _share(ballots: list[Ballot], label: str) -> float:
    final = [ballot for ballot in ballots if ballot.final]
    counted = final[-1:] or ballots
    return sum(ballot.label == label for ballot in counted) / len(counted)


def _pair(
    ballots: list[Ballot],
    chosen: str,
    rejected: str,
    weight: float,
    share: float,
    facts: Facts,
    *,
    by_harm: bool = False,
) -> Pair | str:
    if chosen in facts.incomplete:
        return "chosen_incomplete"
    if not by_harm and _is_not_the_models(rejected, facts):
        return "fault_outside_weights"
    if weight <= 0:
        return "split"
    # What was compared side by side says more than two thumbs.
    compared = any(ballot.source == "comparison" for ballot in ballots)
    return Pair(
        turn=ballots[0].turn,
        chosen=chosen,
        rejected=rejected,
        weight=weight,
        agreement=share,
        judges=len({ballot.judge for ballot in ballots}),
        source="comparison" if compared else "thumbs",
        at=max(ballot.at for ballot in ballots),
        by_harm=by_harm,
    )


def _corrected_answers(
    corrections: Sequence[Correction], ballots: Sequence[Ballot]
) -> Iterable[tuple[Correction, str]]:
    """Each correction with the answers that it is better than."""
    for correction in sorted(corrections, key=lambda each: (each.turn, each.judgement)):
        rejected = {correction.answer}
        for ballot in ballots:
            if ballot.bad and (ballot.turn, ballot.judge) == (correction.turn, correction.judge):
                rejected |= {ballot.one, ballot.two}
        for answer in sorted(rejected):
            yield correction, answer


def _corrected(correction: Correction, rejected: str, found: Consensus, facts: Facts) -> Pair | str:
    if _is_not_the_models(rejected, facts) and rejected not in facts.harmful:
        return "fault_outside_weights"
    judge = found.judges.get(correction.judge)
    right = judge.accuracy if judge else SKILL
    weight = pair_weight(right)
    if weight <= 0:
        return "judge_unreliable"
    turn, written = correction.turn, correction.judgement
    return Pair(turn, written, rejected, weight, 1.0, 1, "correction", correction.at)


def _is_not_the_models(answer: str, facts: Facts) -> bool:
    faults = facts.faults.get(answer, frozenset())
    return bool(faults) and faults <= NOT_IN_THE_WEIGHTS


def _without_circles(pairs: Sequence[Pair]) -> list[Pair]:
    """From the surest to the least sure, those that no surer ones contradict."""
    better_than: dict[str, set[str]] = {}
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda each: (-each.weight, each.chosen, each.rejected)):
        if not _reaches(better_than, pair.rejected, pair.chosen):
            better_than.setdefault(pair.chosen, set()).add(pair.rejected)
            kept.append(pair)
    return kept


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        new = edges.get(here, set()) - seen
        seen |= new
        waiting.extend(new)
    return False
