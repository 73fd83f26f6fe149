"""Makes the pictures in docs/screenshots: every page, zh and en, light and dark, desktop and phone.

    .venv/bin/python -m tests.app.pages.screenshots [--out FOLDER] [NAME …]

A service of its own with the clinic of `demo`, Debian's Chromium; two or three minutes. With names
(such as `review-item`) only these pages. The index of pictures, README.md, is written anew.
"""

import argparse
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.app.browser import CHROMIUM, FLAGS, Browsing
from tests.app.pages.demo import open_clinic
from tests.app.pages.every_page import LOOKS, VIEWS, show

OUT = Path(__file__).parents[3] / "docs" / "screenshots"
MOST_BYTES = 60_000
Colour = tuple[int, int, int]
COLOURS = (48, 32, 24, 16, 12, 8)
HEAD = """# The pages

Every page as it stands, made anew by `.venv/bin/python -m tests.app.pages.screenshots`: a service
of its own, the built-in engine on the demonstration corpus, invented people. Files are called
`page-language-theme-size.png`.
"""


def picture(page: Page) -> bytes:
    """A PNG of few colours, as few as it takes to be small."""
    shot = page.screenshot(animations="disabled", caret="hide")
    whole = Image.open(BytesIO(shot)).convert("RGB")
    for colours in COLOURS:
        small = BytesIO()
        in_few(whole, colours).save(small, "PNG", optimize=True)
        if small.tell() <= MOST_BYTES:
            break
    return small.getvalue()


def in_few(whole: Image.Image, colours: int) -> Image.Image:
    """The commonest colours as they are, every other as the nearest of these: a page's surfaces
    keep their colours, which a palette of averages would shift."""
    counts = sorted(whole.getcolors(whole.width * whole.height) or [], reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counts[:colours] for part in cast(Colour, colour)])
    return whole.quantize(palette=palette, dither=Image.Dither.NONE)


def sheet(names: list[str]) -> str:
    """Two of each page in sight, the others as links."""
    parts = [HEAD]
    for name in names:
        files = {look: f"{name}-{look}.png" for look in map(str, LOOKS)}
        seen = [
            f'<img src="{files[look]}" alt="{name}, {look}" height="300">'
            for look in ("zh-light-desktop", "en-dark-desktop", "zh-light-phone", "en-dark-phone")
        ]
        links = " · ".join(f"[{look}]({file})" for look, file in files.items())
        parts.append(f"## {name}\n\n{' '.join(seen)}\n\n{links}\n")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the pictures in docs/screenshots.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of pages; default: all")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with open_clinic(Path(folder) / "home") as clinic:
            for name in given.names or VIEWS:
                for look in LOOKS:
                    windows = Browsing(browser)
                    page = show(VIEWS[name], clinic, windows, look)
                    (given.out / f"{name}-{look}.png").write_bytes(picture(page))
                    windows.close()
        browser.close()
    (given.out / "README.md").write_text(sheet(list(VIEWS)), encoding="utf-8")


if __name__ == "__main__":
    main()
