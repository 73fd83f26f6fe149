"""Cuts long texts at their lines into passages that a trainer can take whole."""

from collections.abc import Iterable, Iterator

LONGEST = 3000  # characters: within 4,096 tokens for Chinese too, whatever the tokenizer


def passages(lines: Iterable[str], longest: int = LONGEST) -> Iterator[str]:
    """As many lines together as fit; a longer line is cut. Streams: a text may have any length."""
    held: list[str] = []
    length = 0
    for line in lines:
        for piece in _pieces(line.rstrip(), longest):
            if held and length + len(piece) > longest:
                yield from _joined(held)
                held, length = [], 0
            held.append(piece)
            length += len(piece) + 1
    yield from _joined(held)


def _pieces(line: str, longest: int) -> list[str]:
    return [line[at : at + longest] for at in range(0, len(line), longest)] or [""]


def _joined(held: list[str]) -> Iterator[str]:
    text = "\n".join(held).strip()
    if text:
        yield text
