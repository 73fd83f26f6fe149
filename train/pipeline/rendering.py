"""The last segment: rows as TRL reads them, parted into training and held-out rows, and counted.

A row is held out by the hash of its key: growing a source, or curating it otherwise, never moves a
row from one part to the other. Pairs go by their prompt instead, which several pairs may share: an
answer to a prompt seen in training would not be held out. Near-duplicates of a held-out row are
gone from training if `dedup` ran before, because it keeps one of each group. A held-out row also
says its `department`, "" where it has none, so that a model can be measured by it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from train import render, rows
from train.pipeline import shards
from train.pipeline.curating import PerShard, Tick
from train.rows import Row

PARTS = ("train", "test")
BINS = (0, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600)  # characters, lower ends


@dataclass(frozen=True)
class Rendering(PerShard):
    stage: str
    held_out: float

    def run(self, task: int, tick: Tick) -> None:
        tally = {part: Tally() for part in PARTS}
        half = {part: shards.rows_file(self.folder, task, f".{part}") for part in PARTS}
        with rows.whole(half["train"]) as train, rows.whole(half["test"]) as test:
            files = {"train": train, "test": test}
            for _, row in self.lines(task, tick):
                part = "test" if is_held_out(row, self.held_out) else "train"
                rendered = render.row_for(self.stage, row)
                sliced = {"department": department_of(row)} if part == "test" else {}
                files[part].write(rows.line(rendered | sliced).encode())
                tally[part].add(row, rendered)
        counts = {part: tally[part].told() for part in PARTS}
        shards.write_json(shards.counts_file(self.folder, task), counts)


def is_held_out(row: Row, share: float) -> bool:
    name = rows.key(row)
    if "prompt" in row:
        name = row["source"] + json.dumps([m["content"] for m in row["prompt"]])
    digest = hashlib.sha256(f"held out {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64


def department_of(row: Row) -> str:
    return str(row.get("department", ""))


@dataclass
class Tally:
    """Counts of one part, by what a data card shows. Lengths are characters of all messages."""

    by_source: Counter[str] = field(default_factory=Counter)
    by_lang: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    by_department: Counter[str] = field(default_factory=Counter)
    lengths: Counter[str] = field(default_factory=Counter)
    scores: dict[str, Counter[str]] = field(default_factory=dict)
    characters: int = 0

    def add(self, row: Row, rendered: Row) -> None:
        self.by_source[row["source"]] += 1
        self.by_lang[row["lang"]] += 1
        self.by_kind[rows.kind_of(row)] += 1
        self.by_department[department_of(row)] += 1
        length = sum(map(len, rows.words(rendered)))
        self.characters += length
        self.lengths[str(max(low for low in BINS if low <= length))] += 1
        for name, value in _numbers(row):
            self.scores.setdefault(name, Counter())[f"{value:.2f}"] += 1

    def told(self) -> dict[str, Any]:
        told = {name: dict(value) for name, value in vars(self).items() if name != "characters"}
        return {**told, "characters": self.characters}


def _numbers(row: Row) -> Iterator[tuple[str, float]]:
    for name, value in row.get("scores", {}).items():
        if isinstance(value, int | float):
            yield name, value


def merged(told: list[dict[str, Any]]) -> dict[str, Any]:
    """One part's tallies of all shards as one, each count in the order of its keys."""
    total: dict[str, Any] = {"characters": sum(one["characters"] for one in told)}
    for name in ("by_source", "by_lang", "by_kind", "by_department", "lengths"):
        total[name] = summed([one[name] for one in told])
    names = sorted({name for one in told for name in one["scores"]})
    total["scores"] = {
        name: summed([one["scores"].get(name, {}) for one in told]) for name in names
    }
    return total


def summed(counts: list[dict[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))
