"""Stores to test on, small corpora, a clock that only moves when told, and a tiny encoder."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from retrieval.corpus import Passage
from retrieval.embedded import EmbeddedStore
from retrieval.server_store import ServerStore
from retrieval.store import Store
from tests.retrieval.qdrant_stand_in import QdrantStandIn

settings.register_profile("medloop", deadline=None)  # a busy machine is not a failure
settings.load_profile("medloop")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class TinyEncoder:
    """Three dimensions, one for each subject it knows; remembers what it encoded."""

    name = "tiny-1"
    dimension = 3
    _subjects = (("heart", "cardiac", "心"), ("sugar", "diabetes", "糖"), ("fever", "hot", "热"))

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        self.encoded.extend(texts)
        return [
            [0.01 + sum(word in text.lower() for word in words) for words in self._subjects]
            for text in texts
        ]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def qdrant() -> Iterator[QdrantStandIn]:
    stand_in = QdrantStandIn()
    yield stand_in
    stand_in.stop()


@pytest.fixture(params=["embedded", "server"])
def new_store(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock
) -> Iterator[Callable[[], Store]]:
    """Makes stores on one and the same index, as several processes would."""
    opened: list[Store] = []
    if request.param == "server":
        url = request.getfixturevalue("qdrant").url

    def make() -> Store:
        if request.param == "embedded":
            opened.append(EmbeddedStore(tmp_path / "index", clock=clock))
        else:
            opened.append(ServerStore(url, "medloop", clock=clock))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    return new_store()


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows to a JSON Lines file; a row is a dictionary or just a text."""

    def write(name: str, *rows: dict[str, Any] | str) -> Path:
        path = tmp_path / f"{name}.jsonl"
        whole = [row if isinstance(row, dict) else {"id": row[:20], "text": row} for row in rows]
        path.write_text("".join(json.dumps(row) + "\n" for row in whole), encoding="utf-8")
        return path

    return write


@pytest.fixture
def passage() -> Callable[..., Passage]:
    def make(text: str, title: str = "Metformin", heading: str = "", number: int = 1) -> Passage:
        return Passage(
            id=f"00000000-0000-0000-0000-{number:012}",
            document_id=f"d{number}",
            ordinal=0,
            text=text,
            heading=heading,
            start=0,
            end=len(text),
            title=title,
            source="clinic",
        )

    return make
