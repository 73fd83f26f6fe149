"""Replies that notice when the client has left, and stop the work that was for it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

T = TypeVar("T")
EVENT_STREAM = "text/event-stream; charset=utf-8"


class ClientGone(Exception):
    """Nobody is there to answer."""


async def unless_gone(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which is cancelled when the client leaves (ClientGone)."""
    task = asyncio.create_task(work)
    watch = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientGone
    finally:
        watch.cancel()
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class PushResponse(Response):
    """An event stream written by `run(send)`. It ends with `run`, or when the client leaves."""

    def __init__(
        self,
        run: Callable[[Callable[[bytes], Awaitable[None]]], Coroutine[Any, Any, None]],
        headers: dict[str, str] | None = None,
    ) -> None:
        # Proxies must not hold the stream back to fill a buffer.
        quiet = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        super().__init__(headers={**quiet, **(headers or {})}, media_type=EVENT_STREAM)
        del self.headers["content-length"]
        self._run = run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})

        async def push(data: bytes) -> None:
            await send({"type": "http.response.body", "body": data, "more_body": True})

        with suppress(ClientGone):
            await unless_gone(receive, self._run(push))
            await send({"type": "http.response.body", "body": b"", "more_body": False})
