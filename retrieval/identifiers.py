"""What an identifier is, and the plain form of a text that every rule reads.

The kinds are HIPAA's eighteen (Safe Harbor) and the personal information of China's PIPL, as far
as they can stand in a chat. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "name",
    "phone",
    "fax",
    "email",
    "id_number",
    "passport",
    "record_number",
    "insurance",
    "account",
    "licence",
    "plate",
    "device",
    "url",
    "ip",
    "biometric",
    "address",
    "date",
    "age_over_89",
)
# Those that have a form of their own, so that one left behind can be told.
STRUCTURED: Final = frozenset(KINDS) - {"name", "address", "date", "age_over_89"}

LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"

_BLANKS = "\u3000\u00a0\u2002\u2003\u2009\u202f\u200b\ufeff"
_DASHES = "‐‑‒–—―−﹣"
_PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("‘’", "'")
)


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    start: int
    end: int
    kind: str
    text: str


# What a rule yields: where, and of which kind.
Found = tuple[int, int, str]
Rule = Iterator[Found]


def plain(text: str) -> str:
    """The same text, character by character, with half-width digits, letters and signs."""
    return text.translate(_PLAIN)
