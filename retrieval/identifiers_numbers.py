"""Numbers, codes and handles that point at one person, as they are typed in a chat.

A code says by its form what it is (a phone, an ID card with its checksum), or by the word beside
it ("MRN", 住院号). A long number with neither is taken for one all the same: no clinical value has
nine digits without a unit.
"""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.code_words import word_near
from retrieval.identifiers import Found, Rule
from retrieval.identifiers_online import online
from retrieval.identifiers_phones import phones
from retrieval.identifiers_search import beginning, folded, starts

# What a code looks like: groups with a digit each, perhaps a few letters before the first one.
_LABEL: Final = (
    r"(?:SSN|MRN|VIN|IP|ID|NO|DOB|NHS|NPI|DEA|QQ|WX|VX|TEL|PH|SN|IMEI|UDI|MBI|DL|POL|ACCT|CARD|FAX|"
    r"MAC|CELL|PIN|IS|MY|THE|TTY)"
)
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9.])(?:(?:face|voice|finger|thumb|palm|iris|retina|gait|bio|vein)\w{0,9}[-_:])?"
    r"(?:[A-Za-z]{1,12}[-_/])*"
    rf"(?:(?!{_LABEL}\b)[A-Z]{{1,5}} ?)?[A-Za-z]{{0,8}}\d[A-Za-z0-9*]*"
    r"(?:(?:[-_/.]|:(?![CLTSB]\d{1,2}(?!\d))| ?- ?)[A-Za-z]{0,4}\d?[A-Za-z0-9*]*\d[A-Za-z0-9*]*"
    r"|[-_/][A-Z]{1,4}(?![A-Za-z])|[-_](?!to|or|and)[a-z]{2,3}(?![A-Za-z-])"
    r"|  ?(?=[A-Z0-9]*\d)(?![A-Z]{1,3}\d{1,3} )[A-Z0-9]{2,}(?![A-Za-z]))*"
)
# A digit, or a letter ahead of one with nothing but what may stand in a code between.
_CODE_HEAD: Final = re.compile(
    r"[A-Za-z\d](?<![A-Za-z0-9.][A-Za-z\d])(?:(?<=\d)|(?=(?:[^\W\d]|[:/-])*+(?: [A-Za-z]{0,8})?\d))"
)
UNIT: Final = re.compile(
    r"\s{0,2}(?:mg|ml|mcg|ug|μg|g\b|kg|cm|mm|iu|u\b|units?|mmol|μmol|umol|nmol|pmol|ng|pg|kcal|cal\b|"
    r"steps|copies|cfu|x ?10|\*10|%|℃|°|/ ?(?:ml|l|μl|ul|mm|hpf|min)|cells?|meq|bpm|mmhg|hz|hours?|"
    r"days?|weeks?|months?|years?|minutes?|tablets?|pills?|dollars?|[毫微纳]?[克升]|毫米|厘米|单位|国际|"
    r"拷贝|个|元|块|万|天|周|月|年|岁|次|斤|公斤|片|粒|度|步|米|小时|分钟|人|多|左右|以上|以下)",
    re.IGNORECASE,
)
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_DAY_OR_MONTH = r"(?:3[01]|[12]\d|0?[1-9])"
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|(?:(?:1[0-2]|0?[1-9])[-/.]{_DAY_OR_MONTH}|{_DAY_OR_MONTH}[-/.](?:1[0-2]|0?[1-9]))"
    r"[-/.](?:\d\d)?\d\d"
    rf"|\d\d[-/.](?:1[0-2]|0?[1-9])[-/.]{_DAY_OR_MONTH}"
)
# A code of a kind that nobody's name for it has to tell: too long for a gene or a test.
_REGISTERS = "NCT|PMID|PMC|ISRCTN|CHICTR|CAS|RS|ICD|NDC|GB|ISO|DOI|PMCID"
_SERIAL: Final = re.compile(
    rf"(?!(?i:{_REGISTERS})[- ]?\d)(?:[A-Za-z]{{1,4}}-?\d{{5,}}[A-Z]{{0,2}}"
    r"|[A-Z]{1,4}(?=(?:[A-Z]*\d){5})[A-Z0-9]{6,}|[A-Z]{2,4}-\d{2,}-\d{3,})"
)
# A test, a score, a stage or a vitamin, with or without its value.
_VALUE: Final = r"\d{1,4}(?:[./-]\d{1,3}){0,2}"
_CLINICAL: Final = re.compile(
    r"(?:CA[- ]?(?:125|15-3|19-9|72-4|242|50)|[BDK]\d{1,2}|[CLTS]\d{1,2}|PHQ-?[29]|GAD-?[27]|FT[34]"
    r"|HbA1c|FEV1|Ki-?67|TP53|CD\d{1,2}|IL-?\d{1,2}|H\dN\d)(?:[- ]" + _VALUE + r"(?:iu|u|mg|ml)?)?$"
    r"|(?:(?:BI|TI|PI|LI)-?RADS|Apgar|MMSE|MoCA|GCS|NYHA|SpO2|CK|LDH|BNP|ALT|AST|GGT|ALP|PSA|AFP|CEA"
    r"|TSH|HCG|INR|WBC|RBC|PLT|HGB|Hb|BMI|BP|HR|RR|COVID|HPV|Omega|Vit|Vitamin|SDS|SAS|MRS|NIHSS)"
    r"[- ]?" + _VALUE + r"$|p?T[0-4x]\w{0,3}N[0-3x]\w?M[01x]\w?$|[CLTS]\d{1,2}[-/][CLTS]?\d{1,2}$",
    re.IGNORECASE,
)
_EMERGENCY: Final = frozenset(
    ("110", "119", "120", "122", "12345", "12320", "12356", "12355", "911", "999", "112", "988")
)
_APPROVED: Final = re.compile(r"(?:准字|注册证?号?|标准号?|备案)[:\s]{0,2}[A-Z]?$", re.IGNORECASE)

