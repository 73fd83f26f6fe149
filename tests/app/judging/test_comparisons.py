"""Comparisons: blind, in an order of chance, judged by tiers; then it is told which was which."""

import asyncio
import json
from collections import Counter
from typing import Any

import httpx2
import pytest

from app.models import Answer, AuditEvent, Comparison, ComparisonDraft, Judgement
from tests.app.clinic import FEVER_EN, FEVER_ZH, Desk, OpenDesk
from tests.app.house import House, Person
from tests.fake_upstream import FakeUpstream, says

ROUTE = "/v1/comparisons"
METFORMIN = "二甲双胍有哪些副作用？"
LOW, HIGH = {"verbosity": "low"}, {"verbosity": "high"}


@pytest.fixture
async def li(library: None, house: House) -> Person:
    return await house.person("li", "clinician")


async def compare(who: Person, turn: str, **wanted: Any) -> httpx2.Response:
    return await who.http.post(ROUTE, json={"turn_id": turn, **wanted})


async def compared(who: Person, turn: str, **wanted: Any) -> dict[str, Any]:
    reply = await compare(who, turn, **wanted)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def draft_of(who: Person, turn: str) -> dict[str, Any]:
    return (await who.http.post(f"/v1/turns/{turn}/answers", json={"replace": False})).json()


async def judge(who: Person, comparison: str, **said: Any) -> httpx2.Response:
    return await who.http.post(f"{ROUTE}/{comparison}/judgement", json=said)


def texts(blind: dict[str, Any]) -> list[str]:
    return [draft["text"] for draft in blind["drafts"]]


