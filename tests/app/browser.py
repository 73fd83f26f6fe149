"""A real browser before the running service: Debian's Chromium, driven by Playwright.

    def test_something(browsing: Browsing) -> None:
        page = browsing.page(running, "clinician", lang="zh")

A page is signed in with a session written into the database, whatever the sign-in page does. What
the browser complains of (a script's error, a refusal of the Content-Security-Policy) fails the
test when its pages close.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from app.auth import COOKIE, new_session
from app.db import Database
from app.people.accounts import create_user
from tests.app.running import Running, in_a_thread

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
NUMBERS = count(1)


async def session_of(url: str, role: str) -> str:
    """The cookie of a new person with that role."""
    database = Database(url)
    try:
        async with database.sessions() as session, session.begin():
            user = await create_user(session, f"{role} {next(NUMBERS)}", role=role)
            await session.flush()
            token, row = new_session(user.id, hours=1)
            session.add(row)
        return token
    finally:
        await database.close()


def sign_in(running: Running, role: str) -> str:
    url = f"sqlite+aiosqlite:///{running.home / 'medloop.db'}"
    return in_a_thread(lambda: asyncio.run(session_of(url, role)))


@dataclass
class Browsing:
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    _close: list[Callable[[], None]] = field(default_factory=list)

    def page(
        self,
        running: Running,
        role: str | None = "clinician",
        *,
        lang: str = "en",
        theme: str = "light",
        size: dict[str, int] = DESKTOP,
        token: str | None = None,
    ) -> Page:
        """A new browser window before the service; nothing is opened in it yet."""
        viewport: Any = size
        context = self.browser.new_context(
            base_url=running.url,
            viewport=viewport,
            locale="zh-CN" if lang == "zh" else "en-GB",
            reduced_motion="reduce",
            has_touch=size is PHONE,
        )
        self._close.append(context.close)
        cookies: list[Any] = [{"name": "medloop_theme", "value": theme, "url": running.url}]
        if role is not None:
            value = token or sign_in(running, role)
            cookies.append({"name": COOKIE, "value": value, "url": running.url, "httpOnly": True})
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused request is the service's answer, which the page shows; it is no fault of it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        for close in self._close:
            close()
        assert not self.complaints, "\n".join(self.complaints)


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, serious or critical."""
    found: list[Any] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['any'][:1]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Of a module, not of the session: while Playwright runs, no other event loop can in this
    thread, so modules that use a browser have plain tests only."""
    assert CHROMIUM.exists(), "install it: deploy/system-packages.sh chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browsing(chromium: Browser) -> Iterator[Browsing]:
    windows = Browsing(chromium)
    yield windows
    windows.close()
