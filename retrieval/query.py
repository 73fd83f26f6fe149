"""What to search for: the last question, made self-standing if it leans on earlier ones. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

# A question longer than this is a pasted record: what is asked stands at its beginning or its end.
_LONGEST = 2000
_TURNS = 3

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")

# Beginnings that continue what was said: "what about children?", "那孕妇呢？"
_CONTINUES = re.compile(
    r"\s*(?:(?:and|or|but|so|also|then|ok(?:ay)?|what|how)[\s,]+(?:about|if|for|in|during|with)\b"
    r"|(?:and|but|also|what else|why not|how so|for how long|how (?:often|long|much|many)\s*\?)"
    r"|那|还有|另外|此外|然后|如果是|换成|要是)",
    re.IGNORECASE,
)
_CONTINUES_AT_END = re.compile(r"呢[？?。！!\s]*$")
# Words that stand for something named before.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|he|she|him|her|the same|instead)\b"
    r"|它|他们|她们|这个|这种|这些|那个|那种|那些|该药|该病|此药|此病|上述|上面|前面|刚才",
    re.IGNORECASE,
)
# What carries no subject: grammar, and the aspects one can ask of any drug or disease.
_GRAMMAR_EN = """a an the is are was were be been am do does did can could should would will may
    might must have has had i me my we our you your it its they them their this that these those he
    she him her what which who when where why how if of in on at to for from with without by about
    and or but not no yes so than then as there any some same safe ok okay take taken use used too
    also please tell need get long often many much else"""
_ASPECTS_EN = """side effect effects dose doses dosage dosing treatment treatments treat treated
    symptom symptoms sign signs cause causes caused prevent prevented prevention diagnosis diagnosed
    risk risks complication complications prognosis test tests interaction interactions
    contraindications maximum daily day days pregnancy pregnant child children kids baby babies
    infants elderly adults breastfeeding alcohol food cure cured curable contagious hereditary
    dangerous serious normal avoid start stop work help doctor hospital"""
_NO_SUBJECT_EN = frozenset(_GRAMMAR_EN.split() + _ASPECTS_EN.split())
_NO_SUBJECT_ZH = re.compile(
    r"为什么|可以|需要|应该|什么|怎么样|怎么办|怎么|多久|多少|多长时间|时候|哪些|如何|是否|能不能"
    r"|可不可以|副作用|不良反应|剂量|用量|用法|治疗|症状|病因|原因|预防|诊断|检查|禁忌|注意事项"
    r"|并发症|孕妇|怀孕|孕期|哺乳期|哺乳|儿童|小孩|孩子|宝宝|婴儿|老年人|老人|饮酒|喝酒|饮食|传染|遗传"
    r"|严重|危险|治好|根治|医院|医生|[的了吗呢吧啊是有要能会吃用它这那个种我你他她们请问得还也都病药]"
)


def derive_query(messages: Sequence[Mapping[str, Any]]) -> str:
    """The last user message; a follow-up is joined with the turns that name what it is about."""
    asked = [str(m["content"] or "").strip() for m in messages if m["role"] == "user"]
    if not asked:
        return ""
    chain = [asked[-1]]
    for earlier in reversed(asked[:-1]):
        if len(chain) == _TURNS or not needs_context(chain[0]):
            break
        chain.insert(0, earlier)
    return _shortened("\n".join(chain))


def needs_context(question: str) -> bool:
    """Whether a question can be understood only with the one before it.

    One that names no drug or disease cannot stand alone ("What are the side effects?"), and one
    that names little beside a pronoun or an "and" leans on others ("Can I take it with aspirin?").
    """
    substance = _substance(question)
    if _CONTINUES.match(question) or _CONTINUES_AT_END.search(question):
        return substance <= 2
    return substance <= (1 if _POINTS_BACK.search(question) else 0)


def _substance(question: str) -> float:
    """Content words; a Chinese one has about two characters."""
    words = [word for word in _WORD.findall(question.lower()) if word not in _NO_SUBJECT_EN]
    return len(words) + len(_HAN.findall(_NO_SUBJECT_ZH.sub("", question))) / 2


def _shortened(query: str) -> str:
    if len(query) <= _LONGEST:
        return query
    return f"{query[: _LONGEST // 2]}\n{query[-_LONGEST // 2 :]}"
