"""Rows that a data set itself marks: in an evaluation set too, or a copy of another row."""

from dataclasses import dataclass

from train.rows import Row


@dataclass(frozen=True)
class Heldout:
    """`overlaps_heldout` must be true to count; `duplicate_of` names the row that is kept."""

    duplicates: bool = True
    name = "heldout"

    def judge(self, row: Row) -> tuple[bool, str]:
        if row.get("overlaps_heldout"):
            return False, "overlaps_heldout"
        if self.duplicates and row.get("duplicate_of"):
            return False, "duplicate_of"
        return True, ""


make = Heldout
