"""The official `openai` client against the service, a real vLLM behind it: streams."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionChunk

from tests.app.running import FEVER_ZH, Running
from tests.app.talking import CITED, CITING, FORCED, asking, block_of

Chunks = list[ChatCompletionChunk]


@pytest.fixture
def client(over_vllm: Running) -> Iterator[OpenAI]:
    with over_vllm.client() as client:
        yield client


def stream(client: OpenAI, **more: Any) -> Chunks:
    return list(client.chat.completions.create(**asking(stream=True, **more)))


def content_of(chunks: Iterable[ChatCompletionChunk], index: int = 0) -> str:
    choices = [choice for chunk in chunks for choice in chunk.choices if choice.index == index]
    return "".join(choice.delta.content or "" for choice in choices)


def test_a_stream_says_what_the_whole_answer_says(client: OpenAI, over_vllm: Running) -> None:
    whole = client.chat.completions.create(**asking())
    chunks = stream(client)
    assert content_of(chunks) == whole.choices[0].message.content
    assert len(chunks) > 4
    assert over_vllm.last_turn()["answers"][0]["message"]["content"] == content_of(chunks)


def test_every_event_has_the_same_envelope(client: OpenAI) -> None:
    chunks = stream(client, stream_options={"include_usage": True})
    for name in ("id", "created", "system_fingerprint"):
        assert len({getattr(chunk, name) for chunk in chunks}) == 1
    assert {chunk.model for chunk in chunks} == {"medloop"}
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert chunks[0].id.startswith("chatcmpl-")
    assert chunks[0].id != stream(client)[0].id


def test_only_the_first_delta_tells_the_role(client: OpenAI) -> None:
    roles = [chunk.choices[0].delta.role for chunk in stream(client)]
    assert roles == ["assistant"] + [None] * (len(roles) - 1)


def test_the_evidence_comes_first_and_the_reason_to_end_last(client: OpenAI) -> None:
    chunks = stream(client)
    block = block_of(chunks[0])
    assert block["retrieval"]["status"] == "found"
    assert block["answer_ids"]
    reasons = [chunk.choices[0].finish_reason for chunk in chunks]
    assert reasons == [None] * (len(chunks) - 1) + ["length"]


def test_usage_comes_last_and_only_when_asked_for(client: OpenAI) -> None:
    whole = client.chat.completions.create(**asking())
    *others, last = stream(client, stream_options={"include_usage": True})
    assert last.choices == []
    assert last.usage == whole.usage
    assert not any(chunk.usage for chunk in others)
    assert all(chunk.choices and not chunk.usage for chunk in stream(client))


def test_done_ends_the_stream_and_is_not_said_twice(over_vllm: Running) -> None:
    with over_vllm.http() as http:
        reply = http.post("/v1/chat/completions", json=asking(stream=True))
    assert reply.headers["Content-Type"].startswith("text/event-stream")
    assert reply.content.endswith(b"\n\ndata: [DONE]\n\n")
    assert reply.content.count(b"[DONE]") == 1


def test_citations_are_annotations_of_the_stream_too(client: OpenAI) -> None:
    chunks = stream(client, response_format=CITING, max_tokens=60)
    deltas = [chunk.choices[0].delta.model_extra or {} for chunk in chunks]
    [[annotation]] = [delta["annotations"] for delta in deltas if "annotations" in delta]
    cite = annotation["url_citation"]
    assert content_of(chunks)[cite["start_index"] : cite["end_index"]] == "[1]"
    assert cite["title"] == block_of(chunks[0])["retrieval"]["passages"][0]["title"]


def test_chinese_streams_in_whole_characters(client: OpenAI) -> None:
    question: dict[str, Any] = asking(FEVER_ZH, stream=True, temperature=1.5, max_tokens=60)
    for chunk in client.chat.completions.create(**question):
        assert "\ufffd" not in content_of([chunk])


def test_the_clients_own_helper_accumulates_the_answer(client: OpenAI) -> None:
    question = asking(response_format=CITING, max_tokens=60)
    with client.chat.completions.stream(**question) as events:
        kinds = {event.type for event in events}
        answer = events.get_final_completion()
    assert {"chunk", "content.delta", "content.done"} <= kinds
    message = answer.choices[0].message
    assert (message.role, json.loads(message.content or "")) == ("assistant", {"answer": CITED})
    assert answer.choices[0].finish_reason == "stop"
    [annotation] = message.annotations or []
    assert annotation.url_citation.title


def test_two_choices_stream_side_by_side(client: OpenAI, over_vllm: Running) -> None:
    chunks = stream(client, n=2, temperature=1.0)
    recorded = over_vllm.last_turn()["answers"]
    assert [row["message"]["content"] for row in recorded] == [
        content_of(chunks, index) for index in (0, 1)
    ]
    for index in (0, 1):
        choices = [choice for chunk in chunks for choice in chunk.choices if choice.index == index]
        assert [choice.delta.role for choice in choices if choice.delta.role] == ["assistant"]
        assert choices[-1].finish_reason == "length"


def test_a_stream_ends_before_a_stop_word(client: OpenAI) -> None:
    whole = content_of(stream(client))
    chunks = stream(client, stop=whole[4:7])
    assert content_of(chunks) == whole.split(whole[4:7])[0]
    assert chunks[-1].choices[0].finish_reason == "stop"


def test_logprobs_stream_with_their_tokens(client: OpenAI) -> None:
    chunks = stream(client, logprobs=True, top_logprobs=2)
    lists = [chunk.choices[0].logprobs for chunk in chunks]
    tokens = [token for one in lists if one for token in one.content or []]
    assert "".join(token.token for token in tokens) == content_of(chunks)
    assert all(len(token.top_logprobs) == 2 for token in tokens)


def test_tool_calls_stream_in_pieces(client: OpenAI, over_vllm: Running) -> None:
    with client.chat.completions.stream(**asking(**FORCED)) as events:
        for _ in events:
            pass
        message = events.get_final_completion().choices[0].message
    [call] = message.tool_calls or []
    assert call.function.name == "look_up"
    assert json.loads(call.function.arguments)["drug"] in ("metformin", "insulin")
    [recorded] = over_vllm.last_turn()["answers"][0]["message"]["tool_calls"]
    assert recorded["id"] == call.id
    assert recorded["function"]["arguments"] == call.function.arguments


async def test_the_asynchronous_client_streams_the_same(client: OpenAI, over_vllm: Running) -> None:
    expected = content_of(stream(client))
    async with over_vllm.async_client() as friend:
        events = await friend.chat.completions.create(**asking(stream=True))
        assert content_of([event async for event in events]) == expected
        question = asking(response_format=CITING, max_tokens=60)
        async with friend.chat.completions.stream(**question) as helper:
            message = (await helper.get_final_completion()).choices[0].message
            assert json.loads(message.content or "") == {"answer": CITED}
