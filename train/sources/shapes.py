"""Builds the rows that sources yield, and refuses records of another shape.

A record of the right shape that cannot be trained on (a blank answer, a question without its right
option) still becomes a row, with the reason in `unusable`, so that whoever drops it can count it.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from retrieval.sentences import detect_lang
from train.errors import DataError
from train.rows import Row, words
from train.sources import turns
from train.sources.reading import Record
from train.sources.turns import Message

# What a row keeps of its record beside the texts, where the record has it.
_KEPT = (
    *("department", "specialty", "subject", "topic", "split", "domain", "synthetic"),
    *("url", "licence", "overlaps_heldout", "duplicate_of", "label_type"),
)
_NO = ("", None, [], False)
DOMAINS = ("general", "medical")


def fields(record: Record, *names: str) -> dict[str, Any]:
    """The record, if it is an object that has all these fields."""
    value = record.value
    if isinstance(value, dict) and all(name in value for name in names):
        return value
    found = f"the fields {', '.join(map(str, value))}" if isinstance(value, dict) else "no object"
    raise DataError(f"{record.where}: expected the fields {', '.join(names)}, found {found}")


def texts(record: Record, *names: str) -> list[str]:
    """Fields that hold text, stripped; none at all counts as blank."""
    value = fields(record, *names)
    for name in names:
        if not isinstance(value[name], str | None):
            raise DataError(f"{record.where}: expected text in the field {name}")
    return [(value[name] or "").strip() for name in names]


def kept(record: Record) -> dict[str, Any]:
    """What a record in our own shape says beside its texts; its `source` is the row's `origin`."""
    value = record.value
    found = {name: value[name] for name in _KEPT if value.get(name) not in _NO}
    if value.get("source"):
        found["origin"] = value["source"]
    if found.get("domain") not in (None, *DOMAINS):
        found["topic"] = found.pop("domain")  # GSM8K's "general math" is none of our two
    return found


def text(
    record: Record, name: str, body: str, *, own: Any = None, lang: str | None = None, **more: Any
) -> Row:
    row = {**_head(record, name, own), "lang": lang, "text": body}
    return _closed(row, "" if body.strip() else "blank", more)


def dialogue(
    record: Record,
    name: str,
    messages: Iterable[Message],
    *,
    own: Any = None,
    lang: str | None = None,
    **more: Any,
) -> Row:
    given = list(messages)
    said = turns.in_turn(given)
    row = {**_head(record, name, own), "lang": lang, "messages": said or given}
    return _closed(row, "" if said else "no_reply", more)


def question(
    record: Record,
    name: str,
    asked: str,
    options: Mapping[str, Any],
    answer: str,
    *,
    own: Any = None,
    lang: str | None = None,
    explanation: str = "",
    **more: Any,
) -> Row:
    """`answer`: the right letters, in any order, with or without something between them."""
    if not all(isinstance(option, str | None) for option in options.values()):
        raise DataError(f"{record.where}: expected text in every option")
    stripped = {letter.strip().upper(): (text or "").strip() for letter, text in options.items()}
    given = {letter: text for letter, text in stripped.items() if text}
    right = "".join(sorted({mark for mark in answer.upper() if mark.isalpha()}))
    row = {**_head(record, name, own), "lang": lang, "question": asked, "options": given}
    row |= {"answer": right, "explanation": explanation} if explanation else {"answer": right}
    return _closed(row, _without_answer(asked, given, right), more)


def pair(
    record: Record,
    name: str,
    prompt: list[Message],
    chosen: str,
    rejected: str,
    *,
    own: Any = None,
    lang: str | None = None,
    weight: Any = None,
    **more: Any,
) -> Row:
    """`weight`: a number from 0 up, 1 where the record has none."""
    row = {**_head(record, name, own), "lang": lang, "prompt": prompt}
    row |= {"chosen": [turns.assistant(chosen)], "rejected": [turns.assistant(rejected)]}
    if weight is not None:
        row["weight"] = weighed(record, weight)
    blank = not (prompt and chosen.strip() and rejected.strip())
    same = chosen.strip() == rejected.strip()
    return _closed(row, "blank" if blank else "same_text" if same else "", more)


def weighed(record: Record, weight: Any) -> float:
    if (
        isinstance(weight, bool)
        or not isinstance(weight, int | float)
        or not 0 <= weight < math.inf
    ):
        raise DataError(f"{record.where}: expected a number from 0 up in the field weight")
    return float(weight)


def _head(record: Record, name: str, own: Any) -> Row:
    number = record.n if own in ("", None) else own
    inside = f"{record.file}-" if record.file and own not in ("", None) else ""
    return {"id": f"{name}-{inside}{number}", "source": name}


def _closed(row: Row, unusable: str, more: Mapping[str, Any]) -> Row:
    """The row with its language, and with what else is known of it."""
    row["lang"] = _lang(row["lang"], row)
    row |= {name: value for name, value in more.items() if value is not None and value != ""}
    if unusable and "unusable" not in row:
        row["unusable"] = unusable
    return row


def _lang(stated: str | None, row: Row) -> str:
    """As stated ("zh-Hant" is "zh"), or as the texts tell."""
    for lang in ("zh", "en"):
        if isinstance(stated, str) and stated.lower().split("-")[0] == lang:
            return lang
    return detect_lang("\n".join(words(row)))


def _without_answer(asked: str, options: Mapping[str, str], right: str) -> str:
    if not asked.strip():
        return "blank"
    if not right:
        return "no_answer"
    return "" if set(right) <= set(options) else "answer_not_among_options"
