"""What a sentence says that must not be mistaken: its drugs, its figures, and its other words.

Pure, Chinese and English. All is read off the sentence without its marks and capitals (`plain`),
which knows where each character was written, so that a page can highlight it there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from retrieval.drug_names import KNOWN_AS
from retrieval.quantities import (
    UNIT,
    Quantity,
    Statements,
    statements,
)


def _by_initial(names: Iterable[str]) -> str:
    """One branch for each first letter, longest names first: twenty times as fast as all of them
    side by side."""
    branches: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        branches.setdefault(name[0], []).append(re.escape(name[1:]))
    some = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items())
    return f"(?=[{''.join(branches)}])(?:{some})"


_LATIN = _by_initial(name for name in KNOWN_AS if name.isascii())
_CHINESE = _by_initial(name for name in KNOWN_AS if not name.isascii())
# Patterns for `plain` text; who looks for them in other text must ignore case.
DRUG = re.compile(rf"(?<![A-Za-z]){_LATIN}(?![A-Za-z])|{_CHINESE}")
_HAN = "\u3400-\u9fff\uf900-\ufaff"

# What is no part of a claim: list marks, citations, markdown, the comma in 1,000.
_MARKS = re.compile(
    r"\A[\s>*#|]*(?:(?:[-+•·●▪]\s+|\(?\d{1,3}[.)、）](?!\d)|[(（][一二三四五六七八九十]{1,3}[)）])[\s*]*)*"
    r"|\[\^?\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*\]|【\d{1,3}】|[①-⑳|]"
    r"|(?P<silent>\*+|`+|~~+|(?<=\d),(?=\d{3}(?!\d)))"
)

_NUMBER = r"[0-9０-９]{1,15}(?:[,，](?=[0-9]{3}(?![0-9]))[0-9]{3})*(?:[.．][0-9０-９]{1,15})?"
_COUNTED = (
    r"(?:[片粒丸袋支包滴喷颗枚勺杯]"
    r"|(?:tablet|capsule|pill|puff|drop|teaspoon|sachet|dose)s?(?![A-Za-z]))"
)
_MEASURE = rf"(?:{UNIT})(?:\s*(?:/|per|每)\s*(?:{UNIT}))?|{_COUNTED}"
FIGURE = re.compile(
    rf"(?<![A-Za-z0-9０-９.])(?<![A-Za-z]-){_NUMBER}(?:\s*(?:[-–—~～至到]|to|or|或)\s*{_NUMBER})?"
    rf"(?:\s*-?\s*(?:{_MEASURE}))?"
    rf"|(?<![A-Za-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|half(?:\s+an?)?)\s+"
    rf"(?:{_MEASURE})"
    rf"|[一二三四五六七八九两十半]{{1,3}}个?(?:{_MEASURE})"
    r"|(?<![A-Za-z])(?:once|twice|q\.?d|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\d{1,2}h)(?![A-Za-z])"
)
_ENDS_IN_COUNTED = re.compile(rf"\s*-?\s*个?{_COUNTED}$")
_HALF = re.compile(r"半个?|half(?:\s+an?)?\s")
_EVERY_HOURS = re.compile(r"q(\d+)h")
_LATIN_TIMES = {"qd": "once", "bid": "twice", "tid": "3 times", "qid": "4 times"}

# Which side of its figure is meant; of two that could fit the one that begins first counts, so
# that 不少于 is not 少于.
_BOUND_BEFORE = re.compile(
    r"(?:(?P<most>不超过|不大于|不高于|不多于|小于|低于|少于|不到|不足|未满|最多|至多|[<≤]=?"
    r"|\b(?:no|not)\s(?:[a-z]+\s){0,2}more than|\bnot (?:to )?exceed(?:ing)?|\bless than"
    r"|\bfewer than|\bunder|\bbelow|\byounger than|\bat most|\bup to|\bmaximum(?: of)?|\bwithin)"
    r"|(?P<least>不少于|不小于|不低于|超过|大于|高于|多于|至少|[>≥]=?|\b(?:no|not) less than"
    r"|\b(?:more|greater|older) than|\bover|\babove|\bat least|\bexceed(?:s|ing)?))\s*\Z"
)
_BOUND_AFTER = re.compile(
    r"\s*(?:(?P<most>及?以[下内]|or (?:less|fewer|below|younger))"
    r"|(?P<least>及?以上|or (?:more|above|older|over)))"
)
_MOST = 100  # of a kind that are looked at in one sentence
_REACH = 24  # characters before a figure that can hold its bound
_OFTEN = r"(?:\b(?:a|per|each|every)\s+|/\s*)"
_RHYTHM = re.compile(
    r"(?P<alternate>隔[日天]|\bevery other day|\balternate days)"
    rf"|(?P<day>[每一][日天晚]|\b(?:daily|nightly)\b|{_OFTEN}(?:d|day|night)\b|/\s*[日天])"
    rf"|(?P<week>[每一](?:周|星期)|\bweekly\b|{_OFTEN}(?:wk|week)\b|/\s*周)"
    rf"|(?P<month>[每一]个?月|\bmonthly\b|{_OFTEN}month\b|/\s*月)"
)
_DOSES = ("mass", "volume", "iu", "mass/mass", "mass/volume")
_WORD = re.compile(rf"[a-z]+|[{_HAN}]+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|edly|ed|es|ly|s|e)$")
# By their stems.
FUNCTION_WORDS = frozenset(
    {"the", "and", "for", "you", "your", "are", "was", "has", "hav", "with", "that", "thi", "from"}
    | {"tak", "us", "should", "can", "may", "must", "could", "do", "did", "be", "is", "it", "to"}
    | {"of", "in", "on", "or", "at", "by", "an", "a", "not", "no", "as", "if"}
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence without its marks, in half-width characters, and where each of those stands."""

    text: str
    places: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Drug:
    start: int
    end: int
    name: str  # the English generic name


