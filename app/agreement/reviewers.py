"""What can be told of each judge: skill, drift, leanings, severity, pace, gold items. Pure.

Judges are held against what is known (gold answers, and the word of an adjudicator, who saw all
their opinions) or else against each other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from app.agreement.alpha import Offset, Rating, severity
from app.agreement.dawid_skene import Consensus, Vote, consensus
from app.agreement.judge_habits import Choice, Drift, Leanings, Pace, Side, drifts, leanings, pace
from app.agreement.judged import Word
from app.agreement.pairs import FIRST, SECOND, TIE
from app.agreement.ratings import Material, Said
from app.review.queue import LAST_GOLD, GoldRecord

Flag = Literal["drift", "side", "length", "severe", "lenient", "hasty", "gold"]


@dataclass(frozen=True, slots=True)
class Skill:
    """How often a judge is right, by the model of Dawid and Skene, and whether that changes."""

    accuracy: float
    votes: int
    checked: int  # of them, those that others or a gold answer could be held against
    drift: Drift


@dataclass(frozen=True, slots=True)
class Gold:
    passed: int
    of: int
    flagged: bool


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What is known of one judge; None where there is nothing to tell it from."""

    id: str
    number: int
    name: str
    judgements: int
    comparison: Skill | None
    thumb: Skill | None
    leanings: Leanings | None
    severity: Offset | None
    pace: Pace | None
    gold: Gold | None
    flags: list[Flag]


def pair_consensus(material: Material) -> Consensus:
    ballots = material.judged(each.word for each in material.said).ballots()
    votes = [Vote(ballot.item, ballot.judge, ballot.label, ballot.at) for ballot in ballots]
    known = {each.item: each.label for each in material.judged(material.known).ballots()}
    return _consensus(votes, (FIRST, SECOND, TIE), known)


def _thumb_consensus(material: Material) -> Consensus:
    votes = [
        Vote(each.word.answer, each.word.judge, each.word.body["thumb"], each.word.at)
        for each in material.said
        if each.word.kind == "thumb" and each.word.answer
    ]
    known = {
        word.answer: str(word.body["thumb"])
        for word in material.known
        if word.kind == "thumb" and word.answer
    }
    return _consensus(votes, ("up", "down"), known)


def _consensus(votes: list[Vote], labels: Sequence[str], known: dict[str, str]) -> Consensus:
    judged = {vote.item for vote in votes}
    return consensus(
        votes, labels, {item: label for item, label in known.items() if item in judged}
    )


def reviewers(material: Material, aspects: Sequence[Rating], pairs: Consensus) -> list[Reviewer]:
    count = Counter(each.word.judge for each in material.said)
    compared, thumbed = _skills(pairs), _skills(_thumb_consensus(material))
    choices = _choices(material, pairs)
    offsets, paces = severity(_by_answer(aspects)), pace(_seconds(material.said))
    found: list[Reviewer] = []
    for person in material.people.values():
        if not count[person.id]:
            continue
        skills = (compared.get(person.id), thumbed.get(person.id))
        leaning = leanings(choices[person.id]) if person.id in choices else None
        offset, speed = offsets.get(person.id), paces.get(person.id)
        gold = _gold(material.gold.get(person.id, []))
        found.append(
            Reviewer(
                id=person.id,
                number=person.number,
                name=person.name,
                judgements=count[person.id],
                comparison=skills[0],
                thumb=skills[1],
                leanings=leaning,
                severity=offset,
                pace=speed,
                gold=gold,
                flags=_flags(skills, leaning, offset, speed, gold),
            )
        )
    return found


def _skills(found: Consensus) -> dict[str, Skill]:
    drift = drifts(found)
    return {
        name: Skill(judge.accuracy, judge.votes, judge.checked, drift[name])
        for name, judge in found.judges.items()
    }


