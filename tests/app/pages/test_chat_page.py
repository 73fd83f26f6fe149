"""The chat page in a real browser: questions, answers, conversations."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.app.browser import Browsing, browsing, chromium
from tests.app.chatting import DOUBTFUL, MARKDOWN, SEIZURE, ask, opened, page, quoting, scripted
from tests.app.running import FEVER_EN, FEVER_ZH, Running
from tests.fake_upstream import ROLE as OPENS
from tests.fake_upstream import Act, FakeUpstream, event, says, sends

__all__ = ["browsing", "chromium", "page", "quoting", "scripted"]

NASTY = (
    '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) '
    "![i](https://example.org/i.png) <script>document.title=2</script> [9]"
)


def test_an_answer_arrives_with_numbered_citations(page: Page) -> None:
    ask(page, FEVER_EN)
    expect(page.locator(".prose li").first).to_contain_text("younger than 3 months")
    expect(page.locator(".prose .cite").first).to_have_accessible_name(
        "Source 1: Fever in children"
    )
    expect(page.locator(".sources li")).to_have_count(2)
    expect(page.locator("#title")).to_have_text(FEVER_EN)


def test_a_citation_opens_the_passage_and_marks_what_was_quoted(page: Page) -> None:
    ask(page, FEVER_EN)
    chip = page.locator(".prose .cite").first
    chip.click()
    side = page.locator("#side")
    expect(side.locator("h3")).to_have_text("Fever in children")
    expect(side).to_contain_text("Clinic handbook")
    expect(side.locator("mark")).to_have_text(re.compile(r"^A child's fever needs .* woken\.$"))
    expect(side.get_by_role("link")).to_have_attribute("href", "https://example.org/fever")
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    expect(chip).to_be_focused()


def test_a_finished_answer_is_announced_once_and_whole(page: Page) -> None:
    ask(page, FEVER_EN)
    announced = page.locator("#announcer")
    expect(announced).to_have_attribute("aria-live", "polite")
    expect(announced).to_contain_text("The answer is complete.")
    expect(announced).to_contain_text("younger than 3 months")


def test_a_red_flag_cannot_be_missed_and_stays_after_a_reload(page: Page) -> None:
    ask(page, SEIZURE)
    alarm = page.get_by_role("alert")
    expect(alarm).to_contain_text("Possible emergency")
    expect(alarm).to_contain_text("call your local emergency number")
    words = page.locator(".emergency p").last.inner_text()
    expect(page.locator(".prose")).not_to_contain_text(words[:40])
    page.reload()
    expect(page.locator(".emergency p").last).to_have_text(words)


def test_what_the_sources_do_not_hold_is_marked(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(says(DOUBTFUL))
    page = opened(browsing.page(scripted))
    ask(page, FEVER_EN)
    expect(page.locator(".doubt").first).to_contain_text("Give ibuprofen 400 mg")
    expect(page.locator(".prose")).to_contain_text("Call the surgery")
    assert "Call the surgery" not in "".join(page.locator(".doubt").all_inner_texts())
    button = page.get_by_role("button", name="Not supported by its sources")
    button.click()
    expect(page.locator(".doubt-note")).to_have_text("Not in its sources: 400 mg, ibuprofen")
    expect(button).to_have_attribute("aria-expanded", "true")


def test_markdown_is_drawn_while_it_streams_and_after(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(says(*MARKDOWN))
    page = opened(browsing.page(scripted))
    ask(page, FEVER_EN)
    prose = page.locator(".prose")
    expect(prose.locator("h4")).to_have_text("Care")
    expect(prose.locator("strong")).to_have_text("bold")
    expect(prose.locator("ol > li")).to_have_count(2)
    expect(prose.locator("ol ul li")).to_have_text("inner")
    expect(prose.locator("td").first).to_have_text("3")
    expect(prose.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    expect(prose).to_contain_text("<b>no markup</b>")
    whole = prose.inner_html()
    page.reload()
    expect(prose.locator("h4")).to_be_visible()
    assert prose.inner_html() == whole


def test_words_never_become_markup(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(says(NASTY))
    page = opened(browsing.page(scripted))
    for _ in range(2):
        ask(page, f"fever {NASTY}")
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    assert page.locator("main img, main script:not([type])").count() == 0
    assert page.locator(".prose a[href^=javascript]").count() == 0
    expect(page.locator(".conversation-title")).to_contain_text("<img src=x")
    assert page.title() not in ("1", "2")


def test_a_broken_answer_says_so_and_can_be_written_again(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(sends(OPENS, event({"content": "Half a"}), Act.DIE), says("A whole answer."))
    page = opened(browsing.page(scripted))
    ask(page, FEVER_EN)
    expect(page.locator(".prose")).to_have_text("Half a")
    expect(page.locator(".answer .notice")).to_be_visible()
    page.get_by_role("button", name="Generate again").click()
    expect(page.locator(".prose")).to_have_text("A whole answer.")
    page.get_by_role("button", name="Previous version").click()
    expect(page.locator(".prose")).to_have_text("Half a")
    expect(page.locator(".versions")).to_contain_text("1 / 2")


def test_an_answer_can_be_stopped(
    scripted: Running, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(sends(OPENS, event({"content": "Slowly"}), Act.HOLD))
    page = opened(browsing.page(scripted))
    page.fill("#question", FEVER_EN)
    page.keyboard.press("Enter")
    expect(page.locator(".prose")).to_contain_text("Slowly")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".answer")).to_contain_text("Stopped.")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    upstream.resume()


def test_a_refusal_shows_the_services_own_words(page: Page) -> None:
    refusal = {"error": {"message": "Too many questions; wait a minute.", "code": "x"}}
    page.route("**/v1/chat/completions", lambda route: route.fulfill(status=429, json=refusal))
    ask(page, FEVER_EN)
    expect(page.locator(".answer")).to_contain_text("Too many questions; wait a minute.")
    page.unroute("**/v1/chat/completions")
    page.get_by_role("button", name="Generate again").click()
    expect(page.locator(".prose li").first).to_contain_text("younger than 3 months")


def test_an_edited_question_takes_the_place_of_the_old_one(page: Page) -> None:
    ask(page, FEVER_EN)
    ask(page, "And at home?")
    page.locator(".turn").first.hover()
    page.get_by_role("button", name="Edit the question").first.click()
    page.get_by_role("textbox", name="Edit the question").fill(
        "How is a child's fever treated at home?"
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".sources")).to_be_visible()
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".question")).to_contain_text("treated at home")


def test_enter_in_an_input_method_does_not_send(page: Page) -> None:
    page.fill("#question", "er tong")
    page.eval_on_selector(
        "#question",
        "e => e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true}))",
    )
    expect(page.locator("#question")).to_have_value("er tong")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#question")).to_have_value("er tong\n")


def test_conversations_are_found_renamed_exported_and_deleted(page: Page, tmp_path: Path) -> None:
    ask(page, FEVER_EN)
    page.get_by_role("button", name="New conversation").click()
    ask(page, FEVER_ZH)
    titles = page.locator(".conversation-title")
    expect(titles).to_have_text([FEVER_ZH, FEVER_EN])

    page.get_by_role("searchbox").fill("CHILD")
    expect(titles).to_have_text([FEVER_EN])
    page.get_by_role("button", name=f"More for “{FEVER_EN}”").click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_label("Title").fill("A child's case")
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["A child's case"])

    page.get_by_role("button", name="More for “A child's case”").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Export as Markdown").click()
    download.value.save_as(tmp_path / "case.md")
    assert download.value.suggested_filename == "A-child-s-case.md"
    assert (tmp_path / "case.md").read_text("utf-8").startswith("# A child's case\n")

    page.get_by_role("button", name="More for “A child's case”").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    page.get_by_role("searchbox").fill("")
    expect(titles).to_have_text([FEVER_ZH])


def test_all_conversations_can_be_downloaded(page: Page) -> None:
    ask(page, FEVER_EN)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export all").click()
    whole = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert len(whole["conversations"]) == 1


def test_a_conversation_has_an_address(page: Page) -> None:
    ask(page, FEVER_EN)
    address = page.url
    assert "?c=conv_" in address
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#welcome")).to_be_visible()
    page.go_back()
    expect(page.locator(".question")).to_contain_text(FEVER_EN)
    page.goto("/?c=conv_none")
    expect(page.locator("#turns .notice")).to_contain_text("no such conversation")


def test_consent_is_given_before_the_first_question_or_later(page: Page) -> None:
    switch = page.get_by_role("switch", name="Share to improve")
    expect(switch).not_to_be_checked()
    switch.check()
    ask(page, FEVER_EN)
    page.reload()
    expect(switch).to_be_checked()
    with page.expect_response("**/v1/conversations/*"):
        switch.uncheck()
    page.reload()
    expect(page.locator(".question")).to_be_visible()
    expect(switch).not_to_be_checked()


def test_a_session_that_ends_leads_to_the_sign_in_page(page: Page) -> None:
    page.context.clear_cookies()
    page.fill("#question", FEVER_EN)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sign-in\?next="))
