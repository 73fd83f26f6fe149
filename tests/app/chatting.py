"""A clinician before the chat page, and what is asked there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.browser import Browsing
from tests.app.running import Running, Serve, copied, serving
from tests.fake_upstream import FakeUpstream

SEIZURE = "My child is having a seizure right now and will not wake up"
DOUBTFUL = "Call the surgery about a child's fever [1]. Give ibuprofen 400 mg every hour [1]. Rest."
MARKDOWN = """## Care

A **bold** word, `code`, [a link](https://example.org/x) and <b>no markup</b>.

1. first
   - inner
2. second

| age | act |
|---|---|
| 3 | now [1] |
"""


def opened(page: Page, path: str = "/") -> Page:
    page.goto(path)
    expect(page.locator("#send[title]")).to_be_visible()
    return page


def ask(page: Page, words: str) -> None:
    """Returns when the answer has ended."""
    before = page.locator(".actions button").count()
    page.fill("#question", words)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.actions button').length > n", arg=before
    )


@pytest.fixture(scope="module")
def quoting(
    prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """One service that quotes its sources; every test is another person in it."""
    home = tmp_path_factory.mktemp("chat-page") / "home"
    with serving(home, copied(prepared, home)) as running:
        yield running


@pytest.fixture
def page(quoting: Running, browsing: Browsing) -> Page:
    """A clinician's, with nothing asked yet."""
    return opened(browsing.page(quoting))


@pytest.fixture
def scripted(serve: Serve, upstream: FakeUpstream) -> Running:
    return serve(llm_url=upstream.url)
