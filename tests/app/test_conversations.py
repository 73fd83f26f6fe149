"""A caller's own conversations: list, read, continue, rename, export."""

import asyncio
import json
from typing import Any

import pytest

from app.models import Conversation, Turn
from tests.app.house import CHAT, House, Person, question

ROUTE = "/v1/conversations"


@pytest.fixture
async def li(house: House) -> Person:
    return await house.person("li")


async def listed(who: Person, **query: Any) -> dict[str, Any]:
    reply = await who.http.get(ROUTE, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def titles(who: Person, **query: Any) -> list[str]:
    return [row["title"] for row in (await listed(who, **query))["data"]]


def as_sent(turn: dict[str, Any]) -> list[tuple[str, str]]:
    return [(message["role"], message["content"]) for message in turn["sent"]]


async def test_somebody_new_has_none(li: Person):
    assert await listed(li) == {"object": "list", "data": [], "has_more": False}


async def test_the_list_is_newest_first(li: Person):
    for words in ("one", "two", "three"):
        await li.ask(words)
    assert await titles(li) == ["three", "two", "one"]


async def test_a_new_turn_puts_its_conversation_first(li: Person):
    first = await li.ask("one")
    await li.ask("two")
    before = (await listed(li))["data"][1]
    await li.ask("and then?", first["conversation_id"])
    after = (await listed(li))["data"][0]
    assert (after["id"], after["title"]) == (first["conversation_id"], "one")
    assert after["created_at"] == before["created_at"]
    assert after["updated_at"] > before["updated_at"]


async def test_an_entry_of_the_list_is_what_the_conversation_itself_says(li: Person):
    block = await li.ask("发热")
    [entry] = (await listed(li))["data"]
    whole = await li.read(block["conversation_id"])
    assert entry == {name: whole[name] for name in entry}
    assert entry["object"] == "conversation"
    assert entry["created_at"].endswith("Z")


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
async def test_pages_hold_every_conversation_once_and_in_order(li: Person, limit: int):
    for number in range(7):
        await li.ask(str(number))
    page = await listed(li, limit=limit)
    seen = [row["title"] for row in page["data"]]
    while page["has_more"] and len(seen) < 10:
        assert len(page["data"]) == limit
        page = await listed(li, limit=limit, after=page["data"][-1]["id"])
        seen += [row["title"] for row in page["data"]]
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]


async def test_pages_do_not_lose_conversations_of_the_very_same_instant(house: House, li: Person):
    asked = [await li.ask(str(number)) for number in range(5)]
    async with house.service.database.sessions() as session, session.begin():
        rows = [await session.get(Conversation, block["conversation_id"]) for block in asked]
        for row in rows:
            assert row is not None
            assert rows[0] is not None
            row.updated_at = rows[0].updated_at
    first = await listed(li, limit=3)
    rest = await listed(li, limit=3, after=first["data"][-1]["id"])
    assert sorted(row["title"] for row in first["data"] + rest["data"]) == list("01234")


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "after=" + "x" * 65])
async def test_an_impossible_page_is_refused(li: Person, query: str):
    reply = await li.http.get(f"{ROUTE}?{query}")
    assert reply.status_code == 400
    assert reply.json()["error"]["param"] == query.split("=")[0]


async def test_a_page_after_nothing_is_not_found(li: Person):
    assert (await li.http.get(ROUTE, params={"after": "conv_x"})).status_code == 404


async def test_a_conversation_is_read_with_the_full_record_of_every_turn(
    library: None, house: House
):
    li = await house.person("li")
    block = await li.ask("二甲双胍有哪些副作用？")
    await li.ask("What are the side effects of metformin?", block["conversation_id"])
    whole = await li.read(block["conversation_id"])
    assert whole["title"] == "二甲双胍有哪些副作用？"
    assert [turn["question"][0]["content"][:4] for turn in whole["turns"]] == ["二甲双胍", "What"]
    turn = whole["turns"][0]
    [answer] = turn["answers"]
    assert turn["id"] == block["turn_id"]
    assert [answer["id"]] == block["answer_ids"]
    assert turn["retrieval"]["generation"]
    assert turn["retrieval"]["candidates"]
    assert turn["retrieval"]["passages"] == block["retrieval"]["passages"]
    assert answer["status"] == "complete"
    assert answer["release"]["fingerprint"]
    assert answer["message"]["content"]
    assert answer["usage"]["prompt_tokens"] > 0
    assert answer["timings"]["total_ms"] > 0
    assert {"sent", "request", "safety", "model", "asked_at"} <= turn.keys()


async def test_the_stored_history_is_put_before_a_lone_question(house: House, li: Person):
    block = await li.ask("What is gout?")
    said = (await li.read(block["conversation_id"]))["turns"][0]["answers"][0]["message"]
    await li.ask("And in children?", block["conversation_id"])
    await li.ask("And in winter?", block["conversation_id"])
    turns = (await li.read(block["conversation_id"]))["turns"]
    assert as_sent(turns[1])[-3:-1] == [("user", "What is gout?"), ("assistant", said["content"])]
    assert as_sent(turns[1])[-1][1].endswith("And in children?")
    roles = [role for role, _ in as_sent(turns[2]) if role != "system"]
    assert roles == ["user", "assistant", "user", "assistant", "user"]


