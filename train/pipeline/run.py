"""A run from its plan to OUT: segment after segment, each kept until the next one is finished."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train import rows
from train.errors import CannotResume, DataError
from train.pipeline import card, ledger, segments, shards
from train.pipeline import plan as planning
from train.pipeline.executor import Executor
from train.pipeline.plan import Plan, name_of
from train.pipeline.segments import NOTHING, Done, Segment
from train.pipeline.steps import code_of
from train.recipe import DataRecipe

ANEW = "name another --out, or give --anew to make this folder's data anew"


@dataclass(frozen=True)
class Run:
    """`anew` gives a folder to another recipe or to other data; `keep_work` keeps every segment's
    rows, so that a recipe can be changed and only what follows the change is done again."""

    out: Path
    executor: Executor
    shard_rows: int = 1_000
    keep_work: bool = False
    anew: bool = False

    def make(self, recipe: DataRecipe) -> dict[str, Any]:
        """Writes OUT/train.jsonl, test.jsonl, card and ledger, and returns the ledger. Raises any
        TrainError; OUT then has what it had before, and `work` what is already done."""
        plan = planning.make(recipe, self.shard_rows)
        if not self.anew and (done := self._finished(plan)):
            return done
        work = self.out / "work"
        with _locked(work):
            self._agree(plan, work / "plan.json")
            done = self._advance(_chain(plan, work), work)
            told = self._publish(plan, done, work)
        if not self.keep_work:
            shutil.rmtree(work)
        return told

    def _finished(self, plan: Plan) -> dict[str, Any] | None:
        path = self.out / "ledger.json"
        if not path.exists():
            if (self.out / "train.jsonl").exists() and not (self.out / "work").exists():
                raise CannotResume(f"{self.out} has a train.jsonl without a ledger: {ANEW}")
            return None
        told = shards.read_json(path)
        if found := ledger.differences(told, plan.told):
            raise CannotResume(f"{self.out} holds other data ({'; '.join(found)}): {ANEW}")
        for part, wrote in told["written"].items():
            file = self.out / f"{part}.jsonl"
            if wrote["rows"] and not (file.exists() and rows.sha256(file) == wrote["sha256"]):
                raise CannotResume(f"{file} is not what the ledger says was written: {ANEW}")
        return told

    def _agree(self, plan: Plan, path: Path) -> None:
        """Half-finished work of another recipe is refused as finished data is."""
        if path.exists() and not self.anew:
            old = shards.read_json(path)
            if found := ledger.differences(old, plan.told):
                raise CannotResume(f"{path.parent} is another run's ({'; '.join(found)}): {ANEW}")
        shards.write_json(path, plan.told)

    def _advance(self, chain: list[Segment], work: Path) -> list[Done]:
        """From the last segment that is finished and whose rows are still there."""
        done = [segments.remembered(segment.folder) for segment in chain]
        start = len(chain)
        while start and not _is_there(done[start - 1], work):
            start -= 1
        past = [one for one in done[:start] if one]
        for segment in chain[start:]:
            before = past[-1] if past else NOTHING
            past.append(segments.advance(segment, before, self.executor))
            if not self.keep_work:
                segments.forget(work, before)
        return past

    def _publish(self, plan: Plan, done: list[Done], work: Path) -> dict[str, Any]:
        parts = done[-1].told["parts"]
        counts = {part: sum(parts[part]["by_source"].values()) for part in parts}
        _check_parts(counts, plan.recipe.held_out)
        (self.out / "ledger.json").unlink(missing_ok=True)
        written = {
            part: {"rows": counts[part], "sha256": self._join(part, counts[part], done[-1], work)}
            for part in parts
        }
        steps = [entry for one in done for entry in one.told.get("steps", [])]
        for entry, step in zip(
            [entry for entry in steps if entry["step"] not in ledger.OWN],
            plan.told["steps"],
            strict=True,
        ):
            entry |= {"settings": step["settings"], "files": step["files"]}
        told = ledger.finished(plan.told, done[0].told["sources"], steps, written)
        card.write(self.out, told, parts)
        shards.write_json(self.out / "ledger.json", told)
        return told

    def _join(self, part: str, rows_written: int, done: Done, work: Path) -> str | None:
        path = self.out / f"{part}.jsonl"
        if not rows_written:
            path.unlink(missing_ok=True)
            return None
        with rows.whole(path) as file:
            for name in done.shards:
                with (work / name.replace(".train.", f".{part}.")).open("rb") as shard:
                    shutil.copyfileobj(shard, file)
        return rows.sha256(path)


def _chain(plan: Plan, work: Path) -> list[Segment]:
    """Every segment's folder is named by the hash of the one before and of what it does itself."""
    recipe, told = plan.recipe, plan.told
    read = [
        name_of(f"source-{name}", source, plan.shard_rows)
        for name, source in told["sources"].items()
    ]
    last = name_of("read", read)
    folders = tuple(work / name for name in read)
    chain: list[Segment] = [segments.Read(work / last, folders, recipe, plan.shard_rows)]
    steps = iter(told["steps"])
    for group in plan.groups:
        code = [code_of(step) for step in group.steps]
        last = name_of("steps", last, [next(steps) for _ in group.steps], code)
        folder = work / last
        chain.append(
            segments.Select(folder, group.steps[0])
            if group.selects
            else segments.Steps(folder, group.steps)
        )
    if recipe.pairs is not None:
        last = name_of("pairs", last, told["pairs"], recipe.seed)
        chain.append(segments.Pairs(work / last, recipe, plan.shard_rows))
    last = name_of("write", last, recipe.stage, recipe.held_out)
    return [*chain, segments.Render(work / last, recipe)]


def _is_there(done: Done | None, work: Path) -> bool:
    return done is not None and all((work / name).exists() for name in done.shards)


def _check_parts(counts: dict[str, int], held_out: float) -> None:
    if not counts["train"] or (held_out and not counts["test"]):
        raise DataError(
            f"held_out {held_out} of {sum(counts.values())} rows leaves {counts['train']} to train "
            f"on and {counts['test']} to test on: give more rows or another share"
        )


@contextmanager
def _locked(work: Path) -> Iterator[None]:
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotResume(f"another run is at work in {work}: let it end first") from None
        yield