def _by_answer(ratings: Sequence[Rating]) -> list[Rating]:
    """One rating a judge and answer: the mean of the aspects that all its judges rated.

    Six aspects of one answer are rated in one mood; as six, they would make the intervals of
    severity too narrow.
    """
    answers: dict[str, dict[str, dict[str, Rating]]] = {}
    for each in ratings:
        answers.setdefault(each.item, {}).setdefault(each.judge, {})[each.aspect] = each
    means: list[Rating] = []
    for judges in answers.values():
        shared = set[str].intersection(*(set(rated) for rated in judges.values()))
        for rated in judges.values() if shared else ():
            one = next(iter(rated.values()))
            value = fmean(float(rated[aspect].value) for aspect in sorted(shared))
            means.append(Rating(one.item, one.judge, value, one.lang, one.specialty, one.at))
    return means


def _choices(material: Material, found: Consensus) -> dict[str, list[Choice]]:
    """Of comparisons of two drafts: of more, one choice would be counted as several."""
    votes: dict[str, dict[str, str]] = {}
    for vote in found.votes:
        votes.setdefault(vote.item, {})[vote.judge] = vote.label
    choices: dict[str, list[Choice]] = {}
    for each in material.said:
        drafts = material.drafts.get(each.word.comparison or "", [])
        if each.word.kind != "comparison" or len(drafts) != 2:
            continue
        item = "|".join(sorted(drafts))
        others = [label for judge, label in votes[item].items() if judge != each.word.judge]
        better = found.gold.get(item) or _majority(others)
        left, right = (material.lengths[draft] for draft in drafts)
        choice = Choice(_picked(each.word, drafts), left, right, _side(better, drafts))
        choices.setdefault(each.word.judge, []).append(choice)
    return choices


def _picked(word: Word, drafts: Sequence[str]) -> Side:
    best: list[str] = [] if word.body["both_bad"] else word.body["ranking"][0]
    if len(best) != 1:
        return "tie"
    return "left" if best[0] == drafts[0] else "right"


def _majority(labels: Iterable[str]) -> str | None:
    best = Counter(labels).most_common(2)
    return None if not best or len({count for _, count in best}) < len(best) else best[0][0]


def _side(label: str | None, drafts: Sequence[str]) -> Side | None:
    """Where the draft lay that this label calls better."""
    if label is None or label == TIE:
        return label and "tie"
    return "left" if (label == FIRST) == (drafts[0] < drafts[1]) else "right"


def _seconds(said: Sequence[Said]) -> dict[str, list[float]]:
    """By judge, once for each answer or comparison, however many things were said of it."""
    took: dict[tuple[str, str], float] = {}
    for each in said:
        if each.seconds is not None:
            word = each.word
            took[word.judge, word.comparison or word.answer or ""] = each.seconds
    found: dict[str, list[float]] = {}
    for (judge, _), seconds in took.items():
        found.setdefault(judge, []).append(seconds)
    return found


def _gold(passed: Sequence[bool]) -> Gold | None:
    """Of all gold items; flagged by the last ones, as the queue does."""
    last = passed[-LAST_GOLD:]
    record = GoldRecord(sum(last), len(last))
    return Gold(sum(passed), len(passed), record.flagged) if passed else None


def _flags(
    skills: Iterable[Skill | None],
    leaning: Leanings | None,
    offset: Offset | None,
    speed: Pace | None,
    gold: Gold | None,
) -> list[Flag]:
    left, length = (leaning.left, leaning.length) if leaning else (None, None)
    raised: dict[Flag, bool] = {
        "drift": any(skill is not None and skill.drift.flagged for skill in skills),
        "side": left is not None and left.flagged,
        "length": length is not None and length.flagged,
        "severe": offset is not None and offset.flagged and offset.value < 0,
        "lenient": offset is not None and offset.flagged and offset.value > 0,
        "hasty": speed is not None and speed.flagged,
        "gold": gold is not None and gold.flagged,
    }
    return [flag for flag, is_raised in raised.items() if is_raised]
