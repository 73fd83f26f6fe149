"""The diversity filter: score first, and only what is kept counts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.train.curate.fake_scorer import Fake, FakeScorer
from train.curate import diversity
from train.errors import DataError, RecipeError
from train.rows import Row

FEVER = "孩子发热三天，体温最高三十九度，精神还可以，应该吃什么药，需要去医院吗？"


def rows(*pairs: tuple[str, float | None]) -> list[Row]:
    return [
        {"id": str(n), "source": "s", "lang": "zh", "text": text}
        | ({} if score is None else {"scores": {"deita": score}})
        for n, (text, score) in enumerate(pairs)
    ]


def again(found: list[Row]) -> Callable[[], Iterator[Row]]:
    return lambda: iter(found)


def dropped(found: list[Row], **set_: Any) -> dict[str, str]:
    return dict(diversity.make(**set_).select(again(found)))


def test_of_two_alike_the_better_one_stays() -> None:
    other = "The patient has a rash on both arms that began after a walk in the woods."
    found = rows((FEVER, 4.0), (other, 1.0), (FEVER + "谢谢", 9.0))
    assert dropped(found) == {"s/0": "like_a_better_one"}


def test_rows_without_a_score_come_last() -> None:
    assert dropped(rows((FEVER, None), (FEVER, -5.0))) == {"s/0": "like_a_better_one"}


def test_no_more_than_the_most_stay_and_the_rest_says_why() -> None:
    found = rows(("发热", 3.0), ("发热", 2.5), ("咳嗽", 2.0), ("皮疹", 1.0))
    why = {"s/1": "like_a_better_one", "s/2": "beyond_the_most", "s/3": "beyond_the_most"}
    assert dropped(found, most=1) == {**why, "s/1": "beyond_the_most"}
    assert dropped(found, most=2) == {"s/1": why["s/1"], "s/3": why["s/3"]}


def one_by_one(vectors: np.ndarray, order: np.ndarray, most: int | None) -> set[int]:
    kept: list[int] = []
    for row in order:
        if all(vectors[row] @ vectors[other] <= 0.9 for other in kept):
            kept.append(int(row))
    return set(kept[:most])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 2600), st.none() | st.integers(1, 50))
def test_blocks_keep_what_one_by_one_keeps(seed: int, count: int, most: int | None) -> None:
    random = np.random.default_rng(seed)
    # Angles that no rounding can move over the border of 0.9, which lies at 25.8 degrees.
    angles = np.deg2rad(random.integers(0, 360, count))
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    order = random.permutation(count)
    fate = diversity.greedy(vectors, order, 0.9, most)
    assert set(np.flatnonzero(fate == diversity.KEPT)) == one_by_one(vectors, order, most)


def test_a_killed_run_embeds_nothing_twice(tmp_path: Path) -> None:
    found = rows(*((f"发热 {n}", 1.0) for n in range(diversity.BLOCK + 10)))
    scorer = FakeScorer()
    step = diversity.make(work=tmp_path)
    step.who = Fake(scorer)
    whole = list(step.select(again(found)))
    assert len(scorer.asked) == len(found)
    [vectors] = tmp_path.glob("*.npy")
    with vectors.open("r+b") as file:
        file.truncate(vectors.stat().st_size - 20)  # as a kill leaves it
    assert list(step.select(again(found))) == whole
    assert len(scorer.asked) == len(found) + 10
    list(step.select(again(found[:5])))
    assert len(scorer.asked) == len(found) + 15


def test_a_model_folder_embeds_by_its_last_token(tiny: Path) -> None:
    found = rows((FEVER, 1.0), (FEVER, 2.0))
    step = diversity.make(model=str(tiny))
    assert list(step.select(again(found))) == [("s/0", "like_a_better_one")]
    assert step.scorer == "tiny"
    assert step.report() == {"rows": 2, "without_score": 0, "kept": 1}


def test_a_score_that_nobody_gave_is_refused_and_none_at_all_is_an_order_too() -> None:
    with pytest.raises(DataError, match="no row has a score"):
        dropped(rows((FEVER, None)))
    assert dropped(rows((FEVER, None), (FEVER, None)), by=None) == {"s/1": "like_a_better_one"}
    assert dropped([]) == {}
    with pytest.raises(RecipeError, match="no cosine"):
        diversity.make(similarity=1.5)
