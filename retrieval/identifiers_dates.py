"""Dates more precise than a year, and ages over 89, as people write them in zh and en.

A fraction (5/10 pain, 3/5 strength, 120/80) or a duration (3个月, two weeks) is neither.
"""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.identifiers import Rule
from retrieval.identifiers_search import ahead_of, beginning, folded

_MONTHS_TEXT = """
january february march april may june july august september october november december
"""
MONTHS: Final = _MONTHS_TEXT.split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_LONG_MONTH = rf"(?:{'|'.join(MONTHS)})"
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second"
    "|third|fourth|"
    "fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th))?"
_DAY_WORD = rf"(?:{_DAY}|(?:{_ORDINALS}))"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
)
_CLOCK = r"(?:[T\s]{1,2}(?:at\s)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?)?"
_DOSE = (
    r"(?!\s?(?:mg|ml|mcg|g\b|tablets?|pills?|times|days?|weeks?|months?|hours?|units?|percent|%"
    r"|\d|years?|people|or\b|/))"
)

_EN: Final = re.compile(
    rf"(?<!they )(?<!you )(?<!it )(?<!that )(?<!we )\b{_WEEKDAY}(?!may\s(?:the\s)?(?:{_ORDINALS}))"
    rf"(?:{_MONTH}|(?-i:May))\b\.?,?\s{{0,2}}(?:the\s)?{_DAY_WORD}(?![\d:]|\s?(?:mg|ml|mcg"
    rf"|tablets?|pills?|times|%))"
    rf"(?:\s?(?:-|to|through|and|&)\s?{_DAY}(?!\d|\s?{_MONTH}))?(?:\s?,?\s?(?:of\s)?{_YEAR}(?!\d))?{_CLOCK}"
    rf"|\b{_WEEKDAY}(?:the\s)?{_DAY_WORD}[\s.-]{{0,2}}(?:of\s"
    rf"|day of\s)?(?!(?-i:may)\s[a-z]){_MONTH}\b\.?(?:[\s,.-]{{0,3}}{_YEAR}(?!\d)"
    rf"|-\d\d(?!\d))?{_CLOCK}"
    rf"|\b{_MONTH}\b\.?,?[\s/-]{{0,2}}(?:of\s)?{_YEAR}(?!\d)"
    rf"|\b(?:19|20)\d\d[\s,-]{{1,2}}{_LONG_MONTH}\b(?:\s{_DAY}(?!\d))?"
    rf"|\b(?:early|mid|late|last|this past|this|next|since|in|until|till|by|before|after|from"
    rf"|during|back in|around|of|every|end of|start of|beginning of)[\s-]"
    rf"(?P<month>(?:january|february|april|june|july|august|september|october|november|december"
    rf"|(?-i:March|May)))\b(?!\s+(?:[A-Z]|\d))"
    rf"|\b(?:last|this past|next|since|in|until|till|back in) (?P<lower>march"
    rf"|may)\b(?=\s?(?:[.,;!?]|$|and\b|but\b|i\b|my\b|when\b|he\b|she\b|we\b|for\b|of\b))"
    rf"|\b(?:on|by|until|since|for|from|before|after"
    rf"|around)\s(?:the\s)(?P<day>{_DAY_WORD.replace('(?:st|nd|rd|th))?', '(?:st|nd|rd|th))')})(?="
    rf"\s?(?:[.,;!?)]|$|of (?:this|last|next|the)\b|at \d|around \d|this month|last month"
    rf"|next month|and (?:i|my|it|the)\b|i\b|because\b|when\b|she\b|he\b))",
    re.IGNORECASE,
)
_SEP = r"\s?[-/.]\s?"
_NUMERIC: Final = re.compile(
    rf"(?<![\d./-])(?:19|20)\d\d{_SEP}(?:1[0-2]|0?[1-9]){_SEP}(?:3[01]|[12]\d|0?[1-9])"
    rf"(?:(?!\d|[-/.]\d){_CLOCK}|(?=\d\d:\d\d))"
    rf"|(?<![\d./-])(?:3[01]|[12]\d|0?[1-9])(?P<sep>\s?[-/.]\s?)(?:3[01]|[12]\d"
    rf"|0?[1-9])(?P=sep)(?:(?:19|20)\d\d|\d\d)(?!\d|[-/.]\d|\s?(?:mg|ml|cm|mm|kg|%)){_CLOCK}"
    r"|(?<![\d./-])\d\d(?P<sep2>[-/.])(?:1[0-2]|0?[1-9])(?P=sep2)(?:3[01]|[12]\d|0?[1-9])(?!\d"
    r"|[-/.]\d|\s?(?:mg|ml|cm|mm|kg|%))"
    r"|(?<![\d.A-Za-z-])(?:19[2-9]\d|20[0-4]\d)(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d|\.\d"
    r"|\s?(?:mg|ml|iu|copies|/))"
    r"|(?<![\d./-])(?:1[0-2]|0?[1-9])[/-](?:19|20)\d\d(?![\d/-])|(?<![\d./-])(?:19"
    r"|20)\d\d[/-](?:1[0-2]|0[1-9])(?![\d/-])"
    r"|(?<![\d./-])(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])(?![\d.])(?=\s?(?:月|至|-|~|到"
    r"|[做查去住因行出入诊,。]|$))",
    re.IGNORECASE,
)
# A day and a month alone look like a fraction: a word must say that it is a date.
_DAY_MONTH: Final = re.compile(
    r"(?:\b(?:on|since|until|till|dated?|appointment|appt|visit|seen|admitted|adm|discharged"
    r"|surgery|dob|born|birthday|birthdate|scheduled(?: for)?|lmp|period|due|"
    r"started|began|starting|from|to|taken|recorded|moved?|changed?|cancel(?:led)?|booked"
    r"|rescheduled?(?: for)?|printed|issued|signed|expires?|expiry|given|done|performed"
    r"|implanted|received|placed|removed|drawn|collected|sampled?|dispensed|refilled|updated"
    r"|written|stopped|died|returned|week of|night of|morning of|day of|until|scan|x-?ray"
    r"|procedure|injection|vaccine|shot|booster|by|before|after|between|follow[- ]?up|f/u|labs?"
    r"|delivered|as of"
    r"|back on|around|due date|edd|date|onset|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day),?\b(?: (?:is|was|on|of|date|for|started|began|from|to|appt"
    r"|appointment))?\s?:?\s?"
    r"|(?:预产期|末次月经|出生|生日|日期|时间|于|在|手术|入院|出院|复查|检查|复诊|就诊|预约)(?:是"
    r"|为|:|在|,)?\s?)"
    r"(?P<day>(?:(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[12]\d)/(?:1[0-2]|0?[1-9])))"
    r"(?![\d/]|\.\d|\s?(?:mmhg|pain|strength|scale|out|of\b|tab|tablet|pill|dose|mg|ml|cup|inch"
    r"|power|to \d|in severity|severity|intensity|murmur|score|positive|%|systolic))"
    r"|(?:^|[;\n]\s?|diary:\s?|log:\s?)(?P<entry>(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9]))"
    r"(?=\s?[:-]?\s[a-z])(?!\s?to\b)(?!\s?(?:pain|strength|power|mmhg|severity|positive|scale"
    r"|murmur|in |on ))"
    r"|(?<![\d./])(?P<zhday>(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9]))(?=\s?[号日](?!线|楼))",
    re.IGNORECASE | re.MULTILINE,
)

