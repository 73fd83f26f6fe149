"""A filter for tests. It kills its process at the row named by DIE_AT, as a crash would."""

import os
import signal

from train import rows
from train.rows import Row


class Short:
    name = "short"

    def __init__(self, min_chars: int) -> None:
        self.min_chars = min_chars

    def judge(self, row: Row) -> tuple[bool, str]:
        if os.environ.get("DIE_AT") == row["id"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if sum(map(len, rows.words(row))) < self.min_chars:
            return False, "too_short"
        return True, ""


def make(min_chars: int = 5) -> Short:
    return Short(min_chars)
