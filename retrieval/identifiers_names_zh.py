"""Names written in Chinese characters.

Nothing marks a name in Chinese, so each candidate is weighed: how common its surname is, whether
parents choose those characters, and what stands before and behind it. A word of everyday or
clinical Chinese that begins with a surname (高血压, 关节, 白塞) is never one.
"""

import re
from collections.abc import Iterable
from typing import Final

from retrieval.clinical_words import is_zh_word
from retrieval.identifiers import Rule
from retrieval.identifiers_search import beginning, either, folded, head, starts
from retrieval.name_cues_zh import (
    AFTER_PEOPLE,
    ANYBODY,
    CHILDREN,
    CUE_ENDS,
    EDGE,
    ENDINGS,
    FUNCTION,
    HAN,
    LOOSE,
    LOOSE_CHARACTERS,
    LOOSE_ENDS,
    NEXT_WORDS,
    NOT_CALLED,
    NOT_NICK,
    RIGHT,
    SELF,
    SEX_AGE,
    STRONG,
    STRONG_HEAD,
    THANKED,
    TITLE,
    TITLES,
)
from retrieval.person_names import (
    COMMON_SURNAMES,
    COMPOUND_SURNAMES,
    GIVEN_CHARACTERS,
    LITTLE_WORDS,
    MINORITY_ELEMENTS,
    PET_CHARACTERS,
    SURNAMES,
    TELLING_CHARACTERS,
    TRANSLITERATED,
    TRANSLITERATION,
    WORDLIKE_SURNAMES,
)

# 霍纳征, 江米粥, 白芷汤: signs, food and departments.
_NEVER_LAST: Final = frozenset("征症病炎癌科粥汤片丸膏散药术痛肿疹瘤")
_FIRST: Final = SURNAMES | {surname[0] for surname in COMPOUND_SURNAMES}
# What a candidate must score to be a name.
_ENOUGH: Final = 7
# Of the little words (对于医生), those that a doctor may be called at the start of a sentence.
_REAL_LITTLE: Final = frozenset("于向时应成何连解万全单官")

_MINORITY: Final = either(MINORITY_ELEMENTS)
_SPELLED: Final = "".join(sorted(TRANSLITERATION))
_DOTTED: Final = re.compile(
    rf"[{_SPELLED}]{{1,8}}(?:\s?[·•‧・∙]\s?[{HAN}]{{1,7}}?(?=[^{_SPELLED}]|$))+"
    rf"|[{_SPELLED}]{{1,8}}(?:[·•‧・∙][{_SPELLED}]{{1,8}})+"
)
_WHOLE: Final = re.compile(rf"{_MINORITY}(?:·?{_MINORITY})+|{either(TRANSLITERATED)}")
_ELEMENT: Final = re.compile(_MINORITY)
_PARTED: Final = re.compile("[·•‧・∙]")
_SYLLABLES: Final = head((*MINORITY_ELEMENTS, *TRANSLITERATED))
_NICK: Final = re.compile(rf"[小老阿](?P<name>[{HAN}])")
_PETS: Final = "".join(sorted(PET_CHARACTERS))
_SMALL: Final = "".join(
    sorted((PET_CHARACTERS | TELLING_CHARACTERS) - set("便时儿腿心手脚脸肚毛点可一天月日"))
)
_CHILD: Final = re.compile(
    rf"(?:{CHILDREN})(?:是|叫|:|\s|,)*"
    rf"(?P<name>(?P<one>[{_PETS}])(?P=one)|[小阿][{_SMALL}]"
    rf"|[{''.join(sorted(TELLING_CHARACTERS))}]儿)"
)