_ALONE = "(?<![A-Za-z0-9])"
_END = "(?![A-Za-z0-9])"
_PLATE_CHAR = "[A-HJ-NP-Za-hj-np-z0-9]"
_ZH_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Za-hj-np-z]"
    rf"\s?[·•.\- ]?\s?(?=[A-Za-z0-9]*\d)"
    rf"(?:{_PLATE_CHAR}{{4}}[挂学警港澳]|{_PLATE_CHAR}{{5,6}}){_END}"
    rf"|{_ALONE}WJ[\u4e00-\u9fff]?\d{{4,5}}[A-Z0-9]?{_END}"
)
_PLATE_AFTER: Final = re.compile(
    r"(?:\bplates?|\btag|\breg(?:istration)?|\bcar reg|车牌|牌照|车号)(?:号码?|照)?(?![A-Za-z])"
    r"\W{0,3}(?:(?:number|no|no\.|#|is|was|reads|mark|are|of|plate|for my car|on my car|it's|是|为"
    r"|尾号)\W{0,3}){0,4}(?P<code>(?=[A-Z0-9 -]*\d)(?=[0-9 -]*[A-Z])[A-Z0-9]{1,4}[- ]?[A-Z0-9]{1,4}"
    rf"(?:[- ]?[A-Z0-9]{{2,3}})?){_END}",
    re.IGNORECASE,
)
# In a text in lower case.
_PLATE_SIGN: Final = re.compile(r"(?:plates?|tag|reg(?:istration)?)(?![a-z])|车牌|牌照|车号")
_ZH_PLATE_SIGN: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Za-hj-np-z]"
)
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI_EITHER = "[AC-HJKMNP-RT-Y0-9]"
_ID18: Final = re.compile(
    r"(?<![\dA-Za-z])[1-9](?:[\s-]{0,2}\d){16}[\s-]{0,2}[\dXx×](?![\dA-Za-z])"
)
_ID18_SIGN: Final = re.compile(r"\d(?:[\s-]{0,2}\d){16}")
# Without one of these there is no code, no user name, and no number said aloud in Chinese.
_ANY_SIGN: Final = re.compile(r"[A-Za-z\d@一幺]")
_ANY_DIGIT: Final = re.compile(r"\d")
# Papers and numbers that are known by their form alone.
# With each, what it begins or goes on with: without it the pattern need not be tried.
_PAPERS: Final = tuple(
    (re.compile(pattern), kind, re.compile(sign))
    for pattern, kind, sign in (
        (
            r"(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)",
            "id_number",
            r"\d{15}",
        ),
        (
            r"(?<![\d-])\d{3}([- .])\d{2}\1\d{4}(?![\d-])",
            "id_number",
            r"\d[- .]\d{2}[- .]\d{4}",
        ),
        (
            r"(?<![\w-])(?:\d{3}|[xX*]{3})-(?:\d{2}|[xX*]{2})-\d{4}(?![\d-])",
            "id_number",
            r"[\dxX*]-\d{4}",
        ),
        (
            rf"{_ALONE}[A-CEGHJ-PR-TW-Z]{{2}} ?\d{{2}} ?\d{{2}} ?\d{{2}} ?[A-D]{_END}",
            "id_number",
            r"[A-Z] ?\d\d ?\d\d ?\d\d ?[A-D]",
        ),
        (rf"{_ALONE}[A-Z]{{1,2}}\d{{6}}\([0-9A]\)", "id_number", r"\d{6}\("),
        (
            rf"{_ALONE}[1-9]{_MBI_LETTER}{_MBI_EITHER}\d-?{_MBI_LETTER}{_MBI_EITHER}\d-?"
            rf"{_MBI_LETTER}{{2}}\d{{2}}{_END}",
            "insurance",
            r"\d[A-Z][A-Z0-9]\d-?[A-Z]",
        ),
        (rf"{_ALONE}(?:[EG]\d{{8}}|E[A-HJ-NP-Z]\d{{7}}){_END}", "passport", r"[A-Z]\d{7}"),
        # IBAN, and the unique device identification in its brackets
        (
            rf"{_ALONE}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{3,7}}(?: ?[A-Z0-9]{{1,3}})?{_END}",
            "account",
            r"[A-Z]{2}\d{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}",
        ),
        (
            r"\(01\)\s?\d{14}(?:\s?\((?:10|11|17|21)\)\s?[A-Za-z0-9-]{1,20})*",
            "device",
            r"\(01\)",
        ),
        (
            r"[军海空武文参][字官士兵\u4e00-\u9fff]{0,2}字?第\s?\d{5,9}\s?号",
            "licence",
            r"第\s?\d{5}",
        ),
        (r"[\u4e00-\u9fff]字第\s?\d{5,9}\s?号", "licence", r"第\s?\d{5}"),
        (
            rf"{_ALONE}(?=[A-Z0-9]*\d[A-Z0-9]*\d)(?=\d*[A-Z])[A-HJ-NPR-Z0-9]{{17}}{_END}",
            "plate",
            r"[A-HJ-NPR-Z0-9]{17}",
        ),
    )
)
_FEWEST: Final = 3  # digits of a code
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def numbers(text: str) -> Rule:
    """Every code of the text, the surest first; `text` is plain."""
    if not _ANY_SIGN.search(text):
        return
    yield from online(text)
    if not _ANY_DIGIT.search(text):
        yield from phones(text)  # said aloud
        return
    yield from _papers(text)
    yield from _plates(text)
    codes = list(_codes(text))
    yield from (code for code, named in codes if named)
    for start, end, kind in phones(text):
        number = text[start:end]
        if not _DATE.fullmatch(number) and not (UNIT.match(text, end) and _may_count(number)):
            yield start, end, kind
    yield from (code for code, named in codes if not named)


