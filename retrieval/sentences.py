"""Where sentences begin and end, and which language a text is in. Chinese and English, pure.

`sentences` gives spans of the text it was handed, so that whatever quotes one can quote it exactly.
"""

import re

# Everything a sentence could end at; what is really an end is decided in `_end_of_sentence`.
_CANDIDATE = re.compile(r"[。！？；]+|…{2,}|[.!?]+|\n")
# Closing quotes and brackets, and the citations that follow a full stop, belong to the sentence.
_CLOSING = re.compile(r"[”’」』）】)\]\"']*(?:[ \t]*\[\d{1,3}\])*")
_LINE_OF_ITS_OWN = re.compile(
    r"[ \t]*(?:[-*+•·●▪|]|#{1,6}[ \t]|\(?\d{1,3}[.)、）]|[(（][一二三四五六七八九十]+[)）])"
)
_NUMBERING = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'])(?:e\.g|i\.e|cf|vs|viz|approx|ca|al|Dr|Mr|Mrs|Ms|Prof|St|Fig|Figs|Eq|Ref|Refs"
    r"|No|Nos|Vol|pp|Inc|Ltd|Jr|Sr|resp|incl|U\.S|U\.K)$",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]+")
_REACH = 12  # characters before a full stop that can hold an abbreviation or a number of a list


def detect_lang(text: str) -> str:
    """`zh` or `en`: whichever has more words in the text (a Chinese word is two characters)."""
    sample = text[:4000]
    return "zh" if len(_HAN.findall(sample)) / 2 > len(_WORD.findall(sample)) else "en"


def sentences(text: str) -> list[tuple[int, int]]:
    """The `(start, end)` of every sentence, without the white space around it, in order.

    A list item, a table row or a heading is a sentence of its own; a hard-wrapped line is not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < start or not _ends_sentence(text, match):
            continue
        closing = _CLOSING.match(text, match.end()) if match[0] != "\n" else None
        end = closing.end() if closing else match.end()
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match[0][0]
    if mark == "\n":
        return _ends_line(text, match.start())
    if mark in "。！？；…":
        return True
    return _ends_latin_sentence(text, match)


def _ends_line(text: str, at: int) -> bool:
    """A line break ends a sentence unless the line was merely wrapped."""
    following = text[at + 1 : at + 2]
    if not following or following == "\n":
        return True
    before = text[max(0, at - 1) : at]
    if _HAN.match(before) or before in "：，、":
        return True  # Chinese text is not wrapped by hand
    if _LINE_OF_ITS_OWN.match(text, at + 1):
        return True
    line = text.rfind("\n", 0, at) + 1
    return text[line : line + 1] in ("#", "|")


def _ends_latin_sentence(text: str, match: re.Match[str]) -> bool:
    closing = _CLOSING.match(text, match.end())
    after = closing.end() if closing else match.end()
    rest = text[after : after + 2]
    if rest and not rest[0].isspace() and not _HAN.match(rest[0]):
        return False  # a decimal, a web address, "e.g.," …
    if match[0] != ".":
        return True
    if rest[1:2].islower():
        return False
    before = text[max(0, match.start() - _REACH) : match.start()]
    if match.start() <= _REACH:
        before = "\n" + before
    return not (_NUMBERING.search(before) or _ABBREVIATION.search(before))
