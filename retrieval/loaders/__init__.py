"""From files to documents. One file a format; `read` walks a path and chooses by suffix.

for item in read(Path("corpus"), source="clinic"):
    ...  # a Document, or a Skipped that says what was left out and why
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from retrieval.errors import CorpusError
from retrieval.loaders import jsonl, markdown, medquad
from retrieval.loaders.item import Item, Skipped

__all__ = ["Item", "Skipped", "read"]

_LOADERS: Mapping[str, Callable[[Path, str], Iterator[Item]]] = {
    ".jsonl": jsonl.load,
    ".jsonl.gz": jsonl.load,
    ".xml": medquad.load,
    ".md": markdown.load,
    ".txt": markdown.load,
}


def read(path: Path, source: str) -> Iterator[Item]:
    """Every document under a path, files in the order of their names.

    `source` is for documents that do not name their own.
    """
    for file in _files(path):
        loader = _loader(file)
        if loader:
            yield from loader(file, source)
        else:
            yield Skipped("unknown file type", str(file))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if not _loader(path):
            raise CorpusError(f"{path}: cannot read this type; known are {', '.join(_LOADERS)}")
        return [path]
    if not path.is_dir():
        raise CorpusError(f"{path}: there is no such file or folder")
    files = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
    if not any(map(_loader, files)):
        raise CorpusError(f"{path}: holds nothing to read; known are {', '.join(_LOADERS)}")
    return files


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _loader(file: Path) -> Callable[[Path, str], Iterator[Item]] | None:
    name = file.name.lower()
    return next((load for suffix, load in _LOADERS.items() if name.endswith(suffix)), None)
