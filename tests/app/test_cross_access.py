"""Every role on every route: what is not theirs is refused, and the audit trail says so.

The routes are the application's own; one that is new fails here until it is said who may use it.
What belongs to one person (conversations and all in them) has `test_strangers.py` besides.
"""

import json
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select

from app.access import ROLE_SCOPES
from app.models import ROLES, AuditEvent, WebSession
from tests.app.house import CHAT, House, Person, question
from tests.app.people.front_door import signed_in
from tests.app.people.test_csrf import every_route
from tests.app.review.reviewing import office_in, took

Route = tuple[str, str]
ANYBODY, SIGNED_IN = "", "any"
# What each route needs: nothing, somebody, or a scope.
NEEDS: dict[str, list[str]] = {
    ANYBODY: [
        "GET /healthz", "GET /readyz", "GET /metrics", "GET /static/{digest}/{name}",
        "GET /sign-in", "GET /sign-in/oidc", "GET /sign-in/oidc/callback", "POST /api/sign-in",
        "GET /invite/{token}", "POST /api/invitations/accept",
    ],
    SIGNED_IN: [
        "GET /account", "GET /api/me", "POST /api/sign-out", "POST /api/password",
        "GET /api/sessions", "DELETE /api/sessions/{session_id}",
    ],
    "chat": [
        "GET /", f"POST {CHAT}", "GET /v1/models", "GET /v1/models/{model:path}",
        "POST /v1/turns/{turn_id}/answers",
    ],
    "embed": ["POST /v1/embeddings", "POST /v1/rerank"],
    "conversations": [
        "GET /v1/conversations", "GET /v1/conversations/export",
        "GET /v1/conversations/{conversation_id}", "PATCH /v1/conversations/{conversation_id}",
        "DELETE /v1/conversations/{conversation_id}",
    ],
    "feedback": ["POST /v1/feedback", "GET /v1/feedback", "DELETE /v1/feedback/{judgement_id}"],
    "judge": [
        "POST /api/diff", "POST /v1/comparisons", "GET /v1/comparisons/{comparison_id}",
        "POST /v1/comparisons/{comparison_id}/judgement",
    ],
    "review": [
        "GET /review", "POST /api/review/next", "GET /api/review/progress",
        "GET /api/review/assignments/{assignment_id}",
        "POST /api/review/assignments/{assignment_id}/submit",
        "POST /api/review/assignments/{assignment_id}/skip",
        "POST /api/review/assignments/{assignment_id}/extend",
    ],
    "agreement": ["GET /agreement", "GET /api/agreement"],
    "adjudicate": [
        "GET /api/review/items", "POST /api/review/sample", "POST /api/review/import",
    ],
    "incidents": [
        "GET /incidents", "GET /api/incidents", "GET /api/incidents/{incident_id}",
        "PATCH /api/incidents/{incident_id}", "POST /api/incidents/{incident_id}/close",
    ],
    "admin": [
        "GET /people", "GET /data", "GET /api/people", "PATCH /api/people/{user_id}",
        "POST /api/people/{user_id}/password-reset", "GET /api/invitations",
        "POST /api/invitations", "DELETE /api/invitations/{invitation_id}", "GET /api/audit",
        "GET /api/audit/verify", "GET /api/export", "GET /api/export/{kind}",
        "POST /api/review/gold",
    ],
}  # fmt: skip
BODIES: dict[str, Any] = {
    CHAT: question("发热"),
    "/v1/embeddings": {"model": "m", "input": "x"},
    "/v1/rerank": {"model": "m", "query": "x", "documents": ["x"]},
    "/v1/feedback": {"answer_id": "ans_1", "thumb": "up"},
    "/v1/comparisons": {"turn_id": "turn_1"},
    "/v1/comparisons/{comparison_id}/judgement": {"both_bad": True},
    "/v1/conversations/{conversation_id}": {"title": "mine"},
    "/api/diff": {"before": "a", "after": "b"},
    "/api/review/sample": {"limit": 1},
    "/api/review/assignments/{assignment_id}/submit": {"thumb": "up"},
    "/api/review/assignments/{assignment_id}/skip": {"reason": "other"},
    "/api/incidents/{incident_id}/close": {"reason": "It was a mistake."},
    "/api/incidents/{incident_id}": {"assignee_id": None},
    "/api/people/{user_id}": {"role": "user"},
    "/api/invitations": {"role": "admin"},
    "/api/review/gold": {"item_id": "item_1", "expected": {"thumb": "up"}},
}
QUERIES = {"/v1/feedback": {"conversation_id": "conv_1"}, "/api/review/import": {"consent": "true"}}


def needed() -> dict[Route, str]:
    return {
        (method, path): scope
        for scope, routes in NEEDS.items()
        for method, path in (route.split(" ") for route in routes)
    }


def routes(house: House) -> list[Route]:
    return [
        (method, route.path)
        for route in every_route(house.app.routes)
        for method in sorted(route.methods or ())
    ]


