"""Preference pairs: our service's export, TRL's conversational pairs, or plain strings.

- prompt [messages], chosen [message], rejected [message], as `medloop export preferences` writes:
  kept exactly as the model saw them; weight, harm (of the rejected answer), agreement, kind,
  release and the export's own source (as `origin`) are kept
- prompt, chosen, rejected as strings, with "history" ([messages] or [[question, answer], …]) and
  "system" if there are any

`response_chosen`, `response_rejected` and `question` are other names for the same fields. A folder
is read without its manifest and ledger. Pairs of equal texts are marked `same_text`.
"""

from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes, turns
from train.sources.reading import Record, records
from train.sources.turns import Message, user

KIND = "pair"
_OTHER_NAMES = {
    "question": "prompt",
    "response_chosen": "chosen",
    "response_rejected": "rejected",
}
_EXPORTED = ("harm", "agreement", "kind", "release", "chosen_release", "conversation", "judges")


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        if isinstance(record.value, dict):
            record = record._replace(value=_renamed(record.value))
        value = shapes.fields(record, "prompt", "chosen", "rejected")
        yield shapes.pair(
            record,
            name,
            _prompt(record, value),
            _answer(record, "chosen"),
            _answer(record, "rejected"),
            own=value.get("id"),
            lang=value.get("lang"),
            weight=value.get("weight"),
            **shapes.kept(record),
            **{field: value[field] for field in _EXPORTED if field in value},
        )


def _renamed(value: dict[str, Any]) -> dict[str, Any]:
    if "response_chosen" not in value:
        return value
    return {_OTHER_NAMES.get(field, field): text for field, text in value.items()}


def _prompt(record: Record, value: dict[str, Any]) -> list[Message]:
    if isinstance(value["prompt"], list):
        messages = turns.read(record, value["prompt"], "prompt")
        if messages[-1]["role"] != "user":
            raise DataError(f"{record.where}: expected a prompt that ends with the user")
        return messages
    (asked,) = shapes.texts(record, "prompt")
    system = value.get("system") or ""
    if not isinstance(system, str):
        raise DataError(f"{record.where}: expected text in the field system")
    said = [
        {"role": "system", "content": system},
        *turns.from_history(record, value.get("history")),
    ]
    return turns.in_turn([*said, user(asked)], prompt=True)


def _answer(record: Record, field: str) -> str:
    given = record.value[field]
    if isinstance(given, str):
        return given
    messages = turns.read(record, given, field)
    if len(messages) != 1 or messages[0]["role"] != "assistant":
        raise DataError(f"{record.where}: expected one message of the assistant in {field}")
    return messages[0]["content"]
