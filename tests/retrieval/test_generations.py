"""The embedded index folder: locks, builds that are killed, and what is kept."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retrieval.embedded import EmbeddedStore
from retrieval.errors import IndexLocked, IndexMissing
from retrieval.generations import Generations
from retrieval.index import build
from retrieval.lexical import Lexical
from tests.retrieval.conftest import Clock

Corpus = Callable[..., Path]

SERVE = """
store = EmbeddedStore(index)
store.generation()
pause()
"""
# Stops in the middle: a thousand passages are already in the new generation.
BUILD = """
def progress(done, total):
    if done == 1100:
        pause()

build([corpus], store=EmbeddedStore(index), progress=progress)
"""
PRELUDE = """
import sys
from pathlib import Path
from retrieval.embedded import EmbeddedStore
from retrieval.index import build

index, corpus = map(Path, sys.argv[1:])

def pause():
    print("paused", flush=True)
    sys.stdin.read()

"""


@contextmanager
def another_process(
    does: str, index: Path, corpus: Path = Path()
) -> Iterator[subprocess.Popen[str]]:
    """A process that has come to its pause; killed with SIGKILL at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + does, str(index), str(corpus)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        assert process.stdout.readline() == "paused\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def documents(index: Path) -> int:
    store = EmbeddedStore(index)
    found = store.search(Lexical().query("gout"), limit=10_000)
    store.close()
    return len(found.passages)


def many(count: int) -> list[dict[str, str]]:
    return [{"id": str(number), "text": f"Gout fact number {number}."} for number in range(count)]


def test_a_build_killed_half_way_leaves_the_old_generation_serving(
    index: Path, corpus: Corpus
) -> None:
    before = build([corpus("kb", "Gout hurts.")], store=EmbeddedStore(index))
    with another_process(BUILD, index, corpus("kb", *many(1500))):
        pass
    assert EmbeddedStore(index).status().generation == before.generation
    assert documents(index) == 1


def test_the_build_after_a_killed_one_succeeds_and_cleans_up(index: Path, corpus: Corpus) -> None:
    path = corpus("kb", *many(1500))
    with another_process(BUILD, index, path):
        pass
    [unfinished] = (index / "generations").iterdir()
    assert unfinished.name.endswith(".building")
    report = build([path], store=EmbeddedStore(index))
    assert documents(index) == report.added == 1500
    assert [folder.name for folder in (index / "generations").iterdir()] == [report.generation]


def test_a_second_process_is_told_that_workers_need_a_server(index: Path, corpus: Corpus) -> None:
    build([corpus("kb", "Gout hurts.")], store=EmbeddedStore(index))
    with (
        another_process(SERVE, index),
        pytest.raises(IndexLocked, match="MEDLOOP_QDRANT_URL"),
    ):
        EmbeddedStore(index).generation()
    assert documents(index) == 1  # a killed process holds nothing


def test_a_build_runs_beside_the_process_that_serves(index: Path, corpus: Corpus) -> None:
    build([corpus("kb", "Gout hurts.")], store=EmbeddedStore(index))
    with another_process(SERVE, index):
        report = build([corpus("more", "Gout heals.")], store=EmbeddedStore(index))
        assert EmbeddedStore(index).status().generation == report.generation
        assert documents(index) == 2


def test_only_one_build_at_a_time(index: Path, corpus: Corpus) -> None:
    path = corpus("kb", *many(1500))
    with (
        another_process(BUILD, index, path),
        pytest.raises(IndexLocked, match="another build"),
    ):
        build([path], store=EmbeddedStore(index))


def test_one_generation_besides_the_serving_one_is_kept(index: Path, corpus: Corpus) -> None:
    store = EmbeddedStore(index)
    built = [build([corpus("kb", f"Gout {n}.")], store=store).generation for n in range(4)]
    store.close()
    kept = sorted(folder.name for folder in (index / "generations").iterdir())
    assert kept == built[-2:]


def test_a_generation_in_use_is_not_removed(index: Path, corpus: Corpus, clock: Clock) -> None:
    builder = EmbeddedStore(index)
    first = build([corpus("kb", "Gout 0.")], store=builder).generation
    reader = EmbeddedStore(index, clock=clock)
    assert reader.generation() == first
    for number in range(1, 4):
        build([corpus("kb", f"Gout {number}.")], store=builder)
    assert (index / "generations" / first).exists()
    clock.now += 1
    assert reader.generation() != first
    build([corpus("kb", "Gout 5.")], store=builder)
    assert not (index / "generations" / first).exists()
    reader.close()


def test_a_store_keeps_answering_while_the_new_generation_is_held(
    index: Path, corpus: Corpus, clock: Clock
) -> None:
    serving = EmbeddedStore(index, clock=clock)
    first = build([corpus("kb", "Gout 0.")], store=EmbeddedStore(index)).generation
    assert serving.generation() == first
    second = build([corpus("kb", "Gout 1.")], store=EmbeddedStore(index)).generation
    with Generations(index).hold(second):
        clock.now += 1
        assert serving.generation() == first
    clock.now += 1
    assert serving.generation() == second
    serving.close()


def test_a_generation_that_is_gone_is_missing_not_locked(index: Path) -> None:
    with pytest.raises(IndexMissing, match="gone"):
        Generations(index).hold("20260101T000000000000-abcdef")


def test_a_copied_generation_takes_no_more_room_than_it_holds(index: Path, corpus: Corpus) -> None:
    build([corpus("first", "Gout 0.")], store=EmbeddedStore(index))
    report = build([corpus("second", "Gout 1.")], store=EmbeddedStore(index))
    files = list((index / "generations" / report.generation).rglob("*"))
    taken = sum(file.stat().st_blocks * 512 for file in files)
    assert taken < sum(file.stat().st_size for file in files) / 2
    assert documents(index) == 2
