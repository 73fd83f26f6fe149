"""Invented identifiers in place of those a row tells, by the service's own rules.

One row is one conversation: it is read to its end first, and a name has the same surrogate
throughout. It fails closed: a row in which an identifier is left standing is dropped
(`unscrubbed`). About 3 µs a character of English dialogue and 5 of Chinese, more where many names
are told: still a slow step, so put it late, and over what people wrote (dialogues), not over books.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from retrieval.deidentify import STRUCTURED, Identifier, Surrogates, bare, find
from retrieval.errors import DeidentifyError
from train.curate import Drop
from train.rows import Row, key, kind_of, words

# Shorter codes ("the last four are 1234") may well be a dose elsewhere in the text.
_TELLING: Final = 6


def make(*, seed: str = "medloop") -> "Deidentify":
    """Equal seeds invent equally; keep a seed secret where the rows may be matched to others."""
    return Deidentify(str(seed))


@dataclass(frozen=True)
class Deidentify:
    seed: str
    name = "deidentify"

    def change(self, row: Row) -> Row:
        """Raises Drop."""
        surrogates = Surrogates(f"{self.seed} {key(row)}")

        def written(text: str) -> str:
            after, found = surrogates.replaced(text)
            _check(text, after, found)
            return after

        try:
            surrogates.read(words(row))
            fields = [field for field in _FIELDS[kind_of(row)] if row.get(field)]
            return row | {field: _each(row[field], written) for field in fields}
        except DeidentifyError:
            raise Drop("unscrubbed") from None


_FIELDS: Final = {
    "text": ("text",),
    "dialogue": ("messages",),
    "question": ("question", "options", "explanation"),
    "pair": ("prompt", "chosen", "rejected"),
}


def _each(value: Any, written: Callable[[str], str]) -> Any:
    """The same shape with every text that somebody wrote changed."""
    if isinstance(value, str):
        return written(value)
    if isinstance(value, dict):
        return {name: one if name == "role" else _each(one, written) for name, one in value.items()}
    return [_each(one, written) for one in value]


def _check(text: str, written: str, found: list[Identifier]) -> None:
    """Nothing that has a form of its own may still stand there as it was."""
    told = {bare(one.text) for one in found if one.kind in STRUCTURED}
    left = bare(written) if told else ""
    if any(len(one) >= _TELLING and one in left for one in told) or any(
        one.kind in STRUCTURED and one.text in text for one in find(written)
    ):
        raise Drop("unscrubbed")
