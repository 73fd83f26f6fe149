"""What the fake upstream says: one seeded script that server and client both know by heart.

Not run by itself. A model's name is its script:
    fake-unpaced-67       67 content events, written at once, each its own HTTP chunk
    fake-paced-20ms-250   250 content events, one every 20 ms
Every token carries its sequence number, and the tag the client put into its last message as
`(ref xxxxxxxx)`: whoever reads the answer can prove that nothing was lost, reordered or crossed.
"""

import functools
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 20261121
TAG = "TTTTTTTT"  # stands where a request's own tag will stand; all tags have its length
TAG_BYTES = TAG.encode()
MARK = b"(ref "

UNARY_TOKENS = 4
WORDS = (  # no numbers, no drugs, nothing to screen or verify
    "rest water fever cough review gentle simple often warm clear steady visit clinic family "
    "sleep breath follow advice watch record answer sample script filler plain quiet"
)

UNPACED = re.compile(r"fake-unpaced-(\d{1,5})")
PACED = re.compile(r"fake-paced-(\d{1,5})ms-(\d{1,5})")


@dataclass(frozen=True)
class Shape:
    events: int
    pace: float  # seconds between content events; 0 writes them at once


def shape_of(model: str) -> Shape | None:
    if match := UNPACED.fullmatch(model):
        return Shape(int(match[1]), 0.0)
    if match := PACED.fullmatch(model):
        return Shape(int(match[2]), int(match[1]) / 1000)
    return None


@functools.cache
def tokens(events: int) -> tuple[str, ...]:
    """The content of each event of a stream, with TAG where the request's tag goes."""
    rng = random.Random(SEED)
    words = WORDS.split()
    return tuple(f" {rng.choice(words)} {TAG}.{number}" for number in range(events))


@functools.cache
def text(events: int) -> str:
    return "".join(tokens(events))


def tags(stream: str) -> Iterator[str]:
    """Tags no other stream of this run has: a letter for the connection pool, then a count."""
    width = len(TAG) - len(stream)
    return (f"{stream}{number:0{width}x}" for number in itertools.count())
