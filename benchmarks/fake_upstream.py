"""A FAKE model server for benchmarks: no model, scripted tokens, as fast as Python allows.

    python benchmarks/fake_upstream.py --port 9100 [--models fake-unpaced-67,fake-paced-20ms-250]

It speaks the part of vLLM's OpenAI-compatible HTTP a gateway needs: POST /v1/chat/completions
(about 500 bytes, or a stream shaped by the model's name, see script.py), GET /v1/models, /version
and /health, POST /tokenize. Bytes are built once and only the request's tag is filled in. It reads
what it needs from the request by pattern, not by a JSON parser, so it is no test of validity.
A stream without a pace leaves in one write, each event its own HTTP chunk.
"""

import argparse
import asyncio
import functools
import json
import re
import signal
import time
from typing import Any, cast

import uvloop
from script import MARK, TAG, TAG_BYTES, UNARY_TOKENS, Shape, shape_of, text, tokens

CREATED = 1_790_000_000
MAX_MODEL_LEN = 32_768
ABOUT = "fake-token upstream for benchmarks: it has no model and its answers mean nothing"

LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
MODEL = re.compile(rb'"model":\s*"([^"]+)"')
STREAM = re.compile(rb'"stream":\s*true')
USAGE = re.compile(rb'"include_usage":\s*true')

SSE_HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    b"cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n"
)
LAST_CHUNK = b"0\r\n\r\n"


