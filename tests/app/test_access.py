"""Scopes and roles: what a key may do. Whose conversations it sees: `test_strangers.py`."""

from typing import Any

import pytest

from app.access import ADMIN, CHAT, CONVERSATIONS, EMBED, Principal, require
from app.errors import BadRequest, Forbidden
from app.models import ROLES, User
from tests.app.house import CHAT as CHAT_PATH
from tests.app.house import House, question

ROUTES = [
    ("chat", "POST", CHAT_PATH),
    ("chat", "GET", "/v1/models"),
    ("chat", "GET", "/v1/models/medloop"),
    ("embed", "POST", "/v1/embeddings"),
    ("embed", "POST", "/v1/rerank"),
    ("conversations", "GET", "/v1/conversations"),
    ("conversations", "GET", "/v1/conversations/export"),
    ("conversations", "GET", "/v1/conversations/conv_1"),
    ("conversations", "PATCH", "/v1/conversations/conv_1"),
    ("conversations", "DELETE", "/v1/conversations/conv_1"),
    ("chat", "POST", "/v1/turns/turn_1/answers"),
    ("feedback", "POST", "/v1/feedback"),
    ("feedback", "GET", "/v1/feedback?conversation_id=conv_1"),
    ("feedback", "DELETE", "/v1/feedback/jdg_1"),
    ("judge", "POST", "/v1/comparisons"),
    ("judge", "GET", "/v1/comparisons/cmp_1"),
    ("judge", "POST", "/v1/comparisons/cmp_1/judgement"),
]
NAMES = {"conv_1": "{conversation_id}", "turn_1": "{turn_id}", "jdg_1": "{judgement_id}",
         "cmp_1": "{comparison_id}", "medloop": "{model}"}  # fmt: skip
VALID: dict[str, dict[str, Any]] = {
    CHAT_PATH: question("发热"),
    "/v1/embeddings": {"model": "m", "input": "x"},
    "/v1/rerank": {"model": "m", "query": "x", "documents": ["x"]},
    "/v1/turns/turn_1/answers": {},
    "/v1/feedback": {"answer_id": "ans_1", "thumb": "up"},
    "/v1/comparisons": {"turn_id": "turn_1"},
    "/v1/comparisons/cmp_1/judgement": {"both_bad": True},
}


@pytest.mark.parametrize("scope", ["chat", "embed", "conversations", "feedback", "judge"])
async def test_a_key_does_what_its_scopes_name_and_nothing_else(house: House, scope: str):
    some = await house.person("some", "clinician", scopes=[scope])
    for needed, method, path in ROUTES:
        reply = await some.http.request(method, path, json=VALID.get(path, {"title": "x"}))
        if needed == scope:
            assert reply.status_code not in (401, 403), (method, path, reply.text)
        else:
            assert reply.status_code == 403, (method, path, reply.text)
            assert reply.json()["error"]["type"] == "permission_error"
            assert reply.json()["error"]["code"] == "insufficient_scope"
            assert needed in reply.json()["error"]["message"]


async def test_the_routes_above_are_all_there_are(house: House):
    paths = (await house.client().get("/openapi.json")).json()["paths"]
    known: set[tuple[str, str]] = set()
    for _, method, path in ROUTES:
        parts = path.partition("?")[0].split("/")
        known.add((method.lower(), "/".join(NAMES.get(part, part) for part in parts)))
    there = {(method, path) for path in paths if path.startswith("/v1/") for method in paths[path]}
    assert there == known


@pytest.mark.parametrize("scope", [CHAT, EMBED, CONVERSATIONS, ADMIN])
@pytest.mark.parametrize("role", ROLES)
def test_a_key_does_what_both_its_scopes_and_its_role_of_today_allow(role: str, scope: str):
    """Whoever was an administrator when the key was made keeps its scopes, not the role."""

    def allowed(scopes: set[str]) -> bool:
        try:
            require(Principal("user", "org", role, "key", frozenset(scopes)), scope)
        except Forbidden:
            return False
        return True

    assert allowed({CHAT, EMBED, CONVERSATIONS, ADMIN}) == (scope != ADMIN or role == "admin")
    assert not allowed({CHAT, EMBED, CONVERSATIONS, ADMIN} - {scope})


@pytest.mark.parametrize("role", ["user", "clinician", "reviewer"])
async def test_only_an_admin_gets_the_admin_scope(house: House, role: str):
    await house.person("boss", role="admin", scopes=["admin"])
    with pytest.raises(BadRequest):
        await house.person("other", role=role, scopes=["admin"])
    assert [user.name for user in await house.rows(User)] == ["boss"]


async def test_a_scope_nobody_knows_is_refused(house: House):
    with pytest.raises(BadRequest):
        await house.person("li", scopes=["chat", "everything"])
