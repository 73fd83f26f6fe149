"""A FAKE model server that speaks OpenAI's protocol: a real one cannot be made to fail on command.

It has no model. Its answers are scripted, and it remembers what it was asked:

    with FakeUpstream() as upstream:
        upstream.script(refuses(429, headers={"Retry-After": "7"}), says("Rest. [1]"))

Each chat request takes the next step of the script; the last step serves all that follow.
"""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from aiohttp import web

Json = dict[str, Any]
MODEL = "fake-model"
CREATED = 1_790_000_000
USAGE = {"prompt_tokens": 40, "completion_tokens": 2, "total_tokens": 42}
DONE = b"data: [DONE]\n\n"
ENVELOPE = {"id": "chatcmpl-fake", "created": CREATED, "model": MODEL}
JSON_TYPE = {"Content-Type": "application/json"}
EVENTS_TYPE = {"Content-Type": "text/event-stream; charset=utf-8"}
PATIENCE = 10.0  # seconds a test waits before it calls an event missing


class Act(Enum):
    """What a scripted stream can do besides sending bytes."""

    HOLD = auto()  # send nothing more until the test calls `resume()`
    DIE = auto()  # break the connection, as a killed process does


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: Json


Step = Callable[["FakeUpstream", web.Request, Json], Awaitable[web.StreamResponse]]


def says(*words: str, finish: str = "stop") -> Step:
    """An ordinary answer, whole or as a stream, whichever is asked for."""

    async def step(upstream: "FakeUpstream", request: web.Request, body: Json) -> Any:
        if body.get("stream"):
            return await _send(upstream, request, EVENTS_TYPE, streamed(*words, finish=finish))
        message = {"role": "assistant", "content": "".join(words)}
        choices = [
            {"index": index, "message": message, "logprobs": None, "finish_reason": finish}
            for index in range(body.get("n", 1))
        ]
        reply = {"object": "chat.completion", **ENVELOPE, "choices": choices, "usage": USAGE}
        return web.json_response(reply)

    return step


def sends(*pieces: bytes | Act, content_length: int | None = None) -> Step:
    """These very bytes, each in a write of its own, as a stream or a body."""

    async def step(upstream: "FakeUpstream", request: web.Request, body: Json) -> Any:
        headers = EVENTS_TYPE if body.get("stream") else JSON_TYPE
        return await _send(upstream, request, headers, pieces, content_length)

    return step


def refuses(
    status: int, message: str = "no", *, body: bytes | None = None, headers: Json | None = None
) -> Step:
    async def step(upstream: "FakeUpstream", request: web.Request, _: Json) -> Any:
        error = {"error": {"message": message, "type": "fake", "param": None, "code": status}}
        text = json.dumps(error).encode() if body is None else body
        return web.Response(status=status, body=text, headers={**JSON_TYPE, **(headers or {})})

    return step


def hangs_up() -> Step:
    """Closes the connection without a byte of an answer."""

    async def step(upstream: "FakeUpstream", request: web.Request, _: Json) -> Any:
        _abort(request)
        return web.Response()

    return step


def never_answers() -> Step:
    async def step(upstream: "FakeUpstream", request: web.Request, _: Json) -> Any:
        await upstream.hold()
        return web.Response(status=500)

    return step


def takes_its_time(*words: str) -> Step:
    """Answers once the test calls `resume()`."""

    async def step(upstream: "FakeUpstream", request: web.Request, body: Json) -> Any:
        await upstream.hold()
        return await says(*words)(upstream, request, body)

    return step


def event(delta: Json, finish: str | None = None, *, index: int = 0, **more: Any) -> bytes:
    """One event of a stream, its keys in vLLM's order."""
    choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
    return raw_event({"choices": [choice], **more})


def raw_event(body: Json) -> bytes:
    head = {"id": "chatcmpl-fake", "object": "chat.completion.chunk"}
    head |= {"created": CREATED, "model": MODEL}
    text = json.dumps({**head, **body}, ensure_ascii=False, separators=(",", ":"))
    return f"data: {text}\n\n".encode()