def dump(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def reply(body: bytes, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def refusal(status: str, message: str) -> bytes:
    kind = "NotFoundError" if status.startswith("404") else "BadRequestError"
    error = {"message": message, "type": kind, "param": None, "code": int(status[:3])}
    return reply(dump({"error": error}), status)


def usage(completion: int) -> dict[str, Any]:
    prompt = 32
    return {
        "prompt_tokens": prompt,
        "total_tokens": prompt + completion,
        "completion_tokens": completion,
        "prompt_tokens_details": None,
    }


@functools.cache
def unary(model: str) -> bytes:
    message = {"role": "assistant", "content": text(UNARY_TOKENS), "refusal": None}
    message |= {"annotations": None, "tool_calls": [], "reasoning": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    body = {
        "id": f"chatcmpl-{TAG}",
        "object": "chat.completion",
        "created": CREATED,
        "model": model,
        "choices": [choice | {"stop_reason": None}],
        "system_fingerprint": None,
        "usage": usage(UNARY_TOKENS),
    }
    return reply(dump(body))


def event(model: str, choices: list[dict[str, Any]], **more: Any) -> bytes:
    body = {"id": f"chatcmpl-{TAG}", "object": "chat.completion.chunk", "created": CREATED}
    data = b"data: " + dump(body | {"model": model, "choices": choices} | more) + b"\n\n"
    return chunk(data)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def delta(model: str, words: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": words, "logprobs": None, "finish_reason": finish}
    return event(model, [choice | more])


@functools.cache
def stream(model: str, with_usage: bool) -> tuple[bytes, tuple[bytes, ...], bytes]:
    """What comes before the content, the content events, and what closes the stream."""
    shape = shape_of(model)
    assert shape is not None
    opening = SSE_HEAD + delta(model, {"role": "assistant", "content": ""})
    content = tuple(delta(model, {"content": token}) for token in tokens(shape.events))
    closing = delta(model, {"content": ""}, "stop", stop_reason=None)
    if with_usage:
        closing += event(model, [], usage=usage(shape.events))
    return opening, content, closing + chunk(b"data: [DONE]\n\n") + LAST_CHUNK


@functools.cache
def whole_stream(model: str, with_usage: bool) -> bytes:
    opening, content, closing = stream(model, with_usage)
    return opening + b"".join(content) + closing


def tag_of(body: bytes) -> bytes:
    at = body.rfind(MARK) + len(MARK)
    found = body[at : at + len(TAG)]
    return found if at >= len(MARK) and len(found) == len(TAG) else TAG_BYTES


class Upstream(asyncio.Protocol):
    """One connection. Requests are answered in order; a paced stream holds the line."""

    models: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.buffer = b""
        self.pacer: Pacer | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.pacer is not None:
            self.pacer.cancel()

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        while self.buffer and self.pacer is None:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self.buffer, 0, end)
            stop = end + 4 + (int(length[1]) if length else 0)
            if len(self.buffer) < stop:
                return
            request, self.buffer = self.buffer[:stop], self.buffer[stop:]
            self.answer(request, end + 4)

    def answer(self, request: bytes, body_at: int) -> None:
        if request.startswith(b"POST /v1/chat/completions "):
            self.complete(request[body_at:])
        elif request.startswith(b"POST /tokenize "):
            count = max(1, (len(request) - body_at) // 4)
            body = {"count": count, "max_model_len": MAX_MODEL_LEN, "tokens": [0] * count}
            self.transport.write(reply(dump(body | {"token_strs": None})))
        else:
            path = request.split(b" ", 2)[1].partition(b"?")[0].decode()
            self.transport.write(page(path, self.models))

    def complete(self, body: bytes) -> None:
        found = MODEL.search(body)
        model = found[1].decode() if found else ""
        shape = shape_of(model)
        if shape is None:
            message = f"The model `{model}` does not exist."
            self.transport.write(refusal("404 Not Found", message))
            return
        tag = tag_of(body)
        if not STREAM.search(body):
            self.transport.write(unary(model).replace(TAG_BYTES, tag))
        elif shape.pace == 0:
            whole = whole_stream(model, USAGE.search(body) is not None)
            self.transport.write(whole.replace(TAG_BYTES, tag))
        else:
            self.pacer = Pacer(self, stream(model, USAGE.search(body) is not None), shape, tag)

    def paced_stream_ended(self) -> None:
        self.pacer = None
        self.data_received(b"")


class Pacer:
    """Writes a stream on an absolute timetable: a late event does not delay the next ones."""

    def __init__(
        self,
        connection: Upstream,
        parts: tuple[bytes, tuple[bytes, ...], bytes],
        shape: Shape,
        tag: bytes,
    ) -> None:
        self.connection, self.shape, self.tag = connection, shape, tag
        opening, self.content, self.closing = parts
        self.next = 0
        self.loop = asyncio.get_running_loop()
        self.started = time.perf_counter()
        connection.transport.write(opening.replace(TAG_BYTES, tag))
        self.timer = self.loop.call_soon(self.step)

    def step(self) -> None:
        pace, late = self.shape.pace, time.perf_counter() - self.started
        due = min(int(late / pace) + 1, self.shape.events)
        if due > self.next:
            events = b"".join(self.content[self.next : due])
            self.connection.transport.write(events.replace(TAG_BYTES, self.tag))
            self.next = due
        if due == self.shape.events:
            self.connection.transport.write(self.closing.replace(TAG_BYTES, self.tag))
            self.connection.paced_stream_ended()
        else:
            self.timer = self.loop.call_later(max(due * pace - late, 0.001), self.step)

    def cancel(self) -> None:
        self.timer.cancel()


def page(path: str, models: tuple[str, ...]) -> bytes:
    if path == "/":
        return reply(dump({"fake": True, "about": ABOUT}))
    if path == "/health":
        return reply(b"")
    if path == "/version":
        return reply(dump({"version": "0.0.0+fake"}))
    if path == "/v1/models":
        card = {"object": "model", "created": CREATED, "owned_by": "fake", "parent": None}
        more = {"max_model_len": MAX_MODEL_LEN, "permission": []}
        data = [{"id": name, "root": name} | card | more for name in models]
        return reply(dump({"object": "list", "data": data}))
    return refusal("404 Not Found", "Not Found")


async def serve(port: int, models: tuple[str, ...]) -> None:
    Upstream.models = models
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    server = await loop.create_server(Upstream, "127.0.0.1", port, backlog=4096)
    print(f"{ABOUT}\naddress: http://127.0.0.1:{port}", flush=True)
    await stop.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=ABOUT)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--models", default="fake-unpaced-67,fake-paced-20ms-250")
    args = parser.parse_args()
    uvloop.run(serve(args.port, tuple(args.models.split(","))))


if __name__ == "__main__":
    main()
