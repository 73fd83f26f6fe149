"""Markdown on the page: what it draws, letter by letter too, and that nothing else comes of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from app.pages.frame import static
from tests.app.browser import Browsing, browsing, chromium
from tests.app.running import Running, copied, serving

__all__ = ["browsing", "chromium"]

EVERYTHING = """# Title *here*

Words with **bold *and italic* text**, __strong__, _em_, ~~gone~~, snake_case_word, 2 * 3 * 4.
A second line, `code [1]`, [a link](https://example.org/a_b "t") and https://example.org/x_y.
Cited [1], [2, 3]【2】 and unknown [9]. Escaped \\*stars\\*.

- one
- two
  continued

  a paragraph inside

  1. inner
  2. second
* three

1、药物：**布洛芬** 400 mg。
2、休息

> quoted
> - list in it

| drug | dose |
|:--|--:|
| a \\| b | 5 mg [1] |
| c |

```python
x = "**not bold**" | [1]
```
---
last line"""

# Draws `text` letter by letter, and whole; both must look alike.
DRAW = """async ([digest, text]) => {
  const { MarkdownView } = await import(`/static/${digest}/markdown_view.js`);
  const cite = ({ numbers }) => {
    if (numbers.some((number) => number > 3)) return null;
    const node = document.createElement("sup");
    node.textContent = numbers.join();
    return node;
  };
  const grown = document.createElement("div"), whole = document.createElement("div");
  const view = new MarkdownView(grown, { cite });
  for (let end = 1; end <= text.length; end += 1) view.update(text.slice(0, end));
  new MarkdownView(whole, { cite }).finish(text);
  return { grown: grown.innerHTML, whole: whole.innerHTML };
}"""

# The text of every leaf beside the piece of the source that it says it is.
LEAVES = """async ([digest, text]) => {
  const { parse } = await import(`/static/${digest}/markdown.js`);
  const found = [];
  const walk = (node) => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === "object") {
      if ("end" in node) found.push([node.text, text.slice(node.start, node.end)]);
      Object.values(node).forEach(walk);
    }
  };
  walk(parse(text));
  return found;
}"""

MARKED = """async ([digest, text, spans]) => {
  const { MarkdownView } = await import(`/static/${digest}/markdown_view.js`);
  const element = document.createElement("div");
  const after = () => document.createTextNode("!");
  const marks = spans.map(([start, end]) => ({ start, end, class: "doubt", after }));
  new MarkdownView(element).finish(text, marks);
  return element.innerHTML;
}"""

TIMED = """async ([digest, text]) => {
  const { MarkdownView } = await import(`/static/${digest}/markdown_view.js`);
  const view = new MarkdownView(document.createElement("div"));
  const started = performance.now();
  view.update(text);
  view.finish(text);
  return performance.now() - started;
}"""


@pytest.fixture(scope="module")
def service(
    prepared: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("markdown") / "home"
    with serving(home, copied(prepared, home)) as running:
        yield running


@pytest.fixture
def page(service: Running, browsing: Browsing) -> Page:
    page = browsing.page(service)
    page.goto("/")
    return page


def drawn(page: Page, text: str) -> str:
    both: dict[str, str] = page.evaluate(DRAW, [static.digest(), text])
    assert both["grown"] == both["whole"]
    return both["whole"]


def test_a_text_that_grows_ends_up_as_if_it_had_come_whole(page: Page) -> None:
    html = drawn(page, EVERYTHING)
    for piece in (
        "<h3>Title <em>here</em></h3>",
        "<strong>bold <em>and italic</em> text</strong>",
        "snake_case_word, 2 * 3 * 4.<br>",
        "<code>code [1]</code>",
        'href="https://example.org/a_b"',
        '">https://example.org/x_y</a>.',
        "Cited <sup>1</sup>, <sup>2,3</sup><sup>2</sup> and unknown [9]. Escaped *stars*.",
        "<ol><li>inner</li><li>second</li></ol>",
        "<ol><li>药物：<strong>布洛芬</strong> 400 mg。</li><li>休息</li></ol>",
        "<blockquote><p>quoted</p><ul><li>list in it</li></ul></blockquote>",
        "<td>5 mg <sup>1</sup></td>",
        'x = "**not bold**" | [1]</code></pre><hr><p>last line</p>',
    ):
        assert piece in html, piece


def test_every_word_knows_its_place_in_the_source(page: Page) -> None:
    leaves: list[list[str]] = page.evaluate(LEAVES, [static.digest(), EVERYTHING])
    assert len(leaves) > 40
    for text, source in leaves:
        assert text == source


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "[x](javascript:alert(1)) [x](data:text/html,a) [x](//example.org) [x](/admin)",
        "![image](https://example.org/a.png)",
        "`<b>` **<i>** \n\n| <u> |\n|---|\n| <s> |",
        '[x](https://example.org/"onmouseover="alert(1))',
    ],
)
def test_nothing_but_the_elements_of_markdown_comes_of_it(page: Page, text: str) -> None:
    drawn(page, text)
    names: list[list[str]] = page.evaluate(
        """async ([digest, text]) => {
          const { MarkdownView } = await import(`/static/${digest}/markdown_view.js`);
          const element = document.createElement("div");
          new MarkdownView(element).finish(text);
          return [...element.querySelectorAll("*")].map((one) =>
            [one.localName, ...one.getAttributeNames(), one.getAttribute("href") ?? ""]);
        }""",
        [static.digest(), text],
    )
    allowed = {
        "p",
        "br",
        "strong",
        "em",
        "code",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
    }
    for name, *rest in names:
        assert name in allowed
        assert not any(attribute.startswith("on") for attribute in rest)
        assert name != "a" or rest[-1].startswith("https://example.org/")


def test_a_mark_covers_its_sentence_and_is_explained_at_its_end(page: Page) -> None:
    text = "Fine. Give **500 mg** now [1]. Fine."
    span = [text.index("Give"), text.index(" Fine", 10)]
    html = page.evaluate(MARKED, [static.digest(), text, [span]])
    assert html == (
        '<p>Fine. <span class="doubt">Give </span><strong><span class="doubt">500 mg</span>'
        '</strong><span class="doubt"> now </span><span class="doubt">[1]</span>'
        '<span class="doubt">.</span>! Fine.</p>'
    )


PIECES: dict[str, Any] = {
    "paragraphs": "A sentence of an answer, **bold** [1] and more.\n\n" * 2000,
    "stars": "**a *b " * 14_000,
    "brackets": "[" * 100_000,
    "links": "https://example.org/a " * 4500,
    "quotes": ">" * 100_000,
    "lists": "- a\n\n" * 20_000,
    "ticks": "`" * 50_000 + " `` ``` " * 6000,
}


@pytest.mark.parametrize("name", PIECES)
def test_no_text_is_slow_to_draw(page: Page, name: str) -> None:
    """Twice 100,000 characters; the worst texts are those that nearly mean something."""
    assert page.evaluate(TIMED, [static.digest(), PIECES[name]]) < 8_000
