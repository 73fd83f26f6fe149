"""The units of a text and their n-grams, as numbers: what repetition, duplicates and contamination
are counted in.

A unit is a Han character, or a run of other letters and digits: characters for Chinese, words for
English, and both right where a text mixes them. Everything is a handful of numpy operations over
the whole text, and equal texts give equal numbers on every machine.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from train.curate.characters import DIGIT, HAN, codes_of, kinds_of
from train.curate.normalise import simplified

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS: Final = (np.uint64(30), np.uint64(27), np.uint64(31))
_WORD: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Units:
    """`hashes`, `starts` and `ends` (exclusive, in characters): one entry a unit, in order."""

    hashes: Hashes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.hashes)


def units(text: str, *, signs: bool = False) -> Units:
    """The units of a text as it is matched: without case, width, accents and script of Chinese.

    With `signs`, punctuation marks are units too and letters count as they are written.
    """
    codes = codes_of(text)
    kinds = kinds_of(codes)
    if signs:
        seen, solid = codes, kinds != 0
        alone = kinds > DIGIT
    else:
        seen = folding()[np.minimum(codes, 0xFFFF)]
        solid, alone = seen != 0, kinds == HAN
    breaks = np.empty(len(codes) + 1, bool)
    breaks[0] = breaks[-1] = True
    breaks[1:-1] = alone[1:] | alone[:-1] | (solid[1:] != solid[:-1])
    borders = np.flatnonzero(breaks)
    starts, ends = borders[:-1], borders[1:]
    real = solid[starts] if len(codes) else np.empty(0, bool)
    starts, ends = starts[real], ends[real]
    return Units(_hashed(seen, starts, ends), starts, ends)


def grams(hashes: Hashes, n: int) -> Hashes:
    """The n-grams of units, one for each place where one begins; none if there are fewer than n."""
    count = len(hashes) - n + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for place in range(n):
        total += hashes[place : place + count] * _factor(place)
    return _mixed(total)


def sequences(hashes: Hashes, starts: Places, ends: Places) -> Hashes:
    """One number for each run of units from a start to an end (exclusive), however long."""
    powers, inverses = _powers(_room(len(hashes)))
    running = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes * powers[: len(hashes)], out=running[1:])
    lengths = (ends - starts).astype(np.uint64)
    return _mixed((running[ends] - running[starts]) * inverses[starts] + lengths)


def whole(hashes: Hashes) -> int:
    """One number for a whole text; 0 for one without units."""
    if not len(hashes):
        return 0
    return int(sequences(hashes, np.array([0]), np.array([len(hashes)]))[0])


def _hashed(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Hashes:
    """Each unit's polynomial, from one running sum over the text."""
    powers, inverses = _powers(_room(len(codes)))
    running = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=running[1:])
    return _mixed((running[ends] - running[starts]) * inverses[starts])


def _mixed(values: Hashes) -> Hashes:
    """Every bit of a number moves every other (splitmix64's last step)."""
    values = (values ^ (values >> _SHIFTS[0])) * _MIX[0]
    values = (values ^ (values >> _SHIFTS[1])) * _MIX[1]
    return values ^ (values >> _SHIFTS[2])


def _room(size: int) -> int:
    return 1 << max(12, size.bit_length())


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    inverse = pow(_BASE, -1, 1 << 64)
    found = []
    for base in (_BASE, inverse):
        powers = np.full(size, base, np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]


@cache
def _factor(place: int) -> np.uint64:
    return np.uint64(pow(_BASE, 2 * place + 3, 1 << 64) & _WORD)


@cache
def folding() -> NDArray[np.uint32]:
    """For each code point up to U+FFFF (which stands for all beyond): what it matches as; 0 breaks.

    Ｂ, b and B are one, as are é and e, ² and 2, 頭 and 头.
    """
    table = np.zeros(0x10000, np.uint32)
    for code in range(0x10000):
        folded = unicodedata.normalize("NFKD", chr(code)).casefold()[:1]
        if folded.isalnum():
            table[code] = ord(folded)
    for written, simple in _simplified().items():
        table[written] = simple
    table[0xFFFF] = 0xFFFF
    return table


def _simplified() -> dict[int, int]:
    # One by one: in a row, characters would be read as words, which are simplified differently.
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simple = simplified("\n".join(characters)).split("\n")
    return {ord(old): ord(new) for old, new in zip(characters, simple, strict=True)}
