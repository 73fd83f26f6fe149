"""Sources of texts: plain, from the web, from books and from knowledge graphs."""

from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import sources
from train.errors import DataError
from train.rows import Row


def row(name: str, own: str, text: str, lang: str = "zh", **more: Any) -> Row:
    return {"id": f"{name}-{own}", "source": name, "lang": lang, "text": text, **more}


def test_a_title_becomes_the_heading_unless_the_text_begins_with_it(tmp_path: Path) -> None:
    about = {"source": "WikiDoc", "url": "https://example.org", "specialty": "儿科", "lang": "und"}
    path = files.jsonl(
        tmp_path / "kb.jsonl",
        {"id": "k0", "title": "麻疹 — 概述", "text": "麻疹是传染病。", **about},
        {"title": "Measles", "text": "# Measles\n\nA disease."},
        {"title": "", "text": "No heading."},
        {"title": "Blank", "text": ""},
    )
    kept = {"specialty": "儿科", "url": "https://example.org", "origin": "WikiDoc"}
    assert list(sources.load("texts", path, "kb")) == [
        row("kb", "k0", "# 麻疹 — 概述\n\n麻疹是传染病。", **kept),
        row("kb", "1", "# Measles\n\nA disease.", "en"),
        row("kb", "2", "No heading.", "en"),
        row("kb", "3", "", "en", unusable="blank"),
    ]


def test_plain_files_are_cut_at_their_lines(tmp_path: Path) -> None:
    files.text(tmp_path / "a.txt", ["甲" * 2000, "乙" * 2000, "", "丙" * 4000], "gb18030")
    files.text(tmp_path / "b.md", ["# Fever", "", "Drink."])
    got = list(sources.load("texts", str(tmp_path), "t"))
    assert [(each["id"], each["file"], len(each["text"])) for each in got] == [
        *(("t-0", "a", 2000), ("t-1", "a", 2000), ("t-2", "a", 3000), ("t-3", "a", 1000)),
        ("t-4", "b", 15),
    ]
    assert "".join(each["text"] for each in got[:4]).count("丙") == 4000


def test_a_page_keeps_its_address(tmp_path: Path) -> None:
    path = files.jsonl(
        tmp_path / "pages.jsonl",
        {"id": "w0", "raw_text": "首页 登录 麻疹", "clean_text": "麻疹", "path": "tests/1.html"},
        {"text": "Home. Measles.", "url": "https://example.org/2", "lang": "en"},
    )
    assert list(sources.load("web", path)) == [
        row("web", "w0", "首页 登录 麻疹", url="tests/1.html"),
        row("web", "1", "Home. Measles.", "en", url="https://example.org/2"),
    ]


def test_a_folder_of_pages_has_the_address_in_the_first_line(tmp_path: Path) -> None:
    files.text(tmp_path / "1.txt", ["https://example.org/1", "麻疹", "", "是传染病"])
    files.text(tmp_path / "2.txt", ["https://example.org/2", "Measles"])
    assert list(sources.load("web", str(tmp_path))) == [
        row("web", "1", "麻疹\n\n是传染病", url="https://example.org/1"),
        row("web", "2", "Measles", "en", url="https://example.org/2"),
    ]


def test_a_book_is_cut_into_passages(tmp_path: Path) -> None:
    for folder in ("en", "zh_paragraph"):
        (tmp_path / folder).mkdir()
    files.text(tmp_path / "en" / "Anatomy_Gray.txt", ["Bones. " * 300, "Joints. " * 300])
    files.text(tmp_path / "en" / "Cell.txt", ["Cells."])
    files.text(tmp_path / "en" / "all_books.txt", ["Cells."])
    got = list(sources.load("textbooks", str(tmp_path / "en"), "books"))
    assert [(each["id"], each["book"], each["text"][:5]) for each in got] == [
        ("books-Anatomy_Gray-0", "Anatomy_Gray", "Bones"),
        ("books-Anatomy_Gray-1", "Anatomy_Gray", "Joint"),
        ("books-Cell-0", "Cell", "Cells"),
    ]
    files.text(tmp_path / "zh_sentence" / "内科.txt", ["骨。"])
    with pytest.raises(DataError, match="same books in zh_paragraph and zh_sentence"):
        list(sources.load("textbooks", str(tmp_path)))


