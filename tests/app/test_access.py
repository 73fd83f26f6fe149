"""Scopes and roles: what a key may do. Whose conversations it sees: `test_strangers.py`."""

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
]


@pytest.mark.parametrize("scope", ["chat", "embed", "conversations"])
async def test_a_key_does_what_its_scopes_name_and_nothing_else(house: House, scope: str):
    some = await house.person("some", scopes=[scope])
    valid = {CHAT_PATH: question("发热"), "/v1/embeddings": {"model": "m", "input": "x"},
             "/v1/rerank": {"model": "m", "query": "x", "documents": ["x"]}}  # fmt: skip
    for needed, method, path in ROUTES:
        reply = await some.http.request(method, path, json=valid.get(path, {"title": "x"}))
        if needed == scope:
            assert reply.status_code not in (401, 403), (method, path, reply.text)
        else:
            assert reply.status_code == 403, (method, path, reply.text)
            assert reply.json()["error"]["type"] == "permission_error"
            assert reply.json()["error"]["code"] == "insufficient_scope"
            assert needed in reply.json()["error"]["message"]


async def test_the_routes_above_are_all_there_are(house: House):
    paths = (await house.client().get("/openapi.json")).json()["paths"]
    known = {
        (method.lower(), path.replace("conv_1", "{conversation_id}")) for _, method, path in ROUTES
    }
    known = {(method, path.replace("/medloop", "/{model}")) for method, path in known}
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
