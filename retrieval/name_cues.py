"""The words around a name in Latin script: titles, relations, "my name is", and what people do."""

import re
from typing import Final

from retrieval.identifiers import LATIN
from retrieval.identifiers_search import ANY, Openers, follows

_CAPITAL: Final = "[A-ZÀ-Þ]"
TOKEN: Final = rf"[{LATIN}](?:[{LATIN}]|['-](?=[{LATIN}]))*"
_CAPITALISED: Final = rf"(?-i:[A-ZÀ-Þ])(?:[{LATIN}]|['-](?=[{LATIN}]))*"

_RELATIONS_TEXT = """
husband wife spouse partner fiance fiancee fiancé fiancée boyfriend girlfriend son daughter mother
father mom mum mommy mummy dad daddy mama papa brother sister uncle aunt auntie cousin nephew
niece grandmother grandfather grandma grandpa granny gran nan nana granddad grandad grandson
granddaughter grandchild baby child kid toddler infant newborn boy girl twins? friend neighbou?r
roommate flatmate boss colleague co-?worker teacher coach carer caregiver stepson stepdaughter
stepmother stepfather stepmom stepdad mother-in-law father-in-law brother-in-law sister-in-law
son-in-law daughter-in-law mil fil ex ex-husband ex-wife hubby bestie sibling parent guardian ward
eldest youngest bub supervisor manager landlord student nurse doctor gp pcp physician oncologist
cardiologist surgeon dentist therapist psychiatrist psychologist counsell?or specialist
neurologist gyna?ecologist dermatologist pa?ediatrician midwife physio physiotherapist
obstetrician urologist endocrinologist pharmacist caseworker hygienist rheumatologist nephrologist
pulmonologist consultant chiropractor acupuncturist patient client resident attending provider
ana?esthesiologist orthopedist kids sons daughters children boys girls parents brothers sisters
friends grandparents
"""
RELATIONS: Final = "|".join(
    [
        *_RELATIONS_TEXT.split(),
        "foster (?:son|daughter|child)",
        *("little one", "social worker", "case manager", "best friend"),
    ]
)
_LETTERS = re.compile(f"[{LATIN}]+")


def _first_words(text: str) -> set[str]:
    """What each of these may begin with: neighbour and neighbor, the co of co-worker."""
    spelt = [*text.replace("?", "").split(), *re.sub(r".\?", "", text).split()]
    return {found[0].lower() for word in spelt if (found := _LETTERS.match(word))}


_RELATED: Final = _first_words(f"{_RELATIONS_TEXT} foster little social case best")
_SURE_TITLES: Final = (
    "Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|Mister|Missus|Mme|Mlle|Sra|Dra|Rev|Hon|Sgt|Capt|Lt|Fr"
)
_TITLES_TEXT = """
Miss Doctor Professor Nurse Sister Brother Pastor Father Sir Madam Uncle Aunt Auntie Aunty Grandma
Grandpa Granny Nana Captain Officer Judge Coach Rabbi Imam Sheikh Señor Señora Senor Senora Herr
Frau Madame Monsieur Lady Lord Midwife Matron Surgeon Consultant Cousin Deacon Sergeant Detective
Mother Reverend Principal Professor Teacher
"""
SURE_TITLE: Final = re.compile(rf"(?:{_SURE_TITLES})", re.IGNORECASE)
_TITLES: Final = f"{_SURE_TITLES}|{'|'.join(_TITLES_TEXT.split())}"
AFTER_TITLE: Final = re.compile(
    rf"(?<![{LATIN}'])(?P<title>{_TITLES})(?:\.\s{{0,2}}|\s{{1,2}})(?=[{LATIN}])", re.IGNORECASE
)
OPENS_TITLE: Final[Openers] = dict.fromkeys(_TITLES.lower().split("|"), ANY)

