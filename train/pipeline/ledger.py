"""The ledger of a data run: what was read, what each step dropped and why, what was written.

    {"recipe", "stage", "seed", "held_out", "shard_rows", "pairs",
     "sources": {name: {"source", "path", "options", "sha256", "rows", "lang"}},
     "steps": [{"step", "settings", "files", "in", "out", "dropped": {reason: rows},
                "by_source": {name: {"in", "out"}}, "scorer", "report",
                "input_sha256", "output_sha256"}],
     "written": {"train": {"rows", "sha256"}, "test": …}, "unexplained"}

Paths stand as in the recipe, and nothing depends on the machine, the day or the workers, so equal
runs have equal ledgers. A step's hashes are over its shards' hashes in order.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from train.errors import DataError

TOLERATED = 0.02  # of a step's rows may vanish unexplained
Entry = dict[str, Any]
Told = dict[str, Any]  # what a border between two steps counted in one shard


def entry(step: str, before: list[Told], after: list[Told], dropped: list[dict[str, int]]) -> Entry:
    """One step over all its shards."""
    came, left = summed(b["by_source"] for b in before), summed(b["by_source"] for b in after)
    names = sorted({*came, *left})
    return {
        "step": step,
        "settings": {},
        "files": {},
        "in": sum(came.values()),
        "out": sum(left.values()),
        "dropped": summed(dropped),
        "by_source": {name: {"in": came.get(name, 0), "out": left.get(name, 0)} for name in names},
        "scorer": None,
        "report": None,
        "input_sha256": _over(before),
        "output_sha256": _over(after),
    }


def summed(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for count in counts:
        for key, value in count.items():
            total[key] = total.get(key, 0) + value
    return dict(sorted(total.items()))


def _over(borders: list[Told]) -> str:
    return hashlib.sha256("\n".join(b["sha256"] for b in borders).encode()).hexdigest()


def check(entries: list[Entry]) -> None:
    """DataError if a step emptied the data, or if rows vanished in it without a reason."""
    for step in entries:
        if not step["out"]:
            why = ", ".join(f"{reason} {n:,}" for reason, n in step["dropped"].items())
            raise DataError(f"step {step['step']!r} left none of {step['in']:,} rows: {why}")
        if abs(unexplained(step)) > TOLERATED * step["in"]:
            raise DataError(
                f"step {step['step']!r} took {step['in']:,} rows, gave {step['out']:,} and gave "
                f"reasons for {sum(step['dropped'].values()):,}: {unexplained(step):,} unexplained"
            )


def unexplained(step: Entry) -> int:
    return step["in"] - step["out"] - sum(step["dropped"].values())


def finished(plan: Entry, sources: Entry, steps: list[Entry], written: Entry) -> Entry:
    """The ledger of a whole run; `plan` and `sources` are the two halves of what was read."""
    named = {name: {**plan["sources"][name], **sources[name]} for name in plan["sources"]}
    lost = sum(abs(unexplained(step)) for step in steps)
    return {**plan, "sources": named, "steps": steps, "written": written, "unexplained": lost}


def differences(old: Entry, new: Entry) -> list[str]:
    """What of a plan is not as it was, in words; `old` may be a ledger or a plan."""
    found = [
        f"{key} was {old.get(key)!r}, is {new[key]!r}"
        for key in ("stage", "seed", "held_out", "shard_rows", "pairs")
        if old.get(key) != new[key]
    ]
    for name in sorted({*old["sources"], *new["sources"]}):
        found += _changed(f"source {name!r}", old["sources"].get(name), new["sources"].get(name))
    was, now = _steps(old), _steps(new)
    if [step["step"] for step in was] != [step["step"] for step in now]:
        found.append(f"steps were {_names(was)}, are {_names(now)}")
    else:
        for before, after in zip(was, now, strict=True):
            found += _changed(f"step {after['step']!r}", before, after)
    if not found and old["recipe"] != new["recipe"]:
        found.append("the recipe's file, in what does not touch the data")
    return found


def _steps(plan: Entry) -> list[Entry]:
    return [step for step in plan["steps"] if "settings" in step and step["step"] not in OWN]


OWN = ("read", "pairs")  # entries that no step of `curate:` made


def _names(steps: list[Entry]) -> str:
    return ", ".join(step["step"] for step in steps) or "none"


def _changed(what: str, old: Entry | None, new: Entry | None) -> list[str]:
    if old is None or new is None:
        return [f"{what} is {'gone' if new is None else 'new'}"]
    return [
        f"{what}: {key} was {old[key]!r}, is {value!r}"
        for key, value in new.items()
        if old.get(key) != value
    ]
