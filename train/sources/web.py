"""Web text: one page a row, with the address it came from.

- a table: the page in "text", "content" or "raw_text" (as extracted, not yet cleaned), its address
  in "url" (or "path", where pages were saved as files)
- a folder of .txt files, one page each, whose first line is the address

A page stays whole: cleaning and cutting are curation's.
"""

from collections.abc import Iterator
from pathlib import Path

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, files, form_of, lines, records

KIND = "text"
_PAGE = ("text", "content", "raw_text")
_ADDRESS = ("url", "path")


def rows(path: str, name: str) -> Iterator[Row]:
    if _is_of_pages(Path(path)):
        yield from _from_files(path, name)
        return
    for record in records(path):
        page, address = _named(record, _PAGE), _named(record, _ADDRESS)
        text, url = shapes.texts(record, page, address)
        kept = shapes.kept(record) | {"url": url}
        own, lang = record.value.get("id"), record.value.get("lang")
        yield shapes.text(record, name, text, own=own, lang=lang, **kept)


def _named(record: Record, names: tuple[str, ...]) -> str:
    """Which of these names the record's field has."""
    if isinstance(record.value, dict):
        for name in names:
            if name in record.value:
                return name
    found = ", ".join(record.value) if isinstance(record.value, dict) else "no object"
    raise DataError(
        f"{record.where}: expected the field {' or '.join(names)}, found {found}"
        " (texts without an address: source texts)"
    )


def _is_of_pages(path: Path) -> bool:
    if path.is_file():
        return form_of(path) == ".txt"
    return path.is_dir() and any(form_of(file) == ".txt" for file in path.rglob("*"))


def _from_files(path: str, name: str) -> Iterator[Row]:
    for n, (file, part) in enumerate(files(path, (".txt",))):
        address, *page = [line for _, line in lines(file)] or [""]
        if not address.startswith(("http://", "https://")):
            raise DataError(f"{file}, line 1: expected the page's address")
        record = Record(str(file), n, "", ".txt", None)
        yield shapes.text(record, name, "".join(page).strip(), own=part, url=address.strip())
