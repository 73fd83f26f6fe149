"""A folder that has its name only once everything in it is complete and on the disk."""
# pyright: reportMissingImports=false

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError

from train.errors import DiskFull, ReleaseError


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """The folder to write into; it becomes `out` at the end of the block, or it is gone.

    What a killed run left half-written is cleared by the next one. Raises ReleaseError where `out`
    exists or another process is writing it, DiskFull where there is no room.
    """
    if out.exists():
        raise ReleaseError(f"{out} exists already: name another folder, or move that one away")
    half = out.with_name(out.name + ".half")
    half.mkdir(parents=True, exist_ok=True)
    held = os.open(half, os.O_RDONLY)
    try:
        _claim(held, half)
        try:
            yield half
            _to_disk(half)
            half.rename(out)
            _sync(out.parent)
        except BaseException as error:
            shutil.rmtree(half, ignore_errors=True)
            if _is_full(error):
                raise DiskFull(
                    f"no room for {out}: free some and run the same command again"
                ) from error
            raise
    finally:
        os.close(held)


def copy(path: Path, to: Path) -> None:
    """The same bytes, readable by whoever serves them: trainers write for themselves alone."""
    shutil.copyfile(path, to)
    to.chmod(0o644)


def _claim(held: int, half: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ReleaseError(f"another process is writing {half}: wait for it") from None
    for left in half.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _to_disk(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _is_full(error: BaseException) -> bool:
    """safetensors puts the operating system's error into words."""
    if isinstance(error, SafetensorError):
        return os.strerror(errno.ENOSPC) in str(error)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
