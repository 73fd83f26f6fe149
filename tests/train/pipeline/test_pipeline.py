"""What a run makes of sources and steps, by the ledger and by the rows it writes."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.train.curation import SOURCES, STEPS, curated, write_data, write_recipe
from train import rows
from train.errors import CannotResume, DataError, RecipeError
from train.pipeline.rendering import is_held_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


def steps(told: dict) -> dict:
    return {step["step"].split(".")[-1]: step for step in told["steps"]}


def test_every_step_says_what_it_dropped_and_why(folder: Path) -> None:
    told = steps(curated(folder))
    assert told["lower"]["dropped"] == {"says_secret": 1}
    assert told["short"]["dropped"] == {"too_short": 1}
    assert told["twins"]["dropped"] == {"said_before": 10}
    assert told["twins"]["by_source"]["leaflets"] == {"in": 30, "out": 20}
    assert [(step["in"], step["out"]) for step in told.values()] == [
        (60, 60),
        (60, 59),
        (59, 58),
        (58, 48),
        (48, 48),
    ]


def test_what_a_step_gives_is_what_the_next_one_gets(folder: Path) -> None:
    found = curated(folder)["steps"]
    for step, after in pairwise(found):
        assert step["output_sha256"] == after["input_sha256"]


def test_the_ledger_says_who_scored_and_what_a_select_reports(folder: Path) -> None:
    told = steps(curated(folder))
    assert told["measured"]["scorer"] == "stand-in scorer"
    assert told["twins"]["report"] == {"texts": 48}
    assert told["short"]["settings"] == {"min_chars": 8}


def test_paths_stand_in_the_ledger_as_in_the_recipe(folder: Path) -> None:
    write_recipe(folder, curate=[{f"{STEPS}.short": {}}, {f"{STEPS}.named": {"path": NAMED}}])
    told = curated(folder)
    assert str(folder) not in json.dumps(told)
    assert told["sources"]["notes"]["path"] == "${DATA}/zh.jsonl"
    assert told["steps"][2]["files"] == {NAMED: rows.sha256(folder / "en.jsonl")}


NAMED = "${DATA}/en.jsonl"


def test_a_file_named_inside_a_mapping_is_filled_in_and_its_bytes_count(folder: Path) -> None:
    exam = "${DATA}/exam.jsonl"
    against = [{"path": exam, "half": "second"}]
    write_recipe(folder, curate=[{"decontaminate": {"against": against}}])
    asked = [{"id": n, "question": f"患者咳嗽 {n} 天，伴有低热和乏力。"} for n in range(10)]
    rows.write(folder / "exam.jsonl", asked)
    step = steps(curated(folder))["decontaminate"]
    assert step["settings"] == {"against": against}
    assert step["files"] == {exam: rows.sha256(folder / "exam.jsonl")}
    assert 0 < step["dropped"]["contaminated"] < 10
    rows.write(folder / "exam.jsonl", asked[:-1])
    with pytest.raises(CannotResume, match=r"step 'decontaminate': files was"):
        curated(folder)


def test_written_rows_have_what_trl_reads_and_where_they_are_from(folder: Path) -> None:
    told = curated(folder)
    train, test = (list(rows.read(folder / "out" / f"{part}.jsonl")) for part in ("train", "test"))
    assert set(train[0]) == {"text", "id", "source", "lang"}
    assert {row["lang"] for row in train} == {"zh", "en"}
    assert not {row["text"] for row in train} & {row["text"] for row in test}
    assert told["written"]["train"]["rows"] + told["written"]["test"]["rows"] == 48
    assert told["written"]["train"]["sha256"] == rows.sha256(folder / "out" / "train.jsonl")


def test_held_out_rows_say_their_department(folder: Path) -> None:
    given = rows.read(folder / "zh.jsonl")
    rows.write(folder / "zh.jsonl", [{**row, "department": "respiratory"} for row in given])
    curated(folder)
    train, test = (list(rows.read(folder / "out" / f"{part}.jsonl")) for part in ("train", "test"))
    said = {"notes": "respiratory", "leaflets": ""}
    assert [row["department"] for row in test] == [said[row["source"]] for row in test]
    assert not any("department" in row for row in train)


def test_a_row_stays_held_out_when_its_source_grows(folder: Path) -> None:
    curated(folder)
    before = {row["id"] for row in rows.read(folder / "out" / "test.jsonl")}
    write_data(folder, 60)
    curated(folder, anew=True)
    after = {row["id"] for row in rows.read(folder / "out" / "test.jsonl")}
    assert {key for key in before if int(key.rpartition("-")[2]) < 20} <= after


def test_the_share_held_out_is_as_near_as_hashing_gives() -> None:
    found = [is_held_out({"id": f"a-{n}", "source": "a"}, 0.1) for n in range(10_000)]
    assert 0.09 < sum(found) / len(found) < 0.11


def test_pairs_of_one_prompt_are_never_parted() -> None:
    prompt = [{"role": "user", "content": "头痛怎么办？"}]
    pairs = [{"id": f"p-{n}", "source": "p", "prompt": prompt} for n in range(100)]
    assert len({is_held_out(pair, 0.5) for pair in pairs}) == 1


def test_rows_that_a_source_sets_aside_are_dropped_when_read(folder: Path) -> None:
    given = [{"id": n, "text": f"咳嗽咳痰 {n}", "overlaps_heldout": n < 5} for n in range(30)]
    rows.write(folder / "zh.jsonl", given)
    read = steps(curated(folder))["read"]
    assert read["dropped"] == {"overlaps_heldout": 5}
    assert read["by_source"]["notes"] == {"in": 30, "out": 25}


def test_rows_that_vanish_without_a_reason_fail_the_run(folder: Path) -> None:
    write_recipe(folder, curate=[{f"{STEPS}.measured": {"loses": True}}])
    with pytest.raises(DataError, match=r"measured.*unexplained"):
        curated(folder)
    assert not (folder / "out" / "train.jsonl").exists()


def test_two_rows_of_one_name_are_refused(folder: Path) -> None:
    rows.write(folder / "zh.jsonl", [{"id": 1, "text": "咳嗽"}, {"id": 1, "text": "发热"}])
    with pytest.raises(DataError, match="two rows with the id 'notes-1'"):
        curated(folder)


def test_the_work_is_gone_after_success_unless_it_is_to_be_kept(folder: Path) -> None:
    curated(folder)
    assert not (folder / "out" / "work").exists()
    curated(folder, anew=True, keep_work=True)
    assert (folder / "out" / "work").exists()


def test_without_a_share_to_hold_out_no_test_file_is_written(folder: Path) -> None:
    write_recipe(folder, held_out=0, sources=SOURCES[:1])
    assert curated(folder)["written"]["test"] == {"rows": 0, "sha256": None}
    assert not (folder / "out" / "test.jsonl").exists()


def test_questions_become_pairs_and_the_ledger_says_how_many(folder: Path) -> None:
    options = {"A": "阿司匹林", "B": "青霉素", "C": "布洛芬"}
    asked = {"question": "哪一种是抗生素？", "options": options, "answer": "B"}
    rows.write(folder / "exam.jsonl", [{"id": n, **asked} for n in range(40)])
    liked = {"prompt": "头痛怎么办？", "chosen": "先休息，观察。", "rejected": "不知道。"}
    liked = [{"id": n, **liked, "prompt": f"头痛 {n} 天怎么办？"} for n in range(20)]
    rows.write(folder / "liked.jsonl", [*liked, {**liked[0], "id": 99, "weight": 0}])
    sources = [
        {"source": "questions", "path": "${DATA}/exam.jsonl", "name": "exam"},
        {"source": "preferences", "path": "${DATA}/liked.jsonl", "name": "liked"},
    ]
    write_recipe(folder, "dpo", sources=sources, curate=[], pairs={"ratio": RATIO})
    mixed = steps(curated(folder, "dpo"))["pairs"]
    assert (mixed["in"], mixed["out"]) == (61, 30)
    assert mixed["dropped"] == {"no_weight": 1, "objective_beyond_the_ratio": 30}
    assert mixed["report"]["kept"] == {"objective": 10, "subjective": 20}
    train = list(rows.read(folder / "out" / "train.jsonl"))
    assert set(train[0]) == {"prompt", "chosen", "rejected", "weight", "id", "source", "lang"}


RATIO = {"subjective": 2, "objective": 1}


def test_settings_of_pairs_are_refused_before_a_row_is_read(folder: Path) -> None:
    write_recipe(folder, "dpo", pairs={"ratoi": RATIO})
    with pytest.raises(RecipeError, match="ratoi"):
        curated(folder, "dpo")
    assert not (folder / "out").exists()
