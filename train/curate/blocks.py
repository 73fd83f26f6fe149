"""Rows in blocks, and files that grow block by block so that a killed run goes on where it was."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from train.errors import DiskFull
from train.rows import Row


def blocks(found: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rest = iter(found)
    while block := list(islice(rest, size)):
        yield block


@contextmanager
def no_room(path: Path) -> Iterator[None]:
    """A full disk said as DiskFull; what is already in the file serves the next run."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"no room for {path}: free some and run the same again") from error
        raise
