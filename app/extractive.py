"""`Extractive`: the built-in engine. It needs no weights and never writes a medical sentence.

It picks the sentences of the retrieved passages that answer the question, quotes them verbatim
with their number, and says so when there is too little evidence. What an LLM would have been sent
is recorded all the same, so that these answers can be judged, corrected and trained on.
"""

import math
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import orjson

from app.citations import MARKER
from app.engine import Call
from app.errors import UnsupportedParameter
from app.ids import new_id
from app.releases import Release
from retrieval.lexical import Lexical
from retrieval.prompt import estimate_tokens, harmless
from retrieval.sentences import detect_lang, sentences

NAME = "medloop-extractive"
UNSUPPORTED = ("tools", "tool_choice", "logprobs", "top_logprobs", "response_format", "logit_bias")
# How many sentences, and how good next to the best one, by OpenAI's `verbosity`.
LENGTHS = {"low": (3, 2 / 3), "medium": (8, 1 / 2), "high": (16, 1 / 4)}
LEXICAL = Lexical()
LENT = 0.8  # of a term's weight, when it stands in title or heading only
# Headings, link texts and the like: short, and not ended as sentences are.
FRAGMENT = re.compile(r".{0,7}|[^.!?。！？；;]{0,12}|(?:\S{1,24}\s+){0,7}\S{0,23}[^.!?。！？；;\s]")
LIST_MARK = re.compile(r"^(?:[-*#]+\s+|•\s*)+")  # not the minus of a number
SAME = 0.6  # overlap of terms above which a second sentence only repeats the first

OPENING = {"zh": "根据检索到的资料：", "en": "From the retrieved sources:"}
CLOSING = {
    "zh": "以上是资料原文的摘录，不能代替医生的诊断和治疗。",
    "en": "These are quotations from the sources; they do not replace a doctor's advice.",
}
THIN = {
    "zh": "资料库中没有找到足够的证据来回答这个问题。请咨询医生；如有紧急情况，请拨打120。",
    "en": "The library does not hold enough evidence to answer this question. Please ask a doctor; "
    "in an emergency, call your local emergency number.",
}


@dataclass(frozen=True, slots=True)
class Quote:
    number: int  # of the passage, as cited
    at: int  # offset in the passage
    text: str
    terms: frozenset[int]
    score: float


class Extractive:
    """Deterministic: of the sampling parameters only `verbosity` changes what it quotes."""

    def __init__(self) -> None:
        self._release = Release("extractive", version("medloop"), NAME)

    async def release(self, model: str) -> Release:
        return self._release

    async def context_tokens(self, model: str) -> int:
        return 8192

    async def count(self, model: str, texts: Sequence[str]) -> list[int]:
        return [estimate_tokens(text) for text in texts]

    async def complete(self, call: Call) -> dict[str, Any]:
        text, finish, usage = self._answer(call)
        return {
            "id": new_id("chatcmpl"),
            "object": "chat.completion",
            "created": int(time.time()),
            "model": NAME,
            "choices": [
                {
                    "index": index,
                    "message": {"role": "assistant", "content": text},
                    "logprobs": None,
                    "finish_reason": finish,
                }
                for index in range(call.sampling.get("n", 1))
            ],
            "usage": usage,
        }

    async def stream(self, call: Call) -> "QuoteStream":
        text, finish, usage = self._answer(call)
        return QuoteStream(text, finish, usage, call.sampling.get("n", 1))

    def _answer(self, call: Call) -> tuple[str, str, dict[str, int]]:
        for name in UNSUPPORTED:
            if call.sampling.get(name):
                raise UnsupportedParameter(
                    f"The extractive engine has no {name}; ask a model for that.", param=name
                )
        text, finish = _cut(write_answer(call), call.sampling)
        prompt = sum(estimate_tokens(message["content"] or "") for message in call.messages)
        answer = estimate_tokens(text) * call.sampling.get("n", 1)
        usage = {
            "prompt_tokens": prompt,
            "completion_tokens": answer,
            "total_tokens": prompt + answer,
        }
        return text, finish, usage


