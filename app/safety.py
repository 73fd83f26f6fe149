"""The red-flag screen: does a message describe a possible emergency, and what is said then.

It runs before any model speaks, on the person's own words, in Chinese and English. It looks for
an emergency that is happening, has just happened or is near, to the writer or to somebody the
writer describes; not for what is denied, long past, asked in general, or a figure of speech.
The notices are fixed texts (notices.py). Pure: no state, no input but the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.notices import ADVICE, LEAD, SELF_HARM
from app.red_flag_model import Model, load, patterns, plain
from app.red_flag_phrases import spoken
from retrieval.sentences import detect_lang, sentences

MODEL: Final[Model] = load()
EDGE: Final = 2000  # characters read at either end: a pasted book must not slow the screen
WINDOW: Final = 600  # characters judged together; a longer message is judged in pieces
ENOUGH: Final = 0.5  # of a category, to be named beside the likeliest one


@dataclass(frozen=True, slots=True)
class RedFlag:
    category: str
    rule: str  # which version of which part raised it; never a word of the message


def screen(text: str) -> list[RedFlag]:
    """The possible emergencies a message describes, the likeliest first; empty for none."""
    likely: dict[str, float] = {}
    for piece in pieces(text):
        likely.update(dict.fromkeys(spoken(plain(piece)), 1.0))
        found = patterns(piece)
        if MODEL.probability(found) >= MODEL.threshold[detect_lang(piece)]:
            categories = MODEL.categories(found)
            best = max(categories.values(), default=0.0)
            for name, probability in categories.items():
                if probability >= min(best, ENOUGH):
                    likely[name] = max(probability, likely.get(name, 0.0))
    ordered = sorted(likely, key=lambda name: (-likely[name], name))
    return [RedFlag(name, f"{name}@{MODEL.version}") for name in ordered]


def pieces(text: str) -> Iterator[str]:
    """The message whole if it is short, else runs of its sentences that overlap by half."""
    if len(text) > 2 * EDGE:
        text = f"{text[:EDGE]}\n{text[-EDGE:]}"
    if len(text) <= WINDOW:
        yield text
        return
    cuts = [0]
    for start, _ in sentences(text):
        if start - cuts[-1] > WINDOW // 2:
            cuts.append(start)
    while len(text) - cuts[-1] > WINDOW:  # a text without sentences
        cuts.append(cuts[-1] + WINDOW // 2)
    for start in cuts:
        yield text[start : start + WINDOW]


def notice(flags: Sequence[RedFlag], lang: str) -> str:
    """The fixed text shown before any model speaks; empty where nothing was flagged."""
    lang = "zh" if lang.lower().startswith("zh") else "en"
    raised = {flag.category for flag in flags}
    parts = [SELF_HARM[lang]] if "self_harm" in raised else []
    bodily = [advice for name, advice in ADVICE[lang].items() if name in raised]
    if bodily:
        parts += [LEAD[lang], *bodily]
    return ("" if lang == "zh" else " ").join(parts)


def policy_version() -> str:
    """Names the weights an answer was screened with."""
    return MODEL.version
