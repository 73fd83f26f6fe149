"""Addresses in Chinese characters, from the province to the room."""

import re
from typing import Final

from retrieval.identifiers import Rule
from retrieval.identifiers_search import ahead_of, beginning, either, head, starts
from retrieval.place_names import CITIES, PROVINCES

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
_ANY_HAN: Final = re.compile(f"[{_HAN}]")


def places_zh(text: str) -> Rule:
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
