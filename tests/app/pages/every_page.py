"""Every page of the workbench, opened as the person who would: for tests and for screenshots."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.app.browser import DESKTOP, PHONE, Browsing
from tests.app.pages.demo import COMPARERS, OWN, RATERS, WRITERS, Clinic

SIZES = {"desktop": DESKTOP, "phone": PHONE}
ANSWER, COMPARED = 4, 2  # places in OWN


@dataclass(frozen=True)
class Look:
    lang: str
    theme: str
    size: str  # a name in SIZES

    def __str__(self) -> str:
        return f"{self.lang}-{self.theme}-{self.size}"


LOOKS = [
    Look(lang, theme, size)
    for lang in ("zh", "en")
    for theme in ("light", "dark")
    for size in ("desktop", "phone")
]


@dataclass(frozen=True)
class View:
    """What somebody sees; `who` by language, or nobody who is signed in."""

    who: dict[str, str] | None
    open: Callable[[Page, Clinic, str], None]


def show(
    view: View,
    clinic: Clinic,
    browsing: Browsing,
    look: Look,
    tell: Callable[[str], None] = lambda url: None,
) -> Page:
    """Returns when the page has settled; `tell` hears of every address it asks for."""
    token = clinic.members[view.who[look.lang]].token if view.who else None
    role = "member" if view.who else None
    size = SIZES[look.size]
    page = browsing.page(
        clinic.running, role, lang=look.lang, theme=look.theme, size=size, token=token
    )
    page.on("request", lambda request: tell(request.url))
    view.open(page, clinic, look.lang)
    page.wait_for_load_state("networkidle")
    return page


def _at(path: str, settled: str) -> Callable[[Page, Clinic, str], None]:
    def open(page: Page, clinic: Clinic, lang: str) -> None:
        page.goto(path)
        expect(page.locator(settled).first).to_be_visible()

    return open


def _invite(page: Page, clinic: Clinic, lang: str) -> None:
    page.goto(clinic.invitation)
    expect(page.locator("[name=again]")).to_be_visible()


def _conversation(page: Page, lang: str, number: int) -> None:
    page.goto("/")
    expect(page.locator("#send[title]")).to_be_visible()
    listed = page.request.get("/v1/conversations").json()["data"]
    [id] = [one["id"] for one in listed if one["title"] == OWN[lang][number]]
    page.goto(f"/?c={id}")
    expect(page.locator(".actions button").first).to_be_visible()


def _answer(page: Page, clinic: Clinic, lang: str) -> None:
    _conversation(page, lang, ANSWER)
    page.locator("#thread").evaluate("thread => thread.scrollTo(0, 0)")


def _passage(page: Page, clinic: Clinic, lang: str) -> None:
    _answer(page, clinic, lang)
    page.locator(".prose .cite").first.click()
    expect(page.locator("#side mark").first).to_be_visible()


def _panel(tool: int, settled: str, number: int) -> Callable[[Page, Clinic, str], None]:
    def open(page: Page, clinic: Clinic, lang: str) -> None:
        _conversation(page, lang, number)
        page.locator(".toggles").nth(tool).click()
        expect(page.locator(settled).first).to_be_visible()

    return open


def _correct(page: Page, clinic: Clinic, lang: str) -> None:
    _panel(1, ".correction", ANSWER)(page, clinic, lang)
    editor = page.locator("textarea.correction")
    quotes = editor.input_value().splitlines()
    editor.fill("\n".join(line for line in quotes if line != quotes[2]).replace("3", "6", 1))
    editor.press("Control+Enter")
    expect(page.locator(".diff")).to_be_visible()
    page.locator(".diff").scroll_into_view_if_needed()


def _item(page: Page, clinic: Clinic, lang: str) -> None:
    page.goto("/review")
    page.locator("[data-go]").click()
    expect(page.locator("#item-title")).to_be_focused()


def _incident(page: Page, clinic: Clinic, lang: str) -> None:
    page.goto(f"/incidents#{clinic.incidents[lang]}")
    expect(page.locator("#case .asked")).to_be_visible()


def _both(name: str) -> dict[str, str]:
    return {"zh": name, "en": name}


VIEWS = {
    "sign-in": View(None, _at("/sign-in", "#sign-in")),
    "invite": View(None, _invite),
    "account": View(WRITERS, _at("/account", "[data-session], .facts")),
    "chat": View(WRITERS, _at("/", "#welcome:not([hidden])")),
    "chat-answer": View(WRITERS, _answer),
    "chat-passage": View(WRITERS, _passage),
    "chat-judge": View(WRITERS, _panel(0, ".judge-form", ANSWER)),
    "chat-correct": View(WRITERS, _correct),
    "chat-compare": View(WRITERS, _panel(2, ".draft", COMPARED)),
    "review": View(RATERS, _at("/review", "[data-go]")),
    "review-item": View(RATERS, _item),
    "review-compare": View(COMPARERS, _item),
    "review-items": View(_both("罗青"), _at("/review?view=items", "#items table")),
    "incidents": View(_both("罗青"), _at("/incidents", ".case-link")),
    "incident": View(_both("罗青"), _incident),
    "agreement": View(_both("罗青"), _at("/agreement", ".counts")),
    "people": View(_both("陈思远"), _at("/people", "#people")),
    "data": View(_both("陈思远"), _at("/data", "#events table")),
}
