"""What an evaluation file asks: the texts that training must not have seen.

A file is JSONL or Parquet with one item a row. Of a multiple-choice item that is its question (the
options are words that any text may hold), of a dialogue what is said in it, of a pair its prompt.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from train import rows
from train.errors import DataError

_FIELDS: Final = ("question", "query", "prompt", "messages", "q1", "q2", "claim", "text")


def asked(path: Path) -> Iterator[str]:
    """Raises DataError for a file without a row, or with one that asks nothing."""
    number = 0
    for number, row in enumerate(rows.read(path), 1):
        texts = [text for field in _FIELDS for text in _texts(row.get(field))]
        if not texts:
            raise DataError(
                f"{path}, row {number} has the fields {sorted(row)}, none of {list(_FIELDS)}: "
                "an evaluation file has one question a row"
            )
        yield from texts
    if not number:
        raise DataError(f"{path} has no row to keep out of the training data")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return _texts(value.get("content"))
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return []
