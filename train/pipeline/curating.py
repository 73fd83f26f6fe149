"""The segments that curate: rows through steps shard by shard, or all rows under a select's eye.

Every job here reads the shards listed in `inputs.json` of its folder and writes into the folder.
Steps are built where they run, once a process; a job holds only their names and settings.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from train import rows
from train.curate import Drop
from train.pipeline import shards
from train.pipeline.shards import Border, Item
from train.pipeline.steps import Step, build, build_once, shape_of
from train.rows import Row

Tick = Callable[[int], object]


@dataclass(frozen=True)
class PerShard:
    """What the jobs that turn the n-th shard into an n-th shard have in common."""

    folder: Path
    title: str
    tasks: int
    total: int  # rows to come

    def lock(self, task: int) -> Path:
        return self.folder / f"{task:05d}.lock"

    def finished(self, task: int) -> bool:
        return shards.counts_file(self.folder, task).exists()

    def lines(self, task: int, tick: Tick) -> Iterator[Item]:
        return ticked(shards.items(inputs(self.folder)[task]), tick)


@dataclass(frozen=True)
class Curating(PerShard):
    """Filters, changes and scores, in their order."""

    steps: tuple[Step, ...]

    def run(self, task: int, tick: Tick) -> None:
        made = [build_once(step) for step in self.steps]
        borders = [Border() for _ in range(len(made) + 1)]
        dropped = [Counter[str]() for _ in made]
        lines = borders[0].crossed(self.lines(task, tick))
        for step, name, border, reasons in zip(made, self.steps, borders[1:], dropped, strict=True):
            lines = border.crossed(THROUGH[shape_of(name.name, step)](step, lines, reasons))
        shards.write(shards.rows_file(self.folder, task), lines)
        counts = {
            "borders": [border.told() for border in borders],
            "dropped": [dict(reasons) for reasons in dropped],
            "scorers": [getattr(step, "scorer", None) for step in made],
        }
        shards.write_json(shards.counts_file(self.folder, task), counts)


def _judged(step: Any, lines: Iterable[Item], dropped: Counter[str]) -> Iterator[Item]:
    for line, row in lines:
        keep, reason = step.judge(row)
        if keep:
            yield line, row
        else:
            dropped[reason] += 1


def _changed(step: Any, lines: Iterable[Item], dropped: Counter[str]) -> Iterator[Item]:
    for _, row in lines:
        try:
            yield shards.item(step.change(row))
        except Drop as drop:
            dropped[drop.reason] += 1


def _scored(step: Any, lines: Iterator[Item], dropped: Counter[str]) -> Iterator[Item]:
    while batch := [row for _, row in islice(lines, getattr(step, "batch", 1))]:
        yield from map(shards.item, step.score(batch))


THROUGH: dict[str, Callable[..., Iterator[Item]]] = {
    "filter": _judged,
    "change": _changed,
    "score": _scored,
}


@dataclass(frozen=True)
class Selecting:
    """A step that sees all rows, as often as it wants: which ones it drops, to `drops.jsonl`."""

    folder: Path
    step: Step
    title: str
    tasks = 1
    total = None  # it may read the rows several times

    def lock(self, task: int) -> Path:
        return self.folder / "select.lock"

    def finished(self, task: int) -> bool:
        return (self.folder / "select.json").exists()

    def run(self, task: int, tick: Tick) -> None:
        made = build(self.step, self.folder.parent / f"kept-{self.step.name}")
        paths = inputs(self.folder)

        def read() -> Iterator[Row]:
            return ticked((row for path in paths for _, row in shards.items(path)), tick)

        drops = made.select(read)
        rows.write(self.folder / "drops.jsonl", ({"key": key, "why": why} for key, why in drops))
        told = {
            "scorer": getattr(made, "scorer", None),
            "report": made.report() if hasattr(made, "report") else None,
        }
        shards.write_json(self.folder / "select.json", told)


@dataclass(frozen=True)
class Dropping(PerShard):
    """Leaves out what a select chose to drop."""

    def run(self, task: int, tick: Tick) -> None:
        drops, dropped = _drops(self.folder / "drops.jsonl"), Counter[str]()
        before, after = Border(), Border()

        def kept() -> Iterator[Item]:
            for line, row in before.crossed(self.lines(task, tick)):
                if why := drops.get(rows.key(row)):
                    dropped[why] += 1
                else:
                    yield line, row

        shards.write(shards.rows_file(self.folder, task), after.crossed(kept()))
        counts = {"borders": [before.told(), after.told()], "dropped": [dict(dropped)]}
        shards.write_json(shards.counts_file(self.folder, task), counts)


def inputs(folder: Path) -> list[Path]:
    return [folder.parent / name for name in shards.read_json(folder / "inputs.json")]


def ticked(found: Iterable[Any], tick: Tick) -> Iterator[Any]:
    for one in found:
        tick(1)
        yield one


@lru_cache(maxsize=1)
def _drops(path: Path) -> dict[str, str]:
    drops: dict[str, str] = {}
    for row in rows.read(path):
        drops.setdefault(row["key"], row["why"])
    return drops
