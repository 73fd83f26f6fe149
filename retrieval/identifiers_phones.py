"""Telephone and fax numbers: Chinese, North American and others, written or said aloud."""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.code_words import word_near
from retrieval.identifiers import Rule
from retrieval.identifiers_search import beginning, folded, starts

_ZH_DIGIT = "零〇○一二三四五六七八九幺"
_EN_DIGIT = "zero|one|two|three|four|five|six|seven|eight|nine|oh"
_CHINA = r"(?<![\d.])(?:\(?\+?\s?(?:00)?86\)?[\s-]{0,2})?"
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_PHONE: Final = re.compile(
    # a Chinese mobile
    rf"{_CHINA}1\s?[3-9](?:[\s.-]{{0,2}}\d){{9}}(?!\d)(?!\.\d)"
    # a Chinese landline, and the 400 and 800 numbers
    rf"|{_CHINA}\(?0?{_AREA}\)?(?:\s?-\s?|\s|(?<=\)))\d{{3,4}}[\s-]?\d{{4}}(?!\d)"
    rf"|(?<![\d.])\(?0{_AREA}\)?\d{{7,8}}(?!\d)"
    r"|(?<![\d.])[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)|(?<![\d.])[48]00[\s-]?\d{4}[\s-]?\d{3}(?!\d)"
    # North America
    r"|(?<![\d.])(?:\+?1[\s.-]{0,2})?\(?[2-9]\d\d\)?[\s.-]{0,3}\d{3}[\s.-]{0,2}\d{4}(?!\d)(?!\.\d)"
    r"|(?<![\d.])(?:\+?1[\s.-]{0,2})?(?:\(\d{3}\)\s?|\d{3}(?P<by>[.-]))\d{3}(?(by)(?P=by)|[\s.-])"
    r"\d{4}(?!\d)(?!\.\d)"
    # anywhere, with a country code or a trunk zero
    r"|(?<![\d.])(?:\+|00)\d{1,3}(?:[\s.()-]{0,2}\d){6,13}(?!\d)"
    r"|(?<![\d.])\(?0\d{2,4}\)?[\s-]{1,2}\d{3,4}[\s-]?\d{3,4}(?!\d)|(?<![\d.])0\d{9,10}(?!\d)"
    # said aloud
    rf"|(?<![{_ZH_DIGIT}])[一幺](?:[\s,、-]?[{_ZH_DIGIT}]){{10}}(?![{_ZH_DIGIT}])"
    rf"|\b(?:(?:{_EN_DIGIT})[\s,.-]{{1,2}}){{6,14}}(?:{_EN_DIGIT})\b",
    re.IGNORECASE,
)
# Six more digits, with what may stand between them, or ten more that are said aloud.
_DIGITS_HEAD: Final = re.compile(r"[\d(+\s](?<![\d.][\d(+\s])(?=(?:[\s().+-]{0,4}\d){6})")
_SAID_HEAD: Final = re.compile(rf"[一幺](?=(?:[\s,、-]?[{_ZH_DIGIT}]){{10}})")
# In a text in lower case, three digits that are said aloud.
_SAID_WORD = "(?:zero|o(?:ne|h)|t(?:wo|hree)|f(?:our|ive)|s(?:ix|even)|eight|nine)"
_SAID_SIGN: Final = re.compile(rf"{_SAID_WORD}(?:[\s,.-]{{1,2}}{_SAID_WORD}){{2}}")
_EXTENSION: Final = re.compile(
    r"\s{0,2},?\s?(?:ext(?:ension|n)?\.?|x|转|分机号?|-)\s{0,2}\d{1,6}(?!\d)", re.IGNORECASE
)
# Without an area code only a word, or the dash of 555-0142, tells a phone from a range.
# The look-behind stands behind the first digit: so the engine skips from digit to digit.
_LOCAL: Final = re.compile(r"\d(?<![\d.-]\d)\d\d[-.\s]\d{4}(?![\d-])(?!\.\d)")
_LOCAL_ZH: Final = re.compile(r"[2-8](?<![\d.-][2-8])\d{2,3}[-\s]?\d{4}(?![\d-])(?!\.\d)")
_PHONES: Final = ("phone", "fax")


def phones(text: str) -> Rule:
    for match in _phones(text):
        start, end = match.span()
        extension = _EXTENSION.match(text, end)
        yield start, extension.end() if extension else end, word_near(text, start, end) or "phone"
    for match in _LOCAL.finditer(text):
        kind = word_near(text, *match.span())
        if kind in _PHONES or ("-" in match[0] and not match[0].endswith("00")):
            yield *match.span(), kind or "phone"
    for match in _LOCAL_ZH.finditer(text):
        kind = word_near(text, *match.span())
        if kind in _PHONES:
            yield *match.span(), kind


def _phones(text: str) -> Iterator[re.Match[str]]:
    if _SAID_SIGN.search(folded(text)):
        return _PHONE.finditer(text)
    at = sorted(starts(_DIGITS_HEAD, text) + starts(_SAID_HEAD, text))
    return beginning(_PHONE, text, at)
