"""Incidents in a real browser: read, given to somebody, closed with a reason."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.app.browser import DESKTOP, PHONE, Browsing, browsing, chromium, violations
from tests.app.running import FEVER_EN, Running, Serve
from tests.fake_upstream import FakeUpstream, says

__all__ = ["browsing", "chromium"]

NASTY = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def report(running: Running, question: str = FEVER_EN, level: str = "severe", **said: Any) -> str:
    """An answer that its reader marks as harmful; the id of the incident."""
    with running.http() as http:
        asked = {"role": "user", "content": question}
        body = {"model": "medloop", "messages": [asked], "medloop": {"consent": True}}
        block = http.post("/v1/chat/completions", json=body).json()["medloop"]
        [answer] = block["answer_ids"]
        reply = http.post("/v1/feedback", json={"answer_id": answer, "harm": level, **said})
        assert reply.status_code == 200, reply.text
        return reply.json()["incident_id"]


def opened(browsing: Browsing, running: Running, role: str = "reviewer", **how: Any) -> Page:
    page = browsing.page(running, role, **how)
    page.goto("/incidents")
    expect(page.locator("#list")).to_have_attribute("aria-busy", "false")
    return page


def test_an_incident_is_read_assigned_and_closed(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    incident = report(running, comment="This could delay emergency care.")
    page = opened(browsing, running)
    case = page.locator(".case-link")
    expect(case).to_contain_text("Severe harm")
    expect(case).to_contain_text("Unassigned")
    case.click()
    detail = page.locator("#case")
    expect(detail.locator(".asked")).to_have_text(FEVER_EN)
    expect(detail.locator(".prose")).to_contain_text("younger than 3 months")
    expect(detail.locator(".opinions")).to_contain_text("This could delay emergency care.")
    assert page.url.endswith(f"#{incident}")

    chosen = page.get_by_label("Assigned to")
    expect(chosen.locator("option")).to_have_text(["Nobody", "admin", re.compile(r"\(me\)$")])
    chosen.select_option(label="admin")
    expect(case).to_contain_text("admin")
    page.get_by_role("button", name="Close incident").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    page.get_by_label("Reason, and what was done").fill("The leaflet was corrected.")
    page.get_by_role("button", name="Close incident").click()
    expect(page.locator("#list")).to_contain_text("No incident is open")
    expect(detail).to_contain_text("The leaflet was corrected.")
    page.get_by_label("Closed").check()
    expect(case).to_have_count(1)
    expect(detail).to_contain_text("Choose an incident")


def test_an_address_leads_to_its_incident(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    incident = report(running, level="moderate")
    page = browsing.page(running, "admin")
    page.goto(f"/incidents#{incident}")
    expect(page.locator("#case-title")).to_have_text("Moderate harm")
    expect(page.locator(".case-link")).to_have_attribute("aria-current", "true")
    page.goto("/incidents#inc_unknown")
    expect(page.locator("#toasts")).to_contain_text("no such incident")
    expect(page.locator("#case")).to_contain_text("Choose an incident")


def test_what_somebody_else_closed_meanwhile_is_told(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    incident = report(running)
    page = opened(browsing, running)
    page.locator(".case-link").click()
    page.get_by_label("Reason, and what was done").fill("Mine.")
    with running.http() as http:
        http.post(f"/api/incidents/{incident}/close", json={"reason": "Theirs."})
    page.get_by_role("button", name="Close incident").click()
    expect(page.locator("#toasts")).to_contain_text("closed already")
    expect(page.get_by_label("Reason, and what was done")).to_have_value("Mine.")


def test_an_erased_conversation_says_so(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    report(running)
    with running.http() as http:
        [newest] = http.get("/v1/conversations").json()["data"]
        http.delete(f"/v1/conversations/{newest['id']}")
    page = opened(browsing, running)
    page.locator(".case-link").click()
    expect(page.locator("#case")).to_contain_text("its words are gone")


def test_words_never_become_markup(
    serve: Serve, browsing: Browsing, upstream: FakeUpstream
) -> None:
    upstream.script(says(NASTY))
    running = serve(llm_url=upstream.url)
    report(running, f"fever? {NASTY}", comment=NASTY)
    page = opened(browsing, running)
    page.locator(".case-link").click()
    expect(page.locator(".asked")).to_contain_text(NASTY)
    expect(page.locator(".opinions")).to_contain_text(NASTY)
    page.get_by_label("Reason, and what was done").fill(NASTY)
    page.get_by_role("button", name="Close incident").click()
    expect(page.locator("#case .notice.good")).to_contain_text(NASTY)
    assert page.locator("main img, main script:not([type])").count() == 0
    assert page.title() not in ("1", "2")


def test_only_reviewers_see_incidents(serve: Serve, browsing: Browsing) -> None:
    running = serve()
    for role in ("user", "clinician"):
        reply = browsing.page(running, role).goto("/incidents")
        assert reply is not None
        assert reply.status == 403


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_serious(
    serve: Serve, browsing: Browsing, size: dict[str, int], lang: str, theme: str
) -> None:
    running = serve()
    report(running, comment="Too late.")
    page = opened(browsing, running, lang=lang, theme=theme, size=size)
    found = {"list": violations(page)}
    page.locator(".case-link").click()
    expect(page.locator(".handling")).to_be_visible()
    found["case"] = violations(page)
    page.locator(".handling .button.primary").click()
    found["problem"] = violations(page)
    page.locator(".handling textarea").fill("Corrected.")
    page.locator(".handling .button.primary").click()
    expect(page.locator("#case .notice.good")).to_be_visible()
    found["closed"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert {name: one for name, one in found.items() if one} == {}
