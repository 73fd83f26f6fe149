"""What an engine is: something that answers messages in OpenAI's shapes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.releases import Release
from retrieval.corpus import Passage


@dataclass(frozen=True, slots=True)
class Call:
    """One generation: the exact messages, the sampling, and what they were made from."""

    model: str  # the engine's own name for it
    messages: list[dict[str, Any]]
    sampling: dict[str, Any]
    question: str
    lang: str
    passages: Sequence[Passage]


class EventStream(Protocol):
    """Batches of whole event payloads, as they came off the wire. Close it, or it goes on."""

    def __aiter__(self) -> AsyncIterator[list[bytes]]: ...

    async def close(self) -> None: ...


class Engine(Protocol):
    async def release(self, model: str) -> Release: ...

    async def complete(self, call: Call) -> dict[str, Any]:
        """A `chat.completion` object. Raises BadRequest, EngineUnavailable, EngineFailed."""
        ...

    async def stream(self, call: Call) -> EventStream:
        """Returns once the engine has accepted the call; raises as `complete` does until then."""
        ...

    async def context_tokens(self, model: str) -> int:
        """How many tokens prompt and answer may have together."""
        ...

    async def count(self, model: str, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, by the engine's own tokenizer where it has one."""
        ...
