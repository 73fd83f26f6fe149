"""Recipes that are refused, and what a good one says."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from train.errors import RecipeError
from train.recipe import folder, read_data, read_stage

GOOD: dict[str, Any] = {
    "stage": "sft",
    "sources": [{"source": "messages", "path": "${DATA}/talk.jsonl", "name": "talk"}],
    "curate": [{"rules": {"min_chars": 8}}, {"normalise": None}],
    "train": {"global_batch": 8},
}


@pytest.fixture
def write(tmp_path: Path):
    def write(changes: dict[str, Any], name: str = "sft.data.yaml") -> Path:
        path = tmp_path / name
        path.write_text(yaml.safe_dump(GOOD | changes, allow_unicode=True), encoding="utf-8")
        return path

    return write


def test_the_data_folder_is_filled_in_and_the_declared_recipe_is_not(write, tmp_path: Path):
    curate = [{"decontaminate": {"against": ["${DATA}/考试.jsonl"], "n": 13}}]
    path = write({"curate": curate})
    recipe = read_data(path, tmp_path)
    assert recipe.sources[0].path == f"{tmp_path}/talk.jsonl"
    assert recipe.curate == [("decontaminate", {"against": [f"{tmp_path}/考试.jsonl"], "n": 13})]
    assert recipe.declared["curate"] == curate
    assert (recipe.seed, recipe.held_out, recipe.train.layout) == (42, 0.1, "stock")


def test_a_step_without_settings_has_none(write, tmp_path: Path):
    assert read_data(write({}), tmp_path).curate[1] == ("normalise", {})


def test_a_recipe_that_uses_the_data_folder_asks_for_it(write):
    with pytest.raises(RecipeError, match=r"talk.jsonl' needs the data's folder: give --data"):
        read_data(write({}), None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"heldout": 0.1}, "key 'heldout' is unknown; did you mean 'held_out'"),
        ({"train": {"global_batch": 8, "patience": 1}}, "'train.patience' is unknown; known: glob"),
        ({"train": {"global_batch": 8, "gpu": 1}}, "key 'train.gpu' is unknown; did you mean 'g"),
        ({"train": {}}, "key 'train.global_batch': Field required"),
        ({"train": {"global_batch": 0}}, "key 'train.global_batch': Input should be greater"),
        ({"sources": [GOOD["sources"][0] | {"nam": 1}]}, "key 'sources.0.nam' is unknown; did you"),
        ({"sources": []}, "key 'sources': List should have at least 1 item"),
        ({"sources": GOOD["sources"] * 2}, "two are named 'talk'"),
        ({"held_out": 1}, "key 'held_out': Input should be less than 1"),
        ({"stage": "cpt1"}, "key 'stage': Input should be 'cpt', 'sft' or 'dpo'"),
        ({"curate": [{"rules": {}, "mix": {}}]}, "a step is `- name: {settings}`"),
        ({"curate": [{"rules": {"x": "${HOME}/y"}}]}, r"\$\{HOME\} in .* is unknown"),
        ({"pairs": {"objective": 1}}, "only a dpo recipe has pairs"),
    ],
)
def test_what_cannot_be_meant_is_refused(write, tmp_path: Path, changes: dict, message: str):
    path = write(changes)
    with pytest.raises(RecipeError, match=message) as refused:
        read_data(path, tmp_path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: 1\na: 2\n", "key 'a' twice"), ("- a\n", "not a list of `key"), ("a: [\n", "not YAML")],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str, message: str):
    path = tmp_path / "sft.data.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=message):
        read_data(path, None)


def test_a_missing_recipe_names_its_neighbours(write, tmp_path: Path):
    write({})
    with pytest.raises(RecipeError, match=r"sft2.data.yaml is not there; did you mean .*sft.data"):
        read_data(tmp_path / "sft2.data.yaml", None)


def test_a_stage_is_both_files_and_its_hash_follows_either(write, tmp_path: Path):
    data, stage = write({}), tmp_path / "sft.yaml"
    stage.write_text("learning_rate: 2.0e-6\nseed: 1\n", encoding="utf-8")
    first = read_stage(stage)
    assert (first.name, first.method, first.data.stage) == ("sft", "sft", "sft")
    assert first.settings == {"learning_rate": 2e-6, "seed": 1}
    assert first.data.sources[0].path == "${DATA}/talk.jsonl"
    data.write_text(data.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    second = read_stage(stage)
    stage.write_text("learning_rate: 2.0e-6\nseed: 2\n", encoding="utf-8")
    assert len({first.sha256, second.sha256, read_stage(stage).sha256}) == 3


def test_a_dpo_recipe_runs_by_dpo_and_continued_pre_training_by_sft(write, tmp_path: Path):
    for stage, method in (("cpt", "sft"), ("dpo", "dpo")):
        write({"stage": stage}, "x.data.yaml")
        (tmp_path / "x.yaml").write_text("seed: 1\n", encoding="utf-8")
        assert read_stage(tmp_path / "x.yaml").method == method


def test_a_variant_has_the_rows_of_its_stage_unless_it_has_its_own(write, tmp_path: Path):
    own, shared = tmp_path / "sft_lora.data.yaml", write({})
    (tmp_path / "sft_lora.yaml").write_text("use_peft: true\n", encoding="utf-8")
    assert read_stage(tmp_path / "sft_lora.yaml").data.path == shared
    write({"held_out": 0.2}, own.name)
    assert read_stage(tmp_path / "sft_lora.yaml").data.path == own


def test_our_keys_do_not_belong_into_trls_file(write, tmp_path: Path):
    write({})
    (tmp_path / "sft.yaml").write_text("global_batch: 8\n", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"'global_batch': not one of TRL's, .* \.data\.yaml"):
        read_stage(tmp_path / "sft.yaml")


def test_the_datas_half_alone_is_no_stage(write):
    with pytest.raises(RecipeError, match="name the file beside it"):
        read_stage(write({}))


def test_a_family_is_found_by_name_or_folder(tmp_path: Path):
    assert folder("aquila_med").name == "aquila_med"
    assert folder(str(tmp_path)) == tmp_path
    with pytest.raises(RecipeError, match="did you mean 'aquila_med'"):
        folder("aquilla_med")
