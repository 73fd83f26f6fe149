"""A possible emergency gets its fixed notice before any engine speaks, however it is asked."""

import json
from typing import Any

import pytest

from app.safety import notice, screen
from retrieval.sentences import detect_lang
from tests.app.clinic import FEVER_EN, FEVER_ZH, OpenDesk, said
from tests.app.house import CHAT, question
from tests.app.running import Serve
from tests.fake_upstream import ROLE, Act, FakeUpstream, refuses, says, sends, streamed

EMERGENCIES = {
    "en": "I have crushing chest pain and I am sweating. Does my child with fever need care?",
    "zh": "我胸口压榨样剧痛，满头冷汗。儿童发热需要去急诊吗？",
    "en self-harm": "I want to kill myself tonight.",
    "zh self-harm": "我不想活了，今晚就想自杀。",
}
CALM = {"en": FEVER_EN, "zh": FEVER_ZH}
REPLY = "Drink water [1]."


def fixed_notice(words: str) -> str:
    text = notice(screen(words), detect_lang(words))
    assert text, "these words raise no red flag"
    return text


@pytest.fixture
def model(upstream: FakeUpstream) -> FakeUpstream:
    upstream.script(says("Drink water", " [1]."))
    return upstream


@pytest.mark.parametrize("case", EMERGENCIES)
async def test_a_whole_answer_begins_with_the_notice(
    desk: OpenDesk, model: FakeUpstream, case: str
) -> None:
    words = EMERGENCIES[case]
    answer = await (await desk(llm_url=model.url)).ask(words, n=2)
    for choice in answer["choices"]:
        assert choice["message"]["content"] == f"{fixed_notice(words)}\n\n{REPLY}"
    assert answer["medloop"]["notice"] == fixed_notice(words)
    assert set(answer["medloop"]["red_flags"]) == {flag.category for flag in screen(words)}


@pytest.mark.parametrize("case", EMERGENCIES)
async def test_a_stream_begins_with_the_notice(
    desk: OpenDesk, model: FakeUpstream, case: str
) -> None:
    words = EMERGENCIES[case]
    events = await (await desk(llm_url=model.url)).stream(words)
    first = events[0]["choices"][0]["delta"]
    assert first == {"role": "assistant", "content": f"{fixed_notice(words)}\n\n"}
    assert said(events) == f"{fixed_notice(words)}\n\n{REPLY}"
    assert events[0]["medloop"]["notice"] == fixed_notice(words)


async def test_the_notice_does_not_wait_for_the_engines_first_word(
    serve: Serve, upstream: FakeUpstream
) -> None:
    upstream.script(sends(Act.HOLD, *streamed("Drink.")))
    words = EMERGENCIES["en"]
    async with (
        serve(llm_url=upstream.url).async_http() as http,
        http.stream("POST", CHAT, json=question(words, stream=True)) as reply,
    ):
        chunks = reply.aiter_text()
        first = json.loads((await anext(chunks)).removeprefix("data: "))
        assert first["choices"][0]["delta"]["content"].startswith(fixed_notice(words))
        upstream.resume()
        assert "".join([chunk async for chunk in chunks]).endswith("data: [DONE]\n\n")


@pytest.mark.parametrize("lang", CALM)
async def test_a_calm_question_gets_no_notice(
    desk: OpenDesk, model: FakeUpstream, lang: str
) -> None:
    ann = await desk(llm_url=model.url)
    answer = await ann.ask(CALM[lang])
    assert answer["choices"][0]["message"]["content"] == REPLY
    assert (answer["medloop"]["notice"], answer["medloop"]["red_flags"]) == (None, [])
    assert said(await ann.stream(CALM[lang])) == REPLY
    assert (await ann.turn(answer["medloop"]))["safety"] == []


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("kind", ["json_object", "json_schema"])
async def test_in_json_mode_the_notice_stands_beside_the_answer(
    desk: OpenDesk, upstream: FakeUpstream, kind: str, stream: bool
) -> None:
    upstream.script(says('{"a":', " 1}"))
    ann = await desk(llm_url=upstream.url)
    words, more = EMERGENCIES["en"], {"response_format": {"type": kind}}
    if stream:
        events = await ann.stream(words, **more)
        content, block = said(events), events[0]["medloop"]
    else:
        answer = await ann.ask(words, **more)
        content, block = answer["choices"][0]["message"]["content"], answer["medloop"]
    assert json.loads(content) == {"a": 1}
    assert block["notice"] == fixed_notice(words)


