"""What any store of passages can do, and the words it speaks in.

`EmbeddedStore` (embedded.py) runs the Qdrant engine in this process; `ServerStore`
(server_store.py) talks to a Qdrant server or cluster. An index lives in *generations*: a build
makes a new one beside the serving one and swaps it in when it is complete.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, Protocol

from qdrant_edge import SparseVector

from retrieval.corpus import Passage
from retrieval.dense import Encoder
from retrieval.errors import IndexMismatch

SPARSE = "bm25"
DENSE = "dense"
RRF_K = 60  # the constant of the paper: early ranks count, but no single list decides
INDEXED = ("collection", "document_id", "lang", "source", "specialty")
CHECK_SECONDS = 1.0  # how late a running service may notice a new generation


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with all a store keeps of it."""

    passage: Passage
    collection: str
    sha256: str  # of the whole document
    sparse: SparseVector
    dense: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Any of the values of a field, and all of the fields; an empty field filters nothing."""

    lang: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    specialty: tuple[str, ...] = ()

    def chosen(self) -> list[tuple[str, list[str]]]:
        fields = {"lang": self.lang, "source": self.source, "specialty": self.specialty}
        return [(name, list(values)) for name, values in fields.items() if values]


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class DenseQuery:
    """A question's vector, and the encoder that made it: no index may be asked with another's."""

    encoder: str
    vector: Sequence[float]


@dataclass(frozen=True, slots=True)
class Scored:
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    generation: str
    passages: list[Scored]  # best first


@dataclass(frozen=True, slots=True)
class StoredDocument:
    sha256: str
    passages: int


@dataclass(frozen=True, slots=True)
class CollectionStatus:
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Status:
    generation: str
    encoder: str | None
    collections: Mapping[str, CollectionStatus]


class Draft(Protocol):
    """The generation being built. It exists only from the first change on."""

    def documents(self, collection: str) -> Mapping[str, StoredDocument]:
        """What the serving generation holds of a collection, by document id."""
        ...

    def add(self, entries: Sequence[Entry]) -> None: ...

    def remove(self, collection: str, document_ids: Iterable[str]) -> None: ...


class Store(Protocol):
    """Every method may raise `IndexUnavailable`. Methods block: call them from a worker thread."""

    def generation(self) -> str:
        """The serving generation, opened if it was not yet."""
        ...

    def search(
        self,
        sparse: SparseVector,
        *,
        limit: int,
        filters: Filters = ...,
        dense: DenseQuery | None = None,
    ) -> Found:
        """Lexical, or hybrid where both the question and the index have dense vectors."""
        ...

    def idf(self, terms: Sequence[int]) -> list[float]:
        """How rare each term is in the corpus, as the ranking weighs it."""
        ...

    def status(self) -> Status: ...

    def draft(self, encoder: Encoder | None = None) -> AbstractContextManager[Draft]:
        """Build a generation: left without an error it serves, otherwise it never was.

        Without an encoder, passages can be removed from any index, but not added to a dense one.
        """
        ...

    def close(self) -> None: ...


def new_generation() -> str:
    """Sorts by time; the tail keeps two machines apart."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{token_hex(3)}"


def refuse_other_encoder(built_with: str | None, asked: str | None) -> None:
    if built_with != asked:
        raise IndexMismatch(
            f"the index was built with the encoder {built_with!r}, this asks for {asked!r}:"
            " configure the same one, or build a new index in another place"
        )


def usable(dense: DenseQuery | None, built_with: str | None) -> Sequence[float] | None:
    """The vector to search with; an index without dense vectors is searched by words alone."""
    if not dense or not built_with:
        return None
    refuse_other_encoder(built_with, dense.encoder)
    return dense.vector


def payload_of(entry: Entry) -> dict[str, Any]:
    passage = entry.passage
    return {
        "collection": entry.collection,
        "sha256": entry.sha256,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "text": passage.text,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
        "title": passage.title,
        "source": passage.source,
        "url": passage.url,
        "lang": passage.lang,
        "licence": passage.licence,
        "specialty": passage.specialty,
        "metadata": dict(passage.metadata),
    }


def passage_of(point_id: str, payload: Mapping[str, Any]) -> Passage:
    own = {name: payload[name] for name in payload if name not in ("collection", "sha256")}
    return Passage(id=point_id, **own)


def best_first(passages: Iterable[Scored]) -> list[Scored]:
    """Equal scores in a fixed order: the same question must get the same evidence."""
    return sorted(passages, key=lambda scored: (-scored.score, scored.passage.id))


def rarity(term: int, holder: tuple[float, Mapping[int, float]] | None, passages: int) -> float:
    """A term's IDF from a passage that holds it, found by that term alone: score = idf x weight.

    The formula for a term that no passage holds is the engine's own, with a frequency of zero.
    """
    if holder is None:
        return math.log(2 * passages + 2)
    score, weights = holder
    return score / weights[term]
