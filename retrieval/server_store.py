"""The server store: a Qdrant server or cluster that any number of workers share.

    collection <name>-<generation>   one for each generation
    alias      <name>                the serving one
    alias      <name>-previous       the one before it, for workers that have not noticed yet

Only this module and its draft import qdrant_client.
"""

import math
import time
import warnings
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse
from qdrant_edge import SparseVector

from retrieval.dense import Encoder
from retrieval.errors import IndexMissing, StoreUnreachable
from retrieval.server_draft import ServerDraft, encoder_of, serving_collection
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

_Answer = TypeVar("_Answer")
_MOST_COLLECTIONS = 10_000


@dataclass(frozen=True, slots=True)
class _Serving:
    collection: str
    generation: str
    encoder: str | None


class ServerStore:
    def __init__(
        self,
        url: str,
        name: str,
        api_key: str = "",
        *,
        timeout: int = 30,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._name = name
        self._clock = clock
        with warnings.catch_warnings():
            # A key over plain HTTP is how a server on a private network is guarded; said once in
            # docs/deploy.md, not at every start.
            warnings.filterwarnings("ignore", message="Api key is used with an insecure connection")
            self._client = QdrantClient(
                url=url, api_key=api_key or None, timeout=timeout, check_compatibility=False
            )
        self._mutex = Lock()
        self._serving: _Serving | None = None
        self._checked = -math.inf

    def generation(self) -> str:
        with self._reachable():
            return self._serve().generation

    def search(
        self,
        sparse: SparseVector,
        *,
        limit: int,
        filters: Filters = NO_FILTERS,
        dense: DenseQuery | None = None,
    ) -> Found:
        def ask(serving: _Serving) -> Found:
            vector = usable(dense, serving.encoder)
            request = _request(sparse, vector, filters, limit)
            [answer] = self._client.query_batch_points(serving.collection, [request])
            found = [Scored(passage_of(str(p.id), p.payload or {}), p.score) for p in answer.points]
            return Found(serving.generation, best_first(found))

        return self._following(ask)

    def idf(self, terms: Sequence[int]) -> list[float]:
        requests = [
            models.QueryRequest(
                query=models.SparseVector(indices=[term], values=[1.0]),
                using=SPARSE,
                limit=1,
                with_vector=[SPARSE],
            )
            for term in terms
        ]

        def ask(serving: _Serving) -> list[float]:
            answers = self._client.query_batch_points(serving.collection, requests)
            passages = self._client.count(serving.collection).count
            return [
                rarity(term, _holder(answer.points), passages)
                for term, answer in zip(terms, answers, strict=True)
            ]

        return self._following(ask)

    def status(self) -> Status:
        def ask(serving: _Serving) -> Status:
            named = self._client.facet(serving.collection, "collection", limit=_MOST_COLLECTIONS)
            collections = {
                str(hit.value): self._count(serving.collection, str(hit.value))
                for hit in sorted(named.hits, key=lambda hit: str(hit.value))
            }
            return Status(serving.generation, serving.encoder, collections)

        self._checked = -math.inf  # of a status one expects the latest
        return self._following(ask)

    @contextmanager
    def draft(self, encoder: Encoder | None = None) -> Generator[Draft]:
        with self._reachable():
            draft = ServerDraft(self._client, self._name, encoder)
            try:
                yield draft
                draft.finish()
                self._checked = -math.inf  # whoever builds sees it at once
            finally:
                draft.close()

    def close(self) -> None:
        self._client.close()

    def _count(self, collection: str, named: str) -> CollectionStatus:
        of_it = models.FieldCondition(key="collection", match=models.MatchValue(value=named))
        first = models.FieldCondition(key="ordinal", match=models.MatchValue(value=0))
        passages = self._client.count(collection, models.Filter(must=[of_it])).count
        documents = self._client.count(collection, models.Filter(must=[of_it, first])).count
        return CollectionStatus(documents, passages)

    def _following(self, ask: Callable[[_Serving], _Answer]) -> _Answer:
        """Ask the serving generation; if it is gone by now, two builds later, ask the new one."""
        with self._reachable():
            try:
                return ask(self._serve())
            except UnexpectedResponse as error:
                if error.status_code != 404:
                    raise
                self._checked = -math.inf
                return ask(self._serve())

    def _serve(self) -> _Serving:
        with self._mutex:
            now = self._clock()
            if self._serving and now - self._checked < CHECK_SECONDS:
                return self._serving
            collection = serving_collection(self._client, self._name)
            if not collection:
                raise IndexMissing(
                    f"no index named {self._name!r} on {self._url}:"
                    " run `medloop index build PATH` first"
                )
            if not self._serving or self._serving.collection != collection:
                generation = collection.removeprefix(f"{self._name}-")
                self._serving = _Serving(
                    collection, generation, encoder_of(self._client, collection)
                )
            self._checked = now
            return self._serving

    @contextmanager
    def _reachable(self) -> Generator[None]:
        try:
            yield
        except UnexpectedResponse as error:
            raise StoreUnreachable(
                f"Qdrant at {self._url} refused ({error.status_code} {error.reason_phrase}):"
                " check its log, and MEDLOOP_QDRANT_API_KEY if it asks for one"
            ) from error
        except ResponseHandlingException as error:
            raise StoreUnreachable(
                f"Qdrant at {self._url} does not answer ({error}): check MEDLOOP_QDRANT_URL"
            ) from error


def _request(
    sparse: SparseVector, dense: Sequence[float] | None, filters: Filters, limit: int
) -> models.QueryRequest:
    only = [
        models.FieldCondition(key=name, match=models.MatchAny(any=values))
        for name, values in filters.chosen()
    ]
    chosen = models.Filter(must=[*only]) if only else None
    words = models.SparseVector(indices=sparse.indices, values=sparse.values)
    if dense is None:
        return models.QueryRequest(
            query=words, using=SPARSE, filter=chosen, limit=limit, with_payload=True
        )
    return models.QueryRequest(
        prefetch=[
            models.Prefetch(query=words, using=SPARSE, filter=chosen, limit=limit),
            models.Prefetch(query=list(dense), using=DENSE, filter=chosen, limit=limit),
        ],
        query=models.RrfQuery(rrf=models.Rrf(k=RRF_K)),
        limit=limit,
        with_payload=True,
    )


def _holder(points: Sequence[models.ScoredPoint]) -> tuple[float, dict[int, float]] | None:
    """The score of the one passage found for a term, and its weights by term."""
    if not points:
        return None
    vector = cast(dict[str, Any], points[0].vector)[SPARSE]
    return points[0].score, dict(zip(vector.indices, vector.values, strict=True))
