"""Invented names in the place of real ones, part by part.

A surname becomes the same other surname wherever it stands, a given name the same other given
name: 李秀英 and 李女士, John Okafor and Mr Okafor stay one person, and a family keeps one surname.
"""

import re
from collections.abc import Callable, Iterable
from random import Random
from typing import Final

from retrieval.identifiers import LATIN
from retrieval.person_names import (
    COMPOUND_SURNAMES,
    FEMALE_CHARACTERS,
    FEMALE_NAMES,
    GIVEN_NAMES,
    LATIN_SURNAMES,
    MALE_NAMES,
    PINYIN_SURNAMES,
    SURNAMES,
)

_TEXTS: Final = {
    "zh surname": "周 林 沈 顾 陆 叶 程 苏 姚 方 夏 秦 江 汪 田 石 贺 邵 孟 白 乔 温 穆 简",
    "zh compound": "上官 司徒 端木 南宫 东方 公孙 欧阳 慕容 诸葛 皇甫",
    "zh woman 2": "文静 雅琴 晓岚 佩云 若兰 思敏 月华 秋萍 梦洁 婉清 书瑶 念慈 春燕 美珍 惠芬 诗涵",
    "zh man 2": "志明 建华 文博 立群 国栋 子轩 永康 学文 家豪 俊峰 景明 少华 振宇 一鸣 德昌 浩宇",
    "zh woman 1": "静 洁 婷 敏 燕 莹 倩 岚 颖 琳",
    "zh man 1": "明 伟 浩 磊 峰 涛 斌 凯 毅 鹏",
    "zh pet": "乐 豆 果 圆 朵 萌 糖 球",
    "zh foreign": "埃里克 莫妮卡 汉斯 索尼娅 奥斯卡 艾琳 雨果 塔妮娅 维克多 卡米拉 布鲁诺 英格丽",
    "woman": (
        "Alice Clara Helen Nora Julia Rosa Irene Vera Laura Edith Marta Paula Ellen Judith Lena S"
        "tella"
    ),
    "man": (
        "Peter Oscar Victor Hugo Simon Walter Felix Martin Edgar Leon Arthur Conrad Ralph Eric Br"
        "uno Otto"
    ),
    "surname": (
        "Hartwell Ashby Merrow Langdale Pembrook Thornley Wexford Halloway Brightmoor Kestrel Fair"
        "burn Linwood"
        " Oakhurst Redfern Silverton Whitlock Marlowe Stanwick Penhale Ravenhill Colby Dunmore Els"
        "worth Farrow"
    ),
    "pinyin surname": "Zhou Lin Shen Gu Lu Ye Cheng Su Yao Fang Xia Qin Jiang Wang Tian Shi",
    "pinyin": (
        "Wenjing Xiaolan Peiyun Ruolan Simin Zhiming Jianhua Wenbo Liqun Guodong Yongkang Jiahao"
    ),
}
_POOLS: Final = {name: text.split() for name, text in _TEXTS.items()}
_PARTICLES_TEXT = "de la del della der den van von da dos das du di el al bin ibn bint y st"
_PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_TITLED = re.compile(
    r"(?:\b(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|nurse|officer|judge|coach)\b\.?\s{0,2})$",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[{LATIN}]+(?:'[{LATIN}]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Names:
    """The invented names of one conversation."""

    def __init__(self, rng: Callable[[str], Random]) -> None:
        self._rng = rng
        self._given: dict[tuple[str, str], str] = {}
        self._avoid: set[str] = set()

    def avoid(self, names: Iterable[str]) -> None:
        """Real names: nobody is renamed to one of them."""
        for name in names:
            self._avoid.update((name, *_WORD.findall(name.lower()), *name.split("·")))
            if _HAN.match(name):
                surname = _surname(name)
                self._avoid.update((surname, name[len(surname) :]))

    def instead(self, name: str, before: str = "") -> str:
        """The invented name for this mention; `before` is the text that leads up to it."""
        if not _HAN.search(name):
            return self._latin(name, before)
        return (_HAN.sub("", name) and self._mixed(name)) or self._zh(name)

    def _pick(self, pool: str, real: str) -> str:
        """Always the same for a real name, and no other real name's if the pool has enough."""
        key = pool, real.lower()
        if key not in self._given:
            choices = _POOLS[pool]
            start = self._rng(f"{pool} {real.lower()}").randrange(len(choices))
            turned = choices[start:] + choices[:start]
            taken = {used for (other, _), used in self._given.items() if other == pool}
            free = [
                one
                for one in turned
                if one not in taken and one.lower() not in self._avoid and one not in self._avoid
            ]
            self._given[key] = (free or [one for one in turned if one.lower() != real.lower()])[0]
        return self._given[key]

    def _mixed(self, name: str) -> str:
        """约翰·史密斯 and other names of several parts."""
        return re.sub(r"[\u4e00-\u9fff]+", lambda part: self._pick("zh foreign", part[0]), name)

    def _zh(self, name: str) -> str:
        if len(name) == 2 and name[0] == name[1]:
            return self._pick("zh pet", name[0]) * 2
        if len(name) == 2 and name[0] in "小老阿" and name[1] not in "小老":
            return name[0] + (
                self._surname(name[1])
                if name[1] in SURNAMES and name[0] != "阿"
                else self._first(name[1])
            )
        known = self._known(name)
        if known:
            return known
        surname = _surname(name)
        if not surname:
            return self._pick("zh foreign", name)
        return self._surname(surname) + (
            self._first(name[len(surname) :]) if name != surname else ""
        )

    def _known(self, name: str) -> str | None:
        """A given name alone, of somebody whose full name was told."""
        for (pool, real), used in self._given.items():
            if real == name and pool.startswith("zh") and "surname" not in pool:
                return used
        return None

    def _surname(self, surname: str) -> str:
        return self._pick("zh compound" if len(surname) > 1 else "zh surname", surname)

    def _first(self, given: str) -> str:
        if len(given) > 2:
            return self._pick("zh foreign", given)
        sex = "woman" if any(char in FEMALE_CHARACTERS for char in given) else "man"
        return self._pick(f"zh {sex} {len(given)}", given)

    def _latin(self, name: str, before: str) -> str:
        words = [
            word[0]
            for word in _WORD.finditer(name)
            if len(word[0]) > 1 and word[0].lower() not in _PARTICLES
        ]
        pinyin = (
            len(words) > 1
            and any(word.lower() in PINYIN_SURNAMES for word in words)
            and not any(
                word.lower() in GIVEN_NAMES and word.lower() not in PINYIN_SURNAMES
                for word in words
            )
        )
        last = len(words) - 1

        def one(match: re.Match[str]) -> str:
            word = match[0]
            if word.lower() in _PARTICLES and word not in words:
                return word
            if len(word) == 1:
                return self._initial(word)
            is_last = words.index(word) == last and (last > 0 or self._is_surname(word, before))
            new = self._word(word, is_last, pinyin)
            return (
                new.upper()
                if word.isupper() and len(word) > 1
                else new.lower()
                if word.islower()
                else new
            )

        return _WORD.sub(one, name)

    def _is_surname(self, word: str, before: str) -> bool:
        lower = word.lower()
        return bool(_TITLED.search(before)) or (
            lower in LATIN_SURNAMES and lower not in GIVEN_NAMES
        )

    def _word(self, word: str, last: bool, pinyin: bool) -> str:
        lower = word.lower()
        for pool in ("surname", "woman", "man", "pinyin surname", "pinyin"):
            if (pool, lower) in self._given:
                return self._given[pool, lower]
        if pinyin:
            return self._pick("pinyin surname" if lower in PINYIN_SURNAMES else "pinyin", word)
        if last:
            return self._pick("surname", word)
        man = lower in MALE_NAMES if lower in MALE_NAMES | FEMALE_NAMES else lower[-1] not in "aei"
        return self._pick("man" if man else "woman", word)

    def _initial(self, letter: str) -> str:
        for (pool, real), used in self._given.items():
            if pool in ("woman", "man") and real[0] == letter.lower():
                return used[0] if letter.isupper() else used[0].lower()
        return self._rng(f"initial {letter}").choice("CEHLNPRSTV".replace(letter.upper(), ""))


def _surname(name: str) -> str:
    compound = next((one for one in COMPOUND_SURNAMES if name.startswith(one)), "")
    return compound or (name[0] if name[0] in SURNAMES and len(name) < 4 else "")
