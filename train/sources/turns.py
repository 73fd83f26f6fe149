"""Dialogues as trainers need them: an optional system message, then user and assistant in turn.

What real dialogues do beside that is mended here, the same way for every source:

- roles by another name (patient, 病人, human; doctor, 医生, gpt) are user and assistant; any other
  role is refused;
- blank messages go; what one role says in several messages running is one message, line by line;
- system notes, wherever they stand, are one system message at the front;
- what the doctor says before the patient does goes: a model here is always asked first;
- what the patient says last, without a reply, goes, except where a prompt is wanted.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from train.errors import DataError
from train.sources.reading import Record

Message = dict[str, str]
_ROLES = {
    "system": "system",
    **dict.fromkeys(("user", "human", "patient", "病人", "患者"), "user"),
    **dict.fromkeys(("assistant", "gpt", "doctor", "医生"), "assistant"),
}


def user(text: str) -> Message:
    return {"role": "user", "content": text}


def assistant(text: str) -> Message:
    return {"role": "assistant", "content": text}


def read(record: Record, messages: Any, field: str = "messages") -> list[Message]:
    """The messages as they are, with our names for roles. DataError for another shape."""
    if not isinstance(messages, list | tuple) or not messages:
        raise DataError(f"{record.where}: {field} is no list of messages {{role, content}}")
    return [_message(record, message, field) for message in messages]


def from_history(record: Record, history: Any) -> list[Message]:
    """Messages, from a list of messages or of [question, answer]; none from nothing."""
    if not history:
        return []
    if not isinstance(history, list):
        raise DataError(f"{record.where}: history is no list")
    if isinstance(history[0], dict):
        return read(record, history, "history")
    messages: list[Message] = []
    for pair in history:
        if not (
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(t, str) for t in pair)
        ):
            raise DataError(f"{record.where}: history is no list of [question, answer]")
        messages += [user(pair[0]), assistant(pair[1])]
    return messages


def in_turn(messages: Iterable[Message], *, prompt: bool = False) -> list[Message]:
    """The dialogue as the head of this file says; nothing where nobody was answered.

    With `prompt`, it ends with the patient's last words instead of the doctor's.
    """
    system: list[str] = []
    said: list[Message] = []
    for message in messages:
        text = message["content"].strip()
        if not text:
            continue
        if message["role"] == "system":
            system.append(text)
        elif said and said[-1]["role"] == message["role"]:
            said[-1]["content"] += f"\n{text}"
        else:
            said.append({"role": message["role"], "content": text})
    said = _between(said, "user" if prompt else "assistant")
    note: Sequence[Message] = [{"role": "system", "content": "\n".join(system)}] if system else []
    return [*note, *said] if said else []


def _between(said: list[Message], last: str) -> list[Message]:
    first = 1 if said and said[0]["role"] != "user" else 0
    end = len(said) - 1 if said and said[-1]["role"] != last else len(said)
    return said[first:end]


def _message(record: Record, message: Any, field: str) -> Message:
    if not isinstance(message, dict) or not isinstance(message.get("role"), str):
        raise DataError(f"{record.where}: {field} is no list of messages {{role, content}}")
    role, content = _ROLES.get(message["role"].strip().lower()), message.get("content")
    if role is None:
        known = ", ".join(_ROLES)
        raise DataError(f"{record.where}: role {message['role']!r} is none of {known}")
    if not isinstance(content, str):
        raise DataError(f"{record.where}: a message's content is no text")
    return {"role": role, "content": content}