@dataclass(frozen=True, slots=True)
class Figure:
    start: int
    end: int
    values: frozenset[Quantity]
    numbers: frozenset[Decimal]  # as written, whatever their unit
    bound: str  # "most", "least" or ""
    owner: str  # the drug it is a dose of, where the sentence names several
    unitless: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Daily is not weekly: how often, apart from how many times."""

    start: int
    end: int
    period: str


class Word(NamedTuple):
    start: int
    end: int
    term: str
    is_drug: bool


def plain(sentence: str) -> Plain:
    characters: list[str] = []
    places: list[int] = []
    for at, end, mark in _unmarked(sentence):
        if not mark and sentence[at:end].isascii():
            characters.append(sentence[at:end].lower())
            places += range(at, end)
            continue
        for place in range(at, end):
            folded = " " if mark else _folded(sentence[place])
            characters.append(folded)
            places += [place] * len(folded)
    return Plain("".join(characters), tuple(places))


def _unmarked(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """The stretches to keep; of a mark one character, as the space it leaves between words."""
    done = 0
    for mark in _MARKS.finditer(sentence):
        yield done, mark.start(), False
        if mark[0] and not mark["silent"]:
            yield mark.start(), mark.start() + 1, True
        done = mark.end()
    yield done, len(sentence), False


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def drugs(text: str) -> list[Drug]:
    return [Drug(m.start(), m.end(), KNOWN_AS[m[0]]) for m in islice(DRUG.finditer(text), _MOST)]


def rhythms(text: str) -> list[Rhythm]:
    return [
        Rhythm(m.start(), m.end(), m.lastgroup or "") for m in islice(_RHYTHM.finditer(text), _MOST)
    ]


def figures(text: str, named: Sequence[Drug]) -> list[Figure]:
    found: list[Figure] = []
    for match in islice(FIGURE.finditer(text), _MOST):
        start, end = match.span()
        said = _said(match[0])
        if said.quantities:
            owner = _owner(start, end, said.quantities, named)
            bound = _bound(text, start, end)
            bare = not any(value.dimension for value in said.quantities)
            found.append(Figure(start, end, said.quantities, said.numbers, bound, owner, bare))
    return found


@lru_cache(maxsize=1024)
def _said(written: str) -> Statements:
    """What one figure amounts to; tablets and whatever else is counted count as one unit."""
    written = _LATIN_TIMES.get(written.replace(".", ""), written)
    written = _EVERY_HOURS.sub(r"\1 hours", written)
    written = _HALF.sub("0.5 ", written)
    counted = _ENDS_IN_COUNTED.search(written)
    if not counted:
        return statements([written])
    number = written[: counted.start()]
    numbers = statements([f"{number} times", f"{number}次"]).numbers
    return Statements(frozenset(Quantity(n, "count", written) for n in numbers), numbers)


def _bound(text: str, start: int, end: int) -> str:
    before = _BOUND_BEFORE.search(text, max(0, start - _REACH), start)
    match = before or _BOUND_AFTER.match(text, end)
    return match.lastgroup or "" if match else ""


def _owner(start: int, end: int, values: frozenset[Quantity], named: Sequence[Drug]) -> str:
    """The nearest drug, if there is a choice and the figure is a dose."""
    if len({drug.name for drug in named}) < 2 or not any(v.dimension in _DOSES for v in values):
        return ""
    return min(named, key=lambda drug: max(drug.start - end, start - drug.end)).name


def words(text: str, named: Sequence[Drug], stated: Sequence[Figure | Rhythm]) -> list[Word]:
    """In order: drugs by name, words by stem, pairs of Chinese characters; `stated` left out."""
    found = [Word(drug.start, drug.end, drug.name, True) for drug in named]
    rest = text
    for taken in (*named, *stated):
        rest = rest[: taken.start] + " " * (taken.end - taken.start) + rest[taken.end :]
    for match in _WORD.finditer(rest):
        start, end = match.span()
        word = match[0]
        if word.isascii():
            found.append(Word(start, end, _ENDING.sub("", word), False))
            continue
        for at in range(start, max(end - 1, start + 1)):
            found.append(Word(at, min(at + 2, end), rest[at : min(at + 2, end)], False))
    return sorted(found)
