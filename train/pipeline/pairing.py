"""The segment between curation and writing of a dpo recipe: `train/pairs.py` mixes the pairs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train import pairs
from train.pipeline import shards
from train.pipeline.curating import inputs, ticked
from train.pipeline.shards import Border


@dataclass(frozen=True)
class Pairing:
    """One task: a ratio between kinds of pairs can only be kept by whoever sees them all."""

    folder: Path
    total: int
    settings: dict[str, Any]
    seed: int
    shard_rows: int
    title = "pairs"
    tasks = 1

    def lock(self, task: int) -> Path:
        return self.folder / "pairs.lock"

    def finished(self, task: int) -> bool:
        return (self.folder / "pairs.json").exists()

    def run(self, task: int, tick: Callable[[int], object]) -> None:
        paths = inputs(self.folder)
        before = [Border() for _ in paths]
        came = (
            row
            for path, border in zip(paths, before, strict=True)
            for _, row in border.crossed(shards.items(path))
        )
        mixed = pairs.mix(
            ticked(came, tick), self.settings, self.seed, self.folder.parent / "kept-pairs"
        )
        after = shards.write_all(self.folder, map(shards.item, mixed), self.shard_rows)
        told = {
            "before": [border.told() for border in before],
            "after": [border.told() for border in after],
            "dropped": [dict(mixed.dropped)],
            "report": mixed.report(),
        }
        shards.write_json(self.folder / "pairs.json", told)