@pytest.mark.parametrize("stream", [False, True])
async def test_citations_point_behind_the_notice(
    desk: OpenDesk, model: FakeUpstream, stream: bool
) -> None:
    ann = await desk(llm_url=model.url)
    words = EMERGENCIES["en"]
    more = {"medloop": {"retrieval": {"query": FEVER_EN}}}
    if stream:
        events = await ann.stream(words, **more)
        content = said(events)
        [[cited]] = [
            event["choices"][0]["delta"]["annotations"]
            for event in events
            if event["choices"] and "annotations" in event["choices"][0]["delta"]
        ]
    else:
        message = (await ann.ask(words, **more))["choices"][0]["message"]
        content, [cited] = message["content"], message["annotations"]
    place = cited["url_citation"]
    assert content[place["start_index"] : place["end_index"]] == "[1]"
    assert place["start_index"] > len(fixed_notice(words))


@pytest.mark.parametrize("stream", [False, True])
async def test_what_was_seen_is_recorded_and_the_answer_as_the_engine_wrote_it(
    desk: OpenDesk, model: FakeUpstream, stream: bool
) -> None:
    ann = await desk(llm_url=model.url)
    words = EMERGENCIES["zh"]
    block = (await ann.stream(words))[0] if stream else await ann.ask(words)
    turn = await ann.turn(block["medloop"])
    seen = [{"category": flag.category, "rule": flag.rule} for flag in screen(words)]
    assert [{key: each[key] for key in ("category", "rule")} for each in turn["safety"]] == seen
    assert turn["answers"][0]["message"]["content"] == REPLY


@pytest.mark.parametrize(
    "more", [{"model": "medloop-extractive"}, {"medloop": {"retrieval": {"enabled": False}}}]
)
async def test_no_engine_and_no_switch_goes_past_the_screen(
    desk: OpenDesk, model: FakeUpstream, more: dict[str, Any]
) -> None:
    words = EMERGENCIES["en"]
    answer = await (await desk(llm_url=model.url)).ask(words, **more)
    assert answer["choices"][0]["message"]["content"].startswith(fixed_notice(words))


async def test_an_engine_that_dies_has_the_notice_out_before(
    serve: Serve, upstream: FakeUpstream
) -> None:
    upstream.script(sends(ROLE, Act.DIE))
    words = EMERGENCIES["en"]
    async with serve(llm_url=upstream.url).async_http() as http:
        text = (await http.post(CHAT, json=question(words, stream=True))).text
    events = [json.loads(event.removeprefix("data: ")) for event in text.split("\n\n")[:-1]]
    assert events[0]["choices"][0]["delta"]["content"].startswith(fixed_notice(words))
    assert events[-1]["error"]["code"] == "engine_failed"
    assert "[DONE]" not in text


async def test_red_flags_are_counted_by_category_without_a_word(
    desk: OpenDesk, model: FakeUpstream
) -> None:
    ann = await desk(llm_url=model.url)
    await ann.ask(EMERGENCIES["en"])
    metrics = (await ann.house.client().get("/metrics")).text
    for flag in screen(EMERGENCIES["en"]):
        assert f'medloop_red_flags_total{{category="{flag.category}"}}' in metrics
    assert "crushing" not in metrics


@pytest.mark.parametrize("stream", [False, True])
async def test_an_emergency_is_told_so_even_while_the_engine_is_away(
    desk: OpenDesk, model: FakeUpstream, stream: bool
) -> None:
    words = EMERGENCIES["en"]
    model.script(refuses(500))
    status, error = await (await desk(llm_url=model.url)).refused(words, stream=stream)
    assert status == 503
    assert error["message"].startswith(fixed_notice(words))


@pytest.mark.parametrize("case", ["en self-harm", "zh self-harm"])
async def test_words_of_self_harm_are_not_searched_for(desk: OpenDesk, case: str) -> None:
    answer = await (await desk()).ask(EMERGENCIES[case])
    assert answer["medloop"]["retrieval"]["status"] == "withheld"
    assert answer["choices"][0]["message"]["annotations"] == []
