"""What only a Qdrant server has: aliases, other workers, and being away."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.errors import IndexLocked, StoreUnreachable
from retrieval.index import build
from retrieval.lexical import Lexical
from retrieval.server_store import ServerStore
from tests.retrieval.qdrant_stand_in import QdrantStandIn

Corpus = Callable[..., Path]


@pytest.fixture
def server(qdrant: QdrantStandIn) -> Iterator[ServerStore]:
    store = ServerStore(qdrant.url, "kb")
    yield store
    store.close()


def aliases(qdrant: QdrantStandIn) -> dict[str, str]:
    return {a.alias_name: a.collection_name for a in qdrant.client.get_aliases().aliases}


def test_the_alias_moves_with_each_build_and_two_generations_stay(
    server: ServerStore, qdrant: QdrantStandIn, corpus: Corpus
) -> None:
    built = [build([corpus("kb", f"Gout {n}.")], store=server).generation for n in range(3)]
    assert aliases(qdrant) == {"kb": f"kb-{built[2]}", "kb-previous": f"kb-{built[1]}"}
    assert qdrant.collections == [f"kb-{built[1]}", f"kb-{built[2]}"]
    assert qdrant.asked.count("POST /collections/aliases") == 3  # each swap in one call


def test_leftovers_go_and_what_belongs_to_others_stays(
    server: ServerStore, qdrant: QdrantStandIn, corpus: Corpus
) -> None:
    for name in ("kb-20260101T000000000000-abcdef", "kb-notes", "other"):
        qdrant.client.create_collection(name, vectors_config={})
    report = build([corpus("kb", "Gout.")], store=server)
    assert qdrant.collections == sorted([f"kb-{report.generation}", "kb-notes", "other"])


def test_a_build_overtaken_by_another_gives_way(
    server: ServerStore, qdrant: QdrantStandIn, corpus: Corpus
) -> None:
    second = ServerStore(qdrant.url, "kb")
    overtaken = build([corpus("kb", "Gout.")], store=server)

    def overtake(done: int, total: int | None) -> None:
        nonlocal overtaken
        overtaken = build([corpus("fast", "Fever.")], store=second)

    with pytest.raises(IndexLocked, match="run this one again"):
        build([corpus("kb", "Gout, changed.")], store=server, progress=overtake)
    assert server.status().generation == overtaken.generation
    second.close()


def test_a_worker_follows_when_its_generation_was_deleted(
    server: ServerStore, qdrant: QdrantStandIn, corpus: Corpus
) -> None:
    builder = ServerStore(qdrant.url, "kb")
    build([corpus("kb", "Gout 0.")], store=builder)
    assert server.search(Lexical().query("gout"), limit=1).passages
    for number in range(1, 4):
        build([corpus("kb", f"Gout {number}.")], store=builder)
    [scored] = server.search(Lexical().query("gout"), limit=1).passages
    assert scored.passage.text == "Gout 3."
    builder.close()


def test_a_server_that_refuses_or_is_away_is_unreachable(
    server: ServerStore, qdrant: QdrantStandIn
) -> None:
    qdrant.broken = True
    with pytest.raises(StoreUnreachable, match="refused"):
        server.generation()
    away = ServerStore("http://127.0.0.1:9", "kb", timeout=2)
    with pytest.raises(StoreUnreachable, match="MEDLOOP_QDRANT_URL"):
        away.generation()
    away.close()


def test_only_the_server_store_pays_for_qdrant_client() -> None:
    """43 MB and a second, for every process that imports it."""
    heavy = "{'qdrant_client', 'numpy', 'torch'}"
    code = (
        "import sys, retrieval.settings, retrieval.search, retrieval.index, retrieval.prompt,"
        f" retrieval.verify; print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
