"""Sources of dialogues, on invented rows in their real formats."""

from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import sources
from train.errors import DataError
from train.rows import Row

ASKED = {"role": "user", "content": "咳嗽三天怎么办？"}
ANSWERED = {"role": "assistant", "content": "注意休息，多喝水。"}


def row(name: str, own: str, *messages: dict[str, str], lang: str = "zh", **more: Any) -> Row:
    head = {"id": f"{name}-{own}", "source": name, "lang": lang}
    return {**head, "messages": list(messages), **more}


def test_toyhom_joins_title_and_question(tmp_path: Path) -> None:
    lines = [
        "department,title,ask,answer",
        '呼吸科,咳嗽,"夜里加重，有痰","注意休息，多喝水。"',
        "呼吸科,咳嗽三天怎么办？,无,注意休息，多喝水。",
        "儿科,咳嗽,咳嗽三天怎么办？,注意休息，多喝水。",
        "儿科,咳嗽,发热, ",
    ]
    files.text(tmp_path / "IM_内科" / "内科5000-33000.csv", lines, "gb18030")
    assert list(sources.load("toyhom", str(tmp_path))) == [
        row(
            *("toyhom", "0", {"role": "user", "content": "咳嗽\n夜里加重，有痰"}, ANSWERED),
            department="呼吸科",
        ),
        row("toyhom", "1", ASKED, ANSWERED, department="呼吸科"),
        row("toyhom", "2", ASKED, ANSWERED, department="儿科"),
        row(
            *("toyhom", "3", {"role": "user", "content": "咳嗽\n发热"}),
            {"role": "assistant", "content": ""},
            department="儿科",
            unusable="no_reply",
        ),
    ]


def test_huatuo_is_read_in_both_forms(tmp_path: Path) -> None:
    question, answer = ASKED["content"], ANSWERED["content"]
    lite = {"id": 7, "question": question, "answer": answer, "label": "呼吸科", "score": 5}
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {**lite, "related_diseases": "感冒"},
        {"questions": [[question, "怎样止咳？"]], "answers": [answer]},
        {"questions": [question], "answers": ["注意休息，", "多喝水。"]},
        {"questions": question, "answers": answer},
        {"questions": [question], "answers": ["http://example.org/1"]},
    )
    two = {"role": "assistant", "content": "注意休息，\n多喝水。"}
    link = {"role": "assistant", "content": "http://example.org/1"}
    assert list(sources.load("huatuo", path, "h")) == [
        row("h", "0", ASKED, ANSWERED, department="呼吸科"),
        row("h", "1", ASKED, ANSWERED),
        row("h", "2", ASKED, two),
        row("h", "3", ASKED, ANSWERED),
        row("h", "4", ASKED, link, unusable="answer_is_a_link"),
    ]


def test_chatmed_is_json_lines_under_any_suffix(tmp_path: Path) -> None:
    one = {"query": ASKED["content"], "response": ANSWERED["content"]}
    path = files.jsonl(tmp_path / "ChatMed_Consult-v0.3.json", one, one)
    assert list(sources.load("chatmed", path)) == [
        row("chatmed", n, ASKED, ANSWERED, synthetic=True) for n in "01"
    ]


def test_chatdoctor_leaves_its_one_instruction_out(tmp_path: Path) -> None:
    path = files.array(
        tmp_path / "HealthCareMagic-100k.json",
        {"instruction": "If you are a doctor, answer.", "input": "I cough.", "output": "Rest."},
        {"instruction": "What is a cough?", "input": "", "output": "A reflex."},
        {"input": "I sneeze.", "answer_icliniq": "Hay fever?", "answer_chatgpt": "Hm."},
    )
    said = [("I cough.", "Rest."), ("What is a cough?", "A reflex."), ("I sneeze.", "Hay fever?")]
    assert list(sources.load("chatdoctor", path)) == [
        row(
            *("chatdoctor", str(n), {"role": "user", "content": asked}),
            {"role": "assistant", "content": answer},
            lang="en",
        )
        for n, (asked, answer) in enumerate(said)
    ]


def test_cmtmedqa_puts_the_history_first(tmp_path: Path) -> None:
    path = files.array(
        tmp_path / "CMtMedQA.json",
        {
            **{"id": "j1", "cate1": "内科", "cate2": "呼吸内科", "instruction": "谢谢医生"},
            **{
                "input": "",
                "output": "不客气",
                "history": [["咳嗽三天怎么办？", "注意休息，多喝水。"]],
            },
        },
        {"instruct": "咳嗽三天怎么办？", "output": "注意休息，多喝水。"},
    )
    thanks = {"role": "user", "content": "谢谢医生"}, {"role": "assistant", "content": "不客气"}
    assert list(sources.load("cmtmedqa", path)) == [
        row("cmtmedqa", "j1", ASKED, ANSWERED, *thanks, department="内科"),
        row("cmtmedqa", "1", ASKED, ANSWERED),
    ]


def test_processed_meddialog_is_read_in_both_languages(tmp_path: Path) -> None:
    chinese = files.array(
        tmp_path / "zh.json", ["病人：咳嗽三天怎么办？", "医生：注意休息，多喝水。"]
    )
    assert list(sources.load("meddialog", chinese)) == [row("meddialog", "0", ASKED, ANSWERED)]
    said = ["patient: I cough.", "doctor: Since when?", "doctor: Any fever?"]
    english = files.array(tmp_path / "en.json", {"description": "cough", "utterances": said})
    asked, answered = "I cough.", "Since when?\nAny fever?"
    assert list(sources.load("meddialog", english)) == [
        row(
            *("meddialog", "0", {"role": "user", "content": asked}),
            {"role": "assistant", "content": answered},
            lang="en",
        )
    ]


