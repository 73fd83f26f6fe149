"""Text that says the same again and again (Gopher, arXiv 2112.11446, table A1).

English is counted in words, with Gopher's limits where nothing else is said; Chinese in characters,
two for a word. A share is of the text's characters.

Gopher's limits are for pages. What people say in turn is short and about one matter: a name said
three times, a plan of the week, a song's chorus or the steps of a sum go beyond them. So what is
said may repeat itself `said` times as much, and code is not counted: it repeats itself by nature.
An answer that goes in circles is far beyond that.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from train.curate.document import Document, Filter
from train.curate.units import Units, grams, units

_GAP: Final = re.compile(r"\n{2,}")
_CODE: Final = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_RULE: Final = re.compile(r"^[\W_]+$", re.MULTILINE)  # a line of signs, as under a heading
Limits = dict[int, float]  # n-gram: the largest share

GOPHER: Final[Limits] = {5: 0.15, 6: 0.14, 7: 0.13, 8: 0.12, 9: 0.11, 10: 0.10}
TOP: Final[dict[str, Limits]] = {
    "en": {2: 0.20, 3: 0.18, 4: 0.16},
    "zh": {4: 0.20, 6: 0.18, 8: 0.16},
}
# Twice Gopher's: its own limits drop a quarter of MedQuAD's reference pages, which say "check with
# your doctor" under every heading, and hardly more of raw web pages.
AGAIN: Final[dict[str, Limits]] = {
    "en": {n: 2 * share for n, share in GOPHER.items()},
    "zh": {10: 0.40, 12: 0.36, 14: 0.32, 16: 0.28, 18: 0.24, 20: 0.20},
}


@dataclass(frozen=True)
class Repetition(Filter):
    """`lines` and `paragraphs`: the largest share of them, by number, that repeat an earlier one;
    `line_characters` and `paragraph_characters`: by length. What each person says is read by
    itself: an answer takes up its question. A part of fewer than `words` units may do as it likes.
    `top` and `again`: by language, the largest share of the most frequent n-gram and of repeated
    n-grams; a language that is left out has no limit. `said`: all limits times this for what is
    no text of its own."""

    lines: float = 0.30
    paragraphs: float = 0.30
    line_characters: float = 0.20
    paragraph_characters: float = 0.20
    words: int = 200
    top: dict[str, Limits] = field(default_factory=lambda: TOP)
    again: dict[str, Limits] = field(default_factory=lambda: AGAIN)
    said: float = 2.0
    name = "repetition"

    def __post_init__(self) -> None:
        for name in ("top", "again"):  # JSON has made strings of the numbers
            limits = {
                lang: {int(n): float(share) for n, share in given.items()}
                for lang, given in getattr(self, name).items()
            }
            object.__setattr__(self, name, limits)

    def reason(self, document: Document) -> str:
        lang = "zh" if document.lang == "zh" else "en"
        parts, times = document.parts, 1.0
        if not document.prose:
            parts, times = [_RULE.sub("", _CODE.sub("", part)) for part in parts], self.said
        return next(filter(None, (self._in_part(part, lang, times) for part in parts)), "")

    def _in_part(self, text: str, lang: str, times: float) -> str:
        if len(text) < self.words:
            return ""
        if "\n" in text:
            paragraphs = _GAP.split(text.strip())
            count, characters = _repeated(paragraphs)
            size = times * len(text)
            most = times * self.paragraphs * len(paragraphs)
            if count > most or characters > self.paragraph_characters * size:
                return "repeated_paragraphs"
            lines = [line for line in map(str.strip, text.splitlines()) if line]
            count, characters = _repeated(lines)
            most = times * self.lines * len(lines)
            if count > most or characters > self.line_characters * size:
                return "repeated_lines"
        read = units(text, signs=True)
        return self._in_grams(read, times * len(text), lang) if len(read) >= self.words else ""

    def _in_grams(self, read: Units, size: float, lang: str) -> str:
        top, again = self.top.get(lang, {}), self.again.get(lang, {})
        # Most texts are cleared by bounds that hold for every n at once.
        if (
            top
            and _most_by_top(read, min(top), max(top)) > min(top.values()) * size
            and any(_top(read, n, spaced=lang == "en") > share * size for n, share in top.items())
        ):
            return "repeated_phrase"
        if (
            again
            and _most_by_again(read, min(again)) > min(again.values()) * size
            and any(_again(read, n) > share * size for n, share in again.items())
        ):
            return "repeated_passages"
        return ""


def _repeated(parts: Sequence[str]) -> tuple[int, int]:
    """How many parts, and characters, repeat an earlier part."""
    if len(set(parts)) == len(parts):
        return 0, 0
    counts = Counter(parts)
    again = sum(counts.values()) - len(counts)
    return again, sum(len(part) * (count - 1) for part, count in counts.items())


def _top(read: Units, n: int, *, spaced: bool) -> int:
    """The characters of the most frequent n-gram; `spaced`, with blanks between its words."""
    found = grams(read.hashes, n)
    if not len(found):
        return 0
    _, first, counts = np.unique(found, return_index=True, return_counts=True)
    most = int(counts.max())
    # Gopher leaves ties open; the one that stands first in the text is taken.
    at = int(first[counts == most].min())
    length = int((read.ends[at : at + n] - read.starts[at : at + n]).sum())
    return most * (length + (n - 1 if spaced else 0))


def _most_by_top(read: Units, shortest: int, longest: int) -> int:
    """At least what any n-gram of these lengths takes: a longer one is not more frequent."""
    found = np.sort(_halved(grams(read.hashes, shortest)))
    if len(found) < 2:
        return 0
    changes = np.flatnonzero(found[1:] != found[:-1])
    most = int(np.diff(changes, prepend=-1, append=len(found) - 1).max())
    return most * (int(_spans(read, longest).max()) + longest - 1)


def _most_by_again(read: Units, n: int) -> int:
    """At least the characters of repeated n-grams, for this n and every larger one.

    What a longer n-gram repeats, the shorter ones within it repeat too.
    """
    begins = _twice(grams(read.hashes, n))
    covered = np.zeros(len(read) + 1, np.int64)
    covered[: len(read)][begins] = 1
    np.subtract.at(covered, begins + n, 1)
    return int((read.ends - read.starts)[np.cumsum(covered[:-1]) > 0].sum())


def _twice(found: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The places of n-grams that stand at several places (or, rarely, of one that does not)."""
    halves = _halved(found)
    ordered = np.sort(halves)
    several = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(several):
        return np.empty(0, np.int64)
    nearest = np.minimum(np.searchsorted(several, halves), len(several) - 1)
    return np.flatnonzero(several[nearest] == halves)


def _halved(found: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Sorted twice as fast, and equal where the whole is."""
    return (found >> np.uint64(32)).astype(np.uint32)


def _spans(read: Units, n: int) -> NDArray[np.int64]:
    """The characters of each n units in a row, or of all of them if there are fewer."""
    lengths = np.concatenate(([0], np.cumsum(read.ends - read.starts)))
    n = min(n, len(read))
    return lengths[n:] - lengths[:-n]


def _again(read: Units, n: int) -> int:
    """The characters of repeated n-grams, read from the left, none counted twice (Gopher's way)."""
    found = grams(read.hashes, n)
    places = _twice(found)
    lengths = _spans(read, n)[places].tolist()
    seen: set[int] = set()
    total = free = 0
    for place, value, length in zip(places.tolist(), found[places].tolist(), lengths, strict=True):
        if place < free:
            continue
        if value in seen:
            total += length
            free = place + n
        else:
            seen.add(value)
    return total


make = Repetition
