"""The red-flag screen: does a message describe a possible emergency, and what is said first.

screen() reads a message without any model: it normalises the text, finds the signs and the
contexts of app.red_flags_en and app.red_flags_zh, silences signs that are denied, past,
hypothetical, general or made up, clause by clause, and applies the rules of app.red_flags to
what is left. Nothing here keeps or returns the patient's words.
"""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app import red_flags_en as en
from app import red_flags_zh as zh
from app.red_flags import (
    ADVICE,
    CATEGORIES,
    LEAD,
    MOST_MEANINGS,
    MOST_SIGNS,
    PLAIN,
    RULES,
    SELF_HARM,
    WEIGHED,
    WEIGHED_ENOUGH,
    WEIGHED_START,
    words,
)

EDGE: Final = 2000  # characters read at either end: a screen must not be slowed by a pasted book
NEAR: Final = 9  # tokens between two signs that belong together
SCOPE: Final = 5  # tokens a denial reaches, and again from each sign it silenced
MOST_PLACES: Final = 12  # of one sign in one message
REACH: Final = 90  # tokens between two signs of one message
LONGEST_SKIP: Final = 4

TOKEN: Final = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u4e00-\u9fff]|[.!?。;…\n]|[,:()（）—~]|/")
ENDS: Final = frozenset(".!?。;…\n")
PAUSES: Final = frozenset(",:()（）—~")
INVISIBLE: Final = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CJK: Final = re.compile(r"[\u4e00-\u9fff]")
NOT_CONTRACTED: Final = re.compile(r"\b([a-z]+)n['’`]t\b")
LATIN: Final = re.compile(r"[a-z0-9'/]+")
# One word for every way of saying that something will not work, so that one phrase finds them all.
CANNOT: Final = re.compile(
    r"\b(?:can(?: ?not|hardly| hardly| barely| scarcely| no longer)|could (?:not|hardly|barely)|"
    r"(?:will|would) (?:not|hardly|barely)|(?:not been able|unable|not able|too weak) to|"
    r"struggl(?:e|es|ed|ing) to|(?:trouble|difficulty|difficulties)(?: in| with)?|"
    r"(?:hard|difficult|impossible) to|refus(?:e|es|ing|ed) to)\b"
)
DO_NOT: Final = re.compile(r"\b(?:do|does|did|is|are|am|was|were|has|have|had) not\b")
EN_BREAKS: Final = words(
    "but however although though yet except because since due whereas while then"
)
EN_STARTS: Final = words(
    "i my he she his her it its they their we our now the there then also can feel got has have "
    "started keep keeps just suddenly tonight today yesterday this since feels feeling"
)

Trie = dict[str, Any]
TAGS: Final = "\0"  # the key a phrase's signs stand under; no token is this character


@dataclass(frozen=True, slots=True)
class RedFlag:
    category: str
    rule: str


@dataclass(slots=True)
class Found:
    """One phrase in the message: where it stands, what it stands for, whether it counts."""

    start: int
    end: int
    clause: int
    sentence: int
    tags: frozenset[str]
    alive: bool = True
    faint: bool = False  # called mild, ordinary or over: soft rules do not see it


@dataclass(slots=True)
class Tokens:
    words: list[str]
    clauses: list[int]
    sentences: list[int]


# --- text ------------------------------------------------------------------------------------


def normalise(text: str) -> str:
    """One form for every way of writing the same: width, case, Traditional, spaced-out words."""
    if len(text) > 2 * EDGE:
        text = text[:EDGE] + "\n" + text[-EDGE:]
    text = unicodedata.normalize("NFKC", text)[: 4 * EDGE].lower()
    text = INVISIBLE.sub("", text).translate(zh.TRADITIONAL)
    for old, new in zh.FOLDED:
        if old in text:
            text = text.replace(old, new)
    text = (
        NOT_CONTRACTED.sub(_not_contracted, text).replace("'ll ", " will ").replace("'m ", " am ")
    )
    text = LATIN.sub(lambda match: en.SPELLINGS.get(match.group(), match.group()), text)
    text = DO_NOT.sub("not", CANNOT.sub("cannot", text))
    return "\n".join(_join_spaced(line) for line in text.split("\n"))


