"""What tests of the review page have in common: items in the queue, and a judge before them."""

import json
import re
import sqlite3
from typing import Any

from playwright.sync_api import Page, expect

from tests.app.browser import Browsing
from tests.app.running import Running
from tests.fake_upstream import FakeUpstream, says

Json = dict[str, Any]


def bring(running: Running, *lines: Json) -> list[Json]:
    """Puts conversations into the queue, as an administrator's import."""
    body = "\n".join(json.dumps(each) for each in lines)
    with running.http() as http:
        reply = http.post("/api/review/import?consent=true", content=body.encode())
        assert reply.status_code == 200, reply.text
        return reply.json()["data"]


def bring_drafts(running: Running, upstream: FakeUpstream, *drafts: str) -> None:
    """A question with an answer for each of `drafts`, sampled into the queue."""
    upstream.script(*(says(words) for words in drafts))
    with running.http() as http:
        asked = {"role": "user", "content": "How much paracetamol for a child's fever?"}
        body = {"model": "medloop", "messages": [asked], "medloop": {"consent": True}}
        turn = http.post("/v1/chat/completions", json=body).json()["medloop"]["turn_id"]
        for _ in drafts[1:]:
            reply = http.post(f"/v1/turns/{turn}/answers", json={})
            assert reply.status_code == 200, reply.text
        items = http.post("/api/review/sample", json={"limit": 5}).json()["data"]
        assert [item["kind"] for item in items] == ["compare"]


def judgements(running: Running) -> list[tuple[str, Json]]:
    """What was said, in its order."""
    with sqlite3.connect(running.home / "medloop.db") as database:
        rows = database.execute("SELECT kind, body FROM judgements ORDER BY created_at").fetchall()
    return [(kind, json.loads(body)) for kind, body in rows]


def lapse(running: Running) -> None:
    """Every lock has ended."""
    with sqlite3.connect(running.home / "medloop.db") as database:
        database.execute("UPDATE assignments SET locked_until = '2020-01-01 00:00:00.000000'")


def opened(browsing: Browsing, running: Running, role: str = "clinician", **how: Any) -> Page:
    page = browsing.page(running, role, **how)
    page.goto("/review")
    expect(page.locator("#tally")).to_contain_text(re.compile(r"\d"))
    return page


def at_work(browsing: Browsing, running: Running, role: str = "clinician", **how: Any) -> Page:
    """The first item is open."""
    page = opened(browsing, running, role, **how)
    page.locator("[data-go]").click()
    expect(page.locator("#item-title")).to_be_focused()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
