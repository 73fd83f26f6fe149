"""Judging on the chat page in a real browser, before the real service."""

import re

from playwright.sync_api import Page, expect

from tests.app.browser import Browsing, browsing, chromium
from tests.app.chatting import ask, opened, page, quoting, scripted
from tests.app.running import FEVER_EN, Running
from tests.fake_upstream import FakeUpstream, says

__all__ = ["browsing", "chromium", "page", "quoting", "scripted"]


def test_a_thumb_counts_at_once_and_its_reasons_after(page: Page) -> None:
    ask(page, FEVER_EN)
    down = page.get_by_role("button", name="Bad answer")
    down.click()
    page.get_by_label("Incomplete").check()
    page.get_by_label("Comment (optional)").fill("No word on dehydration.")
    page.locator(".reasons").get_by_role("button", name="Send").click()
    expect(page.locator(".reasons")).to_be_hidden()
    page.reload()
    expect(down).to_have_attribute("aria-pressed", "true")
    with page.expect_response("**/v1/feedback/*"):
        down.click()
    expect(down).to_have_attribute("aria-pressed", "false")


def test_the_judge_form_keeps_what_was_said(page: Page) -> None:
    ask(page, FEVER_EN)
    page.get_by_role("button", name="Judge").click()
    page.get_by_role("group", name="Safety").first.get_by_label("2").check()
    page.get_by_label("Moderate").check()
    page.get_by_label("Missing question").check()
    page.get_by_label("Contradicts").first.check()
    page.get_by_role("button", name="Save judgement").click()
    expect(page.locator("#toasts")).to_contain_text("A safety incident was opened")
    expect(page.locator(".judged")).to_contain_text("ratings")
    page.reload()
    page.get_by_role("button", name="Judge").click()
    expect(page.get_by_role("group", name="Safety").first.get_by_label("2")).to_be_checked()
    expect(page.get_by_label("Moderate")).to_be_checked()
    expect(page.get_by_label("Contradicts").first).to_be_checked()


def test_a_correction_is_not_sent_before_its_change_was_seen(page: Page) -> None:
    ask(page, FEVER_EN)
    page.get_by_role("button", name="Correct", exact=True).click()
    editor = page.get_by_label("Correct this answer")
    expect(editor).to_be_focused()
    editor.fill(editor.input_value().replace("3 months", "6 months"))
    send = page.get_by_role("button", name="Send the correction")
    send.click()
    expect(page.locator(".diff del")).to_contain_text("3")
    expect(page.locator(".diff ins")).to_contain_text("6")
    send.click()
    expect(page.locator(".judged")).to_contain_text("correction")
    page.reload()
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(editor).to_have_value(re.compile("6 months"))


def test_drafts_are_compared_blind_and_then_revealed(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(says("Give 500 mg [1]. Rest."), says("Give 250 mg [1]. Do not rest."))
    page = opened(browsing.page(scripted))
    ask(page, FEVER_EN)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".draft")).to_have_count(2)
    expect(page.locator(".differs.number").first).to_be_visible()
    assert not re.search("fake-model|vllm", page.locator(".comparison").inner_text())
    send = page.locator(".panel").get_by_role("button", name="Send")
    expect(send).to_be_disabled()
    page.get_by_label("Both are bad").check()
    send.click()
    expect(page.locator(".revealed li")).to_have_count(2)
    page.get_by_label("Write the right answer").fill("Ask about weight first.")
    page.get_by_role("button", name="Send the correction").click()
    page.get_by_role("button", name="Send the correction").click()
    expect(page.locator("#toasts")).to_contain_text("Saved")


def test_patients_have_thumbs_but_no_judging_tools(quoting: Running, browsing: Browsing) -> None:
    page = opened(browsing.page(quoting, "user"))
    ask(page, FEVER_EN)
    expect(page.get_by_role("button", name="Good answer")).to_be_visible()
    for name in ("Judge", "Correct", "Compare"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
