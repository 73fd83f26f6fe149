"""Rows that are lists of people: telephone numbers, ID cards, accounts, one after another.

A single identifier is taken out by `deidentify`; a text made of them teaches nothing and is left
out whole. Only identifiers whose form is their own are counted; links and dates are not.
"""

import re
from dataclasses import dataclass
from typing import Final

from retrieval.deidentify import find
from train.curate.characters import DIGIT
from train.curate.document import Document, Filter

# Codes that only their length makes suspect (a sum of money, a lot number) are not among them.
_KINDS: Final = frozenset(("phone", "fax", "email", "id_number", "passport", "plate"))
# What any of them contains: seven digits with at most a sign between two of them, or an address.
_HINT: Final = re.compile(r"(?:\d[ ().·-]{0,2}){6}\d|[\w.+-]@[\w-]")
_DIGITS: Final = 7
_AROUND: Final = 48  # characters, so that the word that names a number is read with it


@dataclass(frozen=True)
class Personal(Filter):
    """Dropped: a row with at least `most` + 1 identifiers and one for every `per` characters."""

    most: int = 2
    per: int = 300
    name = "personal"

    def reason(self, document: Document) -> str:
        if document.counts[DIGIT] < _DIGITS and "@" not in document.text:
            return ""
        count = identifiers(document.text)
        dense = count * self.per >= len(document.text)
        return "personal_information" if count > self.most and dense else ""


def identifiers(text: str) -> int:
    """How many structured identifiers there are, read by the service's own rules.

    Those are slow, so they read only where a number long enough or an address stands.
    """
    return sum(one.kind in _KINDS for start, end in _windows(text) for one in find(text[start:end]))


def _windows(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _HINT.finditer(text):
        start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


make = Personal
