"""The workbench from end to end, in one browser before the real service, as clinicians use it.

In Chinese: sign in, ask, check a source, correct, compare, report harm; then a colleague works the
review queue by keyboard alone and looks at the agreement. What is stored is asked of the API.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.cli.index import STARTER_NAME, build_index
from retrieval.settings import RetrievalSettings
from tests.app.browser import Browsing, browsing, chromium
from tests.app.chatting import ask
from tests.app.house import STARTER
from tests.app.people.front_door import GOOD
from tests.app.review.reviewing import ASPECTS, jsonl, line
from tests.app.running import FEVER_ZH, Running, copied, serving

__all__ = ["browsing", "chromium"]
# Passwords are slow on purpose, and slower beside a browser.
SLOW = 15_000
RESTED = "退热药按说明书用，体温正常后不必再吃；发热超过3天应看医生 [1]。"
Json = dict[str, Any]


@dataclass
class Clinic:
    """People who sign in by themselves, with the passwords they chose."""

    running: Running
    browsing: Browsing

    def arrives(self, name: str, role: str) -> Page:
        """Accepts an administrator's invitation, in Chinese."""
        with self.running.http() as http:
            link = http.post("/api/invitations", json={"role": role}).json()["url"]
        page = self.browsing.page(self.running, role=None, lang="zh")
        page.goto(link)
        for field, value in (("name", name), ("password", GOOD), ("again", GOOD)):
            page.locator(f"[name={field}]").fill(value)
        page.get_by_role("button", name="开始使用").click()
        expect(page.locator("#send[title]")).to_be_visible(timeout=SLOW)
        return page

    def signs_in(self, page: Page, name: str) -> None:
        """Out through the button, and in again through the form."""
        page.get_by_role("button", name="退出登录").click()
        expect(page.locator("#sign-in")).to_be_visible()
        page.locator("[name=name]").fill(name)
        page.locator("[name=password]").fill(GOOD)
        page.get_by_role("button", name="登录").click()
        expect(page.locator("#send[title]")).to_be_visible(timeout=SLOW)


@pytest.fixture
def clinic(prepared: tuple[Path, str], tmp_path: Path, browsing: Browsing) -> Iterator[Clinic]:
    """With a library that says enough for two different answers."""
    home = tmp_path / "home"
    key = copied(prepared, home)
    topics = [STARTER / "zh" / f"{name}.md" for name in ("fever-in-children", "paracetamol-safety")]
    build_index(RetrievalSettings(index_path=home / "index"), topics, STARTER_NAME)
    with serving(home, key) as running:
        yield Clinic(running, browsing)


def read(page: Page, path: str) -> Json:
    """As the person at the page, by their cookie."""
    reply = page.request.get(path)
    assert reply.ok, reply.text()
    return reply.json()


def send(page: Page, path: str, body: Any) -> Json | None:
    """The same, as the page sends it: with the token that stands in it."""
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    reply = page.request.post(path, data=body, headers={"X-CSRF-Token": token})
    assert reply.ok, reply.text()
    return None if reply.status == 204 else reply.json()


def conversation(page: Page) -> Json:
    """The newest one, as it is stored."""
    [newest] = read(page, "/v1/conversations?limit=1")["data"]
    return read(page, f"/v1/conversations/{newest['id']}")


def said(page: Page) -> dict[str, Json]:
    """What the person at the page has said of it, by kind."""
    stored = read(page, f"/v1/feedback?conversation_id={conversation(page)['id']}")["data"]
    assert len({each["kind"] for each in stored}) == len(stored)
    return {each["kind"]: each for each in stored}


def test_a_clinician_asks_checks_corrects_compares_and_reports(clinic: Clinic) -> None:
    page = clinic.arrives("吴敏之", "clinician")
    clinic.signs_in(page, "吴敏之")
    assert read(page, "/api/me")["role"] == "clinician"
    page.get_by_label("用于改进").check()
    ask(page, FEVER_ZH)
    answer = conversation(page)["turns"][0]["answers"][0]
    assert (answer["status"], conversation(page)["consent"]) == ("complete", True)
    opens_a_citation(page)
    corrects_a_sentence(page, answer["id"])
    compares_blind(page, answer["id"])
    reports_harm(page, answer["id"])
    reviewer_sees_it(clinic.arrives("罗青", "reviewer"), clinic.running)


def opens_a_citation(page: Page) -> None:
    page.locator(".prose .cite").first.click()
    side = page.locator("#side")
    expect(side.locator("h3")).to_have_text("儿童发热")
    expect(side.locator(".passage-number")).to_contain_text(STARTER_NAME)
    [marked] = side.locator("mark").all_inner_texts()
    turn = conversation(page)["turns"][0]
    assert marked in turn["retrieval"]["passages"][0]["text"]
    assert marked in turn["answers"][0]["message"]["content"]
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()


def corrects_a_sentence(page: Page, answer: str) -> None:
    page.get_by_role("button", name="更正", exact=True).click()
    editor = page.get_by_label("更正这个回答")
    before = editor.input_value()
    after = before.replace("立即去急诊", "马上去最近的急诊", 1)
    assert after != before
    editor.fill(after)
    submit = page.get_by_role("button", name="提交更正")
    submit.click()
    expect(page.locator(".diff ins").first).to_be_visible()
    removed, added = (page.locator(f".diff {tag}").all_inner_texts() for tag in ("del", "ins"))
    assert removed
    assert "最近的" in "".join(added)
    assert said(page) == {}, "nothing is sent before its change was seen"
    submit.click()
    expect(page.locator(".judged")).to_contain_text("更正")
    correction = said(page)["correction"]
    assert correction["answer_id"] == answer
    assert correction["body"]["text"].strip() == after.strip()


