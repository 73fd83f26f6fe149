"""Addresses, from the province to the room and from the house number to the postcode.

A place counts when it is spelled out part after part, when a word says that somebody lives there,
or when it is a town that everybody knows. Countries and American states alone identify nobody;
a hospital's name is not where its patient lives.
"""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.identifiers import Rule
from retrieval.identifiers_places_zh import places_zh
from retrieval.identifiers_search import (
    Openers,
    beginning,
    either,
    folded,
    follows,
    opened,
    starts,
)
from retrieval.place_names import COUNTRIES, FOREIGN_CITIES, STATE_CODES, STATES

_EN_HOSPITAL: Final = re.compile(
    r"\b(?:(?:St\.?|[A-Z](?:[a-z']|-[A-Z])+|of|and|the|&)\s){1,5}?(?:Hospital|Infirmary"
    r"|Medical Cent(?:er|re)|Hospice|Nursing Home|Care Home|Surgery Cent(?:er|re)"
    r"|Health Cent(?:er|re)"
    r"|Medical Practice)\b"
)
_NO_HOSPITAL: Final = re.compile(
    r"(?:The|General|Community|Children's|Emergency|Local|University|Private|Public|Day|Mental|Our|A|An"
    r"|This|Your|My|In|At|To|Of|And|When|If|Go|State|County|Regional|Memorial|Cancer|Teaching|Eye|Women's"
    r"|Maternity|District|Nearest|Psychiatric|Medical|Sunday|Monday|Veterans)$",
    re.IGNORECASE,
)
_EN_ZIP: Final = re.compile(
    r"\b(?:nearest|closest|near me|nearby|live|living|located|area|based|deliver"
    r"|zip)\b[^.!?\n]{0,40}\s"
    r"(?:in|to|near|around|at|code)\s(?P<place>\d{5}(?:-\d{4})?)(?=\s?(?:[?.,!;]|$|and\b))",
    re.IGNORECASE,
)
_CAP = r"(?:St\.|Mt\.|Ft\.|[A-Z]\.|[A-ZÀ-Ý](?:[^\W\d_]|['-])*(?![^\W_]))"
_SURE = (
    r"(?:Street|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Court|Terrace|Parkway|Pkwy|Highway|Hwy"
    r"|Crescent|Cres|Turnpike|"
    r"Alley|Esplanade|Mews|Nagar|Colony|Jalan|Marg|Expressway)"
)
_ANY = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Circle|Cir|Place"
    r"|Pl|Terrace|Ter|Way|Parkway|Pkwy|"
    r"Highway|Hwy|Close|Crescent|Cres|Gardens|Grove|Square|Sq|Trail|Trl|Row|Mews|Walk|Hill|Park"
    r"|Plaza|Loop|Alley|Pike|Turnpike|"
    r"Expressway|Heights|Rise|View|Quay|Wharf|Green|Parade|Esplanade|Bend|Crossing|Path|Run|Ridge"
    r"|Point|Pass|Marg|Nagar|Colony|Cove|Hollow|Estate|Estates|Villas|Broadway)"
)
_FLAT_WORDS = (
    "apt|apartment|unit|suite|ste|flat|room|rm|floor|fl|building|bldg|block|house|no|lot|plot|ward"
    "|stall|shop|office|trailer|level|#"
)
_FLAT = rf"(?:{_FLAT_WORDS})\.?\s?#?(?:no\.?\s?)?[A-Za-z]?\d{{0,5}}[A-Za-z]?(?:[-/]\d+)?"
_UK = r"(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})"
_CANADA = r"(?:(?!T\dN ?\dM\d)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d)"
_STATE = either((*STATES, *STATE_CODES))
_CODE = (
    r"(?:\d{5}(?:-\d{4})?|\d{4}|\d{3}\s?\d{3}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
    rf"|{_CANADA})"
)
# What follows a street: the flat, the town, the state, the postcode, the country.
_TAIL = (
    rf"(?:,?\s{{0,2}}(?i:{_FLAT})\b)?(?:(?:,\s?|\s(?:in|near)\s){_CAP}(?:[ -]{_CAP}){{0,3}}){{0,3}}"
    rf"(?:,?\s{{1,2}}(?:{_STATE})\b)?(?:,?\s{{1,2}}{_CODE}\b(?:\s{_CAP})?)?(?:,\s?(?:USA?|UK"
    rf"|United States|United Kingdom|Canada|Australia|Ireland|India|England|Scotland|Wales"
    rf"|Nigeria|Kenya|New Zealand|South Africa)\b)?"
)
_TOWNS = either(FOREIGN_CITIES)
_EN_STREET: Final = re.compile(
    rf"(?:\b(?i:{_FLAT}),?\s)?(?<![\d./-])\b\d{{1,6}}[A-Za-z]?(?:[-/]\d{{1,4}}[A-Za-z]?)?,?\s+(?:("
    rf"?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|Upper|Lower)\.?\s+)?"
    rf"(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)|de|la|del|of|the|Jr\.?|Sr\.?)\s+){{0,5}}(?:{_ANY}"
    rf"|[A-Z][a-z]+(?:gate|side|brook|croft|wood|field|dale))\b\.?(?:\s(?:North|South|East|West"
    rf"|[NSEW]|NE|NW|SE|SW)\b)?(?:\s\d{{1,5}}(?=\s?(?:,|$)))?{_TAIL}"
    rf"|\b(?:Rua|Calle|Rue|Via|Avenida|Strasse"
    rf"|Piazza)\s{_CAP}(?:\s{_CAP}){{0,3}},?\s\d{{1,5}}{_TAIL}"
    rf"|\b\d{{1,5}}\s(?:Avenue|Rue|Calle|Avenida)\s(?:of\s(?:the\s)?|de\s(?:la\s)?"
    rf"|del\s)?{_CAP}(?:\s{_CAP}){{0,2}}{_TAIL}"
)
# A house number, or the word for a flat ahead of one: in a text in lower case.
_FLAT_HEAD: Final = re.compile(
    rf"(?:{_FLAT_WORDS})(?=\.?\s?#?(?:no\.?\s?)?[a-z]?\d{{0,5}}[a-z]?(?:[-/]\d+)?,?\s\d)"
)
_HOUSE_HEAD: Final = re.compile(r"\d(?<!\w\d)(?=\d{0,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?,?\s)")
_ROAD_HEAD: Final = re.compile(rf"(?:Rua|Calle|Rue|Via|Avenida|Strasse|Piazza)(?=\s{_CAP})")
_LOWER_HEAD: Final = re.compile(r"\d(?<!\w\d)(?=\d{0,5}\s+[a-z\d'])")
_NOT_STREET = (
    r"(?:with|is|for|after|by|but|so|no|or|have|someone|somebody|if|i|you|we|they|he|she|can|will|when|minutes?|mins?|hours?"
    r"|hrs?|days?|weeks?|months?|years?|miles?|km|mg|ml|times|steps|of|and|on|the|in|to|at|is"
    r"|was|blocks?|feet|a|my|from|for|per)"
)
_EN_LOWER: Final = re.compile(
    rf"\b\d{{1,6}}\s+(?:(?:n|s|e|w|north|south|east"
    rf"|west)\s+)?(?:(?!{_NOT_STREET}\b)[a-z0-9']+\s+){{1,3}}?(?:{_SURE}|drive|dr|st|way|close"
    rf"|circle|place|grove|square|gardens|hill|trail)\b(?!\s(?:of|from|to|my|is|was|ward))"
    rf"(?:,?\s?(?:{_FLAT})\b)?(?:,?\s(?:in\s)?(?:{_TOWNS}))?(?:,"
    rf"?\s(?:{_STATE})\b)?(?:,?\s{_CODE}\b)?",
    re.IGNORECASE,
)
_EN_MISC: Final = re.compile(
    rf"(?i:\bp\.?\s?o\.?\s?box\s?\d{{1,6}})(?:{_TAIL})|\b(?:Rural Route|County Road|CR"
    rf"|State Route|Route|Highway|Hwy|Interstate|FM)\s\d{{1,4}}(?:,?\s(?i:box)\s\d+)?(?!\d|\.\d"
    rf"|/){_TAIL}"
    rf"|(?i:\b(?:zip|postal|post)\s?code)\W{{0,3}}(?i:(?:is|was|of|:)\W{{0,2}})?(?P<place>{_CODE}"
    rf"|(?i:{_UK}|{_CANADA}))\b|(?i:\bzip)\W{{0,3}}(?i:(?:is"
    rf"|:)\s?)?(?P<zip>\d{{5}}(?:-\d{{4}})?)\b"
    rf"|(?<![A-Za-z0-9-]){_UK}(?![A-Za-z0-9])|(?<![A-Za-z0-9-]){_CANADA}(?![A-Za-z0-9])"
    rf"|\b(?i:{_FLAT})(?<=\d|[A-Z]),?\s(?:the\s)?{_CAP}(?:\s{_CAP}){{0,2}}\s(?:House|Court|Tower"
    rf"|Towers|Building|Apartments|Mansions|Lodge|Heights|Residences|Estate|Flats|Villas|Plaza"
    rf"|(?:Nursing |Care |Retirement |Rest )?Home|Manor|Gardens|Hostel){_TAIL}"
    rf"|\b{_CAP}(?:\s{_CAP})?\s(?:County|Township|Parish|Borough|Village|Barangay|Taluk"
    rf"|Tehsil)\b(?!\s(?:Hospital|Medical|Clinic|Health|General|Nurse|Council)){_TAIL}"
    rf"|\b(?:village|town|hamlet|township|suburb|city|district|neighbou?rhood)\s(?:of|called"
    rf"|named)\s(?P<village>{_CAP}(?:\s{_CAP}){{0,2}})"
    rf"|\b(?P<hamlet>{_CAP}(?:\s{_CAP})?)\s(?:village|township|neighbou?rhood)\b"
)
# What any of them has somewhere: with a number; without; and in a text in lower case, if it has one
# of the words.
_MISC_NUMBER: Final = re.compile(
    r"\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d"
    r"|(?:Route|Road|CR|Highway|Hwy|Interstate|FM)\s\d"
)
_MISC_SIGN: Final = re.compile(
    r"\s(?=[A-Zvtn])(?:House|Court|Towers?|Building|Apartments|Mansions|Lodge|Heights|Residences"
    r"|Estate|Flats|Villas|Plaza|Home|Manor|Gardens|Hostel|County|Township|Parish|Borough|Village"
    r"|Barangay|Taluk|Tehsil|(?:village|township|neighbou?rhood)\b)"
)
_MISC_WORDS: Final = (
    *("box", "zip", "code", "village", "town", "hamlet", "suburb", "city", "district", "hood"),
)
_MISC_LOWER: Final = re.compile(
    r"o\.?\s?box\s?\d|\bzip|(?:postal|post)\s?code"
    r"|(?:village|town|hamlet|township|suburb|city|district|neighbou?rhood)\s(?:of|called|named)\s"
)
_DEGREES = r"(?!(?:MD|PA|RN|NP|DO|MA|OR|IN|ME|HI|OK|OH|DE|LA|AL|PhD|CT|ON)\b(?!,?\s\d{5}))"
_EN_TOWN: Final = re.compile(
    rf"\b{_CAP}(?:[ -]{_CAP}){{0,2}},\s?{_DEGREES}(?:{_STATE})\b(?:,?\s{_CODE}\b)?"
    rf"|\b{_DEGREES}(?:{'|'.join(STATE_CODES)})\s\d{{5}}(?:-\d{{4}})?\b"
    rf"|\b(?:{_TOWNS}),?\s(?:{_STATE}"
    rf"|{'|'.join(s for s in STATE_CODES)})\b(?:,?\s{_CODE}\b)?"
)
_EN_SAID: Final = re.compile(
    r"\b(?i:liv(?:e|es|ing|ed)(?: (?:alone|now|currently|here|right|by myself|with (?:my )?\w+))*"
    r"|resid(?:e|es|ing|ed)|mov(?:ed|ing)(?: (?:here|back|over|away|out|down|up))?|born|grew up"
    r"|raised|based|hometown|home ?town|address|stay(?:ing|ed|s)?|house|home|"
    r"apartment|flat|farm|originally|relocated|settled|coming|came|come|comes|travell?(?:ed|ing)"
    r"|drove|drive|flew|i'?m|i am|she's|he's|we're|located|lodging|mailing|works?|working"
    r"|postmarked|mail it|ship(?:ped)? it|send it|back|down|up|over|out|family|clinic|patient|man"
    r"|woman|retired|teacher|farmer|driver|nurse)"
    r"\s(?i:is|was|in|near|to|from|at|outside|outside of|just outside|close to|around|on|up in"
    r"|down in|over in|out in|by)(?: (?i:in|to|of|at|near|from|the (?:town|village|city|suburb"
    r"|district|outskirts) of|on|a (?:small )?(?:town|village) (?:called|named)|the))?\s"
    rf"(?P<place>(?:(?:{_TOWNS})\b|{_CAP}(?:[ -](?:{_CAP}|on|upon|le|de|del|la|of)){{0,3}})"
    rf"(?:,\s?(?:{_STATE}|{_TOWNS})\b)?(?:\s{_CODE}\b)?)"
)
_STATE_SIGN: Final = re.compile(rf"[,\s](?=[A-Z])(?:{_STATE})\b|[A-Z]{{2}}\s\d{{5}}")
_TOWN_SIGN: Final = re.compile(rf"\s{_TOWNS}\b")
_HOSPITAL_SIGN: Final = re.compile(r"Hospi|Infirmary|(?:Medical|Nursing|Care|Surgery|Health) [CHP]")
_OPENS_SAID_TEXT = """
live lives living lived reside resides residing resided moved moving born grew raised based hometown
home address stay staying stayed stays house apartment flat farm originally relocated settled coming
came come comes traveled travelled traveling travelling drove drive flew i im she he we located
lodging mailing work works working postmarked mail ship shipped send back down up over out family
clinic patient man woman retired teacher farmer driver nurse
"""
_OPENS_SAID: Final[Openers] = follows(_OPENS_SAID_TEXT, "")
_EN_CITY: Final = re.compile(
    rf"(?:\b(?:in|from|near|outside|to|around|at|via|of|between|and|or|visiting|leaving|Dear"
    rf"|Box \d+)"
    rf"\s|,\s)(?P<place>{_TOWNS})\b(?!\s(?:criteria|score"
    rf"|classification|heart|scale|protocol|hump|bean|disease|virus|Heart|General|Children"
    rf"|Medical|Hospital|University|Clinic|Protocol|Criteria|Score|Coma|patch|plaster"
    rf"|encephalitis|State))"
)
_LOWER_CITIES: Final = [
    city
    for city in FOREIGN_CITIES
    if city
    not in (
        "Reading",
        "Hull",
        "Derby",
        "Durham",
        "Orlando",
        "Nice",
        "Cork City",
        "Buffalo",
        "Phoenix",
        "Kano",
        "Surat",
        "Lima",
        "Darwin",
        "Hamilton",
        "Perth",
        "Madison",
        "Mobile",
    )
]
_EN_CITY_LOWER: Final = re.compile(
    rf"\b(?:live|lives|living|lived|reside|moved|born|stay|staying|based|work|from)\s(?:in |to "
    rf"|near |from |at )?(?P<place>{either(_LOWER_CITIES, longest_first=False)})\b",
    re.IGNORECASE,
)
_OPENS_LOWER: Final[Openers] = follows(
    "live lives living lived reside moved born stay staying based work from", ""
)
_NOT_PLACE_TEXT = """
i the a an my his her our their its it he she we they you this that these those there here home
work school hospital doctor dr mr mrs ms monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december er icu ed ot
pt gp ct mri iv er's facetime zoom covid covid-19 type stage type1 type2 vitamin hiv aids ibs gerd
copd adhd ptsd christmas easter thanksgiving ramadan diwali god jesus vicodin tylenol advil zoloft
prozac parkinson alzheimer crohn lyme graves medicare medicaid mom dad grandma grandpa university
clinic center centre emergency intensive ward room floor unit day night morning no yes ok a&e nhs
usc asperger lexapro xanax ssri cbt dbt ocd bpd depression anxiety
"""
_NOT_PLACE: Final = (
    frozenset(_NOT_PLACE_TEXT.split()) | COUNTRIES | frozenset(state.lower() for state in STATES)
)


