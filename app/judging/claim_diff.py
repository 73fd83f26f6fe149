"""How two to four drafts of one answer differ, claim by claim. Pure.

The drafts are lined up by sentence; in every row the drugs, the numbers and the negations that the
others do not share are marked, and a sentence that is missing elsewhere is marked as a whole. Other
words for the same claim are no difference. Places are in characters (code points) of the draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from app.judging.claim_alignment import align
from app.judging.mentions import (
    FUNCTION_WORDS,
    Drug,
    Figure,
    Plain,
    Rhythm,
    Word,
    drugs,
    figures,
    plain,
    rhythms,
    words,
)
from app.judging.negation import Cue, Polarity, denies, disagreements, polarity
from retrieval.sentences import sentences

Kind = Literal["only", "drug", "number", "negation"]
_KINDS: tuple[Kind, ...] = ("only", "drug", "number", "negation")
_FEW = 4  # terms of a short sentence
_Span = tuple[int, int, Kind]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """`cell.text[start:end]` differs from what the other drafts say here."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence, `draft[start:end]`."""

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What each draft says of one matter; `None` where it says nothing."""

    cells: tuple[Cell | None, ...]

    @property
    def kinds(self) -> list[Kind]:
        found = {mark.kind for cell in self.cells if cell for mark in cell.marks}
        return [kind for kind in _KINDS if kind in found]

    @property
    def same(self) -> bool:
        return not self.kinds


@dataclass(frozen=True, slots=True)
class ClaimDiff:
    rows: tuple[Row, ...]

    @property
    def differences(self) -> int:
        """How many claims differ: a row counts once, however much of it is marked."""
        return sum(not row.same for row in self.rows)

    def record(self) -> dict[str, Any]:
        return {"rows": [_row(row) for row in self.rows], "differences": self.differences}


def _row(row: Row) -> dict[str, Any]:
    return {
        "same": row.same,
        "kinds": row.kinds,
        "cells": [cell and _cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    marks = [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in cell.marks]
    return {"text": cell.text, "start": cell.start, "end": cell.end, "marks": marks}


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a draft with all that is compared."""

    text: str
    start: int
    plain: Plain
    words: Sequence[Word]
    drugs: tuple[Drug, ...]
    figures: tuple[Figure, ...]
    rhythms: tuple[Rhythm, ...]

    @property
    def terms(self) -> frozenset[str]:
        """What it is recognised by; a few words of Chinese by their characters as well."""
        every = {word.term for word in self.words} or {self.plain.text.strip()}
        found = every - FUNCTION_WORDS or every
        if len(found) <= _FEW:
            found.update(c for term in tuple(found) if not term.isascii() for c in term)
        return frozenset(found)

    @cached_property
    def names(self) -> set[str]:
        return {drug.name for drug in self.drugs}

    @cached_property
    def polarity(self) -> Polarity:
        return polarity(self.plain.text, self.words)

    @cached_property
    def denies(self) -> bool:
        return denies(self.plain.text)


def claim_diff(drafts: Sequence[str]) -> ClaimDiff:
    """The rows of the drafts, each with one cell per draft in the order the drafts were given."""
    # Lined up in an order of their own, so that the rows do not depend on which side a draft is
    # shown on.
    order = sorted(range(len(drafts)), key=lambda number: drafts[number])
    read = {number: _read(drafts[number]) for number in order}
    lined_up = align([[sentence.terms for sentence in read[number]] for number in order])
    rows: list[Row] = []
    for line in lined_up:
        at = {order[place]: sentence for place, sentence in line.items()}
        present = [read[n][at[n]] if n in at else None for n in range(len(drafts))]
        rows.append(Row(tuple(_marked(number, present) for number in range(len(drafts)))))
    return ClaimDiff(tuple(rows))


def _read(draft: str) -> list[_Sentence]:
    """Rules, table borders and other sentences without a word are no claims."""
    found: list[_Sentence] = []
    for start, end in sentences(draft):
        bare = plain(draft[start:end])
        if any(c.isalnum() for c in bare.text):
            found.append(_sentence(draft[start:end], start, bare))
    return found


def _sentence(text: str, start: int, bare: Plain) -> _Sentence:
    named = drugs(bare.text)
    stated = figures(bare.text, named)
    often = rhythms(bare.text)
    return _Sentence(
        text=text,
        start=start,
        plain=bare,
        words=words(bare.text, named, [*stated, *often]),
        drugs=tuple(named),
        figures=tuple(stated),
        rhythms=tuple(often),
    )


def _marked(number: int, present: Sequence[_Sentence | None]) -> Cell | None:
    sentence = present[number]
    if sentence is None:
        return None
    others = [other for at, other in enumerate(present) if other is not None and at != number]
    spans: set[_Span] = set()
    if others:
        for other in others:
            spans |= _differences(sentence, other)
    elif len(present) > 1:
        spans = _everything(sentence)
    marks = {Mark(*sentence.plain.written(a, b), kind) for a, b, kind in spans}
    if None in present:
        marks.add(Mark(0, len(sentence.text), "only"))
    end = sentence.start + len(sentence.text)
    return Cell(sentence.text, sentence.start, end, _joined(marks))


def _everything(sentence: _Sentence) -> set[_Span]:
    found: set[_Span] = {(drug.start, drug.end, "drug") for drug in sentence.drugs}
    found |= {(figure.start, figure.end, "number") for figure in sentence.figures}
    return found | _negations(sentence.polarity.denied)


def _differences(mine: _Sentence, other: _Sentence) -> set[_Span]:
    if mine.plain.text == other.plain.text:
        return set()
    theirs = other.names
    found: set[_Span] = {
        (drug.start, drug.end, "drug") for drug in mine.drugs if drug.name not in theirs
    }
    for figure in mine.figures:
        if not _stated(figure, other):
            found.add((figure.start, figure.end, "number"))
    # Many drafts leave out how often when they say how many times; only another rhythm differs.
    periods = {rhythm.period for rhythm in other.rhythms}
    for rhythm in mine.rhythms:
        if periods and rhythm.period not in periods:
            found.add((rhythm.start, rhythm.end, "number"))
    if mine.denies or other.denies:
        found |= _negations(disagreements(mine.polarity, other.polarity))
    return found


def _negations(cues: Sequence[Cue]) -> set[_Span]:
    return {(cue.start, cue.end, "negation") for cue in cues}


def _stated(figure: Figure, other: _Sentence) -> bool:
    """Whether the other sentence says each number of the figure somewhere; "5–10 mg" has two."""
    comparable = [their for their in other.figures if _comparable(figure, their, other.names)]
    if all(any(value in their.values for their in comparable) for value in figure.values):
        return True
    return any(
        figure.numbers <= their.numbers
        for their in comparable
        if figure.unitless or their.unitless  # 16 is 16 years, but 2 tablets are not 2 hours
    )


def _comparable(figure: Figure, their: Figure, named: set[str]) -> bool:
    """Not "at least" against "at most", nor the dose of one drug against that of another."""
    if figure.bound and their.bound and figure.bound != their.bound:
        return False
    return not figure.owner or figure.owner not in named or their.owner in ("", figure.owner)


def _joined(marks: set[Mark]) -> tuple[Mark, ...]:
    """Overlapping marks of one kind are one."""
    joined: list[Mark] = []
    for kind in _KINDS:
        last: Mark | None = None
        for mark in sorted(mark for mark in marks if mark.kind == kind):
            if last and mark.start < last.end:
                last = joined[-1] = Mark(last.start, max(last.end, mark.end), kind)
            else:
                joined.append(last := mark)
    return tuple(sorted(joined))
