"""Reading a name in Latin script from its first word on.

How sure the words before it are decides what may be a part of it: behind "my name is" any word
may, behind nothing only one that the lists of names know.
"""

import re
from functools import cached_property
from typing import Final

from retrieval.clinical_words import CLINICAL_ENDING, CLINICAL_HEAD, EPONYMS
from retrieval.everyday_words import EVERYDAY
from retrieval.identifiers import LATIN
from retrieval.identifiers_search import pieces
from retrieval.person_names import GIVEN_NAMES, LATIN_SURNAMES, WORDLIKE_NAMES
from retrieval.place_names import COUNTRIES, FOREIGN_CITIES, STATES

# How sure a name is before it is read.
NAMED, TITLED, LIKELY, LISTED = 3, 2, 1, 0

_PARTICLES_TEXT = """
de la del della der den van von da dos das du di el al bin ibn bint ben abu st le ter ten af y e
"""
PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_TITLES_TEXT = """
mr mrs ms mx miss dr drs doctor prof professor nurse sister brother pastor father sir madam uncle
aunt auntie aunty grandma grandpa granny nana captain officer judge coach rabbi imam sheikh rev
mister md do np rn pa phd
"""
_PLACES: Final = frozenset(
    word.lower() for place in (*FOREIGN_CITIES, *STATES) for word in place.split()
)
NO_NAMES: Final = (
    EVERYDAY
    | COUNTRIES
    | (_PLACES - GIVEN_NAMES - LATIN_SURNAMES)
    | frozenset(_TITLES_TEXT.split())
)
_NOT_LOWER: Final = WORDLIKE_NAMES | NO_NAMES | EPONYMS
WORD: Final = re.compile(rf"([{LATIN}]+(?:['-][{LATIN}]+)*)")
_GAP: Final = re.compile(r"\s{1,2}|-")
_LONGEST: Final = 4


class Reader:
    """One text and its Latin words, so that a name can be read from any of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = pieces(WORD, text)
        # All lower case, or all capitals: then case tells nothing.
        self.flat = not any(
            len(word) > 2 and word[0].isupper() and word[1].islower() for _, _, word in self.words
        )

    @cached_property
    def at(self) -> dict[int, int]:
        """The number of the word that begins at a place."""
        return {start: index for index, (start, _, _) in enumerate(self.words)}

    def word(self, index: int) -> str:
        return self.words[index][2].removesuffix("'s") if index < len(self.words) else ""

    def gap(self, index: int) -> str:
        """What stands between this word and the next."""
        return self.text[self.words[index][1] : self.words[index + 1][0]]

    def next(self, index: int) -> str:
        """The following word, if only a blank is between."""
        return (
            self.word(index + 1) if index + 1 < len(self.words) and self.gap(index) == " " else ""
        )

    def after(self, index: int) -> str:
        return self.text[self.words[index][1] :][:60]

    def starts_sentence(self, index: int) -> bool:
        start = self.words[index][0]
        before = self.text[max(0, start - 20) : start].rstrip(" \"'(-*")
        return not before or before[-1] in ".!?\n:;。"

    def is_eponym(self, start: int, end: int) -> bool:
        joined = self.text[start:end].lower() in EPONYMS and self.text[end : end + 1] == "-"
        return joined or bool(CLINICAL_HEAD.match(self.text[end : end + 60]))

    def name_from(self, first: int, sure: int) -> tuple[int, int] | None:
        """The name whose first word this is."""
        index, words = first, 0
        while index < len(self.words) and words < _LONGEST:
            if self._is_particle(index, sure, words):
                pass
            elif self._fits(index, sure, words):
                words += 1
            else:
                break
            index += 1
            if self.words[index - 1][2].endswith("'s") or not self._goes_on(index - 1):
                break
        while index > first and self.words[index - 1][2].lower() in PARTICLES:
            index -= 1
        if not words or index == first:
            return None
        start, end = self.words[first][0], self.words[index - 1][1]
        end -= 2 if self.text[start:end].endswith("'s") else 0
        return None if sure < TITLED and self.is_eponym(start, end) else (start, end)

    def _goes_on(self, index: int) -> bool:
        if index + 1 >= len(self.words):
            return False
        gap = self.gap(index)
        return bool(_GAP.fullmatch(gap)) or (len(self.word(index)) == 1 and gap in (".", ". "))

    def _is_particle(self, index: int, sure: int, words: int) -> bool:
        """de la Cruz: the word behind the last particle must fit."""
        last = index
        while last < len(self.words) and self.words[last][2].lower() in PARTICLES:
            last += 1
        if last == index or last == len(self.words) or not (words or sure >= TITLED):
            return False
        return self._fits(last, sure, words)

    def _fits(self, index: int, sure: int, words: int) -> bool:
        """Whether this word can be the next of a name that has `words` already."""
        word = self.word(index)
        lower = word.lower().replace("'", "")
        if len(word) == 1:
            initial = word.isupper() and word != "I" and self._continues(index)
            return initial and (words > 0 or sure >= TITLED)
        listed = is_listed(lower)
        if word[0].isupper() and not self.flat:
            return self._capital_fits(index, word, listed, sure, words)
        if listed and lower not in _NOT_LOWER:
            return True
        if lower in NO_NAMES or not (self.flat or sure >= TITLED):
            return False
        if listed:
            return sure >= TITLED or words > 0
        if CLINICAL_ENDING.search(lower) and sure < NAMED:
            return False
        if not words:
            return sure >= TITLED
        # "dr okafor treats": behind a title a plain word ends the name
        typed_lower = self.words[index - 1][2][0].islower()
        return typed_lower and (sure == NAMED or (words == 1 and self._ends(index)))

    def _capital_fits(self, index: int, word: str, listed: bool, sure: int, words: int) -> bool:
        lower = word.lower()
        if word.isupper() and len(word) < 6 and not listed and sure < TITLED:
            return False
        if lower in NO_NAMES:
            between = sure == NAMED and words == 1 and is_listed(self.next(index).lower())
            surname = words > 0 and lower in LATIN_SURNAMES
            return between or (listed and (surname or sure >= TITLED))
        if listed:
            return True
        if sure < TITLED and (CLINICAL_ENDING.search(lower) or set(lower.split("-")) & EVERYDAY):
            return False
        start, end, _ = self.words[index]
        return (
            lower not in EPONYMS or sure >= TITLED or (words > 0 and not self.is_eponym(start, end))
        )

    def _continues(self, index: int) -> bool:
        return index + 1 < len(self.words) and bool(re.fullmatch(r"\.?\s?", self.gap(index)))

    def _ends(self, index: int) -> bool:
        return bool(re.match(r"\s?(?:$|[,.;!?\n)])", self.text[self.words[index][1] :]))


def is_listed(lower: str) -> bool:
    """Whether it is somebody's given name or surname, or a hyphenated given name."""
    if lower in GIVEN_NAMES or lower in LATIN_SURNAMES:
        return True
    return "-" in lower and any(part in GIVEN_NAMES for part in lower.split("-"))
