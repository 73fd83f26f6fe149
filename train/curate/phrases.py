"""Counting phrases of a list in a text, quickly: plain ones by search, the others by pattern."""

import re
from collections.abc import Iterator


class Phrases:
    """`listed` in lower case, one a line: a phrase, or `words|… -> pattern`, a pattern that is
    tried where one of the words stands.

    Latin phrases match whole words, Chinese ones anywhere.
    """

    def __init__(self, listed: str) -> None:
        self._plain: list[str] = []
        self._latin: list[tuple[tuple[str, ...], re.Pattern[str]]] = []
        self._chinese: list[tuple[tuple[str, ...], re.Pattern[str]]] = []
        for line in filter(None, map(str.strip, listed.splitlines())):
            words, arrow, pattern = line.partition(" -> ")
            if arrow:
                kinds = self._latin if pattern.isascii() else self._chinese
                kinds.append((tuple(words.split("|")), re.compile(pattern)))
            elif line.isascii():
                whole = re.compile(rf"(?<![a-z0-9]){re.escape(line)}(?![a-z0-9])")
                self._latin.append(((line,), whole))
            else:
                self._plain.append(line)

    def counts(self, lowered: str) -> Iterator[int]:
        """How often each of those that stand in the text (in lower case) does."""
        yield from self._matched(lowered, self._latin)
        if not lowered.isascii():
            yield from self._matched(lowered, self._chinese)
            for phrase in self._plain:
                if phrase in lowered:
                    yield lowered.count(phrase)

    def _matched(
        self, lowered: str, patterns: list[tuple[tuple[str, ...], re.Pattern[str]]]
    ) -> Iterator[int]:
        for words, pattern in patterns:
            for word in words:
                if word in lowered:
                    count = sum(1 for _ in pattern.finditer(lowered))
                    if count:
                        yield count
                    break
