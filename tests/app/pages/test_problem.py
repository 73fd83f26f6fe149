"""What goes wrong at a page is told as a page; programs get the envelope, wherever they ask."""

from typing import Any

import pytest

from tests.app.house import House, Open
from tests.app.people.front_door import signed_in

HTML = {"accept": "text/html,application/xhtml+xml"}


async def test_a_page_that_is_not_for_a_role_says_so_in_the_readers_language(house: House):
    li = await signed_in(house, "li")
    for lang, words in (("zh", "您无权查看此页"), ("en", "This page is not for your role")):
        reply = await li.http.get(f"/people?lang={lang}", headers=HTML)
        assert reply.status_code == 403
        assert words in reply.text
        assert "default-src 'none'" in reply.headers["content-security-policy"]


async def test_a_missing_page_is_a_page_for_whoever_reads(house: House):
    reply = await house.client().get("/nowhere", headers=HTML)
    assert (reply.status_code, "<h1>" in reply.text) == (404, True)


@pytest.mark.parametrize("path", ["/api/people", "/v1/conversations/conv_1"])
async def test_the_api_answers_in_its_envelope_whatever_the_browser_accepts(
    house: House, path: str
):
    li = await signed_in(house, "li")
    reply = await li.http.get(path, headers=HTML)
    assert reply.json()["error"]["type"] in ("permission_error", "invalid_request_error")


@pytest.mark.parametrize(("path", "accept"), [("/people", "*/*"), ("/nowhere", "application/json")])
async def test_a_program_gets_the_envelope_at_a_page_too(house: House, path: str, accept: str):
    li = await signed_in(house, "li")
    reply = await li.http.get(path, headers={"accept": accept})
    assert set(reply.json()) == {"error"}


async def test_a_stranger_at_a_page_is_sent_to_sign_in(house: House):
    reply = await house.client().get("/review?lang=zh", headers=HTML)
    assert reply.status_code == 303
    assert reply.headers["location"] == "/sign-in?next=%2Freview%3Flang%3Dzh"


async def test_behind_a_prefix_links_and_redirects_begin_with_it(opened: Open):
    house: Any = await opened(root_path="/clinic")
    page = await house.client().get("/sign-in", headers=HTML)
    assert 'href="/clinic/static/' in page.text
    gone = await house.client().get("/review", headers=HTML)
    assert gone.headers["location"] == "/clinic/sign-in?next=%2Freview"
    assert (await house.client().get("/healthz")).status_code == 200