def compares_blind(page: Page, answer: str) -> None:
    with page.expect_response("**/v1/comparisons") as asked:
        page.get_by_role("button", name="比较", exact=True).click()
    shown = asked.value.json()
    assert [draft["label"] for draft in shown["drafts"]] == ["A", "B"]
    assert answer not in asked.value.text()
    assert "extractive" not in asked.value.text()
    expect(page.locator(".draft")).to_have_count(2)
    page.get_by_label("B 更好").check()
    with page.expect_response("**/judgement") as judged:
        page.get_by_role("button", name="提交比较").click()
    expect(page.locator(".revealed li")).to_have_count(2)
    ids = {draft["label"]: draft["answer_id"] for draft in judged.value.json()["revealed"]}
    assert answer in ids.values()
    comparison = said(page)["comparison"]
    assert comparison["comparison_id"] == shown["id"]
    assert comparison["body"]["ranking"] == [[ids["B"]], [ids["A"]]]
    page.locator(".panel").get_by_role("button", name="关闭").last.click()


def reports_harm(page: Page, answer: str) -> None:
    page.get_by_role("button", name="评价", exact=True).click()
    page.get_by_label("中度").check()
    page.get_by_role("button", name="保存评价").click()
    expect(page.locator("#toasts")).to_contain_text("已登记为安全事件")
    harm = said(page)["harm"]
    assert (harm["answer_id"], harm["body"]["level"]) == (answer, "moderate")
    assert said(page).keys() == {"correction", "comparison", "harm"}


def reviewer_sees_it(reviewer: Page, running: Running) -> None:
    reviewer.goto("/incidents")
    reviewer.locator(".case-link").click()
    expect(reviewer.locator("#case-title")).to_have_text("中度危害")
    expect(reviewer.locator("#case .asked")).to_have_text(FEVER_ZH)
    [incident] = read(reviewer, "/api/incidents?state=open")["data"]
    assert reviewer.url.endswith(f"#{incident['id']}")
    assert incident["id"] in reads(running), "whoever reads another's words is in the audit trail"


def reads(running: Running) -> list[str]:
    with running.http() as http:
        entries = http.get("/api/audit", params={"action": "incident.read"}).json()["data"]
    return [entry["subject_id"] for entry in entries]


def test_a_colleague_works_the_queue_by_keyboard_and_sees_the_agreement(clinic: Clinic) -> None:
    reviewer = clinic.arrives("罗青", "reviewer")
    questions = [f"孩子发热第{day}天还需要吃药吗？" for day in "一二三四五"]
    cases = jsonl(*(line(question, RESTED, lang="zh") for question in questions))
    assert len((send(reviewer, "/api/review/import?consent=true", cases) or {})["data"]) == 5
    judges_all(clinic.arrives("吴敏之", "clinician"))
    page = clinic.arrives("郑以南", "clinician")
    page.goto("/review")
    expect(page.get_by_role("button", name="开始评审")).to_be_visible()
    works_the_queue(page, questions)
    assert read(page, "/api/review/progress")["done_today"] == 5
    sees_the_agreement(page)


def judges_all(page: Page) -> None:
    """The same five as a first judge, through the API: good ones and bad ones."""
    for score in (5, 4, 2, 1, 3):
        taken = send(page, "/api/review/next", None)
        assert taken is not None
        opinion = {"aspects": dict.fromkeys(ASPECTS, score), "thumb": "up" if score > 2 else "down"}
        send(page, f"/api/review/assignments/{taken['id']}/submit", opinion)
    assert send(page, "/api/review/next", None) is None


def works_the_queue(page: Page, questions: list[str]) -> None:
    """No mouse: digits rate, u and d are the thumb, n says no harm, Enter sends."""
    page.keyboard.press("Enter")
    for question, score in zip(questions, "54213", strict=True):
        expect(page.locator(".asked")).to_have_text(question)
        expect(page.locator("#item-title")).to_be_focused()
        for key in (*score * 6, "d" if score in "12" else "u", "n", "Enter"):
            page.keyboard.press(key)
    expect(page.get_by_role("heading", name="暂无待评条目")).to_be_focused()


def sees_the_agreement(page: Page) -> None:
    figures = read(page, "/api/agreement")
    assert figures["counts"] == {"judgements": 25, "judges": 2, "answers": 5, "comparisons": 0}
    page.get_by_role("link", name="一致性").click()
    expect(page.locator(".counts dd")).to_have_text(["25", "2", "5", "0"])
    alphas = {each["aspect"] or each["kind"]: each["alpha"] for each in figures["agreement"]}
    assert alphas.keys() >= {"safety", "thumb"}
    expect(page.locator("section[aria-labelledby=alpha-head] svg")).to_be_visible()
    rows = page.locator("table.reviewers tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="郑以南")).to_contain_text("15")
    assert "吴敏之" not in page.content(), "colleagues have numbers, no names"
