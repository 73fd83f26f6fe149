"""Finding personal identifiers in what people write, in Chinese and English, and replacing them.

`find` says where they are; `Surrogates` puts invented ones in their place, the same ones through a
whole conversation. Rules only: no network, no model. A model that recognises names may be added
(`ner`), and if it fails everything fails: a text that was only half read must not pass for clean.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from random import Random

from retrieval.errors import DeidentifyError
from retrieval.identifiers import KINDS, STRUCTURED, Found, Identifier, plain
from retrieval.identifiers_dates import ages, dates
from retrieval.identifiers_names_again import again_en, again_zh
from retrieval.identifiers_names_en import names_en
from retrieval.identifiers_names_zh import names_zh
from retrieval.identifiers_numbers import numbers
from retrieval.identifiers_places import places
from retrieval.surrogate_codes import code
from retrieval.surrogate_dates import moved
from retrieval.surrogate_names import Names
from retrieval.surrogate_places import elsewhere

__all__ = ["KINDS", "STRUCTURED", "Identifier", "Ner", "Surrogates", "bare", "find"]

Ner = Callable[[str], Iterable[Identifier]]


def find(
    text: str, lang: str | None = None, *, ner: Ner | None = None, known: Collection[str] = ()
) -> list[Identifier]:
    """Every identifier of the text in order, none overlapping another.

    Both languages are always looked for, whatever `lang` says: people mix them. `known` are names
    that the conversation has told elsewhere.
    """
    read, by_rule = _by_rule(text)
    if not (by_rule or known) and ner is None:
        return []  # most messages of a chat
    found = list(by_rule)
    names = {*known, *(read[start:end] for start, end, kind in found if kind == "name")}
    found += [*again_zh(read, names), *again_en(read, names), *_recognised(text, ner)]
    return [Identifier(start, end, kind, text[start:end]) for start, end, kind in _apart(found)]


@lru_cache(maxsize=256)
def _by_rule(text: str) -> tuple[str, tuple[Found, ...]]:
    """The plain form of the text, and what the rules find in it whatever else was told.

    A conversation is read, replaced and checked in turn: this keeps the texts of a long one.
    """
    read = plain(text)
    found = (*numbers(read), *dates(read), *ages(read), *places(read))
    return read, (*found, *names_zh(read), *names_en(read))


def _recognised(text: str, ner: Ner | None) -> list[Found]:
    if ner is None:
        return []
    try:
        return [(one.start, one.end, one.kind) for one in ner(text)]
    except Exception as error:
        # Whatever a model throws, its words may quote the text: only its kind is told.
        raise DeidentifyError(
            f"the recogniser of names failed ({type(error).__name__}): drop this row"
        ) from None


def _apart(found: list[Found]) -> list[Found]:
    """Overlapping ones become one, of the kind of the surest, which comes first in `found`."""
    merged: list[tuple[int, int, int, str]] = []
    for order, (start, end, kind) in sorted(
        enumerate(found), key=lambda numbered: (numbered[1][0], numbered[0])
    ):
        if merged and start < merged[-1][1]:
            first, last, surest, kept = merged[-1]
            merged[-1] = (first, max(last, end), *min((surest, kept), (order, kind)))
        elif end > start:
            merged.append((start, end, order, kind))
    return [(start, end, kind) for start, end, _, kind in merged]


class Surrogates:
    """The invented identifiers of one conversation: equal seeds invent equally.

    `read` every text of the conversation before the first is replaced: then a name told late is
    known early, and nobody is renamed to somebody who is there.
    """

    def __init__(self, seed: bytes | str, *, ner: Ner | None = None) -> None:
        self._seed = seed.encode() if isinstance(seed, str) else seed
        self._ner = ner
        self._known: dict[str, None] = {}  # names, in the order they were told
        self._told: set[str] = set()  # identifiers of every kind, as they were written
        self._names = Names(self._rng)
        self._weeks = self._rng("weeks").randrange(3, 53)

    def read(self, texts: Iterable[str]) -> None:
        """Learn the names that the texts tell."""
        for text in texts:
            self._found(text)

    def replace(self, text: str, *, public: str = "") -> str:
        return self.replaced(text, public=public)[0]

    def replaced(self, text: str, *, public: str = "") -> tuple[str, list[Identifier]]:
        """The text with surrogates, and what they stand for.

        What an answer quotes from `public` (the evidence) stays, unless a person told it too.
        """
        found = find(text, ner=self._ner, known=self._known) if public else self._found(text)
        found = [one for one in found if not (one.text in public and one.text not in self._told)]
        written, at = "", 0
        for one in found:
            written += text[at : one.start]
            written += self._instead(one, text[max(0, one.start - 16) : one.start])
            at = one.end
        return written + text[at:], found

    def _found(self, text: str) -> list[Identifier]:
        found = find(text, ner=self._ner, known=self._known)
        names = [plain(one.text) for one in found if one.kind == "name"]
        self._known.update(dict.fromkeys(names))
        self._told.update(one.text for one in found)
        self._names.avoid(names)
        return found

    def _instead(self, one: Identifier, before: str) -> str:
        if one.kind == "name":
            return self._names.instead(one.text, before)
        if one.kind == "date":
            return moved(one.text, self._weeks)
        if one.kind == "age_over_89":
            return _old(one.text, before)
        if one.kind == "address":
            return elsewhere(one.text, self._rng)
        return code(one.text, one.kind, self._rng(f"{one.kind} {bare(one.text)}"))

    def _rng(self, of: str) -> Random:
        return Random(hmac.digest(self._seed, of.encode("utf-8", "replace"), hashlib.sha256))


def bare(text: str) -> str:
    """A number however it is spaced: 138 0013 8000 is 13800138000."""
    return re.sub(r"[\s().·-]", "", plain(text)).lower()


def _old(text: str, before: str) -> str:
    if re.search(r"[\u4e00-\u9fff]", text + before):
        return "90岁以上"
    if "nineties" in text or "90s" in text:
        return "nineties or older"
    return "90-or-older" if re.search(r"[- ]year[- ]old\b", text) else "90 or older"
