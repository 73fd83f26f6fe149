"""A date moved by whole weeks and written as it was: 3月5号, March 5th, 05/03/1961.

Every date of a conversation moves by as much, so the days between two of them stay. Whole weeks
keep the day of the week true.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from retrieval.identifiers import plain
from retrieval.identifiers_dates import MONTHS

# For dates written without a year; not a leap year.
_ANY_YEAR: Final = 2023
_DIGIT: Final = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_ORDINALS_TEXT = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
twenty-ninth thirtieth thirty-first
"""
_ORDINALS: Final = _ORDINALS_TEXT.split()
_ZH_NUMBER = r"(?:\d{1,2}|[初廿]?[一二三四五六七八九十]{1,3}|[正冬腊元]|廿)"
_WORDS = "|".join(sorted((word.replace("-", "[- ]") for word in _ORDINALS), key=len, reverse=True))
_MONTH = "|".join(f"{month[:3]}[a-z]*" for month in MONTHS)

# The first that fits tells where the year, the month and the day stand.
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?P<y>\d{{2,4}}"
        rf"|[零〇○一二三四五六七八九]{{2,4}})\s?年[^\d\u4e00-\u9fff]*的?\s?)?闰?(?P<m>{_ZH_NUMBER}"
        rf")\s?月(?:份)?\s?(?P<d>{_ZH_NUMBER})?",
        rf"大年(?P<d>{_ZH_NUMBER})",
        r"(?P<y>(?:19|20)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})(?:\s?[-/.]\s?(?P<d>\d{1,2}))?(?!\d)",
        r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)",
        r"^(?P<m>\d{1,2})[/-](?P<y>(?:19|20)\d\d)$",
        r"^(?P<y>\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|2\d)(?!\d)",
        r"^(?P<d>3[01]|2\d|1[3-9])\s?[-/.]\s?(?P<m>\d{1,2})(?:\s?[-/.]\s?(?P<y>\d{2,4}))?(?!\d)",
        r"^(?P<m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<d>\d{1,2})(?:\s?[-/.]\s?(?P<y>\d{2,4}))?(?!\d)",
        r"^(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})(?:\s?[-/.]\s?(?P<y>\d{2,4}))?(?!\d)",
        rf"(?P<y>(?:19|20)\d\d)[\s,-]{{1,2}}(?P<m>{_MONTH})\b(?:\s(?P<d>\d{{1,2}}))?",
        rf"(?P<d>\d{{1,2}}|{_WORDS})(?:\s?(?:st|nd|rd"
        rf"|th))?[\s.-]{{0,2}}(?:day )?(?:of\s)?(?P<m>{_MONTH})\b[\s,.-]{{0,3}}'?(?P<y>\d{{2,4}})?",
        rf"(?P<m>{_MONTH})\b\.?,?\s{{0,2}}(?:the\s)?(?P<d>\d{{1,2}}(?!\d)|{_WORDS})(?:\s?(?:st|nd"
        rf"|rd|th))?[^\d']*(?P<y>(?:19|20)\d\d|(?<=')\d\d)?",
        rf"(?P<m>{_MONTH})\b[\s/,.-]{{0,3}}(?:of\s)?'?(?P<y>\d{{2,4}})?",
        rf"(?P<d>\d{{1,2}}|{_WORDS}|[初廿]?[一二三四五六七八九十]{{1,3}})",
    )
)


def moved(text: str, weeks: int) -> str:
    """The date `weeks` earlier, or a vague word if nothing in it can be moved."""
    read = plain(text)
    for form in _FORMS:
        match = form.search(read)
        if not match:
            continue
        parts = {name: value for name, value in match.groupdict().items() if value}
        shifted = _shifted(parts, weeks * 7)
        if shifted:
            return _rewritten(text, match, shifted)
    return "某日" if re.search(r"[\u4e00-\u9fff]", text) else "one day"


