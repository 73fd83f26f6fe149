"""The agreement page in a real browser: its figures, its filters, its words in both languages."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.app.agreement.judged_panel import store_panel
from tests.app.agreement.panel import items, panel
from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.running import Running, Serve

__all__ = ["browsing", "chromium"]

SECTIONS = ("alpha", "reviewers", "side", "length", "severity", "weights", "drift")


@pytest.fixture
def judged(serve: Serve) -> Running:
    """A service whose panel judged eighty questions in two languages and two specialties."""
    running = serve()
    engine = create_engine(f"sqlite:///{running.home / 'medloop.db'}")
    with Session(engine) as db, db.begin():
        store_panel(db, panel(2), items(80, 2))
    engine.dispose()
    return running


def opened(page: Page, path: str = "/agreement") -> Page:
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    return page


def test_every_figure_is_drawn_and_explained(judged: Running, browsing: Browsing) -> None:
    page = opened(browsing.page(judged, "reviewer"))
    for name in SECTIONS:
        section = page.locator(f"section[aria-labelledby={name}-head]")
        expect(section.locator("p").first).not_to_be_empty()
    for name in ("alpha", "side", "length", "severity"):
        expect(page.locator(f"svg#{name}")).to_be_visible()
    expect(page.locator("#alpha text", has_text="Safety")).to_be_visible()
    assert page.locator(".drift svg").count() == 6  # three judges: comparisons, and thumbs


def test_a_judge_who_leans_and_one_who_is_severe_are_marked(
    judged: Running, browsing: Browsing
) -> None:
    page = opened(browsing.page(judged, "reviewer"))
    row = page.locator(".reviewers tbody tr")
    expect(row.filter(has_text="Tomas Reyes")).to_contain_text("leans to one side")
    expect(row.filter(has_text="Grace Obi")).to_contain_text("severe")
    expect(row.filter(has_text="Lin Yue")).to_contain_text("none")


def test_a_clinician_reads_numbers_for_names(judged: Running, browsing: Browsing) -> None:
    page = opened(browsing.page(judged, "clinician", lang="zh"))
    expect(page.locator(".reviewers")).to_contain_text("评审员 2")
    assert "Tomas" not in page.content()


def test_a_filter_is_kept_and_narrows_the_figures(judged: Running, browsing: Browsing) -> None:
    page = opened(browsing.page(judged, "reviewer"))
    answers = page.locator(".counts dd").nth(2)
    expect(answers).to_have_text("80")
    page.locator("select[name=of]").select_option("zh")
    page.locator("select[name=specialty]").select_option("cardiology")
    page.get_by_role("button", name="Apply").click()
    expect(answers).to_have_text("20")
    expect(page.locator("select[name=of]")).to_have_value("zh")
    expect(page.locator("h1")).to_have_text("Agreement")  # the page's own language stays
    page.get_by_role("link", name="Clear").click()
    expect(answers).to_have_text("80")
    page.locator("input[name=since]").fill("2027-01-01")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".empty")).to_contain_text("Nothing was judged in this part.")


def test_a_date_that_is_none_is_told(judged: Running, browsing: Browsing) -> None:
    page = opened(browsing.page(judged, "reviewer"), "/agreement?since=soon&of=&specialty=")
    expect(page.get_by_role("alert")).to_contain_text("not understood")
    expect(page.locator(".counts dd").nth(2)).to_have_text("80")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_before_anything_is_judged_the_page_says_where_to_begin(
    serve: Serve, browsing: Browsing, lang: str
) -> None:
    page = opened(browsing.page(serve(), "clinician", lang=lang))
    expect(page.locator(".empty a")).to_have_attribute("href", "/review")
    assert violations(page) == []


def test_a_patient_has_no_such_page(judged: Running, browsing: Browsing) -> None:
    reply = browsing.page(judged, "user").goto("/agreement")
    assert reply
    assert reply.status == 403


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_anybody_can_read_it(
    judged: Running, browsing: Browsing, lang: str, size: dict[str, int], theme: str
) -> None:
    page = opened(browsing.page(judged, "reviewer", lang=lang, size=size, theme=theme))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
