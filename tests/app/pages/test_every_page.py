"""Every page, filled as in daily use, in Chinese and light on a phone, in English and dark on a
desktop.

Axe finds nothing serious, the console and the Content-Security-Policy complain of nothing (that is
`browsing`'s to tell), nothing is asked of another host, and no page scrolls sideways.
"""

from collections.abc import Iterator

import pytest

from tests.app.browser import Browsing, browsing, chromium, violations
from tests.app.pages.demo import Clinic, open_clinic
from tests.app.pages.every_page import LOOKS, VIEWS, Look, show

__all__ = ["browsing", "chromium"]
PAIRED = {("zh", "light", "phone"), ("en", "dark", "desktop")}
SEEN = [look for look in LOOKS if (look.lang, look.theme, look.size) in PAIRED]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with open_clinic(tmp_path_factory.mktemp("every-page") / "home") as opened:
        yield opened


@pytest.mark.parametrize("look", SEEN, ids=str)
@pytest.mark.parametrize("name", VIEWS)
def test_a_page_is_for_everybody_and_keeps_to_itself(
    clinic: Clinic, browsing: Browsing, name: str, look: Look
) -> None:
    asked: list[str] = []
    page = show(VIEWS[name], clinic, browsing, look, asked.append)
    assert violations(page) == []
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen
    elsewhere = [url for url in asked if not url.startswith((clinic.running.url, "data:"))]
    assert asked
    assert elsewhere == []
