"""Clinical chat with identifiers planted in it, made from templates: invented, labelled, seeded.

In a template {name} is an identifier of that kind and <C4> a clinical term that must survive.
`labelled("zh")` fills every template several times. The names and streets are ours, and partly
unlike anything in the lists of the rules.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.retrieval.identifier_templates import EN, ZH

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Labelled:
    lang: str
    conversation: str
    text: str
    spans: tuple[Span, ...]
    keep: tuple[str, ...]


def labelled(lang: str, times: int = 14, seed: int = 7) -> list[Labelled]:
    """Every template of the language, filled in `times` times."""
    rng = random.Random(f"{seed} {lang}")
    templates = ZH if lang == "zh" else EN
    return [
        _filled(lang, f"{lang}-{turn}-{number}", template, rng)
        for turn in range(times)
        for number, template in enumerate(templates)
    ]


def _filled(lang: str, conversation: str, template: str, rng: random.Random) -> Labelled:
    text, spans, keep, at = "", [], [], 0
    for match in re.finditer(r"\{(\w+)\}|<([^<>]+)>", template):
        text += template[at : match.start()]
        at = match.end()
        value = match[2] or FILL[lang][match[1]](rng)
        if match[1]:
            kind = match[1].split("__")[0]
            spans.append(Span(len(text), len(text) + len(value), kind))
        else:
            keep.append(value)
        text += value
    return Labelled(lang, conversation, text + template[at:], tuple(spans), tuple(keep))


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(LETTERS, k=count))


def resident_id(rng: random.Random) -> str:
    """A Chinese ID number with a right check digit, of a district and a day that exist."""
    body = (
        rng.choice(("110105", "320583", "440304", "510722", "652301"))
        + f"{rng.randint(1930, 2020)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
        + digits(rng, 3)
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _mobile_zh(rng: random.Random) -> str:
    number = "1" + rng.choice("3456789") + digits(rng, 9)
    return rng.choice(
        (
            number,
            f"{number[:3]} {number[3:7]} {number[7:]}",
            f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"+86 {number}",
            f"+86-{number[:3]}-{number[3:7]}-{number[7:]}",
            full_width(number),
            f"0{rng.choice(('10', '21', '571', '755', '28'))}-{rng.randint(20000000, 89999999)}",
        )
    )


def _mobile_en(rng: random.Random) -> str:
    area, middle, last = rng.randint(201, 989), rng.randint(200, 999), digits(rng, 4)
    return rng.choice(
        (
            f"({area}) {middle}-{last}",
            f"{area}-{middle}-{last}",
            f"{area}.{middle}.{last}",
            f"{area}{middle}{last}",
            f"+1 {area} {middle} {last}",
            f"+44 7{digits(rng, 3)} {digits(rng, 6)}",
            f"020 7{digits(rng, 3)} {digits(rng, 4)}",
            f"{area} {middle} {last} ext {rng.randint(10, 999)}",
        )
    )


def _zh_date(rng: random.Random) -> str:
    year, month, day = rng.randint(1948, 2025), rng.randint(1, 12), rng.randint(1, 28)
    words = "零一二三四五六七八九十"
    return rng.choice(
        (
            f"{year}年{month}月{day}日",
            f"{month}月{day}号",
            f"{month}月{day}日",
            f"{year}-{month:02}-{day:02}",
            f"{year}.{month}.{day}",
            f"{year}/{month}/{day}",
            f"去年{month}月{day}号",
            f"{words[min(month, 9)]}月{words[min(day, 9)]}日",
            f"{year}年{month}月",
        )
    )


def _en_date(rng: random.Random) -> str:
    year, month, day = rng.randint(1938, 2025), rng.randint(1, 12), rng.randint(11, 28)
    name = "January February March April May June July August September October November December"
    long = name.split()[month - 1]
    return rng.choice(
        (
            f"{long} {day}, {year}",
            f"{long} {day}th",
            f"{day} {long} {year}",
            f"{month:02}/{day}/{year}",
            f"{month}/{day}/{year % 100:02}",
            f"{year}-{month:02}-{day}",
            f"{day}-{long[:3]}-{year}",
            f"{long[:3]} {day} {year}",
            f"the {day}th of {long}",
            f"{long} {year}",
        )
    )


_SURNAMES_ZH = """
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁
魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎
易常武乔贺赖龚文
"""
_GIVEN_ZH = """
秀兰 桂花 建平 志远 美玲 雪梅 浩然 子轩 雨欣 国庆 文博 丽萍 俊杰 晓燕 永红 海燕 春梅 金凤 德华 玉珍
佳怡 思远 明辉 立新 红霞 翠花 振华 小红 婷婷 佩佩 宇航 梓萱 若曦 一诺 艺涵 景行 守业 素芬 兰英 光荣
庆丰 士杰 维民 传志 福生 长贵 根生 军 芳 涛 静 娟 磊 敏 强 杰 勇
"""
_COMPOUND_ZH = """
欧阳雪 欧阳建国 司马文 上官婉儿 诸葛明亮 皇甫静 慕容晓 尉迟刚 令狐峰 东方红霞
"""
_FOREIGN_ZH = """
约翰·米勒 安娜·伊万诺娃 买买提·吐尔逊 阿依古丽·热合曼 扎西顿珠 玛丽·奥康纳 穆罕默德·侯赛因 其其格
"""
_GIVEN_EN = """
Emily John Maria Robert Priya Ahmed Wei Chioma Siobhan Carlos Fatima Daniel Olga Kwame Yuki Linda
Miguel Aisha Peter Hannah Tobias Ingrid Rajesh Lucia Omar Gwendolyn Dmitri Thandiwe Brendan Noor
Xiomara Tavita Eleni Bartholomew Quvenzhane Sunniva
"""
_SURNAMES_EN = """
Okafor Alvarez Thompson Nguyen Patel Kowalski O'Brien Fernandez Haddad Lindqvist Whitfield Mbeki
Castellanos Yamamoto Petrov Abernathy Sorensen Gallagher Iyer Mwangi Delacroix Hargreaves Tuilagi
Zielinski Vandermeer Achterberg Nkemelu Brightwater
"""
SURNAMES_ZH = "".join(_SURNAMES_ZH.split())
GIVEN_ZH = _GIVEN_ZH.split()
COMPOUND_ZH = _COMPOUND_ZH.split()
FOREIGN_ZH = _FOREIGN_ZH.split()
GIVEN_EN = _GIVEN_EN.split()
SURNAMES_EN = _SURNAMES_EN.split()


def _name_zh(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.08:
        return rng.choice(COMPOUND_ZH)
    if draw < 0.14:
        return rng.choice(FOREIGN_ZH)
    return rng.choice(SURNAMES_ZH) + rng.choice(GIVEN_ZH)


def _name_en(rng: random.Random) -> str:
    return f"{rng.choice(GIVEN_EN)} {rng.choice(SURNAMES_EN)}"


def _address_zh(rng: random.Random) -> str:
    number = rng.randint
    return rng.choice(
        (
            f"浙江省杭州市西湖区文三路{number(1, 900)}号{number(1, 30)}幢{number(1, 4)}单元"
            f"{number(101, 2002)}室",
            f"北京市海淀区学院南路{number(1, 90)}号院{number(1, 20)}号楼{number(101, 1804)}",
            f"上海市浦东新区张杨路{number(100, 3000)}弄{number(1, 99)}号{number(101, 1901)}室",
            f"四川省绵阳市三台县芦溪镇石桥村{number(1, 12)}组",
            f"广东省深圳市南山区桃园路{number(1, 300)}号金海花园{number(1, 12)}栋"
            f"{number(101, 3001)}",
            f"清水镇杨柳村{number(1, 15)}组{number(1, 200)}号",
            f"幸福路{number(1, 300)}号阳光花园{number(1, 20)}栋{number(1, 3)}单元"
            f"{number(101, 1802)}",
            "河南省周口市太康县马头镇",
            f"成都市武侯区科华北路{number(1, 200)}号",
            f"吉林省延吉市河南街道白山社区{number(1, 9)}号楼",
        )
    )


def _address_en(rng: random.Random) -> str:
    number = rng.randint
    return rng.choice(
        (
            f"{number(10, 9999)} Maple Street, Springfield, IL {digits(rng, 5)}",
            f"{number(10, 9999)} W. Harborview Avenue Apt {number(1, 40)}B, Portland, OR 97"
            f"{digits(rng, 3)}",
            f"{number(1, 99)} Rosewood Close, Leeds LS{number(1, 9)} {number(1, 9)}AB",
            f"Flat {number(1, 40)}, {number(1, 200)} King's Road, London SW3 4UD",
            f"PO Box {number(10, 9999)}, Dunmore, PA 18512",
            f"{number(1, 500)} Quarry Hill Drive, Burlington, VT 05401",
            f"Unit {number(1, 30)}, {number(1, 200)} Wattle Grove Road, Geelong VIC 3220",
            f"{number(100, 999)} Elm St, Toledo, Ohio",
            f"{number(1, 300)} Ballymore Terrace, Dublin",
            f"{number(100, 9999)} County Road {number(1, 80)}, Wichita, KS 67{digits(rng, 3)}",
        )
    )


def _plate_zh(rng: random.Random) -> str:
    place = f"{rng.choice('京沪粤浙川苏')}{letters(rng, 1)}{rng.choice(('', '·', ' '))}"
    return f"{place}{digits(rng, 2)}{letters(rng, 1)}{digits(rng, 2)}"


def _ip(rng: random.Random) -> str:
    return ".".join(str(rng.randint(1, 254)) for _ in range(4))


Fill = dict[str, Callable[[random.Random], str]]
_BOTH: Fill = {
    "email": lambda r: _email(r),
    "url": lambda r: f"https://{letters(r, 6).lower()}.example.org/p/{digits(r, 5)}",
    "ip": _ip,
    "passport": lambda r: _passport(r),
    "device": lambda r: f"{letters(r, 2)}{r.choice(('', '-'))}{digits(r, 6)}",
    "biometric": lambda r: f"{letters(r, 2)}-{digits(r, 6)}",
    "insurance": lambda r: f"{letters(r, r.randint(0, 3))}{digits(r, 9)}",
    "licence": lambda r: f"{letters(r, 1)}{digits(r, 7)}",
}


def _email(rng: random.Random) -> str:
    user = f"{letters(rng, 4).lower()}{rng.choice('._-')}{digits(rng, 3)}"
    return rng.choice(
        (f"{user}@mail.example.com", f"{user}@clinic.cn", full_width(f"{user}@qq.com"))
    )


def _passport(rng: random.Random) -> str:
    return rng.choice("EG") + digits(rng, 8)


FILL: dict[str, Fill] = {
    "zh": {
        **_BOTH,
        "name": _name_zh,
        "name__surname": lambda r: r.choice(SURNAMES_ZH),
        "name__pet": lambda r: r.choice(["乐乐", "豆豆", "朵朵", "浩浩", "妞妞", "小轩", "小雨"]),
        "name__nick": lambda r: r.choice(["小李", "老王", "小陈", "老赵", "小周", "阿强", "阿芳"]),
        "name__latin": lambda r: r.choice(("Li Xiuying", "Zhang Wei", "Emily", "Chen Guoqiang")),
        "phone": _mobile_zh,
        "fax": lambda r: f"0{r.choice(('10', '21', '571'))}-{r.randint(20000000, 89999999)}",
        "id_number": resident_id,
        "record_number": lambda r: f"{letters(r, r.randint(0, 2))}{digits(r, 8)}",
        "account": lambda r: f"6222{digits(r, 15)}",
        "account__handle": lambda r: f"{letters(r, 5).lower()}_{digits(r, 3)}",
        "account__qq": lambda r: digits(r, 9),
        "plate": _plate_zh,
        "address": _address_zh,
        "date": _zh_date,
        "age_over_89": lambda r: f"{r.randint(90, 103)}岁",
    },
    "en": {
        **_BOTH,
        "name": _name_en,
        "name__lower": lambda r: _name_en(r).lower(),
        "name__given": lambda r: r.choice(GIVEN_EN),
        "name__surname": lambda r: r.choice(SURNAMES_EN),
        "phone": _mobile_en,
        "fax": lambda r: f"{r.randint(201, 989)}-{r.randint(200, 999)}-{digits(r, 4)}",
        "id_number": lambda r: f"{digits(r, 3)}-{digits(r, 2)}-{digits(r, 4)}",
        "record_number": lambda r: digits(r, r.randint(6, 9)),
        "account": lambda r: f"4{digits(r, 3)} {digits(r, 4)} {digits(r, 4)} {digits(r, 4)}",
        "account__handle": lambda r: f"{letters(r, 5).lower()}_{digits(r, 3)}",
        "plate": lambda r: f"{digits(r, 1)}{letters(r, 3)}{digits(r, 3)}",
        "address": _address_en,
        "date": _en_date,
        "age_over_89": lambda r: str(r.randint(90, 103)),
    },
}
