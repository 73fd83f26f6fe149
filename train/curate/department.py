"""Which hospital department a row belongs to: for data cards, and for evaluation by slice.

A rough tagger by words (department_words.py), zh and en alike: each different word counts once,
whatever it weighs, and more in the title and in what comes first (the question) than in the rest.
Nothing is decided on less than one settling word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from train.curate.department_words import BLOCKS
from train.rows import Row, words

UNKNOWN: Final = "unknown"
_WEIGHTS: Final = (1, 3, 6)  # by the number of `+`
_PARTS: Final = (4, 2, 1)  # title, what comes first, all else
_READ: Final = 2000  # characters: a long text says early what it is about
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Department:
    """`least`: the score below which a row is `unknown`."""

    least: int = 3
    name = "department"

    def change(self, row: Row) -> Row:
        head, *rest = words(row) or [""]
        found, score = best(row.get("title") or "", head, "\n".join(rest))
        return row | {"department": found if score >= self.least else UNKNOWN}


make = Department


def best(*parts: str) -> tuple[str, int]:
    """The department that a title, a question and an answer most speak for, and its score.

    Of two that tie, the first listed.
    """
    scores: dict[str, int] = defaultdict(int)
    for part, factor in zip(parts, _PARTS, strict=True):
        plain = f" {_NOT_A_WORD.sub(' ', part[:_READ].lower())}"
        for word, meanings in telling().items():
            if word in plain:
                for department, weight in meanings:
                    scores[department] += weight * factor
    found = max(names(), key=lambda department: scores[department])
    return found, scores[found]


def _blocks() -> Iterator[tuple[str, str, list[str]]]:
    for block in BLOCKS.strip().split("\n\n"):
        (english, chinese), *lines = (line.split() for line in block.splitlines())
        yield english, chinese, [word for line in lines for word in line]


@cache
def names() -> dict[str, str]:
    """The departments, English name to Chinese."""
    return {english: chinese for english, chinese, _ in _blocks()}


@cache
def telling() -> dict[str, tuple[tuple[str, int], ...]]:
    """Each word, and the departments it speaks for, with its weight.

    English words have a blank before them, as at the start of a word.
    """
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for english, _, listed in _blocks():
        for word in listed:
            plain = word.rstrip("+").replace("_", " ")
            weight = _WEIGHTS[word.count("+")]
            found[f" {plain}" if plain.isascii() else plain].append((english, weight))
    return {word: tuple(meanings) for word, meanings in found.items()}
