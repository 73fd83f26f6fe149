"""The way in, one's account and the people page, in a real browser before the real service."""

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.audit import Audit
from app.auth import COOKIE
from app.db import Database
from app.models import Password
from app.people.accounts import create_user, home_of
from app.people.links import invite
from app.secret import load_secret
from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.people.front_door import BETTER, GOOD, hash_of
from tests.app.running import Running, Serve, in_a_thread

__all__ = ["browsing", "chromium"]
# Passwords are slow on purpose, and slower beside a browser.
expect.set_options(timeout=15_000)
NASTY = '<img src=x onerror="document.title=1">&amp;'


async def _resident(url: str, name: str, role: str, must_change: bool) -> None:
    database = Database(url)
    async with database.sessions() as session, session.begin():
        user = await create_user(session, name, role=role)
        session.add(
            Password(
                user_id=user.id, hash=hash_of(GOOD), earlier=[], changed_at=datetime.now(UTC),
                must_change=must_change,
            )
        )  # fmt: skip
    await database.close()


async def _invitation(url: str, running: Running) -> str:
    audit = Audit(load_secret("", running.home).key("audit"))
    database = Database(url)
    async with database.sessions() as session, session.begin():
        token, _ = await session.run_sync(
            lambda db: invite(db, audit, home_of(db).id, role="clinician")
        )
    await database.close()
    return token


def database_of(running: Running) -> str:
    return f"sqlite+aiosqlite:///{running.home / 'medloop.db'}"


def moves_in(running: Running, name: str, role: str = "clinician", must_change: bool = False):
    url = database_of(running)
    in_a_thread(lambda: asyncio.run(_resident(url, name, role, must_change)))


def invited(running: Running) -> str:
    return in_a_thread(lambda: asyncio.run(_invitation(database_of(running), running)))


def sign_in(page: Page, name: str, password: str = GOOD) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")


