"""The generation record: from what is stored, an answer can be made again, byte for byte."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Turn
from retrieval.prompt import estimate_tokens
from tests.app.clinic import FEVER_EN, FEVER_ZH, Desk, OpenDesk
from tests.app.house import CHAT
from tests.fake_upstream import MODEL, USAGE, FakeUpstream, says

TOOL_CALL = {"id": "c1", "type": "function", "function": {"name": "dose", "arguments": "{}"}}
CONVERSATIONS = {
    "one question": [{"role": "user", "content": FEVER_EN}],
    "Chinese": [{"role": "user", "content": FEVER_ZH}],
    "no evidence": [{"role": "user", "content": "How do I repair a bicycle chain?"}],
    "odd characters": [
        {"role": "user", "content": 'fever \U0001f912\u2028 "x" \\ \u202e \t child'}
    ],
    "history": [
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
        {"role": "assistant", "content": None, "tool_calls": [TOOL_CALL]},
        {"role": "tool", "content": "none", "tool_call_id": "c1"},
        {"role": "assistant", "content": "Hello."},
        {"role": "user", "content": FEVER_EN, "name": "ann"},
    ],
}


async def post(ann: Desk, **body: Any) -> dict[str, Any]:
    """The `medloop` block of an answer, streamed or not."""
    reply = await ann.person.http.post(CHAT, json={"model": "medloop", **body})
    assert reply.status_code == 200, reply.text
    if not body.get("stream"):
        return reply.json()["medloop"]
    return json.loads(reply.text.split("\n\n")[0].removeprefix("data: "))["medloop"]


async def stored_messages(ann: Desk, turn_id: str) -> Any:
    """Straight from the database."""
    async with ann.house.service.database.sessions() as session:
        return await session.scalar(select(Turn.sent).where(Turn.id == turn_id))


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("conversation", CONVERSATIONS)
async def test_the_stored_messages_are_the_ones_the_engine_received(
    desk: OpenDesk, upstream: FakeUpstream, conversation: str, stream: bool
) -> None:
    ann = await desk(llm_url=upstream.url)
    block = await post(ann, messages=CONVERSATIONS[conversation], stream=stream)
    stored = await stored_messages(ann, block["turn_id"])
    assert json.dumps(stored) == json.dumps(upstream.asked[-1]["messages"])


async def test_the_built_in_engine_records_what_a_model_would_have_been_sent(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    ann = await desk(llm_url=upstream.url)
    for words in (FEVER_EN, FEVER_ZH, "How do I repair a bicycle chain?"):
        await ann.ask(words)
        answer = await ann.ask(words, model="medloop-extractive")
        stored = await stored_messages(ann, answer["medloop"]["turn_id"])
        assert json.dumps(stored) == json.dumps(upstream.asked[-1]["messages"])
        tokens = sum(estimate_tokens(message["content"]) for message in stored)
        assert answer["usage"]["prompt_tokens"] >= tokens > 0


async def test_every_candidate_is_kept_with_score_rank_and_generation(desk: OpenDesk) -> None:
    ann = await desk()
    block = (await ann.ask(FEVER_EN, medloop={"retrieval": {"top_k": 1}}))["medloop"]
    kept = (await ann.turn(block))["retrieval"]
    assert kept["generation"] == block["retrieval"]["generation"]
    assert kept["query"] == FEVER_EN
    candidates = kept["candidates"]
    assert {each["document_id"] for each in candidates} >= {"fever-en", "fever-home", "fever-rash"}
    assert [each["rank"] for each in candidates] == list(range(1, len(candidates) + 1))
    scores = [each["score"] for each in candidates]
    assert scores == sorted(scores, reverse=True)
    [passage] = kept["passages"]
    assert passage["id"] == candidates[0]["passage_id"]
    assert passage["score"] == scores[0]
    assert kept["passages"] == block["retrieval"]["passages"]


async def test_candidates_are_kept_even_where_they_were_too_thin(desk: OpenDesk) -> None:
    ann = await desk()
    words = "Does a child with fever need an astrolabe, a sextant or a theodolite?"
    kept = (await ann.turn((await ann.ask(words))["medloop"]))["retrieval"]
    assert (kept["status"], kept["passages"]) == ("thin", [])
    assert kept["candidates"]


@pytest.mark.parametrize("stream", [False, True])
async def test_the_answer_is_kept_with_all_that_produced_it(
    desk: OpenDesk, upstream: FakeUpstream, stream: bool
) -> None:
    upstream.script(says("Take 900 mg [1]. ", "Rest."))
    ann = await desk(llm_url=upstream.url)
    sampling = {"temperature": 0.5, "seed": 7, "n": 2, "stop": ["x"]}
    messages = CONVERSATIONS["one question"]
    metadata = {"visit": "3"}
    block = await post(
        ann, messages=messages, stream=stream, metadata=metadata, user="u", **sampling
    )
    turn = await ann.turn(block)
    assert turn["question"] == messages
    assert turn["model"] == "medloop"
    assert turn["request"] == {"sampling": sampling, "metadata": metadata}
    assert [answer["id"] for answer in turn["answers"]] == block["answer_ids"]
    for choice, answer in enumerate(turn["answers"][: 1 if stream else 2]):
        assert (answer["choice"], answer["status"], answer["error"]) == (choice, "complete", None)
        assert answer["message"] == {"role": "assistant", "content": "Take 900 mg [1]. Rest."}
        assert answer["finish_reason"] == "stop"
        assert answer["usage"] == USAGE
        verdicts = [(each["verdict"], each["missing"]) for each in answer["verification"]]
        assert verdicts == [("unsupported", ["900 mg"]), ("uncited", [])]
        [annotation] = answer["annotations"]
        assert annotation["passage"]["id"] == turn["retrieval"]["passages"][0]["id"]
        assert answer["release"]["engine"] == "openai-compatible"
        assert answer["release"]["base"] == MODEL
        steps = {"screen_ms", "search_ms", "prompt_ms", "record_ms", "total_ms"}
        assert set(answer["timings"]) >= steps
        assert all(value >= 0 for value in answer["timings"].values())


async def test_the_fingerprint_on_the_wire_is_the_digest_of_the_recorded_release(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    ann = await desk(llm_url=upstream.url)
    seen: set[str] = set()
    for model in ("medloop", "medloop-extractive"):
        answer = await ann.ask(FEVER_EN, model=model)
        events = await ann.stream(FEVER_EN, model=model)
        [kept] = (await ann.turn(answer["medloop"]))["answers"]
        fingerprints = {event["system_fingerprint"] for event in [answer, *events]}
        assert fingerprints == {kept["release"]["fingerprint"]}
        seen |= fingerprints
    assert len(seen) == 2


@pytest.mark.parametrize("wanted", [True, False])
async def test_usage_is_the_engines_own_count_and_always_recorded(
    desk: OpenDesk, upstream: FakeUpstream, wanted: bool
) -> None:
    ann = await desk(llm_url=upstream.url)
    events = await ann.stream(FEVER_EN, stream_options={"include_usage": wanted})
    on_the_wire = [event["usage"] for event in events if event.get("usage")]
    assert on_the_wire == ([USAGE] if wanted else [])
    [kept] = (await ann.turn(events[0]["medloop"]))["answers"]
    assert kept["usage"] == USAGE
    assert (await ann.ask(FEVER_EN))["usage"] == USAGE


async def test_usage_of_the_built_in_engine_counts_the_evidence(desk: OpenDesk) -> None:
    ann = await desk()
    with_evidence = await ann.ask(FEVER_EN)
    without = await ann.ask(FEVER_EN, medloop={"retrieval": {"enabled": False}})
    evidence = sum(
        estimate_tokens(passage["text"])
        for passage in with_evidence["medloop"]["retrieval"]["passages"]
    )
    more = with_evidence["usage"]["prompt_tokens"] - without["usage"]["prompt_tokens"]
    assert more > evidence > 0
