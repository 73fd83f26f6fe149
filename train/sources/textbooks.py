"""The textbooks of MedQA: 18 in English, 33 in Chinese, as plain text.

Origin: github.com/jind11/MedQA (textbooks/en, textbooks/zh_paragraph, textbooks/zh_sentence).
Licence: MIT for the repository; the books' texts are their publishers'. One .txt a book, a
paragraph (zh_sentence: a sentence) a line. Give one of those three folders: the two Chinese ones
are the same books. `all_books.txt` repeats the others and is left out beside them. Books are cut
into passages.
"""

from collections.abc import Iterator
from pathlib import Path

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.passages import passages
from train.sources.reading import Record, files, lines

KIND = "text"
_TWICE = ("zh_paragraph", "zh_sentence")


def rows(path: str, name: str) -> Iterator[Row]:
    if all((Path(path) / folder).is_dir() for folder in _TWICE):
        raise DataError(f"{path} has the same books in {' and '.join(_TWICE)}: name one of them")
    books = files(path, (".txt",))
    if len(books) > 1:
        books = [(file, part) for file, part in books if file.name != "all_books.txt"]
    for file, part in books:
        yield from _passages(file, part, name)


def _passages(file: Path, part: str, name: str) -> Iterator[Row]:
    number = -1
    for number, text in enumerate(passages(line for _, line in lines(file))):
        record = Record(str(file), number, part, ".txt", None)
        yield shapes.text(record, name, text, own=str(number), book=file.stem)
    if number < 0:
        raise DataError(f"{file} has no row")
