"""Words and pairs of words as hashed features, many documents at once, in numpy alone.

A word is a run of letters and digits; a character of Chinese (or kana) is a word of its own. So one
linear model reads Chinese and English alike, as fastText does, without a segmenter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

BITS = 18
BREAK, LETTER, IDEOGRAPH = 0, 1, 2
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
_IDEOGRAPHS += ((0x20000, 0x323AF),)
_ODD = tuple(np.uint32(odd) for odd in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_SHIFT = np.uint32(15)


@cache
def kinds() -> np.ndarray:
    """Of every code point, which of the three kinds it is; uint8."""
    table = np.fromiter((chr(c).isalnum() for c in range(0x110000)), np.uint8, 0x110000)
    for first, last in _IDEOGRAPHS:
        table[first : last + 1] = IDEOGRAPH
    return table


@dataclass(frozen=True)
class Words:
    """Every word's feature, its feature together with the word before it, uint32 below 2**bits,
    and where each document's words begin and end."""

    alone: np.ndarray
    paired: np.ndarray
    begins: np.ndarray
    ends: np.ndarray

    def summed(self, weights: np.ndarray) -> np.ndarray:
        """A document's weights over the root of how many features it has, (documents,) float64:
        the dot product with its vector of counts, whose length is about 1."""
        upto = np.zeros(len(self.alone) + 1)
        np.cumsum(weights[self.alone] + weights[self.paired], out=upto[1:])
        count = np.maximum(2 * (self.ends - self.begins), 1)
        return (upto[self.ends] - upto[self.begins]) / np.sqrt(count)

    def counted(self) -> tuple[np.ndarray, np.ndarray]:
        """(document, feature) of every feature."""
        document = np.repeat(np.arange(len(self.ends)), self.ends - self.begins)
        return np.tile(document, 2), np.concatenate([self.alone, self.paired])


def read(texts: Sequence[str], bits: int = BITS) -> Words:
    """Fastest with some 64,000 characters at once, which a processor's cache holds."""
    lowered = [text.lower() + "\0" for text in texts]
    points = np.frombuffer("".join(lowered).encode("utf-32-le", "replace"), dtype=np.uint32)
    starts, hashes = _words(points)
    ends = np.searchsorted(starts, np.cumsum([len(text) for text in lowered]))
    begins = np.concatenate([[0], ends[:-1]]).astype(np.intp)
    before = np.zeros_like(hashes)
    before[1:] = hashes[:-1]
    before[begins[begins < len(before)]] = 0
    shift = np.uint32(32 - bits)
    paired = _mixed(before * _ODD[0] + hashes) >> shift
    return Words(_mixed(hashes) >> shift, paired, begins, ends)


def _words(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each word starts, and its hash: a sum over its characters, each with the one before."""
    kind = kinds()[points]
    follows = np.zeros(len(points), bool)
    np.logical_and(kind[1:] == LETTER, kind[:-1] == LETTER, out=follows[1:])
    starts = np.flatnonzero((kind != BREAK) & ~follows)
    before = np.zeros_like(points)
    before[1:] = points[:-1]
    before *= follows
    mixed = _mixed(points * _ODD[1] + before * _ODD[2])
    mixed *= kind != BREAK
    upto = np.cumsum(mixed, dtype=np.uint32)
    ends = np.append(starts[1:], len(points)) - 1
    return starts, upto[ends] - upto[starts] + mixed[starts]


def _mixed(values: np.ndarray) -> np.ndarray:
    values = (values ^ (values >> _SHIFT)) * _ODD[3]
    return values ^ (values >> _SHIFT)


def dense(texts: Sequence[str], width: int) -> np.ndarray:
    """Signed counts of the features, (texts, width) float32: cosines of these stay near those of
    the full counts."""
    document, feature = read(texts, bits=32).counted()
    sign = np.where(feature & 1, 1.0, -1.0)
    where = document * width + (feature >> np.uint32(1)) % width
    summed = np.bincount(where, weights=sign, minlength=len(texts) * width)
    return summed.reshape(len(texts), width).astype(np.float32)
