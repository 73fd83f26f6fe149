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
from app.red_flags import ADVICE, CATEGORIES, LEAD, RULES, SELF_HARM

EDGE: Final = 3000  # characters read at either end: a screen must not be slowed by a pasted book
NEAR: Final = 7  # tokens between two signs that belong together
REACH: Final = 90  # tokens between two signs of one message
LONGEST_SKIP: Final = 3

TOKEN: Final = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u4e00-\u9fff]|[.!?。;…\n]|[,:()（）—~]|/")
ENDS: Final = frozenset(".!?。;…\n")
PAUSES: Final = frozenset(",:()（）—~")
INVISIBLE: Final = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CJK: Final = re.compile(r"[\u4e00-\u9fff]")
NOT_CONTRACTED: Final = re.compile(r"\b([a-z]+)n['’`]t\b")
EN_BREAKS: Final = frozenset(
    "but however although though yet except because since due whereas while then".split()
)
EN_STARTS: Final = frozenset(
    "i my he she his her it its they their we our now the there then also can feel got has have "
    "started keep keeps just suddenly".split()
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
    text = NOT_CONTRACTED.sub(_not_contracted, text)
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
    if size > 5 and word.endswith("ness"):
        return stem(word[:-4])
    if size > 5 and word.endswith("ing"):
        word = _undouble(word[:-3])
    elif size > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    elif size > 4 and word.endswith("ies"):
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
        for part in _words(word):
            tokens.words.append(part)
            tokens.clauses.append(clause)
            tokens.sentences.append(sentence)
    return tokens


def _words(word: str) -> Iterator[str]:
    if not word[0].isascii() or not word[0].isalpha():
        yield word
        return
    for part in en.SPELLINGS.get(word, word).split():
        if part not in en.DROPPED:
            yield VOCABULARY.mend(part)


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


def _build() -> Trie:
    phrases = [*_phrases(en.SIGNS, ","), *_phrases(zh.SIGNS, None)]
    english = [word for _, phrase in phrases for word in re.findall(r"[a-z]+", phrase)]
    english += [word for value in en.SPELLINGS.values() for word in value.split()]
    VOCABULARY.stems.update(stem(word) for word in english)
    root: Trie = {}
    for tag, phrase in phrases:
        node = root
        for word in tokenise(normalise(phrase)).words:
            node = node.setdefault(word, {})
        if node is not root:
            node[TAGS] = frozenset({tag}) | node.get(TAGS, frozenset[str]())
    VOCABULARY.learn(english)
    return root


WHOLE: Final = frozenset({"figure", "shield", "whilst", "past", "resolved", "sugar"})
CONTEXT: Final = frozenset(
    "subj1 subj3 now actual neg not shield turn neg_after past history resolved gen gen_strong if "
    "unreal whilst job mild benign pet figure".split()
)
SKIPPABLE: Final = frozenset(zh.SKIPPABLE | {stem(word) for word in en.SKIPPABLE})
LEXICON: Final = _build()


def find(tokens: Tokens) -> list[Found]:
    """The longest phrase at each place, left to right; little words inside a phrase are skipped.

    Phrases may overlap ("want to kill" and "kill myself"), but a context word inside a longer
    phrase is part of that phrase ("没" in "没反应").
    """
    words, clauses, found = tokens.words, tokens.clauses, list[Found]()
    at, size, reached = 0, len(words), 0
    while at < size:
        node: Trie | None = LEXICON.get(words[at])
        if node is None:
            at += 1
            continue
        best, tags, skipped, here = at + 1, node.get(TAGS), 0, at + 1
        while here < size and clauses[here] == clauses[at]:
            after: Trie | None = node.get(words[here])
            if after is not None:
                node, skipped = after, 0
                if TAGS in node:
                    best, tags = here + 1, node[TAGS]
            elif words[here] in SKIPPABLE and skipped < LONGEST_SKIP:
                skipped += 1
            else:
                break
            here += 1
        if tags is not None:
            if best <= reached:  # inside a longer phrase only a sign counts, no context
                tags -= CONTEXT
            if tags:
                found.append(Found(at, best, clauses[at], tokens.sentences[at], tags))
            reached = max(reached, best)
            if tags & WHOLE:
                at = best - 1
        at += 1
    return found


# --- numbers ---------------------------------------------------------------------------------

DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "半": 0.5}
NUMBER_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelv": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "hundr": 100,
}  # fmt: skip
OLD: Final = frozenset("old baby newborn infant bub boy girl 大 龄 宝 婴 娃 新 的 daughter son lo".split())
COUNTED: Final = frozenset(
    "pill tablet tab capsul paracetamol tylenol ibuprofen xanax valium aspirin sleep panadol "
    "acetaminophen advil oxy codein antidepressant 片 粒 颗 板 多".split()
)


