"""The frame of every page: who sees what, in which language, under which headers."""

import re
from pathlib import Path

import httpx2
import pytest
import yaml

from app.auth import COOKIE, new_session
from app.pages.frame import HERE, NAVIGATION, static
from app.people.accounts import create_user
from tests.app.house import House

WORDS = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (HERE / "words").glob("*.yaml")
}


async def signed_in(house: House, role: str = "clinician") -> httpx2.AsyncClient:
    async with house.service.database.sessions() as session, session.begin():
        user = await create_user(session, f"a {role}", role=role)
        await session.flush()
        token, row = new_session(user.id, hours=1)
        session.add(row)
    client = house.client()
    client.cookies.set(COOKIE, token)
    return client


async def test_a_stranger_is_sent_to_sign_in_and_comes_back_after(house: House) -> None:
    reply = await house.client().get("/?c=conv_1&lang=zh")
    assert reply.status_code == 303
    assert reply.headers["location"] == "/sign-in?next=%2F%3Fc%3Dconv_1%26lang%3Dzh"


async def test_an_api_key_opens_no_page_that_a_browser_would_not(house: House) -> None:
    person = await house.person("ann", "clinician")
    reply = await person.http.get("/")
    assert reply.status_code == 200
    assert '<meta name="csrf-token" content="">' in reply.text


async def test_a_page_lets_nothing_in_but_its_own_files(house: House) -> None:
    reply = await (await signed_in(house)).get("/")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["cache-control"] == "no-store"
    assert "camera=()" in reply.headers["permissions-policy"]


async def test_a_page_has_no_inline_script_style_or_handler(house: House) -> None:
    page = (await (await signed_in(house)).get("/")).text
    for tag in re.findall(r"<script[^>]*>", page):
        assert "src=" in tag or 'type="application/json"' in tag
    assert not re.search(r"\s(?:style|on\w+)=", page)
    assert "<style" not in page


async def test_the_page_carries_the_token_of_its_session(house: House) -> None:
    client = await signed_in(house)
    page = (await client.get("/")).text
    [token] = re.findall(r'<meta name="csrf-token" content="([^"]+)">', page)
    body = {"model": "medloop", "messages": [{"role": "user", "content": "hello"}]}
    refused = await client.post("/v1/chat/completions", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "csrf_failed")
    taken = await client.post("/v1/chat/completions", json=body, headers={"X-CSRF-Token": token})
    assert taken.status_code == 200


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("user", []),  # with one page only there is nowhere to go
        ("clinician", ["/", "/review", "/agreement"]),
        ("reviewer", ["/", "/review", "/agreement", "/incidents"]),
        ("admin", [href for href, *_ in NAVIGATION]),
    ],
)
async def test_the_navigation_shows_what_the_role_may_open(
    house: House, role: str, seen: list[str]
) -> None:
    page = (await (await signed_in(house, role)).get("/")).text
    nav = re.search(r"<nav.*?</nav>", page, re.DOTALL)
    assert (re.findall(r'href="([^"]+)"', nav[0]) if nav else []) == seen


async def test_the_current_page_is_marked(house: House) -> None:
    page = (await (await signed_in(house)).get("/")).text
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == ["/"]


@pytest.mark.parametrize(
    ("query", "cookie", "header", "lang"),
    [
        ("", None, "", "en"),
        ("", None, "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("", None, "en-GB,zh;q=0.9", "en"),
        ("", None, "fr,zh;q=0.4,en;q=0.2", "zh-CN"),
        ("", None, "fr,de", "en"),
        ("", None, "zh;q=x", "zh-CN"),
        ("", "zh", "en", "zh-CN"),
        ("?lang=en", "zh", "zh", "en"),
        ("?lang=fr", "zh", "en", "zh-CN"),
    ],
)
async def test_the_language_is_what_was_asked_for_then_chosen_then_preferred(
    house: House, query: str, cookie: str | None, header: str, lang: str
) -> None:
    client = await signed_in(house)
    if cookie:
        client.cookies.set("medloop_lang", cookie)
    page = await client.get(f"/{query}", headers={"Accept-Language": header})
    assert f'<html lang="{lang}"' in page.text


async def test_a_language_asked_for_is_remembered(house: House) -> None:
    client = await signed_in(house)
    await client.get("/?lang=zh")
    assert '<html lang="zh-CN"' in (await client.get("/")).text


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ('x" onload="y', "auto")])
async def test_the_colours_are_those_last_chosen(house: House, cookie: str, theme: str) -> None:
    client = await signed_in(house)
    reply = await client.get("/", headers={"Cookie": f"{_cookies(client)}; medloop_theme={cookie}"})
    assert f'data-theme="{theme}"' in reply.text


async def test_a_static_file_is_kept_by_browsers_until_it_changes(house: House) -> None:
    reply = await house.client().get(f"/static/{static.digest()}/app.css")
    assert reply.headers["content-type"] == "text/css; charset=utf-8"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    old = await house.client().get("/static/0000/app.css")
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["none.css", "..%2Fframe.py", "%2e%2e/frame.py", ".."])
async def test_nothing_but_the_static_files_is_served(house: House, name: str) -> None:
    assert (await house.client().get(f"/static/{static.digest()}/{name}")).status_code == 404


@pytest.mark.parametrize("name", [*WORDS])
def test_everything_is_said_in_both_languages(name: str) -> None:
    for key, said in WORDS[name].items():
        assert set(said) == {"zh", "en"}, key
        assert all(isinstance(text, str) and text for text in said.values()), key
        places = [set(re.findall(r"\{\w+\}", text)) for text in said.values()]
        assert places[0] == places[1], key


@pytest.mark.parametrize("path", [*HERE.glob("templates/*.html"), *HERE.glob("static/*.js")])
def test_every_key_that_is_used_has_words(path: Path) -> None:
    known = {key for words in WORDS.values() for key in words}
    used = set(re.findall(r"""\bt\(["'](\w+)["'][,)]""", path.read_text("utf-8")))
    assert used <= known


@pytest.mark.parametrize("path", [*HERE.glob("static/*.js")])
def test_no_module_turns_data_into_markup(path: Path) -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|DOMParser|srcdoc"
    assert not re.search(banned, path.read_text("utf-8"))


def _cookies(client: httpx2.AsyncClient) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
