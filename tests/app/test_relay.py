"""The relay: event streams cut anywhere, and an envelope that is the only thing we change."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EngineFailed
from app.relay import (
    MAX_EVENT,
    Envelope,
    EventSplitter,
)

ENGINE_HEAD = {"id": "chatcmpl-vllm", "object": "chat.completion.chunk", "created": 7}


def event(content: str = "发热", **more: Any) -> dict[str, Any]:
    choices = [{"index": 0, "delta": {"content": content}, "finish_reason": None}]
    return {**ENGINE_HEAD, "model": "tiny", "choices": choices, **more}


def envelope() -> Envelope:
    return Envelope("chatcmpl-ours", "medloop", "fp_1", created=99)


def relayed(sent: dict[str, Any], **style: Any) -> tuple[bytes, bytes, dict[str, Any]]:
    """What an engine sends, what the client gets for it, and that parsed."""
    payload = json.dumps(sent, ensure_ascii=False, **style).encode()
    out = envelope().relay(payload, json.loads(payload))
    assert out.startswith(b"data: ")
    assert out.endswith(b"\n\n")
    return payload, out, json.loads(out[6:])


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    return [stream[a:b] for a, b in pairwise(edges)]


def fed(chunks: list[bytes]) -> tuple[list[bytes], bool]:
    splitter = EventSplitter()
    return [payload for chunk in chunks for payload in splitter.feed(chunk)], splitter.done


words = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)
written = st.builds(
    lambda lines, comment, newline, field: (
        lines,
        newline.join([*comment, *(field + line for line in lines), "", ""]),
    ),
    lines=st.lists(words.map(str.strip).filter(bool), min_size=1, max_size=3),
    comment=st.sampled_from([[], [": ping"], ["event: message", "id: 4"], ["retry: 9"]]),
    newline=st.sampled_from(["\n", "\r\n"]),
    field=st.sampled_from(["data: ", "data:"]),
)


@given(events=st.lists(written, max_size=5), places=st.lists(st.integers(0, 10_000), max_size=30))
def test_however_a_stream_is_cut_its_payloads_are_the_same(
    events: list[tuple[list[str], str]], places: list[int]
) -> None:
    stream = "".join(text for _, text in events).encode()
    expected = ["\n".join(lines).encode() for lines, _ in events]
    if b"[DONE]" in expected:
        expected = expected[: expected.index(b"[DONE]")]
    assert fed(cut(stream, places))[0] == expected


def test_a_stream_may_come_a_byte_at_a_time_with_carriage_returns() -> None:
    stream = (
        'data: {"a":"心"}\r\n\r\n: keep-alive\r\n\r\ndata: b\r\n\r\ndata: [DONE]\r\n\r\n'.encode()
    )
    payloads, done = fed([bytes([byte]) for byte in stream])
    assert payloads == ['{"a":"心"}'.encode(), b"b"]
    assert done


def test_comments_and_fields_other_than_data_are_no_payloads() -> None:
    assert fed([b": ping\n\nevent: error\nid: 3\n\nretry: 10\n\n\n\n"]) == ([], False)


def test_nothing_after_done_is_read() -> None:
    splitter = EventSplitter()
    assert splitter.feed(b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n") == [b"1"]
    assert splitter.done
    assert splitter.feed(b"data: 3\n\n") == []


def test_an_event_without_its_end_is_held_back() -> None:
    splitter = EventSplitter()
    assert splitter.feed(b"data: 1\n") == []
    assert splitter.feed(b"\n") == [b"1"]
    assert not splitter.done


def test_an_event_that_never_ends_is_refused() -> None:
    splitter = EventSplitter()
    assert splitter.feed(b"x" * MAX_EVENT) == []
    with pytest.raises(EngineFailed, match="too long"):
        splitter.feed(b"x")


@pytest.mark.parametrize("style", [{"separators": (",", ":")}, {}, {"separators": (", ", " : ")}])
def test_only_the_envelope_is_changed(style: dict[str, Any]) -> None:
    sent = event('He said "choices": no \U0001f912', usage=None, system_fingerprint=None)
    sent["choices"] = sent.pop("choices")
    _, _, got = relayed(sent, **style)
    ours = {"id": "chatcmpl-ours", "model": "medloop", "system_fingerprint": "fp_1", "created": 99}
    assert got == {**sent, **ours}


@given(content=st.text(st.characters(exclude_categories=["Cs"])), escaped=st.booleans())
def test_bytes_from_choices_on_stay_as_the_engine_sent_them(content: str, escaped: bool) -> None:
    sent = event(content, service_tier="x")
    payload = json.dumps(sent, ensure_ascii=escaped, separators=(",", ":")).encode()
    out = envelope().relay(payload, sent)
    assert out[:-2].endswith(payload[payload.index(b'"choices":') :])


def test_every_event_of_a_stream_gets_the_same_head() -> None:
    one = envelope()
    payloads = [json.dumps(event(word)).encode() for word in ("a", "b")]
    heads = {one.relay(p, json.loads(p)).partition(b'"choices":')[0] for p in payloads}
    assert len(heads) == 1


def test_an_engine_may_change_its_head_in_mid_stream() -> None:
    one = envelope()
    for more in ({"created": 8}, {"usage": {"prompt_tokens": 3}}):
        sent = {**ENGINE_HEAD, "model": "tiny", **more, "choices": []}
        got = json.loads(one.relay(json.dumps(sent).encode(), sent)[6:])
        assert (got["id"], got["created"]) == ("chatcmpl-ours", 99)
        assert got.get("usage") == more.get("usage")


@pytest.mark.parametrize(
    "keys",
    [
        ("choices", "id", "model", "object", "created"),
        ("id", "choices", "model", "object", "created"),
        ("model", "object", "choices", "created", "system_fingerprint", "id"),
        ("id", "object", "created", "model", "choices", "system_fingerprint"),
        ("id", "model", "nested", "choices"),
    ],
)
def test_keys_may_come_in_any_order(keys: tuple[str, ...]) -> None:
    whole = event(system_fingerprint="fp_engine", nested={"choices": [1], "deep": {"choices": 2}})
    sent = {key: whole[key] for key in keys}
    _, _, got = relayed(sent, separators=(",", ":"))
    ours = {"id": "chatcmpl-ours", "model": "medloop", "system_fingerprint": "fp_1"}
    assert {key: got[key] for key in ours} == ours
    same = set(sent) - set(ours) - {"created"}
    assert {key: got[key] for key in same} == {key: sent[key] for key in same}


def test_the_engines_time_of_creation_is_taken_until_we_told_another() -> None:
    one = envelope()
    one.adopt({"created": 7})
    assert json.loads(one.own([])[6:])["created"] == 7
    one.adopt({"created": 8})
    payload = json.dumps(event()).encode()
    assert json.loads(one.relay(payload, event())[6:])["created"] == 7


def test_events_of_our_own_wear_the_same_envelope() -> None:
    own = json.loads(envelope().own([{"index": 0}], medloop={"a": 1})[6:])
    assert own == {
        "id": "chatcmpl-ours",
        "object": "chat.completion.chunk",
        "created": 99,
        "model": "medloop",
        "system_fingerprint": "fp_1",
        "choices": [{"index": 0}],
        "medloop": {"a": 1},
    }
