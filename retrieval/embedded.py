"""The embedded store: the Qdrant engine in this process, one folder, one serving process.

It searches the serving generation and follows `current` to the next one by itself.
"""

import math
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import cast

from qdrant_edge import (
    EdgeShard,
    FieldCondition,
    Filter,
    Fusion,
    MatchAny,
    Prefetch,
    Query,
    QueryBatchRequest,
    QueryRequest,
    ScoredPoint,
    SparseVector,
)

from retrieval.dense import Encoder
from retrieval.embedded_draft import EmbeddedDraft, Manifest
from retrieval.errors import IndexLocked, IndexMissing
from retrieval.generations import FileLock, Generations
from retrieval.store import (
    CHECK_SECONDS,
    DENSE,
    NO_FILTERS,
    RRF_K,
    SPARSE,
    CollectionStatus,
    DenseQuery,
    Draft,
    Filters,
    Found,
    Scored,
    Status,
    best_first,
    passage_of,
    rarity,
    usable,
)


@dataclass(slots=True)
class _Serving:
    generation: str
    encoder: str | None
    shard: EdgeShard
    lock: FileLock

    def close(self) -> None:
        self.shard.close()
        self.lock.release()


class EmbeddedStore:
    def __init__(self, index: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._generations = Generations(index)
        self._clock = clock
        self._mutex = Lock()  # whoever holds it uses the shard; so an old one is closed when idle
        self._serving: _Serving | None = None
        self._checked = -math.inf

    def generation(self) -> str:
        with self._mutex:
            return self._serve().generation

    def search(
        self,
        sparse: SparseVector,
        *,
        limit: int,
        filters: Filters = NO_FILTERS,
        dense: DenseQuery | None = None,
    ) -> Found:
        with self._mutex:
            serving = self._serve()
            request = _request(sparse, usable(dense, serving.encoder), filters, limit)
            points = serving.shard.query(request)
        return Found(serving.generation, best_first(map(_scored, points)))

    def idf(self, terms: Sequence[int]) -> list[float]:
        requests = [
            QueryRequest(limit=1, query=_nearest(SparseVector([term], [1.0])), with_vector=[SPARSE])
            for term in terms
        ]
        with self._mutex:
            shard = self._serve().shard
            answers = shard.query_batch(QueryBatchRequest(requests))
            passages = shard.info().points_count
        return [
            rarity(term, _holder(points), passages)
            for term, points in zip(terms, answers, strict=True)
        ]

    def status(self) -> Status:
        generation = self._generations.current()
        if not generation:
            raise self._missing()
        manifest = Manifest.read(self._generations.folder(generation))
        return Status(
            generation,
            manifest.encoder,
            {
                name: CollectionStatus(len(documents), sum(d.passages for d in documents.values()))
                for name, documents in sorted(manifest.collections.items())
            },
        )

    @contextmanager
    def draft(self, encoder: Encoder | None = None) -> Generator[Draft]:
        with self._generations.building():
            draft = EmbeddedDraft(self._generations, encoder)
            try:
                yield draft
                draft.finish()
                self._checked = -math.inf  # whoever builds sees it at once
            finally:
                draft.close()

    def close(self) -> None:
        with self._mutex:
            if self._serving:
                self._serving.close()
            self._serving = None

    def _serve(self) -> _Serving:
        now = self._clock()
        if self._serving and now - self._checked < CHECK_SECONDS:
            return self._serving
        self._checked = now
        current = self._generations.current()
        if self._serving and current in (None, self._serving.generation):
            return self._serving
        try:
            fresh = self._open(current)
        except (IndexLocked, IndexMissing):
            if not self._serving:
                raise
            return self._serving  # an old answer is better than none; the next check tries again
        if self._serving:
            self._serving.close()
        self._serving = fresh
        return fresh

    def _open(self, generation: str | None) -> _Serving:
        if not generation:
            raise self._missing()
        folder = self._generations.folder(generation)
        with ExitStack() as undo:
            lock = self._generations.hold(generation)
            undo.callback(lock.release)
            encoder = Manifest.read_encoder(folder)
            serving = _Serving(generation, encoder, EdgeShard.load(str(folder / "shard")), lock)
            undo.pop_all()
        return serving

    def _missing(self) -> IndexMissing:
        where = self._generations.index
        return IndexMissing(f"no index in {where}: run `medloop index build PATH` first")


def _request(
    sparse: SparseVector, dense: Sequence[float] | None, filters: Filters, limit: int
) -> QueryRequest:
    only = [FieldCondition(name, match=MatchAny(values)) for name, values in filters.chosen()]
    chosen = Filter(must=[*only]) if only else None
    if dense is None:
        return QueryRequest(limit=limit, query=_nearest(sparse), filter=chosen, with_payload=True)
    return QueryRequest(
        limit=limit,
        prefetches=[
            Prefetch(limit=limit, query=_nearest(sparse), filter=chosen),
            Prefetch(limit=limit, query=_nearest(list(dense), DENSE), filter=chosen),
        ],
        query=cast(Fusion, Fusion.Rrf(k=RRF_K)),  # a Fusion; the stubs do not say so
        with_payload=True,
    )


def _nearest(vector: SparseVector | list[float], using: str = SPARSE) -> Query:
    return Query.Nearest(vector, using=using)


def _scored(point: ScoredPoint) -> Scored:
    return Scored(passage_of(str(point.id), point.payload or {}), point.score)


def _holder(points: Sequence[ScoredPoint]) -> tuple[float, dict[int, float]] | None:
    """The score of the one passage found for a term, and its weights by term."""
    if not points or not isinstance(points[0].vector, dict):
        return None
    vector = points[0].vector[SPARSE]
    assert isinstance(vector, SparseVector)
    return points[0].score, dict(zip(vector.indices, vector.values, strict=True))
