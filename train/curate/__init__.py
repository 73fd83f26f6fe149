"""Curation: one step a file, each made by its `make(**settings)`.

A step filters (`judge`), changes (`change`), scores (`score`) or selects (`select`). It is
deterministic, and neither prints nor logs a text.
"""


class Drop(Exception):
    """Raised by `change` for a row that cannot be changed as it must: dropped, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
