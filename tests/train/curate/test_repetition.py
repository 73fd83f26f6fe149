"""Gopher's shares of repetition, against a plain reading of their definition."""

from collections import Counter
from random import Random

import pytest

from train.curate import repetition
from train.curate.units import units


def _plain_again(words: list[str], n: int) -> int:
    seen: set[tuple[str, ...]] = set()
    at = total = 0
    while at + n <= len(words):
        gram = tuple(words[at : at + n])
        if gram in seen:
            total += sum(map(len, gram))
            at += n
        else:
            seen.add(gram)
            at += 1
    return total


def _plain_top(words: list[str], n: int) -> int:
    counts = Counter(tuple(words[at : at + n]) for at in range(len(words) - n + 1))
    gram, most = counts.most_common(1)[0]
    return most * (sum(map(len, gram)) + n - 1)


@pytest.mark.parametrize("seed", range(30))
def test_fast_counts_equal_plain_ones(seed: int) -> None:
    rng = Random(seed)
    words = [
        rng.choice(["a", "bb", "ccc", "dddd", "e", "ff"][: rng.randint(2, 6)]) for _ in range(200)
    ]
    read = units(" ".join(words), signs=True)
    for n in (2, 3, 5, 9):
        assert repetition._again(read, n) == _plain_again(words, n)
        assert repetition._top(read, n, spaced=True) == _plain_top(words, n)


@pytest.mark.parametrize("seed", range(30))
def test_the_bounds_clear_no_text_that_repeats_too_much(seed: int) -> None:
    rng = Random(seed)
    passage = [f"w{rng.randint(0, 40)}" for _ in range(30)]
    words = [f"v{number}" for number in range(100)]
    for _ in range(rng.randint(0, 4)):
        at = rng.randint(0, len(words))
        words[at:at] = passage[: rng.randint(5, 30)]
    read = units(" ".join(words), signs=True)
    bound = repetition._most_by_again(read, 5)
    assert all(repetition._again(read, n) <= bound for n in range(5, 11))
    highest = repetition._most_by_top(read, 2, 4)
    assert all(repetition._top(read, n, spaced=True) <= highest for n in (2, 3, 4))
