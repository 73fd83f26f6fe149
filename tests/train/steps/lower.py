"""A change for tests: lower case; a text that says "secret" cannot be kept."""

from train.curate import Drop
from train.rows import Row


class Lower:
    name = "lower"

    def change(self, row: Row) -> Row:
        if "secret" in row["text"]:
            raise Drop("says_secret")
        return {**row, "text": row["text"].lower()}


def make() -> Lower:
    return Lower()
