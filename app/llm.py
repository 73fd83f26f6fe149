"""`LLM`: any OpenAI-compatible server. vLLM is the one the tests run.

One pooled aiohttp client a process. Nothing is asked twice once a byte has come back.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import aiohttp
import orjson

from app.engine import Call
from app.errors import BadRequest, EngineFailed, EngineUnavailable, NotFound, RateLimited
from app.relay import EventSplitter
from app.releases import Release, hash_model_files
from retrieval.prompt import estimate_tokens

MODELS_FOR = 15.0  # seconds a model list is believed
COUNTS_KEPT = 20_000
DOWN = "The model server cannot be reached right now; the question is kept."


@dataclass(frozen=True, slots=True)
class UpstreamModel:
    id: str
    root: str
    parent: str | None
    max_tokens: int | None
    created: int


class LLM:
    def __init__(
        self,
        url: str,
        *,
        key: str = "",
        model: str = "",
        context_tokens: int = 8192,
        timeout: float = 600,
        silence: float = 120,
    ) -> None:
        self._url = url.rstrip("/")
        self._root = self._url.removesuffix("/v1")
        self._model = model
        self._context = context_tokens
        self._headers = {"Content-Type": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._timeout = aiohttp.ClientTimeout(
            total=timeout, sock_connect=5, sock_read=silence or None
        )
        self._models: dict[str, UpstreamModel] = {}
        self._models_until = 0.0
        self._releases: dict[str, Release] = {}
        self._counts: dict[tuple[str, str], int] = {}
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

    async def complete(self, call: Call) -> dict[str, Any]:
        response = await self._post("/chat/completions", _payload(call, stream=False))
        try:
            body = orjson.loads(await response.read())
        except (aiohttp.ClientError, TimeoutError):
            raise EngineUnavailable(DOWN) from None
        except orjson.JSONDecodeError:
            raise EngineFailed("The model server's answer is not JSON.") from None
        finally:
            response.release()
        match body:
            case {"choices": [{"message": {}}, *_]}:
                return cast(dict[str, Any], body)
            case _:
                raise EngineFailed("The model server's answer has no message.")

    async def stream(self, call: Call) -> "UpstreamStream":
        return UpstreamStream(await self._post("/chat/completions", _payload(call, stream=True)))

    async def relay(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        """A POST whose JSON answer goes back as it is (embeddings, rerank)."""
        response = await self._post(path, payload)
        try:
            return orjson.loads(await response.read())
        except (aiohttp.ClientError, TimeoutError):
            raise EngineUnavailable(DOWN) from None
        except orjson.JSONDecodeError:
            raise EngineFailed("The server's answer is not JSON.") from None
        finally:
            response.release()

    async def _post(self, path: str, payload: dict[str, Any]) -> aiohttp.ClientResponse:
        body = orjson.dumps(payload)
        try:
            response = await self._send(path, body)
        except aiohttp.ServerDisconnectedError:
            # A pooled connection that the server had just closed: nothing was answered yet.
            try:
                response = await self._send(path, body)
            except (aiohttp.ClientError, TimeoutError):
                raise EngineUnavailable(DOWN) from None
        except (aiohttp.ClientError, TimeoutError):
            raise EngineUnavailable(DOWN) from None
        if response.status != 200:
            await _refuse(response)
        return response

    async def _send(self, path: str, body: bytes) -> aiohttp.ClientResponse:
        return await self.client.post(self._url + path, data=body, timeout=self._timeout)

    async def _get(self, url: str) -> dict[str, Any] | None:
        """A JSON object; None when the server has no such page or cannot be reached."""
        timeout = aiohttp.ClientTimeout(total=5)
        with suppress(aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
            async with self.client.get(url, timeout=timeout) as response:
                if response.status == 200:
                    body = orjson.loads(await response.read())
                    return cast(dict[str, Any], body) if isinstance(body, dict) else None
        return None

    async def models(self) -> dict[str, UpstreamModel]:
        """What the server lists. Raises EngineUnavailable when it cannot be asked."""
        if time.monotonic() < self._models_until:
            return self._models
        listed = await self._get(f"{self._url}/models")
        if listed is None:
            raise EngineUnavailable("The model server cannot be reached right now.")
        self._models = {row["id"]: _model(row) for row in listed.get("data", [])}
        self._models_until = time.monotonic() + MODELS_FOR
        return self._models

    async def default_model(self) -> str:
        """The configured model, else the first the server lists."""
        if self._model:
            return self._model
        models = await self.models()
        if not models:
            raise EngineUnavailable("The model server serves no model.")
        return next(iter(models))

    async def resolve(self, name: str) -> str:
        """A pass-through name. Raises NotFound when the server does not list it."""
        if name not in await self.models():
            raise NotFound(f"The model {name[:100]!r} does not exist.", code="model_not_found")
        return name

    async def release(self, model: str) -> Release:
        """Asked of the server once a model; while it cannot be reached, what the settings say."""
        if known := self._releases.get(model):
            return known
        version = await self._get(f"{self._root}/version")
        try:
            listed = (await self.models()).get(model)
        except EngineUnavailable:
            return Release("openai-compatible", None, model)
        base = listed.root if listed else model
        adapter = None
        if listed and listed.parent:
            base, adapter = listed.parent, listed.root
        files = await asyncio.to_thread(hash_model_files, Path(base))
        self._releases[model] = Release(
            "vllm" if version else "openai-compatible",
            str(version.get("version")) if version else None,
            base,
            adapter,
            **files,
        )
        return self._releases[model]

    async def context_tokens(self, model: str) -> int:
        try:
            listed = (await self.models()).get(model)
        except EngineUnavailable:
            listed = None
        return (listed and listed.max_tokens) or self._context

    async def count(self, model: str, texts: Sequence[str]) -> list[int]:
        """By the server's `/tokenize`, remembered; by `estimate_tokens` where it has none."""
        missing = [text for text in texts if (model, text) not in self._counts]
        found = await asyncio.gather(*(self._tokenize(model, text) for text in missing))
        if len(self._counts) > COUNTS_KEPT:
            self._counts.clear()
        fresh = dict(zip(missing, found, strict=True))
        self._counts.update({(model, text): count for text, count in fresh.items()})
        return [fresh.get(text) or self._counts[model, text] for text in texts]

    async def _tokenize(self, model: str, text: str) -> int:
        body = {"model": model, "prompt": text, "add_special_tokens": False}
        timeout = aiohttp.ClientTimeout(total=5)
        with suppress(aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
            async with self.client.post(
                f"{self._root}/tokenize", data=orjson.dumps(body), timeout=timeout
            ) as response:
                if response.status == 200:
                    return int(orjson.loads(await response.read())["count"])
        return estimate_tokens(text)


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
            with suppress(aiohttp.ClientError, TimeoutError):
                await self._response.read()  # the last chunk: lets the connection be used again
            self._response.release()
        else:
            self._response.close()


def _payload(call: Call, *, stream: bool) -> dict[str, Any]:
    payload = {"model": call.model, "messages": call.messages, **call.sampling}
    if stream:
        # Usage is part of every record, whether or not the client wants to see it.
        payload |= {"stream": True, "stream_options": {"include_usage": True}}
    return payload


def _model(row: dict[str, Any]) -> UpstreamModel:
    return UpstreamModel(
        id=row["id"],
        root=row.get("root") or row["id"],
        parent=row.get("parent"),
        max_tokens=row.get("max_model_len"),
        created=int(row.get("created") or 0),
    )


async def _refuse(response: aiohttp.ClientResponse) -> None:
    """The server's refusal as ours: its 4xx are the caller's, all else is an engine that is ill."""
    message = "The model server refused the request."
    with suppress(aiohttp.ClientError, TimeoutError, orjson.JSONDecodeError):
        match orjson.loads(await response.read()):
            case {"error": {"message": str(said)}} | {"message": str(said)}:
                message = said
            case _:
                pass
    response.release()
    if response.status in (400, 404, 413, 422):
        raise BadRequest(message)
    if response.status == 429:
        wait = response.headers.get("Retry-After", "")
        raise RateLimited(message, retry_after=int(wait) if wait.isdigit() else 5)
    if response.status in (401, 403):
        raise EngineUnavailable("The model server does not accept our key (MEDLOOP_LLM_KEY).")
    raise EngineUnavailable(DOWN)
