"""Rows that hold a question of an evaluation set are found, however they write it."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

import train.sources
from train import rows
from train.curate import decontaminate
from train.errors import DataError, RecipeError

Row = dict[str, Any]
ZH = "患者，男，45岁，突发胸骨后压榨样疼痛2小时，伴大汗，心电图示V1～V4导联ST段抬高，最可能的诊断是"
EN = (
    "A 45-year-old man comes to the emergency department with crushing chest pain for two hours; "
    "which artery is most likely occluded by the thrombus?"
)
SHORT = "痛风首选哪种药物"


@pytest.fixture
def exams(tmp_path: Path) -> list[str]:
    options = {"A": "心肌梗死", "B": "主动脉夹层"}
    question = {"options": options, "answer": "A"}
    rows.write(tmp_path / "zh.jsonl", [{"question": ZH} | question, {"question": SHORT} | question])
    rows.write(tmp_path / "en.jsonl", [{"question": EN} | question])
    return [str(tmp_path / "zh.jsonl"), str(tmp_path / "en.jsonl")]


def text(written: str, number: int = 1, source: str = "web") -> Row:
    return {"id": str(number), "source": source, "lang": "zh", "text": written}


def found(exams: list[str], *written: str, **settings: Any) -> set[int]:
    given = [text(one, number) for number, one in enumerate(written)]
    step = decontaminate.make(against=exams, **settings)
    return {int(key.split("/")[1]) for key, _ in step.select(lambda: iter(given))}


@pytest.mark.parametrize(
    "written",
    [
        "题库：" + ZH + "（ ）A心肌梗死",
        ZH.replace("心电图", "心電圖").replace("2", "２").replace("，", " "),
        "……" + ZH[12:34] + "……",
        "Q: " + EN.upper(),
        EN.replace(" ", "  ").replace(",", ""),
        "病例讨论。" + SHORT + "？别嘌醇。",
        "首先\n" + SHORT,
    ],
)
def test_a_question_is_found_whole_or_in_part_and_however_written(
    exams: list[str], written: str
) -> None:
    assert found(exams, "与考试无关的一句话。", written) == {1}


@pytest.mark.parametrize(
    "written",
    [
        "患者胸痛两小时，心电图显示ST段抬高，考虑急性心肌梗死，建议立即转诊。",
        "心肌梗死、主动脉夹层都可以引起胸痛。",
        "医生说痛风首选哪种药物要看肾功能。",
        "A 45-year-old man comes to the emergency department with a cough.",
        "",
    ],
)
def test_what_only_speaks_of_the_same_matter_stays(exams: list[str], written: str) -> None:
    assert found(exams, written) == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_planted_13_gram_is_found(tmp_path: Path, lang: str) -> None:
    rng = Random(1)

    def invented(size: int) -> list[str]:
        if lang == "zh":
            return [chr(rng.randint(0x4E00, 0x9000)) for _ in range(size)]
        return [f"w{rng.randint(0, 5000)}" for _ in range(size)]

    joint = "" if lang == "zh" else " "
    questions = [invented(40) for _ in range(100)]
    rows.write(tmp_path / "exam.jsonl", [{"question": joint.join(one)} for one in questions])
    planted, clean = [], []
    for question in questions:
        body, at = invented(200), rng.randint(0, 27)
        clean.append(joint.join([*body, *question[at : at + 12], *body]))
        planted.append(joint.join([*body, *question[at : at + 13], *body]))
    exam = [str(tmp_path / "exam.jsonl")]
    assert found(exam, *planted) == set(range(100))
    assert found(exam, *clean) == set()


def test_how_exams_are_worded_betrays_no_question(tmp_path: Path) -> None:
    asked = "which of the following is the most appropriate next step in management of this patient"
    exam = tmp_path / "exam.jsonl"
    rows.write(
        exam, [{"question": f"The {n} year old case number {n}, {asked}?"} for n in range(20)]
    )
    assert found([str(exam)], f"Another case: {asked}?") == set()
    assert found([str(exam)], f"Another case: {asked}?", common=0) == {0}


def test_the_report_says_what_was_found_where_and_quotes_nothing(exams: list[str]) -> None:
    given = [text(ZH, 1), text(EN, 2, "book"), text(ZH + EN, 3), text("无关", 4)]
    step = decontaminate.make(against=exams)
    assert [key for key, _ in step.select(lambda: iter(given))] == ["web/1", "book/2", "web/3"]
    folder = Path(exams[0]).parent.name
    report = step.report()
    assert report["found"] == [
        {"in": f"{folder}/en.jsonl", "source": "book", "rows": 1, "ids": ["2"]},
        {"in": f"{folder}/en.jsonl", "source": "web", "rows": 1, "ids": ["3"]},
        {"in": f"{folder}/zh.jsonl", "source": "web", "rows": 2, "ids": ["1", "3"]},
    ]
    assert "胸骨" not in str(report)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"messages": [{"role": "user", "content": ZH}]}, ZH),
        ({"prompt": EN, "chosen": "a", "rejected": "b"}, EN),
        ({"query": ZH}, ZH),
        ({"text": EN}, EN),
    ],
)
def test_evaluation_files_may_have_other_shapes(tmp_path: Path, row: Row, said: str) -> None:
    rows.write(tmp_path / "exam.jsonl", [row])
    assert found([str(tmp_path / "exam.jsonl")], said) == {0}


@pytest.fixture
def parted(tmp_path: Path) -> Path:
    """Forty questions in two splits: those of odd numbers have an id, the others only a place."""
    path = tmp_path / "parted.jsonl"
    rng = Random(3)
    rows.write(
        path,
        [
            {
                **({"id": f"q{n}"} if n % 2 else {}),
                "split": "train" if n < 25 else "dev",
                "question": "".join(chr(rng.randint(0x4E00, 0x9000)) for _ in range(30)),
                "options": {"A": "是", "B": "否"},
                "answer": "A",
            }
            for n in range(40)
        ],
    )
    return path


@pytest.mark.parametrize(
    ("evaluated", "trained"),
    [
        ({"half": "second"}, {"half": "first"}),
        ({"half": "first"}, {"half": "second"}),
        ({"split": "dev"}, {"split": "train"}),
    ],
)
def test_what_training_reads_of_a_file_is_clean_of_the_part_that_evaluation_reads(
    parted: Path, evaluated: Row, trained: Row
) -> None:
    def given(only: Row) -> list[Row]:
        return list(train.sources.load("questions", str(parted), **only))

    step = decontaminate.make(against=[{"path": str(parted), **evaluated}])
    trained_on = given(trained)
    left_out = list(step.select(lambda: iter(given({}))))
    assert 0 < len(trained_on) < 40
    assert {key for key, _ in left_out} == {rows.key(row) for row in given(evaluated)}
    assert list(step.select(lambda: iter(trained_on))) == []


def test_the_report_names_the_part(parted: Path) -> None:
    step = decontaminate.make(against=[str(parted), {"path": str(parted), "split": "dev"}])
    assert list(step.select(lambda: iter([text("无关", 1)]))) == []
    name = f"{parted.parent.name}/parted.jsonl"
    assert step.report()["clean"] == [name, f"{name} (split dev)"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"path": "x", "splits": "dev"}, r"no key 'splits'; did you mean 'split'\?"),
        ({"path": "x", "half": "third"}, "'third' is none of first, second"),
        ({"path": "x", "split": 1}, "split is text, not 1"),
        ({"half": "first"}, "is a path or {path, half, split}"),
        (7, "is a path or {path, half, split}, not 7"),
    ],
)
def test_a_part_that_cannot_be_meant_is_refused(given: Any, told: str) -> None:
    with pytest.raises(RecipeError, match=f"decontaminate: .*{told}"):
        decontaminate.make(against=[given])


def test_a_part_without_rows_is_an_error(parted: Path, exams: list[str]) -> None:
    for part, told in (
        ({"path": str(parted), "split": "test"}, r"\(split test\) has no row"),
        ({"path": exams[0], "split": "dev"}, "row 1 names no split"),
    ):
        with pytest.raises(DataError, match=told):
            list(decontaminate.make(against=[part]).select(lambda: iter([text(ZH)])))


def test_bad_settings_and_files_are_errors(tmp_path: Path) -> None:
    nothing: list[Any] = [[], "exam.jsonl", {"path": "exam.jsonl"}]
    for none in nothing:
        with pytest.raises(RecipeError, match="list of evaluation files"):
            decontaminate.make(against=none)
    with pytest.raises(RecipeError, match="n is 2"):
        decontaminate.make(against=["x"], n=2)
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(DataError, match=r"empty.jsonl has no row"):
        found([str(tmp_path / "empty.jsonl")], ZH)
    rows.write(tmp_path / "odd.jsonl", [{"answer": "A"}])
    with pytest.raises(DataError, match=r"odd.jsonl, row 1 has the fields \['answer'\]"):
        found([str(tmp_path / "odd.jsonl")], ZH)
    with pytest.raises(DataError, match="is not there"):
        found([str(tmp_path / "gone.jsonl")], ZH)