def _number(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts here and the place after it."""
    word = words[at]
    if word[0].isdigit():
        return float(word[:9]), at + 1
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word], at + 1
    total, here = 0.0, at
    while here < len(words) and here < at + 6 and (words[here] in DIGITS or words[here] in "十百几"):
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
        before, behind = words[max(0, at - 8) : at], words[after : after + 5]
        for tag in _meaning(value, "".join(before), before, behind):
            yield Found(at, after, tokens.clauses[at], tokens.sentences[at], frozenset({tag}))
        at = after


def _meaning(value: float, before: str, words: Sequence[str], behind: Sequence[str]) -> list[str]:
    tags = [_age(value, before, behind), _reading(value, before, words, behind)]
    if value >= 8 and COUNTED.intersection(behind[:3]) and not {"mg", "岁", "年"} & set(behind[:2]):
        tags.append("pills_many")
    if 38 <= value < 43 or 100.4 <= value <= 108:
        unit = {"度", "℃", "c", "f", "degre", "celsiu", "fahrenheit"} & set(behind[:2])
        if unit or re.search(r"烧|热|温|fever|temp", before + "".join(behind[:3])):
            tags.append("fever_high")
    if 34 <= value < 36 and re.search(r"体温|temp", before):
        tags.append("temp_low")
    if value >= 2 and behind[:1] and behind[0] in {"米", "m", "meter", "metr", "feet", "ft", "楼", "层", "storey"}:
        tags.append("height_m")
    return [tag for tag in tags if tag]


def _age(value: float, before: str, behind: Sequence[str]) -> str:
    unit = "".join(behind[:2])
    days = 0.0
    if unit.startswith(("个月", "个多月", "月", "month", "多月", "个半月", "mo")):
        days = value * 30.4
    elif unit.startswith(("周", "week", "星期", "个星期", "个礼拜")):
        days = value * 7
    elif unit.startswith(("天", "day", "多天", "日龄")):
        days = value
    aged = OLD.intersection(behind[1:4]) or before.endswith(("满", "出生", "生后", "才", "刚", "宝宝", "born"))
    return "age_infant" if 0 < days < 92 and aged else ""


def _reading(value: float, before: str, words: Sequence[str], behind: Sequence[str]) -> str:
    if re.search(r"血糖|sugar|glucos|bg|糖", before) and "小时" not in "".join(behind[:2]):
        if 0.5 < value < 3.9 or 20 <= value < 60:
            return "sugar_low"
        if 16.7 <= value < 50 or 300 <= value < 1500:
            return "sugar_high"
    if re.search(r"血氧|饱和度|spo|sat|oxygen", before) and 40 <= value <= 92:
        return "oxygen_low"
    if re.search(r"心率|心跳|脉搏|heartrat|pulse|puls|bpm", before) and (130 <= value <= 300 or 20 < value <= 40):
        return "rate_bad"
    if re.search(r"血压|bloodpressur|高压", before) and 160 <= value <= 300:
        return "pressure_bad"
    return ""


# --- context ---------------------------------------------------------------------------------

)


def silence(found: list[Found], tokens: Tokens) -> None:
    """Switch off every sign that is not said of somebody here and now."""
    _split_turns(found)
    sentences = [list(group) for _, group in itertools.groupby(found, key=lambda f: f.sentence)]
    _fade(sentences)
    _made_up(sentences)
    for sentence in sentences:
        clauses = [list(group) for _, group in itertools.groupby(sentence, key=lambda f: f.clause)]
        _deny(clauses, tokens)
        _past(clauses)
        _suppose(sentence)
    _general(sentences)


def _tags(found: Iterable[Found]) -> frozenset[str]:
    return frozenset[str]().union(*(item.tags for item in found))


def _kill(found: Iterable[Found], sparing: str = "") -> None:
    for item in found:
        if not (item.tags & CONTEXT) and not (sparing and sparing in item.tags):
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
    carried = False
    for clause in clauses:
        latin = tokens.words[clause[0].start][0].isascii()
        tags = _tags(clause)
        denied = carried and latin and not tags & {"subj1", "subj3", "now"}
        for index, item in enumerate(clause):
            if "neg" in item.tags:
                denied = True
            elif "not" in item.tags:
                follower = clause[index + 1] if index + 1 < len(clause) else None
                if follower and follower.start <= item.end + 1:
                    _kill([follower])
            elif denied:
                _kill([item])
            elif "neg_after" in item.tags:
                _kill(other for other in clause[:index] if item.start - other.end <= NEAR)
        carried = denied


def _past(clauses: list[list[Found]]) -> None:
    carried = False
    for clause in clauses:
        tags = _tags(clause)
        carried = "past" in tags or (carried and not tags & {"now", "actual"})
        if carried or "history" in tags:
            _kill(clause)


def _suppose(sentence: list[Found]) -> None:
    for index, item in enumerate(sentence):
        if "if" in item.tags:
            supposed = sentence[index:]
            if not any("actual" in other.tags for other in supposed):
                _kill(supposed, sparing="sh_how")
            return


def _general(sentences: list[list[Found]]) -> None:
    carried = False
    for sentence in sentences:
        tags = _tags(sentence)
        here = 2 * ("subj1" in tags) + ("subj3" in tags) + ("now" in tags) + ("actual" in tags)
        general = ("gen_strong" in tags and here < 3) or ("gen" in tags and here < 1)
        if general or (carried and here < 1):
            _kill(sentence, sparing="sh_how")
            carried = True
        else:
            carried = False


def _made_up(sentences: list[list[Found]]) -> None:
    """Fiction, news, exams and pets: only what the writer says of real people now remains."""
    started = False
    for sentence in sentences:
        tags = _tags(sentence)
        unreal = tags & {"unreal", "pet"}
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
        over = "benign" in _tags(sentence) or "resolved" in _tags(itertools.chain(sentence, following))
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


def _rule(name: str, text: str) -> Rule:
    soft = text.endswith("?")
    terms = tuple(
        tuple(frozenset(part.strip().split("|")) for part in term.split("~"))
        for term in text.removesuffix("?").split(" + ")
    )
    return Rule(name, soft, terms)


RULE_TABLE: Final = tuple(_rule(name, text) for name, text in RULES)


def _places(term: Term, found: Sequence[Found]) -> list[tuple[Found, ...]]:
    """Where the signs of one term stand together."""
    first = [item for item in found if item.tags & term[0]][:12]
    if len(term) == 1:
        return [(item,) for item in first]
    pairs: list[tuple[Found, ...]] = []
    for item in first:
        pairs += [(item, other) for other in found if other.tags & term[1] and _close(item, other)]
    return pairs[:24]


def _close(one: Found, two: Found) -> bool:
    if one is two or one.sentence != two.sentence:
        return False
    gap = max(one.start, two.start) - min(one.end, two.end)
    return gap <= (NEAR if one.clause == two.clause else NEAR // 2)


def _holds(rule: Rule, found: Sequence[Found]) -> bool:
    """Every term stands somewhere within reach; a term named twice stands in two places."""
    places = [_places(term, found) for term in rule.terms]
    if not all(places):
        return False
    if len(set(rule.terms)) < len(rule.terms):
        return len(places[0]) >= len(rule.terms)
    return any(
        all(any(abs(one[0].start - two[0].start) <= REACH for two in more) for more in places[1:])
        for one in places[0]
    )


def screen(text: str) -> list[RedFlag]:
    """The possible emergencies a message describes, in the order of the rule table."""
    tokens = tokenise(normalise(text))
    found = sorted([*find(tokens), *measures(tokens)], key=lambda item: item.start)
    silence(found, tokens)
    alive = [item for item in found if item.alive]
    clear = [item for item in alive if not item.faint]
    present, present_clear = _tags(alive), _tags(clear)
    flags: list[RedFlag] = []
    for rule in RULE_TABLE:
        tags = present_clear if rule.soft else present
        if any(tags.isdisjoint(part) for term in rule.terms for part in term):
            continue
        if _holds(rule, clear if rule.soft else alive):
            flags.append(RedFlag(rule.name.partition(".")[0], rule.name))
    return flags


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
    repr((RULES, sorted(en.SIGNS.items()), sorted(zh.SIGNS.items()), LEAD, SELF_HARM, ADVICE)).encode()
).hexdigest()[:12]
