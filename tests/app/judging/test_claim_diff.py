"""Drafts are lined up by sentence, and their drugs, numbers and negations compared, zh and en."""

import json
import time
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.judging.claim_diff import ClaimDiff, Row, claim_diff

EN = (
    "You can take ibuprofen 400 mg every 8 hours with food [1].\n\n"
    "- Do not take it if you have a stomach ulcer.\n"
    "- See a doctor if the fever lasts more than 3 days [2]."
)
ZH = (
    "可以服用布洛芬，每次400毫克，每8小时一次[1]。\n\n"
    "- 有胃溃疡者不要服用。\n- 发热超过3天请就医[2]。"
)
_PIECES = [
    *("布洛芬", "ibuprofen", "对乙酰氨基酚", "500 mg", "0.5g", "５００毫克", "两片", "每日"),
    *("不", "不宜", "避免", "not ", "avoid ", "无", "是不是", "if ", "，", "。", "\n", "; ", ". "),
    *("- ", "1. ", "[1]", "**", "|", "头痛", "fever ", "take ", " ", "1,000", "＞", "①", "\ud800"),
    *("weekly", "İ", "½", "㎎"),
]
_draft = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=25).map("".join)
_drafts = st.lists(_draft, min_size=2, max_size=4)


def _marked(row: Row, *kinds: str) -> list[list[str]]:
    """The marked words of each draft."""
    return [
        [cell.text[m.start : m.end] for m in cell.marks if m.kind in kinds] if cell else []
        for cell in row.cells
    ]


def _differing(diff: ClaimDiff) -> Row:
    [row] = [row for row in diff.rows if not row.same]
    return row


