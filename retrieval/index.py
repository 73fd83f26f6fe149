"""Building an index: read, split, encode, write a new generation, swap it in.

Re-indexing is idempotent: unchanged documents are left alone, vanished ones of the same collection
are removed, other collections are not touched, and a build that changes nothing changes nothing.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from retrieval.corpus import Document, Passage, split
from retrieval.dense import Encoder
from retrieval.errors import CorpusError
from retrieval.lexical import Lexical
from retrieval.loaders import Skipped, read
from retrieval.store import Draft, Entry, Status, Store, StoredDocument

Progress = Callable[[int, int | None], None]

# Part of every fingerprint: raise it when splitting or BM25 changes, and all is indexed anew.
_RECIPE = 1
_BATCH = 1000


@dataclass(slots=True)
class BuildReport:
    """Documents are counted, but for `passages`: all that the index now holds."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter[str])
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    generation: str = ""
    seconds: float = 0.0


def build(
    paths: Sequence[Path],
    *,
    store: Store,
    collection: str | None = None,
    encoder: Encoder | None = None,
    progress: Progress = lambda done, total: None,
) -> BuildReport:
    """Index files and folders; each is its own collection unless one name is given for all."""
    started = time.monotonic()
    report = BuildReport()
    named: dict[str, list[Path]] = {}
    for path in paths:
        named.setdefault(collection or collection_name(path), []).append(path)
    with store.draft(encoder) as draft:
        for name, members in named.items():
            _Build(draft, name, encoder, report, progress).run(members)
    _close_report(report, store.status(), started)
    return report


def retract(
    store: Store,
    *,
    collection: str,
    document_ids: Sequence[str] | None = None,
) -> BuildReport:
    """Take documents out of the index; without ids, the whole collection."""
    started = time.monotonic()
    with store.draft() as draft:
        known = draft.documents(collection)
        chosen = list(known if document_ids is None else known.keys() & set(document_ids))
        draft.remove(collection, sorted(chosen))
    report = BuildReport(removed=len(chosen), unchanged=len(known) - len(chosen))
    _close_report(report, store.status(), started)
    return report


def collection_name(path: Path) -> str:
    """`kb/drugs.jsonl.gz` is the collection `drugs`."""
    resolved = path.resolve()
    return resolved.name if resolved.is_dir() else resolved.name.split(".")[0] or resolved.name


class _Build:
    """One collection on its way into a draft."""

    def __init__(
        self,
        draft: Draft,
        collection: str,
        encoder: Encoder | None,
        report: BuildReport,
        progress: Progress,
    ) -> None:
        self._draft = draft
        self._collection = collection
        self._encoder = encoder
        self._report = report
        self._progress = progress
        self._lexical = Lexical()
        self._replaced: list[str] = []
        self._waiting: list[tuple[Passage, str]] = []

    def run(self, paths: Sequence[Path]) -> None:
        known = self._draft.documents(self._collection)
        seen: set[str] = set()
        for path in paths:
            for item in read(path, self._collection):
                if isinstance(item, Skipped):
                    self._report.skipped[item.reason] += 1
                elif item.id in seen:
                    self._report.skipped["the same id twice"] += 1
                else:
                    seen.add(item.id)
                    self._take(item, known)
        if not seen:
            raise CorpusError(
                f"{', '.join(map(str, paths))}: not one document with text; to empty the"
                f" collection {self._collection!r}, retract it"
            )
        self._flush()
        vanished = sorted(known.keys() - seen)
        self._draft.remove(self._collection, vanished)
        self._report.removed += len(vanished)

    def _take(self, document: Document, known: Mapping[str, StoredDocument]) -> None:
        self._report.read += 1
        sha256 = fingerprint(document)
        before = known.get(document.id)
        if before and before.sha256 == sha256:
            self._report.unchanged += 1
        else:
            if before:
                self._replaced.append(document.id)
            self._report.changed += before is not None
            self._report.added += before is None
            passages = split(document, self._collection)
            self._waiting.extend((passage, sha256) for passage in passages)
            if len(self._waiting) >= _BATCH:
                self._flush()
        self._progress(self._report.read, None)

    def _flush(self) -> None:
        """Old passages go first: a document that shrank leaves none behind."""
        self._draft.remove(self._collection, self._replaced)
        self._replaced = []
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        texts = [searchable(passage) for passage, _ in waiting]
        vectors = self._encoder.encode(texts) if self._encoder else [None] * len(texts)
        self._draft.add(
            [
                Entry(passage, self._collection, sha256, self._lexical.document(text), vector)
                for (passage, sha256), text, vector in zip(waiting, texts, vectors, strict=True)
            ]
        )


def searchable(passage: Passage) -> str:
    """What a passage is found by: a section seldom repeats what its title says it is about."""
    return "\n".join(part for part in (passage.title, passage.heading, passage.text) if part)


def fingerprint(document: Document) -> str:
    content = orjson.dumps(
        [_RECIPE, document], option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
    )
    return hashlib.sha256(content).hexdigest()


def _close_report(report: BuildReport, status: Status, started: float) -> None:
    report.generation = status.generation
    report.passages = sum(collection.passages for collection in status.collections.values())
    report.seconds = time.monotonic() - started
