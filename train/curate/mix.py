"""A mixture in given proportions: general to medical, source to source, kind to kind.

    - mix: {by: domain, ratio: {medical: 19, general: 1}, floor: {general: 0.1}, rows: 50000}

Nothing is shown twice: the mixture is the largest that the scarcest group allows, or `rows`. Which
rows of a group stay is decided by a hash of their names, so it is the same on every machine, after
every interruption, and rows that are added to a source displace few others.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final, Literal

import numpy as np

from train.curate.document import Document
from train.errors import DataError, RecipeError
from train.rows import Row, key, kind_of

By = Literal["domain", "source", "kind", "lang"]
_BY: Final = ("domain", "source", "kind", "lang")
Shares = dict[str, float]
_HAIR: Final = 1 + 1e-9  # so that 0.1 x 30 is 3


def make(
    *,
    by: By = "domain",
    ratio: Mapping[str, float] | None = None,
    floor: Mapping[str, float] | None = None,
    rows: int | None = None,
    unit: Literal["rows", "tokens"] = "rows",
    seed: int = 42,
) -> "Mix":
    """`ratio`: parts of each group, 0 leaves it out; without it groups keep the sizes they have.
    `floor`: the least share of a group. `unit`: what the shares are counted in (`rows` counts rows
    in any case). Raises RecipeError for settings that no mixture can meet."""
    if by not in _BY:
        raise RecipeError(f"mix: `by` is {by!r}, not one of {list(_BY)}")
    if unit not in ("rows", "tokens"):
        raise RecipeError(f"mix: `unit` is {unit!r}, neither 'rows' nor 'tokens'")
    if ratio is not None and (min(ratio.values(), default=0) < 0 or not sum(ratio.values())):
        raise RecipeError("mix: the parts of `ratio` are zero or more, and one is more")
    if floor and (min(floor.values()) < 0 or sum(floor.values()) >= 1):
        raise RecipeError("mix: the shares of `floor` are from 0 to below 1 together")
    if rows is not None and rows < 1:
        raise RecipeError(f"mix: `rows` is {rows}; at least 1")
    return Mix(by, None if ratio is None else dict(ratio), dict(floor or {}), rows, unit, seed)


@dataclass
class Mix:
    by: By
    ratio: Shares | None
    floor: Shares
    rows: int | None
    unit: Literal["rows", "tokens"]
    seed: int
    name = "mix"
    _told: dict[str, Any] = field(default_factory=dict)

    def select(self, rows: Callable[[], Iterator[Row]]) -> Iterator[tuple[str, str]]:
        pool = self._read(rows())
        if not pool.names:
            return
        shares = self._shares(pool)
        counts = self._counts(pool, shares)
        staying = np.zeros(len(pool.hashes), bool)
        for name, count in counts.items():
            staying[pool.ordered[name][:count]] = True
        self._told = {
            "largest_rows": sum(pool.counts(_largest(pool, shares), shares).values()),
            "groups": {
                name: {
                    "rows": len(pool.ordered[name]),
                    "kept": counts.get(name, 0),
                    "share": round(shares.get(name, 0.0), 6),
                }
                for name in sorted(pool.names)
            },
        }
        for place, row in enumerate(rows()):
            if not staying[place]:
                yield key(row), "left_out_of_mix"

    def report(self) -> dict[str, Any]:
        return self._told

    def _read(self, rows: Iterator[Row]) -> "_Pool":
        hashes, groups, sizes = array("Q"), array("I"), array("Q")
        names: dict[str, int] = {}
        for row in rows:
            hashes.append(_hash(key(row), self.seed))
            groups.append(names.setdefault(self._group(row), len(names)))
            sizes.append(1 if self.unit == "rows" else max(1, Document(row).tokens))
        return _Pool(
            np.frombuffer(hashes, np.uint64) if hashes else np.empty(0, np.uint64),
            np.frombuffer(groups, np.uint32) if groups else np.empty(0, np.uint32),
            np.array(sizes, np.int64),
            list(names),
        )

    def _group(self, row: Row) -> str:
        if self.by == "kind":
            return kind_of(row)
        return str(row.get("domain", "medical") if self.by == "domain" else row[self.by])

    def _shares(self, pool: "_Pool") -> Shares:
        """What part of the mixture each group is; they add up to 1. Groups of no part are out."""
        parts = self.ratio or {name: float(pool.filled[name][-1]) for name in pool.names}
        for name in pool.names:
            if name not in parts:
                raise DataError(
                    f"mix: there are rows of {self.by} {name!r}, of which `ratio` says nothing: "
                    "0 leaves them out"
                )
        for name in (*parts, *self.floor):
            if name not in pool.names and (parts.get(name) or self.floor.get(name)):
                raise DataError(
                    f"mix: no row is of {self.by} {name!r}; there are {sorted(pool.names)}"
                )
        whole = sum(parts.values())
        shares = {name: part / whole for name, part in parts.items() if name in pool.names}
        return {name: share for name, share in floored(shares, self.floor).items() if share}

    def _counts(self, pool: "_Pool", shares: Shares) -> dict[str, int]:
        largest = _largest(pool, shares)
        if self.rows is None or sum(pool.counts(largest, shares).values()) <= self.rows:
            return pool.counts(largest, shares)
        low, high = 0.0, largest
        for _ in range(64):
            middle = (low + high) / 2
            if sum(pool.counts(middle, shares).values()) <= self.rows:
                low = middle
            else:
                high = middle
        return pool.counts(low, shares)


@dataclass(frozen=True)
class _Pool:
    """The rows by number: a hash of the name, the group and the size of each."""

    hashes: np.ndarray
    groups: np.ndarray
    sizes: np.ndarray
    names: list[str]

    @cached_property
    def ordered(self) -> dict[str, np.ndarray]:
        """Each group's rows in the order in which they are taken."""
        found: dict[str, np.ndarray] = {}
        for number, name in enumerate(self.names):
            places = np.flatnonzero(self.groups == number)
            found[name] = places[np.argsort(self.hashes[places], kind="stable")]
        return found

    @cached_property
    def filled(self) -> dict[str, np.ndarray]:
        """How much the first k of a group's rows are together."""
        return {name: np.cumsum(self.sizes[order]) for name, order in self.ordered.items()}

    def counts(self, whole: float, shares: Shares) -> dict[str, int]:
        """How many rows of each group a mixture of this size takes."""
        return {
            name: int(np.searchsorted(self.filled[name], share * whole * _HAIR, side="right"))
            for name, share in shares.items()
        }


def _largest(pool: _Pool, shares: Shares) -> float:
    """The largest mixture that shows nothing twice."""
    return min(float(pool.filled[name][-1]) / share for name, share in shares.items())


def floored(shares: Shares, floor: Shares) -> Shares:
    """No share below its floor; the others give way in proportion."""
    held: Shares = {}
    while True:
        rest = sum(share for name, share in shares.items() if name not in held)
        room = 1 - sum(held.values())
        scaled = {
            name: held.get(name, share * room / rest if rest else 0.0)
            for name, share in shares.items()
        }
        low = [name for name in floor if name not in held and scaled.get(name, 0.0) < floor[name]]
        if not low:
            return scaled
        held |= {name: floor[name] for name in low}


def _hash(name: str, seed: int) -> int:
    return int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=8).digest(), "little")