# "Patient: ", "Next of kin: " and the other fields of a form.
_FIELDS: Final = (
    "patient|pt|client|name|doctor|physician|provider|attn|attention|guardian|next of kin|nok|"
    "emergency contact|contact|spouse|mother|father|parent|caregiver|carer|signed|cc|"
    "referring (?:physician|doctor|provider)|dictated by|author|attending|pcp|gp|surname|"
    "(?:first|last|full|patient|given|family) name|account holder|cardholder|policyholder|witness|"
    "subscriber|beneficiary|insured|consultant|nurse|(?:reviewed|requested|ordered|verified|seen|"
    rf"examined|prepared|referred) by|sender|recipient|contact person|{RELATIONS}"
)
_OWNING_TEXT = """
my his her their our the full legal maiden birth given first last family middle preferred real
"""
_OWNED_TEXT = """
patient baby child kid son daughter husband wife doctor mother father mom mum dad friend boy girl
grandson granddaughter partner nurse sister brother aunt uncle
"""
_OWNERS: Final = "|".join([*_OWNING_TEXT.split(), f"(?:{'|'.join(_OWNED_TEXT.split())})'?s?"])
_CALLED: Final = (
    "name's|call me|(?:they|people|everyone|friends) call me|goes by|go by|"
    "n[ée]e|signed(?: by)?,?|signature|i'm called|(?:she|he)'s called|registered (?:as|under)|"
    "(?:under|in) the name(?: of)?|on behalf of|ask for|asking for"
)
_CLOSINGS: Final = (
    "(?:kind |best |warm |many )?(?:regards|wishes)[,.!-]?|sincerely[,.]?|yours(?:,|"
    " (?:truly|faithfully|sincerely)[,.]?)|respectfully[,.]?|cheers,|love,|best,|thanks,|"
    "thank you,|many thanks,|thx,|ty,|warmly,|cordially,|gratefully,"
)
AFTER_STRONG: Final = re.compile(
    rf"(?<![{LATIN}'])(?:(?:(?:{_OWNERS}) )*name(?:'s| is| was|\s?[:=])|(?:{_FIELDS})\s?:|"
    rf"{_CALLED}|{_CLOSINGS})(?:(?<=[,.!])\s{{1,3}}|[ :,.\"'(-]{{1,3}})"
    rf"(?:(?:is|was|as|dr|mr|mrs|ms|miss|by|me)\.?\s)?(?=[{LATIN}])",
    re.IGNORECASE,
)
_OPENS_ALONE_TEXT = """
name patient pt client doctor physician provider attn attention guardian nok contact spouse mother
father parent caregiver carer signed cc author attending pcp gp surname cardholder policyholder
witness subscriber beneficiary insured consultant nurse sender recipient nee née signature kind best
warm many regards wishes sincerely yours respectfully cheers love thanks thank thx ty warmly
cordially gratefully
"""
_OWNED: Final = {form for word in _OWNED_TEXT.split() for form in (word, f"{word}s")}
_OWNERS_TEXT = " ".join([*_OWNING_TEXT.split(), *_OWNED])
OPENS_STRONG: Final[Openers] = (
    follows(_OWNERS_TEXT, f"name s {_OWNERS_TEXT}")
    | dict.fromkeys((*_RELATED, *_OPENS_ALONE_TEXT.split()), ANY)
    | follows("next", "of")
    | follows("emergency", "contact")
    | follows("referring", "physician doctor provider")
    | follows("reviewed requested ordered verified seen examined prepared referred dictated", "by")
    | follows("account", "holder")
    | follows("call", "me")
    | follows("they people everyone", "call")
    | follows("goes go", "by")
    | follows("i", "m")
    | follows("she he", "s")
    | follows("registered", "as under")
    | follows("under", "the")
    | follows("in", "the")
    | follows("on", "behalf")
    | follows("ask asking", "for")
)
AFTER_WEAK: Final = re.compile(
    rf"(?<![{LATIN}'])(?:named|i am|i'm|im|this is|it's me|it is|"
    r"it's|here is|meet|seen by|saw|patient|pt|hi|hello|hey|dear|spoke (?:to|with)|"
    r"talk(?:ed)? (?:to|with)|speak (?:to|with)|referred (?:by|to)|treated by|told|tell|ask|"
    rf"asked|remind|inform|thank|baby|little),?\s{{1,2}}(?=[{LATIN}])",
    re.IGNORECASE,
)
_OPENS_WEAK_TEXT = """
named i im this it here meet seen saw patient pt hi hello hey dear spoke talk talked speak referred
treated told tell ask asked remind inform thank baby little
"""
OPENS_WEAK: Final[Openers] = dict.fromkeys(_OPENS_WEAK_TEXT.split(), ANY)
_BEFORE_RELATED_TEXT = """
my his her our their your the a an old older younger late little best elder eldest youngest new
baby family other ex dear first second only step two both
"""
_AGES: Final = {
    f"{unit}{plural}{old}"
    for unit in ("year", "month", "week", "yr", "mo", "y", "yo")
    for plural in ("", "s")
    for old in ("", "old")
}
OPENS_RELATION: Final[Openers] = dict.fromkeys(
    _BEFORE_RELATED_TEXT.split(), frozenset((*_RELATED, *_BEFORE_RELATED_TEXT.split(), *_AGES))
)
# "12-year-old son": a number opens it.
AGED_RELATION: Final = re.compile(r"\d(?=\d*(?:[- ]?(?:year|month|week|yr|mo)| ?y))")
AFTER_RELATION: Final = re.compile(
    rf"(?<![{LATIN}])(?:(?:my|his|her|our|their|your|the|a|an|old|older|younger|late|little|best|"
    r"elder|eldest|youngest|new|baby|family|other|ex|dear|first|second|only|step|two|both|"
    r"\d+[- ]?(?:year|month|week|yr|mo)s?[- ]?(?:old)?|\d+ ?y/?o)[ -])+"
    rf"(?:{RELATIONS})(?:\s?,\s?|\s?\(\s?|\s?-\s?|\s?:\s?|\s(?:is|called|named|was)\s|\s)"
    rf"(?=[{LATIN}])",
    re.IGNORECASE,
)
BEFORE_RELATION: Final = re.compile(
    rf"(?P<name>{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}})"
    r"(?=\s?[,(]\s?(?:(?:is|who is|who's)\s)?(?:my|our|his|her|their|the patient's)\s"
    rf"(?:\w+[ -]){{0,2}}(?:{RELATIONS})\b"
    rf"|\s(?:is|was) (?:my|our) (?:\w+ ){{0,2}}(?:{RELATIONS})\b)",
    re.IGNORECASE,
)
# What stands between the name and the relation, in a text in lower case.
RELATED_SIGN: Final = re.compile(
    r"[,(\s](?:(?<=\s)(?:is|was) (?:my|our) "
    r"|(?<=[,(])\s?(?:(?:is|who is|who's)\s)?(?:my|our|his|her|their|the patient's)\s)"
)
_ZH_CUES_TEXT = """
我叫 名叫 叫做 叫 我是 姓名 名字 英文名 全名 患者 病人 家属 联系人 医生 大夫 老公 老婆 丈夫 妻子
先生 太太 儿子 女儿 孩子 宝宝 妈妈 爸爸 母亲 父亲 朋友 同事 男友 女友 外教 老师 室友 签名 护士
教授 弟弟 哥哥 姐姐 妹妹 奶奶 爷爷 同学 老板 客户 邻居
"""
AFTER_ZH: Final = re.compile(
    rf"(?:{'|'.join(_ZH_CUES_TEXT.split())})(?:是|叫|为|:|\s)*"
    r"(?P<name>[A-Z][a-z]{1,15}(?:[ -][A-Z][a-z]{1,15}){0,3})(?![A-Za-z])"
)
# "hi im tavita brightwater, …": two plain words that no list knows, and then the sentence goes on.
LOWER_SELF: Final = re.compile(
    r"(?:^|[.!?\n]\s?|\b(?:hi|hello|hey|doctor|dr|doc|morning|afternoon|evening|so|yes|ok)[,.!]?\s)"
    rf"(?:im|i'm|i am|this is|it's|its)\s(?P<name>{TOKEN}\s{TOKEN})"
    r"(?=\s?(?:[,.;!?]|$|\s(?:and|from|here|with|my|i|age|aged|again|calling)\b|\s\d))",
    re.IGNORECASE,
)
# "im" and the like in a text in lower case, and how much may stand ahead of it: "afternoon, ".
SELF_SIGN: Final = re.compile(r"[it](?:m|'m| am|his is|t's|ts)\s")
SELF_AHEAD: Final = 12
SELF_HEAD: Final = re.compile(r"\A|[.!?\n]|\b[hdmaesyo]", re.IGNORECASE)
# "Kowalczyk, Agnieszka" at the beginning of a line.
SURNAME_FIRST: Final = re.compile(
    rf"(?:^|\n|:\s?)(?P<name>{_CAPITALISED},\s?(?P<given>{_CAPITALISED})(?:\s[A-Z]\b\.?)?)"
    r"(?=\s?(?:$|\n|[-,;(/]|DOB|MRN|\d))"
)

