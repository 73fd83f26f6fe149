"""When judges disagree, and when a judge passes a gold item. Pure.

Judges of one item disagree when an aspect differs by two points or more, when thumbs are split,
when harm levels are two apart or more, or when their best drafts are others. Then a reviewer who
was none of them adjudicates, and has the last word: of a kind of judgement (thumb, aspects, …) that
the adjudicator gave, theirs alone counts for export, and the others' stands only for the kinds on
which the adjudicator said nothing. Agreement is among the others: a last word agrees with nobody.
Judgements that were adjudicated stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from app.models import HARM_LEVELS

Body = Mapping[str, Any]
Bodies = Mapping[str, Body]  # what one judge said, by kind of judgement

ASPECTS_APART, HARM_APART = 2, 2
TOLERANCE = 1  # points of an aspect, and levels of harm, that a gold item forgives


def disagreements(opinions: Sequence[Bodies]) -> list[str]:
    """The kinds of judgement on which at least two of these opinions are at odds."""
    rules: dict[str, Callable[[Body, Body], bool]] = {
        "aspects": _aspects_differ,
        "thumb": _thumbs_differ,
        "harm": _harm_differs,
        "comparison": _winners_differ,
    }
    return [
        kind
        for kind, differ in rules.items()
        if any(differ(*pair) for pair in combinations(_of(kind, opinions), 2))
    ]


def _of(kind: str, opinions: Sequence[Bodies]) -> list[Body]:
    return [opinion[kind] for opinion in opinions if kind in opinion]


def _aspects_differ(one: Body, other: Body) -> bool:
    return any(
        isinstance(value, int) and name in other and abs(value - other[name]) >= ASPECTS_APART
        for name, value in one.items()
    )


def _thumbs_differ(one: Body, other: Body) -> bool:
    return one["thumb"] != other["thumb"]


def _harm_differs(one: Body, other: Body) -> bool:
    return _harm_apart(one["level"], other["level"]) >= HARM_APART


def _harm_apart(one: str, other: str) -> int:
    return abs(HARM_LEVELS.index(one) - HARM_LEVELS.index(other))


def _winners_differ(one: Body, other: Body) -> bool:
    """A tie for the best contradicts neither of the two, and "none is good" contradicts nobody."""
    if not one["ranking"] or not other["ranking"]:
        return False
    return not set(one["ranking"][0]) & set(other["ranking"][0])


def passes(gold: Body, said: Bodies) -> bool:
    """Whether what a judge said is what was expected, within the item's tolerance."""
    expected: Bodies = gold["expected"]
    tolerance: int = gold.get("tolerance", TOLERANCE)
    return all(
        kind in said and _as_expected(kind, body, said[kind], tolerance)
        for kind, body in expected.items()
    )


def _as_expected(kind: str, expected: Body, said: Body, tolerance: int) -> bool:
    match kind:
        case "thumb":
            return expected["thumb"] == said["thumb"]
        case "aspects":
            return all(
                name in said and abs(value - said[name]) <= tolerance
                for name, value in expected.items()
            )
        case "harm":
            return _harm_apart(expected["level"], said["level"]) <= tolerance
        case _:
            return _best(expected) == _best(said) and expected["both_bad"] == said["both_bad"]


def _best(comparison: Body) -> set[str]:
    return set(comparison["ranking"][0]) if comparison["ranking"] else set()
