"""Answers over HTTP rest on the library: found, filtered, cited, or honestly missing."""

from pathlib import Path
from typing import Any

import anyio
import pytest

from app.cli.index import build_index
from app.extractive import THIN
from tests.app.clinic import (
    FEVER_EN,
    FEVER_ZH,
    Desk,
    OpenDesk,
    index_at,
    said,
    write_corpus,
)
from tests.app.house import CHAT, question
from tests.fake_upstream import MODEL, FakeUpstream, says

METFORMIN = "What are the side effects of metformin?"


def retrieval(**options: Any) -> dict[str, Any]:
    return {"medloop": {"retrieval": options}}


def found(answer: dict[str, Any]) -> list[str]:
    return [passage["document_id"] for passage in answer["medloop"]["retrieval"]["passages"]]


def check_citations(content: str, annotations: list[Any], passages: list[Any]) -> None:
    assert annotations
    for annotation in annotations:
        cite, number = annotation["url_citation"], annotation["passage"]["number"]
        assert content[cite["start_index"] : cite["end_index"]] == f"[{number}]"
        passage = passages[number - 1]
        assert passage["number"] == number
        assert annotation["passage"]["id"] == passage["id"]
        assert (cite["title"], cite["url"]) == (passage["title"], passage["url"])


@pytest.mark.parametrize(("words", "best"), [(FEVER_EN, "fever-en"), (FEVER_ZH, "fever-zh")])
async def test_an_answer_quotes_and_cites_what_was_found(
    desk: OpenDesk, words: str, best: str
) -> None:
    answer = await (await desk()).ask(words)
    [choice] = answer["choices"]
    passages = answer["medloop"]["retrieval"]["passages"]
    assert answer["medloop"]["retrieval"]["status"] == "found"
    assert found(answer)[0] == best
    message = choice["message"]
    check_citations(message["content"], message["annotations"], passages)
    for annotation in message["annotations"]:
        line = message["content"][: annotation["url_citation"]["start_index"]].splitlines()[-1]
        text = passages[annotation["passage"]["number"] - 1]["text"]
        assert line.removeprefix("- ").strip() in text


@pytest.mark.parametrize("words", [FEVER_EN, FEVER_ZH])
async def test_a_stream_cites_the_same_as_the_whole_answer(desk: OpenDesk, words: str) -> None:
    ann = await desk()
    whole, events = await ann.ask(words, n=2), await ann.stream(words, n=2)
    passages = events[0]["medloop"]["retrieval"]["passages"]
    assert passages == whole["medloop"]["retrieval"]["passages"]
    for index, choice in enumerate(whole["choices"]):
        assert said(events, index) == choice["message"]["content"]
        [annotations] = [
            each["delta"]["annotations"]
            for event in events
            for each in event["choices"]
            if each["index"] == index and "annotations" in each["delta"]
        ]
        assert annotations == choice["message"]["annotations"]
        check_citations(said(events, index), annotations, passages)


async def test_a_models_citations_resolve_and_its_inventions_are_left_out(
    desk: OpenDesk, upstream: FakeUpstream
) -> None:
    upstream.script(says("\U0001f912 Drink [1]. ", "休息[2]。 And [77]."))
    answer = await (await desk(llm_url=upstream.url)).ask(FEVER_EN)
    message = answer["choices"][0]["message"]
    passages = answer["medloop"]["retrieval"]["passages"]
    assert message["content"] == "\U0001f912 Drink [1]. 休息[2]。 And [77]."
    check_citations(message["content"], message["annotations"], passages)
    assert [each["passage"]["number"] for each in message["annotations"]] == [1, 2]
    [verdicts] = answer["medloop"]["verification"]
    assert verdicts[-1]["verdict"] == "unsupported"


@pytest.mark.parametrize(
    ("words", "filters", "documents"),
    [
        (FEVER_ZH, {"lang": ["zh"]}, {"fever-zh"}),
        (FEVER_EN, {"source": ["Leaflets"]}, {"fever-home", "fever-rash"}),
        (FEVER_EN, {"specialty": ["dermatology"]}, {"fever-rash"}),
        (FEVER_EN, {"lang": ["en"], "source": ["Handbook"]}, {"fever-en"}),
        (
            FEVER_EN,
            {"source": ["Handbook", "Leaflets"]},
            {"fever-en", "fever-home", "fever-rash"},
        ),
    ],
)
async def test_filters_choose_where_evidence_comes_from(
    desk: OpenDesk, words: str, filters: dict[str, list[str]], documents: set[str]
) -> None:
    answer = await (await desk()).ask(words, **retrieval(filters=filters))
    assert set(found(answer)) == documents


async def test_a_filter_that_leaves_nothing_leaves_no_evidence(desk: OpenDesk) -> None:
    answer = await (await desk()).ask(FEVER_EN, **retrieval(filters={"source": ["Nobody"]}))
    assert answer["medloop"]["retrieval"]["status"] == "thin"
    assert answer["choices"][0]["message"]["content"] == THIN["en"]


@pytest.mark.parametrize("top_k", [1, 2])
async def test_top_k_is_how_many_passages_there_are(desk: OpenDesk, top_k: int) -> None:
    assert len(found(await (await desk()).ask(FEVER_EN, **retrieval(top_k=top_k)))) == top_k


async def test_a_query_of_the_clients_own_replaces_the_derived_one(desk: OpenDesk) -> None:
    answer = await (await desk()).ask("Tell me more.", **retrieval(query=METFORMIN))
    assert answer["medloop"]["retrieval"]["query"] == METFORMIN
    assert found(answer) == ["metformin-en"]


