"""Nobody reads, continues, judges, renames, deletes or exports another's conversation, whatever
role."""

import random
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import httpx2
import pytest

from app.models import ROLES, AuditEvent, AuditHead
from tests.app.house import CHAT, House, Person, question

ROUTE = "/v1/conversations"
AUDIT = (AuditEvent, AuditHead)


@dataclass(frozen=True)
class Attempt:
    """A request that names a conversation."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    query: dict[str, str] = field(default_factory=dict)

    async def by(self, who: Person) -> httpx2.Response:
        return await who.http.request(self.method, self.path, json=self.body, params=self.query)


async def attempts(house: House, conversation: str) -> list[Attempt]:
    """Every way of the API to name a conversation: the routes are read from its own document."""
    paths = (await house.client().get("/openapi.json")).json()["paths"]
    routes = [
        Attempt(method.upper(), path.format(conversation_id=conversation), {"title": "mine now"})
        for path, methods in paths.items()
        if "{conversation_id}" in path
        for method in methods
    ]
    assert {route.method for route in routes} >= {"GET", "PATCH", "DELETE"}
    chats = [
        Attempt("POST", CHAT, question("go on", conversation, stream=stream))
        for stream in (False, True)
    ]
    return [*routes, *chats, Attempt("GET", ROUTE, query={"after": conversation})]


@dataclass(frozen=True)
class Belongings:
    """What somebody has: a conversation, and what belongs to it."""

    conversation_id: str
    turn_id: str
    answer_id: str
    judgement_id: str
    comparison_id: str

    @classmethod
    def missing(cls) -> "Belongings":
        kinds = ("conv", "turn", "ans", "jdg", "cmp")
        return cls(*(f"{kind}_{0:032x}" for kind in kinds))


async def belongings(who: Person) -> Belongings:
    block = await who.ask("二甲双胍有哪些副作用？")
    turn, [answer] = block["turn_id"], block["answer_ids"]
    said = await who.http.post("/v1/feedback", json={"answer_id": answer, "thumb": "up"})
    compared = await who.http.post("/v1/comparisons", json={"turn_id": turn})
    return Belongings(
        block["conversation_id"], turn, answer, said.json()["id"], compared.json()["id"]
    )


async def all_attempts(house: House, on: Belongings) -> list[Attempt]:
    """Every way to name any of it, in paths, queries and bodies."""
    paths = (await house.client().get("/openapi.json")).json()["paths"]
    bodies: dict[str, dict[str, Any]] = {
        "/v1/turns/{turn_id}/answers": {},
        "/v1/comparisons/{comparison_id}/judgement": {"both_bad": True},
    }
    routes = [
        Attempt(method.upper(), path.format(**vars(on)), bodies.get(path))
        for path, methods in paths.items()
        if any(f"{{{name}}}" in path for name in vars(on) if name != "conversation_id")
        for method in methods
    ]
    assert len(routes) >= 4
    response = "chatcmpl-" + on.turn_id.removeprefix("turn_")
    edit = {"conversation_id": on.conversation_id, "edits": on.turn_id}
    return [
        *await attempts(house, on.conversation_id),
        *routes,
        Attempt("POST", CHAT, question("mine now", medloop=edit)),
        Attempt("POST", CHAT, question("mine now", medloop=edit | {"consent": True})),
        Attempt("POST", "/v1/feedback", {"answer_id": on.answer_id, "thumb": "down"}),
        Attempt("POST", "/v1/feedback", {"response_id": response, "thumb": "down"}),
        Attempt("GET", "/v1/feedback", query={"conversation_id": on.conversation_id}),
        Attempt("POST", "/v1/comparisons", {"turn_id": on.turn_id}),
        Attempt("POST", "/v1/comparisons", {"turn_id": on.turn_id, "answer_ids": [on.answer_id]}),
    ]


async def strangers(house: House) -> list[Person]:
    """Of every role, in the same organisation as everybody and in another."""
    return [
        await house.person(f"{role} {home}", role, home)
        for role in ROLES
        for home in ("default", "elsewhere")
    ]


async def test_anothers_conversation_looks_exactly_like_a_missing_one(library: None, house: House):
    li, others = await house.person("li", "clinician"), await strangers(house)
    hers = await belongings(li)
    before = await li.read(hers.conversation_id)
    everything = await house.everything_stored(*AUDIT)
    real = await all_attempts(house, hers)
    missing = await all_attempts(house, Belongings.missing())
    for stranger, (attempt, nothing) in product(others, zip(real, missing, strict=True)):
        reply = await attempt.by(stranger)
        lacks_scope = stranger.name.startswith("user") and "/comparisons" in attempt.path
        assert reply.status_code == (403 if lacks_scope else 404), (stranger.name, attempt)
        assert lacks_scope or reply.json()["error"]["code"] == "not_found"
        assert reply.content == (await nothing.by(stranger)).content
    assert await li.read(hers.conversation_id) == before
    assert _without_last_use(await house.everything_stored(*AUDIT)) == _without_last_use(everything)


def _without_last_use(everything: str) -> list[str]:
    return [line for line in everything.splitlines() if not line.startswith("key_")]


async def test_lists_and_exports_hold_nothing_of_anothers(house: House):
    li, others = await house.person("li"), await strangers(house)
    await li.ask("secret-word")
    for stranger in others:
        own = await stranger.ask("own-word")
        for path in (ROUTE, f"{ROUTE}?limit=100", f"{ROUTE}/export"):
            text = (await stranger.http.get(path)).text
            assert own["conversation_id"] in text
            assert text.count("conv_") == 1, (stranger.name, path)
            assert "secret-word" not in text
            assert li.id not in text


async def test_anothers_idempotency_key_gives_nothing_away(house: House):
    li, stranger = await house.person("li"), await house.person("stranger", "admin")
    key = {"Idempotency-Key": "the same"}
    first = await li.http.post(CHAT, json=question("secret-word"), headers=key)
    other = await stranger.http.post(CHAT, json=question("secret-word"), headers=key)
    assert "Idempotent-Replayed" not in other.headers
    assert other.json()["medloop"]["conversation_id"] != first.json()["medloop"]["conversation_id"]


async def test_two_keys_of_one_person_see_the_same(house: House):
    li = await house.person("li")
    block = await li.ask("发热")
    second = house.client(await house.another_key(li))
    assert (await second.get(f"{ROUTE}/{block['conversation_id']}")).status_code == 200


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_people_do_each_sees_their_own_and_only_that(house: House, seed: int):
    """A random walk of three people over all actions, with a model of who owns what."""
    chance = random.Random(seed)
    people = [await house.person(role, role) for role in ("user", "clinician", "admin")]
    owner: dict[str, Person] = {}
    for _ in range(40):
        who = chance.choice(people)
        if not owner or chance.random() < 0.3:
            owner[(await who.ask("发热"))["conversation_id"]] = who
            continue
        conversation = chance.choice(list(owner))
        attempt = chance.choice(await attempts(house, conversation))
        status = (await attempt.by(who)).status_code
        assert status == (200 if owner[conversation] is who else 404), attempt
        if status == 200 and attempt.method == "DELETE":
            del owner[conversation]
    for who in people:
        own = {conversation for conversation, somebody in owner.items() if somebody is who}
        for path, name in ((f"{ROUTE}?limit=100", "data"), (f"{ROUTE}/export", "conversations")):
            assert {row["id"] for row in (await who.http.get(path)).json()[name]} == own
