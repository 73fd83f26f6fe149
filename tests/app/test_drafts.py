"""Another answer to a stored question: the same messages and evidence, other engine or sampling."""

import json
from typing import Any

import httpx2
import pytest

from app.models import Answer
from tests.app.clinic import FEVER_EN, Desk, OpenDesk, said
from tests.app.house import CHAT, House, Person, question
from tests.fake_upstream import FakeUpstream, refuses, says

METFORMIN = "二甲双胍有哪些副作用？"


@pytest.fixture
async def li(library: None, house: House) -> Person:
    return await house.person("li")


async def again(who: Person, turn: str, **options: Any) -> httpx2.Response:
    return await who.http.post(f"/v1/turns/{turn}/answers", json=options)


async def draft(who: Person, turn: str, **options: Any) -> dict[str, Any]:
    reply = await again(who, turn, **options)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def turn_of(who: Person, block: dict[str, Any]) -> dict[str, Any]:
    turns = (await who.read(block["conversation_id"]))["turns"]
    [found] = [turn for turn in turns if turn["id"] == block["turn_id"]]
    return found


async def test_it_looks_like_any_chat_completion(li: Person):
    whole = (await li.http.post(CHAT, json=question(METFORMIN))).json()
    reply = await draft(li, whole["medloop"]["turn_id"])
    assert reply.keys() == whole.keys()
    assert reply["medloop"].keys() == whole["medloop"].keys()
    assert reply["choices"] == whole["choices"]  # the built-in engine says the same again
    assert reply["medloop"]["retrieval"] == whole["medloop"]["retrieval"]
    assert reply["id"] != whole["id"]


async def test_it_is_kept_beside_the_first_with_what_made_it(li: Person):
    block = await li.ask(METFORMIN)
    made = await draft(li, block["turn_id"], verbosity="low", temperature=0.5)
    turn = await turn_of(li, block)
    first, second = turn["answers"]
    assert [first["id"]] == block["answer_ids"]
    assert [second["id"]] == made["medloop"]["answer_ids"]
    assert (first["choice"], second["choice"]) == (0, 1)
    assert first["request"] is None
    sampling = {"verbosity": "low", "temperature": 0.5}
    assert second["request"] == {"model": "medloop", "sampling": sampling}
    assert len(second["message"]["content"]) < len(first["message"]["content"])


async def test_the_conversation_goes_on_with_it_unless_it_is_only_a_draft(li: Person):
    block = await li.ask(METFORMIN)
    for replace in (False, True):
        made = await draft(li, block["turn_id"], verbosity="low", replace=replace)
        turn = await turn_of(li, block)
        wanted = made["medloop"]["answer_ids"][0] if replace else None
        assert turn["current_answer_id"] == wanted
    then = await turn_of(li, await li.ask("那孕妇呢？", block["conversation_id"]))
    earlier = [message["content"] for message in then["sent"] if message["role"] == "assistant"]
    assert earlier == [made["choices"][0]["message"]["content"]]


async def test_it_is_named_by_its_own_response_id(li: Person):
    block = await li.ask(METFORMIN)
    made = await draft(li, block["turn_id"])
    feedback = {"response_id": made["id"], "thumb": "up"}
    reply = (await li.http.post("/v1/feedback", json=feedback)).json()
    assert [reply["answer_id"]] == made["medloop"]["answer_ids"]


async def test_the_same_key_makes_one_draft(house: House, li: Person):
    turn = (await li.ask(METFORMIN))["turn_id"]
    headers = {"Idempotency-Key": "k"}
    path = f"/v1/turns/{turn}/answers"
    first = await li.http.post(path, json={}, headers=headers)
    second = await li.http.post(path, json={}, headers=headers)
    assert second.content == first.content
    assert len(await house.rows(Answer)) == 2


async def test_it_streams_as_a_chat_does(li: Person):
    block = await li.ask(METFORMIN)
    reply = await again(li, block["turn_id"], stream=True, verbosity="low")
    *events, last, end = reply.text.split("\n\n")
    assert (last, end) == ("data: [DONE]", "")
    parsed = [json.loads(event.removeprefix("data: ")) for event in events]
    turn = await turn_of(li, block)
    assert said(parsed) == turn["answers"][1]["message"]["content"]
    assert parsed[0]["medloop"]["answer_ids"] == [turn["answers"][1]["id"]]
    assert turn["current_answer_id"] == turn["answers"][1]["id"]


