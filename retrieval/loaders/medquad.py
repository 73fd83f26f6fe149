"""MedQuAD XML: a document of question-and-answer pairs; every answered pair becomes a document."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from retrieval.corpus import Document
from retrieval.errors import CorpusError
from retrieval.loaders.item import Item, Skipped, stable_id
from retrieval.sentences import detect_lang


def load(path: Path, source: str) -> Iterator[Item]:
    root = _parse(path)
    if root.find("QAPairs") is None:
        yield Skipped("not a MedQuAD document", str(path))
        return
    origin = root.get("source") or source
    focus = (root.findtext("Focus") or "").strip()
    for number, pair in enumerate(root.iterfind("QAPairs/QAPair"), 1):
        question = pair.find("Question")
        title = _text(question)
        answer = _text(pair.find("Answer"))
        if not answer:
            yield Skipped("no answer", f"{path}, pair {number}")
            continue
        qid = question.get("qid") if question is not None else None
        kind = question.get("qtype") if question is not None else None
        yield Document(
            id=f"{origin}_{qid}" if qid else stable_id(title, answer),
            title=title or focus,
            text=answer,
            source=origin,
            url=root.get("url") or "",
            lang=detect_lang(answer),
            metadata={"focus": focus, "qtype": kind or ""},
        )


def _parse(path: Path) -> ET.Element:
    """Entities can read files and grow without bound, and MedQuAD has none: refuse any DTD."""

    def refuse(*_: object) -> None:
        raise CorpusError(f"{path}: has a DOCTYPE; remove it, entities are not read")

    data = path.read_bytes()
    guard = ParserCreate()
    guard.StartDoctypeDeclHandler = refuse
    try:
        guard.Parse(data, True)
        return ET.fromstring(data)
    except (ExpatError, ET.ParseError) as error:
        raise CorpusError(f"{path}: not well-formed XML ({error})") from None


def _text(element: ET.Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""
