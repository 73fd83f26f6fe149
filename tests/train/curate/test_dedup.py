"""Copies and near-copies are dropped, the first stays; nothing else is dropped."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from train import rows
from train.curate import dedup, minhash
from train.errors import DataError, RecipeError

Row = dict[str, Any]
EN_WORDS = [
    start + end for start in ("br", "cl", "dr", "fl", "gr") for end in ("ain", "eed", "ope")
]


def sentence(rng: Random, lang: str, size: int = 300) -> list[str]:
    if lang == "zh":
        return [chr(rng.randint(0x4E00, 0x9000)) for _ in range(size)]
    return [rng.choice(EN_WORDS) for _ in range(size)]


def row(number: int | str, units: list[str], lang: str, source: str = "a") -> Row:
    text = ("" if lang == "zh" else " ").join(units)
    return {"id": str(number), "source": source, "lang": lang, "text": text}


def dropped(given: list[Row], **settings: Any) -> dict[str, str]:
    return dict(dedup.make(**settings).select(lambda: iter(given)))


def edited(rng: Random, units: list[str], share: float, lang: str) -> list[str]:
    """A share of the units is replaced."""
    changed = list(units)
    for place in rng.sample(range(len(units)), int(share * len(units))):
        changed[place] = sentence(rng, lang, 1)[0]
    return changed


def test_the_same_text_written_otherwise_is_a_copy() -> None:
    given = [
        {"id": "1", "source": "a", "lang": "zh", "text": "頭痛，怎麼辦？"},
        {"id": "2", "source": "b", "lang": "zh", "text": "头痛怎么办"},
        {"id": "3", "source": "b", "lang": "en", "text": "Headache: what to do?"},
        {"id": "4", "source": "a", "lang": "en", "text": "HEADACHE what to do"},
        {"id": "5", "source": "a", "lang": "zh", "text": "腹痛怎么办"},
    ]
    assert dropped(given) == {"b/2": "exact_duplicate", "a/4": "exact_duplicate"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_near_copies_are_found_and_unlike_texts_are_left(lang: str) -> None:
    rng = Random(1)
    originals = [sentence(rng, lang) for _ in range(60)]
    given = [row(number, units, lang) for number, units in enumerate(originals)]
    given += [
        row(f"near{n}", edited(rng, one, 0.01, lang), lang) for n, one in enumerate(originals)
    ]
    given += [row(f"far{n}", edited(rng, one, 0.3, lang), lang) for n, one in enumerate(originals)]
    assert set(dropped(given)) == {f"a/near{number}" for number in range(60)}


def test_the_first_in_the_order_of_the_sources_stays() -> None:
    units = sentence(Random(2), "zh")
    near = edited(Random(3), units, 0.01, "zh")
    given = [row(1, units, "zh", "first"), row(1, near, "zh", "second")]
    step = dedup.make()
    assert list(step.select(lambda: iter(given))) == [("second/1", "near_duplicate")]
    assert step.report()["dropped"] == [
        {"source": "second", "kept_in": "first", "reason": "near_duplicate", "rows": 1}
    ]


def test_a_row_is_dropped_for_one_that_stays_not_for_one_that_goes() -> None:
    """b is near a, c is near b but not near a: c stays."""
    rng = Random(4)
    a = sentence(rng, "zh", 400)
    b = edited(rng, a, 0.02, "zh")
    c = edited(rng, b, 0.025, "zh")
    given = [row("a", a, "zh"), row("b", b, "zh"), row("c", c, "zh")]
    similar = _jaccard(a, b), _jaccard(b, c), _jaccard(a, c)
    threshold = (min(similar[:2]) + similar[2]) / 2
    assert set(dropped(given, threshold=threshold)) == {"a/b"}


def _jaccard(one: list[str], other: list[str]) -> float:
    sets = [{tuple(each[at : at + 5]) for at in range(len(each) - 4)} for each in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_the_estimate_is_near_the_true_similarity() -> None:
    rng = Random(5)
    for share in (0.01, 0.05, 0.1):
        one = sentence(rng, "en", 2000)
        other = edited(rng, one, share, "en")
        ((signatures, _),) = minhash.batches([" ".join(one), " ".join(other)])
        assert minhash.similarity(signatures[0], signatures[1:])[0] == pytest.approx(
            _jaccard(one, other), abs=0.15
        )


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.8, 0.9, 1.0])
def test_the_bands_find_pairs_at_the_threshold(threshold: float) -> None:
    bands, length = minhash.bands_for(threshold)
    assert bands * length <= minhash.PERMUTATIONS
    assert 1 - (1 - threshold**length) ** bands >= 0.95


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.jsonl"
    units = sentence(Random(6), "zh")
    rows.write(path, [row(1, units, "zh"), row(2, edited(Random(7), units, 0.01, "zh"), "zh")])
    return path


def test_what_another_file_holds_can_be_taken_away(other: Path) -> None:
    near = edited(Random(8), sentence(Random(6), "zh"), 0.01, "zh")
    given = [row(1, near, "zh"), row(2, sentence(Random(9), "zh"), "zh")]
    step = dedup.make(minus=[str(other)])
    assert list(step.select(lambda: iter(given))) == [("a/1", "in_minus")]
    assert step.report()["dropped"][0]["kept_in"] == "minus"


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere.jsonl is not there"):
        dropped([], minus=[str(tmp_path / "nowhere.jsonl")])


def test_a_threshold_that_is_no_similarity_is_an_error() -> None:
    with pytest.raises(RecipeError, match=r"between 0.3 and 1"):
        dedup.make(threshold=80)


def test_no_rows_and_rows_without_letters_are_no_trouble() -> None:
    assert dropped([]) == {}
    given = [{"id": str(n), "source": "a", "lang": "zh", "text": "…！？"} for n in range(3)]
    assert dropped(given) == {}


def test_the_order_of_batches_makes_no_difference() -> None:
    rng = Random(10)
    originals = [sentence(rng, "zh", 40) for _ in range(minhash.BATCH + 7)]
    given = [row(number, one, "zh") for number, one in enumerate(originals + originals[:20])]
    found: Callable[[], Iterator[Row]] = lambda: iter(given)  # noqa: E731
    step = dedup.make()
    assert [key for key, _ in step.select(found)] == [
        f"a/{minhash.BATCH + 7 + n}" for n in range(20)
    ]
    assert list(step.select(found)) == list(step.select(found))
