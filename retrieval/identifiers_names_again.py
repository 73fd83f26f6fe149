"""Names that were told elsewhere in the conversation, wherever they stand again."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from retrieval.clinical_words import CLINICAL_HEAD, is_zh_word
from retrieval.everyday_words import EVERYDAY
from retrieval.identifiers import Rule
from retrieval.identifiers_names_zh import compound_at, given_weight
from retrieval.latin_names import PARTICLES, WORD
from retrieval.name_cues_zh import HAN
from retrieval.person_names import SURNAMES, WORDLIKE_NAMES

# Made once: a union for every text costs more than all the rest.
_NEVER_AGAIN: Final = EVERYDAY | PARTICLES


def again_zh(text: str, names: Iterable[str]) -> Rule:
    """Names that were found elsewhere, whole or without the surname, wherever they stand again."""
    for name in names:
        for part in _mentions(name):
            start = text.find(part)
            while start >= 0:
                if not is_zh_word(text, start):
                    yield start, start + len(part), "name"
                start = text.find(part, start + 1)


@lru_cache(maxsize=1024)
def _mentions(name: str) -> tuple[str, ...]:
    """How a name in Chinese characters may stand again."""
    if not re.fullmatch(f"[{HAN}·]{{2,}}", name):
        return ()
    if "·" in name:
        return (name, *(part for part in name.split("·") if len(part) > 1))
    compound = compound_at(name, 0)
    surname = compound or name[0]
    given = name[len(surname) :]
    alone = len(given) == 2 and given_weight(given) >= 3 and (compound or surname in SURNAMES)
    return (name, given) if alone else (name,)


def again_en(text: str, names: Iterable[str]) -> Rule:
    """The words of names that were found elsewhere, wherever they stand again."""
    words = {word.lower() for name in names for word in WORD.findall(name) if len(word) > 2}
    words -= _NEVER_AGAIN
    if words:
        lower = text.lower()
        words = {word for word in words if word in lower}
    for match in WORD.finditer(text) if words else ():
        word = match[0].removesuffix("'s")
        if word.lower() in words and (word[0].isupper() or word.lower() not in WORDLIKE_NAMES):
            end = match.start() + len(word)
            if not CLINICAL_HEAD.match(text[end : end + 60]):
                yield match.start(), end, "name"
