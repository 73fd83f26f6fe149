"""Exact copies and near-duplicates, within and across data sets: the first one stays.

    - dedup: {threshold: 0.8}
    - dedup: {minus: ["${DATA}/sft_old/rows.jsonl.gz"]}      also drops what those files hold

First is the order of the recipe's sources, then of their rows. A row is dropped for an earlier row
that stays (or a row of `minus`) whose similarity, estimated from 112 MinHash values, is at least
the threshold; so a chain of ever less similar rows is not swallowed by its first link. Case, width,
accents, punctuation and traditional characters make no difference. A million rows take about half a
GiB: 224 bytes of signature and 8 for each band.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from train.curate import minhash
from train.errors import RecipeError
from train.rows import Row, key, read, words

Places = NDArray[np.int64]
_MINUS = "minus"


def make(*, threshold: float = 0.8, minus: Sequence[str] = ()) -> "Dedup":
    """Raises RecipeError for a threshold that is no similarity."""
    if not 0.3 <= threshold <= 1:
        raise RecipeError(f"dedup: a threshold of {threshold} is not between 0.3 and 1")
    return Dedup(threshold, tuple(map(Path, minus)))


@dataclass
class Dedup:
    threshold: float
    minus: tuple[Path, ...] = ()
    name = "dedup"
    _pairs: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def select(self, rows: Callable[[], Iterator[Row]]) -> Iterator[tuple[str, str]]:
        table = _Table(*minhash.bands_for(self.threshold))
        table.fill(chain(self._taken_away(), rows()))
        skipped = table.sources.count(_MINUS)
        dropped = table.duplicates(self.threshold, skipped)
        self._pairs.clear()
        for place, row in enumerate(rows(), skipped):
            if place in dropped:
                kept, reason = dropped[place]
                reason = "in_minus" if kept < skipped else reason
                self._pairs[row["source"], table.sources[kept], reason] += 1
                yield key(row), reason

    def _taken_away(self) -> Iterator[Row]:
        for path in self.minus:
            for row in read(path):
                yield row | {"source": _MINUS}

    def report(self) -> dict[str, Any]:
        bands, rows = minhash.bands_for(self.threshold)
        return {
            "permutations": minhash.PERMUTATIONS,
            "ngram": minhash.NGRAM,
            "bands": bands,
            "rows_a_band": rows,
            "dropped": [
                {"source": source, "kept_in": kept, "reason": reason, "rows": count}
                for (source, kept, reason), count in sorted(self._pairs.items())
            ],
        }


class _Sources:
    """The source of each row, in two bytes."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._of: list[NDArray[np.uint16]] = []
        self._known: list[str] = []
        self._all: NDArray[np.uint16] | None = None

    def add(self, names: Sequence[str]) -> None:
        numbers = [self._names.setdefault(name, len(self._names)) for name in names]
        self._of.append(np.array(numbers, np.uint16))
        self._all = None

    def _joined(self) -> NDArray[np.uint16]:
        if self._all is None:
            self._all = np.concatenate(self._of) if self._of else np.empty(0, np.uint16)
            self._known = list(self._names)
        return self._all

    def __getitem__(self, place: int) -> str:
        number = int(self._joined()[place])
        return self._known[number]

    def count(self, name: str) -> int:
        return int((self._joined() == self._names.get(name, -1)).sum())


class _Table:
    """What is kept of each row while all are compared; places are numbers of rows, in order."""

    def __init__(self, bands: int, rows: int) -> None:
        self._bands, self._rows = bands, rows
        self._signatures: list[NDArray[np.uint16]] = []
        self._banded: list[minhash.Hashes] = []
        self._whole: list[minhash.Hashes] = []
        self.sources = _Sources()

    def fill(self, rows: Iterable[Row]) -> None:
        waiting: list[str] = []

        def texts() -> Iterator[str]:
            for row in rows:
                waiting.append(row["source"])
                yield "\n".join(words(row))

        for signatures, whole in minhash.batches(texts()):
            # Half of each value tells two apart nearly as well, in half the room.
            self._signatures.append(signatures.astype(np.uint16))
            self._banded.append(minhash.banded(signatures, self._bands, self._rows))
            self._whole.append(whole)
            self.sources.add(waiting[: len(whole)])
            del waiting[: len(whole)]

    def duplicates(self, threshold: float, given: int = 0) -> dict[int, tuple[int, str]]:
        """Place of each duplicate: the place of the row that stays for it, and why.

        The first `given` rows stay for others however alike they are among themselves.
        """
        if not self._whole:
            return {}
        found = self._copies()
        groups = self._groups(found)
        staying: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place in sorted(groups):
            candidates = sorted({one for group in groups[place] for one in staying[group]})
            nearest = self._nearest(place, candidates, threshold) if place >= given else None
            if nearest is not None:
                found[place] = nearest, "near_duplicate"
                continue
            for group in groups[place]:
                staying[group].append(place)
        return {place: (self._end(found, kept), why) for place, (kept, why) in found.items()}

    def _end(self, found: dict[int, tuple[int, str]], kept: int) -> int:
        """A copy of a near-duplicate is dropped for the row that the latter is dropped for."""
        while kept in found:
            kept = found[kept][0]
        return kept

    def _copies(self) -> dict[int, tuple[int, str]]:
        whole = np.concatenate(self._whole)
        order = np.argsort(whole, kind="stable")
        ordered = whole[order]
        first = np.ones(len(order), bool)
        first[1:] = ordered[1:] != ordered[:-1]
        heads = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
        again = ~first & (ordered != 0)
        return {
            int(place): (int(head), "exact_duplicate")
            for place, head in zip(order[again], heads[again], strict=True)
        }

    def _groups(self, copies: dict[int, Any]) -> dict[int, list[tuple[int, int]]]:
        """The groups (band, number) of two or more rows that a row is in; copies are in none."""
        alone = np.concatenate(self._whole) != 0
        alone[list(copies)] = False
        places = np.flatnonzero(alone)
        groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for band in range(self._bands):
            values = np.concatenate([each[:, band] for each in self._banded])[places]
            order = np.argsort(values, kind="stable")
            same = values[order][1:] == values[order][:-1]
            shared = np.zeros(len(order), bool)
            shared[1:] |= same
            shared[:-1] |= same
            number = np.cumsum(np.concatenate(([True], ~same))) if len(order) else shared
            for place, group in zip(
                places[order[shared]].tolist(), number[shared].tolist(), strict=True
            ):
                groups[place].append((band, group))
        return groups

    def _nearest(self, place: int, candidates: list[int], threshold: float) -> int | None:
        """The first of the candidates that is similar enough."""
        if not candidates:
            return None
        signatures = np.stack([self._signature(one) for one in candidates])
        enough = minhash.similarity(self._signature(place), signatures) >= threshold
        return candidates[int(enough.argmax())] if enough.any() else None

    def _signature(self, place: int) -> NDArray[np.uint16]:
        return self._signatures[place // minhash.BATCH][place % minhash.BATCH]
