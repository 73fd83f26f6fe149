"""The visible difference between an answer and its correction, word by word. Pure.

By word in English and by character in Chinese; a drug name or a number with its unit is never cut.
The texts are split where they certainly correspond, at pieces that each of them has exactly once,
and only what is left between is compared closely. So the work stays bounded whatever is sent.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypedDict

from app.judging.mentions import DRUG, FIGURE

Operation = Literal["same", "removed", "added"]


class Edit(TypedDict):
    op: Operation
    text: str


# Where `before[a:b]` became `after[c:d]`, counted in tokens; equal ones are marked so.
_Block = tuple[bool, int, int, int, int]

_TOKEN = re.compile(
    rf"{DRUG.pattern}|{FIGURE.pattern}"
    r"|[A-Za-z0-9\u00c0-\u024f]+(?:['’-][A-Za-z0-9\u00c0-\u024f]+)*|\n|[^\S\n]+|.",
    re.IGNORECASE | re.DOTALL,
)
_ANCHORS = (5, 2, 1)  # tokens in a piece that both texts have once, tried in this order
_CLOSE = 2500  # product of the lengths up to which what is left is compared token by token
_KEPT = 4  # weight from which an equal run between two changes is always shown as equal


def edit_diff(before: str, after: str) -> list[Edit]:
    """Joined without the added pieces it is `before`, without the removed ones `after`."""
    a, b = _tokens(before), _tokens(after)
    edits: list[Edit] = []
    for equal, a0, a1, b0, b1 in _readable(_joined(_blocks(a, b)), a):
        if equal:
            edits.append({"op": "same", "text": "".join(a[a0:a1])})
            continue
        if a0 < a1:
            edits.append({"op": "removed", "text": "".join(a[a0:a1])})
        if b0 < b1:
            edits.append({"op": "added", "text": "".join(b[b0:b1])})
    return edits


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[_Block]:
    # A stack, not recursion: what is to do next lies on top.
    todo: list[tuple[bool, int, int, int, int, int]] = [(False, 0, len(a), 0, len(b), 0)]
    while todo:
        equal, a0, a1, b0, b1, level = todo.pop()
        if equal or a0 == a1 or b0 == b1:
            yield equal, a0, a1, b0, b1
            continue
        head = _common(a, b, a0, a1, b0, b1)
        if head:
            todo.append((False, a0 + head, a1, b0 + head, b1, level))
            todo.append((True, a0, a0 + head, b0, b0 + head, level))
            continue
        tail = _common_end(a, b, a0, a1, b0, b1)
        if tail:
            todo.append((True, a1 - tail, a1, b1 - tail, b1, level))
            todo.append((False, a0, a1 - tail, b0, b1 - tail, level))
        elif level < len(_ANCHORS):
            todo += reversed(_split(a, b, (a0, a1, b0, b1), level))
        else:
            yield from _compared(a, b, a0, a1, b0, b1)


def _common(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> int:
    most = min(a1 - a0, b1 - b0)
    return next((n for n in range(most) if a[a0 + n] != b[b0 + n]), most)


def _common_end(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> int:
    most = min(a1 - a0, b1 - b0)
    return next((n for n in range(most) if a[a1 - 1 - n] != b[b1 - 1 - n]), most)


def _split(
    a: Sequence[str], b: Sequence[str], gap: tuple[int, int, int, int], level: int
) -> list[tuple[bool, int, int, int, int, int]]:
    """The gap cut at its anchors; what lies between is looked at with smaller ones."""
    a0, a1, b0, b1 = gap
    size = _ANCHORS[level]
    parts: list[tuple[bool, int, int, int, int, int]] = []
    for at, to in _anchors(_once(a, a0, a1, size), _once(b, b0, b1, size)):
        if at < a0 or to < b0:
            continue  # overlaps the anchor before
        parts.append((False, a0, at, b0, to, level + 1))
        parts.append((True, at, at + size, to, to + size, level + 1))
        a0, b0 = at + size, to + size
    parts.append((False, a0, a1, b0, b1, level + 1))
    return parts


def _once(tokens: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(tokens[start + shift : end] for shift in range(size)), strict=False))
    last = dict(zip(runs, range(start, end), strict=False))
    first = dict(zip(reversed(runs), range(start + len(runs) - 1, start - 1, -1), strict=True))
    return {run: at for run, at in last.items() if first[run] == at}


def _anchors(
    left: dict[tuple[str, ...], int], right: dict[tuple[str, ...], int]
) -> list[tuple[int, int]]:
    """The longest series of common pieces that keeps the order of both texts."""
    pairs = sorted((left[run], right[run]) for run in left.keys() & right.keys())
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, (_, to) in enumerate(pairs):
        place = bisect_left(ends, to)
        previous.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [to]
        last[place : place + 1] = [number]
    series: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        series.append(pairs[number])
        number = previous[number]
    return series[::-1]


def _compared(
    a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int
) -> Iterator[_Block]:
    if (a1 - a0) * (b1 - b0) > _CLOSE:
        yield False, a0, a1, b0, b1
        return
    for op, i, j, m, n in SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_opcodes():
        yield op == "equal", a0 + i, a0 + j, b0 + m, b0 + n


def _joined(blocks: Iterator[_Block]) -> list[_Block]:
    """Neighbours of one kind are one block, and none is empty."""
    joined: list[_Block] = []
    for block in blocks:
        equal, a0, a1, b0, b1 = block
        if a0 == a1 and b0 == b1:
            continue
        if joined and joined[-1][0] == equal:
            joined[-1] = (equal, joined[-1][1], a1, joined[-1][3], b1)
        else:
            joined.append(block)
    return joined


def _readable(blocks: Sequence[_Block], a: Sequence[str]) -> list[_Block]:
    """A space or a single character that stayed between two changes is part of the change."""
    kept = [
        (block[0] and not (0 < at < len(blocks) - 1 and _tiny(a, block)), *block[1:])
        for at, block in enumerate(blocks)
    ]
    return _joined(iter(kept))


def _tiny(a: Sequence[str], block: _Block) -> bool:
    weight = 0
    for token in a[block[1] : block[2]]:
        weight += _weight(token)
        if weight >= _KEPT:
            return False
    return True


def _weight(token: str) -> int:
    """A paragraph, a figure and a drug are worth keeping in sight; a short word is not."""
    if token == "\n" or any(c.isdigit() for c in token):
        return _KEPT
    if len(token) > 1 and not token.isspace():
        return _KEPT if len(token) > 3 or not token.isascii() else 2
    return int(token.isalpha()) * 2
