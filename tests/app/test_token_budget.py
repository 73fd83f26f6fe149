"""The prompt fits the model's window: passages go first, then history, and never the question."""

from typing import Any

import pytest

from retrieval.prompt import MESSAGE_TOKENS, estimate_tokens
from tests.app.clinic import FEVER_EN, Desk, OpenDesk
from tests.app.house import CHAT
from tests.fake_upstream import FakeUpstream

TURNS = 6
WINDOW = 2400
HISTORY = [
    message
    for turn in range(TURNS)
    for message in (
        {"role": "user", "content": f"Turn {turn}: I slept badly and my back hurts. " * 4},
        {"role": "assistant", "content": f"Answer {turn}: rest, walk, and sleep early. " * 4},
    )
]


def tokens(messages: list[dict[str, Any]]) -> int:
    return sum(estimate_tokens(message["content"]) + MESSAGE_TOKENS for message in messages)


async def ask(ann: Desk, answer_tokens: int) -> dict[str, Any]:
    """With so much of the window kept free for the answer."""
    messages = [*HISTORY, {"role": "user", "content": FEVER_EN}]
    body = {"model": "medloop", "messages": messages, "max_tokens": answer_tokens}
    reply = await ann.person.http.post(CHAT, json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()["medloop"]["retrieval"]


async def test_a_smaller_budget_costs_passages_then_the_oldest_history(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    upstream.context = WINDOW
    ann = await desk(llm_url=upstream.url)
    kept: list[tuple[int, int]] = []
    for answer_tokens in range(1, WINDOW // 2, 12):
        passages = (await ask(ann, answer_tokens))["passages"]
        sent = upstream.asked[-1]["messages"]
        assert tokens(sent) <= WINDOW - answer_tokens
        assert sent[-1]["content"].endswith(FEVER_EN)
        assert [each["number"] for each in passages] == list(range(1, len(passages) + 1))
        assert sent[1:-1] == HISTORY[len(HISTORY) - len(sent[1:-1]) :]
        for passage in passages:
            assert passage["text"] in sent[-1]["content"]
        kept.append((len(passages), len(sent[1:-1]) // 2))
    turns = [turns for _, turns in kept]
    assert turns == sorted(turns, reverse=True)
    assert kept[0] == (3, TURNS)
    assert kept[turns.index(TURNS - 1) - 1] == (1, TURNS)  # all but the best passage went before
    assert kept[-1][1] < TURNS


@pytest.mark.parametrize("window", [700, 8192])
@pytest.mark.parametrize("stream", [False, True])
async def test_a_question_too_long_is_refused_before_the_engine_is_asked(
    desk: OpenDesk, upstream: FakeUpstream, window: int, stream: bool
) -> None:
    upstream.context = window
    ann = await desk(llm_url=upstream.url)
    status, error = await ann.refused("My child has a fever. " * window, stream=stream)
    assert (status, error["code"]) == (400, "context_length_exceeded")
    assert error["param"] == "messages"
    assert upstream.asked == []
    assert (await ann.person.http.get("/v1/conversations")).json()["data"] == []


async def test_the_built_in_engine_has_a_window_too(desk: OpenDesk) -> None:
    status, error = await (await desk()).refused("儿童发热。" * 10_000)
    assert (status, error["code"]) == (400, "context_length_exceeded")


async def test_many_short_messages_are_counted_with_what_a_template_puts_around_them(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    upstream.context = WINDOW
    ann = await desk(llm_url=upstream.url)
    chat = [{"role": role, "content": "ok"} for role in ("user", "assistant")] * 400
    body = {"model": "medloop", "messages": [*chat, {"role": "user", "content": FEVER_EN}]}
    assert (await ann.person.http.post(CHAT, json=body)).status_code == 200
    assert tokens(upstream.asked[-1]["messages"]) <= WINDOW


async def test_however_long_an_answer_is_asked_for_the_question_keeps_its_half(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    upstream.context = WINDOW
    ann = await desk(llm_url=upstream.url)
    await ann.ask(FEVER_EN, max_tokens=10**6)
    assert tokens(upstream.asked[-1]["messages"]) <= WINDOW // 2
    assert upstream.asked[-1]["max_tokens"] == 10**6
