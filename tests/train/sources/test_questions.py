"""Sources of exam questions, on invented rows in their real formats."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import sources
from train.errors import DataError
from train.rows import Row

FOUR = {"A": "钾", "B": "钠", "C": "钙", "D": "镁"}
EN = {"A": "potassium", "B": "sodium", "C": "calcium", "D": "magnesium"}


def row(name: str, own: str, question: str, options: Any, answer: str, **more: Any) -> Row:
    lang = more.pop("lang", "zh")
    head = {"id": f"{name}-{own}", "source": name, "lang": lang, "question": question}
    return {**head, "options": options, "answer": answer, **more}


def test_cmb_drops_blank_options_and_takes_several_answers(tmp_path: Path) -> None:
    exam = {"exam_type": "医师考试", "exam_class": "执业医师", "exam_subject": "临床执业医师"}
    path = files.array(
        tmp_path / "CMB-train-merge.json",
        {**exam, "question": "补什么？", "answer": "CA", "option": {**FOUR, "E": ""}},
        {
            **exam,
            "question": "少什么？",
            "answer": "B",
            "option": FOUR,
            "explanation": "因为低钠。",
        },
    )
    assert list(sources.load("cmb", path)) == [
        row("cmb", "0", "补什么？", FOUR, "AC", subject="临床执业医师"),
        row("cmb", "1", "少什么？", FOUR, "B", explanation="因为低钠。", subject="临床执业医师"),
    ]


def test_cmexam_reads_options_line_by_line(tmp_path: Path) -> None:
    path = files.text(
        tmp_path / "val.csv",
        [
            "Question,Options,Answer,Explanation,Clinical Department",
            '补什么？,"A 钾\nB 钠\nC 钙\nD 镁",AC,缺两样。,内科',
            '少什么？,"A. 钾\nB、钠\n离子\nC：C反应蛋白\nD ",E,,',
            '缺什么？,"A 钾\nB 钠\nC 钙\nD 镁",,,',
        ],
    )
    odd = {"A": "钾", "B": "钠 离子", "C": "C反应蛋白"}
    assert list(sources.load("cmexam", path)) == [
        row("cmexam", "0", "补什么？", FOUR, "AC", explanation="缺两样。", department="内科"),
        row("cmexam", "1", "少什么？", odd, "E", unusable="answer_not_among_options"),
        row("cmexam", "2", "缺什么？", FOUR, "", unusable="no_answer"),
    ]


def test_cmexam_of_the_hub_has_options_as_a_list(tmp_path: Path) -> None:
    options = [{"key": letter, "value": text} for letter, text in FOUR.items()]
    one = {"Question": "少什么？", "Options": options, "Answer": "B", "Explanation": None}
    path = files.jsonl(tmp_path / "valid.json", one)
    assert list(sources.load("cmexam", path)) == [row("cmexam", "0", "少什么？", FOUR, "B")]


def test_medqa_tells_the_language_from_the_words(tmp_path: Path) -> None:
    path = files.jsonl(
        tmp_path / "train.jsonl",
        {
            **{"question": "Which is low in this patient?", "answer": "sodium", "options": EN},
            **{"meta_info": "step1", "answer_idx": "B"},
        },
        {"question": "该患者缺少什么？", "answer": "钠", "options": FOUR, "answer_idx": "B"},
    )
    assert list(sources.load("medqa", path)) == [
        row("medqa", "0", "Which is low in this patient?", EN, "B", lang="en"),
        row("medqa", "1", "该患者缺少什么？", FOUR, "B"),
    ]


def medmcqa(cop: Any) -> dict[str, Any]:
    options = {f"op{letter.lower()}": text for letter, text in EN.items()}
    about = {"subject_name": "Medicine", "topic_name": None, "choice_type": "single"}
    return {"id": "u1", "question": "What is low?", **options, "cop": cop, "exp": "Low.", **about}


def test_medmcqa_counts_from_1_in_its_files(tmp_path: Path) -> None:
    path = files.jsonl(tmp_path / "train.json", medmcqa(2))
    more = {"explanation": "Low.", "subject": "Medicine", "lang": "en"}
    assert list(sources.load("medmcqa", path)) == [
        row("medmcqa", "u1", "What is low?", EN, "B", **more)
    ]


@pytest.mark.parametrize("cop", [0, 5, -1, None, "x"])
def test_medmcqa_refuses_what_is_no_option(tmp_path: Path, cop: Any) -> None:
    path = files.jsonl(tmp_path / "test.json", medmcqa(cop))
    with pytest.raises(DataError, match=r"line 1: expected cop from 1 to 4 \(the test part"):
        list(sources.load("medmcqa", path))


YES_NO = {"A": "yes", "B": "no", "C": "maybe"}


def test_pubmedqa_asks_the_abstract_with_its_question(tmp_path: Path) -> None:
    about = {"CONTEXTS": ["We asked.", "They told."], "LABELS": ["AIM", "RESULTS"], "YEAR": "2011"}
    said = {"QUESTION": "Does it help?", "LONG_ANSWER": "It does.", "final_decision": "yes"}
    path = tmp_path / "ori_pqal.json"
    path.write_text(json.dumps({"2164": {**about, **said}}, indent=4))
    expected = row(
        *("pubmedqa", "2164", "We asked.\nThey told.\n\nDoes it help?", YES_NO, "A"),
        explanation="It does.",
        lang="en",
    )
    assert list(sources.load("pubmedqa", str(path))) == [expected]
    context = {"contexts": about["CONTEXTS"], "labels": about["LABELS"]}
    hub = {"pubid": 2164, "question": "Does it help?", "context": context}
    hub |= {"long_answer": "It does.", "final_decision": "yes"}
    path = files.jsonl(tmp_path / "hub.jsonl", hub)
    assert list(sources.load("pubmedqa", path)) == [expected]


def test_questions_keep_what_they_say_of_themselves(tmp_path: Path) -> None:
    about = {"lang": "zh", "source": "CMExam", "split": "val", "multi": True}
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {"id": "q1", "question": "补什么？", "options": FOUR, "answer": "A,C", **about},
        {"question": "What is low?", "options": list(EN.values()), "answer": "b"},
        {"question": "Low?", "options": YES_NO, "answer": "", "context": ["Na 120."]},
        {"question": "", "options": FOUR, "answer": "A", "overlaps_heldout": True},
    )
    assert list(sources.load("questions", path, "q")) == [
        row("q", "q1", "补什么？", FOUR, "AC", split="val", origin="CMExam"),
        row("q", "1", "What is low?", EN, "B", lang="en"),
        row("q", "2", "Na 120.\n\nLow?", YES_NO, "", lang="en", unusable="no_answer"),
        row("q", "3", "", FOUR, "A", overlaps_heldout=True, unusable="blank"),
    ]


@pytest.mark.parametrize(
    ("source", "value", "told"),
    [
        ("cmb", {"id": 1, "question": "x", "option": FOUR}, "expected the fields question, answer"),
        ("cmb", {"question": "x", "answer": "A", "option": "A"}, "in the field option"),
        ("cmexam", {"question": "x"}, "Question, Options, Answer, Explanation"),
        (
            "cmexam",
            {"Question": "x", "Options": "钾\n钠", "Answer": "A", "Explanation": ""},
            'expected options like "A text"',
        ),
        (
            "medqa",
            {"question": "x", "options": FOUR, "answer": "钠"},
            "question, options, answer_idx",
        ),
        ("medmcqa", {"question": "x"}, "id, question, cop, opa, opb, opc, opd"),
        ("pubmedqa", {"pubid": 1, "question": "x"}, "question, long_answer, final_decision"),
        ("questions", {"question": "x", "options": "A", "answer": "A"}, "in the field options"),
        ("questions", {"question": "x", "options": {"A": 1}, "answer": "A"}, "in every option"),
        ("questions", {"question": "x", "choices": [], "answer": "A"}, "question, options, answer"),
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
