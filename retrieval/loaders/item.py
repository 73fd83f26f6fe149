"""What every loader yields: a document, or what it skipped and why."""

import hashlib
from dataclasses import dataclass

from retrieval.corpus import Document


@dataclass(frozen=True, slots=True)
class Skipped:
    reason: str
    where: str


Item = Document | Skipped


def stable_id(title: str, text: str) -> str:
    """For documents without an id: the same content is the same document in every build."""
    return hashlib.sha256(f"{title}\x00{text}".encode("utf-8", "replace")).hexdigest()[:24]
