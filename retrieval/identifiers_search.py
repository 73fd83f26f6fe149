"""Reading a text fast: a pattern is tried only where one of its matches can begin.

The engine tries a pattern at every character, and one with many alternatives costs microseconds
each time. What a match must begin with, or must have somewhere, is found far faster: by a pattern
that begins with a set of characters, which the engine skips to, or by the words of the text. None
of this changes what is found: `beginning` yields what `finditer` would.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

from retrieval.identifiers import LATIN

# By the first word of a pattern, the words that can follow it; none said: any can.
Openers = Mapping[str, frozenset[str]]
ANY: frozenset[str] = frozenset()

_RUN = re.compile(f"([{LATIN}]+)")


def beginning(
    pattern: re.Pattern[str], text: str, starts: Iterable[int]
) -> Iterator[re.Match[str]]:
    """What pattern.finditer(text) yields, if no match begins anywhere but at these places (in
    order)."""
    end = 0
    for start in starts:
        if start >= end:
            match = pattern.match(text, start)
            if match:
                yield match
                end = match.end()


def starts(head: re.Pattern[str], text: str) -> list[int]:
    """Where `head` matches. It must not swallow a place where another match could begin, so it is
    one character and what is looked for ahead of it."""
    return [match.start() for match in head.finditer(text)]


def ahead_of(
    sign: re.Pattern[str], head: re.Pattern[str], text: str, within: int, *, signs: str = ""
) -> list[int]:
    """Where `head` matches at most `within` characters ahead of a sign, or at the sign.

    The sign is looked for in `signs`, where that is another form of the text.
    """
    found: list[int] = []
    read = 0
    for match in sign.finditer(signs or text):
        read = max(read, match.start() - within)
        found += [one.start() for one in head.finditer(text, read, match.start() + 1)]
        read = max(read, match.start() + 1)
    return found


def opened(text: str, openers: Openers) -> list[int]:
    """Where a word stands that opens a pattern, before a word that can follow it."""
    words = _words(text)
    return sorted(
        start
        for word in openers.keys() & words.keys()
        for start, following in words[word]
        if not openers[word] or following in openers[word]
    )


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """The text in lower case, each character where it was.

    Patterns that ignore case take ſ for s and ı for i: so does this. Patterns with case are the
    faster ones to search with.
    """
    return text.replace("İ", "i").lower().replace("ſ", "s").replace("ı", "i")


@lru_cache(maxsize=4)
def _words(text: str) -> Mapping[str, list[tuple[int, str]]]:
    """By each run of Latin letters, in lower case: where it stands, and the run that follows."""
    words: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    runs = pieces(_RUN, folded(text))
    for (start, _, word), (_, _, following) in zip(runs, [*runs[1:], (0, 0, "")], strict=False):
        words[word].append((start, following))
    return words


def pieces(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    """Where each match begins and ends, and its text; the pattern is one group.

    Cutting the text and adding up the lengths is faster than asking each match for its places.
    """
    parts = pattern.split(text)
    ends = list(accumulate(map(len, parts)))
    return list(zip(ends[::2], ends[1::2], parts[1::2], strict=False))


def follows(openers: str, following: str) -> dict[str, frozenset[str]]:
    """Openers that count only before one of these words (before any, if there is none)."""
    return dict.fromkeys(openers.split(), frozenset(following.split()))


def head(words: Collection[str]) -> re.Pattern[str]:
    """Where one of the words may begin: their first characters ahead of their second ones."""
    firsts, seconds = _characters(words, 0), _characters(words, 1)
    return re.compile(rf"[{firsts}](?=[{seconds}])")


def either(words: Collection[str], *, longest_first: bool = True) -> str:
    """The words as one alternation, behind the sets of characters that they begin with: so most
    places fail at once and the others in their first letter, not in each word.
    """
    rests: defaultdict[str, list[str]] = defaultdict(list)
    # Words of a length in their own order: the same pattern whatever the order of a set.
    for word in sorted(words, key=lambda one: (-len(one), one)) if longest_first else words:
        rests[word[0]].append(re.escape(word[1:]))
    grouped = "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in rests.items())
    return rf"(?:(?=[{_characters(words, 0)}][{_characters(words, 1)}])(?:{grouped}))"


def _characters(words: Collection[str], at: int) -> str:
    return "".join(sorted({re.escape(word[at]) for word in words}))
