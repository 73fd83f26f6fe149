"""A row as the rules read it: split into units, lines and kinds of characters once for all of them,
because splitting costs more than all the rules together.
"""

from abc import ABC, abstractmethod
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from train.curate.characters import HAN, LETTER, codes_of, kinds_of
from train.rows import Row, words

# What a Qwen-like tokenizer makes of text, measured over zh and en pages: characters for a token.
_HAN_PER_TOKEN = 1.5
_OTHER_PER_TOKEN = 4.0


class Document:
    def __init__(self, row: Row) -> None:
        self.parts = words(row)
        self.prose = "text" in row  # one text with lines of its own, not what people say in turn
        self.text = "\n".join(self.parts)
        self.lang: str = row["lang"]

    @cached_property
    def lowered(self) -> str:
        return self.text.lower()

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        return kinds_of(codes_of(self.text))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many characters there are of each kind (characters.py)."""
        return np.bincount(self.kinds, minlength=6)

    @cached_property
    def letters(self) -> int:
        return int(self.counts[LETTER] + self.counts[HAN])

    @cached_property
    def lines(self) -> list[str]:
        """The lines with something on them, without the blanks around it."""
        return [line for line in map(str.strip, self.text.splitlines()) if line]

    @cached_property
    def tokens(self) -> int:
        """About how many tokens a model reads; what blanks separate costs nothing of its own."""
        han = int(self.counts[HAN])
        return round(han / _HAN_PER_TOKEN + (len(self.text) - han) / _OTHER_PER_TOKEN)


class Filter(ABC):
    """A filter that says why: `reason` is empty for what it keeps."""

    name: str

    @abstractmethod
    def reason(self, document: Document) -> str: ...

    def judge(self, row: Row) -> tuple[bool, str]:
        reason = self.reason(Document(row))
        return not reason, reason