@pytest.mark.parametrize(
    ("draft", "dose", "other"),
    [(EN, "400 mg", "4 g"), (ZH, "400毫克", "4克"), (ZH, "400毫克", "600 mg")],
)
def test_two_answers_that_differ_in_one_dose_show_exactly_one_difference(
    draft: str, dose: str, other: str
) -> None:
    diff = claim_diff([draft, draft.replace(dose, other)])
    assert diff.differences == 1
    row = _differing(diff)
    assert row.kinds == ["number"]
    assert _marked(row, "number") == [[dose], [other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Take 500 mg twice a day.", "Take 0.5 g, twice daily [3]."),
        ("每次５００毫克，每日两次。", "2. **每次** 0.5 g，每天2次[1]。"),
        ("布洛芬可以退热。", "ibuprofen可以退热。"),
        ("扑热息痛可以退热。", "对乙酰氨基酚可以退热。"),
        ("Take 1,000 mg at most.", "Take 1000 mg at most."),
        ("Take two tablets.", "Take 2 tablets."),
        ("每次两片。", "每次2片。"),
        ("Ibuprofen 400 mg tid.", "Ibuprofen 400 mg 3 times."),
        ("Ibuprofen 400 mg q8h.", "Ibuprofen 400 mg every 8 hours."),
        ("400 mg ibuprofen and 1 g paracetamol.", "Ibuprofen 400 mg and paracetamol 1 g."),
        ("You should not take ibuprofen.", "Avoid ibuprofen."),
        ("Ibuprofen is contraindicated in pregnancy.", "Do not take ibuprofen in pregnancy."),
        ("Do not take ibuprofen or aspirin.", "Avoid ibuprofen and do not take aspirin."),
        ("孕妇不宜服用布洛芬。", "孕妇禁用布洛芬。"),
        ("孕妇应避免使用布洛芬。", "孕妇不要用布洛芬。"),
        ("有没有发热？", "是否发热？"),
        ("胃部不适时应就医。", "胃部难受时应就医。"),
        ("多喝水。", "多饮水。"),
        ("Drink water.", "Drink plenty of water."),
        ("Not for children under 16 years.", "Not for children under 16."),
    ],
)
def test_the_same_claim_in_other_words_is_no_difference(one: str, other: str) -> None:
    diff = claim_diff([one, other])
    assert [(row.same, row.kinds) for row in diff.rows] == [(True, [])]


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("Take 10 mg weekly.", "Take 10 mg daily.", [["weekly"], ["daily"]]),
        ("甲氨蝶呤每周10毫克。", "甲氨蝶呤每日10毫克。", [["每周"], ["每日"]]),
        ("Take it once a day.", "Take it twice a day.", [["once"], ["twice"]]),
        ("每次一片，饭后服。", "每次两片，饭后服。", [["一片"], ["两片"]]),
        ("每次半片，饭后服。", "每次一片，饭后服。", [["半片"], ["一片"]]),
        ("体温超过38.5℃时用药。", "体温不超过38.5℃时用药。", [["38.5℃"], ["38.5℃"]]),
        ("Safe in adults over 65 years.", "Safe in adults under 65 years.", [["65 years"]] * 2),
        ("Take 5–10 mg at night.", "Take 5–15 mg at night.", [["5–10 mg"], ["5–15 mg"]]),
        (
            "- the fever is over 40 °C.",
            "3. a fever above 39.5 °C",
            [["40 °C"], ["39.5 °C"]],
        ),
        (
            "Take 2 tablets every 6 hours.",
            "Take 6 tablets every 2 hours.",
            [["2 tablets", "6 hours"], ["6 tablets", "2 hours"]],
        ),
        (
            "Ibuprofen 400 mg and paracetamol 500 mg.",
            "Ibuprofen 500 mg and paracetamol 400 mg.",
            [["400 mg", "500 mg"], ["500 mg", "400 mg"]],
        ),
    ],
)
def test_differing_numbers_are_marked(one: str, other: str, marked: Sequence[list[str]]) -> None:
    row = _differing(claim_diff([one, other]))
    assert (row.kinds, _marked(row, "number")) == (["number"], list(marked))


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("You should take it.", "You should not take it.", [["should"], ["not"]]),
        ("You can take aspirin.", "Avoid taking aspirin.", [["can"], ["Avoid"]]),
        ("孕妇可以服用布洛芬。", "孕妇不宜服用布洛芬。", [["可以"], ["不宜"]]),
        ("孕妇可用布洛芬。", "孕妇禁用布洛芬。", [["可"], ["禁用"]]),
        ("Take ibuprofen, not aspirin.", "Take aspirin, not ibuprofen.", [["not"], ["not"]]),
        (
            "Ibuprofen is contraindicated in pregnancy.",
            "Ibuprofen is not contraindicated in pregnancy.",
            [["contraindicated"], ["not contraindicated"]],
        ),
        ("Take it with food.", "Take it without food.", [[], ["without"]]),
        ("Don’t stop prednisone at once.", "Stop prednisone at once.", [["Don’t stop"], ["Stop"]]),
        ("患者有青霉素过敏。", "患者无青霉素过敏。", [[], ["无"]]),
    ],
)
def test_differing_negations_are_marked(one: str, other: str, marked: Sequence[list[str]]) -> None:
    row = _differing(claim_diff([one, other]))
    assert (row.kinds, _marked(row, "negation")) == (["negation"], list(marked))


def test_differing_drugs_are_marked_where_they_were_written() -> None:
    diff = claim_diff(["1. **布洛芬**可以退热[1]。", "阿司匹林可以退热。"])
    row = _differing(diff)
    assert (row.kinds, _marked(row, "drug")) == (["drug"], [["布洛芬"], ["阿司匹林"]])


def test_what_only_one_draft_says_is_a_row_of_its_own_with_its_drugs_and_numbers_marked() -> None:
    diff = claim_diff([EN, EN + "\n- Paracetamol 500 mg is gentler on the stomach."])
    row = _differing(diff)
    assert row is diff.rows[-1]
    assert row.kinds == ["only", "drug", "number"]
    assert row.cells[0] is None
    sentence = "- Paracetamol 500 mg is gentler on the stomach."
    assert _marked(row, "only") == [[], [sentence]]
    assert _marked(row, "drug", "number") == [[], ["Paracetamol", "500 mg"]]