LINE_HEAD: Final = re.compile(r"[\n:]")
SURNAME_SIGN: Final = re.compile(rf",\s?{_CAPITAL}")

# What follows a name and hardly anything else.
TELLING: Final = re.compile(
    r"^(?:\s?,\s?(?:age[ds]? |aged )?\d{1,3}\b(?!\s?(?:mg|ml|%))"
    r"|\s?\(\s?(?:\d{1,3}|age|DOB|MRN|F\b|M\b|she|he)|\s(?:is|was) (?:an? )?\d{1,3}[- ]?y"
    r"|\s(?:was|is) (?:admitted|born|seen|referred|discharged|scheduled|due|my)"
    r"|\s(?:DOB|MRN|aged|here|speaking)\b"
    r"|\s?,\s?(?:DOB|MRN|my|MD|RN|DO|NP|PA|PhD|LCSW|PT|DDS|M\.D))"
)
_SAYS: Final = (
    r"said|says|told|asked|thinks|thought|wants|wanted|woke|cried|vomited|weighs|was born|"
    r"is an? \d+|threw up|refuses|mentioned|hasn't|turned \d|and i\b|lives|slept|fainted|insisted|"
    r"texted|phoned|emailed"
)
# What only a person does: behind one unknown word, no drug and no germ can do it.
SAYS: Final = re.compile(
    rf"^\s(?:{_SAYS}|fell (?:down|off|over|from|asleep|in|on|yesterday|last)"
    r"|is \d+ ?(?:y|m|w|,|and|now))\b"
)
# Behind two.
DOES: Final = re.compile(
    rf"^\s(?:{_SAYS}|tells|asks|feels|felt|called|calls|came|comes|went|gave|fell|complains|"
    r"complained|lived|works|worked|drinks|smokes|smoked|ate|eats|takes|took|suggested|"
    r"recommended|prescribed|explained|isn't feeling|is \d|noticed|refused|and my\b|wrote|visited|"
    r"has been (?:feeling|having|taking|complaining)|sleeps|passed (?:out|away)|died|loves|hates|"
    r"likes|keeps|is calling)\b"
)
ASKED: Final = re.compile(
    r"\b(?:can|could|should|may|does|did|will|would|shall|is)\s$", re.IGNORECASE
)
DONE: Final = re.compile(
    r"^\s(?:take|have|eat|drink|go|come|see|sleep|stop|start|keep|continue|use|need|get|still|be|"
    r"allowed to)\b"
)

