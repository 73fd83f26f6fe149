"""Labelled chat that the rules of de-identification have not seen, to measure them by.

`unseen()` writes the same texts every time: invented people, places and numbers in templates of
what patients, relatives and clinicians type, each identifier labelled where it stands, and clinical
words that must survive. Nobody who writes the rules reads the templates; the score is worth
nothing otherwise.

A span is the least that has to go: "Alvarez" in "Dr. Alvarez", 张伟 in 张伟医生, the number in
"94-year-old" and 93岁 (but 小李 whole). So score a span as found when every character of it is
covered; what is covered around it costs nothing unless it is in `keep`.

In a template `{slot}` is an identifier, the same value all through one conversation (`{date}` and
`{date2}` are two); `{pt.last}` is part of a person's name; `{~pool}` and `[words]` are to be kept.

    python -m tests.retrieval.identifiers_unseen    # counts by kind and language
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random

from tests.retrieval.identifiers_unseen_en import ENGLISH
from tests.retrieval.identifiers_unseen_values import Language
from tests.retrieval.identifiers_unseen_zh import CHINESE

KINDS = (
    *("name", "phone", "fax", "email", "id_number", "passport", "record_number", "insurance"),
    *("account", "licence", "plate", "device", "url", "ip", "biometric", "address", "date"),
    "age_over_89",
)
AT_LEAST = {"name": 250, "address": 100, "date": 100}  # per language; every other kind 40
ROUNDS = 6  # times a message that stands alone is written, each time about someone else
CASTS = 5  # times a conversation is played
MARK = re.compile(r"\{(~?)([\w.]+)\}|\[([^\]]+)\]")


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Labelled:
    lang: str
    conversation: str
    text: str
    spans: tuple[Span, ...]
    keep: tuple[str, ...]


@dataclass
class Writer:
    """Writes one language. Pools are dealt like cards, so every clinical term turns up."""

    language: Language
    rng: Random
    decks: dict[str, list[str]] = field(default_factory=dict)

    def deal(self, pool: str) -> str:
        deck = self.decks.setdefault(pool, [])
        if not deck:
            deck += self.language.pools[pool]
            self.rng.shuffle(deck)
        return re.sub("#", lambda _: self.rng.choice("123456789"), deck.pop())

    def draw(self, slot: str, known: dict[str, dict[str, str]]) -> tuple[str, str]:
        """The kind and value of a slot; `known` is what this conversation has already told."""
        whose, _, part = slot.partition(".")
        base = whose.rstrip("0123456789")
        if base in self.language.makers:
            kind, make = self.language.makers[base]
            if whose not in known:
                known[whose] = {"": make(self.rng)}
        else:
            kind = "name"
            if whose not in known:
                known[whose] = self.language.person(self.rng, base)
        return kind, known[whose][part]

    def write(
        self, template: str, about: str, known: dict[str, dict[str, str]], hasty: bool
    ) -> Labelled:
        text, spans, keep, last = "", list[Span](), list[str](), 0
        for mark in MARK.finditer(template):
            text += self.between(template[last : mark.start()], hasty)
            last = mark.end()
            pooled, slot, words = mark.groups()
            if slot and not pooled:
                kind, value = self.draw(slot, known)
                spans.append(Span(len(text), len(text) + len(value), kind))
            else:
                value = words or self.deal(slot)
                keep.append(value)
            text += value
        text += self.between(template[last:], hasty)
        return Labelled(self.language.lang, about, text, tuple(spans), tuple(keep))

    def between(self, words: str, hasty: bool) -> str:
        """Hasty typists leave the punctuation out."""
        return re.sub(r"[，。；！]|[,.;!](?=\s|$)", self.language.gap, words) if hasty else words


def unseen() -> list[Labelled]:
    return list(_unseen())


@cache
def _unseen() -> tuple[Labelled, ...]:
    texts = (*write(ENGLISH, seed=20731), *write(CHINESE, seed=55219))
    check(texts)
    return texts


def write(language: Language, seed: int) -> Iterator[Labelled]:
    writer = Writer(language, Random(seed))
    for turn in range(CASTS):
        for number, scene in enumerate(language.scenes):
            about, known = f"{language.lang}-scene-{number}-{turn}", dict[str, dict[str, str]]()
            for template in scene:
                yield writer.write(template, about, known, hasty=turn == CASTS - 1)
    for turn in range(ROUNDS):
        for number, template in enumerate(language.notes):
            about = f"{language.lang}-note-{number}-{turn}"
            yield writer.write(template, about, {}, hasty=turn == ROUNDS - 1)
        for number, template in enumerate(language.clean):
            about = f"{language.lang}-clean-{number}-{turn}"
            yield writer.write(template, about, {}, hasty=turn == ROUNDS - 1)


def check(texts: tuple[Labelled, ...]) -> None:
    """The promises of this set. Broken ones are mistakes in the templates, not in the rules."""
    for language in (ENGLISH, CHINESE):
        templates = {*language.notes, *(turn for scene in language.scenes for turn in scene)}
        assert len(templates) >= 120, (language.lang, len(templates))
        mine = [text for text in texts if text.lang == language.lang]
        found = Counter(span.kind for text in mine for span in text.spans)
        assert set(found) == set(KINDS), set(KINDS) ^ set(found)
        for kind in KINDS:
            assert found[kind] >= AT_LEAST.get(kind, 40), (language.lang, kind, found[kind])
        assert found.total() >= 1100, found.total()
        assert len({term for text in mine for term in text.keep}) >= 400, language.lang
        talks = Counter(text.conversation for text in mine)
        assert sum(turns > 1 for turns in talks.values()) >= 60, language.lang
    for text in texts:
        check_labels(text)


def check_labels(text: Labelled) -> None:
    end = 0
    for span in text.spans:
        assert end <= span.start < span.end <= len(text.text), text
        end = span.end
        value = text.text[span.start : span.end]
        assert value == value.strip(), text
        # A value told twice is labelled twice. One short enough to be part of a word may recur.
        told = [*(text.text[s.start : s.end] for s in text.spans), *text.keep]
        labelled = sum(words.count(value) for words in told)
        assert len(value) < 4 or text.text.count(value) == labelled, (value, text)
    bare = "".join(between(text))
    assert all(term in bare for term in text.keep), text
    assert not re.search(r"[{}\[\]]", bare), text


def between(text: Labelled) -> Iterator[str]:
    last = 0
    for span in text.spans:
        yield text.text[last : span.start]
        yield "\0"
        last = span.end
    yield text.text[last:]


def counts(texts: list[Labelled]) -> str:
    lines: list[str] = []
    for lang in ("en", "zh"):
        mine = [text for text in texts if text.lang == lang]
        found = Counter(span.kind for text in mine for span in text.spans)
        kept = [term for text in mine for term in text.keep]
        talks = Counter(text.conversation for text in mine)
        lines.append(
            f"{lang}: {len(mine)} texts, {sum(n > 1 for n in talks.values())} conversations,"
            f" {found.total()} identifiers, {len(kept)} kept ({len(set(kept))} distinct)"
        )
        lines += [f"  {kind:14} {found[kind]}" for kind in KINDS]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(counts(unseen()) + "\n")
