"""The review page when things go wrong: locks that end, lost replies, hostile words."""

import re

from playwright.sync_api import Route, expect

from tests.app.browser import Browsing, browsing, chromium
from tests.app.pages.at_work import at_work, bring, judgements, lapse, press
from tests.app.review.reviewing import line
from tests.app.running import Serve

__all__ = ["browsing", "chromium"]

NASTY = '<img src=x onerror="document.title=1"><script>document.title=2</script> [1]'


def test_the_lock_is_extended_while_one_works(serve: Serve, browsing: Browsing) -> None:
    running = serve(review_lock_minutes=1)
    bring(running, line())
    page = browsing.page(running)
    page.clock.install()
    page.goto("/review")
    page.locator("[data-go]").click()
    expect(page.locator("#lock")).to_contain_text(re.compile("Yours for (1:00|0:5)"))
    with page.expect_response("**/extend") as extended:
        page.clock.run_for(25_000)
    assert extended.value.ok


def test_a_lost_item_is_no_longer_shown_and_its_entries_come_back_with_it(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    press(page, "3", "w")
    page.keyboard.type("Half a thought")
    lapse(running)
    press(page, "Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("no longer yours")
    expect(page.locator(".asked")).to_have_count(0)
    page.get_by_role("button", name="Next item").click()
    expect(page.get_by_label("Comment (optional)").last).to_have_value("Half a thought")
    expect(page.get_by_role("group", name="Safety").get_by_label("3")).to_be_checked()


def test_the_lock_runs_out_by_itself_when_the_service_is_away(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve(review_lock_minutes=1)
    bring(running, line())
    page = browsing.page(running)
    page.clock.install()
    page.goto("/review")
    page.locator("[data-go]").click()
    expect(page.locator(".asked")).to_be_visible()
    page.route("**/extend", lambda route: route.abort())
    page.clock.run_for(65_000)
    expect(page.get_by_role("alert")).to_contain_text("no longer yours")


def test_a_failed_submission_keeps_everything(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line("First?"), line("Second?"))
    page = at_work(browsing, running)
    press(page, *"45", "d", "w")
    page.keyboard.type("Kept")
    page.route("**/submit", lambda route: route.abort())
    press(page, "Control+Enter")
    expect(page.locator("#problem")).to_contain_text("What you entered is still here")
    expect(page.get_by_label("Comment (optional)").last).to_have_value("Kept")
    page.unroute("**/submit")
    press(page, "Control+Enter")
    expect(page.locator(".asked")).to_have_text("Second?")
    assert dict(judgements(running))["thumb"]["comment"] == "Kept"


def test_a_reply_that_was_lost_is_not_taken_for_a_loss(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line("First?"), line("Second?"))
    page = at_work(browsing, running)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/submit", lose)
    press(page, "u", "Enter")
    expect(page.locator("#problem")).to_contain_text("Not saved")
    page.unroute("**/submit")
    press(page, "Enter")
    expect(page.locator(".asked")).to_have_text("Second?")
    assert [kind for kind, _ in judgements(running)] == ["thumb"]


def test_single_keys_can_be_switched_off(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("Rate the current aspect and go on")
    page.get_by_role("switch", name="Single-key shortcuts").uncheck()
    press(page, "Escape")
    press(page, "4", "u", "k")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#controls input:checked")).to_have_count(0)
    page.reload()
    page.locator("[data-go]").click()
    expect(page.locator("#item-title")).to_be_focused()
    press(page, "u")
    expect(page.locator("#controls input:checked")).to_have_count(0)


def test_words_never_become_markup(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    nasty = dict.fromkeys(("title", "text", "source"), NASTY) | {"url": "javascript:alert(1)"}
    bring(running, line(NASTY, NASTY) | {"passages": [nasty]})
    page = at_work(browsing, running)
    expect(page.locator(".asked")).to_have_text(NASTY)
    page.locator("details.piece summary").click()
    page.locator(".shown-answer .cite").first.click()
    press(page, "e")
    page.get_by_label("Correct this answer").fill(NASTY * 2)
    press(page, "Control+Enter")
    expect(page.locator(".diff")).to_contain_text("<script>")
    assert page.locator("main img, main script:not([type])").count() == 0
    assert page.locator("main a[href^=javascript]").count() == 0
    assert page.title() not in ("1", "2")