async def attempt(who: httpx2.AsyncClient, route: Route, **names: str) -> httpx2.Response:
    method, path = route
    filled = path.replace("{model:path}", "m").replace("{kind}", "kto")
    for name, id in names.items():
        filled = filled.replace(f"{{{name}}}", id)
    filled = filled.replace("{", "").replace("}", "")
    body = BODIES.get(path, {})
    if path == "/api/review/import":
        content = json.dumps({"messages": [{"role": "user", "content": "x"}]})
        return await who.request(method, filled, params=QUERIES[path], content=content)
    query = QUERIES.get(path) if method == "GET" else None
    if method in ("GET", "DELETE"):
        return await who.request(method, filled, params=query)
    return await who.request(method, filled, json=body, params=query)


async def refusals(house: House, who: Person) -> list[str]:
    """The routes at which the audit trail has this person refused."""
    async with house.service.database.sessions() as session:
        found = await session.scalars(
            select(AuditEvent.subject_kind)
            .where(AuditEvent.actor == who.id, AuditEvent.action == "access.refused")
            .order_by(AuditEvent.seq)
        )
        return list(found)


async def test_of_every_route_it_is_said_who_may_use_it(house: House):
    assert set(routes(house)) == set(needed())


async def test_without_a_key_or_a_session_only_what_is_for_anybody_answers(house: House):
    for route, scope in needed().items():
        reply = await attempt(house.client(), route)
        if scope == ANYBODY:
            assert reply.headers.get("www-authenticate") is None, route
        elif route[1].startswith(("/api/", "/v1/")):
            assert reply.status_code == 401, (route, reply.text)
        else:  # a page
            assert reply.status_code == 303, (route, reply.text)
            assert reply.headers["location"].startswith("/sign-in?next="), route
    async with house.service.database.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEvent)) == 0


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_refused_all_that_it_has_no_scope_for_and_each_time_on_record(
    house: House, role: str
):
    who = await house.person("who", role)
    closed = [
        route
        for route, scope in needed().items()
        if scope not in (ANYBODY, SIGNED_IN, *ROLE_SCOPES[role])
    ]
    for route in closed:
        reply = await attempt(who.http, route)
        assert reply.status_code == 403, (route, reply.text)
        assert reply.json()["error"]["code"] == "insufficient_scope", route
    assert await refusals(house, who) == [path for _, path in closed]
    assert len(closed) > 20 or role in ("reviewer", "admin")


async def things_of_the_house(house: House) -> dict[str, str]:
    """One of everything that a path can name, by the name it has there."""
    boss = await house.person("boss", "admin")
    office = await office_in(house)
    await office.bring()
    judge = await office.judge("Mia Brandt")
    taken = await took(judge)
    block = await judge.ask("发热")
    [answer] = block["answer_ids"]
    said = {"answer_id": answer, "harm": "severe"}
    told = (await judge.http.post("/v1/feedback", json=said)).json()
    invited = await boss.http.post("/api/invitations", json={"role": "clinician"})
    return {
        "conversation_id": block["conversation_id"],
        "turn_id": block["turn_id"],
        "judgement_id": told["judgements"][0]["id"],
        "incident_id": told["incident_id"],
        "assignment_id": taken["id"],
        "user_id": judge.id,
        "invitation_id": invited.json()["id"],
        "comparison_id": "cmp_" + "0" * 32,
        "session_id": "ses_" + "0" * 32,
    }


@pytest.mark.parametrize("role", ROLES)
async def test_what_another_organisation_has_is_refused_to_every_role_and_stays_as_it_was(
    house: House, role: str
):
    theirs = await things_of_the_house(house)
    stranger = await house.person("stranger", role, organisation="elsewhere")
    before = await house.everything_stored(AuditEvent)
    naming = [route for route in routes(house) if any(f"{{{name}}}" in route[1] for name in theirs)]
    for route in naming:
        reply = await attempt(stranger.http, route, **theirs)
        assert reply.status_code in (403, 404), (route, reply.text)
        assert not any(id in reply.text for id in theirs.values()), route
    assert await refusals(house, stranger) == [path for _, path in naming]
    assert changes(before, await house.everything_stored(AuditEvent)) <= {stranger.id, "head"}


def changes(before: str, after: str) -> set[str]:
    """Whose rows differ: a key that was used, the head of the trail, or anything else."""
    new = set(after.splitlines()) - set(before.splitlines())
    return {_owner(line) for line in new}


def _owner(line: str) -> str:
    parts = line.split(" | ")
    if parts[0] == "1" and len(parts) == 3:
        return "head"
    return parts[1] if parts[0].startswith("key_") else line


async def test_sessions_of_others_cannot_be_ended(house: House):
    li, wu = await house.person("li", "admin"), await house.person("wu", "admin")
    browser = await signed_in(house, "sun")
    [row] = await house.rows(WebSession)
    for who in (li, wu):
        assert (await who.http.delete(f"/api/sessions/{row.id}")).status_code == 404
    assert await browser.is_in()