ROLE = event({"role": "assistant", "content": ""})
END = event({}, "stop")


def streamed(*words: str, finish: str = "stop") -> list[bytes]:
    """The events of a whole answer as vLLM sends them, usage and `[DONE]` included."""
    content = [event({"content": word}) for word in words]
    usage = raw_event({"choices": [], "usage": USAGE})
    return [ROLE, *content, event({"content": ""}, finish), usage, DONE]


async def _send(
    upstream: "FakeUpstream",
    request: web.Request,
    headers: Json,
    pieces: Sequence[bytes | Act],
    content_length: int | None = None,
) -> web.StreamResponse:
    response = web.StreamResponse(headers=headers)
    response.content_length = content_length
    await response.prepare(request)
    for piece in pieces:
        if piece is Act.HOLD:
            await upstream.hold()
        elif isinstance(piece, bytes):
            await response.write(piece)
        else:
            _abort(request)
    return response


def _abort(request: web.Request) -> None:
    transport = request.transport
    assert transport is not None
    transport.abort()


@dataclass
class FakeUpstream:
    """Runs in a thread of its own from `with` to the end of the block."""

    models: Sequence[str] = (MODEL,)
    context: int | None = None  # the `max_model_len` it lists
    received: list[Received] = field(default_factory=list)
    holding: threading.Event = field(default_factory=threading.Event)
    client_gone: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def __post_init__(self) -> None:
        self._steps: list[Step] = [says("Rest and drink.", " [1]")]
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._run(),))

    def __enter__(self) -> "FakeUpstream":
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def asked(self) -> list[Json]:
        """The bodies of the chat requests, in order."""
        return [got.body for got in self.received if got.path.endswith("/chat/completions")]

    def script(self, *steps: Step) -> None:
        self._steps = list(steps)

    def resume(self) -> None:
        """Ends every HOLD, those to come included."""
        self._loop.call_soon_threadsafe(self._going_on.set)

    async def hold(self) -> None:
        self.holding.set()
        await self._going_on.wait()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping, self._going_on = asyncio.Event(), asyncio.Event()
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/v1/models", self._list_models)
        app.router.add_post("/v1/chat/completions", self._chat)
        app.router.add_post("/v1/embeddings", self._embed)
        app.router.add_post("/v1/rerank", self._rerank)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._stopping.wait()
        await runner.cleanup()

    async def _remember(self, request: web.Request) -> Json:
        body: Json = await request.json()
        self.received.append(Received(request.path, dict(request.headers), body))
        return body

    async def _list_models(self, _: web.Request) -> web.Response:
        more = {"max_model_len": self.context} if self.context else {}
        rows = [{"id": name, "object": "model", "created": CREATED, **more} for name in self.models]
        return web.json_response({"object": "list", "data": rows})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await self._remember(request)
        step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        try:
            return await step(self, request, body)
        except (asyncio.CancelledError, ConnectionError):
            self.client_gone.set()
            raise

    async def _embed(self, request: web.Request) -> web.Response:
        """A stand-in for an encoder: three numbers that tell texts apart."""
        asked = (await self._remember(request))["input"]
        texts = [asked] if isinstance(asked, str) else asked
        rows = [{"index": at, "embedding": vector_of(text)} for at, text in enumerate(texts)]
        usage = {"prompt_tokens": sum(map(len, texts)), "total_tokens": sum(map(len, texts))}
        return web.json_response({"object": "list", "data": rows, "usage": usage})

    async def _rerank(self, request: web.Request) -> web.Response:
        """A stand-in for a reranker: longer documents first."""
        documents = (await self._remember(request))["documents"]
        rows = [{"index": at, "relevance_score": len(text)} for at, text in enumerate(documents)]
        rows.sort(key=lambda row: -row["relevance_score"])
        return web.json_response({"results": rows})


def vector_of(text: str) -> list[float]:
    return [float(len(text)), 0.5, -float(text.count("e"))]
