"""The official `openai` client against the service, a real vLLM behind it: refusals and leaving."""

from collections.abc import Iterator
from typing import Any

import anyio
import openai
import pytest
from openai import OpenAI

from tests.app.running import Running, Serve, comes_true
from tests.app.talking import asking
from tests.fake_upstream import ROLE, Act, FakeUpstream, event, refuses, sends
from tests.vllm import VLLM

LONG = 5000  # tokens: the tiny model needs a minute for them


@pytest.fixture
def client(over_vllm: Running) -> Iterator[OpenAI]:
    with over_vllm.client() as client:
        yield client


@pytest.mark.parametrize("streams", [False, True])
def test_a_wrong_key_is_an_authentication_error(over_vllm: Running, streams: bool) -> None:
    with (
        over_vllm.client(api_key="ml_wrong") as stranger,
        pytest.raises(openai.AuthenticationError) as refused,
    ):
        stranger.chat.completions.create(**asking(stream=streams))
    assert refused.value.code == "invalid_api_key"


@pytest.mark.parametrize("streams", [False, True])
def test_an_unknown_model_is_not_found(client: OpenAI, streams: bool) -> None:
    with pytest.raises(openai.NotFoundError) as refused:
        client.chat.completions.create(**asking(model="gpt-4o", stream=streams))
    assert refused.value.code == "model_not_found"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")


@pytest.mark.parametrize(
    "unsupported",
    [
        {"store": True},
        {"service_tier": "flex"},
        {"modalities": ["text", "audio"]},
        {"functions": [{"name": "f"}]},
        {"extra_body": {"ignore_eos": True}},
    ],
    ids=str,
)
def test_an_unsupported_parameter_is_named(client: OpenAI, unsupported: dict[str, Any]) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(**asking(**unsupported))
    [name] = unsupported.get("extra_body", unsupported)
    assert (refused.value.code, refused.value.param) == ("unsupported_parameter", name)
    assert name in refused.value.message


def test_an_image_is_a_bad_request(client: OpenAI) -> None:
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    message = {"role": "user", "content": [{"type": "text", "text": "What is this?"}, image]}
    with pytest.raises(openai.BadRequestError, match="Only text") as refused:
        client.chat.completions.create(**asking(messages=[message]))
    assert refused.value.code == "unsupported_content"


@pytest.mark.parametrize("wrong", [{"temperature": 9}, {"n": 0}, {"max_tokens": 0}, {"top_p": 2}])
def test_a_value_out_of_range_is_a_bad_request(client: OpenAI, wrong: dict[str, Any]) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(**asking(**wrong))
    assert refused.value.param == next(iter(wrong))


@pytest.mark.parametrize("streams", [False, True])
def test_a_question_longer_than_the_context_is_a_bad_request(
    client: OpenAI, vllm: VLLM, streams: bool
) -> None:
    for model in ("medloop", vllm.model):
        with pytest.raises(openai.BadRequestError) as refused:
            client.chat.completions.create(**asking("fever " * 9000, model=model, stream=streams))
        assert refused.value.code == "context_length_exceeded"


def test_what_the_engine_refuses_is_a_bad_request(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="max_tokens") as refused:
        client.chat.completions.create(**asking(max_tokens=1_000_000))
    assert refused.value.param == "max_tokens"


def test_too_many_requests_are_told_when_to_come_back(serve: Serve) -> None:
    with serve(rate_per_minute=1).client() as client:
        client.chat.completions.create(**asking())
        with pytest.raises(openai.RateLimitError) as refused:
            client.chat.completions.create(**asking())
    assert refused.value.code == "rate_limit_exceeded"
    assert int(refused.value.response.headers["Retry-After"]) > 0


def test_an_engine_that_is_ill_is_a_server_error(serve: Serve, upstream: FakeUpstream) -> None:
    upstream.script(refuses(500))
    with serve(llm_url=upstream.url).client() as client:
        with pytest.raises(openai.InternalServerError) as refused:
            client.chat.completions.create(**asking())
        assert refused.value.status_code == 503
        assert refused.value.code == "engine_unavailable"


def test_a_stream_that_breaks_raises_in_the_client(serve: Serve, upstream: FakeUpstream) -> None:
    upstream.script(sends(ROLE, event({"content": "Rest"}), Act.DIE))
    with serve(llm_url=upstream.url).client() as client:
        events = client.chat.completions.create(**asking(stream=True))
        with pytest.raises(openai.APIError, match="broke off") as broken:
            list(events)
    assert broken.value.code == "engine_failed"


async def test_closing_a_stream_stops_the_engine(over_vllm: Running, vllm: VLLM) -> None:
    async with over_vllm.async_client() as client:
        events = await client.chat.completions.create(**asking(stream=True, max_tokens=LONG))
        async for event in events:
            if event.choices[0].delta.content:
                break
        assert vllm.busy()
        await events.close()
    assert await comes_true(lambda: not vllm.busy())
    assert await comes_true(lambda: status_of_last(over_vllm) == ["aborted"])
    assert over_vllm.last_turn()["answers"][0]["message"]["content"]


async def test_leaving_before_the_answer_stops_the_engine(over_vllm: Running, vllm: VLLM) -> None:
    async with over_vllm.async_client() as client, anyio.create_task_group() as group:
        group.start_soon(lambda: client.chat.completions.create(**asking(max_tokens=LONG)))
        assert await comes_true(vllm.busy)
        group.cancel_scope.cancel()
    assert await comes_true(lambda: not vllm.busy())
    assert await comes_true(lambda: status_of_last(over_vllm) == ["aborted"])


async def test_a_client_that_times_out_stops_the_engine(over_vllm: Running, vllm: VLLM) -> None:
    async with over_vllm.async_client(timeout=1.0) as client:
        with pytest.raises(openai.APITimeoutError):
            await client.chat.completions.create(**asking(max_tokens=LONG))
    assert await comes_true(lambda: not vllm.busy())
    assert await comes_true(lambda: status_of_last(over_vllm) == ["aborted"])


def status_of_last(running: Running) -> list[str]:
    return [answer["status"] for answer in running.last_turn()["answers"]]
