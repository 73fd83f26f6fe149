"""Where a sentence says no, and whether two sentences say no to the same thing. Pure, zh and en.

A cue (不宜, avoid, should not) is read with its clause: "take ibuprofen, not aspirin" and "take
aspirin, not ibuprofen" have the same words and the same cue, and are opposites.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import attrgetter

from app.judging.mentions import FUNCTION_WORDS, Word

# Words that forbid by themselves; a plain "not" before one of them turns it round.
_FORBIDDING = (
    r"避免|禁[用止忌服食]|忌(?!惮|讳)|慎[用服]|停[用服药止]|切?勿|请勿|拒绝"
    r"|\b(?:avoid(?:ed|ing|s|ance)?|contra-?indicat\w+|stop(?:ped|ping|s)?|discontinu\w+"
    r"|refrain\w*|withh[eo]ld\w*|prohibited|forbidden|unsafe|unsuitable|inappropriate"
    r"|inadvisable|unnecessary|ineffective|unlikely|harmful)\b"
)
# 不 and its kin stand in many words that deny nothing: 不适, 不足, 不仅, 是不是, 无论, 特别.
_DENYING = (
    r"不得(?!不)|(?<!得)(?<!(?P<a>是|能|要|会|可|该|用|好|行))不"
    r"(?!良|适(?!合|用|宜)|足|仅|同|断|论|管|明|全|孕|安(?!全)|稳|齐|时|久|过|少|单|但|只|然|止|振|清|畅|佳|等|一"
    r"|错|妨|规则|耐受|舒服|得不|超过|大于|高于|多于|小于|低于|到)"
    r"(?:宜|要|应该?|该|可以?|能|得|建议|推荐|必|用|需要?|是|会|适[合用宜])?"
    r"|没有?(?!关系|错)|未(?!来|婚|成年|知|满)|并非|而非|绝非|除非"
    r"|无(?!论|菌|创|力|糖|色|痛|线)[需须]?"
    r"|(?<![特分级性个区识差判鉴告])别(?=再|吃|用|喝|服|自行|乱|随|急|停|把|让|给|碰|去)"
    r"|\b(?:not(?! only| just| (?:to )?exceed| less than| (?:[a-z]+ ){0,2}more than)"
    r"|no(?! doubt| matter| (?:more|less) than|\.? ?\d)|never|none|nor|neither|nothing|without"
    r"|cannot|unless|instead of|rather than|[a-z]+n['’]t)\b"
)
_CUE = re.compile(rf"(?P<forbidding>{_FORBIDDING})|(?P<denying>{_DENYING})")
# Questions that offer both sides deny nothing.
_A_NOT_A = re.compile(r"([是能要会可该用好行对])不\1|有没有|得不得|whether or not")
# What answers a cue in other words without being one: to prevent is to avoid.
_SILENT = re.compile(
    r"防止|预防|以防|以免|免得|缺乏|最多|\b(?:prevent\w*|absen\w+|free of|lack\w*)\b"
)
_ALLOWING = re.compile(
    r"可以|可(?=用|服|使|考|选)|能够|能|应当|应该?|适[宜合用]|宜|必须|需要|需|建议|推荐|继续|安全|要"
    r"|\b(?:should|can|may|must|could|ought to|need to|recommended|advised|allowed|safe(?:ly)?"
    r"|suitable|continue|always|do)\b"
)
_CLAUSE_END = re.compile(
    r"[,，;；:：。?？!！()（）]|\.(?!\d)|但是?|如果?|若|\b(?:but|if|when|because|although|while)\b"
)
_NEAR = 18  # characters between a "not" and the word it turns round: "need not always be avoided"
_start = attrgetter("start")
_MOST = 40  # cues that are looked at in a clause, and in a sentence


@dataclass(frozen=True, slots=True)
class Cue:
    start: int
    end: int
    drugs: frozenset[str]
    terms: frozenset[str]

    def same_matter(self, other: "Cue") -> bool:
        if self.drugs and other.drugs:
            return bool(self.drugs & other.drugs)
        return not self.terms or not other.terms or bool(self.terms & other.terms)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a sentence denies, what else could be said to deny it, and what it allows or asserts."""

    denied: tuple[Cue, ...]
    silent: int
    allowed: tuple[Cue, ...]
    asserted: frozenset[str]


