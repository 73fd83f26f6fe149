"""The starter corpus (retrieval/starter) as topics: what a section says, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import retrieval
from retrieval import loaders
from retrieval.corpus import Document
from retrieval.sentences import sentences

FOLDER = Path(retrieval.__file__).parent / "starter"
_SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
_BULLET = re.compile(r"^[-*] +")


@dataclass(frozen=True)
class Section:
    heading: str
    text: str  # as it is written, bullets and all
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    id: str  # with its language: gout.zh
    lang: str
    title: str
    sections: tuple[Section, ...]


def topics(folder: Path = FOLDER) -> list[Topic]:
    """In the order of their files' names."""
    items = loaders.read(folder, source="starter")
    return [_topic(item) for item in items if isinstance(item, Document)]


def _topic(document: Document) -> Topic:
    return Topic(document.id, document.lang, document.title, tuple(_sections(document.text)))


def _sections(text: str) -> Iterator[Section]:
    _, *parts = _SECTION.split(text)
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        body = body.strip()
        said = (_BULLET.sub("", body[start:end]) for start, end in sentences(body))
        yield Section(heading.strip(), body, tuple(said))
