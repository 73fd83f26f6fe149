"""Marks of the data set itself are heeded."""

import pytest

from train.curate import heldout

ROW = {"id": "1", "source": "exam", "lang": "en", "text": "A question."}


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ({}, ""),
        ({"overlaps_heldout": False, "duplicate_of": None}, ""),
        ({"overlaps_heldout": True}, "overlaps_heldout"),
        ({"duplicate_of": "exam-7"}, "duplicate_of"),
        ({"overlaps_heldout": True, "duplicate_of": "exam-7"}, "overlaps_heldout"),
    ],
)
def test_marked_rows_are_dropped(marks: dict[str, object], reason: str) -> None:
    assert heldout.make().judge(ROW | marks) == (not reason, reason)


def test_copies_can_be_kept() -> None:
    assert heldout.make(duplicates=False).judge(ROW | {"duplicate_of": "x"}) == (True, "")
