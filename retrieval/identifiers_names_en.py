"""Names in Latin script: with a title, a word that introduces one, or from the lists of names.

Chat is typed carelessly, so lower case counts too wherever the context or the lists are sure. A
name in front of disease, syndrome, sign and the like is an eponym and stays.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from retrieval.clinical_words import CLINICAL_ENDING, CLINICAL_HEAD, EPONYMS
from retrieval.everyday_words import EVERYDAY
from retrieval.identifiers import LATIN, Rule
from retrieval.identifiers_search import ahead_of, beginning, folded, opened, starts
from retrieval.latin_names import (
    LIKELY,
    LISTED,
    NAMED,
    NO_NAMES,
    TITLED,
    Reader,
)
from retrieval.name_cues import (
    AFTER_RELATION,
    AFTER_SAINT,
    AFTER_STRONG,
    AFTER_TITLE,
    AFTER_WEAK,
    AFTER_ZH,
    AGED_RELATION,
    ASKED,
    BEFORE_RELATION,
    CALLED,
    DOES,
    DONE,
    HAS,
    INVERTED,
    INVERTED_HEAD,
    INVERTED_SIGN,
    LINE_HEAD,
    LOWER_ONE,
    LOWER_SELF,
    NOT_AFTER,
    NOT_CALLED,
    OPENS_LOWER,
    OPENS_RELATION,
    OPENS_STRONG,
    OPENS_TITLE,
    OPENS_WEAK,
    PARTS,
    PARTS_HEAD,
    RELATED_SIGN,
    SAYS,
    SELF_AHEAD,
    SELF_HEAD,
    SELF_SIGN,
    SURE_TITLE,
    SURNAME_FIRST,
    SURNAME_SIGN,
    TELLING,
)
from retrieval.person_names import (
    GIVEN_NAMES,
    LATIN_SURNAMES,
    PINYIN_SURNAMES,
    PINYIN_SYLLABLES,
    WORDLIKE_NAMES,
)

_INITIALS: Final = re.compile(r"(?:\b[A-Z]\.\s?){1,3}$")
# Made once: a union for every word of a text costs more than all the rest.
_SURELY_GIVEN: Final = GIVEN_NAMES - WORDLIKE_NAMES
_SURNAMES: Final = LATIN_SURNAMES - NO_NAMES
_SURE_SURNAMES: Final = LATIN_SURNAMES - WORDLIKE_NAMES - EPONYMS
_UNSURE: Final = WORDLIKE_NAMES | EPONYMS | NO_NAMES
_NOT_ALONE: Final = NO_NAMES | EPONYMS


# Under re.IGNORECASE the Kelvin sign is a Latin letter too.
_ANY_LETTER: Final = re.compile(f"[{LATIN}\u212a]")


def names_en(text: str) -> Rule:
    if not _ANY_LETTER.search(text):
        return
    reader = Reader(text)
    for start, end in _introduced(reader):
        yield start, end, "name"
    for start, end in _phrased(text):
        yield start, end, "name"
    for index, (_, _, word) in enumerate(reader.words):
        if not _may_begin(word):
            continue
        found = _pinyin(reader, index) or _listed(reader, index)
        if found:
            yield _with_initials(text, found[0]), found[1], "name"


@lru_cache(maxsize=16384)
def _may_begin(word: str) -> bool:
    """Most words are in lower case and on no list: they need no closer look."""
    known = word.removesuffix("'s").lower() in GIVEN_NAMES
    return known or "-" in word or not word[0].islower()


def _introduced(reader: Reader) -> Iterable[tuple[int, int]]:
    """Names behind a title, a relation, "my name is" and the like."""
    text = reader.text
    for match in beginning(AFTER_TITLE, text, opened(text, OPENS_TITLE)):
        index = reader.at.get(match.end())
        surely = SURE_TITLE.fullmatch(match["title"])
        capital = text[match.end()].isupper() and not reader.flat
        if index is None or (not surely and "." in match[0]):
            continue
        yield from _one(reader.name_from(index, TITLED if surely or capital else LISTED))
    aged = starts(AGED_RELATION, folded(text))
    for pattern, at, sure in (
        (AFTER_STRONG, opened(text, OPENS_STRONG), NAMED),
        (AFTER_RELATION, sorted(opened(text, OPENS_RELATION) + aged), LIKELY),
        (AFTER_WEAK, opened(text, OPENS_WEAK), LISTED),
    ):
        for match in beginning(pattern, text, at):
            index = reader.at.get(match.end())
            if index is None:
                continue
            if sure == NAMED and not _may_follow(reader, index):
                continue
            if _is_called(reader, index):
                yield from _one(reader.name_from(index, TITLED))
                continue
            if sure == LISTED and not _person_like(reader, index):
                continue
            yield from _one(reader.name_from(index, max(sure, LIKELY)))


def _one(found: tuple[int, int] | None) -> Iterable[tuple[int, int]]:
    return () if found is None else (found,)


def _phrased(text: str) -> Iterable[tuple[int, int]]:
    """Names that a whole phrase gives away."""
    for match in beginning(PARTS, text, starts(PARTS_HEAD, text)):
        if _is_whole(text, match):
            yield match.span()
    inverted = starts(INVERTED_HEAD, text) if INVERTED_SIGN.search(text) else ()
    for match in beginning(INVERTED, text, inverted):
        surname, given = match["surname"].lower(), match["given"].lower()
        known = given in _SURELY_GIVEN and _plain(surname) in LATIN_SURNAMES
        if known or (match["cue"] and (given in GIVEN_NAMES or _plain(surname) in LATIN_SURNAMES)):
            yield match.start("surname"), match.end()
    for match in beginning(LOWER_ONE, text, opened(text, OPENS_LOWER)):
        if match["name"].lower() in GIVEN_NAMES and match["name"].lower() not in NOT_CALLED:
            yield match.span("name")
    for match in AFTER_ZH.finditer(text):
        if match["name"].split()[0].lower() not in NO_NAMES:
            yield match.span("name")
    selves = ahead_of(SELF_SIGN, SELF_HEAD, text, SELF_AHEAD, signs=folded(text))
    for match in beginning(LOWER_SELF, text, selves):
        if all(map(_is_unknown, match["name"].lower().split())):
            yield match.span("name")
    for match in BEFORE_RELATION.finditer(text) if RELATED_SIGN.search(folded(text)) else ():
        if _is_unknown(match["name"].split()[0].lower()):
            yield match.span("name")
    lines = (0, *starts(LINE_HEAD, text)) if SURNAME_SIGN.search(text) else ()
    for match in beginning(SURNAME_FIRST, text, lines):
        if match["given"].lower() in GIVEN_NAMES and _is_unknown(
            match["name"].split(",")[0].lower()
        ):
            yield match.span("name")


def _plain(lower: str) -> str:
    return lower.replace("'", "")


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Priya St. Clair, Joy P. McAllister, Van der Berg: a given name, a surname, or both."""
    given, particles, surname = match["given"], match["particles"], match["surname"].lower()
    if CLINICAL_HEAD.match(text[match.end() : match.end() + 60]) or surname == "wort":
        return False
    known = _plain(surname) in LATIN_SURNAMES
    if given is None:
        return known or surname in AFTER_SAINT
    first = given.lower()
    if first not in GIVEN_NAMES or (surname in EVERYDAY and not known):
        return False
    if not particles and surname in NO_NAMES - LATIN_SURNAMES:
        return False
    if text[: match.start()][-1:] == "-" or match.group().isupper() != given.isupper():
        return False
    if first not in _UNSURE:
        return bool(particles) or known or surname in EPONYMS
    starts = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?"
    return known and (not starts or surname not in EVERYDAY)


