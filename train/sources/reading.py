"""Reads files of records, a record at a time, for the sources.

A path is a file, a folder (its files of a known form, in the order of their names), or, where a
source names one in its `HUB`, a data set on the hub: `owner/name[:config][@split]`.

Forms: `.jsonl`, `.json` (an array, one value after another, or one object by its keys), `.csv`,
`.tsv`, `.parquet`; `.txt` and `.md` for texts; each also as `.gz`. Texts are UTF-8 (with or without
a byte-order mark) or GB18030. A folder's `manifest.json` and `ledger.json` tell of its files and
are no records.
"""
# pyright: reportMissingImports=false

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, NamedTuple

from train.errors import DataError
from train.sources.json_stream import JsonStream

TABLES = (".jsonl", ".json", ".csv", ".tsv", ".parquet")
TEXTS = (".txt", ".md")
_ABOUT_A_FOLDER = ("manifest.json", "ledger.json")
_ADDRESS = re.compile(r"([\w.-]+/[\w.-]+)(?::([\w.-]+))?(?:@([\w.-]+))?")
_SAMPLE = 1 << 20  # bytes that tell a file's encoding

Hub = Mapping[str, str | None]  # data sets on the hub, each with the config to read


class Record(NamedTuple):
    """`where` names file and line for people; `n` counts the records of a path, from 0; `file` is
    the file's name in its folder, without suffix, or "" for a path that is one file."""

    where: str
    n: int
    file: str
    form: str  # its suffix, or "hub"
    value: Any


def records(path: str, hub: Hub | None = None, keyed_by: str | None = None) -> Iterator[Record]:
    """The records of a path. With `keyed_by`, a `.json` file that is one object is read by its
    keys, each of which its record then holds under that name.

    Raises DataError for a missing path, a file that cannot be read, and one without a record.
    """
    n = 0
    for file, form, found in _parts(path, hub or {}, keyed_by):
        before = n
        for where, value in found:
            yield Record(where, n, file, form, value)
            n += 1
        if n == before:
            raise DataError(f"{file or path} has no row")


def is_on_hub(path: str, hub: Hub | None) -> bool:
    address = _ADDRESS.fullmatch(path)
    return bool(address and hub and address[1] in hub and not Path(path).exists())


def files(path: str, forms: tuple[str, ...]) -> list[tuple[Path, str]]:
    """The files that a path stands for, each with its name in the folder ("" for a path that is
    one file)."""
    root = Path(path)
    if root.is_file():
        if form_of(root) not in forms:
            raise DataError(f"{path} is none of the forms {', '.join(forms)} (also as .gz)")
        return [(root, "")]
    if not root.is_dir():
        raise DataError(f"{path} is not there")
    found = [file for file in root.rglob("*") if file.is_file() and form_of(file) in forms]
    found = [file for file in found if file.name not in _ABOUT_A_FOLDER]
    if not found:
        raise DataError(f"{path} has no file of the forms {', '.join(forms)} (also as .gz)")
    names = sorted((file.relative_to(root).as_posix(), file) for file in found)
    return [(file, _stem(name) if len(found) > 1 else "") for name, file in names]


def form_of(file: Path) -> str:
    return Path(file.name.removesuffix(".gz")).suffix.lower()


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text, numbered from 1, with their line breaks."""
    encoding, number = _encoding(file), 0
    with _opened(file) as raw:
        try:
            for number, line in enumerate(raw, 1):
                yield number, line.decode(encoding).removeprefix("\ufeff" if number == 1 else "")
        except UnicodeDecodeError as error:
            raise DataError(f"{file}, line {number} is not {encoding}, as its start is") from error


def _parts(
    path: str, hub: Hub, keyed_by: str | None
) -> Iterator[tuple[str, str, Iterator[tuple[str, Any]]]]:
    if is_on_hub(path, hub):
        yield "", "hub", _from_hub(path, hub)
        return
    if hub and not Path(path).exists():
        raise DataError(f"{path} is not there, and this source is on the hub as {', '.join(hub)}")
    for file, name in files(path, TABLES):
        yield name, form_of(file), _of_file(file, keyed_by)


def _of_file(file: Path, keyed_by: str | None) -> Iterator[tuple[str, Any]]:
    form = form_of(file)
    if form == ".parquet":
        found = _parquet(file)
    elif form in (".csv", ".tsv"):
        found = _csv(file, form)
    else:
        found = _jsonl(file) if form == ".jsonl" else _json(file, keyed_by)
    for line, value in found:
        yield f"{file}, {'row' if form == '.parquet' else 'line'} {line}", value


def _jsonl(file: Path) -> Iterator[tuple[int, Any]]:
    for number, text in lines(file):
        if text.strip():
            try:
                yield number, json.loads(text)
            except ValueError as error:
                message = getattr(error, "msg", "")
                raise DataError(f"{file}, line {number} is not JSON: {message}") from error


def _json(file: Path, keyed_by: str | None) -> Iterator[tuple[int, Any]]:
    with _opened(file) as raw, TextIOWrapper(raw, encoding=_encoding(file)) as text:
        stream = JsonStream(text, str(file))
        try:
            if keyed_by is None or not stream.is_object():
                yield from stream.values()
                return
            for line, (key, value) in stream.entries():
                yield line, {keyed_by: key, **value} if isinstance(value, dict) else value
        except UnicodeDecodeError as error:
            raise DataError(f"{file} is not {_encoding(file)} throughout") from error


def _csv(file: Path, form: str) -> Iterator[tuple[int, Any]]:
    texts = (text for _, text in lines(file))
    if form == ".tsv":
        reader = csv.DictReader(texts, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.DictReader(texts)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise DataError(
                    f"{file}, line {reader.line_num} has another number of fields than the head"
                )
            yield reader.line_num, row
    except csv.Error as error:
        where = f"{file}, line {reader.line_num}"
        raise DataError(f"{where} is not CSV: {error} (a quotation mark left open?)") from error


def _parquet(file: Path) -> Iterator[tuple[int, Any]]:
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(1024):
            for value in batch.to_pylist():
                number += 1
                yield number, value
    except pyarrow.ArrowException as error:
        raise DataError(f"{file} is not Parquet, or broken") from error


def _from_hub(path: str, hub: Hub) -> Iterator[tuple[str, Any]]:
    import datasets

    address = _ADDRESS.fullmatch(path)
    assert address is not None
    name, config, split = address[1], address[2] or hub[address[1]], address[3] or "train"
    try:
        rows = datasets.load_dataset(name, config, split=split, streaming=True)
        for number, value in enumerate(rows):
            yield f"{path}, row {number}", value
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path}: the hub gives no such data set ({type(error).__name__}). Is there a network,"
            f" is HF_HUB_OFFLINE unset, does it have config {config!r} and split {split!r}? Or"
            " download it and name the folder"
        ) from error


def _encoding(file: Path) -> str:
    with _opened(file) as raw:
        sample = raw.read(_SAMPLE)
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        return encoding
    raise DataError(f"{file} is neither UTF-8 nor GB18030")


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        with gzip.open(file) if file.name.endswith(".gz") else file.open("rb") as raw:
            yield raw  # pyright: ignore[reportReturnType]
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{file} is not gzip, or broken off") from error


def _stem(name: str) -> str:
    path = Path(name.removesuffix(".gz"))
    return path.with_suffix("").as_posix().replace("/", "-")
