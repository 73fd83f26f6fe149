"""The official `openai` client against the service, a real vLLM behind it: whole answers."""

import json
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from openai import OpenAI
from pydantic import BaseModel

from tests.app.running import FEVER_EN, FEVER_ZH, Running, Serve
from tests.app.talking import CITED, CITING, FORCED, LOOK_UP, asking, block_of
from tests.fake_upstream import FakeUpstream, vector_of
from tests.vllm import VLLM


@pytest.fixture
def client(over_vllm: Running) -> Iterator[OpenAI]:
    with over_vllm.client() as client:
        yield client


@pytest.mark.parametrize(("question", "lang"), [(FEVER_EN, "en"), (FEVER_ZH, "zh")])
def test_an_answer_carries_its_evidence(client: OpenAI, question: str, lang: str) -> None:
    answer = client.chat.completions.create(**asking(question))
    assert answer.object == "chat.completion"
    assert answer.model == "medloop"
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content
    retrieval = block_of(answer)["retrieval"]
    assert retrieval["status"] == "found"
    assert {passage["lang"] for passage in retrieval["passages"]} == {lang}
    assert [passage["number"] for passage in retrieval["passages"]][:1] == [1]


def test_citations_are_annotations(client: OpenAI) -> None:
    answer = client.chat.completions.create(**asking(response_format=CITING, max_tokens=60))
    content = answer.choices[0].message.content or ""
    [annotation] = answer.choices[0].message.annotations or []
    assert annotation.type == "url_citation"
    cite = annotation.url_citation
    assert content[cite.start_index : cite.end_index] == "[1]"
    first = block_of(answer)["retrieval"]["passages"][0]
    assert (cite.title, cite.url) == (first["title"], first["url"])


def test_usage_counts_the_very_prompt_the_engine_got(
    client: OpenAI, over_vllm: Running, vllm: VLLM
) -> None:
    answer = client.chat.completions.create(**asking())
    sent = over_vllm.last_turn()["sent"]
    assert "trouble breathing" in sent[-1]["content"]
    assert answer.usage
    assert answer.usage.prompt_tokens == vllm.count(sent)
    assert answer.usage.completion_tokens == 12


def test_retrieval_can_be_turned_off(client: OpenAI, over_vllm: Running) -> None:
    off = {"medloop": {"retrieval": {"enabled": False}}}
    answer = client.chat.completions.create(**asking(extra_body=off))
    assert block_of(answer)["retrieval"] == {"status": "disabled"}
    assert over_vllm.last_turn()["sent"] == asking()["messages"]


def test_the_fingerprint_is_the_releases(client: OpenAI, over_vllm: Running, vllm: VLLM) -> None:
    first, second = (client.chat.completions.create(**asking()) for _ in range(2))
    assert first.system_fingerprint
    assert first.system_fingerprint == second.system_fingerprint
    assert first.id != second.id
    release = over_vllm.last_turn()["answers"][0]["release"]
    assert release["engine"] == "vllm"
    assert release["base"].endswith(vllm.model)


def test_the_same_seed_gives_the_same_answer(client: OpenAI) -> None:
    first, second = (
        client.chat.completions.create(**asking(temperature=1.0, seed=11)) for _ in range(2)
    )
    assert first.choices[0].message.content == second.choices[0].message.content


def test_two_choices_are_two_answers_on_record(client: OpenAI, over_vllm: Running) -> None:
    answer = client.chat.completions.create(**asking(n=2, temperature=1.0))
    assert [choice.index for choice in answer.choices] == [0, 1]
    recorded = over_vllm.last_turn()["answers"]
    assert [row["id"] for row in recorded] == block_of(answer)["answer_ids"]
    assert [row["message"]["content"] for row in recorded] == [
        choice.message.content for choice in answer.choices
    ]


def test_an_answer_ends_before_a_stop_word(client: OpenAI) -> None:
    whole = client.chat.completions.create(**asking()).choices[0].message.content or ""
    stop = whole[4:7]
    answer = client.chat.completions.create(**asking(stop=[stop, "never said"])).choices[0]
    assert answer.finish_reason == "stop"
    assert answer.message.content == whole.split(stop)[0]


def test_logprobs_come_token_by_token(client: OpenAI) -> None:
    answer = client.chat.completions.create(**asking(logprobs=True, top_logprobs=2))
    logprobs = answer.choices[0].logprobs
    assert logprobs
    assert logprobs.content
    assert "".join(token.token for token in logprobs.content) == answer.choices[0].message.content
    for token in logprobs.content:
        assert len(token.top_logprobs) == 2
        assert token.logprob <= 0


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_an_answer_is_no_longer_than_allowed(client: OpenAI, name: str) -> None:
    question: Any = {key: value for key, value in asking().items() if key != "max_tokens"}
    answer = client.chat.completions.create(**question | {name: 5})
    assert answer.usage
    assert answer.usage.completion_tokens == 5
    assert answer.choices[0].finish_reason == "length"


