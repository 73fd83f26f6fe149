"""From a question to its evidence: the best passages first, or none if the corpus has too little.

retriever = Retriever(store)
evidence = await retriever.search("What are the treatments for Noonan syndrome?")
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from retrieval.corpus import Passage
from retrieval.dense import Encoder
from retrieval.index import searchable
from retrieval.lexical import Lexical
from retrieval.store import NO_FILTERS, DenseQuery, Filters, Scored, Store

__all__ = ["Candidate", "Evidence", "Filters", "Hit", "Retriever"]

_REMEMBERED_TERMS = 50_000


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float
    rank: int  # from 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the record keeps of every passage that was considered."""

    passage_id: str
    document_id: str
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Evidence:
    query: str
    hits: tuple[Hit, ...]  # best first; empty when thin
    candidates: tuple[Candidate, ...]
    generation: str
    coverage: float  # of the best passage, 0 to 1
    thin: bool


class Retriever:
    """Searches from an event loop; everything that blocks runs in one worker thread.

    Evidence is thin when no passage covers `min_coverage` of what the question asks about: the
    share of its content terms that the passage (with title and headings) holds, each term weighed
    by its IDF. Rarity is what tells "Noonan syndrome" from the syndromes it has no page for:
    "syndrome" and "treatment" are everywhere and weigh little, an unknown name weighs most.
    Half of that is enough from a passage whose title the question names in full: "metformin
    contraindications" is answered by "Metformin" even if its author wrote "do not take".
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder | None = None,
        *,
        candidates: int = 30,
        per_document: int = 2,
        min_coverage: float = 0.6,
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._candidates = candidates
        self._per_document = per_document
        self._min_coverage = min_coverage
        self._lexical = Lexical()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="retrieval")
        self._idf: dict[int, float] = {}
        self._idf_generation = ""

    async def search(
        self, query: str, *, top_k: int = 5, filters: Filters = NO_FILTERS
    ) -> Evidence:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, self._search, query, top_k, filters)

    async def generation(self) -> str:
        """The serving generation; raises `IndexUnavailable` where a search would."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, self._store.generation)

    def close(self) -> None:
        self._worker.shutdown()
        self._store.close()

    def _search(self, query: str, top_k: int, filters: Filters) -> Evidence:
        sparse = self._lexical.query(query)
        if not sparse.indices:
            return Evidence(query, (), (), self._store.generation(), 0.0, thin=True)
        dense = None
        if self._encoder:
            dense = DenseQuery(self._encoder.name, self._encoder.encode([query])[0])
        limit = max(self._candidates, top_k * self._per_document)
        found = self._store.search(sparse, limit=limit, filters=filters, dense=dense)
        chosen = diverse(found.passages, top_k, self._per_document)
        weights = self._weights(sparse.indices, found.generation)
        coverage = max((self._coverage(hit.passage, weights) for hit in chosen), default=0.0)
        named = any(self._names(weights.keys(), hit.passage) for hit in chosen)
        thin = coverage < self._min_coverage * (0.5 if named else 1)
        return Evidence(
            query=query,
            hits=() if thin else chosen,
            candidates=tuple(
                Candidate(scored.passage.id, scored.passage.document_id, scored.score, rank)
                for rank, scored in enumerate(found.passages, 1)
            ),
            generation=found.generation,
            coverage=coverage,
            thin=thin,
        )

    def _weights(self, terms: Sequence[int], generation: str) -> dict[int, float]:
        if generation != self._idf_generation or len(self._idf) > _REMEMBERED_TERMS:
            self._idf = {}
            self._idf_generation = generation
        unknown = [term for term in terms if term not in self._idf]
        if unknown:
            self._idf.update(zip(unknown, self._store.idf(unknown), strict=True))
        return {term: self._idf[term] for term in terms}

    def _coverage(self, passage: Passage, weights: dict[int, float]) -> float:
        held = self._lexical.terms(searchable(passage))
        return sum(weights[term] for term in weights if term in held) / sum(weights.values())

    def _names(self, terms: Set[int], passage: Passage) -> bool:
        title = self._lexical.terms(passage.title)
        return bool(title) and title <= terms


def diverse(found: Iterable[Scored], top_k: int, per_document: int) -> tuple[Hit, ...]:
    """The best passages, but not all from one document."""
    taken: Counter[str] = Counter()
    hits: list[Hit] = []
    for scored in found:
        if len(hits) < top_k and taken[scored.passage.document_id] < per_document:
            taken[scored.passage.document_id] += 1
            hits.append(Hit(scored.passage, scored.score, len(hits) + 1))
    return tuple(hits)
