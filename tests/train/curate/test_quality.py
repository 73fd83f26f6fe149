"""The quality scorer: 0 to 6, asked for twice, a regression, its error reported."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.train.curate.documents import documents, is_advert
from tests.train.curate.fake_scorer import Fake, FakeScorer
from train import rows
from train.curate import quality
from train.errors import DataError, RecipeError
from train.rows import Row

FOUND = documents(300)
ADVERTS = {rows.key(row) for row in FOUND if is_advert(row["text"])}


def again(found: list[Row]) -> Callable[[], Iterator[Row]]:
    return lambda: iter(found)


def says(text: str) -> str:
    return "1" if is_advert(text) else "5"


def by(scorer: FakeScorer, **settings: Any) -> quality.Quality:
    step = quality.make(seeds=200, **settings)
    step.who = Fake(scorer)
    return step


def test_it_learns_scores_and_drops_below_the_threshold() -> None:
    step = by(FakeScorer(says=says), at_least=3.0)
    assert dict(step.select(again(FOUND))) == dict.fromkeys(ADVERTS, "low_quality")
    told = step.report()
    assert told["mae"] < 0.5 < told["mae_of_the_mean"]
    assert told["spearman"] > 0.7
    assert set(told["spearman_by_lang"]) == {"zh", "en"}
    assert told["threshold"] == 3.0
    assert told["scores"]["rows"] == 300


def test_a_share_becomes_a_threshold_that_is_reported() -> None:
    step = by(FakeScorer(says=says), top=2 / 3)
    assert set(dict(step.select(again(FOUND)))) == ADVERTS
    assert 2 < step.report()["threshold"] < 5


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [("3", "3", 3.0), ("3", "4", 3.5), ("3", "5", None), ("0", "6", None), (None, "4", None)],
)
def test_two_scores_agree_if_less_than_two_apart(
    first: str | None, second: str | None, score: float | None
) -> None:
    assert quality.agreed_score(first, second) == score


def test_a_scorer_that_contradicts_itself_teaches_nothing() -> None:
    step = by(FakeScorer(says=lambda text: "0" if text.startswith("<") else "6"), at_least=3)
    with pytest.raises(DataError, match="quality: 0 scores that agree"):
        list(step.select(again(FOUND)))


def test_it_learns_from_a_file_of_scores_and_refuses_what_is_no_score(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    labels = [{"id": rows.key(row), "label": int(says(row["text"]))} for row in FOUND[:200]]
    rows.write(file, labels)
    step = quality.make(labels=str(file), at_least=3)
    assert set(dict(step.select(again(FOUND)))) == ADVERTS
    assert step.scorer is None
    rows.write(file, [{**labels[0], "label": 7}])
    with pytest.raises(DataError, match="numbers from 0 to 6, not '7'"):
        list(step.select(again(FOUND)))


def test_rows_declared_general_pass_unless_asked_for() -> None:
    found = [*FOUND, *({**row, "source": "g"} for row in documents(30, domain="general"))]
    drops = {key for key, _ in by(FakeScorer(says=says), at_least=3.0).select(again(found))}
    assert drops == ADVERTS
    step = by(FakeScorer(says=says), at_least=3.0, general=True)
    assert {key for key, _ in step.select(again(found))} > ADVERTS


def test_what_was_learnt_is_learnt_once(tmp_path: Path) -> None:
    first, second = FakeScorer(says=says), FakeScorer(says=says)
    whole = list(by(first, at_least=3.0, work=tmp_path).select(again(FOUND)))
    assert list(by(second, at_least=3.0, work=tmp_path).select(again(FOUND))) == whole
    assert (len(first.asked), len(second.asked)) == (400, 0)


def test_without_a_scorer_the_report_calls_its_figures_plumbing() -> None:
    step = quality.make(seeds=80, top=0.5)
    list(step.select(again(FOUND)))
    assert step.scorer == "stand-in scorer"
    assert step.report()["figures"].startswith("plumbing")


@pytest.mark.parametrize("settings", [{}, {"top": 0.5, "at_least": 3}, {"top": 0}])
def test_a_threshold_must_be_named(settings: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match="quality"):
        quality.make(**settings)
