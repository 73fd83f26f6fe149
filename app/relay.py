"""Server-sent events of a chat completion: split the engine's bytes, change only their envelope.

The hot path never re-serialises an event. The bytes before `"choices":` are the same in every
event of a stream, so their replacement (id, model, system_fingerprint) is made once and spliced.
"""

from typing import Any, cast

import orjson

from app.errors import EngineFailed

Json = dict[str, Any]
MAX_EVENT = 16 * 1024 * 1024
MOST_TOOL_CALLS = 128
CHOICES = b'"choices":'
FINGERPRINT = b'"system_fingerprint":'
DONE = b"[DONE]"


class EventSplitter:
    """Bytes in, whole `data:` payloads out. Events may be cut anywhere, UTF-8 included."""

    def __init__(self) -> None:
        self._rest = b""
        self.done = False  # `data: [DONE]` was seen; what follows it is not read

    def feed(self, chunk: bytes) -> list[bytes]:
        """Raises EngineFailed for an event of more than 16 MiB."""
        if self.done:
            return []
        text = self._rest + chunk
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n")
        *events, self._rest = text.split(b"\n\n")
        if len(self._rest) > MAX_EVENT:
            raise EngineFailed("The engine sent an event that is too long.")
        payloads: list[bytes] = []
        for event in events:
            payload = _data_of(event)
            if payload == DONE:
                self.done = True
                break
            if payload:
                payloads.append(payload)
        return payloads


def _data_of(event: bytes) -> bytes:
    if event.startswith(b"data: ") and b"\n" not in event:
        return event[6:]
    lines = [line[5:].strip() for line in event.split(b"\n") if line.startswith(b"data:")]
    return b"\n".join(lines)


class Envelope:
    """The head of every event of one stream: our id, our model name, the release's digest."""

    def __init__(self, id: str, model: str, fingerprint: str, created: int) -> None:
        self._ours: Json = {"id": id, "model": model, "system_fingerprint": fingerprint}
        self._created = created
        self._seen: bytes | None = None  # the engine's head …
        self._head = b""  # … and what we send in its place
        self._fixed = False  # an event of our own went out: `created` stays as it was there

    def relay(self, payload: bytes, event: Json) -> bytes:
        """The engine's event with our head; everything from `"choices":` on as it came."""
        at = payload.find(CHOICES)
        head = payload[:at]
        if at < 0 or FINGERPRINT in payload[at:]:
            return self._rewritten(event)
        if head != self._seen and not self._learn(head):
            return self._rewritten(event)
        return b"data: " + self._head + payload[at:] + b"\n\n"

    def own(self, choices: list[Json], **more: Any) -> bytes:
        """An event that the engine did not send: notices, annotations."""
        self._fixed = True
        event = {
            "id": self._ours["id"],
            "object": "chat.completion.chunk",
            "created": self._created,
            "model": self._ours["model"],
            "system_fingerprint": self._ours["system_fingerprint"],
            "choices": choices,
            **more,
        }
        return b"data: " + orjson.dumps(event) + b"\n\n"

    def adopt(self, event: Json) -> None:
        """Takes the engine's time of creation, unless an event of ours already told another."""
        created = event.get("created")
        if not self._fixed and isinstance(created, int):
            self._created = created

    def _learn(self, head: bytes) -> bool:
        """False when the engine writes its keys in an order we cannot splice."""
        try:
            fields: Json = orjson.loads(head + CHOICES + b"0}")
        except orjson.JSONDecodeError:
            return False
        if "id" not in fields or "model" not in fields:
            return False
        del fields["choices"]
        self._seen = head
        self._head = orjson.dumps(self._renamed(fields))[:-1] + b","
        return True

    def _renamed(self, fields: Json) -> Json:
        return {**fields, **self._ours, "created": self._created}

    def _rewritten(self, event: Json) -> bytes:
        return b"data: " + orjson.dumps(self._renamed(event)) + b"\n\n"


class Choice:
    """What one choice of the answer has said so far; a copy for the record."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.parts: list[str] = []
        self.finish_reason: str | None = None
        self.more: Json = {}  # tool calls, refusals, reasoning
        self.checks: Json | None = None  # annotations and verification, when ended

    def add(self, delta: Json) -> None:
        for name, value in delta.items():
            if name == "content":
                if value and isinstance(value, str):
                    self.parts.append(value)
            elif name == "tool_calls":
                _add_tool_calls(self.more.setdefault("tool_calls", []), value or [])
            elif name != "role" and isinstance(value, str):
                self.more[name] = self.more.get(name, "") + value

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def message(self) -> Json:
        content = self.text
        return {
            "role": "assistant",
            "content": content if content or not self.more.get("tool_calls") else None,
            **self.more,
        }


def _add_tool_calls(calls: list[Json], deltas: Any) -> None:
    """By their index; the calls of a whole message have none and stand in order."""
    try:
        for place, delta in enumerate(deltas):
            _add_tool_call(calls, delta.get("index", place), delta)
    except (AttributeError, TypeError):
        raise EngineFailed("The engine called a tool in a way that is not OpenAI's.") from None


def _add_tool_call(calls: list[Json], index: Any, delta: Json) -> None:
    if not isinstance(index, int) or not 0 <= index < MOST_TOOL_CALLS:
        raise EngineFailed("The engine called more tools than can be asked for.")
    while len(calls) <= index:
        calls.append({"id": "", "type": "function", "function": {"name": "", "arguments": ""}})
    call = calls[index]
    function: Json = delta.get("function") or {}
    call["id"] += delta.get("id") or ""
    for part in ("name", "arguments"):
        call["function"][part] += function.get(part) or ""


def is_choice(raw: Any, part: str) -> bool:
    """Whether it has the shape that we rely on. `part`: delta in a stream, else message."""
    if not isinstance(raw, dict):
        return False
    choice = cast(Json, raw)
    said: Any = choice.get(part) or {}
    if not isinstance(choice.get("index", 0), int) or not isinstance(said, dict):
        return False
    return isinstance(cast(Json, said).get("content") or "", str)


def is_only_role(event: Json) -> bool:
    """The engine's opening event, which ours replaces: a role and no word yet."""
    choices: list[Json] = event.get("choices") or []
    return bool(choices) and all(
        not choice.get("finish_reason")
        and not any(value for key, value in delta_of(choice).items() if key != "role")
        for choice in choices
    )


def without_role(event: Json) -> bool:
    """Removes a repeated role in place; True if there was one (clients append roles)."""
    roles = [delta_of(choice).pop("role", None) for choice in event["choices"]]
    return any(role is not None for role in roles)


def delta_of(choice: Json) -> Json:
    return choice.get("delta") or {}
