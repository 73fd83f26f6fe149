"""An OpenAI-compatible model server that a recipe names.

    Endpoint("http://gpu-1:8000/v1", "qwen3-32b", key_env="SCORER_KEY").chat([[{"role": …}]])

Chat and embeddings work with any such server. Exact log-probabilities, of prompts and of tokens
that the server would not list by itself, need vLLM. No text that was sent is in an error message.
"""
# pyright: reportMissingImports=false

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import aiohttp

from train.errors import EndpointError, RecipeError
from train.scoring.scorer import Conversation

T = TypeVar("T")
Json = dict[str, Any]
AGAIN = (429, 502, 503, 504)
LISTED = 20  # the most alternatives a server lists unless it was started otherwise
CHOICE_TOKENS = 16
LONGEST_PAUSE = 60.0  # seconds
PROBE = "发热38.5℃三天。Fever for 3 days; take 500 mg."


@dataclass
class Endpoint:
    url: str
    model: str
    key_env: str | None = None
    tokenizer_at: str | None = None
    extra: Json = field(default_factory=dict)
    at_once: int = 32
    timeout: float = 600.0  # seconds for one answer
    tries: int = 6

    def __post_init__(self) -> None:
        self.url = self.url.rstrip("/")

    @property
    def name(self) -> str:
        return self.model

    @cached_property
    def tokenizer(self) -> Any:
        """The tokenizer the recipe names, once the server was seen to cut a text like it."""
        if self.tokenizer_at is None:
            raise RecipeError(f"{self._where}: name its tokenizer, `tokenizer: FOLDER_OR_HUB_ID`")
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(self.tokenizer_at)
        if self._ids(PROBE) != tokenizer(PROBE, add_special_tokens=False)["input_ids"]:
            raise EndpointError(
                f"{self._where} cuts a text into other tokens than {self.tokenizer_at}: "
                "name the tokenizer of the served model"
            )
        return tokenizer

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        replies = self._post("/chat/completions", self._chats(conversations, max_tokens))
        return [self._as_asked(_content, reply) for reply in replies]

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> list[str | None]:
        return [chosen(text, answers) for text in self.chat(conversations, CHOICE_TOKENS)]

    def next_logprobs(
        self, conversations: Sequence[Conversation], tokens: Sequence[str]
    ) -> list[list[float | None]]:
        """Exact from vLLM; from another server only for tokens among the LISTED likeliest."""
        asked: Json = {"logprobs": True, "top_logprobs": LISTED}
        if self._token_ids(tokens):
            asked["logprob_token_ids"] = self._token_ids(tokens)
        bodies = [{**body, **asked} for body in self._chats(conversations, 1)]
        replies = self._post("/chat/completions", bodies)
        listed = [self._as_asked(_first_listed, reply) for reply in replies]
        return [[have.get(token) for token in tokens] for have in listed]

    def logprobs(self, sequences: Sequence[tuple[list[int], int]]) -> list[list[float]]:
        bodies = [
            {"model": self.model, "prompt": ids, "max_tokens": 1, "prompt_logprobs": 0}
            for ids, _ in sequences
        ]
        replies = self._post("/completions", bodies)
        return [
            self._as_asked(lambda got, ids=ids, start=start: _of_prompt(got, ids, start), reply)
            for reply, (ids, start) in zip(replies, sequences, strict=True)
        ]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        bodies = [
            {"model": self.model, "input": list(texts[at : at + self.at_once])}
            for at in range(0, len(texts), self.at_once)
        ]
        replies = self._post("/embeddings", bodies)
        vectors = [row for reply in replies for row in self._as_asked(_vectors, reply)]
        if len(vectors) != len(texts):
            raise EndpointError(f"{self._where} gave {len(vectors)} vectors for {len(texts)} texts")
        return vectors

    @cached_property
    def context(self) -> int | None:
        """The longest prompt and answer in tokens, if the server says."""
        listed = self._run(lambda session: self._call(session, "GET", self.url + "/models"))
        for card in self._as_asked(lambda reply: reply["data"], listed):
            if card.get("id") == self.model:
                return card.get("max_model_len")
        raise EndpointError(f"{self._where} does not serve that model")

    @property
    def _where(self) -> str:
        return f"{self.url} (model {self.model})"

    def _chats(self, conversations: Sequence[Conversation], max_tokens: int) -> list[Json]:
        settings = {"model": self.model, "max_tokens": max_tokens, "temperature": 0, **self.extra}
        return [{**settings, "messages": [dict(m) for m in asked]} for asked in conversations]

    def _token_ids(self, tokens: Sequence[str]) -> list[int]:
        """vLLM's ids of them; none if it is another server, or a string is no single token."""
        known: dict[str, list[int]] = self.__dict__.setdefault("_known", {})
        for token in tokens:
            if token not in known:
                known[token] = self._ids(token)
        ids = [known[token] for token in tokens]
        return [one[0] for one in ids] if all(len(one) == 1 for one in ids) else []

    def _ids(self, text: str) -> list[int]:
        """By vLLM's own route beside /v1; empty where a server has no such route."""
        body = {"model": self.model, "prompt": text, "add_special_tokens": False}
        url = self.url.removesuffix("/v1") + "/tokenize"
        try:
            reply = self._run(lambda session: self._call(session, "POST", url, body))
        except _NoRoute:
            return []
        return self._as_asked(lambda got: got["tokens"], reply)

    def _as_asked(self, read: Callable[[Json], T], reply: Json) -> T:
        try:
            return read(reply)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise EndpointError(
                f"{self._where} answered in another shape than asked for: "
                f"{type(error).__name__} {str(error)[:80]}"
            ) from error

    def _post(self, route: str, bodies: Sequence[Json]) -> list[Json]:
        async def all_of(session: aiohttp.ClientSession) -> list[Json]:
            gate = asyncio.Semaphore(self.at_once)

            async def one(body: Json) -> Json:
                async with gate:
                    return await self._call(session, "POST", self.url + route, body)

            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(body)) for body in bodies]
            return [task.result() for task in tasks]

        return self._run(all_of)

    def _run(self, work: Callable[[aiohttp.ClientSession], Awaitable[T]]) -> T:
        async def within() -> T:
            limit = aiohttp.ClientTimeout(total=self.timeout)
            connector = aiohttp.TCPConnector(limit=self.at_once)
            async with aiohttp.ClientSession(
                timeout=limit, connector=connector, headers=self._headers()
            ) as session:
                return await work(session)

        try:
            return asyncio.run(within())
        except* EndpointError as group:
            raise _first(group) from None

    def _headers(self) -> dict[str, str]:
        if self.key_env is None:
            return {}
        if not os.environ.get(self.key_env):
            raise EndpointError(f"{self._where}: the environment has no {self.key_env}")
        return {"Authorization": f"Bearer {os.environ[self.key_env]}"}

    async def _call(
        self, session: aiohttp.ClientSession, method: str, url: str, body: Json | None = None
    ) -> Json:
        for attempt in range(self.tries):
            try:
                async with session.request(method, url, json=body) as reply:
                    if reply.status == 200:
                        return await self._json(reply)
                    if reply.status not in AGAIN:
                        raise await self._refusal(reply)
                    problem = f"answered {reply.status}"
                    pause = _pause(reply.headers, attempt)
            except aiohttp.ClientConnectorError as error:
                raise EndpointError(f"no model server answers at {self.url}: {error}") from error
            except (aiohttp.ClientError, ConnectionError) as error:
                problem, pause = f"broke off ({type(error).__name__})", _pause({}, attempt)
            except TimeoutError as error:
                raise EndpointError(
                    f"{self._where} gave no answer in {self.timeout:g} s"
                ) from error
            if attempt + 1 < self.tries:
                await asyncio.sleep(pause)
        raise EndpointError(f"{self._where} {problem}, {self.tries} times in a row")

    async def _json(self, reply: aiohttp.ClientResponse) -> Json:
        try:
            read = await reply.json(content_type=None)
        except ValueError as error:
            raise EndpointError(f"{self._where} answered something that is not JSON") from error
        if not isinstance(read, dict):
            raise EndpointError(f"{self._where} answered JSON that is not an object")
        return read

    async def _refusal(self, reply: aiohttp.ClientResponse) -> EndpointError:
        """Not with the server's words, which may repeat what was sent."""
        said = await reply.text()
        at = f"{self._where} refused {reply.url.path} with {reply.status}"
        if reply.status in (401, 403):
            return EndpointError(f"{at}: name the variable that holds its key, `key_env: NAME`")
        if reply.status in (404, 405):
            return _NoRoute(f"{at}: it has no such model or no such route")
        if "context length" in said or "max_model_len" in said:
            return EndpointError(f"{at}: a prompt is longer than its context")
        return EndpointError(at)


