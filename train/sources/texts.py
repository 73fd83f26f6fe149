"""Plain texts: rows that have a `text` (and a `title`), or files of plain text.

- a table (.jsonl, .json, .csv, .parquet): "text", and if there is one "title", which becomes the
  heading unless the text begins with it; "id", "lang" and the like are kept
- .txt and .md: a file is cut at its lines into passages of 3,000 characters at most, so that
  packing cuts nothing away; a file of any length streams

A folder is read for its tables, or, if it has none, for its texts.
"""

from collections.abc import Iterator
from pathlib import Path

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.passages import passages
from train.sources.reading import TABLES, TEXTS, Record, files, form_of, lines, records

KIND = "text"


def rows(path: str, name: str) -> Iterator[Row]:
    if _is_of_texts(Path(path)):
        yield from _from_files(path, name)
        return
    for record in records(path):
        (text,) = shapes.texts(record, "text")
        value = record.value
        yield shapes.text(
            record,
            name,
            headed(value.get("title") or "", text),
            own=value.get("id"),
            lang=value.get("lang"),
            **shapes.kept(record),
        )


def headed(title: str, text: str) -> str:
    title = title.strip()
    if not title or not text or text.lstrip("# \t\n").startswith(title):
        return text
    return f"# {title}\n\n{text}"


def _is_of_texts(path: Path) -> bool:
    if path.is_file():
        return form_of(path) in TEXTS
    return path.is_dir() and not any(form_of(file) in TABLES for file in path.rglob("*"))


def _from_files(path: str, name: str) -> Iterator[Row]:
    n = 0
    for file, part in files(path, TEXTS):
        before = n
        for text in passages(line for _, line in lines(file)):
            record = Record(str(file), n, part, form_of(file), text)
            yield shapes.text(record, name, text, file=part)
            n += 1
        if n == before:
            raise DataError(f"{file} has no row")
