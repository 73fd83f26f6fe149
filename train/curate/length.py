"""Rows that are too short to say anything or longer than a model reads, in characters and tokens.

Tokens are estimated (document.py): a real tokenizer is a hundred times slower, and a limit of
length is never that sharp. No row is cut.
"""

from dataclasses import dataclass

from train.curate.document import Document, Filter


@dataclass(frozen=True)
class Length(Filter):
    """The limits are inclusive. A row with a part that says nothing is empty."""

    min_chars: int = 1
    max_chars: int = 1_000_000
    min_tokens: int = 1
    max_tokens: int = 1_000_000
    name = "length"

    def reason(self, document: Document) -> str:
        if not all(part.strip() for part in document.parts):
            return "empty_text"
        if len(document.text) < self.min_chars or document.tokens < self.min_tokens:
            return "too_short"
        if len(document.text) > self.max_chars or document.tokens > self.max_tokens:
            return "too_long"
        return ""


make = Length