def test_tools_reach_the_engine_and_its_calls_come_back(client: OpenAI, over_vllm: Running) -> None:
    answer = client.chat.completions.create(**asking(**FORCED))
    [call] = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    assert call.function.name == "look_up"
    assert json.loads(call.function.arguments)["drug"] in ("metformin", "insulin")
    [recorded] = over_vllm.last_turn()["answers"][0]["message"]["tool_calls"]
    assert recorded["function"] == call.function.model_dump()


def test_the_result_of_a_tool_goes_back_to_the_engine(client: OpenAI, over_vllm: Running) -> None:
    question = asking(**FORCED)
    message = client.chat.completions.create(**question).choices[0].message
    assert message.tool_calls
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "500 mg"}
    messages = [*question["messages"], message, result]
    answer = client.chat.completions.create(**asking(messages=messages, tools=[LOOK_UP]))
    assert answer.choices[0].message.content
    *_, call, sent = over_vllm.last_turn()["sent"]
    assert call["tool_calls"][0]["function"]["name"] == "look_up"
    assert sent == result


class Cited(BaseModel):
    answer: Literal["Ask a doctor now [1]."]


def test_answers_parse_into_the_schema_that_was_asked_for(client: OpenAI) -> None:
    answer = client.chat.completions.parse(**asking(max_tokens=60), response_format=Cited)
    assert answer.choices[0].message.parsed == Cited(answer=CITED)


def test_other_parameters_are_passed_on(client: OpenAI, over_vllm: Running) -> None:
    more = {"top_p": 0.9, "presence_penalty": 0.5, "frequency_penalty": 0.25}
    client.chat.completions.create(**asking(**more, user="u-1", metadata={"visit": "7"}))
    request = over_vllm.last_turn()["request"]
    assert more.items() <= request["sampling"].items()
    assert request["metadata"] == {"visit": "7"}


def test_text_parts_are_one_text(client: OpenAI, over_vllm: Running) -> None:
    parts = [{"type": "text", "text": "When does a child's fever"}]
    parts += [{"type": "text", "text": "need emergency care?"}]
    client.chat.completions.create(**asking(messages=[{"role": "user", "content": parts}]))
    text = over_vllm.last_turn()["question"][0]["content"]
    assert text == "When does a child's fever\nneed emergency care?"


def test_models_are_listed_and_read_one_by_one(client: OpenAI, vllm: VLLM) -> None:
    names = {model.id for model in client.models.list()}
    assert names == {"medloop", "medloop-extractive", vllm.model}
    for name in names:
        assert client.models.retrieve(name).id == name


def test_a_model_of_the_engine_answers_under_its_own_name(client: OpenAI, vllm: VLLM) -> None:
    answer = client.chat.completions.create(**asking(model=vllm.model))
    assert answer.model == vllm.model
    assert block_of(answer)["retrieval"] == {"status": "disabled"}
    grounded = {"medloop": {"retrieval": {"enabled": True}}}
    answer = client.chat.completions.create(**asking(model=vllm.model, extra_body=grounded))
    assert block_of(answer)["retrieval"]["status"] == "found"


async def test_the_asynchronous_client_gets_the_same_answer(
    client: OpenAI, over_vllm: Running
) -> None:
    expected = client.chat.completions.create(**asking())
    async with over_vllm.async_client() as friend:
        answer = await friend.chat.completions.create(**asking())
        names = {model.id async for model in friend.models.list()}
    assert answer.choices[0].message.content == expected.choices[0].message.content
    assert "medloop" in names


@pytest.mark.parametrize("encoding", [{}, {"encoding_format": "float"}])
def test_embeddings_come_from_the_configured_encoder(
    serve: Serve, upstream: FakeUpstream, encoding: Any
) -> None:
    texts = ["fever", "发热 and cough"]
    with serve(encoder_url=upstream.url).client() as client:
        # Of itself the client asks for base64, and decodes it.
        reply = client.embeddings.create(model="any", input=texts, **encoding)
    assert [row.embedding for row in reply.data] == [vector_of(text) for text in texts]
    assert [row.index for row in reply.data] == [0, 1]
    assert reply.usage.total_tokens == sum(map(len, texts))
    assert upstream.received[-1].body["input"] == texts