def _shifted(parts: Mapping[str, str], days: int) -> dict[str, str] | None:
    if set(parts) == {"d"}:
        number = _number(parts["d"])
        return {"d": _like(parts["d"], (number - 1 - days) % 28 + 1)} if number else None
    month, day = _number(parts.get("m", "1")), _number(parts.get("d", "15"))
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if any(char in "初廿正冬腊" for part in parts.values() for char in part):
        at = ((month - 1) * 30 + day - 1 - days) % 360  # the lunar year, near enough
        return (
            {"m": _lunar_month(at // 30 + 1), "d": _lunar_day(at % 30 + 1)}
            if "d" in parts
            else None
        )
    there = _year(parts.get("y")), month
    then = date(*there, 1) + timedelta(days=min(day, 31) - 1)
    then -= timedelta(days=days)
    written = {"y": then.year, "m": then.month, "d": then.day}
    return {name: _like(value, written[name], name) for name, value in parts.items()}


def _year(written: str | None) -> int:
    if not written:
        return _ANY_YEAR
    year = int("".join(_DIGIT.get(char, char) for char in written))
    if year < 100:
        year += 1900 if year > 30 else 2000
    return min(max(year, 1800), 2200)


def _number(written: str) -> int:
    """5, 05, 五, 廿三, 初六, 正, March or twelfth, as a number; 0 for none of them."""
    lower = written.lower().replace(" ", "-")
    if written.isdigit():
        return int(written)
    if lower in _ORDINALS:
        return _ORDINALS.index(lower) + 1
    if lower[:3].isascii():
        return next((at for at, month in enumerate(MONTHS, 1) if month[:3] == lower[:3]), 0)
    lower = lower.lstrip("初").replace("廿", "二十")
    if lower in ("正", "元"):
        return 1
    if lower in ("冬", "腊"):
        return 11 if lower == "冬" else 12
    tens, _, ones = lower.rpartition("十")
    ten = (int(_DIGIT.get(tens or "一", "0")) if "十" in lower else 0) * 10
    return ten + int(_DIGIT.get(ones, "0"))


def _like(written: str, number: int, part: str = "d") -> str:
    """The number in the manner of what stood there."""
    if part == "y" and not written.isdigit():
        return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number)[-len(written) :])
    if written.isdigit():
        size = (
            4
            if part == "y" and len(written) > 2
            else len(written)
            if part == "y" or written[0] == "0"
            else 1
        )
        return f"{number % 100:02}" if part == "y" and size == 2 else f"{number:0{size}}"
    if written[0].isascii():
        word = MONTHS[number - 1] if part == "m" else _ORDINALS[number - 1]
        word = (
            word[:3] if part == "m" and len(written) < 5 and written.lower() not in MONTHS else word
        )
        return word.upper() if written.isupper() else word.title() if written[0].isupper() else word
    return _zh(number)


def _zh(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _zh(tens) + "十") + (
        " 一二三四五六七八九"[ones].strip()
    )


def _lunar_month(number: int) -> str:
    return "正" if number == 1 else "腊" if number == 12 else "冬" if number == 11 else _zh(number)


def _lunar_day(number: int) -> str:
    return f"初{_zh(number)}" if number < 11 else _zh(number)


_SUFFIX = re.compile(r"\s?(?:st|nd|rd|th)\b", re.IGNORECASE)


def _rewritten(text: str, match: re.Match[str], shifted: Mapping[str, str]) -> str:
    """The text with the new parts in the places of the old ones, from the last to the first."""
    wide = text != plain(text)
    for name in sorted(
        shifted,
        key=lambda name: -match.start(name) if name in match.groupdict() and match[name] else 0,
    ):
        if name not in match.groupdict() or not match[name]:
            text = "正月" + shifted["d"] if name == "m" else text
            continue
        start, end = match.span(name)
        new, rest = shifted[name], text[end:]
        suffix = _SUFFIX.match(rest)
        if name == "d" and new.isdigit() and suffix:
            rest = _nth(int(new)) + rest[suffix.end() :]
        if wide and new.isdigit() and text[start] != plain(text[start]):
            new = "".join(chr(ord(digit) + 0xFEE0) for digit in new)
        text = text[:start] + new + rest
    return text


def _nth(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
