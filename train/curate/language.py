"""Rows whose text is not in the language they are said to be in.

Told by script, and for English by the little words that no English page does without: that is what
separates it from other languages in Latin script, and prose from tables and code.
"""

from dataclasses import dataclass
from typing import Final

from train.curate.characters import HAN
from train.curate.document import Document, Filter

# The articles, prepositions and verbs among the hundred commonest words.
_WORDS = """
the of and to in a is that for it as was with be on not he by are this or have from at which you an
they were her she all we had their has his i can do if your my what there
"""
_LITTLE: Final = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Language(Filter):
    """`zh`: the least share of Han among the letters of a Chinese row (reports are full of Latin
    abbreviations); `en`: the largest share in an English one. `little`: the least share of little
    words in an English text of more than `words` words."""

    zh: float = 0.3
    en: float = 0.2
    little: float = 0.06
    words: int = 50
    name = "language"

    def reason(self, document: Document) -> str:
        letters = document.letters
        han = int(document.counts[HAN])
        if document.lang == "zh":
            # Kana share the letters with Latin: a Japanese page has more of them than of Han.
            return "" if letters and han >= self.zh * letters else "not_zh"
        if document.lang != "en":
            return "neither_zh_nor_en"
        if not letters or han > self.en * letters:
            return "not_en"
        words = document.text.lower().split()
        few = len(words) > self.words and sum(
            word in _LITTLE for word in words
        ) < self.little * len(words)
        return "not_en" if few else ""


make = Language