def _not_contracted(match: re.Match[str]) -> str:
    stem = match.group(1)
    return {"ca": "can not", "wo": "will not", "ai": "is not", "sha": "shall not"}.get(
        stem, stem + " not"
    )


def _join_spaced(line: str) -> str:
    """Chinese "胸 痛" is one word; "胸口疼 喘不上气" is two clauses."""
    pieces = line.split()
    joined = pieces[:1]
    for before, after in itertools.pairwise(pieces):
        if not (CJK.match(before[-1]) and CJK.match(after[0])):
            joined.append(" ")
        elif len(before) > 1 and len(after) > 1:
            joined.append(",")
        joined.append(after)
    return "".join(joined)


def stem(word: str) -> str:
    """A rough English stem: enough that bleeds, bleeding and bleed are one word."""
    size = len(word)
    if word in en.NOT_STEMMED:
        return word
    if size > 5 and word.endswith("ness"):
        return stem(word[:-4])
    if size > 5 and word.endswith("ing"):
        word = _undouble(word[:-3])
    elif size > 4 and word.endswith(("ied", "ies")):
        word = word[:-3] + "y"
    elif size > 4 and word.endswith("ed"):
        word = _undouble(word[:-2])
    elif size > 4 and word.endswith("ly"):
        word = word[:-2]
    elif size > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _undouble(word: str) -> str:
    same = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if same else word


def tokenise(text: str) -> Tokens:
    """Words, Chinese characters and numbers, with the clause and sentence each belongs to."""
    tokens = Tokens([], [], [])
    clause = sentence = 0
    raw = TOKEN.findall(text)
    for index, word in enumerate(raw):
        if word in ENDS:
            sentence += 1
            clause += 1
            continue
        if word in PAUSES:
            clause += 1
            continue
        following = raw[index + 1] if index + 1 < len(raw) else ""
        if word in EN_BREAKS or (word == "and" and following in EN_STARTS):
            clause += 1
        known = word.isascii() and word.isalpha()
        tokens.words.append(VOCABULARY.mend(word) if known else word)
        tokens.clauses.append(clause)
        tokens.sentences.append(sentence)
    return tokens


# --- phrases ---------------------------------------------------------------------------------


class Vocabulary:
    """The English words of the tables, and their likely typing errors."""

    def __init__(self) -> None:
        self.stems: set[str] = set()
        self.typos: dict[str, str] = {}

    def mend(self, word: str) -> str:
        root = stem(word)
        if root in self.stems or len(word) < 5 or word in en.NOT_TYPOS:
            return root
        return self.typos.get(word) or self.typos.get(root) or root

    def learn(self, words: Iterable[str]) -> None:
        """Every word a letter short, doubled or two letters swapped points back to the word."""
        for word in sorted(set(words)):
            if len(word) < 5 or not word.isascii() or not word.isalpha():
                continue
            for typo in _typos(word):
                if stem(typo) not in self.stems and typo not in en.NOT_TYPOS:
                    self.typos.setdefault(typo, stem(word))


def _typos(word: str) -> Iterator[str]:
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if len(word) >= 7:
        for i in range(1, len(word)):
            yield word[:i] + word[i + 1 :]
    if len(word) >= 6:
        for i in range(1, len(word)):
            yield word[:i] + word[i] + word[i:]


VOCABULARY: Final = Vocabulary()
LITTLE: Final = frozenset(stem(word) for word in en.DROPPED)
SKIPPABLE: Final = frozenset(zh.SKIPPABLE | LITTLE | {stem(word) for word in en.SKIPPABLE})