def _is_called(reader: Reader, index: int) -> bool:
    """My daughter Hope, my neighbour Mark: words, were it not for the capital."""
    word = reader.word(index)
    lower = word.lower()
    if reader.flat or not word[:1].isupper() or word.isupper() or lower not in GIVEN_NAMES:
        return False
    start, end, _ = reader.words[index]
    return not reader.is_eponym(start, end) and reader.next(index).lower() not in NOT_AFTER


def _is_unknown(lower: str) -> bool:
    if CLINICAL_ENDING.search(lower) or lower in EPONYMS:
        return False
    return not any(part in NO_NAMES for part in (lower, *lower.split("-")))


def _may_follow(reader: Reader, index: int) -> bool:
    """After "name is": not the rest of a sentence ("the name of the drug")."""
    word = reader.word(index)
    return word[0].isupper() or word.lower() not in NO_NAMES


def _person_like(reader: Reader, index: int) -> bool:
    """After "I'm": a name from the lists, or a capitalised word that is nothing else."""
    word = reader.word(index)
    lower = word.lower()
    if lower in EPONYMS or reader.is_eponym(*reader.words[index][:2]):
        return False
    if lower in GIVEN_NAMES:
        return lower not in EVERYDAY and (word[0].isupper() or lower not in WORDLIKE_NAMES)
    return word[0].isupper() and not word.isupper() and _is_unknown(lower)


