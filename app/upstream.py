"""A server that speaks OpenAI's API, as the service reaches it: posts, streams, the model list.

One pooled aiohttp client a server. Nothing is asked twice once a byte has come back.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import aiohttp
import orjson
from pydantic import BaseModel, ValidationError

from app.errors import BadRequest, EngineFailed, EngineUnavailable, RateLimited
from app.relay import EventSplitter

MODELS_FOR = 15.0  # seconds a model list is believed
AWAY_FOR = 1.0  # seconds until a server that did not answer is asked again
LAST_CHUNK = 0.1  # seconds from `[DONE]` to the end
DOWN = "The model server cannot be reached right now; the question is kept."


@dataclass(frozen=True, slots=True)
class UpstreamModel:
    id: str
    root: str
    parent: str | None
    max_tokens: int | None
    created: int


class Upstream:
    def __init__(
        self,
        url: str,
        *,
        key: str = "",
        model: str = "",
        timeout: float = 600,
        silence: float = 120,
    ) -> None:
        self._url = url.rstrip("/")
        self._root = self._url.removesuffix("/v1")
        self._models_page = self._url.removeprefix(self._root) + "/models"
        self._model = model
        self._headers = {"Content-Type": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        # A whole answer comes after a long silence; a stream that falls silent is dead.
        self._whole = aiohttp.ClientTimeout(total=timeout, sock_connect=5)
        self._streaming = aiohttp.ClientTimeout(
            total=timeout, sock_connect=5, sock_read=silence or None
        )
        self._models: dict[str, UpstreamModel] = {}
        self._models_until = 0.0
        self._away_until = 0.0
        self.absences = 0  # counted: who comes back may be another version
        self._client: aiohttp.ClientSession | None = None

    @property
    def client(self) -> aiohttp.ClientSession:
        if self._client is None:
            # uvicorn, and so vLLM, closes idle connections after 5 s: be done with them before.
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=4)
            self._client = aiohttp.ClientSession(
                connector=connector, headers=self._headers, auto_decompress=False
            )
        return self._client

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def ask(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        """A POST and its JSON object. Raises BadRequest, EngineUnavailable, EngineFailed."""
        response = await self._post(path, payload, self._whole)
        try:
            body = orjson.loads(await response.read())
        except (aiohttp.ClientError, TimeoutError):
            raise EngineUnavailable(DOWN) from None
        except orjson.JSONDecodeError:
            raise EngineFailed("The model server's answer is not JSON.") from None
        finally:
            response.release()
        if not isinstance(body, dict):
            raise EngineFailed("The model server's answer is not a JSON object.")
        return cast(dict[str, Any], body)

    async def stream(self, path: str, payload: dict[str, Any]) -> "UpstreamStream":
        return UpstreamStream(await self._post(path, payload, self._streaming))

    async def _post(
        self, path: str, payload: dict[str, Any], timeout: aiohttp.ClientTimeout
    ) -> aiohttp.ClientResponse:
        body = orjson.dumps(payload)
        post = partial(self.client.post, self._url + path, data=body, timeout=timeout)
        try:
            try:
                response = await post()
            except aiohttp.ServerDisconnectedError:
                # A pooled connection that the server had just closed: nothing was answered yet.
                response = await post()
        except (aiohttp.ClientError, TimeoutError):
            self._note_absence()
            raise EngineUnavailable(DOWN) from None
        if response.status != 200:
            await _refuse(response)
        return response

    async def look(self, path: str, payload: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """A page beside the API (`/version`, `/tokenize`), from the server's root.

        None when the server has no such page or cannot be reached.
        """
        method = "GET" if payload is None else "POST"
        data = None if payload is None else orjson.dumps(payload)
        timeout = aiohttp.ClientTimeout(total=5)
        with suppress(aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
            async with self.client.request(
                method, self._root + path, data=data, timeout=timeout
            ) as response:
                if response.status == 200:
                    body = orjson.loads(await response.read())
                    return cast(dict[str, Any], body) if isinstance(body, dict) else None
        return None

    async def models(self) -> dict[str, UpstreamModel]:
        """What the server lists. Raises EngineUnavailable when it cannot be asked."""
        now = time.monotonic()
        if now < self._models_until:
            return self._models
        listed = await self.look(self._models_page) if now >= self._away_until else None
        models = _models(listed)
        if models is None:
            self._note_absence()
            raise EngineUnavailable("The model server cannot be reached right now.")
        self._models = models
        self._models_until = time.monotonic() + MODELS_FOR
        return models

    def _note_absence(self) -> None:
        """Not asked again at once."""
        self._away_until = max(self._away_until, time.monotonic() + AWAY_FOR)
        self.absences += 1

    async def default_model(self) -> str:
        """The configured model, else the first the server lists.

        Empty when it was never there to be asked: the question is then stored all the same, and
        the server's refusal with it.
        """
        if self._model:
            return self._model
        with suppress(EngineUnavailable):
            await self.models()
        return next(iter(self._models), "")

    def last_listed(self) -> dict[str, UpstreamModel]:
        return self._models


class UpstreamStream:
    """The events of one streamed answer. Closing it closes the connection: vLLM then stops."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self._events = EventSplitter()

    async def __aiter__(self) -> AsyncIterator[list[bytes]]:
        """Raises EngineFailed when the connection breaks before `[DONE]`."""
        try:
            async for chunk in self._response.content.iter_any():
                if payloads := self._events.feed(chunk):
                    yield payloads
                if self._events.done:
                    return
        except (aiohttp.ClientError, TimeoutError):
            raise EngineFailed("The model server broke off its answer.") from None
        raise EngineFailed("The model server ended its answer without [DONE].")

    async def close(self) -> None:
        if self._events.done:
            # The last chunk lets the connection be used again; a client need not wait for it.
            with suppress(aiohttp.ClientError, TimeoutError):
                async with asyncio.timeout(LAST_CHUNK):
                    await self._response.read()
        self._response.close()


class _Listed(BaseModel):
    """A row of `/v1/models`; all but the id is vLLM's own."""

    id: str
    root: str | None = None
    parent: str | None = None
    max_model_len: int | None = None
    created: int | None = None


class _Listing(BaseModel):
    data: list[_Listed]


def _models(listed: Any) -> dict[str, UpstreamModel] | None:
    """None for what is not a list of models."""
    try:
        rows = _Listing.model_validate(listed).data
    except ValidationError:
        return None
    return {
        row.id: UpstreamModel(
            row.id, row.root or row.id, row.parent, row.max_model_len, row.created or 0
        )
        for row in rows
    }


async def _refuse(response: aiohttp.ClientResponse) -> None:
    """The server's refusal as ours: its 4xx are the caller's, all else is an engine that is ill."""
    message, param = "The model server refused the request.", None
    with suppress(aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
        match orjson.loads(await response.read()):
            case {"error": {"message": str(said), "param": str() | None as param}}:
                message = said
            case {"error": {"message": str(said)}} | {"message": str(said)}:
                message = said
            case _:
                pass
    response.release()
    if response.status in (400, 404, 413, 422):
        code = "context_length_exceeded" if "maximum context length" in message else None
        raise BadRequest(message, param=param, code=code)
    if response.status == 429:
        wait = response.headers.get("Retry-After", "")
        raise RateLimited(message, retry_after=int(wait) if wait.isdigit() else 5)
    if response.status in (401, 403):
        raise EngineUnavailable("The model server does not accept our key (MEDLOOP_LLM_KEY).")
    raise EngineUnavailable(DOWN)