def test_a_stranger_signs_in_and_comes_to_the_page_that_was_wanted(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve()
    moves_in(running, "dr.wu")
    page = browsing.page(running, role=None)
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Faccount$"))
    expect(page.locator("[name=name]")).to_be_focused()
    sign_in(page, "dr.wu")
    expect(page).to_have_url(f"{running.url}/account")
    cookies: list[Any] = page.context.cookies()
    [cookie] = [each for each in cookies if each["name"] == COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    page.goto("/sign-in?next=/account")  # whoever is in goes on
    expect(page).to_have_url(f"{running.url}/account")


@pytest.mark.parametrize(("lang", "words"), [("en", "is wrong, or the account"), ("zh", "不对")])
def test_a_wrong_password_is_said_in_the_readers_language(
    serve: Serve, browsing: Browsing, lang: str, words: str
) -> None:
    page = browsing.page(serve(), role=None, lang=lang)
    page.goto("/sign-in")
    sign_in(page, "nobody", "no such password")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.locator("[name=password]")).to_be_focused()
    expect(page.locator("[name=name]")).to_have_value("nobody")


def test_an_expired_password_is_replaced_on_the_way_in(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    moves_in(running, "dr.wu", must_change=True)
    page = browsing.page(running, role=None)
    page.goto("/sign-in?next=/account")
    sign_in(page, "dr.wu")
    expect(page.get_by_role("alert")).to_contain_text("Choose a new one")
    page.locator("[name=new_password]").fill(BETTER)
    page.locator("[name=again]").fill(BETTER)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{running.url}/account")


def test_after_signing_in_nobody_is_sent_to_another_site(serve: Serve, browsing: Browsing) -> None:
    page = browsing.page(serve(), role=None)
    for wanted in ("https://evil.example", "//evil.example", "/\\evil.example"):
        page.goto(f"/sign-in?next={wanted}")
        assert page.locator("#sign-in").get_attribute("data-next") == "/"


def test_an_invitation_is_accepted_once(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    token = invited(running)
    page = browsing.page(running, role=None, lang="zh")
    page.goto(f"/invite/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("欢迎加入 medloop")
    page.locator("[name=name]").fill("吴医生")
    page.locator("[name=password]").fill(BETTER)
    page.locator("[name=again]").fill(GOOD)
    page.get_by_role("button", name="开始使用").click()
    expect(page).to_have_url(re.compile("/invite/"))  # the two are not the same
    page.locator("[name=again]").fill(BETTER)
    page.get_by_role("button", name="开始使用").click()
    expect(page).to_have_url(f"{running.url}/")
    reply = page.goto(f"/invite/{token}")
    assert reply is not None
    assert reply.status == 404
    expect(page.get_by_role("main")).to_contain_text("链接已被使用")


def test_the_password_is_changed_on_the_account_page(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    moves_in(running, "dr.wu")
    page, phone = browsing.page(running, role=None), browsing.page(running, role=None)
    for each in (page, phone):
        each.goto("/sign-in?next=/account")
        sign_in(each, "dr.wu")
        expect(each).to_have_url(f"{running.url}/account")
    page.reload()
    expect(page.locator("[data-session]")).to_have_count(1)
    for field, value in (("current", "no such password"), ("new", BETTER), ("again", BETTER)):
        page.locator(f"[name={field}]").fill(value)
    change = page.get_by_role("button", name="Change the password")
    change.click()
    expect(page.get_by_role("alert")).to_contain_text("current password is wrong")
    page.locator("[name=current]").fill(GOOD)
    change.click()
    expect(page.locator("#toasts")).to_contain_text("The password is changed")
    expect(page.locator("[data-session]")).to_have_count(0)
    phone.goto("/account")
    expect(phone).to_have_url(re.compile("/sign-in"))


def test_a_session_elsewhere_is_ended_and_then_all_of_them(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve()
    moves_in(running, "dr.wu")
    page, phone = browsing.page(running, role=None), browsing.page(running, role=None)
    for each in (phone, page):
        each.goto("/sign-in?next=/account")
        sign_in(each, "dr.wu")
        expect(each).to_have_url(f"{running.url}/account")
    page.locator("[data-session]").click()
    expect(page.locator("[data-session]")).to_have_count(0)
    phone.reload()
    expect(phone).to_have_url(re.compile("/sign-in"))
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    expect(page).to_have_url(f"{running.url}/sign-in")


def test_an_administrator_changes_a_role_and_invites_somebody(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve()
    moves_in(running, "dr.wu", "user")
    page = browsing.page(running, "admin")
    page.goto("/people")
    page.get_by_role("button", name="Edit dr.wu").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Role").select_option("reviewer")
    dialog.get_by_label("Specialties").fill("paediatrics， dermatology")
    dialog.get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name=re.compile("dr.wu"))
    expect(row).to_contain_text("Reviewer")
    expect(row).to_contain_text("paediatrics, dermatology")
    page.get_by_role("button", name="Invite").click()
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("#link").input_value()
    assert re.fullmatch(re.escape(running.url) + r"/invite/[\w-]{43}", link)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.locator("#invitations li")).to_contain_text("Clinician")
    page.locator("#invitations").get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(page.locator("#invitations li")).to_have_text("There are no open invitations.")


def test_a_name_is_text_and_nothing_else(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    moves_in(running, NASTY, "admin")
    page = browsing.page(running, role=None)
    page.goto("/sign-in?next=/people")
    sign_in(page, NASTY)
    expect(page.locator("#people")).to_contain_text(NASTY)
    page.get_by_role("button", name=f"Edit {NASTY}").click()
    expect(page.get_by_role("dialog")).to_contain_text(NASTY)
    page.goto("/account")
    expect(page.locator(".facts")).to_contain_text(NASTY)
    assert page.locator("img").count() == 0
    assert page.title() != "1"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("lang", "size"), [("zh", PHONE), ("en", DESKTOP)])
def test_no_page_has_a_serious_accessibility_problem_or_scrolls_sideways(
    serve: Serve, browsing: Browsing, lang: str, theme: str, size: dict[str, int]
) -> None:
    running = serve()
    token = invited(running)
    look: Any = {"lang": lang, "theme": theme, "size": size}
    stranger = browsing.page(running, role=None, **look)
    admin = browsing.page(running, "admin", **look)
    for page, path in (
        (stranger, "/sign-in?problem=uninvited"), (stranger, f"/invite/{token}"),
        (stranger, "/invite/none"), (admin, "/account"), (admin, "/people"),
    ):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    admin.locator("#invite").click()
    assert violations(admin) == []
