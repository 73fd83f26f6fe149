"""The segments of a run: each takes the shards of the one before to shards of its own.

A segment's `done.json` says which shards hold its rows now and what goes into the ledger; it is
written last, once the ledger's check has passed.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from train.pipeline import ledger, shards
from train.pipeline.curating import Curating, Dropping, Selecting
from train.pipeline.executor import Executor
from train.pipeline.pairing import Pairing
from train.pipeline.reading import Reading
from train.pipeline.rendering import PARTS, Rendering, merged
from train.pipeline.steps import Step
from train.recipe import DataRecipe


@dataclass(frozen=True)
class Done:
    """`shards` are named from the work folder; `told` is for the ledger."""

    shards: list[str]
    rows: int
    told: dict[str, Any]


NOTHING = Done([], 0, {})


class Segment(Protocol):
    @property
    def folder(self) -> Path: ...
    def run(self, before: Done, executor: Executor) -> Done: ...


def remembered(folder: Path) -> Done | None:
    path = folder / "done.json"
    return Done(**shards.read_json(path)) if path.exists() else None


def advance(segment: Segment, before: Done, executor: Executor) -> Done:
    """Runs the segment, or what is left of it."""
    segment.folder.mkdir(parents=True, exist_ok=True)
    shards.write_json(segment.folder / "inputs.json", before.shards)
    done = segment.run(before, executor)
    ledger.check(done.told.get("steps", []))
    shards.write_json(segment.folder / "done.json", vars(done))
    return done


def forget(work: Path, done: Done) -> None:
    """Removes the rows that the next segment has taken over; what was told of them stays."""
    for folder in sorted({(work / name).parent for name in done.shards}):
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "done.json":
                path.unlink()


@dataclass(frozen=True)
class Read:
    folder: Path
    folders: tuple[Path, ...]  # one a source
    recipe: DataRecipe
    shard_rows: int

    def run(self, before: Done, executor: Executor) -> Done:
        sources = tuple(self.recipe.sources)
        executor.run(Reading(self.folders, sources, self.shard_rows), self.folder / "logs")
        read = [shards.read_json(folder / "read.json") for folder in self.folders]
        borders = [border for one in read for border in one["borders"]]
        entry = ledger.entry("read", borders, borders, [one["dropped"] for one in read])
        for source, one in zip(sources, read, strict=True):
            lost = sum(one["dropped"].values())
            entry["in"] += lost
            entry["by_source"].setdefault(source.name, {"in": 0, "out": 0})["in"] += lost
        names = [
            str(shards.rows_file(folder, n).relative_to(self.folder.parent))
            for folder, one in zip(self.folders, read, strict=True)
            for n in range(len(one["borders"]))
        ]
        told = {source.name: _said(one) for source, one in zip(sources, read, strict=True)}
        return Done(names, entry["out"], {"sources": told, "steps": [entry]})


def _said(read: dict[str, Any]) -> dict[str, Any]:
    lost = sum(read["dropped"].values())
    return {
        "rows": lost + sum(border["rows"] for border in read["borders"]),
        "lang": ledger.summed(border["by_lang"] for border in read["borders"]),
    }


@dataclass(frozen=True)
class Steps:
    folder: Path
    steps: list[Step]

    def run(self, before: Done, executor: Executor) -> Done:
        title, count = "+".join(step.name for step in self.steps), len(before.shards)
        job = Curating(self.folder, title, count, before.rows, tuple(self.steps))
        executor.run(job, self.folder / "logs")
        counts = _counts(self.folder, count)
        entries = []
        for n, step in enumerate(self.steps):
            entry = ledger.entry(
                step.name,
                [shard["borders"][n] for shard in counts],
                [shard["borders"][n + 1] for shard in counts],
                [shard["dropped"][n] for shard in counts],
            )
            entry["scorer"] = _one([shard["scorers"][n] for shard in counts])
            entries.append(entry)
        return Done(_shards(self.folder, count), entries[-1]["out"], {"steps": entries})


def _one(scorers: list[str | None]) -> str | None:
    return " + ".join(sorted({scorer for scorer in scorers if scorer})) or None


@dataclass(frozen=True)
class Select:
    folder: Path
    step: Step

    def run(self, before: Done, executor: Executor) -> Done:
        title, count = self.step.name, len(before.shards)
        executor.run(Selecting(self.folder, self.step, title), self.folder / "logs")
        executor.run(
            Dropping(self.folder, f"{title}: drop", count, before.rows), self.folder / "logs"
        )
        counts = _counts(self.folder, count)
        entry = ledger.entry(
            title,
            [shard["borders"][0] for shard in counts],
            [shard["borders"][1] for shard in counts],
            [shard["dropped"][0] for shard in counts],
        )
        entry |= shards.read_json(self.folder / "select.json")
        return Done(_shards(self.folder, count), entry["out"], {"steps": [entry]})


@dataclass(frozen=True)
class Pairs:
    folder: Path
    recipe: DataRecipe
    shard_rows: int

    def run(self, before: Done, executor: Executor) -> Done:
        recipe = self.recipe
        job = Pairing(self.folder, before.rows, recipe.pairs or {}, recipe.seed, self.shard_rows)
        executor.run(job, self.folder / "logs")
        told = shards.read_json(self.folder / "pairs.json")
        entry = ledger.entry("pairs", told["before"], told["after"], told["dropped"])
        judged = told["report"].get("judged") or {}
        entry |= {"report": told["report"], "scorer": judged.get("judge")}
        names = _shards(self.folder, len(told["after"]))
        return Done(names, entry["out"], {"steps": [entry]})


@dataclass(frozen=True)
class Render:
    """Its shards are TRL's rows, the training part; held-out rows lie beside them."""

    folder: Path
    recipe: DataRecipe

    def run(self, before: Done, executor: Executor) -> Done:
        count, stage = len(before.shards), self.recipe.stage
        job = Rendering(self.folder, "write", count, before.rows, stage, self.recipe.held_out)
        executor.run(job, self.folder / "logs")
        counts = _counts(self.folder, count)
        told = {part: merged([shard[part] for shard in counts]) for part in PARTS}
        return Done(_shards(self.folder, count, ".train"), before.rows, {"parts": told})


def _counts(folder: Path, count: int) -> list[dict[str, Any]]:
    return [shards.read_json(shards.counts_file(folder, n)) for n in range(count)]


def _shards(folder: Path, count: int, part: str = "") -> list[str]:
    return [f"{folder.name}/{shards.rows_file(folder, n, part).name}" for n in range(count)]