def test_raw_meddialog_opens_with_the_patients_form(tmp_path: Path) -> None:
    consultation = [
        *("id=1", "https://example.org/1", "Doctor faculty", "呼吸科", "", "Description"),
        *(
            "疾病： 咳嗽",
            "病情描述：",
            "夜里加重",
            "",
            "Dialogue",
            "医生：",
            "多久了？",
            "病人：",
            "三天",
        ),
        *("", "医生：注意休息，", "多喝水。", "", "Diagnosis and suggestions", "感冒", ""),
    ]
    files.text(tmp_path / "2020.txt", [*consultation, "id=2", "Dialogue", "病人：", "您好"])
    form = {"role": "user", "content": "疾病： 咳嗽\n病情描述：\n夜里加重"}
    since, three = {"role": "assistant", "content": "多久了？"}, {"role": "user", "content": "三天"}
    last = {"role": "assistant", "content": "注意休息，\n多喝水。"}
    assert list(sources.load("meddialog", str(tmp_path))) == [
        row("meddialog", "0", form, since, three, last, department="呼吸科"),
        row("meddialog", "1", {"role": "user", "content": "\n您好"}, unusable="no_reply"),
    ]


def test_raw_english_meddialog_leaves_the_forms_title_out(tmp_path: Path) -> None:
    head = ["id=9", "https://example.org/9", "Description", "Q. Cough?", "", "Dialogue", "Patient:"]
    path = files.text(tmp_path / "en.txt", [*head, "I cough.", "At night.", "", "Doctor:", "Rest."])
    assert list(sources.load("meddialog", path)) == [
        row(
            *("meddialog", "0", {"role": "user", "content": "I cough.\nAt night."}),
            {"role": "assistant", "content": "Rest."},
            lang="en",
        )
    ]


def test_messages_keep_what_they_say_of_themselves(tmp_path: Path) -> None:
    about = {"department": "儿科", "split": "train", "url": "", "source": "CMDD", "note": "x"}
    greeting = {"role": "assistant", "content": "您好"}
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {"id": "c1", "messages": [greeting, ASKED, ANSWERED], "lang": "zh-Hant", **about},
        {"messages": [ASKED, ANSWERED], "domain": "general math"},
        {"messages": [greeting, ASKED], "overlaps_heldout": True},
    )
    assert list(sources.load("messages", path, "m")) == [
        row("m", "c1", ASKED, ANSWERED, department="儿科", split="train", origin="CMDD"),
        row("m", "1", ASKED, ANSWERED, topic="general math"),
        row("m", "2", greeting, ASKED, overlaps_heldout=True, unusable="no_reply"),
    ]


def test_ids_of_several_files_are_told_apart(tmp_path: Path) -> None:
    for part in ("dev", "train"):
        files.jsonl(tmp_path / f"{part}.jsonl", {"id": 1, "messages": [ASKED, ANSWERED]})
    ids = [each["id"] for each in sources.load("messages", str(tmp_path), "m")]
    assert ids == ["m-dev-1", "m-train-1"]


def test_summaries_are_asked_for_in_the_questions_language(tmp_path: Path) -> None:
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {"id": "s1", "question": "My mother takes aspirin, can she…", "summary": "Is aspirin ok?"},
        {"question": "我妈妈在吃阿司匹林，她还能…", "summary": "能吃阿司匹林吗？"},
    )
    english, chinese = sources.load("summaries", path, "s")
    assert english["messages"][0]["content"].splitlines() == [
        "Put this patient's question into one short question:",
        "My mother takes aspirin, can she…",
    ]
    assert (chinese["id"], chinese["lang"]) == ("s-1", "zh")
    assert chinese["messages"][0]["content"].startswith("请用一句话概括")


@pytest.mark.parametrize(
    ("source", "value", "told"),
    [
        ("toyhom", {"department": "", "title": "", "ask": ""}, "department, title, ask, answer"),
        ("huatuo", {"question": "x"}, "question, answer"),
        ("huatuo", {"questions": [1], "answers": ["x"]}, "expected texts in the fields questions"),
        ("chatmed", {"query": "x", "response": 1}, "expected text in the field response"),
        ("chatdoctor", ["x"], "instruction, input, output, found no object"),
        ("cmtmedqa", {"instruction": "x", "output": "y", "history": ["z"]}, "[question, answer]"),
        ("meddialog", {"utterances": ["I cough."]}, "patient: doctor: 病人：医生："),
        ("meddialog", {"utterances": "x"}, "expected a list of utterances"),
        ("messages", {"conversations": []}, "expected the fields messages"),
        ("summaries", {"question": "x"}, "question, summary"),
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
    ("lines", "told"),
    [
        (["hello"], "line 1: expected id="),
        (["id=1", "Description", "x"], "line 1: expected the sections Description and Dialogue"),
        (["", "id=1", "Dialogue", "x"], "line 2: expected a speaker"),
        ([], "has no row"),
    ],
)
def test_raw_meddialog_of_another_shape_is_refused(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    path = files.text(tmp_path / "a.txt", lines)
    with pytest.raises(DataError, match=told):
        list(sources.load("meddialog", path))