_PART: Final = rf"[A-ZÀ-Þ][{LATIN}']+(?:-[A-Z][{LATIN}']+)*"
# A given name, initials or particles, and a surname; or particles and a surname alone.
PARTS: Final = re.compile(
    rf"(?<![{LATIN}'])(?:(?P<given>{_PART})(?P<particles>(?:\s(?:[A-Z]\.|[Vv]an|[Vv]on|[Dd]e|der|den"
    r"|[Ll]a|[Dd]el|[Dd]a|[Dd]i|[Dd]os|bin|ibn|[Aa]l|[Ee]l|St\.?)){0,3})"
    r"|(?:Van der|Van den|Van de|Von|De la|de la|de|van der|von|St\.|D[aei]l?))"
    rf"\s(?P<surname>{_PART})(?:-{_PART})?"
)
# The look-behind stands behind the capital: so the engine skips from capital to capital.
PARTS_HEAD: Final = re.compile(rf"[A-ZÀ-Þdv](?<![{LATIN}'][A-ZÀ-Þdv])")
AFTER_SAINT: Final = frozenset(("clair", "claire", "cyr", "pierre", "laurent", "germain", "souza"))
# Fitzgerald, Beatriz
INVERTED: Final = re.compile(
    rf"(?P<cue>\b(?i:patient|for|re|name|client|pt|attn|attending|resident)\s?:?\s)?(?<![{LATIN}'-])"
    rf"(?P<surname>(?:(?:de|De|van|Van|Van der|St\."
    rf"|Mc)\s)?{_PART}(?:\s{_PART})?),\s(?P<given>{_PART})"
    r"(?:\s[A-Z]\b\.?)?"
)
INVERTED_SIGN: Final = re.compile(rf",\s{_CAPITAL}")
INVERTED_HEAD: Final = re.compile(
    rf"[A-ZÀ-Þdvpfrnca](?<![{LATIN}][A-ZÀ-Þdvpfrnca])(?=[{LATIN}'.:\s-]*+,\s{_CAPITAL})"
)
OPENS_LOWER: Final[Openers] = follows("im i names it its this", "") | follows("my", "name")
LOWER_ONE: Final = re.compile(
    rf"\b(?:im|i'm|i am|names|my name is|its|it's|this is)\s(?P<name>[{LATIN}]+)"
    r"(?=\s?(?:,|$|\s(?:and (?:i|my|ive)|from|here|again|calling|aged|age|i|my)\b))",
    re.IGNORECASE,
)
_NOT_CALLED_TEXT = """
will may grace joy rich sunny frank dean guy drew ray sandy art hope virginia august june april
summer autumn dawn faith norm gene bill mark christian jean rose angel earl duke miles page chance
lane precious destiny mercy patience blessing prince king sage herb candy ginger crystal iris ella
rosemary
yasmin angela amber sky star ivy skin carol bella
"""
# Lower-case these are words, and some are medicines.
NOT_CALLED: Final = frozenset(_NOT_CALLED_TEXT.split()) - {"hope"}
_CALLED_TEXT = """
hope will mark grace joy dawn faith rose jack frank bill rob bob nick ray gene dean drew guy art
carol carmen pat sue penny sandy ruby pearl jade amber daisy lily heather holly ivy olive violet
robin melody harmony summer eve gale dot max rex don ron ken jon dan tom sam ben jim joe
grant chase pierce hunter mason rich wade clay dale glen heath cliff reed miles earl duke buddy
sonny
june mercy patience blessing precious prince peace comfort gift favour felix
"""
CALLED: Final = frozenset(_CALLED_TEXT.split())
_NOT_AFTER_TEXT = """
you i it this that the my he she they we be these those your his her a an not of in there
"""
NOT_AFTER: Final = frozenset(_NOT_AFTER_TEXT.split())
HAS: Final = re.compile(
    r"^\s(?:had|has|also|was|is|refused|said|didn't|doesn't|hasn't|can't|and I)\b"
)