class _NoRoute(EndpointError):
    pass


def chosen(reply: str, answers: Sequence[str]) -> str | None:
    """The one answer that a reply gives, after any thinking aloud."""
    said = reply.rpartition("</think>")[2].strip().casefold()
    found = [
        answer
        for answer in answers
        if re.search(rf"(?<![a-z0-9.]){re.escape(answer.casefold())}(?![a-z0-9]|\.\d)", said)
    ]
    return found[0] if len(found) == 1 else None


def _content(reply: Json) -> str:
    content = reply["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise TypeError("the message has no text")
    return content


def _first_listed(reply: Json) -> dict[str, float]:
    listed = reply["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
    return {entry["token"]: float(entry["logprob"]) for entry in listed}


def _of_prompt(reply: Json, ids: list[int], start: int) -> list[float]:
    listed = reply["choices"][0]["prompt_logprobs"]
    if len(listed) != len(ids):
        raise ValueError(f"{len(listed)} log-probabilities for {len(ids)} tokens")
    return [float(listed[at][str(ids[at])]["logprob"]) for at in range(start, len(ids))]


def _vectors(reply: Json) -> list[list[float]]:
    ordered = sorted(reply["data"], key=lambda row: row["index"])
    return [[float(x) for x in row["embedding"]] for row in ordered]


def _pause(headers: Mapping[str, str], attempt: int) -> float:
    asked = headers.get("Retry-After", "")
    wanted = float(asked) if asked.isdigit() else 0.5 * 2**attempt
    return min(wanted, LONGEST_PAUSE)


def _first(group: BaseExceptionGroup[EndpointError]) -> EndpointError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
