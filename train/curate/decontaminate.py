"""Rows that hold a question of an evaluation set are dropped.

    - decontaminate: {against: ["${DATA}/mcq_medqa_us/medqa_us_dev.jsonl.gz"], n: 13}

A row holds a question if they share n units in a row (13 characters of Chinese, 13 words of
English), whatever the case, width, accents, punctuation and script. A question of fewer units
counts where it stands whole, as a sentence, line or message of its own. What stands in more than
`common` different questions ("which of the following is the most likely diagnosis") is how exams
are worded and betrays none of them.

What is checked against may be part of a file, whose other part is trained on (questions.py):

    against: [{path: "${DATA}/mcq_cmexam/cmexam_val.jsonl.gz", half: second}]
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from train.curate.characters import codes_of
from train.curate.questions import Part, asked, part
from train.curate.units import Hashes, Units, grams, sequences, units, whole
from train.errors import RecipeError
from train.rows import Row, key, words

_FEW: Final = 5  # ids in the report
_MOST_FILES: Final = 64  # one bit each
_SENTENCE: Final = 1
_LINE: Final = 2
_SHORTEST: Final = 4  # units: a question of fewer ("什么是痛风" has 5) is a title, not a question


def make(*, against: Sequence[Any], n: int = 13, common: int = 10) -> "Decontaminate":
    """`common` 0: no n-gram is too common. Raises RecipeError for settings that make no sense."""
    if not against or isinstance(against, str | Mapping):
        raise RecipeError("decontaminate: `against` is a list of evaluation files")
    if not 5 <= n <= 50:
        raise RecipeError(f"decontaminate: n is {n}; from 5 (finds chance) to 50 (finds copies)")
    if len(against) > _MOST_FILES:
        raise RecipeError(f"decontaminate: {len(against)} files, at most {_MOST_FILES} in a step")
    try:
        return Decontaminate(tuple(map(part, against)), n, common)
    except RecipeError as error:
        raise RecipeError(f"decontaminate: {error}") from error


@dataclass
class Decontaminate:
    against: tuple[Part, ...]
    n: int = 13
    common: int = 10
    name = "decontaminate"
    _found: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def select(self, rows: Callable[[], Iterator[Row]]) -> Iterator[tuple[str, str]]:
        self._found.clear()
        for row in rows():
            files = self.files_in("\n".join(words(row)))
            for name in files:
                self._found[name, row["source"]].append(str(row["id"]))
            if files:
                yield key(row), "contaminated"

    def files_in(self, text: str) -> list[str]:
        """The evaluation files of which a question stands in the text."""
        read = units(text)
        bits = self._index.bits(grams(read.hashes, self.n))
        if self._index.short:
            bits |= self._short_in(text, read)
        return [name for place, name in enumerate(self._names) if bits >> place & 1]

    def _short_in(self, text: str, read: Units) -> int:
        """Short questions that stand whole: as a line or a sentence."""
        bits = 0
        ends_of = _endings()[np.minimum(codes_of(text), 0xFFFF)]
        for least in (_LINE, _SENTENCE):
            cuts = np.searchsorted(read.starts, np.flatnonzero(ends_of >= least))
            starts = np.concatenate(([0], cuts))
            ends = np.concatenate((cuts, [len(read)]))
            few = (ends - starts < self.n) & (ends > starts)
            for found in sequences(read.hashes, starts[few], ends[few]).tolist():
                bits |= self._index.short.get(found, 0)
        return bits

    def report(self) -> dict[str, Any]:
        found = Counter({pair: len(ids) for pair, ids in self._found.items()})
        return {
            "n": self.n,
            "ngrams": len(self._index.grams),
            "short_questions": len(self._index.short),
            "too_common_ngrams": self._index.ignored,
            "found": [
                {
                    "in": name,
                    "source": source,
                    "rows": count,
                    "ids": self._found[name, source][:_FEW],
                }
                for (name, source), count in sorted(found.items())
            ],
            "clean": [name for name in self._names if not any(one == name for one, _ in found)],
        }

    @cached_property
    def _names(self) -> list[str]:
        return [file.name for file in self.against]

    @cached_property
    def _index(self) -> "_Index":
        return _Index.of([list(asked(file)) for file in self.against], self.n, self.common)


@cache
def _endings() -> NDArray[np.uint8]:
    """By code point: whether it ends a line or a sentence."""
    table = np.zeros(0x10000, np.uint8)
    table[codes_of("。！？!?；;")] = _SENTENCE
    table[ord("\n")] = _LINE
    return table


@dataclass(frozen=True)
class _Index:
    """`grams` sorted, each with the bits of the files it stands in; `short`: whole questions."""

    grams: Hashes
    files: NDArray[np.uint64]
    short: dict[int, int]
    ignored: int

    @classmethod
    def of(cls, files: Sequence[Sequence[str]], n: int, common: int) -> "_Index":
        short: dict[int, int] = defaultdict(int)
        long: dict[int, int] = defaultdict(int)
        found: dict[int, Hashes] = {}
        for place, texts in enumerate(files):
            for text in texts:
                hashes = units(text).hashes
                question = whole(hashes)
                if len(hashes) >= n:
                    long[question] |= 1 << place
                    found[question] = np.unique(grams(hashes, n))
                elif len(hashes) >= _SHORTEST:
                    short[question] |= 1 << place
        joined, bits, ignored = _joined(found, long, common)
        return cls(joined, bits, dict(short), ignored)

    def bits(self, found: Hashes) -> int:
        """The files in which any of the n-grams stands."""
        likely = found[self._seen[found >> self._shift]]
        if not len(likely) or not len(self.grams):
            return 0
        places = np.minimum(np.searchsorted(self.grams, likely), len(self.grams) - 1)
        held = self.grams[places] == likely
        return int(np.bitwise_or.reduce(self.files[places[held]], initial=0))

    @cached_property
    def _shift(self) -> np.uint64:
        return np.uint64(64 - max(10, (16 * len(self.grams)).bit_length()))

    @cached_property
    def _seen(self) -> NDArray[np.bool_]:
        """By an n-gram's first bits, whether any has them: clears nearly all without a search."""
        seen = np.zeros(1 << (64 - int(self._shift)), bool)
        seen[self.grams >> self._shift] = True
        return seen


def _joined(
    found: dict[int, Hashes], files: dict[int, int], common: int
) -> tuple[Hashes, NDArray[np.uint64], int]:
    """All n-grams sorted, their files' bits, and how many were too common to be among them."""
    if not found:
        return np.empty(0, np.uint64), np.empty(0, np.uint64), 0
    every = np.concatenate(list(found.values()))
    sizes = [len(each) for each in found.values()]
    bits = np.repeat(np.array([files[question] for question in found], np.uint64), sizes)
    order = np.argsort(every, kind="stable")
    joined, starts, counts = np.unique(every[order], return_index=True, return_counts=True)
    told = counts <= common if common else np.ones(len(joined), bool)
    files_of = np.bitwise_or.reduceat(bits[order], starts)
    return joined[told], files_of[told], int((~told).sum())
