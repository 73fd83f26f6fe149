"""The review queue in a real browser: five items by keyboard, drafts, disagreements."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.pages.at_work import at_work, bring, bring_drafts, judgements, opened, press
from tests.app.review.reviewing import ASPECTS, PASSAGE, line
from tests.app.running import Serve
from tests.fake_upstream import FakeUpstream

__all__ = ["browsing", "chromium"]

NASTY = '<img src=x onerror="document.title=1"><script>document.title=2</script> [1]'


def test_five_items_are_judged_by_keyboard_alone(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, *(line(f"Question {number} about fever?") for number in range(5)))
    page = opened(browsing, running)
    press(page, "Enter")
    for number in range(5):
        expect(page.locator(".asked")).to_have_text(f"Question {number} about fever?")
        expect(page.locator("#item-title")).to_be_focused()
        press(page, *"444444", "u", "n", "Enter")
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_focused()
    expect(page.locator("#tally")).to_contain_text("Done today5")
    said = judgements(running)
    assert [kind for kind, _ in said] == ["thumb", "aspects", "harm"] * 5
    assert said[0][1]["thumb"] == "up"
    assert said[1][1] == dict.fromkeys(ASPECTS, 4)
    assert said[2][1]["level"] == "none"


def test_digits_rate_the_aspect_with_the_focus_and_go_on(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    expect(page.locator(".scale.current legend")).to_contain_text("Safety")
    press(page, "2", "0", "5")
    expect(page.locator(".scale.current legend")).to_contain_text("Grounding")
    expect(page.get_by_role("group", name="Grounding").locator("input").first).to_be_focused()
    page.get_by_role("group", name="Safety").get_by_label("2").focus()
    press(page, "1", "d", "o")
    expect(page.locator("#announcer")).to_contain_text("Possible harm: Moderate")
    expect(page.get_by_role("group", name="What was wrong?")).to_be_visible()
    page.get_by_label("Not grounded").check()
    press(page, "w")
    page.keyboard.type("No word on dehydration; 1 kdx")
    press(page, "Escape", "Enter")
    expect(page.locator("#toasts")).to_contain_text("A safety incident was opened")
    by_kind = dict(judgements(running))
    assert by_kind["aspects"] == {"safety": 1, "completeness": 5}
    assert by_kind["thumb"]["reasons"] == ["not_grounded"]
    assert by_kind["thumb"]["comment"] == "No word on dehydration; 1 kdx"
    assert by_kind["harm"]["level"] == "moderate"


def test_nothing_is_sent_before_something_is_said(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    press(page, "n", "Enter")
    expect(page.locator("#problem")).to_contain_text("at least an overall thumb or one rating")
    press(page, "u")
    expect(page.locator("#problem")).to_be_empty()
    assert judgements(running) == []


def test_a_passage_opens_under_the_answer_and_closes(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    chip = page.locator(".shown-answer .cite").first
    chip.click()
    side = page.locator("#side")
    expect(side.locator("mark")).to_have_text(PASSAGE["text"])
    expect(page.locator("#submit")).to_be_in_viewport()
    assert not page.evaluate("document.querySelector('#side').matches(':modal')")
    press(page, "Escape")
    expect(side).to_be_hidden()
    expect(chip).to_be_focused()
    press(page, "p")
    expect(page.locator("details.piece[open]")).to_contain_text(PASSAGE["source"])
    press(page, "g", "Space", "u", "Enter")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert dict(judgements(running))["citations"]["marks"] == [{"number": 1, "mark": "supports"}]


def test_a_correction_goes_with_the_judgement(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line())
    page = at_work(browsing, running)
    press(page, "u", "e")
    editor = page.get_by_label("Correct this answer")
    editor.fill("Give fluids, and see a doctor after 3 days [1].")
    page.locator("#submit").click()
    expect(page.locator("#problem")).to_contain_text("The correction is not finished")
    editor.press("Control+Enter")
    expect(page.locator(".diff ins").first).to_be_visible()
    editor.press("Control+Enter")
    expect(page.locator(".correcting")).to_contain_text("Your correction is ready")
    assert judgements(running) == []
    press(page, "Control+Enter")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert dict(judgements(running))["correction"]["text"].startswith("Give fluids, and see")


def test_drafts_are_ranked_by_keyboard(
    serve: Serve, browsing: Browsing, upstream: FakeUpstream
) -> None:
    running = serve(llm_url=upstream.url, review_random_share=1.0)
    bring_drafts(running, upstream, "Give 250 mg once. Rest.", "Give 500 mg once. Do not rest.")
    page = at_work(browsing, running)
    expect(page.locator(".draft")).to_have_count(2)
    expect(page.locator(".differs.number").first).to_be_visible()
    assert "fake-model" not in page.content()
    press(page, "Enter")
    expect(page.locator("#problem")).to_contain_text("Say which draft is better")
    press(page, "b")
    expect(page.get_by_label("B is better")).to_be_checked()
    press(page, "t")
    expect(page.get_by_label("A tie")).to_be_checked()
    press(page, "x", "e")
    page.get_by_label("Write the right answer").fill("It depends on the child's weight.")
    press(page, "Control+Enter", "Control+Enter")
    expect(page.locator(".correcting")).to_contain_text("The answer you wrote is ready")
    press(page, "Control+Enter")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    by_kind = dict(judgements(running))
    assert by_kind["comparison"]["both_bad"] is True
    assert by_kind["correction"]["text"] == "It depends on the child's weight."


def test_more_drafts_are_ranked_one_after_the_other(
    serve: Serve, browsing: Browsing, upstream: FakeUpstream
) -> None:
    running = serve(llm_url=upstream.url, review_random_share=1.0)
    bring_drafts(running, upstream, *(f"Give {dose} mg once." for dose in (10, 20, 30)))
    page = at_work(browsing, running)
    expect(page.locator(".draft")).to_have_count(3)
    press(page, "c", "a", "t", "b")
    expect(page.locator(".ranking input:checked")).to_have_count(3)
    press(page, "Enter")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    ranking = dict(judgements(running))["comparison"]["ranking"]
    assert [len(tier) for tier in ranking] == [1, 2]


def test_a_reviewer_adjudicates_what_judges_disagree_on(serve: Serve, browsing: Browsing) -> None:
    running = serve(review_overlap=2)
    bring(running, line())
    for keys in ("555555un", "111111dm"):
        page = at_work(browsing, running)
        press(page, *keys, "Enter")
        expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    page = at_work(browsing, running, "reviewer")
    expect(page.locator("#item-title")).to_have_text("Adjudicate")
    expect(page.locator(".opinions thead th")).to_have_text(["Reviewer 1", "Reviewer 2"])
    apart = page.locator(".opinions tr.apart")
    expect(apart.filter(has_text="Safety")).to_contain_text(re.compile("1.*5|5.*1"))
    press(page, *"333333", "d", "Enter")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert len(judgements(running)) == 8


def test_an_item_is_skipped_with_a_reason(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    bring(running, line("First?"), line("Second?"))
    page = at_work(browsing, running)
    press(page, "k")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Skip", exact=True)).to_be_disabled()
    dialog.get_by_label("Cannot be judged").check()
    press(page, "Enter")
    expect(page.locator(".asked")).to_have_text("Second?")
    expect(page.locator("#toasts")).to_contain_text("Skipped")
    with sqlite3.connect(running.home / "medloop.db") as database:
        rows = database.execute("SELECT skip_reason FROM assignments ORDER BY id").fetchall()
    assert rows == [("unclear",), (None,)]


def test_reviewers_sample_and_import(serve: Serve, browsing: Browsing, tmp_path: Path) -> None:
    running = serve()
    page = browsing.page(running, "reviewer")
    page.goto("/review")
    page.get_by_role("link", name="Items and import").click()
    expect(page.locator("#items")).to_contain_text("No items")
    file = tmp_path / "cases.jsonl"
    file.write_text(f'{json.dumps(line())}\n{{"messages": "{NASTY[:9]}"}}\n', "utf-8")
    page.get_by_label("JSONL file").set_input_files(file)
    send = page.get_by_role("button", name="Import")
    send.click()
    expect(page.locator("#import-result")).to_contain_text("Make the declaration first")
    page.get_by_label("I declare").check()
    send.click()
    expect(page.locator("#import-result")).to_contain_text("Line 2: messages")
    expect(page.locator(".bad-line")).to_contain_text('{"messages": "<img src=')
    file.write_text(json.dumps(line()), "utf-8")
    page.get_by_label("JSONL file").set_input_files(file)
    send.click()
    expect(page.locator("#import-result")).to_contain_text("New items: 1")
    expect(page.locator("#items tbody tr")).to_have_count(1)
    page.get_by_label("At most").fill("5")
    page.get_by_role("button", name="Sample now").click()
    expect(page.locator("#toasts")).to_contain_text("Added 0 of 0 candidates")
    page.get_by_label("Withdrawn").check()
    expect(page.locator("#items")).to_contain_text("No items")


def test_clinicians_have_the_queue_only_and_patients_nothing(
    serve: Serve, browsing: Browsing
) -> None:
    running = serve()
    page = opened(browsing, running)
    expect(page.get_by_role("link", name="Items and import")).to_have_count(0)
    reply = page.goto("/review?view=items")
    assert reply is not None
    assert reply.status == 403
    reply = browsing.page(running, "user").goto("/review")
    assert reply is not None
    assert reply.status == 403
    stranger = browsing.page(running, None)
    reply = stranger.request.get("/review", max_redirects=0)
    assert (reply.status, reply.headers["location"]) == (303, "/sign-in?next=%2Freview")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_serious(
    serve: Serve,
    browsing: Browsing,
    upstream: FakeUpstream,
    size: dict[str, int],
    lang: str,
    theme: str,
) -> None:
    running = serve(llm_url=upstream.url, review_random_share=1.0)
    bring(running, line())
    bring_drafts(running, upstream, "Give 250 mg once. Rest.", "Give 500 mg once. Do not rest.")
    page = at_work(browsing, running, "reviewer", lang=lang, theme=theme, size=size)
    found = {"answer": violations(page)}
    page.locator(".shown-answer .cite").first.click()
    found["passage"] = violations(page)
    press(page, "Escape", "d", "o", "e")
    found["editor"] = violations(page)
    press(page, "Escape", "?")
    found["help"] = violations(page)
    press(page, "Escape", "k")
    found["skip"] = violations(page)
    press(page, "Escape", "Enter")
    expect(page.locator(".draft").first).to_be_visible()
    press(page, "Enter")
    expect(page.locator("#problem")).not_to_be_empty()
    found["drafts"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.goto("/review?view=items")
    expect(page.locator("#items table")).to_be_visible()
    found["items"] = violations(page)
    assert {name: one for name, one in found.items() if one} == {}
