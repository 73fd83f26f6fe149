"""Shards: a segment's rows in files of a fixed number of rows, and what was counted in each.

`00007.jsonl` holds rows, `00007.json` the counts, written last: where it lies, the shard is
finished. Rows go through as pairs of their line and themselves, so that a step which changes
nothing costs no new line.
"""

import fcntl
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from train import rows
from train.errors import DataError
from train.rows import Row

Item = tuple[bytes, Row]


def rows_file(folder: Path, number: int, part: str = "") -> Path:
    return folder / f"{number:05d}{part}.jsonl"


def counts_file(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}.json"


def write_json(path: Path, value: Any) -> None:
    with rows.whole(path) as file:
        file.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def read_json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def items(path: Path) -> Iterator[Item]:
    """What one of our own shards holds."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield line, json.loads(line)
            except ValueError as error:
                raise DataError(
                    f"{path}, line {number} is damaged: remove {path.parent}"
                ) from error


def item(row: Row) -> Item:
    return rows.line(row).encode(), row


def write(path: Path, lines: Iterable[Item]) -> None:
    with rows.whole(path) as file:
        file.writelines(line for line, _ in lines)


def write_all(folder: Path, lines: Iterator[Item], size: int) -> list["Border"]:
    """Shards of `size` rows, numbered from 0, and what was counted in each."""
    borders: list[Border] = []
    for first in lines:
        border = Border()
        shard = chain([first], islice(lines, size - 1))
        write(rows_file(folder, len(borders)), border.crossed(shard))
        borders.append(border)
    return borders


@dataclass
class Border:
    """Counts the rows that cross it, between two steps."""

    rows: int = 0
    by_source: Counter[str] = field(default_factory=Counter)
    by_lang: Counter[str] = field(default_factory=Counter)
    sha256: str = ""

    def crossed(self, lines: Iterable[Item]) -> Iterator[Item]:
        digest = hashlib.sha256()
        for line, row in lines:
            self.rows += 1
            self.by_source[row["source"]] += 1
            self.by_lang[row["lang"]] += 1
            digest.update(line)
            yield line, row
        self.sha256 = digest.hexdigest()

    def told(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "by_source": dict(self.by_source),
            "by_lang": dict(self.by_lang),
            "sha256": self.sha256,
        }


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Waits for a process that a killed run left behind and that still writes the same shard."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
