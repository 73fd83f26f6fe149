"""Around every request: an id, a limit to the body, a count. Plain ASGI: it sits on the hot path.

The chat route, where nearly all requests go, is taken past the framework's own layers: with them a
request costs half as much again. FastAPI still knows it, for /openapi.json and for `405`.
"""

import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import BodyTooLarge
from app.ids import new_id
from app.metrics import Metrics


class Frame:
    """Adds `X-Request-Id`, refuses long bodies with 413, and measures.

    `direct` are applications by path that take a POST without going through `app`. `root_path` is
    the prefix that a reverse proxy has taken off: links in pages begin with it.
    """

    def __init__(
        self,
        app: ASGIApp,
        direct: dict[str, ASGIApp],
        metrics: Metrics,
        max_body_bytes: int,
        root_path: str = "",
    ) -> None:
        self._app = app
        self._direct = direct
        self._metrics = metrics
        self._most = max_body_bytes
        self._root_path = root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._root_path:
            scope["root_path"] = self._root_path
        started = time.perf_counter()
        status = 0
        request_id = new_id("req").encode()
        scope.setdefault("state", {})["request_id"] = request_id.decode()

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id)]
            await send(message)

        app, path = self._app, "unmatched"
        if scope["method"] == "POST" and scope["path"] in self._direct:
            path = scope["path"]
            app = self._direct[path]
        try:
            await app(scope, self._limited(scope, receive), send_counted)
        except Exception:
            # Answered and logged by the one handler; what the server would print besides is the
            # error's own text, and that may hold a patient's.
            if not status:
                raise
        finally:
            route: Any = scope.get("route")
            path = getattr(route, "path", path)
            self._metrics.requests.labels(path, scope["method"], status or 500).inc()
            self._metrics.seconds.labels(path).observe(time.perf_counter() - started)

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        """Raises inside the route's own read, so that the one error handler answers."""
        declared = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        left = self._most
        if declared.isdigit() and int(declared) > left:
            left = -1

        async def counted() -> Message:
            nonlocal left
            if left >= 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if left >= 0:
                    return message
            raise BodyTooLarge(f"The body is longer than {self._most} bytes.")

        return counted
