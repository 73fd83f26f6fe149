"""The body of a chat request: what is taken, and what is refused in so many words."""

import json
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chat_request import (
    MAX_MESSAGES,
    SAMPLING,
    ChatRequest,
    engine_message,
    parse_chat,
    sampling_of,
)
from app.errors import BadRequest, MedloopError

SECRET = "my neighbour Zhang has syphilis"
# What OpenAI's API knows and this service does not do.
UNSUPPORTED = {
    "audio": {"voice": "alloy", "format": "mp3"},
    "function_call": "auto",
    "functions": [{"name": "f"}],
    "modalities": ["text"],
    "prediction": {"type": "content", "content": "x"},
    "prompt_cache_key": "k",
    "reasoning_effort": "low",
    "safety_identifier": "s",
    "service_tier": "auto",
    "store": True,
    "web_search_options": {},
}


def parse(**fields: Any) -> ChatRequest:
    whole = {"model": "medloop", "messages": [{"role": "user", "content": "hello"}], **fields}
    return parse_chat(json.dumps(whole).encode())


def refusal(**fields: Any) -> MedloopError:
    with pytest.raises(BadRequest) as refused:
        parse(**fields)
    assert refused.value.status == 400
    return refused.value


def said(*content: Any) -> list[dict[str, Any]]:
    return [{"role": "user", "content": each} for each in content]


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_a_parameter_we_do_not_do_is_refused_by_its_name(name: str) -> None:
    error = refusal(**{name: UNSUPPORTED[name]})
    assert (error.error_code, error.param) == ("unsupported_parameter", name)


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"messages": [{"role": "user", "content": "x", "weight": 1}]}, "messages.0.weight"),
        ({"stream": True, "stream_options": {"obfuscate": True}}, "stream_options.obfuscate"),
        ({"medloop": {"retreival": {}}}, "medloop.retreival"),
        ({"medloop": {"retrieval": {"topk": 3}}}, "medloop.retrieval.topk"),
        (
            {"medloop": {"retrieval": {"filters": {"year": [1]}}}},
            "medloop.retrieval.filters.year",
        ),
        ({"medloop": {"retrieval": {"as_of": "2020-01-01"}}}, "medloop.retrieval.as_of"),
    ],
)
def test_an_unknown_field_deeper_down_is_refused_by_its_path(
    fields: dict[str, Any], param: str
) -> None:
    error = refusal(**fields)
    assert (error.error_code, error.param) == ("unsupported_parameter", param)


@pytest.mark.parametrize(
    "part",
    [
        {"type": "image_url", "image_url": {"url": "https://example.org/x.png"}},
        {"type": "input_audio", "input_audio": {"data": "", "format": "wav"}},
        {"type": "file", "file": {"file_id": "f"}},
    ],
)
def test_a_part_that_is_no_text_is_refused_clearly(part: dict[str, Any]) -> None:
    error = refusal(messages=said([{"type": "text", "text": "look"}, part]))
    assert error.error_code == "unsupported_content"
    assert error.param == "messages.0.content.1.type"
    assert "images" in error.message


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"model": 5}, "model"),
        ({"model": ""}, "model"),
        ({"model": None}, "model"),
        ({"messages": "hello"}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [5]}, "messages.0"),
        ({"messages": [{"content": "x"}]}, "messages.0"),
        ({"messages": [{"role": "user"}]}, "messages.0.content"),
        ({"messages": said(None)}, "messages.0.content"),
        ({"messages": said("a", 5)}, "messages.1.content"),
        ({"messages": said({"text": "a"})}, "messages.0.content"),
        ({"messages": said(["a"])}, "messages.0.content.0"),
        ({"messages": said([{"type": "text", "text": 5}])}, "messages.0.content.0.text"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages"),
        ({"messages": said("x") * (MAX_MESSAGES + 1)}, "messages"),
        ({"temperature": "0.5"}, "temperature"),
        ({"temperature": 2.1}, "temperature"),
        ({"top_p": 0}, "top_p"),
        ({"n": "2"}, "n"),
        ({"n": True}, "n"),
        ({"n": 0}, "n"),
        ({"n": 9}, "n"),
        ({"seed": 2**63}, "seed"),
        ({"stream": "yes"}, "stream"),
        ({"stream": 1}, "stream"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"max_completion_tokens": 1.5}, "max_completion_tokens"),
        ({"stop": list("abcde")}, "stop"),
        ({"stop": [1]}, "stop"),
        ({"tools": {}}, "tools"),
        ({"tools": [{"x": 10**30}]}, "tools.0"),
        ({"tool_choice": 5}, "tool_choice"),
        ({"response_format": "json"}, "response_format"),
        ({"metadata": {"a": 1}}, "metadata.a"),
        ({"metadata": {str(n): "" for n in range(17)}}, "metadata"),
        ({"logprobs": True, "top_logprobs": 21}, "top_logprobs"),
        ({"top_logprobs": 2}, "top_logprobs"),
        ({"top_logprobs": 2, "logprobs": False}, "top_logprobs"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"stream_options": {}, "stream": False}, "stream_options"),
        ({"medloop": None}, "medloop"),
        ({"medloop": {"retrieval": {"top_k": 0}}}, "medloop.retrieval.top_k"),
        ({"medloop": {"retrieval": {"query": ""}}}, "medloop.retrieval.query"),
        (
            {"medloop": {"retrieval": {"filters": {"lang": ["fr"]}}}},
            "medloop.retrieval.filters.lang.0",
        ),
        ({"medloop": {"conversation_id": "\0"}}, "medloop.conversation_id"),
    ],
)
def test_a_wrong_value_is_refused_by_its_path(fields: dict[str, Any], param: str) -> None:
    error = refusal(**fields)
    assert (error.type, error.param) == ("invalid_request_error", param)


