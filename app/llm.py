"""`LLM`: the engine behind any OpenAI-compatible server. vLLM is the one the tests run."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from app.engine import Call
from app.errors import EngineFailed, EngineUnavailable, NotFound
from app.relay import is_choice
from app.releases import Release, hash_model_files
from app.upstream import Upstream, UpstreamStream
from retrieval.prompt import estimate_tokens

COUNTS_KEPT = 20_000
AT_ONCE = 32  # texts counted at a time


class LLM:
    def __init__(self, server: Upstream, context_tokens: int = 8192) -> None:
        self.server = server
        self._context = context_tokens
        self._releases: dict[tuple[str, int], Release] = {}
        self._counts: dict[tuple[str, str], int] = {}

    async def complete(self, call: Call) -> dict[str, Any]:
        body = await self.server.ask("/chat/completions", _payload(call))
        match body:
            case {"choices": [_, *_] as choices} if _are_answers(cast(list[Any], choices)):
                return body
            case _:
                raise EngineFailed("The model server's answer has no message.")

    async def stream(self, call: Call) -> UpstreamStream:
        # Usage is part of every record, whether or not the client wants to see it.
        streamed = {"stream": True, "stream_options": {"include_usage": True}}
        return await self.server.stream("/chat/completions", _payload(call) | streamed)

    async def resolve(self, name: str) -> str:
        """A pass-through name. Raises NotFound when the server does not list it."""
        try:
            models = await self.server.models()
        except EngineUnavailable:
            models = (
                self.server.last_listed()
            )  # a name that was there before is worth storing the question
            if name not in models:
                raise
        if name not in models:
            raise NotFound(f"The model {name[:100]!r} does not exist.", code="model_not_found")
        return name

    async def release(self, model: str) -> Release:
        """Asked of the server once a model; while it cannot be reached, what the settings say."""
        key = (model, self.server.absences)
        if known := self._releases.get(key):
            return known
        try:
            listed = (await self.server.models()).get(model)
        except EngineUnavailable:
            return Release("openai-compatible", None, model)
        version = await self.server.look("/version")
        base = listed.root if listed else model
        adapter = None
        if listed and listed.parent:
            base, adapter = listed.parent, listed.root
        files = await asyncio.to_thread(hash_model_files, Path(base))
        self._releases[key] = Release(
            "vllm" if version else "openai-compatible",
            str(version.get("version")) if version else None,
            base,
            adapter,
            **files,
        )
        return self._releases[key]

    async def context_tokens(self, model: str) -> int:
        try:
            listed = (await self.server.models()).get(model)
        except EngineUnavailable:
            listed = None
        return (listed and listed.max_tokens) or self._context

    async def count(self, model: str, texts: Sequence[str]) -> list[int]:
        """By the server's `/tokenize`, remembered; by `estimate_tokens` where it has none."""
        keys = [(model, text) for text in texts]
        counts = {key: self._counts[key] for key in keys if key in self._counts}
        missing = [key for key in dict.fromkeys(keys) if key not in counts]
        found: list[int] = []
        for start in range(0, len(missing), AT_ONCE):
            batch = missing[start : start + AT_ONCE]
            found += await asyncio.gather(*(self._tokenize(*key) for key in batch))
        fresh = dict(zip(missing, found, strict=True))
        if len(self._counts) > COUNTS_KEPT:
            self._counts.clear()
        self._counts |= fresh
        counts |= fresh
        return [counts[key] for key in keys]

    async def _tokenize(self, model: str, text: str) -> int:
        wanted = {"model": model, "prompt": text, "add_special_tokens": False}
        match await self.server.look("/tokenize", wanted):
            case {"count": int(count)}:
                return count
            case _:
                return estimate_tokens(text)


def _are_answers(choices: Sequence[Any]) -> bool:
    return all(is_choice(choice, "message") and choice.get("message") for choice in choices)


def _payload(call: Call) -> dict[str, Any]:
    return {"model": call.model, "messages": call.messages, **call.sampling}
