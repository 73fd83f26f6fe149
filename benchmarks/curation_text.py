"""The text that curation is measured on: Chinese and English that read like pages, with planted
near-duplicates and planted questions.

Not run by itself; curation.py does. Words follow each other as they do in the project's own starter
corpus (a chain of order two), so lengths, repetition and frequencies are those of real text; one
document in ten is noise of a known sort. Equal seeds make equal files.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

STARTER = Path(__file__).resolve().parent.parent / "retrieval" / "starter"
HAN = re.compile("[\u4e00-\u9fff]")
EDITS = (0.01, 0.05, 0.10, 0.20)
NGRAM = 13


@dataclass
class Chain:
    """What follows two units, and where sentences begin."""

    joint: str
    after: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, units: list[str]) -> None:
        for one, two, three in zip(units, units[1:], units[2:], strict=False):
            self.after[one, two].append(three)

    def text(self, rng: Random, size: int) -> list[str]:
        """`size` units; where the chain ends, it begins anew."""
        starts = list(self.after)
        units: list[str] = []
        while len(units) < size:
            following = self.after.get((units[-2], units[-1])) if len(units) > 1 else None
            # Now and then it jumps, or a small corpus would only quote itself.
            if following and rng.random() > 0.25:
                units.append(rng.choice(following))
            else:
                units += rng.choice(starts)
        return units[:size]


def chains() -> dict[str, Chain]:
    found = {"zh": Chain(""), "en": Chain(" ")}
    for path in sorted(STARTER.rglob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if len(HAN.findall(line)) > len(line) / 3:
                found["zh"].learn(list(HAN.sub(lambda char: f" {char[0]} ", line).split()))
            elif len(line) > 40:
                found["en"].learn(line.split())
    return found


@dataclass
class Corpus:
    """`pairs`: (original, copy, edit rate); `planted`: documents with a question's 13-gram."""

    documents: list[dict[str, str]] = field(default_factory=list)
    questions: list[dict[str, str]] = field(default_factory=list)
    pairs: list[tuple[str, str, float]] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)

    def add(self, lang: str, text: str) -> str:
        name = f"d{len(self.documents):07d}"
        self.documents.append({"id": name, "source": "made", "lang": lang, "text": text})
        return name


def make(count: int, seed: int) -> Corpus:
    """About `count` documents, half of each language, of about 1,000 characters each."""
    rng, known, corpus = Random(seed), chains(), Corpus()
    for _ in range(200):
        lang = rng.choice(("zh", "en"))
        words = known[lang].text(rng, rng.randint(20, 60))
        corpus.questions.append({"question": known[lang].joint.join(words), "lang": lang})
    while len(corpus.documents) < count:
        lang = rng.choice(("zh", "en"))
        chain = known[lang]
        units = chain.text(rng, rng.randint(80, 260) if lang == "en" else rng.randint(150, 1500))
        kind = rng.random()
        if kind < 0.10:
            corpus.add(lang, noise(rng, chain, units))
            continue
        if kind < 0.12:
            units = planted(rng, corpus, chain, lang, units)
            corpus.planted.append(corpus.add(lang, laid_out(rng, chain, units)))
            continue
        original = corpus.add(lang, laid_out(rng, chain, units))
        if kind < 0.20:
            rate = rng.choice(EDITS)
            copy = corpus.add(lang, laid_out(rng, chain, edited(rng, chain, units, rate)))
            corpus.pairs.append((original, copy, rate))
    return corpus


def edited(rng: Random, chain: Chain, units: list[str], rate: float) -> list[str]:
    """One stretch in the middle of the document is rewritten: `rate` of its units."""
    size = max(1, round(rate * len(units)))
    at = rng.randint(0, len(units) - size)
    return units[:at] + chain.text(rng, size) + units[at + size :]


def planted(rng: Random, corpus: Corpus, chain: Chain, lang: str, units: list[str]) -> list[str]:
    """The units with two thirds or so of a question somewhere in them."""
    asked = rng.choice([one["question"] for one in corpus.questions if one["lang"] == lang])
    words = (
        asked.split() if chain.joint else list(HAN.sub(lambda char: f" {char[0]} ", asked).split())
    )
    at = rng.randint(0, max(0, len(words) - 2 * NGRAM))
    place = rng.randint(0, len(units))
    return units[:place] + words[at : at + 2 * NGRAM] + units[place:]


def laid_out(rng: Random, chain: Chain, units: list[str]) -> str:
    """In paragraphs of some lines."""
    lines, at = [], 0
    while at < len(units):
        size = rng.randint(30, 120)
        lines.append(chain.joint.join(units[at : at + size]))
        at += size
    return "\n".join(line + ("\n" if number % 4 == 3 else "") for number, line in enumerate(lines))


def noise(rng: Random, chain: Chain, units: list[str]) -> str:
    """Repetition by passages, by lines or by paragraphs; lists of bullets; lines that trail off."""
    part = chain.joint.join(units[: rng.randint(12, 40)])
    sort = rng.randrange(5)
    if sort == 0:
        return chain.joint.join([part] * rng.randint(6, 20))
    if sort == 1:
        return "\n".join([part, chain.joint.join(units[40:80])] * rng.randint(4, 10))
    if sort == 2:
        return "\n\n".join([part] * rng.randint(4, 9))
    lines = [chain.joint.join(units[at : at + 15]) for at in range(0, len(units), 15)]
    return "\n".join(f"- {line}" if sort == 3 else f"{line}…" for line in lines)


def write(path: Path, items: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def read(path: Path) -> list[dict[str, str]]:
    """The documents of a JSONL file (`text` or `raw_text`), with an id, a language and a source."""
    documents = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = row.get("text") or row.get("raw_text") or ""
            lang = "zh" if len(HAN.findall(text)) * 3 > len(text) else "en"
            documents.append(
                {"id": f"d{number:07d}", "source": "given", "lang": lang, "text": text}
            )
    return documents