# 我姓吴; a name with a blank in it; 宝宝小名石头; wo jiao zhangxiaolong; 黄某航
_SURNAME_ONLY: Final = re.compile(
    rf"(?:我|本人|免贵|小弟|她|他|先生|医生|女士|您贵|贵)姓(?P<name>[{''.join(sorted(SURNAMES))}])"
    rf"(?=[,。、!?;\s(]|$|叫|的|女|男|今年|我)"
)
_SPACED: Final = re.compile(
    rf"(?<![{HAN}])(?P<name>[{''.join(sorted(COMMON_SURNAMES))}]"
    rf" (?P<given>[{HAN}]{{1,2}}))(?![{HAN}])"
)
_PET_WORDS = (
    "石头|铁蛋|狗蛋|狗剩|大头|胖胖|胖墩|小鱼儿?|小鱼|小米粒|小豆子|小石头|小丸子|果冻|布丁|年糕|汤圆|团子|饺子|馒头|包子"
    "|米粒|麦兜|嘟嘟|球球|虎子|柱子|栓子|毛毛|毛豆|土豆|核桃|花生|芒果|橙子|桃子|柚子|栗子|可乐|皮皮|辰辰|安安|小满"
)
_PET_NAME: Final = re.compile(
    rf"(?:我家|小名|乳名|昵称|宝宝叫|孩子叫|叫)(?:是|叫|:|\s)*(?P<name>{_PET_WORDS})"
)
_PINYIN_SELF: Final = re.compile(
    r"\b(?:wo\s?(?:shi|jiao)|wode mingzi(?: shi)?)\s(?P<name>[a-z]{2,18}(?:\s[a-z]{2,10}){0,2}?)"
    r"(?=[,.;!?\s]*(?:$|[^a-z\s]))",
    re.IGNORECASE,
)
_MASKED: Final = re.compile(
    rf"[{''.join(sorted(COMMON_SURNAMES - LITTLE_WORDS))}](?:某[{HAN}](?![{HAN}]{{0,1}}[某])"
    rf"|[{HAN}]?[*×xX＊某]{{1,2}}[{HAN}]?)"
    rf"(?=[,。、()\s]|$|医生|先生|女士|的)"
)
_MASK: Final = re.compile("[某*×xX＊]")
_ANY_HAN: Final = re.compile(f"[{HAN}]")
_TELLING: Final = "".join(sorted(TELLING_CHARACTERS))
_SURNAME_FIRST: Final = "".join(sorted(_FIRST))
_NAME_HEAD: Final = re.compile(
    rf"[{_SURNAME_FIRST}{_TELLING}](?:(?<=[{_SURNAME_FIRST}])|(?=[{_TELLING}]))"
)
_CHOSEN: Final = dict.fromkeys(GIVEN_CHARACTERS, 1) | dict.fromkeys(TELLING_CHARACTERS, 2)
_MAY_FOLLOW: Final = _CHOSEN.keys() | {title[0] for title in TITLES.split("|")}
_COMPOUND: Final = frozenset(COMPOUND_SURNAMES)
_COMPOUND_LENGTHS: Final = sorted({len(surname) for surname in COMPOUND_SURNAMES})


def names_zh(text: str) -> Rule:
    if not _ANY_HAN.search(text):
        return
    for start, end in (*_foreign(text), *_nicknames(text), *_in_fields(text)):
        yield start, end, "name"
    for pattern, sign, signs in (
        (_SURNAME_ONLY, "姓", text),
        (_SPACED, " ", text),
        (_PET_NAME, "", text),
        (_PINYIN_SELF, "wo", folded(text)),
    ):
        for match in pattern.finditer(text) if sign in signs else ():
            given = match.groupdict().get("given")
            if given is None or (
                set(given) <= GIVEN_CHARACTERS and not is_zh_word(text, match.start())
            ):
                yield *match.span("name"), "name"
    for match in _MASKED.finditer(text) if _MASK.search(text) else ():
        yield *match.span(), "name"
    read = 0
    for at in starts(_NAME_HEAD, text):
        end = None
        if at >= read:
            end = _name_at(text, at) if text[at] in _FIRST else _given_at(text, at)
        if end:
            yield at, end, "name"
            read = end


