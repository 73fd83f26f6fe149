"""Markdown with YAML front matter, Markdown without, and plain text: one document a file.

Front matter: id, lang, title, source, url, licence, specialty; all else (evidence_level, written,
reviewed_by, references …) becomes metadata. Translations share an id: the language tells them
apart, so `id: gout, lang: zh` is the document `gout.zh`.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from retrieval.corpus import Document
from retrieval.errors import CorpusError
from retrieval.loaders.item import Item, Skipped, stable_id
from retrieval.sentences import detect_lang

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_FIRST_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_OWN = ("id", "lang", "title", "source", "url", "licence", "specialty")


def load(path: Path, source: str) -> Iterator[Item]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from None
    front, body = _front_matter(path, content)
    text = body.strip()
    if not text:
        yield Skipped("no text", str(path))
        return
    own = {name: str(front.get(name) or "") for name in _OWN}
    title = own["title"] or _title(path, text)
    lang = own["lang"] or detect_lang(text)
    yield Document(
        id=f"{own['id']}.{lang}" if own["id"] else stable_id(title, text),
        title=title,
        text=text,
        source=own["source"] or source,
        url=own["url"],
        lang=lang,
        licence=own["licence"],
        specialty=own["specialty"],
        metadata={name: _plain(value) for name, value in front.items() if name not in _OWN},
    )


def _front_matter(path: Path, content: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(content)
    if not match:
        return {}, content
    try:
        front: object = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise CorpusError(f"{path}: the front matter is not YAML ({error})") from None
    if not isinstance(front, dict):
        raise CorpusError(f"{path}: the front matter must be `name: value` lines")
    named = cast(dict[object, Any], front)
    return {str(name): value for name, value in named.items()}, content[match.end() :]


def _title(path: Path, text: str) -> str:
    heading = _FIRST_HEADING.search(text) if path.suffix.lower() == ".md" else None
    return heading[1] if heading else path.stem


def _plain(value: Any) -> Any:
    """YAML makes dates of dates; metadata holds only what JSON can."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in cast(list[Any], value)]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in cast(dict[object, Any], value).items()}
    return value