def test_a_sentence_that_moved_is_still_lined_up() -> None:
    one = "发热时多喝水。咳嗽超过两周应就医。可以服用布洛芬退热。"
    other = "可以服用布洛芬退热。发热时多喝水。咳嗽超过两周应就医。"
    assert claim_diff([one, other]).differences == 0


def test_four_drafts_are_lined_up_and_the_odd_one_is_found() -> None:
    diff = claim_diff([EN, EN.replace("8 hours", "6 hours"), EN, EN])
    row = _differing(diff)
    assert _marked(row, "number") == [["8 hours"], ["6 hours"], ["8 hours"], ["8 hours"]]
    assert all(None not in row.cells for row in diff.rows)


def test_the_record_is_json_of_the_agreed_shape() -> None:
    record = claim_diff(["Take 5 mg.", "Take 50 mg. Rest."]).record()
    assert json.loads(json.dumps(record)) == {
        "rows": [
            {
                "same": False,
                "kinds": ["number"],
                "cells": [
                    {
                        "text": "Take 5 mg.",
                        "start": 0,
                        "end": 10,
                        "marks": [{"start": 5, "end": 9, "kind": "number"}],
                    },
                    {
                        "text": "Take 50 mg.",
                        "start": 0,
                        "end": 11,
                        "marks": [{"start": 5, "end": 10, "kind": "number"}],
                    },
                ],
            },
            {
                "same": False,
                "kinds": ["only"],
                "cells": [
                    None,
                    {
                        "text": "Rest.",
                        "start": 12,
                        "end": 17,
                        "marks": [{"start": 0, "end": 5, "kind": "only"}],
                    },
                ],
            },
        ],
        "differences": 2,
    }


@settings(deadline=None)  # a busy machine is not a failure
@given(_drafts)
def test_cells_are_the_drafts_own_text_in_every_draft_once(drafts: list[str]) -> None:
    diff = claim_diff(drafts)
    for number, draft in enumerate(drafts):
        cells = [cell for row in diff.rows if (cell := row.cells[number])]
        assert all(draft[cell.start : cell.end] == cell.text for cell in cells)
        assert len({cell.start for cell in cells}) == len(cells)
        marks = [(m.start, m.end, len(cell.text)) for cell in cells for m in cell.marks]
        assert all(0 <= start < end <= length for start, end, length in marks)


@settings(deadline=None)  # a busy machine is not a failure
@given(_drafts, st.randoms())
def test_the_side_a_draft_is_shown_on_changes_nothing(drafts: list[str], chance: Random) -> None:
    order = list(range(len(drafts)))
    chance.shuffle(order)
    rows = claim_diff(drafts).rows
    shuffled = claim_diff([drafts[at] for at in order]).rows
    assert [row.cells for row in shuffled] == [tuple(row.cells[at] for at in order) for row in rows]


@settings(deadline=None)  # a busy machine is not a failure
@given(_draft, st.integers(1, 4))
def test_a_draft_does_not_differ_from_itself(draft: str, times: int) -> None:
    assert claim_diff([draft] * times).differences == 0


def test_no_drafts_make_no_rows() -> None:
    assert claim_diff([]).record() == {"rows": [], "differences": 0}


@pytest.mark.parametrize(
    "piece", ["不", "不宜。", "not ", "Q. ", "a.\n", "if ", "1,", "((1)", "没", "5mg阿司匹林"]
)
def test_senseless_drafts_are_compared_in_bounded_time(piece: str) -> None:
    draft = piece * (8000 // len(piece))
    began = time.process_time()
    claim_diff([draft, draft[1:], draft + "x", draft[:-7] + "y"])
    assert time.process_time() - began < 10