def _foreign(text: str) -> Iterable[tuple[int, int]]:
    """Names of several parts, and those of peoples whose names have other elements."""
    for match in _DOTTED.finditer(text) if _PARTED.search(text) else ():
        yield match.span()
    syllables = starts(_SYLLABLES, text)
    for match in beginning(_WHOLE, text, syllables):
        start, end = match.span()
        left = _left(text, start)
        if left > 0 and (RIGHT.match(text, end) or TITLE.match(text, end)):
            yield start, end
    for match in beginning(_ELEMENT, text, syllables):
        start, end = match.span()
        if _left(text, start) > (end - start < 3) and (
            RIGHT.match(text, end) or TITLE.match(text, end)
        ):
            yield start, end


def _nicknames(text: str) -> Iterable[tuple[int, int]]:
    """小李, 老王, 阿珍; 乐乐 and 小轩 behind a word for a child."""
    for match in _NICK.finditer(text):
        name = match["name"]
        known = name in SURNAMES - WORDLIKE_SURNAMES
        pet = name in TELLING_CHARACTERS and match[0][0] != "老"
        fits = match[0] not in NOT_NICK and (known or pet) and _left(text, match.start()) > 0
        if fits and RIGHT.match(text, match.end()):
            yield match.span()
    for match in _CHILD.finditer(text):
        if match["name"] not in ("宝宝", "小小", "天天", "明明", "可可"):
            yield match.span("name")


def _in_fields(text: str) -> Iterable[tuple[int, int]]:
    """姓名：…, 联系人 …, 我叫…: whatever short words stand there."""
    for match in beginning(STRONG, text, starts(STRONG_HEAD, text)):
        name = match["name"]
        if NOT_CALLED.search(name) or set(name) & FUNCTION or is_zh_word(text, match.start("name")):
            continue
        if name[0] in _FIRST or match["cue"] not in ("叫我", "喊我", "称呼", "叫做", "审核"):
            yield match.span("name")


def _name_at(text: str, at: int) -> int | None:
    """The end of the name that begins here with a surname, if one does."""
    compound = compound_at(text, at)
    if not compound and text[at] not in SURNAMES:
        return None
    left = _left(text, at)
    if left < 3 and text[max(0, at - 1) : at + 1] in ENDINGS:
        return None
    behind = at + len(compound or text[at])
    following = text[behind : behind + 1]
    # Where nothing ahead speaks for a name, a title or a character that parents choose must follow.
    if left < 1 and not (compound or following in _MAY_FOLLOW or following.isspace()):
        return None
    titled = _titled(text, at, behind, left)
    rank = _rank(compound or text[at])
    enough = _ENOUGH - bool(compound)
    best: tuple[int, int] | None = None
    for length in (2, 1) if not titled else ():
        end = behind + length
        score = rank + left + given_weight(text[behind:end])
        # What stands behind adds three at most, standing alone two: both are dear to read.
        if score + (5 if left > 1 else 3) < enough or not _may_be_given(text, behind, end):
            continue
        score += _right(text, end)
        if length == 2:
            score += _tight(text, at, end)
        if score >= enough and (not best or score > best[0]):
            best = score, end
    # Last, for few come so far: a word that begins here is no name.
    if (titled or best) and not compound and is_zh_word(text, at) and not _told(text, at, left):
        return None
    return behind if titled else best[1] if best else None


def compound_at(text: str, at: int) -> str | None:
    for length in _COMPOUND_LENGTHS:
        if text[at : at + length] in _COMPOUND:
            return text[at : at + length]
    return None


def _given_at(text: str, at: int) -> int | None:
    """A given name alone behind a word for a relative: 女儿梓涵, 老公志强."""
    given = text[at : at + 2]
    if (
        len(given) < 2
        or not set(given) <= TELLING_CHARACTERS
        or not _may_be_given(text, at, at + 2)
    ):
        return None
    if _may_be_cue(text[max(0, at - 1) : at]) and AFTER_PEOPLE.search(text[max(0, at - 8) : at]):
        return at + 2 if RIGHT.match(text, at + 2) else None
    return None


