"""The global batch stays, whatever the ranks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from train.errors import RecipeError
from train.planning.batch import accumulation

few = st.integers(1, 64)


@pytest.mark.parametrize(
    ("batch", "per_device", "ranks", "times"),
    [(768, 4, 24, 8), (384, 4, 24, 4), (128, 4, 8, 4), (128, 4, 1, 32), (64, 2, 8, 4)],
)
def test_the_papers_batches_follow_from_their_gpus(batch, per_device, ranks, times):
    assert accumulation(batch, per_device, ranks) == times


@given(few, few, few)
def test_a_batch_made_of_its_factors_is_taken_apart_again(per_device, ranks, times):
    assert accumulation(per_device * ranks * times, per_device, ranks) == times


@given(st.integers(1, 1024), few, few)
def test_a_refusal_names_numbers_that_work(batch, per_device, ranks):
    try:
        accumulation(batch, per_device, ranks)
    except RecipeError as refused:
        names_sizes = "with" in str(refused).split(": ", 1)[1][:5]
        for number in map(int, re.findall(r"\d+", _offered(str(refused)))):
            if names_sizes:
                assert accumulation(batch, number, ranks)
            else:
                assert accumulation(batch, 1, number)


def _offered(message: str) -> str:
    offer = message.split(": ", 1)[1]
    return re.sub(r"^with \d+ ranks", "", offer).split("works")[0].split("ranks work")[0]


def test_the_refusal_says_what_does_not_divide():
    with pytest.raises(RecipeError, match="128 is no multiple of 24 ranks x 8 rows a rank = 192"):
        accumulation(128, 8, 24)
    with pytest.raises(RecipeError, match="size 1, 2, 4 or 8 works"):
        accumulation(64, 5, 8)


def test_nothing_is_less_than_one():
    with pytest.raises(RecipeError, match="each is at least 1"):
        accumulation(8, 0, 1)