_ANY_DIGIT: Final = re.compile(r"\d")
_ANY_LETTER: Final = re.compile(r"[A-Za-z]")
_ZIP_SIGN: Final = re.compile(r"\s\d{5}")


def places(text: str) -> Rule:
    yield from places_zh(text)
    if not _ANY_LETTER.search(text):
        return
    yield from _hospitals(text)
    for pattern, at in _en_starts(text):
        for match in pattern.finditer(text) if at is None else beginning(pattern, text, at):
            name = next((name for name, value in match.groupdict().items() if value), None)
            start, end = match.span(name) if name else match.span()
            while text[end - 1] in " ,.":
                end -= 1
            if pattern is _EN_SAID and not _is_place(text[start:end], text[end : end + 14]):
                continue
            yield start, end, "address"


def _en_starts(text: str) -> Iterator[tuple[re.Pattern[str], list[int] | None]]:
    """The patterns that may match, with where their matches can begin (None: anywhere)."""
    lower = folded(text)
    number = _ANY_DIGIT.search(text)
    if number:
        flats = starts(_FLAT_HEAD, lower)
        yield (
            _EN_STREET,
            sorted({*flats, *starts(_HOUSE_HEAD, text), *starts(_ROAD_HEAD, text)}),
        )
        yield _EN_LOWER, starts(_LOWER_HEAD, lower)
    if (
        (number and _MISC_NUMBER.search(text))
        or _MISC_SIGN.search(text)
        or (any(map(lower.__contains__, _MISC_WORDS)) and _MISC_LOWER.search(lower))
    ):
        yield _EN_MISC, None
    if _STATE_SIGN.search(text):
        yield _EN_TOWN, None
    yield _EN_SAID, opened(text, _OPENS_SAID)
    if _TOWN_SIGN.search(text):
        yield _EN_CITY, None
    yield _EN_CITY_LOWER, opened(text, _OPENS_LOWER)
    if _ZIP_SIGN.search(text):
        yield _EN_ZIP, None


def _hospitals(text: str) -> Rule:
    for match in _EN_HOSPITAL.finditer(text) if _HOSPITAL_SIGN.search(text) else ():
        words = match[0].split()
        named = [word for word in words[:-1] if word[0].isupper() and not _NO_HOSPITAL.match(word)]
        if named and words[0] != "Mayo":
            start = match.start() + match[0].index(named[0])
            yield start, match.end(), "address"


def _is_place(name: str, after: str) -> bool:
    first = re.split(r"[\s,]", name)[0].lower().removesuffix("'s").strip(".")
    if name.isupper() and len(name) < 5:
        return False
    institution = (
        r"Hospital|Clinic|University|Medical|Center|Centre|Health|College|School|Institute"
    )
    if re.search(rf"\b(?:{institution})\b", name) or re.match(
        rf"(?:'s)?\s(?:{institution})", after
    ):
        return False
    return first not in _NOT_PLACE and name.lower() not in _NOT_PLACE
