"""Mixtures have the shares asked for, show nothing twice and never change by themselves."""

from collections import Counter
from typing import Any

import pytest

from train import rows
from train.curate import mix
from train.errors import DataError, RecipeError

Row = dict[str, Any]


def pool(**sizes: int) -> list[Row]:
    return [
        {
            "id": str(n),
            "source": group,
            "lang": "zh",
            "text": "字" * 15 * (n % 7 + 1),
            "domain": group,
        }
        for group, size in sizes.items()
        for n in range(size)
    ]


def kept(given: list[Row], **settings: Any) -> Counter[str]:
    out = {key for key, _ in mix.make(**settings).select(lambda: iter(given))}
    return Counter(row["domain"] for row in given if rows.key(row) not in out)


def test_the_scarcest_group_decides_how_large_the_mixture_is() -> None:
    given = pool(medical=1000, general=20)
    assert kept(given, ratio={"medical": 19, "general": 1}) == {"medical": 380, "general": 20}


def test_the_mixture_can_be_capped() -> None:
    given = pool(medical=1000, general=20)
    assert kept(given, ratio={"medical": 3, "general": 1}, rows=40) == {
        "medical": 30,
        "general": 10,
    }


def test_general_text_has_a_floor() -> None:
    given = pool(medical=900, general=100)
    assert kept(given, floor={"general": 0.25}) == {"medical": 300, "general": 100}
    assert kept(given, floor={"general": 0.05}) == {"medical": 900, "general": 100}
    settings = {"ratio": {"medical": 19, "general": 1}, "floor": {"general": 0.2}}
    assert kept(given, **settings) == {"medical": 400, "general": 100}


def test_a_group_without_a_part_is_left_out() -> None:
    assert kept(pool(a=10, b=10), ratio={"a": 1, "b": 0}) == {"a": 10}


def test_shares_may_be_of_tokens() -> None:
    given = pool(medical=700, general=700)
    assert kept(given, ratio={"medical": 3, "general": 1}, unit="tokens")["medical"] == 700
    out = {
        key
        for key, _ in mix.make(unit="tokens", ratio={"medical": 3, "general": 1}).select(
            lambda: iter(given)
        )
    }
    sizes: Counter[str] = Counter()
    for row in given:
        if rows.key(row) not in out:
            sizes[row["domain"]] += len(row["text"])
    assert sizes["general"] / sizes["medical"] == pytest.approx(1 / 3, rel=0.02)


def test_the_same_rows_stay_whatever_their_order_and_few_change_when_rows_come() -> None:
    given = pool(a=500, b=100)

    def staying(rows_given: list[Row]) -> set[str]:
        out = {key for key, _ in mix.make(ratio={"a": 1, "b": 1}).select(lambda: iter(rows_given))}
        return {rows.key(row) for row in rows_given} - out

    first = staying(given)
    assert staying(given[::-1]) == first
    assert staying(pool(a=510, b=100)) >= {key for key in first if key.startswith("b/")}
    assert len(first - staying(pool(a=510, b=100))) <= 10


def test_groups_may_be_sources_languages_or_kinds() -> None:
    given = pool(a=10, b=30)
    assert kept(given, by="source", ratio={"a": 1, "b": 1}) == {"a": 10, "b": 10}
    assert kept(given, by="kind", ratio={"text": 1}) == {"a": 10, "b": 30}
    assert kept(given, by="lang", ratio={"zh": 1}, rows=8).total() == 8


def test_the_report_says_what_would_have_been_possible() -> None:
    given = pool(medical=1000, general=20)
    step = mix.make(ratio={"medical": 19, "general": 1}, rows=100)
    assert len(list(step.select(lambda: iter(given)))) == 920
    assert step.report() == {
        "largest_rows": 400,
        "groups": {
            "general": {"rows": 20, "kept": 5, "share": 0.05},
            "medical": {"rows": 1000, "kept": 95, "share": 0.95},
        },
    }


def test_no_rows_make_no_mixture() -> None:
    assert list(mix.make(ratio={"a": 1}).select(lambda: iter([]))) == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"by": "colour"}, "not one of"),
        ({"unit": "pages"}, "neither"),
        ({"ratio": {"a": -1}}, "zero or more"),
        ({"floor": {"a": 1.0}}, "below 1"),
        ({"rows": 0}, "at least 1"),
    ],
)
def test_settings_that_no_mixture_can_meet_are_errors(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(RecipeError, match=says):
        mix.make(**settings)


def test_groups_that_the_ratio_forgets_or_invents_are_errors() -> None:
    with pytest.raises(DataError, match="domain 'b', of which `ratio` says nothing"):
        kept(pool(a=1, b=1), ratio={"a": 1})
    with pytest.raises(DataError, match="no row is of domain 'c'"):
        kept(pool(a=1), ratio={"a": 1, "c": 1})
