"""A cookie alone changes nothing: every unsafe route, as the application has them, wants the token
of the session's own page."""

from collections.abc import Iterator

import httpx2
import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.auth import CSRF_HEADER, SAFE_METHODS
from tests.app.house import House
from tests.app.people.front_door import Browser, signed_in

# Before there is a session there is no token; they look at the request's origin instead.
WITHOUT_SESSION = {
    ("POST", "/api/sign-in"),
    ("POST", "/api/invitations/accept"),
}


def unsafe_routes(house: House) -> list[tuple[str, str]]:
    found = [
        (method, route.path)
        for route in every_route(house.app.routes)
        for method in sorted((route.methods or set()) - SAFE_METHODS)
    ]
    assert len(found) > 10
    return found


def every_route(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            included = getattr(route, "original_router", None) or getattr(route, "routes", None)
            yield from every_route(getattr(included, "routes", included) or [])


async def send(there: Browser, method: str, path: str) -> httpx2.Response:
    return await there.http.request(method, path.replace("{", "").replace("}", ""), json={})


@pytest.mark.parametrize("header", [None, "", "x", "of another session"])
async def test_no_unsafe_route_is_served_without_the_sessions_token(
    house: House, header: str | None
):
    li = await signed_in(house, "li", "admin")
    other = await signed_in(house, "other", "admin")
    del li.http.headers[CSRF_HEADER]
    if header is not None:
        stolen = other.http.headers[CSRF_HEADER] if header == "of another session" else header
        li.http.headers[CSRF_HEADER] = stolen
    before = await house.everything_stored()
    for method, path in unsafe_routes(house):
        if (method, path) in WITHOUT_SESSION:
            continue
        reply = await send(li, method, path)
        assert reply.status_code == 403, (method, path, reply.text)
        assert reply.json()["error"]["code"] == "csrf_failed", (method, path)
    assert await house.everything_stored() == before


async def test_with_the_token_each_is_served(house: House):
    """Whatever it then says of the empty body: the door is open."""
    for method, path in unsafe_routes(house):
        li = await signed_in(house, f"{method} {path}"[:100], "admin")
        reply = await send(li, method, path)
        assert "csrf_failed" not in reply.text, (method, path)


async def test_what_needs_no_token_refuses_other_sites(house: House):
    there = Browser(house.client())
    there.http.headers["Origin"] = "http://evil.example"
    bodies = {
        "/api/sign-in": {"name": "li", "password": "x"},
        "/api/invitations/accept": {"token": "x", "password": "x"},
    }
    for path, body in bodies.items():
        reply = await there.http.post(path, json=body)
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "csrf_failed")


async def test_reading_needs_no_token(house: House):
    li = await signed_in(house, "li")
    del li.http.headers[CSRF_HEADER]
    assert await li.is_in()
