"""Exports and the audit trail in a real browser."""

import asyncio
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.running import FEVER_EN, Running, Serve, in_a_thread, new_key

__all__ = ["browsing", "chromium"]

NASTY = '<img src=x onerror="document.title=1">'


def shared(running: Running, question: str = FEVER_EN) -> None:
    """A consented conversation whose answer was approved."""
    with running.http() as http:
        asked = {"role": "user", "content": question}
        body = {"model": "medloop", "messages": [asked], "medloop": {"consent": True}}
        [answer] = http.post("/v1/chat/completions", json=body).json()["medloop"]["answer_ids"]
        http.post("/v1/feedback", json={"answer_id": answer, "thumb": "up"})


def opened(browsing: Browsing, running: Running, **how: Any) -> Page:
    page = browsing.page(running, "admin", **how)
    page.goto("/data")
    expect(page.locator("#events")).to_have_attribute("aria-busy", "false")
    return page


def test_an_export_is_downloaded_and_listed(
    serve: Serve, browsing: Browsing, tmp_path: Path
) -> None:
    running = serve()
    shared(running)
    page = opened(browsing, running)
    expect(page.locator("#exports")).to_contain_text("Nothing has been exported yet")
    page.get_by_label("Single verdicts").check()
    page.get_by_label("Language").select_option("en")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "medloop-kto.zip"
    download.value.save_as(tmp_path / "kto.zip")
    with zipfile.ZipFile(tmp_path / "kto.zip") as packed:
        assert len(packed.namelist()) >= 3
    row = page.locator("#exports tbody tr")
    expect(row).to_contain_text("Single verdicts")
    expect(row.locator(".number")).to_have_text("1")


def test_the_filters_are_sent_as_they_were_chosen(serve: Serve, browsing: Browsing) -> None:
    page = opened(browsing, serve())
    page.get_by_label("From", exact=True).fill("2026-01-02")
    page.get_by_label("To (inclusive)").fill("2026-01-02")
    page.get_by_label("Specialty").fill(" cardiology ")
    page.get_by_label("Least agreement").fill("0.75")
    page.get_by_label("Format").select_option("parquet")
    with page.expect_request("**/api/export/preferences?*") as asked:
        page.get_by_role("button", name="Download").click()
    url = asked.value.url
    assert "specialty=cardiology&min_agreement=0.75&format=parquet" in url
    since, until = (url.split(f"{name}=2026-01-0")[1][0] for name in ("since", "until"))
    assert int(until) - int(since) == 1
    expect(page.locator("#toasts")).to_contain_text("Downloaded medloop-preferences.zip")


def test_what_makes_no_sense_is_not_asked(serve: Serve, browsing: Browsing) -> None:
    page = opened(browsing, serve())
    send = page.get_by_role("button", name="Download")
    page.get_by_label("Least agreement").fill("7")
    send.click()
    expect(page.locator("#export-problem")).to_contain_text("from 0 to 1")
    page.get_by_label("Least agreement").fill("0")
    page.get_by_label("From", exact=True).fill("2026-02-01")
    page.get_by_label("To (inclusive)").fill("2026-01-01")
    send.click()
    expect(page.locator("#export-problem")).to_contain_text("after the last")
    page.get_by_label("To (inclusive)").fill("")
    refusal = {"error": {"message": "Not today.", "code": "x"}}
    page.route("**/api/export/*", lambda route: route.fulfill(status=503, json=refusal))
    send.click()
    expect(page.locator("#export-problem")).to_contain_text("Not today.")
    expect(send).to_be_enabled()


def test_the_trail_has_names_and_pages_and_is_filtered(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    shared(running)
    with running.http() as http:
        for _ in range(60):
            http.get("/api/incidents/inc_unknown")  # a refusal, which the trail keeps
    page = opened(browsing, running)
    rows = page.locator("#events tbody tr")
    first = rows.first.locator("td").first.inner_text()
    expect(rows).to_have_count(50)
    expect(rows.first).to_contain_text("admin")
    expect(rows.first).to_contain_text("access.refused")
    page.get_by_role("button", name="Older").click()
    expect(page.get_by_role("button", name="Older")).to_be_disabled()
    expect(rows.last.locator("td").first).to_have_text("1")
    page.get_by_role("button", name="Newest").click()
    expect(rows.first.locator("td").first).to_have_text(first)
    page.get_by_label("Action").fill("export.create")
    page.keyboard.press("Enter")
    expect(page.locator("#events")).to_contain_text("There is no such entry")
    page.get_by_label("Action").fill("judgement.create")
    page.keyboard.press("Enter")
    expect(rows.first).to_contain_text("judgement.create")


def test_tampering_is_found(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    shared(running)
    page = opened(browsing, running)
    verify = page.get_by_role("button", name="Verify")
    verify.click()
    expect(page.locator("#verdict .good")).to_contain_text("Whole: all")
    with sqlite3.connect(running.home / "medloop.db") as database:
        triggers = "SELECT name FROM sqlite_master WHERE tbl_name = 'audit_events' AND type = ?"
        for (trigger,) in database.execute(triggers, ("trigger",)).fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE audit_events SET actor = 'somebody' WHERE seq = 1")
    verify.click()
    expect(page.locator("#verdict .bad")).to_contain_text("from entry 1 on")


def test_names_never_become_markup(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    url = f"sqlite+aiosqlite:///{running.home / 'medloop.db'}"
    key = in_a_thread(lambda: asyncio.run(new_key(url, NASTY, "admin")))
    with running.http() as http:
        reply = http.get("/api/export/sft", headers={"Authorization": f"Bearer {key}"})
        assert reply.status_code == 200
    page = opened(browsing, running)
    expect(page.locator("#events tbody tr").first).to_contain_text(NASTY)
    assert page.locator("main img").count() == 0
    assert page.title() != "1"


def test_only_administrators_take_data_out(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    for role in ("user", "clinician", "reviewer"):
        reply = browsing.page(running, role).goto("/data")
        assert reply is not None
        assert reply.status == 403


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_serious(
    serve: Serve, browsing: Browsing, size: dict[str, int], lang: str, theme: str
) -> None:
    running = serve()
    shared(running)
    page = opened(browsing, running, lang=lang, theme=theme, size=size)
    page.locator("#export .button.primary").click()
    expect(page.locator("#exports table")).to_be_visible()
    page.locator("#verify").click()
    expect(page.locator("#verdict .good")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
