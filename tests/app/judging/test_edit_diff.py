"""A correction is shown as the words that went and the words that came."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.judging.edit_diff import edit_diff

_PIECES = [
    *(
        "孕妇",
        "不宜",
        "服用",
        "布洛芬",
        "对乙酰氨基酚",
        "500毫克",
        "0.5 g",
        "1,000 mg",
        "５００毫克",
        "。",
    ),
    *("take ", "ibuprofen ", "should ", "not ", "a ", "fever", ", ", "\n", "  ", "don't ", "\r\n"),
    *("５００毫克", "🤒", "\ud800", "é", "[1]"),
]
_text = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40).map("".join)


def _shown(before: str, after: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[edit["op"]].format(edit["text"]) for edit in edit_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Take 500 mg of ibuprofen every day.",
            "Take 5 g of ibuprofen every day.",
            "Take [-500 mg-]{+5 g+} of ibuprofen every day.",
        ),
        (
            "孕妇可以服用布洛芬，每日500毫克。",
            "孕妇不宜服用对乙酰氨基酚，每日50毫克。",
            "孕妇[-可以-]{+不宜+}服用[-布洛芬-]{+对乙酰氨基酚+}，每日[-500毫克-]{+50毫克+}。",
        ),
        ("泼尼松每日5毫克。", "泼尼松龙每日5毫克。", "[-泼尼松-]{+泼尼松龙+}每日5毫克。"),
        ("You should take it.", "You should not take it.", "You should {+not +}take it."),
        ("You shouldn’t.", "You should.", "You [-shouldn’t-]{+should+}."),
        ("多喝水。", "多喝水。注意休息。", "多喝水。{+注意休息。+}"),
        ("Rest.\nDrink.", "Drink.", "[-Rest.\n-]Drink."),
        ("", "Rest.", "{+Rest.+}"),
        ("Rest.", "", "[-Rest.-]"),
        ("Rest.", "Rest.", "Rest."),
        ("", "", ""),
    ],
)
def test_an_edit_is_shown_by_word(before: str, after: str, shown: str) -> None:
    assert _shown(before, after) == shown


def test_a_space_that_stayed_between_two_changed_words_is_not_shown_apart() -> None:
    assert _shown("drink cold water now", "eat warm water now") == (
        "[-drink cold-]{+eat warm+} water now"
    )


def test_an_unchanged_figure_between_two_changes_stays_in_sight() -> None:
    assert _shown("大约500毫克左右", "每次500毫克口服") == (
        "[-大约-]{+每次+}500毫克[-左右-]{+口服+}"
    )


@settings(deadline=None)  # a busy machine is not a failure
@given(_text, _text)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    edits = edit_diff(before, after)
    assert "".join(edit["text"] for edit in edits if edit["op"] != "added") == before
    assert "".join(edit["text"] for edit in edits if edit["op"] != "removed") == after
    assert all(edit["text"] for edit in edits)
    ops = [edit["op"] for edit in edits]
    assert all(one != other for one, other in pairwise(ops))
    assert ("added", "removed") not in pairwise(ops)


@settings(deadline=None)  # a busy machine is not a failure
@given(_text, _text)
def test_undoing_the_edit_is_an_edit_of_the_same_texts(before: str, after: str) -> None:
    edits = edit_diff(after, before)
    assert "".join(edit["text"] for edit in edits if edit["op"] != "removed") == before


@settings(deadline=None)  # a busy machine is not a failure
@given(st.lists(st.sampled_from(["500 mg", "5 g", "0.5毫克"]), min_size=1), st.data())
def test_numbers_keep_their_units(doses: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(doses))
    for edit in edit_diff("，".join(doses), "，".join(other)):
        assert set(edit["text"].split("，")) <= {*doses, ""}


def _long(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choices("布洛芬用于缓解疼痛，如头痛、牙痛。不宜长期使用5 mg\n", k=8000))


def _sparsely_edited(text: str) -> str:
    chance = random.Random(3)
    return "".join("热" if chance.random() < 0.03 else character for character in text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_long(1), _sparsely_edited(_long(1))),
        (_long(1), _long(2)),
        ("a " * 4000, "b " * 4000),
        ("ab " * 2600, "ba " * 2700),
        ("不" * 8000, "不" * 7000 + "好" + "不" * 500),
        ("1," * 4000, "1." * 4000),
    ],
)
def test_long_and_senseless_texts_are_compared_in_bounded_time(before: str, after: str) -> None:
    began = time.process_time()
    edit_diff(before, after)
    assert time.process_time() - began < 1
