"""A stand-in for a Qdrant server: its REST protocol over qdrant-client's own local mode.

Not the server: pure Python, in memory, for tests only. It remembers what it was asked.
"""

import json
import re
import threading
import warnings
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qdrant_client import QdrantClient, models

Body = dict[str, Any]


class QdrantStandIn:
    def __init__(self) -> None:
        self.client = QdrantClient(":memory:")
        self.asked: list[str] = []
        self.broken = False  # answer 500 to everything
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def collections(self) -> list[str]:
        return sorted(c.name for c in self.client.get_collections().collections)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, method: str, path: str, body: Body) -> tuple[int, Any]:
        self.asked.append(f"{method} {path}")
        if self.broken:
            return 500, None
        for pattern, does in self._routes().items():
            verb, route = pattern.split(" ")
            match = re.fullmatch(route.replace("*", "([^/]+)"), path)
            if verb == method and match:
                if match.groups() and method != "PUT" and not self._exists(match[1]):
                    return 404, None
                return 200, does(*match.groups(), body)
        return 404, None

    def _exists(self, name: str) -> bool:
        return self.client.collection_exists(name)

    def _routes(self) -> dict[str, Callable[..., Any]]:
        client = self.client
        return {
            "GET /aliases": lambda _: client.get_aliases(),
            "GET /collections": lambda _: client.get_collections(),
            "POST /collections/aliases": lambda body: client.update_collection_aliases(
                models.ChangeAliasesOperation.model_validate(body).actions
            ),
            "GET /collections/*": lambda name, _: client.get_collection(name),
            "PUT /collections/*": self._create,
            "DELETE /collections/*": lambda name, _: client.delete_collection(name),
            "PUT /collections/*/index": lambda *_: {"operation_id": 0, "status": "completed"},
            "PUT /collections/*/points": lambda name, body: client.upsert(
                name, models.PointsList.model_validate(body).points
            ),
            "POST /collections/*/points/delete": lambda name, body: client.delete(
                name, models.FilterSelector.model_validate(body)
            ),
            "POST /collections/*/points/scroll": self._scroll,
            "POST /collections/*/points/count": lambda name, body: client.count(
                name, models.CountRequest.model_validate(body).filter
            ),
            "POST /collections/*/facet": lambda name, body: client.facet(
                name, body["key"], limit=body["limit"]
            ),
            "POST /collections/*/points/query/batch": lambda name, body: client.query_batch_points(
                name, models.QueryRequestBatch.model_validate(body).searches
            ),
        }

    def _create(self, name: str, body: Body) -> bool:
        asked = models.CreateCollection.model_validate(body)
        return self.client.create_collection(
            name,
            vectors_config=asked.vectors or {},
            sparse_vectors_config=asked.sparse_vectors,
            metadata=asked.metadata,
        )

    def _scroll(self, name: str, body: Body) -> Body:
        asked = models.ScrollRequest.model_validate(body)
        points, offset = self.client.scroll(
            name,
            asked.filter,
            limit=asked.limit or 10,
            offset=asked.offset,
            with_payload=asked.with_payload or False,
            with_vectors=asked.with_vector or False,
        )
        return {"points": [_plain(point) for point in points], "next_page_offset": offset}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or "{}")
                with stand_in._lock, warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    status, result = stand_in.answer(
                        self.command, self.path.partition("?")[0], body
                    )
                reply = {"result": _plain(result), "status": "ok", "time": 0.0}
                content = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_POST = do_DELETE = _serve

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def _plain(result: Any) -> Any:
    if isinstance(result, list):
        return [_plain(item) for item in result]
    return result.model_dump(mode="json") if hasattr(result, "model_dump") else result
