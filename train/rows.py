"""Rows: what sources yield, filters judge and trainers read; and the files they lie in.

A row is a dict that JSON can hold. Every row has `id` (unique in its source), `source` (the data
set's name) and `lang` ("zh" or "en"); what else it has depends on its kind:

- text:     "text"
- dialogue: "messages" [{"role", "content"}]: system?, then user and assistant in turn
- question: "question", "options" {"A": text, …}, "answer" (the right letters, "B" or "ACD"),
            "explanation"?
- pair:     "prompt" [messages], "chosen" [message], "rejected" [message], "weight" (1.0 if absent)

Steps may add "department" and "scores" {name: number or list}. Trainers read only the fields of
the row's kind. A file of rows appears whole or not at all.
"""

import errno
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from train.errors import DataError, DiskFull

Row = dict[str, Any]
KINDS = ("text", "dialogue", "question", "pair")
HALVES = ("first", "second")
_NEEDED = {
    "text": ("text",),
    "dialogue": ("messages",),
    "question": ("question", "options", "answer"),
    "pair": ("prompt", "chosen", "rejected"),
}


def kind_of(row: Row) -> str:
    """Raises DataError for a row of no known shape."""
    for kind, fields in _NEEDED.items():
        if all(field in row for field in fields):
            return kind
    raise DataError(
        f"row {row.get('id', '?')!r} of source {row.get('source', '?')!r} has the fields "
        f"{sorted(row)}: none of the shapes {_NEEDED}"
    )


def key(row: Row) -> str:
    """What names a row among all sources."""
    return f"{row['source']}/{row['id']}"


def half_of(own: str) -> str:
    """Which half of its file a record is in, by its own id there: "first" or "second"."""
    return HALVES[hashlib.sha256(own.encode()).digest()[0] >= 128]


def words(row: Row) -> list[str]:
    """Every text of a row that somebody wrote, in order: what filters read."""
    kind = kind_of(row)
    if kind == "text":
        return [row["text"]]
    if kind == "dialogue":
        return [message["content"] for message in row["messages"]]
    if kind == "question":
        return [row["question"], *row["options"].values(), *_given(row.get("explanation"))]
    return [m["content"] for part in ("prompt", "chosen", "rejected") for m in row[part]]


def _given(text: str | None) -> list[str]:
    return [text] if text else []


def line(row: Row) -> str:
    """The row as JSONL holds it: keys in their order, so that the same rows are the same bytes."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def read(path: Path) -> Iterator[Row]:
    """The rows of a `.jsonl`, `.jsonl.gz` or `.parquet` file. DataError names file and line."""
    if not path.is_file():
        raise DataError(f"{path} is not there")
    if path.suffix == ".parquet":
        yield from _parquet(path)
        return
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for number, text in enumerate(lines, 1):
            if text.strip():
                yield _parsed(path, number, text)


def _parquet(path: Path) -> Iterator[Row]:
    from pyarrow import parquet

    for batch in parquet.ParquetFile(path).iter_batches(1024):
        yield from batch.to_pylist()


def _parsed(path: Path, number: int, text: str) -> Row:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise DataError(f"{path}, line {number} is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise DataError(f"{path}, line {number} is not an object")
    return row


def write(path: Path, rows: Iterable[Row]) -> int:
    """Writes JSONL; says how many rows."""
    count = 0
    with whole(path) as file:
        for row in rows:
            file.write(line(row).encode())
            count += 1
    return count


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only once it is complete and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    try:
        with no_room(path):
            with half.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
    except (OSError, DiskFull):
        half.unlink(missing_ok=True)
        raise


@contextmanager
def no_room(path: Path) -> Iterator[None]:
    """A full disk said as DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"no room for {path}: free some and run the same command again"
            ) from error
        raise


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