@pytest.mark.parametrize("name", [*SAMPLING, "stream", "stream_options", "user", "metadata"])
def test_an_explicit_null_is_as_good_as_nothing(name: str) -> None:
    assert sampling_of(parse(**{name: None})) == {}


@pytest.mark.parametrize(
    "content", ["a\0b", [{"type": "text", "text": "a"}, {"type": "text", "text": "\0"}]]
)
def test_text_with_a_nul_character_is_refused(content: Any) -> None:
    assert refusal(messages=said("fine", content)).param == "messages.1.content"


@pytest.mark.parametrize(
    "character", ["\x01", "\x1b[31m", "\ufffe", "\u202e", "\U000e0001", "\t\r\n"]
)
def test_other_control_characters_pass_unchanged(character: str) -> None:
    [message] = parse(messages=said(f"a{character}b")).messages
    assert engine_message(message)["content"] == f"a{character}b"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"hello",
        b'{"model":"m",}',
        b'{"model":"m","messages":[{"role":"user","content":"\xff\xfe"}]}',
        b'{"model":"m","messages":[{"role":"user","content":"\\ud83e"}]}',
        b'{"model":"m","messages":[{"role":"user","content":"\xed\xa0\x80"}]}',
        b'{"model":"m","messages":[{"role":"user","content":"\x01"}]}',
        b'{"model":' + b"[" * 200_000,
        b'{"model":"m","messages":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    ],
)
def test_what_is_no_json_is_refused_as_such(body: bytes) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_chat(body)
    assert refused.value.error_code == "invalid_json"


@pytest.mark.parametrize("body", [b"null", b"[]", b'"x"', b"5"])
def test_json_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="body"):
        parse_chat(body)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize(
    ("field", "param"),
    [
        ('"temperature": {}', "temperature"),
        ('"logit_bias": {{"1": {}}}', "logit_bias.1"),
        ('"tools": [{{"a": [[{}]]}}]', "tools.0"),
    ],
)
def test_numbers_must_be_finite_wherever_they_stand(field: str, param: str, number: str) -> None:
    body = '{"model": "m", "messages": [{"role": "user", "content": "x"}], ' + field.format(number)
    with pytest.raises(BadRequest) as refused:
        parse_chat(body.encode() + b"}")
    assert refused.value.param == param


@pytest.mark.parametrize(
    "fields",
    [
        {"messages": [{"role": SECRET, "content": "x"}]},
        {"messages": said({"a": SECRET})},
        {"temperature": SECRET},
        {"stop": SECRET, "n": SECRET},
        {"medloop": {"retrieval": {"filters": {"lang": [SECRET]}}}},
        {"tools": [SECRET]},
    ],
)
def test_a_refusal_never_repeats_what_was_written(fields: dict[str, Any]) -> None:
    assert "Zhang" not in refusal(**fields).message


def test_text_parts_become_one_text() -> None:
    parts = [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]
    assert engine_message(parse(messages=said(parts)).messages[0])["content"] == "one\ntwo"


def test_every_kind_of_message_reaches_the_engine_in_the_one_shape() -> None:
    calls = [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
    request = parse(
        messages=[
            {"role": "developer", "content": "Be brief."},
            {"role": "user", "content": "q", "name": "ann"},
            {"role": "assistant", "content": None, "tool_calls": calls, "annotations": []},
            {"role": "tool", "content": "42", "tool_call_id": "c"},
        ]
    )
    assert [engine_message(message) for message in request.messages] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "q", "name": "ann"},
        {"role": "assistant", "content": None, "tool_calls": calls},
        {"role": "tool", "content": "42", "tool_call_id": "c"},
    ]


def test_sampling_goes_on_as_it_was_given_and_nothing_else_does() -> None:
    given = {
        "stop": ["a"], "n": 2, "seed": 3, "temperature": 0, "top_p": 0.5, "presence_penalty": -1,
        "frequency_penalty": 1.5, "logit_bias": {"5": -100}, "max_tokens": 9, "logprobs": True,
        "max_completion_tokens": 8, "top_logprobs": 0, "tools": [{"type": "function"}],
        "tool_choice": "auto", "parallel_tool_calls": False,
        "response_format": {"type": "json_object"}, "verbosity": "low",
    }  # fmt: skip
    assert set(given) == set(SAMPLING)
    request = parse(**given, user="u", metadata={"a": "b"}, stream=True, medloop={})
    assert sampling_of(request) == given


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*SAMPLING, "user", "metadata", "medloop"]), json_values))
def test_a_body_is_refused_or_can_be_recorded_and_sent(fields: dict[str, Any]) -> None:
    with suppress(BadRequest):
        orjson.dumps(parse(**fields).model_dump())
