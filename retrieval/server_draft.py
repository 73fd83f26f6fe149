"""A generation on a Qdrant server in the making: a new collection, filled from the serving one.

One build at a time: the server has no lock for it, so a second build removes what the first has
not finished, and the first one stops with an error. The serving generation is safe either way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from qdrant_client import QdrantClient, models

from retrieval.dense import Encoder
from retrieval.errors import IndexLocked
from retrieval.store import (
    DENSE,
    INDEXED,
    SPARSE,
    Entry,
    StoredDocument,
    new_generation,
    payload_of,
    refuse_other_encoder,
)

_BATCH = 500


class ServerDraft:
    """The collection is made when the first change comes."""

    def __init__(self, client: QdrantClient, name: str, encoder: Encoder | None) -> None:
        self._client = client
        self._name = name
        self._encoder = encoder
        self._asked = encoder.name if encoder else None
        self._built_with = self._asked
        self._base = serving_collection(client, name)
        self._start = self._base if self._base and client.count(self._base).count else None
        if self._start:
            self._built_with = encoder_of(client, self._start)
            if self._asked:
                refuse_other_encoder(self._built_with, self._asked)
        self._collection: str | None = None
        self._remove_leftovers()

    def documents(self, collection: str) -> Mapping[str, StoredDocument]:
        documents: dict[str, StoredDocument] = {}
        of_it = models.FieldCondition(key="collection", match=models.MatchValue(value=collection))
        for record in self._scroll(["document_id", "sha256"], models.Filter(must=[of_it])):
            payload = record.payload or {}
            before = documents.get(payload["document_id"])
            count = before.passages if before else 0
            documents[payload["document_id"]] = StoredDocument(payload["sha256"], count + 1)
        return documents

    def add(self, entries: Sequence[Entry]) -> None:
        refuse_other_encoder(self._built_with, self._asked)
        for first in range(0, len(entries), _BATCH):
            points = [
                models.PointStruct(id=e.passage.id, vector=_vectors(e), payload=payload_of(e))
                for e in entries[first : first + _BATCH]
            ]
            self._client.upsert(self._opened(), points)

    def remove(self, collection: str, document_ids: Iterable[str]) -> None:
        ids = list(document_ids)
        for first in range(0, len(ids), _BATCH):
            chosen = models.Filter(
                must=[
                    models.FieldCondition(
                        key="collection", match=models.MatchValue(value=collection)
                    ),
                    models.FieldCondition(
                        key="document_id", match=models.MatchAny(any=ids[first : first + _BATCH])
                    ),
                ]
            )
            self._client.delete(self._opened(), models.FilterSelector(filter=chosen))

    def finish(self) -> None:
        """Point the alias at the new collection, in one operation, and drop the oldest."""
        if not self._collection:
            return
        if serving_collection(self._client, self._name) != self._base:
            raise IndexLocked("another build has finished meanwhile: run this one again")
        changes: list[models.AliasOperations] = []
        aliases = _aliases(self._client)
        targets = {self._name: self._collection, f"{self._name}-previous": self._base}
        for alias, target in targets.items():
            if alias in aliases:
                old = models.DeleteAlias(alias_name=alias)
                changes.append(models.DeleteAliasOperation(delete_alias=old))
            if target:
                new = models.CreateAlias(collection_name=target, alias_name=alias)
                changes.append(models.CreateAliasOperation(create_alias=new))
        self._client.update_collection_aliases(changes)
        self._collection = None
        self._remove_leftovers()

    def close(self) -> None:
        """Throw away what was not finished."""
        if self._collection:
            self._client.delete_collection(self._collection)
        self._collection = None

    def _opened(self) -> str:
        if self._collection:
            return self._collection
        self._collection = collection = f"{self._name}-{new_generation()}"
        self._client.create_collection(
            collection,
            vectors_config=self._dense_config(),
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            metadata={"encoder": self._built_with},
        )
        for field in INDEXED:
            self._client.create_payload_index(collection, field, models.PayloadSchemaType.KEYWORD)
        self._client.create_payload_index(collection, "ordinal", models.PayloadSchemaType.INTEGER)
        self._copy_to(collection)
        return collection

    def _dense_config(self) -> dict[str, models.VectorParams]:
        if self._start:
            vectors = self._client.get_collection(self._start).config.params.vectors
            return vectors if isinstance(vectors, dict) else {}
        if not self._encoder:
            return {}
        size = self._encoder.dimension
        return {DENSE: models.VectorParams(size=size, distance=models.Distance.COSINE)}

    def _copy_to(self, collection: str) -> None:
        batch: list[models.PointStruct] = []
        for record in self._scroll(True, None):
            vector = cast(models.VectorStruct, record.vector)
            batch.append(models.PointStruct(id=record.id, vector=vector, payload=record.payload))
            if len(batch) == _BATCH:
                self._client.upsert(collection, batch)
                batch = []
        if batch:
            self._client.upsert(collection, batch)

    def _scroll(
        self, payload: bool | list[str], chosen: models.Filter | None
    ) -> Iterator[models.Record]:
        """Every point of the generation this one starts from; with vectors if whole."""
        offset: Any = None
        while self._start:
            records, offset = self._client.scroll(
                self._start,
                chosen,
                limit=_BATCH,
                offset=offset,
                with_payload=payload,
                with_vectors=payload is True,
            )
            yield from records
            if offset is None:
                return

    def _remove_leftovers(self) -> None:
        """Generations that no alias names: older than the previous one, or never finished."""
        ours = re.compile(re.escape(self._name) + r"-\d{8}T\d{12}-[0-9a-f]{6}")
        named = set(_aliases(self._client).values())
        for described in self._client.get_collections().collections:
            if ours.fullmatch(described.name) and described.name not in named:
                self._client.delete_collection(described.name)


def serving_collection(client: QdrantClient, name: str) -> str | None:
    return _aliases(client).get(name)


def encoder_of(client: QdrantClient, collection: str) -> str | None:
    return (client.get_collection(collection).config.metadata or {}).get("encoder")


def _aliases(client: QdrantClient) -> dict[str, str]:
    return {alias.alias_name: alias.collection_name for alias in client.get_aliases().aliases}


def _vectors(entry: Entry) -> dict[str, models.Vector]:
    sparse = models.SparseVector(indices=entry.sparse.indices, values=entry.sparse.values)
    vectors: dict[str, models.Vector] = {SPARSE: sparse}
    if entry.dense is not None:
        vectors[DENSE] = list(entry.dense)
    return vectors
