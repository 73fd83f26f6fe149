"""What judges' words come to: agreement by kind, language and specialty, and the habits of each.

The statistics are those of `agreement`, `dawid_skene` and `judge_habits`; here they get their
inputs. Pure.

Alpha is of what judges said on their own: an adjudicator, who saw their opinions, is no further
judge, and items that were adjudicated count with the words that were at odds, or only agreement
would be left.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, get_args

from app.agreement.alpha import Alpha, Level, Rating, alphas
from app.agreement.dawid_skene import Consensus, pair_weight
from app.agreement.pairs import FIRST, SECOND, TIE
from app.agreement.ratings import Material, Said
from app.agreement.reviewers import Reviewer, pair_consensus, reviewers
from app.models import HARM_LEVELS

Kind = Literal["aspects", "thumb", "harm", "comparison"]
LEVELS: dict[Kind, Level] = {
    "aspects": "ordinal",
    "thumb": "nominal",
    "harm": "ordinal",
    "comparison": "nominal",
}
BINS = 5  # of the weights


@dataclass(frozen=True, slots=True)
class Agreement:
    """`aspect` is one of the six, empty for other kinds; `lang` and `specialty` are None for all
    together."""

    kind: Kind
    aspect: str
    lang: str | None
    specialty: str | None
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the pairs with a winner: the mean weight, and how many lie in each fifth of 0 to 1."""

    pairs: int
    ties: int
    mean: float | None
    fifths: list[int]


@dataclass(frozen=True, slots=True)
class Counts:
    judgements: int
    judges: int
    answers: int
    comparisons: int


@dataclass(frozen=True, slots=True)
class Figures:
    counts: Counts
    complete: bool
    specialties: list[str]
    agreement: list[Agreement]
    weights: Weights
    reviewers: list[Reviewer]


def work_out(material: Material) -> Figures:
    ratings = _ratings(material)
    pairs = pair_consensus(material)
    return Figures(
        counts=_counts(material.said),
        complete=material.complete,
        specialties=material.specialties,
        agreement=[row for kind in get_args(Kind) for row in _agreement(kind, ratings[kind])],
        weights=_weights(pairs),
        reviewers=reviewers(material, ratings["aspects"], pairs),
    )


def _counts(said: Sequence[Said]) -> Counts:
    words = [each.word for each in said]
    return Counts(
        judgements=len(words),
        judges=len({word.judge for word in words}),
        answers=len({word.answer for word in words} - {None}),
        comparisons=len({word.comparison for word in words} - {None}),
    )


def _agreement(kind: Kind, ratings: Sequence[Rating]) -> list[Agreement]:
    """All together first, then each language and specialty, if there are several."""
    level = LEVELS[kind]
    whole = [
        Agreement(kind, aspect, None, None, found)
        for (aspect,), found in alphas(ratings, by=("aspect",), level=level).items()
    ]
    if len({(rating.lang, rating.specialty) for rating in ratings}) < 2:
        return whole
    return whole + [
        Agreement(kind, aspect, lang, specialty, found)
        for (aspect, lang, specialty), found in alphas(ratings, level=level).items()
    ]


def _ratings(material: Material) -> dict[Kind, list[Rating]]:
    found: dict[Kind, list[Rating]] = {kind: [] for kind in LEVELS}
    for each in material.said:
        body = each.word.body
        match each.word.kind:
            case "aspects":
                values = {name: value for name, value in body.items() if isinstance(value, int)}
                found["aspects"] += [
                    _rating(each, value, aspect) for aspect, value in values.items()
                ]
            case "thumb":
                found["thumb"].append(_rating(each, body["thumb"]))
            case "harm":
                found["harm"].append(_rating(each, HARM_LEVELS.index(body["level"])))
            case _:
                pass
    topics = {each.word.turn: each.topic for each in material.said}
    for ballot in material.judged(each.word for each in material.said).ballots():
        lang, specialty = topics[ballot.turn]
        found["comparison"].append(
            Rating(ballot.item, ballot.judge, ballot.label, lang, specialty, ballot.at)
        )
    return found


def _rating(each: Said, value: float | str, aspect: str = "") -> Rating:
    word, (lang, specialty) = each.word, each.topic
    return Rating(word.answer or "", word.judge, value, lang, specialty, word.at, aspect)


def _weights(found: Consensus) -> Weights:
    """As of the pairs that an export would make of these votes, harm and faults aside."""
    weights: list[float] = []
    for chances in found.posterior.values():
        if max(found.labels, key=lambda label: chances[label]) != TIE:
            worse, better = sorted((chances[FIRST], chances[SECOND]))
            weights.append(pair_weight(better, worse))
    bins = Counter(min(BINS - 1, int(weight * BINS)) for weight in weights)
    return Weights(
        pairs=len(weights),
        ties=len(found.posterior) - len(weights),
        mean=fmean(weights) if weights else None,
        fifths=[bins[number] for number in range(BINS)],
    )