def _may_count(number: str) -> bool:
    """2000000000 copies and 500-1000 mg are no phones; what is grouped or a mobile is one."""
    return (number.isdigit() or len(number) < 9) and not _MOBILE.fullmatch(number)


def _papers(text: str) -> Rule:
    for match in _ID18.finditer(text) if _ID18_SIGN.search(text) else ():
        near = word_near(text, *match.span())
        if is_resident_id(re.sub(r"[\s-]", "", match[0])) or near == "id_number":
            yield *match.span(), "id_number"
    for pattern, kind, sign in _PAPERS:
        for match in pattern.finditer(text) if sign.search(text) else ():
            fixed = kind in ("device", "licence") or (kind == "account" and match[0][2:4].isdigit())
            yield *match.span(), kind if fixed else word_near(text, *match.span()) or kind


def _plates(text: str) -> Rule:
    zh = _ZH_PLATE_SIGN.search(text) or "WJ" in text
    for match in _ZH_PLATE.finditer(text) if zh else ():
        yield *match.span(), "plate"
    for match in _PLATE_AFTER.finditer(text) if _PLATE_SIGN.search(folded(text)) else ():
        if any(map(str.isdigit, match["code"])):
            yield *match.span("code"), "plate"


def _codes(text: str) -> Iterator[tuple[Found, bool]]:
    """Codes with a word beside them, and (False) numbers too long to be a value."""
    for match in beginning(_CODE, text, starts(_CODE_HEAD, text)):
        start, end = match.span()
        if sum(map(str.isdigit, match[0])) < _FEWEST:
            continue
        while UNIT.match(text, end) and " " in text[start:end]:
            end = start + text[start:end].rstrip().rindex(" ")  # MRN 45-80-73 18 months
        code = text[start:end]
        if code in _EMERGENCY:
            continue
        digits = sum(map(str.isdigit, code))
        if (
            digits < _FEWEST
            or UNIT.match(text, end)
            or _DATE.fullmatch(code)
            or _CLINICAL.match(code)
        ):
            continue
        word = word_near(text, start, end, max(digits, sum(map(str.isalnum, code)) - 2))
        if word:
            yield (start, end, word), True
        elif _SERIAL.fullmatch(code) and not _APPROVED.search(text[max(0, start - 8) : start]):
            yield (start, end, "record_number"), False
        elif digits >= 9 and not re.search(r"\.\d|/", code) and digits * 2 > end - start:
            yield (start, end, _by_length(code, digits)), False


def _by_length(code: str, digits: int) -> str:
    if digits in (15, 18):
        return "id_number"
    return "account" if digits in (16, 17, 19) else "record_number"


def is_resident_id(code: str) -> bool:
    """A Chinese resident ID number whose check digit (ISO 7064 MOD 11-2) is right."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", code):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == code[17].upper()
