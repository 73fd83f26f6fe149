"""The folder of an embedded index: its generations, which of them serves, and the locks.

<index>/current                    names the serving generation; replaced atomically
<index>/build.lock                 one build at a time
<index>/generations/<id>/shard     never written again once `current` has named it
<index>/generations/<id>/manifest.jsonl
<index>/generations/<id>/lock      one process may hold a generation open
<index>/generations/<id>.building  unfinished; the next build removes what a killed one left
"""

import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from retrieval.errors import IndexLocked, IndexMissing

_UNFINISHED = ".building"


class FileLock:
    """An exclusive `flock`. The kernel drops it when its process ends, however it ends."""

    def __init__(self, path: Path, held_elsewhere: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise IndexLocked(held_elsewhere) from None

    def release(self) -> None:
        os.close(self._file)

    def __enter__(self) -> "FileLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class Generations:
    def __init__(self, index: Path) -> None:
        self.index = index
        self._folder = index / "generations"
        self._current = index / "current"

    def current(self) -> str | None:
        with suppress(FileNotFoundError):
            return self._current.read_text(encoding="ascii").strip() or None
        return None

    def folder(self, generation: str) -> Path:
        return self._folder / generation

    def hold(self, generation: str) -> FileLock:
        """Keep every other process from opening a generation; a removed one is `IndexMissing`."""
        folder = self.folder(generation)
        try:
            lock = FileLock(
                folder / "lock",
                f"the index in {self.index} is in use by another process. An embedded index serves"
                " one process; several workers need a Qdrant server: set MEDLOOP_QDRANT_URL",
            )
        except FileNotFoundError:
            raise IndexMissing(f"generation {generation} is gone from {self.index}") from None
        if not (folder / "manifest.jsonl").exists():
            lock.release()
            raise IndexMissing(f"generation {generation} is gone from {self.index}")
        return lock

    @contextmanager
    def building(self) -> Generator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        busy = f"another build of the index in {self.index} is running: wait until it has ended"
        with FileLock(self.index / "build.lock", busy):
            self._remove_leftovers()
            yield

    def begin(self, generation: str, base: str | None) -> Path:
        """A folder to build in: empty, or a copy of the generation to start from."""
        folder = self._folder / (generation + _UNFINISHED)
        folder.mkdir()
        if base:
            _copy_tree(self.folder(base) / "shard", folder / "shard")
        else:
            (folder / "shard").mkdir()
        return folder

    def finish(self, folder: Path) -> None:
        """Make a complete folder the serving generation; all of it is on disk before that."""
        generation = folder.name.removesuffix(_UNFINISHED)
        (folder / "lock").touch()
        for path in [*folder.rglob("*"), folder]:
            _fsync(path)
        os.rename(folder, self.folder(generation))
        _fsync(self._folder)
        draft = self._current.with_suffix(".new")
        draft.write_text(generation + "\n", encoding="ascii")
        _fsync(draft)
        os.replace(draft, self._current)
        _fsync(self.index)
        self._remove_leftovers()

    def _remove_leftovers(self) -> None:
        """All but the serving generation and the one before it; what a process holds, stays."""
        current = self.current()
        finished = sorted(
            path.name for path in self._folder.iterdir() if path.suffix != _UNFINISHED
        )
        older = [name for name in finished if current and name < current]
        keep = {current, *older[-1:]}
        for path in self._folder.iterdir():
            if path.suffix == _UNFINISHED:
                shutil.rmtree(path)
            elif path.name not in keep:
                with suppress(IndexLocked), FileLock(path / "lock", "held"):
                    shutil.rmtree(path)


def _copy_tree(source: Path, target: Path) -> None:
    target.mkdir()
    for path in source.iterdir():
        if path.is_dir():
            _copy_tree(path, target / path.name)
        else:
            _copy_sparse(path, target / path.name)


def _copy_sparse(source: Path, target: Path) -> None:
    """Qdrant allocates pages of 32 MB and fills little of them: copy the data, keep the holes."""
    with source.open("rb") as reading, target.open("wb") as writing:
        size = os.fstat(reading.fileno()).st_size
        end = 0
        while end < size:
            try:
                start = os.lseek(reading.fileno(), end, os.SEEK_DATA)
            except OSError:  # ENXIO: only a hole is left
                break
            end = os.lseek(reading.fileno(), start, os.SEEK_HOLE)
            reading.seek(start)
            writing.seek(start)
            while start < end and (block := reading.read(min(end - start, 1 << 20))):
                writing.write(block)
                start += len(block)
        writing.truncate(size)


def _fsync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