@pytest.mark.parametrize(
    "wrong",
    [{"n": 2}, {"temperature": 3}, {"verbosity": "huge"}, {"messages": []}, {"top_p": 0}],
)
async def test_options_are_checked(li: Person, wrong: dict[str, Any]):
    turn = (await li.ask(METFORMIN))["turn_id"]
    refused = await again(li, turn, **wrong)
    assert refused.status_code == 400
    assert refused.json()["error"]["param"] == next(iter(wrong))


async def test_no_model_of_that_name_is_a_404(li: Person):
    turn = (await li.ask(METFORMIN))["turn_id"]
    refused = await again(li, turn, model="nothing")
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "model_not_found")


async def test_anothers_and_a_deleted_question_are_not_there(house: House, li: Person):
    block = await li.ask(METFORMIN)
    boss = await house.person("boss", "admin")
    missing = await again(boss, "turn_0")
    assert (await again(boss, block["turn_id"])).content == missing.content
    await li.http.delete(f"/v1/conversations/{block['conversation_id']}")
    assert (await again(li, block["turn_id"])).status_code == 404
    assert len(await house.rows(Answer)) == 1


async def test_an_edited_question_gets_no_more_answers(li: Person):
    block = await li.ask(METFORMIN)
    options = {"conversation_id": block["conversation_id"], "edits": block["turn_id"]}
    await li.http.post(CHAT, json=question("edited", medloop=options))
    assert (await again(li, block["turn_id"])).status_code == 409


async def test_the_safety_notice_stands_before_every_answer(li: Person):
    whole = (await li.http.post(CHAT, json=question("我胸口剧痛，喘不上气"))).json()
    made = await draft(li, whole["medloop"]["turn_id"])
    assert made["medloop"]["notice"] == whole["medloop"]["notice"]
    assert made["choices"][0]["message"]["content"].startswith(whole["medloop"]["notice"])


async def test_the_model_is_sent_the_very_same_messages(desk: OpenDesk, upstream: FakeUpstream):
    at: Desk = await desk(llm_url=upstream.url)
    upstream.script(says("Rest. [1]"), says("Go now. [1]"))
    whole = await at.ask(FEVER_EN, temperature=0.1, max_tokens=50, n=2)
    made = await draft(at.person, whole["medloop"]["turn_id"], temperature=1.0, seed=3)
    first, second = upstream.asked
    assert second["messages"] == first["messages"]
    assert (second["temperature"], second["seed"], second["max_tokens"]) == (1.0, 3, 50)
    assert "n" not in second
    assert "verbosity" not in second
    assert made["choices"][0]["message"]["annotations"][0]["passage"]["number"] == 1


async def test_verbosity_reaches_the_model_when_it_is_asked_for(
    desk: OpenDesk, upstream: FakeUpstream
):
    at: Desk = await desk(llm_url=upstream.url)
    upstream.script(says("Rest."))
    await at.ask(FEVER_EN, verbosity="low")
    assert upstream.asked[-1]["verbosity"] == "low"


async def test_another_engine_answers_from_the_same_evidence(
    desk: OpenDesk, upstream: FakeUpstream
):
    at: Desk = await desk(llm_url=upstream.url)
    upstream.script(says("Rest. [1]"))
    whole = await at.ask(FEVER_EN)
    made = await draft(at.person, whole["medloop"]["turn_id"], model="medloop-extractive")
    assert made["model"] == "medloop-extractive"
    assert made["medloop"]["retrieval"] == whole["medloop"]["retrieval"]
    assert "hard to wake" in made["choices"][0]["message"]["content"]


async def test_a_draft_that_fails_takes_no_place(desk: OpenDesk, upstream: FakeUpstream):
    at: Desk = await desk(llm_url=upstream.url)
    upstream.script(says("Rest."), refuses(400, "no"))
    whole = await at.ask(FEVER_EN)
    refused = await again(at.person, whole["medloop"]["turn_id"])
    assert refused.status_code == 400
    turn = await at.turn(whole["medloop"])
    assert turn["current_answer_id"] is None
    assert [answer["status"] for answer in turn["answers"]] == ["complete", "failed"]
