"""Thresholds, bands and shares over a stored score."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from train.curate import cutoff
from train.errors import DataError, RecipeError
from train.rows import Row


def rows(*values: float | None, lang: str = "zh") -> list[Row]:
    return [
        {"id": f"{lang}{n}", "source": "s", "lang": lang, "text": "x"}
        | ({} if value is None else {"scores": {"cr": value}})
        for n, value in enumerate(values)
    ]


def again(found: list[Row]) -> Callable[[], Iterator[Row]]:
    return lambda: iter(found)


def dropped(found: list[Row], **settings: Any) -> dict[str, str]:
    return dict(cutoff.make("cr", **settings).select(again(found)))


def test_a_band_keeps_its_borders() -> None:
    found = rows(0.1, 0.2, 0.5, 1.0, 1.01)
    assert dropped(found, at_least=0.2, at_most=1.0) == {"s/zh0": "low_cr", "s/zh4": "high_cr"}


def test_a_low_percentile_is_taken_from_the_rows_and_reported() -> None:
    step = cutoff.make("cr", low_percentile=5, at_most=1.0)
    found = rows(*[n / 100 for n in range(1, 101)])
    assert len(list(step.select(again(found)))) == 5
    assert step.report()["bounds"] == {"all": {"low": 0.06, "high": 1.0}}
    assert step.report()["scores"]["all"]["p50"] == 0.505


def test_the_best_share_stays() -> None:
    assert dropped(rows(3, 9, 1, 7), top=0.5) == {"s/zh0": "low_cr", "s/zh2": "low_cr"}
    assert dropped(rows(3, 9, 1, 7), top=1) == {}


def test_each_language_has_its_own_share_where_that_is_asked_for() -> None:
    found = [*rows(1, 2), *rows(11, 12, lang="en")]
    assert set(dropped(found, top=0.5)) == {"s/zh0", "s/zh1"}
    assert set(dropped(found, top=0.5, per="lang")) == {"s/zh0", "s/en0"}


def test_rows_without_the_score_stay_unless_told_otherwise() -> None:
    found = rows(5, None)
    assert dropped(found, at_least=1) == {}
    assert dropped(found, at_least=1, missing="drop") == {"s/zh1": "no_cr"}
    step = cutoff.make("cr", at_least=1)
    list(step.select(again(found)))
    assert step.report()["missing"] == {"s": 1}


def test_a_score_that_nobody_gave_or_that_is_a_list_is_refused() -> None:
    with pytest.raises(DataError, match="no row has a score 'cr'"):
        dropped(rows(None, None), at_least=1)
    with pytest.raises(DataError, match="a value for each turn"):
        dropped([{**rows(1)[0], "scores": {"cr": [1.0]}}], at_least=1)


def test_a_score_that_is_null_everywhere_drops_nothing() -> None:
    assert dropped([{**rows(1)[0], "scores": {"cr": None}}], at_least=1) == {}


def test_no_rows_are_no_error() -> None:
    assert dropped([], at_least=1) == {}


@pytest.mark.parametrize(
    "settings",
    [{}, {"top": 0.5, "at_least": 1}, {"top": 2}, {"low_percentile": 101}, {"missing": "ask"}],
)
def test_settings_that_cannot_be_meant_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match="cutoff"):
        cutoff.make("cr", **{"at_least": 1, **settings} if "missing" in settings else settings)
