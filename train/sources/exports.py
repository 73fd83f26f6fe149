"""What our service exports beside preferences: `medloop export sft`, `kto` and `conversations`.

- sft: prompt [messages], completion [message]; a correction or an approved answer
- kto: the same with label; only an answer that its judges wanted can be learnt from
- conversations: messages, judgements

Prompts stay exactly as the model saw them. Weight, release and the export's own source (as
`origin`) are kept. What must not be learnt stays a row, marked: `harmful` (any harm above none),
`undesirable` (a false label, or no more thumbs up than down), `unjudged` (a conversation's answer
nobody put a thumb up for). None of these rows is a pair; preferences have a source of that name.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes, turns
from train.sources.reading import Record, records
from train.sources.turns import Message

KIND = "dialogue"
_EXPORTED = ("harm", "kind", "label", "release", "conversation")


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        value = record.value if isinstance(record.value, dict) else {}
        if "chosen" in value:
            raise DataError(f"{record.where} is a pair: read it by the source preferences")
        row = shapes.dialogue(
            record,
            name,
            (said := _messages(record)),
            own=value.get("id"),
            lang=value.get("lang"),
            unusable=_unusable(record),
            **shapes.kept(record),
            **{field: value[field] for field in _EXPORTED if field in value},
        )
        row["messages"] = said
        if "weight" in value:
            row["weight"] = shapes.weighed(record, value["weight"])
        yield row


def _messages(record: Record) -> list[Message]:
    if isinstance(record.value, dict) and "messages" in record.value:
        said = turns.read(record, record.value["messages"])
    else:
        value = shapes.fields(record, "prompt", "completion")
        prompt = turns.read(record, value["prompt"], "prompt")
        said = [*prompt, *turns.read(record, value["completion"], "completion")]
    if [message["role"] for message in said[-2:]] != ["user", "assistant"]:
        raise DataError(f"{record.where}: expected a user's message and its answer at the end")
    return said


def _unusable(record: Record) -> str | None:
    value = record.value
    words = value.get("judgements") or []
    if not isinstance(words, list) or not all(isinstance(word, dict) for word in words):
        raise DataError(f"{record.where}: expected a list in the field judgements")
    harm = {value.get("harm", "none"), *(w.get("level") for w in words if w.get("kind") == "harm")}
    if harm - {"none"}:
        return "harmful"
    thumbs: Counter[Any] = Counter(w.get("thumb") for w in words if w.get("kind") == "thumb")
    if value.get("label") is False or (thumbs and thumbs["up"] <= thumbs["down"]):
        return "undesirable"
    return "unjudged" if "messages" in value and not thumbs else None
