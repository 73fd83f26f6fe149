"""Trying a pattern only where a match can begin finds what trying it everywhere would."""

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import identifiers_numbers, identifiers_phones, identifiers_places_zh, name_cues
from retrieval import name_cues_zh as cues_zh
from retrieval.identifiers_search import (
    ahead_of,
    beginning,
    either,
    folded,
    follows,
    head,
    opened,
    pieces,
    starts,
)
from retrieval.person_names import TRANSLITERATED
from tests.retrieval.identifiers import labelled

TEXTS = [row.text for lang in ("zh", "en") for row in labelled(lang)[::9]]
CASED = [text.upper() for text in TEXTS[::4]] + [text.lower() for text in TEXTS[::4]]
LETTERS = "aAzZéÉſıİ\u212aßΣ ,.'-1中"


def by_words(openers: str) -> Callable[[str], Iterable[int]]:
    return lambda text: opened(text, getattr(name_cues, openers))


def by_head(pattern: re.Pattern[str]) -> Callable[[str], Iterable[int]]:
    return lambda text: starts(pattern, text)


def related(text: str) -> Iterable[int]:
    aged = starts(name_cues.AGED_RELATION, folded(text))
    return sorted(opened(text, name_cues.OPENS_RELATION) + aged)


def selves(text: str) -> Iterable[int]:
    cues = name_cues
    return ahead_of(cues.SELF_SIGN, cues.SELF_HEAD, text, cues.SELF_AHEAD, signs=folded(text))


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        (name_cues.AFTER_TITLE, by_words("OPENS_TITLE")),
        (name_cues.AFTER_STRONG, by_words("OPENS_STRONG")),
        (name_cues.AFTER_RELATION, related),
        (name_cues.AFTER_WEAK, by_words("OPENS_WEAK")),
        (name_cues.LOWER_ONE, by_words("OPENS_LOWER")),
        (name_cues.LOWER_SELF, selves),
        (name_cues.PARTS, by_head(name_cues.PARTS_HEAD)),
        (name_cues.INVERTED, by_head(name_cues.INVERTED_HEAD)),
        (cues_zh.STRONG, by_head(cues_zh.STRONG_HEAD)),
        (identifiers_numbers._CODE, by_head(identifiers_numbers._CODE_HEAD)),
        (identifiers_places_zh._ZH_FULL, identifiers_places_zh._zh_starts),
    ],
)
def test_no_match_is_lost(pattern: re.Pattern[str], places: Callable[[str], Iterable[int]]) -> None:
    for text in (*TEXTS, *CASED):
        found = [match.span() for match in beginning(pattern, text, places(text))]
        assert found == [match.span() for match in pattern.finditer(text)], text


def test_no_phone_is_lost() -> None:
    for text in TEXTS:
        found = [match.span() for match in identifiers_phones._phones(text)]
        assert found == [match.span() for match in identifiers_phones._PHONE.finditer(text)], text


@pytest.mark.parametrize("relation", name_cues._RELATIONS_TEXT.split())
def test_every_relation_is_read_however_it_is_spelt(relation: str) -> None:
    """In the list `?` stands behind a letter that some leave out."""
    for spelt in (relation.replace("?", ""), re.sub(r".\?", "", relation)):
        text = f"my {spelt} Zorblat"
        assert name_cues.AFTER_RELATION.match(text), text
        assert 0 in related(text), text


def test_matches_do_not_overlap_as_with_finditer() -> None:
    assert [m[0] for m in beginning(re.compile("aa"), "aaaaa", range(5))] == ["aa", "aa"]


def test_a_sign_brings_the_places_ahead_of_it_once() -> None:
    sign, letter = re.compile("!"), re.compile("[a-z]")
    assert ahead_of(sign, letter, "abcd!e!", 2) == [2, 3, 5]


def test_a_word_opens_only_before_one_that_can_follow() -> None:
    openers = follows("in", "the") | follows("dear", "")
    assert opened("In the end, in a way. DEAR all", openers) == [0, 22]


@given(st.text(LETTERS))
def test_folding_moves_nothing_and_ignores_case_as_patterns_do(text: str) -> None:
    assert len(folded(text)) == len(text)
    for letter in "aisk":
        everywhere = {match.start() for match in re.finditer(letter, text, re.IGNORECASE)}
        assert everywhere == {at for at, one in enumerate(folded(text)) if one == letter}


@given(st.text(LETTERS))
def test_pieces_are_where_the_pattern_matches(text: str) -> None:
    words = re.compile("([a-zé]+)")
    assert pieces(words, text) == [(*m.span(), m[0]) for m in words.finditer(text)]


@given(st.text("".join(sorted({*"".join(TRANSLITERATED)})[:24])))
def test_a_grouped_alternation_matches_what_the_plain_one_does(text: str) -> None:
    plain = re.compile("|".join(sorted(TRANSLITERATED, key=len, reverse=True)))
    grouped = re.compile(either(TRANSLITERATED))
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert {m.start() for m in plain.finditer(text)} <= set(starts(head(TRANSLITERATED), text))