def _may_be_cue(last: str) -> bool:
    """Whether what ends so may be a word that a name follows: few characters end one."""
    return last in CUE_ENDS or last.isspace()


def _may_be_given(text: str, start: int, end: int) -> bool:
    given = text[start:end]
    if given[-1:] in _NEVER_LAST or (
        text[start - 2 : start - 1].isdigit() and text[start - 1] == "周"
    ):
        return False
    if len(given) < end - start or set(given) & FUNCTION:
        return False
    if not all("\u4e00" <= char <= "\u9fff" for char in given):
        return False
    beyond = text[end - 1 : end + 1] if end - start == 2 else text[start : start + 2]
    return beyond not in NEXT_WORDS


def _told(text: str, at: int, left: int) -> bool:
    """患儿叶子墨，2岁: what stands around a name outweighs that 叶子 is a word."""
    given = text[at + 1 : at + 3]
    chosen = TELLING_CHARACTERS if left < 3 else GIVEN_CHARACTERS
    if left < 1 or len(given) < 2 or not set(given) <= chosen:
        return False
    bounded = SEX_AGE.match(text, at + 3) or re.match(r"[\s,。(]|$", text[at + 3 :])
    return bool(bounded or (set(given) & TELLING_CHARACTERS and RIGHT.match(text, at + 3)))


def _rank(surname: str) -> int:
    if len(surname) > 1:
        return 4
    if surname in LITTLE_WORDS:
        return 1 if surname in _REAL_LITTLE else -1
    if surname in WORDLIKE_SURNAMES:
        return 2
    return 3 if surname in COMMON_SURNAMES else 1


def _left(text: str, at: int) -> int:
    """How much what stands before speaks for a name."""
    if not at:
        return 2
    last = text[at - 1]
    if _may_be_cue(last):
        before = text[max(0, at - 8) : at]
        if AFTER_PEOPLE.search(before) or SELF.search(before):
            return 3
    if last in LOOSE_CHARACTERS:
        return 1
    if not "\u4e00" <= last <= "\u9fff":
        return 2
    return 1 if last in LOOSE_ENDS and LOOSE.search(text[max(0, at - 8) : at]) else -1


def given_weight(given: str) -> int:
    """How much the characters are those that parents choose."""
    return sum([_CHOSEN.get(char, -2) for char in given])


def _right(text: str, end: int) -> int:
    if TITLE.match(text, end) or SEX_AGE.match(text, end):
        return 3
    return 1 if RIGHT.match(text, end) or text[end : end + 2] in NEXT_WORDS else -2


def _tight(text: str, at: int, end: int) -> int:
    """Standing alone between signs speaks for a name."""
    alone = EDGE.search(text[max(0, at - 1) : at]) and not re.match(f"[{HAN}]", text[end : end + 1])
    return 2 if alone and text[at] not in LITTLE_WORDS else 1 if alone else 0


def _titled(text: str, at: int, behind: int, left: int) -> bool:
    """张医生, but not 外国医生, 照顾老人 or 谢谢医生; 张姐 only where 姐 ends a word."""
    match = TITLE.match(text, behind)
    if not match or re.search("(?<!谢)谢谢$", text[max(0, at - 2) : at + 1]):
        return False
    title, single = match[0].strip(), behind - at == 1
    if len(title) == 1 and (left < 1 or not RIGHT.match(text, match.end())):
        return False
    surname = text[at]
    if not single:
        return True
    if title in ANYBODY and (left < 1 or surname not in COMMON_SURNAMES - WORDLIKE_SURNAMES):
        return left > 1 and surname in COMMON_SURNAMES - LITTLE_WORDS
    if surname in LITTLE_WORDS:
        return left > 1 and surname in _REAL_LITTLE
    if surname in WORDLIKE_SURNAMES and left < 2:
        return bool(THANKED.search(text[max(0, at - 4) : at]))
    return _rank(surname) + left >= 1