ZH_DIGITS: Final = "零〇○一二三四五六七八九"
_ZH_YEAR = (
    rf"(?:(?:(?:19|20)?\d\d|[一二][{ZH_DIGITS}]{{3}}|[{ZH_DIGITS}]{{2}})\s?年(?:的)?|(?:今|去|前"
    rf"|大前|明|后|当|本|同|次|上)年(?:的)?)\s?"
)
_ZH_MONTH = r"(?:闰?(?:1[0-2]|0?[1-9])|十[一二]|[一二三四五六七八九十正冬腊元])\s?月(?:份)?"
_ZH_DAY = (
    r"(?:(?:3[01]|[12]\d|0?[1-9])|初[一二三四五六七八九十]|三十一?|二十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_ZH_CLOCK = r"(?:\s?(?:凌晨|早上|上午|中午|下午|晚上|傍晚)?\s?\d{1,2}[:点时]\d{0,2}分?)?"
_LUNAR = r"(?:(?:农历|阴历|旧历|阳历|公历|新历)\s?)?"
_ZH: Final = re.compile(
    rf"(?<![\d.]){_LUNAR}(?:{_ZH_YEAR})?(?:[正冬腊]|十[一二]"
    rf"|[一二三四五六七八九十])月(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]"
    rf"|二十[一二三四五六七八九]?|十[一二三四五六七八九]|三十一?)\s?[日号]?"
    rf"|(?<![\d.]){_LUNAR}{_ZH_YEAR}{_ZH_MONTH}\s?{_ZH_DAY}\s?(?:[日号]"
    rf"|(?![\d\u4e00-\u9fff])){_ZH_CLOCK}"
    rf"|(?<![\d.近约共余]){_LUNAR}{_ZH_MONTH}\s?{_ZH_DAY}\s?[日号](?!线|楼){_ZH_CLOCK}"
    rf"|大年(?:初[一二三四五六七八]|三十)|(?<![\d.]){_ZH_MONTH}(?:3[01]"
    rf"|[12]\d)(?![\d.\u4e00-\u9fff])"
    rf"|(?<![\d.]){_ZH_YEAR}{_ZH_MONTH}(?:\s?[初底末中上下]旬?)?(?!内|龄|大|余|前|后|以来)"
    rf"|(?<![\d.孕产术经后近约共余第每满半几隔至龄于]){_ZH_MONTH}(?:[初底末]|[上中下]旬)"
    rf"|(?<![\d.]){_LUNAR}(?:1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?"
    r"(?=(?:份|开始|做|去|来|住|手术|检查|复查|体检|怀|生|出生|的时候|那|就|我|打|查|发|得|因|在"
    r"|起|刚|又|才|到|确诊|末|,))"
    r"(?<!个月)(?<!孕.月)(?<!后.月)(?<!经.月)(?<!约.月)(?<!近.月)(?<!孕.月份)(?<!第.月)(?<!岁.月)("
    r"?<!岁..月)"
    r"|(?:上个?月|这个?月|本月|下个?月|当月|每月|上上个?月|[,，。\s]|^|于|从|自|到|至"
    r"|在)(?P<day>(?:3[01]|[12]\d|0?[1-9]|二十[一二三四五六七八九]?|三十一?"
    r"|十[一二三四五六七八九]?)\s?[号日])"
    r"(?=\s?(?:$|[,。、!?~至到-]|早|晚|上午|下午|中午|凌晨|做|去|来|开始|出院|住|手术|复|检|那天"
    r"|当天|拿|就|我|的|预约|在|入|又|有|月经|大姨妈|同房|发|打|晚|吃|查|要|之|以|前|后|因|到))",
    re.MULTILINE,
)

_OVER_89 = r"(?:9\d|1[0-2]\d)"
_OVER_89_WORD = (
    r"(?:ninety(?:[- ]?(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a |one )?hundred(?:[- ](?:and[- ])?(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten))?)"
)
_ZH_ONE = "[一二三四五六七八九]"
_ZH_OVER_89 = rf"(?:9\d|1[0-2]\d|九十{_ZH_ONE}?|一百(?:[零〇]{_ZH_ONE}|一?十{_ZH_ONE}?)?)"
AGE: Final = re.compile(
    rf"(?<![\d.])(?:{_OVER_89}|\b{_OVER_89_WORD})[\s-]{{0,2}}(?:years?|yrs?)[\s-]{{0,2}}(?:old\b"
    rf"|of age\b|young\b)"
    rf"|(?<![\d.])(?:{_OVER_89}|\b{_OVER_89_WORD})[\s-]?(?:y\s?/\s?o|y\.?o\.?|yrs?\b"
    rf"|year[- ]olds?|yo\b)"
    rf"|\b(?:aged?|age is|age was|age of|age now|turn(?:ed|ing|s)?|almost|nearly"
    rf"|(?:s?he|i)(?:'ll| will) be|(?:s?he|i) (?:just |recently )?(?:made it|lived|reached|hit)"
    rf"(?: to)?|lived to|(?:died|passed|passed away|dead) at|at the (?:ripe )?(?:old )?age of"
    rf"|at age|the big)\s{{0,2}}:?\s?(?P<aged>{_OVER_89_WORD}|{_OVER_89})(?![\d/%]|\.\d|\s?(?:%"
    rf"|mg|kg|lbs?"
    rf"|pounds|minutes|days|hours|percent|weeks|months|degrees|mmhg|/|times|bpm|cm))"
    rf"|\b(?:i'?m|i am|he'?s|she'?s|he is|she is|who is|who's|is now|is already|he was|she was"
    rf"|(?:mother|father|mom|dad|grandmother|grandfather|grandma|grandpa|nana|gran|aunt|uncle"
    rf"|husband|wife|patient|mum|granny|nan) is)\s(?:now |already |almost |only "
    rf"|just )?(?P<is>{_OVER_89_WORD}|{_OVER_89})(?=\s?(?:$|[,.;!?](?!\d)|and\b|but\b|now\b"
    rf"|with\b|has\b|who\b|so\b|yrs?\b|next\b|this\b|already\b|living\b|lives\b))"
    rf"|(?<![\d./A-Za-z])(?P<sex>{_OVER_89})(?=[MFmf](?![A-Za-z]))"
    rf"|(?<![A-Za-z])[MF](?P<sexed>{_OVER_89})(?![\d./%])"
    rf"|\bin (?:his|her|their|my) (?P<nineties>(?:early |mid |late |mid-)?(?:nineties|90s|90's))"
    rf"|(?<![\d.{ZH_DIGITS}百]){_ZH_OVER_89}(?:多|来|几)?\s?(?:周?岁|虚岁)(?:半|多|高龄)?(?!以上"
    rf"|及以上)"
    rf"|(?:年龄|年纪|岁数|虚岁|实岁|周岁|高寿|年方|享年)(?:是|为|:|,|已经|都"
    rf"|有)?\s?(?P<zhage>{_ZH_OVER_89})(?![\d.十百%])"
    rf"|(?:今年|已经|都|快|马上|虚龄)\s?(?:都|快|已经)?(?P<zhnow>{_ZH_OVER_89})(?:多"
    rf"|出头)?(?=(?:了|,|。|\s|$|高龄|的人))"
    rf"|(?<![\d.])(?P<zhold>{_ZH_OVER_89})(?:多|来)?(?=高龄|老人|老太|老爷|的老)"
    rf"|(?P<old>耄耋之年|百岁老人|期颐之年|九旬)",
    re.IGNORECASE | re.MULTILINE,
)
_FRACTION = re.compile(r"pain|scale|score|疼痛|评分|strength|肌力|out of|severity", re.IGNORECASE)


# What an English date has, in a text in lower case: a month, a weekday, or "the" and a day; and how
# much of it may stand ahead of that, from the beginning of a word.
_EN_SIGN: Final = re.compile(
    r"j(?:an(?:uary)?|une?|uly?)\b|feb(?:r?uary)?\b|a(?:pr(?:il)?|ug(?:ust)?)\b|sept?(?:ember)?\b"
    r"|oct(?:ober)?\b|nov(?:ember)?\b|dec(?:ember)?\b|ma(?:y|r\b|rch)"
    r"|mon(?:day)?[.,\s]|t(?:ues?|hu(?:rs)?)(?:day)?[.,\s]|wed(?:nes)?(?:day)?[.,\s]|fri(?:day)?[.,\s]"
    rf"|s(?:at(?:ur)?|un)(?:day)?[.,\s]|the\s(?:\d|{_ORDINALS})"
)
_EN_HEAD: Final = re.compile(r"\b\w")
_EN_AHEAD: Final = 48
_ANY_LETTER: Final = re.compile(r"[A-Za-z]")
# What must stand in a text for a pattern to be worth trying; and one of these for any of them.
_ANY_DAY: Final = re.compile(r"[\d月日号年]")
_MAY_BE: Final = (
    (_NUMERIC, re.compile(r"\d[-/.\s]{1,3}\d|\d{8}")),
    (_ZH, re.compile(r"[月日号]|大年|年[的\s]?\d|\d年")),
    (_DAY_MONTH, re.compile(r"\d[/.]\d")),
)
_AGE_HEAD: Final = re.compile(
    r"[年岁虚实周高方享今已都快马耄百期九一\dA-Za-z](?<![A-Za-z][A-Za-z])"
)
_AGE_AHEAD: Final = 48
_MAY_BE_OLD: Final = re.compile(r"9\d|1[0-2]\d|ninet|90|hundred|[九百期耄]", re.IGNORECASE)


def dates(text: str) -> Rule:
    for pattern, matches in _dates(text):
        for match in matches:
            groups = match.groupdict()
            name = next(
                (n for n in ("month", "lower", "day", "zhday", "entry") if groups.get(n)), None
            )
            start, end = match.span(name) if name else match.span()
            around = text[max(0, start - 24) : end + 16]
            if re.search(r"Apgar\s?$", text[max(0, start - 7) : start], re.IGNORECASE):
                continue
            if pattern is _DAY_MONTH and _FRACTION.search(around):
                continue
            while end > start and text[end - 1] in " ,.":
                end -= 1
            yield start, end, "date"


def _dates(text: str) -> Iterator[tuple[re.Pattern[str], Iterator[re.Match[str]]]]:
    if _ANY_LETTER.search(text):
        at = ahead_of(_EN_SIGN, _EN_HEAD, text, _EN_AHEAD, signs=folded(text))
        yield _EN, beginning(_EN, text, at)
    for pattern, sign in _MAY_BE if _ANY_DAY.search(text) else ():
        if sign.search(text):
            yield pattern, pattern.finditer(text)


def ages(text: str) -> Rule:
    at = ahead_of(_MAY_BE_OLD, _AGE_HEAD, text, _AGE_AHEAD)
    for match in beginning(AGE, text, at):
        name = next((name for name, value in match.groupdict().items() if value), None)
        start, end = match.span(name) if name else match.span()
        yield start, end, "age_over_89"
