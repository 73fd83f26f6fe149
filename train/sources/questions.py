"""Exam questions in our shape: question, options {"A": …} or [text, …], answer ("B", "ACD").

"explanation", "id", "lang", "subject" and the like are kept. A "context" (a text or a list of
texts: the abstract that a question is about) is asked with the question. Rows whose answer is
missing or among no options are marked `no_answer`, `answer_not_among_options`.
"""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, records

KIND = "question"


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        value = shapes.fields(record, "question", "options", "answer")
        asked, answer = shapes.texts(record, "question", "answer")
        yield shapes.question(
            record,
            name,
            _with_context(record, asked),
            _options(record, value["options"]),
            answer,
            own=value.get("id"),
            lang=value.get("lang"),
            explanation=(value.get("explanation") or value.get("long_answer") or "").strip(),
            **shapes.kept(record),
        )


def _options(record: Record, options: Any) -> dict[str, Any]:
    if isinstance(options, dict) and options:
        return options
    if isinstance(options, list) and 0 < len(options) <= len(ascii_uppercase):
        return dict(zip(ascii_uppercase, options, strict=False))
    raise DataError(f"{record.where}: expected letters and texts in the field options")


def _with_context(record: Record, asked: str) -> str:
    context = record.value.get("context") or []
    parts = [context] if isinstance(context, str) else context
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise DataError(f"{record.where}: expected texts in the field context")
    return "\n".join([*parts, "", asked]) if parts and asked else asked
