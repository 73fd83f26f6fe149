"""JSON Lines, plain or gzipped: one document a row.

Known fields: id, title, text, source, url, lang, licence, specialty. All others become metadata.
"""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

import orjson

from retrieval.corpus import Document
from retrieval.errors import CorpusError
from retrieval.loaders.item import Item, Skipped, stable_id
from retrieval.sentences import detect_lang

_FIELDS = ("id", "title", "text", "source", "url", "lang", "licence", "specialty")


def load(path: Path, source: str) -> Iterator[Item]:
    for number, line in _lines(path):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row: object = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise CorpusError(f"{where}: not JSON ({error})") from None
        if not isinstance(row, dict):
            raise CorpusError(f"{where}: expected an object with id, title and text")
        yield _item(cast(dict[str, Any], row), source, where)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with _open(path) as file:
        number = 0
        try:
            for number, line in enumerate(file, 1):
                yield number, line
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise CorpusError(f"{path}, after line {number}: broken gzip ({error})") from None


def _open(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def _item(row: dict[str, Any], source: str, where: str) -> Item:
    known = {name: "" if row.get(name) is None else row[name] for name in _FIELDS}
    for name, value in known.items():
        if name != "id" and not isinstance(value, str):
            raise CorpusError(f"{where}: {name} must be a string")
    text = known["text"]
    if not text.strip():
        return Skipped("no text", where)
    known["id"] = str(known["id"]) or stable_id(known["title"], text)
    known["source"] = known["source"] or source
    known["lang"] = known["lang"] or detect_lang(text)
    rest = {name: value for name, value in row.items() if name not in known}
    return Document(**known, metadata=rest)