async def test_by_default_the_answer_meets_one_of_another_length(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(li, block["turn_id"])
    assert [draft["label"] for draft in blind["drafts"]] == ["A", "B"]
    answers = {answer.id: answer for answer in await house.rows(Answer)}
    assert block["answer_ids"][0] in answers
    said = {(answer.message or {})["content"] for answer in answers.values()}
    assert len(said) == 2
    assert set(texts(blind)) == said
    assert blind["diff"]["differences"] > 0
    [turn] = (await li.read(block["conversation_id"]))["turns"]
    assert turn["current_answer_id"] is None


async def test_nothing_tells_the_drafts_apart_but_their_words(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(
        li, block["turn_id"], drafts=[LOW, {"model": "medloop-extractive"} | HIGH]
    )
    assert {
        draft.keys() == {"label", "text", "annotations", "verification"}
        for draft in blind["drafts"]
    } == {True}
    told = json.dumps(blind)
    for answer in await house.rows(Answer):
        assert answer.id not in told
    assert not any(word in told for word in ("extractive", "verbosity", "release", "position"))


async def test_the_order_is_of_chance_and_stays(house: House, li: Person):
    block = await li.ask(METFORMIN)
    [first] = block["answer_ids"]
    await compared(li, block["turn_id"])
    ids = [answer.id for answer in await house.rows(Answer)]
    blinds = [await compared(li, block["turn_id"], answer_ids=ids) for _ in range(20)]
    places = Counter(
        draft.position for draft in await house.rows(ComparisonDraft) if draft.answer_id == first
    )
    assert set(places) == {0, 1}
    for blind in blinds:
        assert (await li.http.get(f"{ROUTE}/{blind['id']}")).json() == blind


async def test_a_ranking_is_stored_by_answer_and_reveals_them(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(li, block["turn_id"], drafts=[LOW, HIGH])
    assert len(blind["drafts"]) == 3
    said = {"ranking": [["B"], ["A", "C"]], "comment": "B 更安全", "seconds": 20}
    told = (await judge(li, blind["id"], **said)).json()
    answer_of = {shown["label"]: shown["answer_id"] for shown in told["revealed"]}
    assert [shown["label"] for shown in told["revealed"]] == ["A", "B", "C"]
    assert told["write_answer"] is False
    assert {shown["release"]["engine"] for shown in told["revealed"]} == {"extractive"}
    by_id = {answer.id: answer for answer in await house.rows(Answer)}
    for shown, draft in zip(told["revealed"], blind["drafts"], strict=True):
        assert (by_id[shown["answer_id"]].message or {})["content"] == draft["text"]
        assert shown["request"] == by_id[shown["answer_id"]].request
    [row] = await house.rows(Judgement)
    assert (row.id, row.kind, row.seconds, row.answer_id) == (told["id"], "comparison", 20, None)
    ranking = [[answer_of["B"]], [answer_of["A"], answer_of["C"]]]
    assert row.body == {"ranking": ranking, "both_bad": False, "comment": "B 更安全"}


async def test_a_tie_is_one_tier_and_both_bad_wants_the_right_answer(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(li, block["turn_id"])
    tie = (await judge(li, blind["id"], ranking=[["A", "B"]])).json()
    assert tie["write_answer"] is False
    bad = (await judge(li, blind["id"], both_bad=True)).json()
    assert bad["write_answer"] is True
    first, second = await house.rows(Judgement)
    assert len((first.body or {})["ranking"][0]) == 2
    assert first.superseded_at is not None
    assert second.body == {"ranking": [], "both_bad": True}
    right = {"answer_id": bad["revealed"][0]["answer_id"], "correction": "请咨询医生。"}
    assert (await li.http.post("/v1/feedback", json=right)).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"ranking": [["A"]]},
        {"ranking": [["A"], ["C"]]},
        {"ranking": [["A"], ["A", "B"]]},
        {"ranking": [["A", "B"], []]},
        {"ranking": []},
        {"ranking": [["a"], ["b"]]},
        {"ranking": [["A"], ["B"]], "both_bad": True},
        {"both_bad": False},
        {"both_bad": True, "winner": "A"},
    ],
)
async def test_a_ranking_names_every_draft_once(house: House, li: Person, said: dict[str, Any]):
    blind = await compared(li, (await li.ask(METFORMIN))["turn_id"])
    assert (await judge(li, blind["id"], **said)).status_code == 400
    assert not await house.rows(Judgement)


async def test_a_judgement_under_a_key_is_stored_once(house: House, li: Person):
    blind = await compared(li, (await li.ask(METFORMIN))["turn_id"])
    path, body = f"{ROUTE}/{blind['id']}/judgement", {"ranking": [["A"], ["B"]]}
    headers = {"Idempotency-Key": "k"}
    replies = await asyncio.gather(
        *(li.http.post(path, json=body, headers=headers) for _ in range(3))
    )
    assert len({reply.content for reply in replies}) == 1
    assert len(await house.rows(Judgement)) == 1


async def test_a_comparison_under_a_key_is_made_once(house: House, li: Person):
    body = {"turn_id": (await li.ask(METFORMIN))["turn_id"]}
    headers = {"Idempotency-Key": "k"}
    first = await li.http.post(ROUTE, json=body, headers=headers)
    again = await li.http.post(ROUTE, json=body, headers=headers)
    assert again.content == first.content
    assert len(await house.rows(Comparison)) == 1
    assert len(await house.rows(Answer)) == 2


async def test_wrong_drafts_are_refused_and_compare_nothing(house: House, li: Person):
    one, other = await li.ask(METFORMIN), await li.ask(METFORMIN)
    [mine], [anothers] = one["answer_ids"], other["answer_ids"]
    for wrong in (
        {"answer_ids": [mine, mine]},
        {"answer_ids": [mine, anothers]},
        {"answer_ids": [mine, "ans_0"]},
        {"answer_ids": [mine] * 5},
        {"drafts": [LOW] * 4},
        {"drafts": [{"n": 2}]},
        {"drafts": [{"stream": True}]},
    ):
        assert (await compare(li, one["turn_id"], **wrong)).status_code == 400, wrong
    assert not await house.rows(Comparison)


async def test_drafts_that_say_the_same_are_not_compared(house: House, li: Person):
    block = await li.ask(METFORMIN)
    assert (await compare(li, block["turn_id"], drafts=[{}])).status_code == 409
    same = (await draft_of(li, block["turn_id"]))["medloop"]["answer_ids"]
    chosen = await compared(li, block["turn_id"], answer_ids=[*block["answer_ids"], *same])
    assert len(set(texts(chosen))) == 2
    three = await compared(li, block["turn_id"], drafts=[{}, LOW, LOW])
    assert len(three["drafts"]) == 2
    nothing = await li.ask("hello")
    refused = await compare(li, nothing["turn_id"])
    assert refused.status_code == 409
    assert "only this answer" in refused.json()["error"]["message"]


async def test_it_is_for_judges_and_their_own_conversations(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(li, block["turn_id"])
    boss = await house.person("boss", "admin")
    wang = await house.person("wang")
    for who, status in ((boss, 404), (wang, 403)):
        replies = [
            await compare(who, block["turn_id"]),
            await who.http.get(f"{ROUTE}/{blind['id']}"),
            await judge(who, blind["id"], both_bad=True),
        ]
        assert [reply.status_code for reply in replies] == [status] * 3
    assert not await house.rows(Judgement)


async def test_of_a_deleted_conversation_nothing_is_left(house: House, li: Person):
    block = await li.ask(METFORMIN)
    blind = await compared(li, block["turn_id"])
    await judge(li, blind["id"], both_bad=True, comment="secret-word")
    await li.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert (await li.http.get(f"{ROUTE}/{blind['id']}")).status_code == 404
    assert (await judge(li, blind["id"], both_bad=True)).status_code == 404
    assert "secret-word" not in await house.everything_stored()


async def test_making_and_judging_one_is_on_the_trail(house: House, li: Person):
    blind = await compared(li, (await li.ask(METFORMIN))["turn_id"])
    await judge(li, blind["id"], both_bad=True)
    events = [(event.action, event.subject_id) for event in await house.rows(AuditEvent)]
    assert events == [("comparison.create", blind["id"]), ("judgement.create", blind["id"])]


async def test_a_model_server_is_asked_once_more_at_another_temperature(
    desk: OpenDesk, upstream: FakeUpstream
):
    at: Desk = await desk(llm_url=upstream.url)
    judge = await at.house.person("zhao", "clinician")
    upstream.script(says("Rest. [1]"), says("Go now. [1]"), says("Wait. [1]"))
    turn = (await judge.ask(FEVER_EN))["turn_id"]
    blind = await compared(judge, turn)
    assert sorted(texts(blind)) == ["Go now. [1]", "Rest. [1]"]
    first, second = upstream.asked
    assert second["messages"] == first["messages"]
    assert (second["temperature"], second.get("seed") is None) == (0.9, False)
    mixed = [{"temperature": 1.5}, {"model": "medloop-extractive"}]
    assert len((await compared(judge, turn, drafts=mixed))["drafts"]) == 3


@pytest.mark.parametrize("words", [FEVER_EN, FEVER_ZH])
async def test_the_built_in_engine_has_shorter_and_longer_answers(desk: OpenDesk, words: str):
    at: Desk = await desk()
    medium = await at.ask(words)
    same = await at.ask(words, verbosity="medium")
    assert same["choices"] == medium["choices"]
    lengths = [
        len((await at.ask(words, verbosity=verbosity))["choices"][0]["message"]["content"])
        for verbosity in ("low", "medium", "high")
    ]
    assert lengths == sorted(lengths)


async def test_the_changes_of_a_correction_are_shown_word_by_word(house: House):
    li, wang = await house.person("li", "clinician"), await house.person("wang")
    both = {"before": "Take 500 mg now.", "after": "Take 250 mg now."}
    edits = (await li.http.post("/api/diff", json=both)).json()["edits"]
    assert "".join(edit["text"] for edit in edits if edit["op"] != "added") == both["before"]
    assert "".join(edit["text"] for edit in edits if edit["op"] != "removed") == both["after"]
    assert {"op": "removed", "text": "500 mg"} in edits
    assert (await wang.http.post("/api/diff", json=both)).status_code == 403