class QuoteStream:
    """The answer as chat-completion events, a line at a time."""

    def __init__(self, text: str, finish: str, usage: dict[str, int], n: int) -> None:
        self._head: dict[str, Any] = {
            "id": new_id("chatcmpl"),
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": NAME,
        }
        self._lines = text.splitlines(keepends=True)
        self._finish = finish
        self._usage = usage
        self._n = n

    async def __aiter__(self) -> AsyncIterator[list[bytes]]:
        for line in self._lines:
            yield [self._event({"content": line}, None)]
        yield [
            self._event({}, self._finish),
            orjson.dumps({**self._head, "choices": [], "usage": self._usage}),
        ]

    async def close(self) -> None:
        pass

    def _event(self, delta: dict[str, Any], finish: str | None) -> bytes:
        choices = [
            {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
            for index in range(self._n)
        ]
        return orjson.dumps({**self._head, "choices": choices})


def write_answer(call: Call) -> str:
    """The quoted answer in the question's language, or an honest "not enough evidence"."""
    quotes = select_quotes(call)
    if not quotes:
        return THIN[call.lang]
    lines = [f"- {quote.text} [{quote.number}]" for quote in quotes]
    return "\n".join([OPENING[call.lang], "", *lines, "", CLOSING[call.lang]])


def select_quotes(call: Call) -> list[Quote]:
    """The best sentences, each adding something, in the order of their passages."""
    wanted = LEXICAL.terms(call.question)
    candidates = _candidates(call, wanted)
    if not candidates:
        return []
    most, share = LENGTHS[call.sampling.get("verbosity", "medium")]
    least = max(quote.score for quote in candidates) * share
    chosen: list[Quote] = []
    for quote in sorted(candidates, key=lambda quote: -quote.score):
        if quote.score < least or len(chosen) == most:
            break
        if not any(_overlap(quote, other) > SAME for other in chosen):
            chosen.append(quote)
    return sorted(chosen, key=lambda quote: (quote.number, quote.at))


def _candidates(call: Call, wanted: frozenset[int]) -> list[Quote]:
    """Sentences in the question's language, scored by the question's terms they hold.

    A term counts more the fewer sentences have it. What title and heading say holds for every
    sentence under them, so they lend theirs; earlier passages weigh more than later ones.
    """
    pool: list[tuple[int, int, str, frozenset[int], frozenset[int]]] = []
    for number, passage in enumerate(call.passages, start=1):
        if detect_lang(passage.text) != call.lang:
            continue
        above = LEXICAL.terms(f"{passage.title} {passage.heading}")
        for start, end in sentences(passage.text):
            text = _quotable(LIST_MARK.sub("", passage.text[start:end]))
            if not FRAGMENT.fullmatch(text):
                pool.append((number, start, text, LEXICAL.terms(text), above))
    seen = Counter(term for *_, own, _ in pool for term in own & wanted)
    weight = {term: math.log(1 + len(pool) / (1 + seen[term])) for term in wanted}
    quotes: list[Quote] = []
    for number, at, text, own, above in pool:
        score = sum(weight[term] for term in own & wanted)
        score += LENT * sum(weight[term] for term in (above - own) & wanted)
        if score > 0:
            quotes.append(Quote(number, at, text, own, score / (1 + 0.2 * (number - 1))))
    return quotes


def _quotable(sentence: str) -> str:
    """Verbatim but for what would act: a passage's own `[n]`, tags and images are only text."""
    return MARKER.sub(r"(\1)", harmless(sentence)).replace("![", "[").strip().replace("\n", " ")


def _overlap(one: Quote, other: Quote) -> float:
    return len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))


def _cut(text: str, sampling: dict[str, Any]) -> tuple[str, str]:
    """Honours `stop` and the token limit as a language model would."""
    stop: str | list[str] = sampling.get("stop") or []
    places = [text.find(word) for word in ([stop] if isinstance(stop, str) else stop) if word]
    places = [place for place in places if place >= 0]
    if places:
        text = text[: min(places)]
    limit = sampling.get("max_completion_tokens") or sampling.get("max_tokens")
    if limit is None or estimate_tokens(text) <= limit:
        return text, "stop"
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if estimate_tokens(text[:middle]) <= limit else (low, middle - 1)
    return text[:low], "length"
