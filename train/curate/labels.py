"""Labels for a sample of documents: given in a file, or an LLM's, asked twice.

    labels: DATA/labels.jsonl      {"id": "source/id", "label": …} a line
    labels: declared               what the sources say of themselves (`domain` only)
    labels: null                   the scorer is asked twice; where it disagrees, none

Answers of a scorer are kept as they come (train/scoring/remembered.py).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace
from pathlib import Path
from typing import Any

from train import rows
from train.curate.prompts import Question
from train.errors import DataError
from train.rows import Row
from train.scoring.remembered import Remembered
from train.scoring.scorer import Scorer


@dataclass(frozen=True)
class Document:
    key: str
    lang: str
    text: str
    domain: str | None = None


def document(row: Row, chars: int) -> Document:
    """The first `chars` characters of what a row says."""
    text = "\n".join(rows.words(row))[:chars]
    return Document(rows.key(row), row["lang"], text, row.get("domain"))


def sample(found: Iterator[Row], size: int, chars: int, seed: int) -> list[Document]:
    """Up to size/2 documents in each language, by the hash of their key: as many Chinese as English
    ones if there are enough (papers.md 1.3), the same ones in whatever order they come."""
    heaps: dict[str, list[tuple[int, str, Document]]] = {}
    for row in found:
        heap = heaps.setdefault(row["lang"], [])
        rank = -_rank(seed, rows.key(row))
        if len(heap) < size // 2:
            heappush(heap, (rank, rows.key(row), document(row, chars)))
        elif rank > heap[0][0]:
            heapreplace(heap, (rank, rows.key(row), document(row, chars)))
    chosen = (entry for lang in sorted(heaps) for entry in sorted(heaps[lang], reverse=True))
    return [one for _, _, one in chosen]


def _rank(seed: int, key: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{seed} {key}".encode(), digest_size=8).digest())


def given(path: Path, found: Iterator[Row], chars: int) -> list[tuple[Document, Any]]:
    """The labels of a file, with their documents. DataError if it names none of the rows."""
    labels: dict[str, Any] = {}
    for number, line in enumerate(rows.read(path), 1):
        if not isinstance(line.get("id"), str) or "label" not in line:
            raise DataError(f"{path}, label {number}: it needs an id, 'source/id', and a label")
        labels[line["id"]] = line["label"]
    known = [
        (document(row, chars), labels[rows.key(row)]) for row in found if rows.key(row) in labels
    ]
    if not known:
        raise DataError(f"{path}: none of its {len(labels)} ids is a row's ('source/id')")
    return known


def ask_twice(
    scorer: Scorer,
    documents: Sequence[Document],
    questions: tuple[Question, Question],
    work: Path | None = None,
) -> list[tuple[str | None, str | None]]:
    """What each document was called the first and the second time; None: no answer to read."""
    who = Remembered(scorer, None if work is None else work / "labels.jsonl")
    first, second = (_asked(who, documents, question) for question in questions)
    return list(zip(first, second, strict=True))


def _asked(who: Remembered, documents: Sequence[Document], question: Question) -> list[str | None]:
    put = [question.put(one.lang, one.text) for one in documents]
    answers = who.choose(put, tuple(question.means))
    return [None if answer is None else question.means[answer] for answer in answers]