def denies(text: str) -> bool:
    return _CUE.search(text) is not None


def polarity(text: str, words: Sequence[Word]) -> Polarity:
    denied: list[Cue] = []
    allowed: list[Cue] = []
    asserted: set[str] = set()
    for start, end in _clauses(text):
        cues, turned = _cues(text, start, end)
        inside = _between(words, start, end)
        if cues:
            denied += _with_scope(start, end, cues, inside)
            continue
        scope = _matter(inside)
        asserted |= scope[0] | scope[1]
        spoken = turned or [m.span() for m in _ALLOWING.finditer(text, start, end)][:1]
        allowed += [Cue(*span, *scope) for span in spoken]
    silent = len(_SILENT.findall(text))
    return Polarity(tuple(denied[:_MOST]), silent, tuple(allowed[:_MOST]), frozenset(asserted))


def _clauses(text: str) -> list[tuple[int, int]]:
    borders = [0, *(m.start() for m in _CLAUSE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(borders) if a < b]


def _cues(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The cues of a clause, and the pairs that cancel out ("not contraindicated", 无禁忌)."""
    questions = [m.span() for m in _A_NOT_A.finditer(text, start, end)]
    cues: list[tuple[int, int]] = []
    turned: list[tuple[int, int]] = []
    denying = False
    for match in islice(_CUE.finditer(text, start, end), _MOST):
        if any(a <= match.start() < b for a, b in questions):
            continue
        if denying and match["forbidding"] and match.start() - cues[-1][1] <= _NEAR:
            turned.append((cues.pop()[0], match.end()))
            denying = False
            continue
        cues.append(match.span())
        denying = match["denying"] is not None
    return cues, turned


def _with_scope(
    start: int, end: int, cues: Sequence[tuple[int, int]], words: Sequence[Word]
) -> list[Cue]:
    """Each cue speaks of what follows it up to the next; the first also of what precedes it."""
    edges = [start, *(cue[0] for cue in cues[1:]), end]
    found: list[Cue] = []
    for (at, to), (left, right) in zip(cues, pairwise(edges), strict=True):
        scope = _matter([*_between(words, left, at), *_between(words, to, right)])
        found.append(Cue(at, to, *(scope if scope[1] else _matter(words))))
    return found


def _between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    first = bisect_left(words, start, key=_start)
    found = words[first : bisect_left(words, end, lo=first, key=_start)]
    return [word for word in found if word.end <= end]


def _matter(words: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]]:
    named = frozenset(word.term for word in words if word.is_drug)
    return named, frozenset(word.term for word in words) - FUNCTION_WORDS


def disagreements(mine: Polarity, other: Polarity) -> list[Cue]:
    """What I deny and the other does not, and the words with which I allow what it denies."""
    denied = _unanswered(mine, other)
    if not (against := _unanswered(other, mine)):
        return denied
    allowing = [cue for cue in mine.allowed if any(cue.same_matter(no) for no in against)]
    return denied + allowing


def _unanswered(mine: Polarity, other: Polarity) -> list[Cue]:
    lonely = _without_partner(mine.denied, other.denied)
    spare = len(_without_partner(other.denied, mine.denied)) + other.silent
    found: list[Cue] = []
    for cue in lonely:
        # A "no" to something else may be the same "no" in other words, unless the other asserts
        # the very thing.
        if spare and not (cue.drugs or cue.terms) & other.asserted:
            spare -= 1
        else:
            found.append(cue)
    return found


def _without_partner(mine: Sequence[Cue], other: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in mine if not any(cue.same_matter(theirs) for theirs in other)]
