"""Rows in blocks."""

from collections.abc import Iterable, Iterator
from itertools import islice

from train.rows import Row


def blocks(found: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rest = iter(found)
    while block := list(islice(rest, size)):
        yield block