async def test_as_of_is_refused_until_documents_carry_dates(desk: OpenDesk) -> None:
    status, error = await (await desk()).refused(FEVER_EN, **retrieval(as_of="2020-01-01"))
    assert (status, error["code"]) == (400, "unsupported_parameter")
    assert error["param"] == "medloop.retrieval.as_of"


@pytest.mark.parametrize(
    ("words", "lang"), [("How do I repair a bicycle chain?", "en"), ("今天股票行情怎么样？", "zh")]
)
async def test_too_little_evidence_is_said_in_the_language_asked_in(
    desk: OpenDesk, words: str, lang: str
) -> None:
    answer = await (await desk()).ask(words)
    assert answer["medloop"]["retrieval"]["status"] == "thin"
    message = answer["choices"][0]["message"]
    assert (message["content"], message["annotations"]) == (THIN[lang], [])


async def ask_with(desk: Desk, header: str | None, body: dict[str, Any]) -> tuple[int, Any]:
    headers = {} if header is None else {"X-Medloop-Retrieval": header}
    reply = await desk.person.http.post(CHAT, json=body, headers=headers)
    return reply.status_code, reply.json()


@pytest.mark.parametrize("how", ["header", "field"])
async def test_retrieval_can_be_turned_off(
    desk: OpenDesk, upstream: FakeUpstream, how: str
) -> None:
    ann = await desk(llm_url=upstream.url)
    more = retrieval(enabled=False) if how == "field" else {}
    status, answer = await ask_with(
        ann, "off" if how == "header" else None, question(FEVER_EN, **more)
    )
    assert (status, answer["medloop"]["retrieval"]) == (200, {"status": "disabled"})
    assert upstream.asked[-1]["messages"] == [{"role": "user", "content": FEVER_EN}]


@pytest.mark.parametrize("how", ["header", "field"])
async def test_a_pass_through_model_is_grounded_on_demand(
    desk: OpenDesk, upstream: FakeUpstream, how: str
) -> None:
    ann = await desk(llm_url=upstream.url)
    plain = await ann.ask(FEVER_EN, model=MODEL)
    assert plain["medloop"]["retrieval"] == {"status": "disabled"}
    more = retrieval(enabled=True) if how == "field" else {}
    body = question(FEVER_EN, **more) | {"model": MODEL}
    status, answer = await ask_with(ann, "on" if how == "header" else None, body)
    assert (status, answer["medloop"]["retrieval"]["status"]) == (200, "found")
    assert answer["model"] == MODEL


async def test_a_header_that_is_neither_on_nor_off_is_refused(desk: OpenDesk) -> None:
    status, answer = await ask_with(await desk(), "maybe", question(FEVER_EN))
    assert (status, answer["error"]["param"]) == (400, "X-Medloop-Retrieval")


@pytest.mark.parametrize("engine", ["built in", "model"])
async def test_without_an_index_the_answer_says_that_there_is_no_evidence(
    desk_without_library: OpenDesk, upstream: FakeUpstream, engine: str
) -> None:
    ann = await desk_without_library(llm_url=upstream.url if engine == "model" else "")
    for words, lang in ((FEVER_EN, "en"), (FEVER_ZH, "zh")):
        answer = await ann.ask(words)
        assert answer["medloop"]["retrieval"]["status"] == "index_missing"
        assert answer["medloop"]["retrieval"]["passages"] == []
        if engine == "built in":
            assert answer["choices"][0]["message"]["content"] == THIN[lang]
        else:
            instructions = upstream.asked[-1]["messages"][0]["content"]
            assert {"en": "holds no evidence", "zh": "没有"}[lang] in instructions
            assert "<evidence>" not in upstream.asked[-1]["messages"][-1]["content"]


async def test_a_follow_up_keeps_what_it_is_about(desk: OpenDesk, upstream: FakeUpstream) -> None:
    ann = await desk(llm_url=upstream.url)
    upstream.script(says("恶心和腹泻[1]。"))
    first = await ann.ask("二甲双胍有什么副作用？")
    conversation = {"conversation_id": first["medloop"]["conversation_id"]}
    second = await ann.ask("那孕妇呢？", medloop=conversation)
    assert second["medloop"]["conversation_id"] == conversation["conversation_id"]
    assert "二甲双胍" in second["medloop"]["retrieval"]["query"]
    assert found(second) == ["metformin-zh"]
    roles = [message["role"] for message in upstream.asked[-1]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    assert upstream.asked[-1]["messages"][1]["content"] == "二甲双胍有什么副作用？"


async def test_a_new_generation_serves_without_a_restart_or_a_failed_request(
    desk_without_library: OpenDesk, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    build_index(index_at(home), [write_corpus(tmp_path / "clinic.jsonl")])
    ann = await desk_without_library()
    words = "What helps against hiccups?"
    before = await ann.ask(words)
    assert before["medloop"]["retrieval"]["status"] == "thin"
    new = {"id": "hiccups", "title": "Hiccups", "text": "Holding the breath helps against hiccups."}
    corpus = write_corpus(tmp_path / "clinic.jsonl", new)
    statuses: set[str] = set()

    async def keep_asking() -> None:
        with anyio.fail_after(20):
            while "found" not in statuses:
                statuses.add((await ann.ask(words))["medloop"]["retrieval"]["status"])

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(keep_asking)
        await anyio.to_thread.run_sync(build_index, index_at(home), [corpus])
    assert statuses == {"thin", "found"}
    after = await ann.ask(words)
    generations = {each["medloop"]["retrieval"]["generation"] for each in (before, after)}
    assert len(generations) == 2
    assert found(after) == ["hiccups"]
