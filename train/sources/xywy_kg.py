"""The disease graph of xywy.com: 8,808 diseases, told as text.

Origin: github.com/liuhuanyong/QASystemOnMedicalKG (data/medical.json). No licence: for research
only, as its README says of the site's texts. JSON lines: name, and whichever of the fields below it
knows, each a text or a list. The same graph with our own field names (kb_zh_disease's structured
file) is read too. Prose (desc, cause, prevent) becomes paragraphs, the rest one sentence a field.
"""

from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import graph, shapes
from train.sources.reading import Record, records

KIND = "text"
_PROSE = {"desc": "概述", "cause": "病因", "prevent": "预防"}
_RELATIONS = {
    **dict.fromkeys(("cure_department", "department"), "就诊科室"),
    **dict.fromkeys(("symptom", "symptoms"), "症状"),
    **dict.fromkeys(("acompany", "complications"), "并发症"),
    **dict.fromkeys(("easy_get", "susceptible"), "易感人群"),
    **dict.fromkeys(("get_way", "transmission"), "传播方式"),
    "get_prob": "患病比例",
    **dict.fromkeys(("check", "checks"), "检查项目"),
    **dict.fromkeys(("cure_way", "treat_way"), "治疗方式"),
    **dict.fromkeys(("cure_lasttime", "treat_cycle"), "治疗周期"),
    **dict.fromkeys(("cured_prob", "cure_prob"), "治愈率"),
    "common_drug": "常用药物",
    "recommand_drug": "推荐药物",
    **dict.fromkeys(("do_eat", "good_food"), "宜吃食物"),
    "recommand_eat": "推荐食谱",
    **dict.fromkeys(("not_eat", "avoid_food"), "忌吃食物"),
}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path):
        value = shapes.fields(record, "name")
        (disease,) = shapes.texts(record, "name")
        known = [field for field in (*_PROSE, *_RELATIONS) if field in value]
        if not known:
            expected = ", ".join((*_PROSE, *_RELATIONS))
            raise DataError(f"{record.where}: expected name and some of the fields {expected}")
        for number, text in enumerate(_told(record, disease, known)):
            own = f"{record.n}-{number}" if number else str(record.n)
            yield shapes.text(record, name, text, own=own, lang="zh")


def _told(record: Record, disease: str, known: list[str]) -> Iterator[str]:
    prose, relations = {}, {}
    for field in known:
        things = _things(record, field)
        if things and field in _PROSE:
            prose[_PROSE[field]] = things
        elif things:
            relations[_RELATIONS[field]] = things
    yield from graph.told(disease, prose | relations)


def _things(record: Record, field: str) -> list[str]:
    value: Any = record.value[field]
    things = value if isinstance(value, list) else [value]
    if not all(isinstance(thing, str | None) for thing in things):
        raise DataError(f"{record.where}: expected a text or a list of texts in the field {field}")
    stripped = [(thing or "").strip().rstrip("。") for thing in things]
    return list(dict.fromkeys(thing for thing in stripped if thing))