TRIPLES = [
    "糖尿病@@疾病\t药物治疗\t胰岛素@@药物",
    "麻疹@@疾病\t临床表现\t皮疹@@症状",
    "糖尿病@@疾病\t并发症\t肾病@@疾病",
    "糖尿病@@疾病\t药物治疗\t二甲双胍@@药物",
    "糖尿病@@疾病\t药物治疗\t胰岛素@@药物",
]
DIABETES = """\
# 糖尿病（疾病）

糖尿病（疾病）的并发症：肾病。
糖尿病（疾病）的药物治疗：二甲双胍、胰岛素。"""


@pytest.mark.parametrize("lines", [TRIPLES, ["head\trelation\ttail", *reversed(TRIPLES)]])
def test_cpubmed_tells_each_head_once_whatever_the_files_order(
    tmp_path: Path, lines: list[str]
) -> None:
    path = files.text(tmp_path / "CPubMed-KGv2_0.txt", lines)
    assert list(sources.load("cpubmed_kg", path)) == [
        row("cpubmed_kg", "糖尿病@@疾病", DIABETES),
        row("cpubmed_kg", "麻疹@@疾病", "# 麻疹（疾病）\n\n麻疹（疾病）的临床表现：皮疹。"),
    ]


def test_a_head_with_much_to_tell_becomes_several_texts(tmp_path: Path) -> None:
    lines = [f"糖尿病\t并发症\t并发症第{n:04}号" for n in range(700)]
    got = list(sources.load("cpubmed_kg", files.text(tmp_path / "kg.txt", lines), "kg"))
    assert [each["id"] for each in got] == ["kg-糖尿病", "kg-糖尿病#1", "kg-糖尿病#2"]
    assert all(each["text"].startswith("# 糖尿病\n\n糖尿病的并发症：") for each in got)
    assert max(len(each["text"]) for each in got) <= 3000
    assert sum(each["text"].count("号") for each in got) == 700


def test_xywy_tells_prose_and_sentences(tmp_path: Path) -> None:
    path = files.jsonl(
        tmp_path / "medical.json",
        {
            **{
                "_id": {"$oid": "5bb5"},
                "name": "百日咳",
                "desc": "一种传染病。",
                "get_prob": "0.5%",
            },
            **{"symptom": ["咳嗽", "咳嗽", " "], "cure_department": ["儿科"], "drug_detail": []},
        },
        {"id": "x1", "name": "麻疹", "susceptible": "儿童", "good_food": ["梨", "百合"]},
    )
    whooping = [
        *("百日咳的概述：一种传染病。", "百日咳的就诊科室：儿科。"),
        *("百日咳的症状：咳嗽。", "百日咳的患病比例：0.5%。"),
    ]
    assert list(sources.load("xywy_kg", path)) == [
        row("xywy_kg", "0", "\n".join(["# 百日咳", "", *whooping])),
        row("xywy_kg", "1", "# 麻疹\n\n麻疹的易感人群：儿童。\n麻疹的宜吃食物：梨、百合。"),
    ]


@pytest.mark.parametrize(
    ("source", "value", "told"),
    [
        ("texts", {"raw_text": "x"}, "expected the fields text, found the fields raw_text"),
        ("texts", {"text": ["x"]}, "expected text in the field text"),
        ("web", {"text": "x"}, "expected the field url or path, found text"),
        ("web", {"url": "x"}, "expected the field text or content or raw_text"),
        ("xywy_kg", {"name": "x", "aspect": "y"}, "expected name and some of the fields desc"),
        ("xywy_kg", {"name": "x", "symptom": {"a": 1}}, "a list of texts in the field symptom"),
    ],
)
def test_a_row_of_another_shape_is_refused(
    tmp_path: Path, source: str, value: Any, told: str
) -> None:
    path = files.jsonl(tmp_path / "a.jsonl", value)
    with pytest.raises(DataError) as refusal:
        list(sources.load(source, path))
    assert f"{path}, line 1: " in str(refusal.value)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("source", "lines", "told"),
    [
        ("cpubmed_kg", ["糖尿病\t并发症"], "line 1: expected head@@type, relation and tail@@type"),
        ("cpubmed_kg", ["a\tb\tc", "a\t\tc"], "line 2: expected head@@type"),
        ("cpubmed_kg", ["head\trelation\ttail"], "has no row"),
        ("web", ["Measles"], "line 1: expected the page's address"),
        ("texts", ["", " "], "has no row"),
        ("textbooks", [], "has no row"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    tmp_path: Path, source: str, lines: list[str], told: str
) -> None:
    with pytest.raises(DataError, match=told):
        list(sources.load(source, files.text(tmp_path / "a.txt", lines)))
