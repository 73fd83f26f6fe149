"""Invented places in the shape of the real ones: 北京市朝阳区建国路88号 keeps its city, district,
road and number, but none of them is on a map.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from retrieval.identifiers import plain
from retrieval.place_names import CITIES, COUNTRIES, PROVINCES, STATE_CODES, STATES, STREET_WORDS

_ZH_TEXTS: Final = {
    "province": "东岭 南川 北原 西岚 中湖 远洲",
    "city": "云泽 青湖 安岭 望平 宁溪 松泽 临湾 枫陵 鹭洲 霞浦口 澜城 梧川",
    "part": "青禾 云溪 松岭 柳泉 文澜 长宜 和顺 枫桥 鹤鸣 清源 望月 梅坞 竹影 丹霞 锦书 碧波",
}
_ZH: Final = {name: text.split() for name, text in _ZH_TEXTS.items()}
_EN_TEXT: Final = """
Alderbrook Fernhollow Maplewick Stonebarrow Elmsworth Larkfield Willowmere Brackenford Hazelton
Ravensmoor Oakhaven Thistledown Merriton Foxglen Silverbeck Cloverdale
"""
_EN: Final = _EN_TEXT.split()
_LEVEL = (
    "省|特别行政区|自治区|自治州|自治县|地区|新区|开发区|街道办事处|街道|居委会|村委会|社区|小区"
    "|新村|大道|大街|东路|西路|南路|北路|中路|胡同|"
    "花园|家园|花苑|公寓|大厦|广场|新城|公馆|山庄|豪庭|国际|中心|宿舍|家属院|大院|市|州|盟|区|县"
    "|旗|镇|乡|村|屯|庄|寨|堡|沟|湾|街|路|弄|巷|里|坊|苑|府|庭|居|城|园|院"
)
_AREAS = "|".join(sorted({*PROVINCES, *CITIES}, key=len, reverse=True))
_ZH_PART: Final = re.compile(
    rf"(?P<area>{_AREAS})(?P<area_level>省|市|区|县)?"
    rf"|(?P<part>[\u4e00-\u9fff]{{1,7}}?)(?P<level>{_LEVEL})|(?P<digits>\d+)"
    rf"|(?P<room>[A-Za-z\u4e00-\u9fff])"
)
# What may stay: it names nobody's home.
_KEPT: Final = (
    frozenset(word.lower() for word in STREET_WORDS)
    | frozenset(word.lower() for state in STATES for word in state.split())
    | COUNTRIES
    | frozenset(
        [
            "apt",
            "apartment",
            "unit",
            "suite",
            "ste",
            "flat",
            "room",
            "rm",
            "floor",
            "fl",
            "building",
            "bldg",
            "block",
            "house",
            "no",
            "lot",
            "po",
            "p",
            "o",
            "box",
            "rural",
            "rr",
            "county",
            "cr",
            "state",
            "interstate",
            "fm",
            "township",
            "parish",
            "borough",
            "village",
            "united",
            "kingdom",
            "zealand",
            "and",
            "the",
            "of",
            "in",
            "on",
            "n",
            "s",
            "e",
            "w",
            "ne",
            "nw",
            "se",
            "sw",
            "north",
            "south",
            "east",
            "west",
            "old",
            "upper",
            "lower",
            "level",
            "trailer",
            "st",
            "de",
            "la",
            "del",
        ]
    )
)
_EN_PART: Final = re.compile(
    r"(?P<uk>\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)|(?P<zip>\b\d{5}(?:-\d{4})?\b)|(?P<digits>\d+)"
    r"|(?P<word>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'-]*)"
)


def elsewhere(text: str, rng: Callable[[str], Random]) -> str:
    """The invented place; a part that comes again is replaced alike."""
    if re.search(r"[\u4e00-\u9fff]", text):
        return _ZH_PART.sub(lambda match: _zh_part(match, rng), text)
    if re.fullmatch(r"\d+", plain(text)):
        return "0" * 3 + _digits(text, rng)[3:]
    return _EN_PART.sub(lambda match: _en_part(match, rng), text)


def _zh_part(match: re.Match[str], rng: Callable[[str], Random]) -> str:
    if match["area"]:
        suffix = match["area"][2:] if match["area"][2:] in ("区", "市", "州", "地区") else ""
        pool = "province" if match["area"] in PROVINCES and match["area_level"] != "市" else "city"
        return (
            rng(f"{pool} {match['area']}").choice(_ZH[pool]) + suffix + (match["area_level"] or "")
        )
    if match["digits"]:
        return _digits(match["digits"], rng)
    if match["room"]:
        return match["room"]
    pool = "province" if match["level"] == "省" else "city" if match["level"] == "市" else "part"
    return rng(f"{pool} {match['part']}").choice(_ZH[pool]) + match["level"]


def _en_part(match: re.Match[str], rng: Callable[[str], Random]) -> str:
    if match["uk"]:
        return f"ZZ{rng(match['uk']).randrange(1, 10)} {rng(match['uk']).randrange(1, 10)}AA"
    if match["zip"]:
        return f"000{rng(match['zip']).randrange(100):02}"
    if match["digits"]:
        return _digits(match["digits"], rng)
    word = match["word"]
    if word.lower().removesuffix("'s") in _KEPT or word in STATE_CODES or len(word) < 2:
        return word
    new = rng(f"place {word.lower()}").choice(_EN)
    return new.lower() if word.islower() else new.upper() if word.isupper() else new


def _digits(written: str, rng: Callable[[str], Random]) -> str:
    """Another number of as many digits."""
    draw = rng(f"number {plain(written)}")
    digits = "".join(draw.choices("123456789", k=len(written)))
    return (
        digits if digits != plain(written) else digits[::-1][:-1] + str(10 - int(digits[-1]) or 1)
    )
