"""The passages of a turn, back from its record: what its answers were given to cite."""

from collections.abc import Mapping
from typing import Any

from retrieval.corpus import Passage

_FIELDS = (
    "id", "document_id", "text", "heading", "start", "end", "title", "source", "url", "lang",
    "licence", "specialty", "metadata",
)  # fmt: skip


def recorded_passages(retrieval: Mapping[str, Any] | None) -> list[Passage]:
    """In the order of their numbers: the one cited as [n] is at n - 1."""
    records: list[dict[str, Any]] = (retrieval or {}).get("passages", [])
    return [
        Passage(ordinal=number, **{name: record[name] for name in _FIELDS})
        for number, record in enumerate(records)
    ]