async def test_a_client_that_sends_its_own_history_is_taken_at_its_word(house: House, li: Person):
    block = await li.ask("What is gout?")
    own = [
        {"role": "user", "content": "What is scurvy?"},
        {"role": "assistant", "content": "A lack."},
        {"role": "user", "content": "Of what?"},
    ]
    body = {"model": "medloop", "messages": own}
    body["medloop"] = {"conversation_id": block["conversation_id"]}
    assert (await li.http.post(CHAT, json=body)).status_code == 200
    sent = as_sent((await li.read(block["conversation_id"]))["turns"][1])
    assert ("user", "What is scurvy?") in sent
    assert not any("gout" in words for _, words in sent)


async def test_an_answer_that_was_not_finished_is_no_part_of_the_history(house: House, li: Person):
    block = await li.ask("What is gout?")
    tools = [{"type": "function", "function": {"name": "f", "parameters": {}}}]
    body = question("Who failed?", block["conversation_id"], tools=tools)
    assert (await li.http.post(CHAT, json=body)).status_code == 400
    await li.ask("And in children?", block["conversation_id"])
    turns = (await li.read(block["conversation_id"]))["turns"]
    assert [turn["answers"][0]["status"] for turn in turns] == ["complete", "failed", "complete"]
    assert not any("Who failed?" in words for _, words in as_sent(turns[2]))


@pytest.mark.parametrize(
    ("first", "then", "drug"),
    [
        ("二甲双胍有哪些副作用？", "那孕妇呢？", "二甲双胍"),
        ("What are the side effects of metformin?", "And in pregnancy?", "metformin"),
    ],
)
async def test_a_follow_up_is_searched_with_the_drug_of_the_turn_before(
    library: None, house: House, first: str, then: str, drug: str
):
    li = await house.person("li")
    block = await li.ask(first)
    follow_up = (await li.ask(then, block["conversation_id"]))["retrieval"]
    assert drug in follow_up["query"]
    assert then in follow_up["query"]
    assert follow_up["status"] == "found"
    assert drug in follow_up["passages"][0]["title"].lower()
    alone = (await li.ask(then))["retrieval"]
    assert drug not in alone["query"]


async def test_continuing_nothing_is_not_found_and_stores_nothing(house: House, li: Person):
    reply = await li.http.post(CHAT, json=question("发热", "conv_of_nobody"))
    assert reply.status_code == 404
    assert reply.json()["error"]["code"] == "not_found"
    assert not await house.rows(Turn)


async def test_turns_asked_at_once_in_one_conversation_are_all_kept(house: House, li: Person):
    block = await li.ask("start")
    words = [f"question {number}" for number in range(20)]
    await asyncio.gather(*(li.ask(one, block["conversation_id"]) for one in words))
    turns = (await li.read(block["conversation_id"]))["turns"]
    assert sorted(turn["question"][0]["content"] for turn in turns[1:]) == sorted(words)
    assert all(turn["answers"][0]["status"] == "complete" for turn in turns)


async def test_renaming_changes_the_title_and_nothing_else(li: Person):
    block = await li.ask("old")
    before = await li.read(block["conversation_id"])
    path = f"{ROUTE}/{block['conversation_id']}"
    reply = await li.http.patch(path, json={"title": "新的标题 ✓"})
    assert reply.status_code == 200
    assert reply.json()["title"] == "新的标题 ✓"
    assert await li.read(block["conversation_id"]) == {**before, "title": "新的标题 ✓"}


async def test_a_title_that_is_none_is_refused(li: Person):
    path = f"{ROUTE}/{(await li.ask('old'))['conversation_id']}"
    for title in ("", "x" * 201, "\0", 5, None):
        assert (await li.http.patch(path, json={"title": title})).status_code == 400, title
    for body in ({}, {"name": "x"}, {"title": "x", "user_id": "user_1"}, [], "", None):
        reply = await li.http.patch(path, content=json.dumps(body))
        assert reply.status_code == 400, body
        assert reply.json()["error"]["type"] == "invalid_request_error"
    assert await titles(li) == ["old"]


async def test_the_export_is_every_conversation_whole(house: House, li: Person):
    blocks = [await li.ask(words) for words in ("one", "two", "发热")]
    gone = await li.ask("deleted")
    await li.http.delete(f"{ROUTE}/{gone['conversation_id']}")
    await (await house.person("wang")).ask("another's")
    reply = await li.http.get(f"{ROUTE}/export")
    assert reply.status_code == 200
    assert "attachment" in reply.headers["content-disposition"]
    document = reply.json()
    wholes = [await li.read(block["conversation_id"]) for block in blocks]
    assert document["conversations"] == wholes


async def test_the_export_of_nothing_is_an_empty_list(li: Person):
    assert (await li.http.get(f"{ROUTE}/export")).json()["conversations"] == []