def _expand(phrase: str) -> Iterator[str]:
    """ "a {b|c}" is "a b" and "a c"."""
    head, brace, rest = phrase.partition("{")
    if not brace:
        yield phrase
        return
    choices, _, tail = rest.partition("}")
    for choice in choices.split("|"):
        yield from _expand(head + choice + tail)


def _phrases(signs: dict[str, str], separator: str | None) -> Iterator[tuple[str, str]]:
    for tag, listed in signs.items():
        for phrase in listed.split(separator):
            for form in _expand(phrase.strip()):
                yield tag, form


def _plant(root: Trie, words: Sequence[str], tag: str) -> None:
    node = root
    for word in words:
        node = node.setdefault(word, {})
    if node is not root:
        node[TAGS] = frozenset({tag}) | node.get(TAGS, frozenset[str]())


def _build() -> Trie:
    phrases = [*_phrases(en.SIGNS, ","), *_phrases(zh.SIGNS, None)]
    english = [word for _, phrase in phrases for word in re.findall(r"[a-z]+", phrase)]
    english += [word for value in en.SPELLINGS.values() for word in value.split()]
    VOCABULARY.stems.update(stem(word) for word in english)
    root: Trie = {}
    for tag, phrase in phrases:
        whole = tokenise(normalise(phrase)).words
        short = [word for word in whole if word not in LITTLE]
        telling = [word for word in short if word not in FUNCTION_WORDS]
        exact = len(short) < 2 or (tag in CONTEXT and len(telling) < 2)
        _plant(root, whole if exact else short, tag)
    VOCABULARY.learn(english)
    return root


WHOLE: Final = frozenset({"figure", "shield", "whilst", "past", "resolved", "sugar", "asthma"})
CONTEXT: Final = words(
    "subj1 subj3 now actual neg not shield turn neg_after past history resolved gen gen_strong if "
    "unreal curious whilst job mild benign pet figure"
)
FUNCTION_WORDS: Final = SKIPPABLE | words(
    "when i in at on for if what how no not do with by from can we you they who should one good"
)
LEXICON: Final = _build()


def find(tokens: Tokens) -> list[Found]:
    """Every phrase in the message; little words inside a phrase are skipped.

    Phrases may overlap ("want to kill" and "kill myself") or lie in one another ("肚子" in
    "肚子疼"), but a context word inside a longer phrase is part of that phrase ("没" in "没反应").
    """
    found: list[Found] = []
    at, reached = 0, 0
    while at < len(tokens.words):
        if tokens.words[at] not in LEXICON:
            at += 1
            continue
        spans = sorted(_spans(tokens, at).items(), reverse=True)
        whole = bool(spans) and bool(spans[0][1] & WHOLE)
        for end, tags in spans[:1] if whole else spans:
            if end <= reached:
                tags -= CONTEXT
            if tags:
                found.append(Found(at, end, tokens.clauses[at], tokens.sentences[at], tags))
            reached = max(reached, end)
        at = spans[0][0] if whole else at + 1
    return found


def _spans(tokens: Tokens, at: int) -> dict[int, frozenset[str]]:
    """Where each phrase that starts here ends, and what it stands for."""
    spans: dict[int, frozenset[str]] = {}
    words, clause = tokens.words, tokens.clauses[at]
    start: Trie | None = LEXICON.get(words[at])
    paths: list[tuple[Trie, int, int]] = [(start, at + 1, 0)] if start else []
    while paths:
        node, here, skipped = paths.pop()
        if TAGS in node:
            spans[here - skipped] = node[TAGS] | spans.get(here - skipped, frozenset[str]())
        if here >= len(words) or tokens.clauses[here] != clause:
            continue
        after: Trie | None = node.get(words[here])
        if after is not None:
            paths.append((after, here + 1, 0))
        if skipped < LONGEST_SKIP and words[here] in SKIPPABLE:
            paths.append((node, here + 1, skipped + 1))
    return spans


# --- numbers ---------------------------------------------------------------------------------

DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "半": 0.5}
NUMBER_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
    "ten": 10, "twelv": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "hundr": 100,
}  # fmt: skip
OLD: Final = words("old baby newborn infant bub boy girl 大 龄 宝 婴 娃 新 的 daughter son lo")
COUNTED: Final = words(
    "pill tablet tab capsul paracetamol tylenol ibuprofen xanax valium aspirin sleep panadol "
    "acetaminophen advil oxy codein antidepressant 片 粒 颗 板 多"
)


UNITS: Final = words(
    "mg g mcg ml kg month year yo week day hour minut c f degre mmol 岁 年 月 天 周 个 小 分 度 毫 "
    "点 号 楼"
)


def _number(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts here and the place after it."""
    word = words[at]
    if word[0].isdigit():
        return float(word[:9]), at + 1
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word], at + 1
    total, here = 0.0, at
    while (
        here < len(words) and here < at + 6 and (words[here] in DIGITS or words[here] in "十百几")
    ):
        if words[here] in "十百":
            unit = 10 if words[here] == "十" else 100
            total = (total or 1) * unit if total < 10 else total + unit
        else:
            total += DIGITS.get(words[here], 3)
        here += 1
    return (total, here) if here > at else None


def measures(tokens: Tokens) -> Iterator[Found]:
    """What the numbers mean: a baby's age, a fever, a sugar, a saturation, a count of pills."""
    words = tokens.words
    at = 0
    while at < len(words):
        number = _number(words, at)
        if number is None:
            at += 1
            continue
        value, after = number
        before, behind = words[max(0, at - 8) : at], list(words[after : after + 5])
        for tag in _meaning(value, "".join(before), before, behind):
            yield Found(at, after, tokens.clauses[at], tokens.sentences[at], frozenset({tag}))
        at = after


def _meaning(value: float, before: str, words: Sequence[str], behind: Sequence[str]) -> list[str]:
    tags = [_age(value, before, behind), _reading(value, before, words, behind)]
    if value >= 8 and COUNTED.intersection(behind[:3]) and not {"mg", "岁", "年"} & set(behind[:2]):
        tags.append("pills_many")
    if value >= 10 and not UNITS.intersection(behind[:1]):
        tags.append("number_big")
    if value >= 1 and behind[:2] in (["年", "前"], ["年", "了"]):
        tags.append("history")
    if 1900 < value < 2025 and (
        behind[:1] == ["年"] or before.endswith(("in", "since", "from", "back"))
    ):
        tags.append("past")
    if (38 <= value < 42 or 100.4 <= value < 106) and value % 1:
        tags.append("fever_number")
    if 38 <= value < 43 or 100.4 <= value <= 108:
        unit = {"度", "℃", "c", "f", "degre", "celsiu", "fahrenheit"} & set(behind[:2])
        if unit or re.search(r"烧|热|温|fever|temp", before + "".join(behind[:3])):
            tags.append("fever_high")
    tags += _ages(value, behind)
    if 34 <= value < 36 and re.search(r"体温|temp", before):
        tags.append("temp_low")
    if (
        value >= 2
        and behind[:1]
        and behind[0] in {"米", "m", "meter", "metr", "feet", "ft", "楼", "层", "storey"}
    ):
        tags.append("height_m")
    return [tag for tag in tags if tag]


def _ages(value: float, behind: Sequence[str]) -> list[str]:
    unit = "".join(behind[:2])
    if unit.startswith(("岁", "year", "yo", "个月", "mo", "month")) and value <= 17:
        return (
            ["child", "baby"]
            if unit.startswith(("个月", "mo", "month")) or value <= 1
            else ["child"]
        )
    if unit.startswith(("周", "week", "多周")) and 4 <= value <= 42 and "old" not in behind[1:2]:
        return ["weeks"]
    return []


def _age(value: float, before: str, behind: Sequence[str]) -> str:
    unit = "".join(behind[:2])
    days = 0.0
    if unit.startswith(("个月", "个多月", "月", "month", "多月", "个半月", "mo")):
        days = value * 30.4
    elif unit.startswith(("周", "week", "星期", "个星期", "个礼拜")):
        days = value * 7
    elif unit.startswith(("天", "day", "多天", "日龄")):
        days = value
    aged = OLD.intersection(behind[1:4]) or before.endswith(
        ("满", "出生", "生后", "才", "刚", "宝宝", "born")
    )
    return "age_infant" if 0 < days < 92 and aged else ""


def _reading(value: float, before: str, words: Sequence[str], behind: Sequence[str]) -> str:
    if re.search(r"血糖|sugar|glucos|bg|糖", before) and "小时" not in "".join(behind[:2]):
        if 0.5 < value < 3.9 or 20 <= value < 60:
            return "sugar_low"
        if 16.7 <= value < 50 or 300 <= value < 1500:
            return "sugar_high"
    if re.search(r"血氧|饱和度|spo|sat|oxygen", before) and 40 <= value <= 92:
        return "oxygen_low"
    if re.search(r"心率|心跳|脉搏|heartrat|pulse|puls|bpm", before) and (
        130 <= value <= 300 or 20 < value <= 40
    ):
        return "rate_bad"
    if re.search(r"血压|bloodpressur|高压", before) and 160 <= value <= 300:
        return "pressure_bad"
    return ""


# --- context ---------------------------------------------------------------------------------


# What somebody has goes on being so when it is told as history.
LASTING: Final = words("pregnant diabetic hernia thinner asthma allergen aaa clot_leg")


def silence(found: list[Found], tokens: Tokens) -> None:
    """Switch off every sign that is not said of somebody here and now."""
    _split_turns(found)
    sentences = [list(group) for _, group in itertools.groupby(found, key=lambda f: f.sentence)]
    _fade(sentences)
    _made_up(sentences)
    for sentence, following in zip(sentences, [*sentences[1:], []], strict=False):
        clauses = [list(group) for _, group in itertools.groupby(sentence, key=lambda f: f.clause)]
        _deny(clauses, tokens)
        _past(clauses)
        if not {"actual", "subj1"} <= _tags(following):
            _suppose(sentence)
    _general(sentences)


def _tags(found: Iterable[Found]) -> frozenset[str]:
    return frozenset[str]().union(*(item.tags for item in found))


def _kill(found: Iterable[Found], sparing: str = "") -> None:
    for item in found:
        if item.tags - CONTEXT and not (sparing and sparing in item.tags):
            item.alive = False


def _split_turns(found: list[Found]) -> None:
    """A clause ends at "但是" or "突然" even where nobody wrote a comma."""
    turned = 0
    for item in found:
        if "turn" in item.tags:
            turned += 1
        item.clause = item.clause * 100 + min(turned, 99)
    for before, after in itertools.pairwise(found):
        after.clause = max(before.clause, after.clause)


def _deny(clauses: list[list[Found]], tokens: Tokens) -> None:
    """A denial reaches the signs after it in its clause, and the rest of an English list."""
    carried = False
    for clause in clauses:
        latin = tokens.words[clause[0].start][0].isascii()
        listed = carried and latin and not _tags(clause) & {"subj1", "subj3", "now"}
        until = clause[-1].end if listed else -1
        for index, item in enumerate(clause):
            if "neg" in item.tags:
                until = item.end + SCOPE
            elif "not" in item.tags and "neg" not in item.tags:
                until = max(until, item.end + 1)
            elif item.start <= until:
                _kill([item])
                until = max(until, item.end + (SCOPE if not item.alive and until > item.end else 0))
            elif "neg_after" in item.tags:
                _kill(other for other in clause[:index] if item.start - other.end <= NEAR)
        carried = until >= clause[-1].end


def _past(clauses: list[list[Found]]) -> None:
    carried = False
    for clause in clauses:
        tags = _tags(clause)
        carried = "past" in tags or (carried and not tags & {"now", "actual"})
        if carried or "history" in tags:
            _kill(item for item in clause if not item.tags & LASTING)


def _suppose(sentence: list[Found]) -> None:
    for index, item in enumerate(sentence):
        if "if" in item.tags:
            supposed = sentence[index:]
            if not any("actual" in other.tags for other in supposed):
                _kill(supposed, sparing="sh_how")
            return


def _general(sentences: list[list[Found]]) -> None:
    """A question in general silences the clauses that speak of nobody in particular."""
    carried = False
    for sentence in sentences:
        tags = _tags(sentence)
        whole = _presence(tags)
        clauses = [list(group) for _, group in itertools.groupby(sentence, key=lambda f: f.clause)]
        silent = 0
        for clause in clauses:
            own = _tags(clause)
            strong = "gen_strong" in tags and whole < (2 if "gen_strong" in own else 1)
            if strong or ("gen" in own and whole < 1) or (carried and whole < 1):
                _kill(clause, sparing="sh_how")
                silent += 1
        carried = silent == len(clauses)


def _presence(tags: frozenset[str]) -> int:
    """How much a passage speaks of somebody, here and now."""
    return 2 * ("subj1" in tags) + ("subj3" in tags) + ("now" in tags) + ("actual" in tags)


def _made_up(sentences: list[list[Found]]) -> None:
    """Fiction, news, exams and pets: only what the writer says of real people now remains."""
    started = any("curious" in item.tags for sentence in sentences for item in sentence)
    for sentence in sentences:
        tags = _tags(sentence)
        unreal = tags & {"unreal"} or ("pet" in tags and not tags & {"subj1", "child", "baby"})
        started = started or bool(unreal)
        if not started:
            continue
        unreal_clauses = {item.clause for item in sentence if item.tags & {"unreal", "pet"}}
        for _, group in itertools.groupby(sentence, key=lambda item: item.clause):
            clause = list(group)
            real = _tags(clause)
            kept = clause[0].clause not in unreal_clauses and "subj1" in real
            if not (kept and (not unreal or real & {"actual"})):
                _kill(clause)


def _fade(sentences: list[list[Found]]) -> None:
    for index, sentence in enumerate(sentences):
        following = sentences[index + 1] if index + 1 < len(sentences) else []
        over = "benign" in _tags(sentence) or "resolved" in _tags(
            itertools.chain(sentence, following)
        )
        mild = {item.clause for item in sentence if "mild" in item.tags}
        for item in sentence:
            item.faint = over or item.clause in mild


# --- rules -----------------------------------------------------------------------------------

Term = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    soft: bool
    terms: tuple[Term, ...]
    parts: tuple[frozenset[str], ...]


def _rule(name: str, text: str) -> Rule:
    soft = text.endswith("?")
    terms = tuple(
        tuple(frozenset(part.strip().split("|")) for part in term.split("~"))
        for term in text.removesuffix("?").split(" + ")
    )
    return Rule(name, soft, terms, tuple(itertools.chain(*terms)))


RULE_TABLE: Final = tuple(_rule(name, text) for name, text in RULES)
RULE_TAGS: Final = tuple(
    (rule.name, frozenset[str]().union(*itertools.chain(*rule.terms))) for rule in RULE_TABLE
)


Index = dict[str, list[Found]]


def _index(found: Iterable[Found]) -> Index:
    """The found phrases by sign, in order."""
    index: Index = {}
    for item in found:
        for tag in item.tags:
            index.setdefault(tag, []).append(item)
    return index


def _standing(part: frozenset[str], index: Index) -> list[Found]:
    return [item for tag in part if tag in index for item in index[tag][:MOST_PLACES]]


def _places(term: Term, index: Index) -> list[Found]:
    """Where the signs of one term stand together."""
    first = _standing(term[0], index)
    if len(term) == 1:
        return first
    second = _standing(term[1], index)
    return [one for one in first if any(_close(one, two) for two in second)]


def _close(one: Found, two: Found) -> bool:
    if one is two or one.sentence != two.sentence:
        return False
    gap = max(one.start, two.start) - min(one.end, two.end)
    return gap <= (NEAR if one.clause == two.clause else NEAR // 2)


def _possible(rule: Rule, index: Index) -> bool:
    """The cheap half of _holds: every sign is somewhere."""
    present = index.keys()
    return not any(part.isdisjoint(present) for part in rule.parts)


def _holds(rule: Rule, index: Index) -> bool:
    """Every term stands somewhere within reach; a term named twice stands in two places."""
    places: list[list[Found]] = []
    for term in rule.terms:
        places.append(_places(term, index))
        if not places[-1]:
            return False
    if len(set(rule.terms)) < len(rule.terms):
        return any(one.end <= two.start for one in places[0] for two in places[0])
    return any(
        all(any(abs(one.start - two.start) <= REACH for two in more) for more in places[1:])
        for one in places[0]
    )


def screen(text: str) -> list[RedFlag]:
    """The possible emergencies a message describes, in the order of the rule table."""
    tokens = tokenise(normalise(text))
    found = sorted([*find(tokens), *measures(tokens)], key=lambda item: item.start)
    contexts = _tags(found) & CONTEXT
    silence(found, tokens)
    alive = [item for item in found if item.alive]
    clear = [item for item in alive if not item.faint]
    firm, soft = _index(alive), _index(clear)
    flags = [
        RedFlag(rule.name.partition(".")[0], rule.name)
        for rule in RULE_TABLE
        if _possible(rule, firm) and _holds(rule, soft if rule.soft else firm)
    ]
    return flags or _several(clear, contexts)


def _several(found: Sequence[Found], contexts: frozenset[str]) -> list[RedFlag]:
    """A message full of signs that no rule joins: one flag, of the category they point to."""
    signs = [item for item in found if item.tags - CONTEXT - PLAIN]
    meanings = _tags(signs) - CONTEXT - PLAIN
    apart = end = 0
    for item in signs:
        if item.start >= end:
            apart, end = apart + 1, item.end
    score = (
        WEIGHED_START
        + WEIGHED["sign"] * min(apart, MOST_SIGNS)
        + WEIGHED["meaning"] * min(len(meanings), MOST_MEANINGS)
        + WEIGHED["presence"] * _presence(contexts)
        + sum(WEIGHED.get(context, 0.0) for context in contexts)
    )
    if score < WEIGHED_ENOUGH or apart < 3:
        return []
    points = {
        name: sum(1 for rule, tags in RULE_TAGS if rule.startswith(name) and tags & meanings)
        for name in CATEGORIES
    }
    category = max(CATEGORIES, key=lambda name: points[name])
    return [RedFlag(category, category + ".several_signs")]


# --- notice ----------------------------------------------------------------------------------


def notice(flags: Sequence[RedFlag], lang: str) -> str:
    """The fixed text shown before any model speaks; empty where nothing was flagged."""
    lang = "zh" if lang.lower().startswith("zh") else "en"
    raised = {flag.category for flag in flags}
    parts = [SELF_HARM[lang]] if "self_harm" in raised else []
    bodily = [ADVICE[lang][name] for name in CATEGORIES if name in raised and name != "self_harm"]
    if bodily:
        parts += [LEAD[lang], *bodily]
    return ("" if lang == "zh" else " ").join(parts)


def policy_version() -> str:
    """Names the tables an answer was screened with; changes with every word of them."""
    return POLICY


POLICY: Final = hashlib.sha256(
    repr(
        (
            RULES,
            sorted(WEIGHED.items()),
            sorted(en.SIGNS.items()),
            sorted(zh.SIGNS.items()),
            LEAD,
            SELF_HARM,
            ADVICE,
        )
    ).encode()
).hexdigest()[:12]
