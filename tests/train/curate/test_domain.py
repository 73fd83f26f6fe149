"""The domain classifier: labels asked for twice, a linear model, its F1 reported."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.train.curate.documents import documents, is_medical
from tests.train.curate.fake_scorer import Fake, FakeScorer
from train import rows
from train.curate import domain
from train.errors import DataError, RecipeError
from train.rows import Row

FOUND = documents(400)


def again(found: list[Row]) -> Callable[[], Iterator[Row]]:
    return lambda: iter(found)


def says(text: str) -> str:
    """The letter of the right answer: B is medical where the general shelf stands first."""
    turned = "A. general" in text or "A. 一般" in text
    document = text.split("<text>")[-1].split("<文字>")[-1]
    return "A" if is_medical(document) != turned else "B"


def by(scorer: FakeScorer, work: Path | None = None) -> domain.Domain:
    step = domain.make(seeds=200, work=work, stand_in=True)
    step.who = Fake(scorer)
    return step


def names_only_the_general(drops: dict[str, str], found: list[Row]) -> bool:
    general = {rows.key(row) for row in found if row["id"].startswith("general")}
    return set(drops) == general and set(drops.values()) == {"not_medical"}


def test_it_learns_from_an_llm_and_drops_what_is_not_medical() -> None:
    step = by(FakeScorer(says=says))
    drops = dict(step.select(again(FOUND)))
    told = step.report()
    assert names_only_the_general(drops, FOUND)
    assert (told["labelled"], told["agreed"], told["unreadable"]) == (200, 200, 0)
    assert told["f1"] == 1.0
    assert told["f1_by_lang"] == {"en": 1.0, "zh": 1.0}
    assert told["held_out"] == 40
    assert told["judged"] == {"zh": 200, "en": 200}
    assert "figures" not in told


def test_labels_that_differ_or_cannot_be_read_do_not_count() -> None:
    def unsure(text: str) -> str | None:
        if "手机" in text or "phone" in text:
            return "A"  # medical at first, general the second time
        return None if "疫苗" in text else says(text)

    step = by(FakeScorer(says=unsure))
    list(step.select(again(FOUND)))
    told = step.report()
    assert 0 < told["unreadable"] < 200
    assert told["agreed"] < 200 - told["unreadable"]


def test_the_sample_is_half_chinese_whatever_the_rows() -> None:
    scorer = FakeScorer(says=says)
    mostly_chinese = [
        row for n, row in enumerate(documents(1000)) if row["lang"] == "zh" or n < 301
    ]
    list(by(scorer).select(again(mostly_chinese)))
    assert sum("<文字>" in text for text in scorer.asked) == 2 * 100
    assert sum("<text>" in text for text in scorer.asked) == 2 * 100


def test_rows_declared_general_pass() -> None:
    found = [*FOUND, *({**row, "source": "g"} for row in documents(50, domain="general"))]
    drops = dict(by(FakeScorer(says=says)).select(again(found)))
    assert names_only_the_general(drops, FOUND)


def test_it_learns_from_what_the_sources_declare_and_asks_nobody() -> None:
    kinds = [{**row, "domain": row["id"].partition("-")[0]} for row in FOUND]
    claimed = [{**row, "source": "web", "domain": "medical"} for row in documents(16, seed=2)]
    step = domain.make(labels="declared")
    drops = dict(step.select(again(kinds + claimed)))
    told_apart = {key for key in drops if "general" in key}
    assert step.scorer is None
    assert set(drops) == told_apart
    assert len(told_apart) >= 6  # of 8; those in the sample it was taught to be medical


def test_it_learns_from_a_file_of_labels(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    rows.write(
        file,
        ({"id": rows.key(row), "label": row["id"].partition("-")[0]} for row in FOUND[:100]),
    )
    step = domain.make(labels=str(file))
    assert names_only_the_general(dict(step.select(again(FOUND))), FOUND)
    rows.write(file, [{"id": "s/medical-0", "label": "sport"}])
    with pytest.raises(DataError, match="'medical' or 'general', not \\['sport'\\]"):
        list(step.select(again(FOUND)))
    rows.write(file, [{"id": "elsewhere/1", "label": "medical"}])
    with pytest.raises(DataError, match="none of its 1 ids"):
        list(step.select(again(FOUND)))


def test_what_was_labelled_is_labelled_once(tmp_path: Path) -> None:
    first, second = FakeScorer(says=says), FakeScorer(says=says)
    step = by(first, tmp_path)
    whole = list(step.select(again(FOUND)))
    other = by(second, tmp_path)
    assert list(other.select(again(FOUND))) == whole
    assert (len(first.asked), len(second.asked)) == (400, 0)
    assert other.report() == step.report()


def test_labels_of_one_kind_teach_nothing() -> None:
    def always_general(text: str) -> str:
        return "A" if "A. general" in text or "A. 一般" in text else "B"

    with pytest.raises(DataError, match="0 of 200 labels that agree are of the class"):
        list(by(FakeScorer(says=always_general)).select(again(FOUND)))


def test_without_a_scorer_the_report_calls_its_figures_plumbing() -> None:
    step = domain.make(seeds=60, stand_in=True)
    list(step.select(again(FOUND)))
    assert step.scorer == "stand-in scorer"
    assert step.report()["figures"].startswith("plumbing")


def test_no_rows_are_no_error() -> None:
    assert list(domain.make(labels="declared").select(again([]))) == []


def test_who_labels_is_to_be_named() -> None:
    with pytest.raises(
        RecipeError, match=r"`labels: declared`.*a stand-in would drop nearly every"
    ):
        domain.make()
