"""Units and n-grams: equal texts, however they are written, are equal numbers."""

import numpy as np
import pytest

from train.curate.units import grams, sequences, units, whole


def seen(text: str, **settings: bool) -> list[str]:
    found = units(text, **settings)
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


def test_a_unit_is_a_han_character_or_a_run_of_letters_and_digits() -> None:
    assert seen("口服 aspirin100mg，每日1次。") == [*"口服", "aspirin100mg", *"每日", "1", *"次"]


def test_signs_are_units_where_they_are_asked_for() -> None:
    assert seen("No, stop!", signs=True) == ["No", ",", "stop", "!"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("頭痛發熱怎麼辦", "头痛发热怎么办"),
        ("Ｃｏｖｉｄ １９", "covid-19"),
        ("Sjögren's", "SJOGREN S"),
        ("发热，39 度。", "发热39 度！"),
    ],
)
def test_case_width_accents_script_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert units(one).hashes.tolist() == units(other).hashes.tolist()


def test_another_word_is_another_number() -> None:
    texts = ("ab", "ba", "a b", "abc", "发热", "热发", "")
    assert len({whole(units(text).hashes) for text in texts}) == len(texts)


def test_n_grams_are_the_same_wherever_they_stand() -> None:
    inside = grams(units("前面的话。患者男四十五岁。").hashes, 5)
    alone = grams(units("患者男四十").hashes, 5)
    assert alone[0] in inside
    assert len(grams(units("四个字儿").hashes, 5)) == 0


def test_a_sequence_is_the_same_at_any_place() -> None:
    long = units("word " * 5000 + "发烧怎么办").hashes
    end = sequences(long, np.array([5000]), np.array([5005]))
    assert int(end[0]) == whole(units("发烧怎么办").hashes)


def test_half_a_surrogate_pair_does_no_harm() -> None:
    assert seen("发\ud83d热") == ["发", "热"]
