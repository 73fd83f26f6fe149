"""One streamed answer: the engine's events in, the client's bytes out, the record in between.

The order on the wire: our opening event (role, safety notice, `medloop` block), the engine's
events as they came, our annotations just before each choice ends, usage if it was asked for, and
`[DONE]` only after COMMIT. A failure becomes an `error` event and the stream ends without `[DONE]`.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, cast

import orjson

from app.citations import shifted
from app.engine import EventStream
from app.errors import EngineFailed, MedloopError, openai_envelope, unexpected
from app.record import Recorder, Write
from app.relay import Choice, Envelope, delta_of, is_choice, is_only_role, without_role
from app.turn import Turn

DONE = b"data: [DONE]\n\n"
Send = Callable[[bytes], Awaitable[None]]


class ChatStream:
    def __init__(
        self, turn: Turn, upstream: EventStream, recorder: Recorder, *, include_usage: bool
    ) -> None:
        self._turn = turn
        self._upstream = upstream
        self._recorder = recorder
        self._include_usage = include_usage
        self._choices = turn.choices()
        self.status = "aborted"  # until it ends otherwise
        self._usage: dict[str, Any] | None = None
        self._opened = False
        self._envelope = Envelope(
            turn.completion_id, turn.model, turn.release.fingerprint, int(time.time())
        )

    async def run(self, send: Send, finish: Callable[[], Sequence[Write]] = tuple) -> None:
        """Relays until the end. Cancelling it (the client left) closes the engine's connection.

        `finish` adds writes to the commit that acknowledges the answer.
        """
        try:
            if self._turn.prefix:
                await send(self._opening())
            async for payloads in self._upstream:
                await self._relay(payloads, send)
            await self._recorder.write([*self._rows("complete"), *finish()])
            self.status = "complete"
            await send(DONE)
        except MedloopError as error:
            await self._break_off(send, error)
        except Exception as error:
            # The headers are out: whatever it is, the client can only learn of it by an event.
            await self._break_off(send, unexpected(error))
        except asyncio.CancelledError:
            # Nobody waits for this commit: it is queued, and stop() drains the queue.
            self._recorder.submit(self._rows("aborted"))
            raise
        finally:
            await self._upstream.close()

    async def _relay(self, payloads: list[bytes], send: Send) -> None:
        """In one write. What came before a broken event is on record, so it is sent as well."""
        out: list[bytes] = []
        try:
            for payload in payloads:
                out.extend(self._take(payload))
        finally:
            if out:
                await send(b"".join(out))

    async def _break_off(self, send: Send, error: MedloopError) -> None:
        self.status = "interrupted"
        with suppress(MedloopError):  # the recorder has logged why
            await self._recorder.write(self._rows("interrupted", error.error_code))
        await send(b"data: " + orjson.dumps(openai_envelope(error)) + b"\n\n")

    def _rows(self, status: str, error: str | None = None) -> list[Write]:
        return self._turn.answered(self._choices, status=status, usage=self._usage, error=error)

    def _take(self, payload: bytes) -> list[bytes]:
        """One event of the engine as what the client gets for it: none, one, or several."""
        event = _parse(payload)
        if usage := event.get("usage"):
            self._usage = usage
        choices: list[dict[str, Any]] = event["choices"]
        if not choices:
            return [self._envelope.relay(payload, event)] if self._include_usage else []
        out: list[bytes] = []
        if not self._opened:
            self._envelope.adopt(event)
            out.append(self._opening())
        repeated_role = False
        if "role" in delta_of(choices[0]):
            if is_only_role(event):
                return out
            repeated_role = without_role(event)
        for raw in choices:
            out.extend(self._follow(raw))
        if repeated_role:
            payload = orjson.dumps(event)
        out.append(self._envelope.relay(payload, event))
        return out

    def _follow(self, raw: dict[str, Any]) -> list[bytes]:
        """Keeps a copy of what a choice says; its annotations, when it ends."""
        index: int = raw.get("index", 0)
        if not 0 <= index < len(self._choices):
            raise EngineFailed("The engine answered with more choices than were asked for.")
        choice = self._choices[index]
        choice.add(delta_of(raw))
        if not raw.get("finish_reason"):
            return []
        choice.finish_reason = raw["finish_reason"]
        return [self._annotations(choice)] if self._turn.call.passages else []

    def _opening(self) -> bytes:
        self._opened = True
        delta = {"role": "assistant", "content": self._turn.prefix}
        return self._envelope.own(
            [
                {"index": choice.index, "delta": delta, "logprobs": None, "finish_reason": None}
                for choice in self._choices
            ],
            medloop=self._turn.block(),
        )

    def _annotations(self, choice: Choice) -> bytes:
        checks = self._turn.check(choice)
        delta = {"annotations": shifted(checks["annotations"], len(self._turn.prefix))}
        return self._envelope.own(
            [{"index": choice.index, "delta": delta, "logprobs": None, "finish_reason": None}],
            medloop={
                "answer_id": self._turn.answer_ids[choice.index],
                "verification": checks["verification"],
            },
        )


def _parse(payload: bytes) -> dict[str, Any]:
    """Raises EngineFailed for what is not an event of a chat completion."""
    try:
        event: Any = orjson.loads(payload)
    except orjson.JSONDecodeError:
        raise EngineFailed("The engine sent an event that is not JSON.") from None
    if type(event) is not dict or type(cast(dict[str, Any], event).get("choices")) is not list:
        raise EngineFailed("The engine reported an error in the middle of its answer.")
    if not all(is_choice(choice, "delta") for choice in cast(list[Any], event["choices"])):
        raise EngineFailed("The engine sent an event that is not one of an answer.")
    return cast(dict[str, Any], event)
