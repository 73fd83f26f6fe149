"""The recipes that ship: TRL takes them untouched, and their values are the papers'."""
# pyright: reportMissingImports=false

import json
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoConfig
from trl import TrlParser

import train.sources
from train import pairs, recipe
from train.pipeline import steps
from train.planning import batch, memory, plan, trl_keys
from train.planning.launch import ROOT, Place
from train.planning.shape import Shape

FAMILIES = {
    "aquila_med": {"cpt1", "cpt2", "sft", "sft_lora", "sft_qlora", "dpo", "dpo_lora"},
    "qilin_med": {"dcpt", "sft", "dpo"},
    "smoke": {"cpt1", "cpt2", "sft", "dpo"},
    "open_data": {"cpt1", "cpt2", "sft", "dpo"},
}
STAGES = [
    path
    for path in sorted(recipe.FAMILIES.glob("*/*.yaml"))
    if not path.name.endswith(".data.yaml")
]
DATA = sorted(recipe.FAMILIES.glob("*/*.data.yaml"))
AQUILA = Shape(4096, 32, 32, 8, 128, 14336, 151851, tied=False)
BAICHUAN = Shape(4096, 32, 32, 32, 128, 11008, 64000, tied=False)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name.removesuffix('.yaml')}"


def planned(path: Path) -> plan.Plan:
    ours = recipe.read_stage(path)
    settings = trl_keys.checked(ours, [])
    each = min(8, ours.data.train.gpus)
    place = Place("here", ours.data.train.gpus // each, each, cpu=settings["use_cpu"])
    return plan.make(ours, settings, place, ours.data.train.gpu_memory_gib, False, [])


def test_every_family_has_its_stages():
    found = {family: {p.stem for p in STAGES if p.parent.name == family} for family in FAMILIES}
    assert found == FAMILIES


@pytest.mark.parametrize("path", STAGES, ids=name)
def test_trls_own_parser_takes_a_recipe_whole(path: Path, monkeypatch: pytest.MonkeyPatch):
    """As `trl sft --config` does, but for the GPUs and DeepSpeed, which are not here."""
    monkeypatch.chdir(ROOT)
    absent = ["--deepspeed", "", "--use_cpu", "true", "--load_best_model_at_end", "false"]
    from trl.scripts import dpo, sft

    parser: TrlParser = (dpo if recipe.read_stage(path).method == "dpo" else sft).make_parser()
    *parsed, left = parser.parse_args_and_config(
        ["--config", str(path), *absent], return_remaining_strings=True
    )
    assert left == []
    assert parsed[1].output_dir == recipe.read_stage(path).settings["output_dir"]


@pytest.mark.parametrize("path", STAGES, ids=name)
def test_a_recipes_first_line_names_its_hardware_and_its_batch(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    ours = recipe.read_stage(path)
    assert f"global batch {ours.data.train.global_batch:,} " in first
    assert ("CPU" in first) == bool(ours.settings.get("use_cpu"))


@pytest.mark.parametrize("path", STAGES, ids=name)
def test_a_recipes_batch_divides_on_its_own_gpus_and_on_one(path: Path):
    ours = recipe.read_stage(path)
    whole, each = ours.data.train.global_batch, ours.settings["per_device_train_batch_size"]
    assert batch.accumulation(whole, each, ours.data.train.gpus) * each >= 1
    assert batch.accumulation(whole, each, 1) == whole // each


@pytest.mark.parametrize("path", STAGES, ids=name)
def test_checkpoints_and_evaluations_fall_together(path: Path):
    """Or transformers cannot tell which checkpoint was best."""
    settings = recipe.read_stage(path).settings
    assert settings["load_best_model_at_end"]
    assert settings["save_steps"] % settings["eval_steps"] == 0
    assert settings["metric_for_best_model"] == "eval_loss"


@pytest.mark.parametrize("path", [p for p in STAGES if p.parent.name.endswith("_med")], ids=name)
def test_a_papers_model_fits_the_recipes_cards(path: Path):
    shape = AQUILA if path.parent.name == "aquila_med" else BAICHUAN
    made = planned(path)
    gib = 24 if path.stem == "sft_qlora" else made.gib
    memory.refuse(shape, plan.memory_run(made), gib)


ZERO = {"aquila_med": "zero3", "qilin_med/dcpt": "zero2", "qilin_med/sft": "zero2"}


@pytest.mark.parametrize("path", STAGES, ids=name)
def test_the_papers_stages_shard_by_zero_and_their_adapters_do_not(path: Path):
    wanted = None if "lora" in path.stem else ZERO.get(name(path), ZERO.get(path.parent.name))
    deepspeed = recipe.read_stage(path).settings.get("deepspeed")
    assert (Path(deepspeed).stem if deepspeed else None) == wanted


@pytest.mark.parametrize(
    ("stage", "values"),
    [
        ("cpt1", {"learning_rate": 1e-4, "warmup_steps": 0.05, "max_length": 4096}),
        ("cpt2", {"learning_rate": 1e-5, "warmup_steps": 0.01, "max_length": 4096}),
        ("sft", {"learning_rate": 2e-6, "weight_decay": 0.1, "max_length": 2048, "bf16": True}),
        ("dpo", {"learning_rate": 2e-7, "beta": 0.03, "num_train_epochs": 2}),
    ],
)
def test_aquila_meds_values_are_the_papers(stage: str, values: dict[str, Any]):
    ours = recipe.read_stage(recipe.FAMILIES / "aquila_med" / f"{stage}.yaml")
    batches = {"cpt1": 768, "cpt2": 384, "sft": 128, "dpo": 64}
    assert {key: ours.settings[key] for key in values} == values
    assert ours.settings["lr_scheduler_type"] == "cosine"
    assert ours.data.train.global_batch == batches[stage]
    if stage in ("sft", "dpo"):
        assert ours.data.held_out == 0.1
    else:
        assert ours.settings["num_train_epochs"] == 1
        assert ours.settings["packing"]


@pytest.mark.parametrize(
    ("stage", "values"),
    [
        ("dcpt", {"learning_rate": 2e-4, "weight_decay": 0.01, "max_length": 1024}),
        ("sft", {"learning_rate": 2e-5, "weight_decay": 0.05, "lora_r": 8, "lora_alpha": 32}),
        ("dpo", {"beta": 0.1, "lora_r": 8, "lora_alpha": 16, "lora_dropout": 0.05}),
    ],
)
def test_qilin_meds_values_are_its_scripts(stage: str, values: dict[str, Any]):
    ours = recipe.read_stage(recipe.FAMILIES / "qilin_med" / f"{stage}.yaml")
    assert {key: ours.settings[key] for key in values} == values
    assert ours.data.train.global_batch == {"dcpt": 256, "sft": 256, "dpo": 1024}[stage]


def test_dropout_is_a_setting_that_the_models_have():
    settings = recipe.read_stage(recipe.FAMILIES / "aquila_med" / "sft.yaml").settings
    for kind in ("llama", "qwen2", "qwen3", "mistral"):
        for key in settings["model_init_kwargs"]:
            assert hasattr(AutoConfig.for_model(kind), key), (kind, key)


@pytest.mark.parametrize("path", DATA, ids=name)
def test_a_data_recipes_sources_and_steps_are_there(path: Path, tmp_path: Path):
    ours = recipe.read_data(path, tmp_path)
    for source in ours.sources:
        assert train.sources.module(source.source).KIND in ("text", "dialogue", "question", "pair")
    for step, settings in ours.curate:
        if not settings.keys() & {"against", "minus"}:
            steps.build(steps.Step(step, settings))


@pytest.mark.parametrize("stage", [2, 3])
@pytest.mark.parametrize("offload", ["", "_offload"])
def test_zero_configurations_leave_the_batch_to_the_trainer(stage: int, offload: str):
    text = (recipe.FAMILIES / f"zero{stage}{offload}.json").read_text(encoding="utf-8")
    config = json.loads(text)
    assert config["zero_optimization"]["stage"] == stage
    assert ("offload_optimizer" in config["zero_optimization"]) == bool(offload)
    for key in ("train_batch_size", "train_micro_batch_size_per_gpu", "gradient_clipping"):
        assert config[key] == "auto"


@pytest.mark.parametrize("path", [p for p in DATA if p.name == "dpo.data.yaml"], ids=name)
def test_pairs_are_mixed_as_the_recipe_says(path: Path, tmp_path: Path):
    settings = recipe.read_data(path, tmp_path).pairs
    mixture = pairs.mix([], settings, 42)
    if path.parent.name == "aquila_med":
        assert mixture.ratio == {"subjective": 9019, "objective": 3708}
        assert mixture.max == 9019 + 3708
