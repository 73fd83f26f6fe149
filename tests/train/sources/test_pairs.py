"""Sources of preference pairs, on invented rows in their real formats."""

from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import sources
from train.errors import DataError
from train.rows import Row
from train.sources.turns import assistant, user


def row(name: str, own: str, prompt: Any, chosen: str, rejected: str, **more: Any) -> Row:
    head = {"id": f"{name}-{own}", "source": name, "lang": more.pop("lang", "zh")}
    pair = {"chosen": [assistant(chosen)], "rejected": [assistant(rejected)]}
    return {**head, "prompt": prompt, **pair, **more}


def test_zhongjing_takes_the_first_and_the_last_of_a_ranking(tmp_path: Path) -> None:
    path = files.array(
        tmp_path / "rlhf2000_7_31.json",
        {
            "instruction": "头痛怎么办？",
            "input": "",
            "output": ["先量血压。", "睡一觉。", "没事。"],
        },
        {
            "instruction": "还痛",
            "output": ["去医院。", "忍着。"],
            "history": [["头痛", "多久了？"]],
        },
    )
    later = [user("头痛"), assistant("多久了？"), user("还痛")]
    assert list(sources.load("zhongjing", path)) == [
        row("zhongjing", "0", [user("头痛怎么办？")], "先量血压。", "没事。"),
        row("zhongjing", "1", later, "去医院。", "忍着。"),
    ]


def test_an_export_is_kept_as_the_model_saw_it(tmp_path: Path) -> None:
    prompt = [{"role": "system", "content": "Cite. "}, user("头痛\n"), user("怎么办？")]
    about = {"lang": "zh", "specialty": "神经科", "conversation": "c0", "source": "clinician"}
    judged = {
        "agreement": 1.0,
        "judges": 3,
        "kind": "comparison",
        "release": "r1",
        "harm": "severe",
    }
    exported = {"id": "5f", "prompt": prompt, "chosen": [assistant("去急诊。[1]")]}
    exported |= {"rejected": [assistant("没事。")], **about, "weight": 0.57, **judged}
    files.jsonl(tmp_path / "preferences.jsonl", {**exported, "chosen_release": ""})
    files.array(tmp_path / "ledger.json", {"rows": 1})
    files.array(tmp_path / "manifest.json", {"kind": "preferences"})
    [got] = sources.load("preferences", str(tmp_path), "clinic")
    more = {"weight": 0.57, "specialty": "神经科", "origin": "clinician", "conversation": "c0"}
    assert got == row("clinic", "5f", prompt, "去急诊。[1]", "没事。", **more, **judged)


def test_plain_strings_take_their_history(tmp_path: Path) -> None:
    talk = [{"role": "system", "content": "Be kind."}, user("Hi"), assistant("Hello")]
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {"id": "p0", "prompt": "I cough.", "history": talk, "chosen": "Rest.", "rejected": "No."},
        {"prompt": "咳嗽", "history": [["您好", "您好！"]], "chosen": "休息。", "rejected": "不。"},
        {"prompt": "I cough.", "chosen": "Rest.", "rejected": " Rest."},
        {"prompt": "I cough.", "chosen": "", "rejected": "No."},
        {
            **{"system": "", "history": [], "question": "咳嗽"},
            **{"response_chosen": "休息。", "response_rejected": "不。"},
        },
    )
    greeted = [user("您好"), assistant("您好！"), user("咳嗽")]
    cough = [user("I cough.")]
    assert list(sources.load("preferences", path, "p")) == [
        row("p", "p0", [*talk, user("I cough.")], "Rest.", "No.", lang="en"),
        row("p", "1", greeted, "休息。", "不。"),
        row("p", "2", cough, "Rest.", " Rest.", lang="en", unusable="same_text"),
        row("p", "3", cough, "", "No.", lang="en", unusable="blank"),
        row("p", "4", [user("咳嗽")], "休息。", "不。"),
    ]


PAIR = {"prompt": "x", "chosen": "y", "rejected": "z"}


@pytest.mark.parametrize(
    ("source", "value", "told"),
    [
        ("zhongjing", {"instruction": "x"}, "expected the fields instruction, output"),
        ("zhongjing", {"instruction": "x", "output": "y"}, "expected a list of ranked answers"),
        ("zhongjing", {"instruction": "x", "output": ["y"]}, "expected two answers or more"),
        ("preferences", {"query": "x", "candidates": []}, "prompt, chosen, rejected"),
        ("preferences", {**PAIR, "prompt": 1}, "expected text in the field prompt"),
        ("preferences", {**PAIR, "prompt": [assistant("x")]}, "a prompt that ends with the user"),
        ("preferences", {**PAIR, "chosen": [user("y")]}, "one message of the assistant in chosen"),
        ("preferences", {**PAIR, "weight": "1"}, "a number from 0 up in the field weight"),
        ("preferences", {**PAIR, "weight": float("nan")}, "a number from 0 up in the field weight"),
        ("preferences", {**PAIR, "history": "x"}, "history is no list"),
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