def _listed(reader: Reader, index: int) -> tuple[int, int] | None:
    """A name that only the lists of names, or what stands behind it, give away."""
    word = reader.word(index)
    lower = word.lower()
    capital = word[0].isupper()
    if lower.split("-")[0] in EPONYMS and "-" in lower:
        return None  # Charcot-Marie-Tooth
    if lower in EVERYDAY and not (lower in WORDLIKE_NAMES and capital):
        return None
    if lower in GIVEN_NAMES or any(part in _SURELY_GIVEN for part in lower.split("-")):
        return _given(reader, index, lower)
    surname = reader.next(index).lower() in _SURNAMES
    if not capital or (reader.flat and not surname) or lower in _NOT_ALONE:
        return None
    if lower.replace("'", "") in LATIN_SURNAMES:
        alone = lower not in WORDLIKE_NAMES and not word.isupper()
        return reader.name_from(index, LISTED) if alone else None
    return _unlisted(reader, index, word) if not CLINICAL_ENDING.search(lower) else None


def _given(reader: Reader, index: int, lower: str) -> tuple[int, int] | None:
    """A given name; one that is also a word or an eponym only with a surname behind it."""
    if lower not in _UNSURE:
        return reader.name_from(index, LISTED)
    following = reader.next(index)
    if not (reader.word(index)[0].isupper() and following[:1].isupper()):
        return _within(reader, index, lower)
    surname = following.lower() in _SURNAMES
    unsure = following.lower() in WORDLIKE_NAMES and reader.starts_sentence(index)
    return reader.name_from(index, LIKELY) if surname and not unsure else None


def _within(reader: Reader, index: int, lower: str) -> tuple[int, int] | None:
    """Hope or Mark with a capital in the middle of a sentence, and nothing else with one near."""
    word, following = reader.word(index), reader.next(index)
    if reader.flat or not word[0].isupper() or word.isupper() or lower in EPONYMS | NOT_CALLED:
        return None
    if reader.starts_sentence(index):
        fits = DOES.match(reader.after(index)) or HAS.match(reader.after(index))
        return reader.words[index][:2] if fits and lower in CALLED else None
    before = reader.word(index - 1) if index else ""
    if lower not in CALLED or before[:1].isupper() or following.lower() in NOT_AFTER:
        return None
    return reader.name_from(index, TITLED)


def _unlisted(reader: Reader, index: int, word: str) -> tuple[int, int] | None:
    """Capitalised words that no list knows, where only a person can stand."""
    following = reader.next(index)
    if following[:1].isupper() and not following.isupper() and following.lower() not in NO_NAMES:
        known = following.lower() in _SURE_SURNAMES
        after = reader.after(index + 1)
        if known or TELLING.match(after) or DOES.match(after):
            return reader.name_from(index, LIKELY)
    if word.isupper() or len(word) < 3:
        return None
    start, end, _ = reader.words[index]
    asked = ASKED.search(reader.text[max(0, start - 12) : start])
    if SAYS.match(reader.after(index)) or (asked and DONE.match(reader.after(index))):
        return reader.name_from(index, LISTED)
    if _with_initials(reader.text, start) == start:
        return None
    first = index
    while first and reader.words[first - 1][0] >= _with_initials(reader.text, start):
        first -= 1
    before = reader.word(first - 1) if first and reader.gap(first - 1) == " " else ""
    given = before[:1].isupper() and before.lower() not in NO_NAMES  # Robin J. Landwehr
    return reader.words[first - 1 if given else first][0], end


def _with_initials(text: str, start: int) -> int:
    """J. Okafor, R. K. Narayan"""
    before = text[max(0, start - 12) : start]
    match = _INITIALS.search(before)
    return start - len(before) + match.start() if match else start


def _pinyin(reader: Reader, index: int) -> tuple[int, int] | None:
    """Li Xiuying, Ouyang Na, or Xiuying Li."""
    one, two = reader.word(index), reader.next(index)
    if not two or not (one[0].isupper() and two[0].isupper()) or one.isupper() != two.isupper():
        return None
    start, end = reader.words[index][0], reader.words[index + 1][1]
    if reader.is_eponym(start, end) or (one.lower(), two.lower()) == ("hong", "kong"):
        return None
    for surname, given in ((one, two), (two, one)):
        if surname.lower() in PINYIN_SURNAMES and is_pinyin(given):
            third = reader.next(index + 1)
            more = third[:1].isupper() and is_pinyin(third)
            return start, reader.words[index + 2][1] if more else end
    return None


def is_pinyin(word: str) -> bool:
    """One or two syllables that are no English word."""
    lower = word.lower().replace("-", "").replace("'", "")
    if not lower.isascii() or len(lower) < 2 or lower in NO_NAMES:
        return False
    cuts = [(lower,), *((lower[:at], lower[at:]) for at in range(1, len(lower)))]
    return any(all(part in PINYIN_SYLLABLES for part in cut) for cut in cuts)
