"""The first segment: sources into shards of rows, a task a source."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import train.sources
from train.errors import DataError
from train.pipeline import shards
from train.recipe import Source
from train.rows import Row


@dataclass(frozen=True)
class Reading:
    """Each source goes into a folder of its own, where `read.json` says what was read."""

    folders: tuple[Path, ...]
    sources: tuple[Source, ...]
    shard_rows: int
    title = "read"
    total = None  # rows, unknown before they are read

    @property
    def tasks(self) -> int:
        return len(self.sources)

    def lock(self, task: int) -> Path:
        return self.folders[task] / "lock"

    def finished(self, task: int) -> bool:
        return (self.folders[task] / "read.json").exists()

    def run(self, task: int, tick: Callable[[int], object]) -> None:
        folder, dropped = self.folders[task], Counter[str]()
        found = (shards.item(row) for row in _kept(self.sources[task], dropped, tick))
        borders = shards.write_all(folder, found, self.shard_rows)
        read = {"dropped": dict(dropped), "borders": [border.told() for border in borders]}
        shards.write_json(folder / "read.json", read)


def _kept(source: Source, dropped: Counter[str], tick: Callable[[int], object]) -> Iterator[Row]:
    """Keys name rows from here on, so two rows of one id are refused."""
    seen: set[bytes] = set()
    options = source.model_dump(exclude={"source", "path", "name"})
    for row in train.sources.load(source.source, source.path, source.name, **options):
        tick(1)
        digest = blake2b(row["id"].encode(), digest_size=8).digest()
        if digest in seen:
            raise DataError(f"source {source.name!r} has two rows with the id {row['id']!r}")
        seen.add(digest)
        if why := train.sources.set_aside(row):
            dropped[why] += 1
        else:
            yield row
