"""The chat page for everybody: keys, screen readers, phones, both languages, both colours."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.chatting import DOUBTFUL, MARKDOWN, SEIZURE, ask, opened, page, quoting, scripted
from tests.app.running import FEVER_EN, FEVER_ZH, Running
from tests.fake_upstream import FakeUpstream, says

__all__ = ["browsing", "chromium", "page", "quoting", "scripted"]


def test_all_of_it_works_by_keyboard(page: Page) -> None:
    page.get_by_role("textbox", name="Ask a question…").fill(FEVER_EN)
    page.keyboard.press("Enter")
    expect(page.locator(".actions button").first).to_be_visible()
    page.locator(".turn").focus()
    page.keyboard.press("g")
    expect(page.locator(".judge-form input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".judge-form input").nth(1)).to_be_checked()
    page.keyboard.press("Backspace")
    expect(page.locator(".judge-form input").nth(1)).not_to_be_checked()
    page.locator(".turn").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next answer")
    page.get_by_role("switch", name="Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.locator(".turn").focus()
    page.keyboard.press("n")
    expect(page.locator(".turn")).to_be_visible()  # switched off: a letter is only a letter


def test_the_skip_link_leads_past_the_navigation(page: Page) -> None:
    page.locator(".brand").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_language_and_colours_change_in_place(page: Page) -> None:
    ask(page, FEVER_EN)
    page.get_by_role("button", name="Colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("link", name="切换到中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".question")).to_contain_text(FEVER_EN)
    expect(page.get_by_role("button", name="评价")).to_be_visible()


def test_on_a_phone_the_list_and_the_passage_cover_the_page(
    quoting: Running, browsing: Browsing
) -> None:
    page = opened(browsing.page(quoting, lang="zh", size=PHONE))
    ask(page, FEVER_ZH)
    expect(page.locator("#sidebar")).to_be_hidden()
    page.get_by_role("button", name="对话列表").click()
    expect(page.locator(".conversation-title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sidebar")).to_be_hidden()
    page.locator(".prose .cite").first.click()
    assert page.evaluate("document.querySelector('#side').matches(':modal')")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="评价").click()
    extent = page.evaluate("(e => [e.scrollWidth, e.scrollHeight])(document.documentElement)")
    assert extent == [PHONE["width"], PHONE["height"]], "only the thread scrolls, not the page"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_serious(
    scripted: Running,
    browsing: Browsing,
    upstream: FakeUpstream,
    size: dict[str, int],
    lang: str,
    theme: str,
) -> None:
    upstream.script(says(DOUBTFUL), says(MARKDOWN + DOUBTFUL), says("Give 5 mg."))
    page = opened(browsing.page(scripted, lang=lang, theme=theme, size=size))
    found: dict[str, Any] = {"welcome": violations(page)}
    ask(page, SEIZURE)
    ask(page, FEVER_EN)
    found["answers"] = violations(page)
    page.locator(".doubt-button").last.click()
    page.locator(".prose .cite").last.click()
    found["passage"] = violations(page)
    page.keyboard.press("Escape")
    for number, panel in enumerate((".judge-form", ".correction", ".draft")):
        page.locator(".toggles").nth(number - 3).click()
        expect(page.locator(panel).first).to_be_visible()
        found[panel] = violations(page)
    page.locator(".turn").last.focus()
    page.keyboard.press("?")
    found["help"] = violations(page)
    assert {name: one for name, one in found.items() if one} == {}
