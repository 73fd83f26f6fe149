"""The numbers of a text with their units, in one form: ５００毫克, 500 mg and 0.5 g are equal.

Pure. A number that is part of a name (B12, COVID-19, T4) is not a quantity.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

# A dimension, how many of its own unit this one is, and how it is written.
_UNITS = """
mass    1       mg milligram milligrams 毫克
mass    1000    g gram grams 克
mass    1000000 kg kilogram kilograms 公斤 千克
mass    0.001   μg ug mcg microgram micrograms 微克
volume  1       ml millilitre millilitres milliliter milliliters 毫升
volume  100     dl
volume  1000    l litre litres liter liters 升
length  1       mm 毫米
length  10      cm centimetre centimetres centimeter centimeters 厘米 公分
molar   1       mmol 毫摩尔
molar   0.001   μmol umol 微摩尔
iu      1       iu unit units 国际单位 单位
celsius 1       °c degrees 摄氏度 度
percent 1       % percent
mmhg    1       mmhg 毫米汞柱
time    1       minute minutes min mins 分钟
time    60      hour hours hr hrs h 小时 个小时
time    1440    day days 天 日
time    10080   week weeks 周 星期 个星期
months  1       month months 月 个月
months  12      year years 年 岁 周岁
times   1       time times 次
"""
_SCALES = {
    name: (dimension, Decimal(factor))
    for dimension, factor, *names in map(str.split, _UNITS.strip().splitlines())
    for name in names
}
_PER = ("mass", "volume")  # 15 mg/kg is not 15 mg; "a day" is written in too many ways to compare


def _written(name: str) -> str:
    if name == "升":
        return "升(?![高至到降温])"  # a litre, not a rise
    return name + (r"(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")


UNIT = "|".join(_written(name) for name in sorted(_SCALES, key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![A-Za-z\d.])(?<![A-Za-z]-)([0-9]{1,15}(?:\.[0-9]{1,15})?)"
    rf"(?:\s*-?\s*({UNIT})(?:\s*(?:/|per|每)\s*({UNIT}))?)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:[-–—~至到]|to|or|或)\s*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CHINESE = "一二三四五六七八九"
_SPELT = re.compile(
    rf"(?<![A-Za-z])(?P<en>{'|'.join(_ENGLISH)})(?=\s+(?:{UNIT}))"
    rf"|(?<![A-Za-z])(?P<times>once|twice)(?![A-Za-z])"
    rf"|(?P<zh>[{_CHINESE}两十]{{1,3}})(?=(?:{UNIT}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    value: Decimal
    dimension: str  # empty: a bare number
    written: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Statements:
    """What a text says in numbers."""

    quantities: frozenset[Quantity]
    numbers: frozenset[Decimal]  # as written, whatever their unit

    def hold(self, claim: Quantity) -> bool:
        """A claim with a unit needs the same quantity; a bare number only the number."""
        if claim.dimension:
            return claim in self.quantities
        return claim.value in self.numbers


def claims(text: str) -> list[Quantity]:
    """The quantities an answer states. "One" is left out: it is seldom meant as a number."""
    return [quantity for quantity, _ in _quantities(_plain(text, one=False))]


def statements(texts: Iterable[str]) -> Statements:
    """All that passages state."""
    found = [pair for text in texts for pair in _quantities(_plain(text, one=True))]
    return Statements(
        frozenset(quantity for quantity, _ in found), frozenset(number for _, number in found)
    )


def _plain(text: str, *, one: bool) -> str:
    """Half-width digits, no thousands separators, and figures for numbers spelt before a unit."""

    def figure(match: re.Match[str]) -> str:
        value = _value(match)
        return (
            match[0] if value == 1 and not one else f"{value}{' times' if match['times'] else ''}"
        )

    text = unicodedata.normalize("NFKC", _THOUSANDS.sub("", text))
    return _SPELT.sub(figure, text)


def _value(match: re.Match[str]) -> int:
    if match["times"]:
        return ("once", "twice").index(match["times"].lower()) + 1
    if match["en"]:
        return _ENGLISH.index(match["en"].lower()) + 1
    tens, ten, ones = match["zh"].replace("两", "二").rpartition("十")
    return (_digit(tens) or 1) * 10 * bool(ten) + _digit(ones)


def _digit(chinese: str) -> int:
    return _CHINESE.find(chinese[-1:]) + 1 if chinese else 0


def _quantities(text: str) -> Iterator[tuple[Quantity, Decimal]]:
    """Each quantity, and its number as it was written; "5–10 mg" is 5 mg and 10 mg."""
    matches = list(_QUANTITY.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        unit, per = match[2], match[3]
        if following and not unit and _RANGE.fullmatch(text, match.end(), following.start()):
            unit, per = following[2], following[3]
        yield _quantity(match, unit, per), Decimal(match[1]).normalize()


def _quantity(match: re.Match[str], unit: str | None, per: str | None) -> Quantity:
    value = Decimal(match[1])
    if not unit:
        return Quantity(value.normalize(), "", match[0].strip())
    dimension, factor = _SCALES[unit.lower()]
    value *= factor
    if per and _SCALES[per.lower()][0] in _PER:
        other, divisor = _SCALES[per.lower()]
        dimension, value = f"{dimension}/{other}", value / divisor
    return Quantity(value.normalize(), dimension, match[0].strip())
