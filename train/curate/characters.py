"""Characters as numbers, and of which kind each is. Pure."""

import unicodedata
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

BLANK: Final = 0
LETTER: Final = 1  # of every script but Han
DIGIT: Final = 2
HAN: Final = 3
PUNCTUATION: Final = 4  # also the signs that medicine measures with
SPECIAL: Final = 5  # dingbats, boxes, control characters, what no keyboard writes

# Doses, ranges, temperatures and arrows between findings are no noise.
_MEASURES: Final = frozenset("%‰°℃℉±×÷≥≤≈≠<>=+-−–—/~～^*μµΩ∞↑↓→←§¥$€£½¼¾·•|&@#_`′″№①②③④⑤⑥⑦⑧⑨⑩")


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code points of a text; halves of a broken pair count as characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def kinds_of(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return table()[np.minimum(codes, 0x3FFFF)]


@cache
def table() -> NDArray[np.uint8]:
    """The kind of each code point up to U+3FFFF, which stands for all beyond."""
    kinds = np.full(0x40000, SPECIAL, np.uint8)
    for code in range(0x20000):
        kinds[code] = _kind(chr(code))
    kinds[0x20000:0x3FFFE] = HAN
    return kinds


def _kind(char: str) -> int:
    category = unicodedata.category(char)
    if char.isspace():
        return BLANK
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char == "〇":
        return HAN
    if category[0] in "LM":
        return LETTER
    if category in ("Nd", "Nl"):
        return DIGIT
    if category[0] == "P" or char in _MEASURES or category == "No":
        return PUNCTUATION
    return SPECIAL
