"""Addresses, from the province to the room and from the house number to the postcode.

A place counts when it is spelled out part after part, when a word says that somebody lives there,
or when it is a town that everybody knows. Countries and American states alone identify nobody;
a hospital's name is not where its patient lives.
"""

import re
from collections.abc import Iterator
from typing import Final

from retrieval.identifiers import Rule
from retrieval.identifiers_search import (
    Openers,
    ahead_of,
    beginning,
    either,
    follows,
    folded,
    head,
    opened,
    starts,
)
from retrieval.place_names import CITIES, COUNTRIES, FOREIGN_CITIES, PROVINCES, STATE_CODES, STATES

_HAN = r"\u4e00-\u9fff"
_KNOWN: Final = {*PROVINCES, *CITIES}
_AREAS = either(_KNOWN)
_NUMERAL = (
    r"(?:[A-Za-z]?\d{1,5}[A-Za-z]?(?:-\d{1,4}){0,3}|[甲乙丙丁]?[一二三四五六七八九十百零〇]{1,5}"
    r"|[A-Za-z])"
)
_LEVEL = (
    r"(?:州市|省|特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|新区"
    r"|开发区|高新区|林区|矿区|市辖区|市|州|盟|区|县|旗|"
    r"街道(?:办事处)?|居委会|村委会|镇|乡|苏木|嘎查|社区|小区|行政村|自然村|新村|村|屯|庄|寨|堡"
    r"|大队|"
    r"大道|大街|步行街|街|东路|西路|南路|北路|中路|路|胡同|里弄|弄堂|弄|巷|里|坊|"
    r"花园|家园|花苑|佳苑|苑|公寓|大厦|广场|新城|公馆|名邸|华府|府邸|府|山庄|豪庭|庭|雅居|居|城"
    r"|湾|国际|中心|园|宿舍|家属院|大院|院)"
)
_ROOM = (
    rf"(?:{_NUMERAL}\s?(?:号院|号楼|号|弄|支弄|栋|幢|座|单元|室|楼|层|组|队|社|门|户|房|期|区|排"
    rf"|街坊|坊)|第?{_NUMERAL}(?:村民)?小?组|\d{{1,3}}-\d{{1,4}}(?:-\d{{1,4}})?(?![\d.%]|号)|"
    r"附\d{1,3}号|(?<=[栋幢座元楼号期\s])(?!1[12][09](?!\d))[A-Za-z]?\d{2,4}(?:-\d{1,4})?(?![\d.%]))"
)
# A place is not named with the words that link a sentence.
_STEM = (
    rf"(?:(?![在的住了与是到去从就我你他她们这那没不说看想请给把被让做得很也都还吃疼痛最某哪啥])["
    rf"{_HAN}])"
)
_PART = rf"(?:(?!小区|社区|和(?![平谐美润盛兴顺])|回){_STEM}{{1,7}}?{_LEVEL}{{1,2}})"
# An estate that only its building tells: 阳光水岸7栋504.
_ESTATE = (
    rf"(?:(?!住院|门诊|急诊|医技|外科|内科)"
    rf"{_STEM}{{2,6}}(?=\s?[A-Za-z]?\d{{1,3}}\s?(?:栋|幢|座|号楼)))"
)
_GLUE = r"[\s,、/-]{0,2}"
_REST = rf"(?:(?:{_GLUE}{_ROOM}|\s{{0,2}}{_PART}|\s{{0,2}}{_ESTATE}){{0,12}})"
_ZH_FULL: Final = re.compile(
    rf"(?:{_AREAS})(?:{_LEVEL})?(?:{_GLUE}(?:{_AREAS})(?:{_LEVEL})?)*{_REST}"
    rf"|(?:{_STEM}{{2,5}}?(?:省|市|自治区|自治州|县|镇|乡|区|街道|旗))(?:\s?{_PART}){_REST}"
    rf"|(?:{_ESTATE}|{_PART}(?:\s?{_PART}){{0,3}})(?:{_GLUE}{_ROOM}){_REST}"
)
# Where an address may begin: with a town, two to five characters ahead of a level, or, if there is
# a number of a room or house, ahead of that.
_FIRSTS: Final = "".join(sorted({area[0] for area in _KNOWN}))
_SECONDS: Final = "".join(sorted({area[1] for area in _KNOWN}))
_AREA_HEAD: Final = head(_KNOWN)
_LEVEL_HEAD: Final = re.compile(rf"[{_HAN}](?=[{_HAN}]{{1,4}}[省市自县镇乡区街旗])")
_PART_HEAD: Final = re.compile(rf"[{_HAN}](?=[{_HAN}\s\dA-Za-z])")
_LEVEL_SIGN: Final = re.compile("[省市自县镇乡区街旗]")
_ROOM_SIGN: Final = re.compile(
    r"[A-Za-z\d一二三四五六七八九十百零〇]\s?"
    r"(?:[号弄支栋幢座单室楼层组队社门户房期区排街坊]|(?:村民)?小?组)"
    r"|\d-\d|附\d|[栋幢座元楼号期\s][A-Za-z]?\d\d"
)
_ROOM_AHEAD: Final = 96  # four parts with their levels
_ZH_TRIGGER = (
    r"(?:家庭住址|家庭地址|通讯地址|收货地址|邮寄地址|寄到|寄给|快递到|送到|地址|住址|住在|家住"
    r"|现住|居住在|居住于|居住地|暂住|常住|租住在?|搬到了?|搬去|搬来|户籍地?|户口所在地|户口在?"
    r"|籍贯|出生地|出生于|老家在?|"
    r"来自|家在|我家|家里在|人在|住的是|住(?=[^院了着])|我们村|我是|我在|现在在|目前在|工作在"
    r"|单位在|长期在|打工在|从)"
)
_LEAD = re.compile(rf"{_ZH_TRIGGER}(?:是|为|在|于|就|我们|我|了)*")
_ZH_SAID: Final = re.compile(
    rf"{_ZH_TRIGGER}(?:是|为|在|于|:|\s|就|我们)*(?P<place>(?![^市县镇乡村]{0, 6}[某没的了这那很]"
    rf"|一[个名家位]|大城市|小城市|小县城|住|医院|这|那|农村|县城|城市|乡下|家|外|楼上|楼下|一楼"
    rf"|老小区|宿舍|学校|城里|院|几楼|哪|城中村|出租)"
    rf"{_STEM}{{2,8}}?(?:省|市|县|区|镇|乡|村|屯|庄|寨|湾|堡|街|路|巷|弄|胡同|花园|家园|苑"
    rf"|公寓|大厦|新村|新城|山庄|旗|小区|社区)(?![{_HAN}]{{0,8}}(?:医院|诊所|卫生院)))"
)
_ZH_TOWN: Final = re.compile(
    rf"(?:(?<=在)|(?<=从)|(?<=来自)|(?<=住)|(?<=老家)|(?<=到)|(?<=去)|(?<=回)|(?<=我是)|(?<=他是)"
    rf"|(?<=她是)|(?<=家)|(?<=籍贯)|(?<=坐标)|(?<=于)|(?<=本人)|(?<=我们)|(?<=:))\s?"
    rf"(?:{_AREAS})(?:省|市|区|县)?(?!脚|流感|时间|白药|药业|牌|产|大枣|凉茶|红花|菜|话|茶|虾|火锅|米线)"
    rf"|(?:{_AREAS})(?:省|市)?(?=人(?![民体工员参])|这边|本地|当地|户口|户籍|老家|患者|市民|农村"
    rf"|郊区)"
)
# Where a town may begin, or the blank ahead of it.
_TOWN_HEAD: Final = re.compile(rf"[\s{_FIRSTS}](?=[{_FIRSTS}{_SECONDS}])")
# A hospital that its town names tells where its patient is.
_ZH_HOSPITAL: Final = re.compile(
    rf"(?:{_AREAS})(?:省|市|区|县)?(?:{_STEM}{{1,8}}?)?(?:医院|卫生院|保健院|卫生服务中心)(?!长)"
)
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
_INSTITUTION = re.compile(
    rf"(?:省|市|区|县)?[{_HAN}A-Za-z\d]{{0,12}}?(?:医院|大学|医科|协和|学院|诊所|卫生院|研究所"
    rf"|医学会|疾控|卫健委|药业|制药|银行|公司)"
)
_ZH_GENERIC = re.compile(
    r"^(?:小区|社区|市区|地区|城市|农村|县城|乡村|病区|院区|山区|疫区|牧区|灾区|郊区|老区|景区"
    r"|校区|校园|园区|超市|门市|本市|本县|本村|我市|全市|全省|外省|省市|马路|道路|走路|[这那哪]里"
    r"|家里|心里|夜里|公里|"
    r"[^县市省]{0,2}(?:手术|门诊|诊|病|产|换药|治疗|检查|观察|监护|急诊|休息|候诊|注射|办公|教|卧"
    r"|浴|心|导管|血管|脑|侧脑|左心|右心)室).*$"
)
_ZH_POSTCODE = re.compile(r"(?:邮编|邮政编码)(?:是|为|:|\s)*(?P<place>\d{6})(?!\d)")
_ZH_BODY = re.compile(
    r"[脑肺心肝肾胃肠胰脾腺骨肌皮肤血神经胸腹腰颈头眼耳鼻喉咽齿牙舌唇甲乳宫卵尿便痛疼痒炎癌瘤症病"
    r"疹疮肿药疗诊术]|片区|穴|病区|治疗|区域|部位|中心静脉|城乡|呼吸道"
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
_FLAT = (
    r"(?:apt|apartment|unit|suite|ste|flat|room|rm|floor|fl|building|bldg|block|house|no|lot"
    r"|plot|ward|stall|shop|office|trailer|level"
    r"|#)\.?\s?#?(?:no\.?\s?)?[A-Za-z]?\d{0,5}[A-Za-z]?(?:[-/]\d+)?"
)
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
_FLAT_WORDS = (
    "apt|apartment|unit|suite|ste|flat|room|rm|floor|fl|building|bldg|block|house|no|lot|plot|ward"
    "|stall|shop|office|trailer|level|#"
)
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
    r"\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d|(?:Route|Road|CR|Highway|Hwy|Interstate|FM)\s\d"
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
    rf"|near |from |at )?(?P<place>{either(_LOWER_CITIES)})\b",
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


_ANY_HAN: Final = re.compile(f"[{_HAN}]")
_ANY_DIGIT: Final = re.compile(r"\d")
_ANY_LETTER: Final = re.compile(r"[A-Za-z]")
_ZIP_SIGN: Final = re.compile(r"\s\d{5}")


def places(text: str) -> Rule:
    yield from _zh_places(text)
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


def _zh_places(text: str) -> Rule:
    if not _ANY_HAN.search(text):
        return
    # What leads up to an address must not be read as its first part.
    led = _LEAD.sub(lambda match: "|" * len(match[0]), text)
    for match in beginning(_ZH_FULL, led, _zh_starts(led)):
        if _is_zh_place(text, *match.span()):
            yield *match.span(), "address"
    for match in _ZH_HOSPITAL.finditer(text) if "院" in text or "中心" in text else ():
        yield *match.span(), "address"
    for pattern, matches in (
        (_ZH_SAID, _ZH_SAID.finditer(text) if led != text else ()),
        (_ZH_TOWN, beginning(_ZH_TOWN, text, starts(_TOWN_HEAD, text))),
        (_ZH_POSTCODE, _ZH_POSTCODE.finditer(text) if "邮" in text else ()),
    ):
        for match in matches:
            name = "place" if "place" in match.groupdict() else 0
            if not (
                pattern is not _ZH_POSTCODE
                and (_INSTITUTION.match(text, match.end(name)) or _ZH_BODY.search(match[name]))
            ):
                yield match.start(name), match.end(name), "address"


def _zh_starts(text: str) -> list[int]:
    rooms = ahead_of(_ROOM_SIGN, _PART_HEAD, text, _ROOM_AHEAD)
    levels = starts(_LEVEL_HEAD, text) if _LEVEL_SIGN.search(text) else ()
    return sorted({*starts(_AREA_HEAD, text), *levels, *rooms})


def _is_zh_place(text: str, start: int, end: int) -> bool:
    place = text[start:end]
    if len(place) < 4 or _ZH_GENERIC.match(place):
        return False
    known = re.match(_AREAS, place)
    if known and known.end() == len(place):
        return False  # a town alone: _ZH_TOWN asks for more
    if not known and _ZH_BODY.search(place):
        return False
    if re.search(r"\d", place):
        return True
    return not _INSTITUTION.match(text, end) and not re.search("医院|大学|诊所", place)
