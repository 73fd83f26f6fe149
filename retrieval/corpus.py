"""What the corpus is made of: documents, and the passages they are split into. Pure."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from retrieval.sentences import detect_lang, sentences

# About 250 tokens either way: five passages and their answer fit the smallest windows in use.
LONGEST_EN = 1000
LONGEST_ZH = 400

_NAMESPACE = uuid.UUID("6f1c1d57-54a5-5b0e-9f5e-2f4a0f0b7a11")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_BREATH = re.compile(r"[\s，、,;:：)）]")


@dataclass(frozen=True, slots=True)
class Document:
    """One article, monograph or question-and-answer page, as a loader read it."""

    id: str
    title: str
    text: str
    source: str
    url: str = ""
    lang: str = ""
    licence: str = ""
    specialty: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable piece of a document: `document.text[start:end] == passage.text`."""

    id: str  # UUIDv5 of collection, document and ordinal: re-indexing replaces instead of doubling
    document_id: str
    ordinal: int
    text: str
    heading: str
    start: int
    end: int
    title: str
    source: str
    url: str = ""
    lang: str = ""
    licence: str = ""
    specialty: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict[str, Any])


def split(document: Document, collection: str) -> list[Passage]:
    """Pack whole sentences into passages, never across a heading."""
    lang = document.lang or detect_lang(document.text)
    longest = LONGEST_ZH if lang.startswith("zh") else LONGEST_EN
    return [
        Passage(
            id=passage_id(collection, document.id, ordinal),
            document_id=document.id,
            ordinal=ordinal,
            text=document.text[start:end],
            heading=heading,
            start=start,
            end=end,
            title=document.title,
            source=document.source,
            url=document.url,
            lang=lang,
            licence=document.licence,
            specialty=document.specialty,
            metadata=document.metadata,
        )
        for ordinal, (heading, start, end) in enumerate(_pieces(document.text, longest))
    ]


def passage_id(collection: str, document_id: str, ordinal: int) -> str:
    """A separator that no name contains keeps ("a", "b/1") and ("a/b", "1") apart."""
    return str(uuid.uuid5(_NAMESPACE, f"{collection}\x00{document_id}\x00{ordinal}"))


def _pieces(text: str, longest: int) -> Iterator[tuple[str, int, int]]:
    for heading, section_start, section_end in _sections(text):
        spans = _short_enough(text, section_start, section_end, longest)
        piece = next(spans, None)
        for start, end in spans:
            if piece and end - piece[0] <= longest:
                piece = (piece[0], end)
            elif piece:
                yield heading, *piece
                piece = (start, end)
        if piece:
            yield heading, *piece


def _sections(text: str) -> Iterator[tuple[str, int, int]]:
    """What lies between headings, with the path of headings above it: "Treatment > Children"."""
    path: list[tuple[int, str]] = []
    start = 0
    for match in _HEADING.finditer(text):
        yield " > ".join(title for _, title in path), start, match.start()
        level = len(match[1])
        path = [*(item for item in path if item[0] < level), (level, match[2])]
        start = match.end()
    yield " > ".join(title for _, title in path), start, len(text)


def _short_enough(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The sentences of a section; one that alone exceeds the maximum is cut where it breathes."""
    for first, last in sentences(text[start:end]):
        first, last = first + start, last + start
        while last - first > longest:
            cut = _last_breath(text, first, first + longest)
            yield first, cut
            first = cut + len(text[cut:last]) - len(text[cut:last].lstrip())
        yield first, last


def _last_breath(text: str, start: int, end: int) -> int:
    """The end of the last word or clause in the second half of a stretch, or its very end."""
    middle = (start + end) // 2
    breaths = [match.end() for match in _BREATH.finditer(text, middle, end)]
    cut = breaths[-1] if breaths else end
    return start + len(text[start:cut].rstrip())
