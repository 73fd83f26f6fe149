"""What an evaluation file asks: the texts that training must not have seen.

A file is JSONL or Parquet with one item a row. Of a multiple-choice item that is its question (the
options are words that any text may hold), of a dialogue what is said in it, of a pair its prompt.
Where training reads one part of a file and evaluation another, only the latter is meant:

    {path: FILE, half: second}      the half that the source `questions` leaves with `half: first`
    {path: FILE, split: dev}        rows that say they are of that split
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from train import rows
from train.errors import DataError, RecipeError
from train.recipe import nearest
from train.rows import Row

_FIELDS: Final = ("question", "query", "prompt", "messages", "q1", "q2", "claim", "text")


@dataclass(frozen=True)
class Part:
    """An evaluation file, or what of it is one."""

    path: Path
    half: str | None = None
    split: str | None = None

    @property
    def name(self) -> str:
        """Folder, file and part: enough to know it by, and the same on every machine."""
        only = [f"{key} {value}" for key, value in vars(self).items() if key != "path" and value]
        return "/".join(self.path.parts[-2:]) + (f" ({', '.join(only)})" if only else "")

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Its rows, each with its number in the file."""
        for number, row in enumerate(rows.read(self.path), 1):
            if self._has(number, row):
                yield number, row

    def _has(self, number: int, row: Row) -> bool:
        if self.split and not row.get("split"):
            raise DataError(f"{self.path}, row {number} names no split: leave out `split`")
        if self.split and row["split"] != self.split:
            return False
        return self.half in (None, _half_of(number, row))


def part(given: Any) -> Part:
    """Of a path or of a mapping as above. RecipeError for what is neither."""
    if isinstance(given, str | Path):
        return Part(Path(given))
    if not isinstance(given, Mapping) or "path" not in given:
        raise RecipeError(f"an evaluation file is a path or {{path, half, split}}, not {given!r}")
    known = [field.name for field in fields(Part)]
    for key, value in given.items():
        if key not in known:
            raise RecipeError(f"an evaluation file has no key {key!r}{nearest(str(key), known)}")
        if not isinstance(value, str):
            raise RecipeError(f"an evaluation file's {key} is text, not {value!r}")
    if given.get("half", "first") not in rows.HALVES:
        raise RecipeError(f"half: {given['half']!r} is none of {', '.join(rows.HALVES)}")
    return Part(**{**given, "path": Path(given["path"])})


def asked(file: Part) -> Iterator[str]:
    """Raises DataError for a part without a row, or with one that asks nothing."""
    found = False
    for number, row in file.rows():
        texts = [text for field in _FIELDS for text in _texts(row.get(field))]
        if not texts:
            raise DataError(
                f"{file.path}, row {number} has the fields {sorted(row)}, none of {list(_FIELDS)}: "
                "an evaluation file has one question a row"
            )
        found = True
        yield from texts
    if not found:
        raise DataError(f"{file.name} has no row to keep out of the training data")


def _half_of(number: int, row: Row) -> str:
    """As `half_of` of train.sources cuts a file, by the record's own id or else its place."""
    own = row.get("id")
    own = number - 1 if own in ("", None) else own
    return rows.half_of(str(own))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return _texts(value.get("content"))
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return []
