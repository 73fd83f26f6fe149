"""The data sets that training can read, one small file each: `rows(path, name)` gives their rows.

    for row in load("toyhom", "Data_数据", "toyhom"): ...

A source streams, refuses a record of another shape (file, line, the fields it expected), and marks
in `unusable` what has the right shape but cannot be trained on: drop those, and rows with
`overlaps_heldout`, by `set_aside`, which says why.
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from train import rows
from train.errors import DataError, RecipeError
from train.rows import Row
from train.sources.reading import is_on_hub
from train.sources.shapes import DOMAINS

_NOT_SOURCES = {"graph", "json_stream", "meddialog_raw", "passages", "reading", "shapes", "turns"}
_CHOICES = {
    "lang": ("zh", "en"),
    "domain": DOMAINS,
    "half": rows.HALVES,
}
OPTIONS = ("lang", "limit", "split", "domain", "half")


def known() -> list[str]:
    return [each.name for each in iter_modules(__path__) if each.name not in _NOT_SOURCES]


def module(source: str) -> ModuleType:
    """A source by its name, with its `KIND` and `rows`."""
    if source not in known():
        raise RecipeError(f"there is no source {source!r}: the sources are {', '.join(known())}")
    return import_module(f"train.sources.{source}")


def load(source: str, path: str, name: str | None = None, **options: Any) -> Iterator[Row]:
    """The rows of a data set. `name` is what its rows are called by, the source's name if None.

    lang: only rows in "zh" or "en". split: only rows that say they are of that split (on the hub:
    the split to read). half: "first" or "second", by the hash of a row's id. limit: so many rows at
    most. domain: "general" or "medical", written into each row. Raises RecipeError for another
    option or source, DataError where nothing is left.
    """
    _check(options)
    of, name = module(source), name or source
    if options.get("split") and is_on_hub(path, getattr(of, "HUB", None)):
        path = f"{path.partition('@')[0]}@{options.pop('split')}"
    return _selected(of.rows(path, name), path, name, options)


def half_of(row: Row) -> str:
    """Which half of its data set a row is in: the same whatever the data set is called here."""
    return rows.half_of(row["id"].removeprefix(f"{row['source']}-"))


def set_aside(row: Row) -> str:
    """Why a row must not be trained on; "" if it may be."""
    if row.get("overlaps_heldout"):
        return "overlaps_heldout"
    return row.get("unusable", "")


def _check(options: dict[str, Any]) -> None:
    if unknown := sorted(set(options) - set(OPTIONS)):
        raise RecipeError(f"a source has no {', '.join(unknown)}: it has {', '.join(OPTIONS)}")
    for option, choices in _CHOICES.items():
        if options.get(option) not in (None, *choices):
            raise RecipeError(f"{option}: {options[option]!r} is none of {', '.join(choices)}")
    limit = options.get("limit")
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
        raise RecipeError(f"limit: {limit!r} is no number of rows")


def _selected(found: Iterator[Row], path: str, name: str, options: dict[str, Any]) -> Iterator[Row]:
    count = 0
    for row in islice(
        (row for row in found if _is_wanted(row, path, options)), options.get("limit")
    ):
        count += 1
        yield row | ({"domain": options["domain"]} if options.get("domain") else {})
    if not count:
        wanted = {option: value for option, value in options.items() if value is not None}
        raise DataError(f"{path} ({name}) has no row with {wanted}")


def _is_wanted(row: Row, path: str, options: dict[str, Any]) -> bool:
    if options.get("lang") not in (None, row["lang"]):
        return False
    if split := options.get("split"):
        if "split" not in row:
            raise DataError(f"{path}: row {row['id']} names no split, so there is no {split!r}")
        if row["split"] != split:
            return False
    return not options.get("half") or options["half"] == half_of(row)
