"""What the engine streams reaches the client as it is, but for the envelope."""

import json

import pytest

from tests.app.running import Running, Serve
from tests.app.wire import answer_of, content_of, stream
from tests.fake_upstream import DONE, END, ROLE, FakeUpstream, event, sends, streamed

REST = event({"content": "Rest"})


@pytest.fixture
def running(serve: Serve, upstream: FakeUpstream) -> Running:
    return serve(llm_url=upstream.url)


def test_characters_may_be_cut_anywhere(running: Running, upstream: FakeUpstream) -> None:
    whole = b"".join(streamed("发热", "🌡", "时多喝水。"))
    upstream.script(sends(*(whole[at : at + 1] for at in range(len(whole)))))
    assert content_of(stream(running)) == "发热🌡时多喝水。"
    assert answer_of(running)["message"]["content"] == "发热🌡时多喝水。"


def test_an_event_of_ten_megabytes_passes(running: Running, upstream: FakeUpstream) -> None:
    upstream.script(sends(ROLE, event({"content": "发热" * 1_700_000}), END, DONE))
    assert content_of(stream(running)) == "发热" * 1_700_000


def test_the_engines_bytes_are_relayed_as_they_are(
    running: Running, upstream: FakeUpstream
) -> None:
    odd = (
        b'[{"index": 0,  "delta":{"content":"\\u53d1\xe7\x83\xad \\"id\\": 1.50"},'
        b' "extra" : {"b":1,"a":[ ]}, "finish_reason":null}]}'
    )
    head = b'{"id":"chatcmpl-fake","object":"chat.completion.chunk","created":1,"model":"x",'
    upstream.script(sends(b"data: " + head + b'"choices":' + odd + b"\n\n", END, DONE))
    relayed = next(payload for payload in stream(running) if b"extra" in payload)
    own, _, rest = relayed.partition(b'"choices":')
    assert rest == odd
    assert json.loads(own + b'"choices":0}')["model"] == "medloop"


def test_only_the_envelope_is_ours(running: Running, upstream: FakeUpstream) -> None:
    upstream.script(sends(*streamed("Rest.")))
    options = {"stream_options": {"include_usage": True}}
    events = [json.loads(payload) for payload in stream(running, **options)[:-1]]
    assert {event["model"] for event in events} == {"medloop"}
    assert len({event["id"] for event in events}) == 1
    assert len({event["system_fingerprint"] for event in events}) == 1
    assert len({event["created"] for event in events}) == 1
    assert events[0]["id"] != "chatcmpl-fake"


def test_nothing_after_the_first_done_counts(running: Running, upstream: FakeUpstream) -> None:
    upstream.script(sends(ROLE, REST, END, DONE, event({"content": "!"}), DONE))
    payloads = stream(running)
    assert content_of(payloads) == "Rest"
    assert payloads.count(b"[DONE]") == 1
    assert answer_of(running)["status"] == "complete"
