"""`python -m train.run`: what it prints, what it refuses, what it starts."""
# pyright: reportMissingImports=false

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from train import run
from train.planning import plan
from train.planning.launch import ROOT, Place

TALK = [("zh", "头痛怎么办？", "多休息，多喝水。"), ("en", "I cough.", "Drink something warm.")]
ROWS = [
    {
        "id": f"r{number}",
        "source": "ours",
        "lang": lang,
        "messages": [
            {"role": "user", "content": asked},
            {"role": "assistant", "content": answered},
        ],
    }
    for number, (lang, asked, answered) in enumerate(TALK * 8)
]
TRL: dict[str, Any] = {
    "max_length": 128,
    "per_device_train_batch_size": 4,
    "use_cpu": True,
    "bf16": False,
    "max_steps": 3,
    "eval_strategy": "steps",
}
DATA: dict[str, Any] = {
    "stage": "sft",
    "sources": [{"source": "messages", "path": "${DATA}/x", "name": "ours"}],
    "train": {"global_batch": 16},
}
LLAMA_7B = {
    "model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "vocab_size": 32000,
    "num_attention_heads": 32, "intermediate_size": 11008, "tie_word_embeddings": False,
}  # fmt: skip


@pytest.fixture
def bench(tmp_path: Path, tiny: Path):
    """A recipe, its rows and model: `bench("--gpus", "2")` runs `train.run` on them."""

    class Bench:
        folder = tmp_path
        model = tmp_path / "model"

        def __init__(self) -> None:
            self.trl, self.data = dict(TRL), dict(DATA)
            shutil.copytree(tiny, self.model)
            for name in ("train", "test"):
                lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
                (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")

        def __call__(self, *words: str) -> tuple[int, str]:
            (tmp_path / "sft.yaml").write_text(yaml.safe_dump(self.trl), encoding="utf-8")
            (tmp_path / "sft.data.yaml").write_text(yaml.safe_dump(self.data), encoding="utf-8")
            places = ["--data", str(tmp_path), "--model", str(self.model)]
            places += ["--output", str(tmp_path / "out")]
            told = CliRunner().invoke(
                run.command, [str(tmp_path / "sft.yaml"), *places, *words], catch_exceptions=False
            )
            return told.exit_code, told.output

    return Bench()


def test_a_dry_run_prints_the_plan_and_starts_nothing(bench):
    code, text = bench("--dry-run", "--gpus", "2")
    assert code == 0
    assert "4 a rank x 2 ranks x 2 accumulated = 16" in text
    assert "at most 2,048 tokens; steps: 3" in text
    assert "torch.distributed.run --standalone --nproc-per-node=2 -m train.stage sft" in text
    assert "--gradient_accumulation_steps 2" in text
    assert f"--dataset_name {bench.folder}" in text
    assert not (bench.folder / "out").exists()


def test_the_global_batch_is_kept_on_any_number_of_ranks(bench):
    for gpus, times in (("1", 4), ("2", 2), ("4", 1)):
        assert f"x {times} accumulated = 16" in bench("--dry-run", "--gpus", gpus)[1]
    code, text = bench("--dry-run", "--gpus", "3")
    assert (code, "16 is no multiple of 3 ranks x 4" in text) == (2, True)


def test_other_options_are_trls_and_the_last_word(bench):
    _, text = bench("--dry-run", "--max_steps", "7", "--learning-rate", "1e-3")
    assert "steps: 7" in text
    assert "--max_steps 7 --learning-rate 1e-3" in text


def test_slurm_and_kubernetes_print_what_they_would_hand_over(bench):
    bench.data["train"] = {"global_batch": 96, "gpus": 24}
    code, text = bench("--dry-run", "--slurm")
    assert (code, "#SBATCH --nodes=3" in text, "start    sbatch" in text) == (0, True, True)
    code, text = bench("--dry-run", "--kubernetes")
    assert (code, "--kubernetes needs --image and --claim" in text) == (2, True)


def test_a_pod_is_told_paths_of_its_own():
    words = ["aquila_med/sft", "--dry-run", "--kubernetes", "--image", "ours/train:1"]
    words += [
        "--claim",
        "big",
        "--data",
        "/work/rows",
        "--model",
        "/work/base",
        "--output",
        "/work/o",
    ]
    told = CliRunner().invoke(run.command, words, catch_exceptions=False)
    assert told.exit_code == 0
    job = list(yaml.safe_load_all(told.output.split("kubectl apply -f -\n")[1]))[1]
    args = job["spec"]["template"]["spec"]["containers"][0]["args"]
    assert "train/recipes/aquila_med/sft.yaml" in args
    assert args[args.index("--deepspeed") + 1] == "train/recipes/zero3.json"
    assert args[args.index("--model_name_or_path") + 1] == "/work/base"


@pytest.mark.parametrize(
    ("trl", "words", "message"),
    [
        ({"learning_rat": 1.0}, [], "'learning_rat': TRL has none; did you mean 'learning_rate'"),
        ({"learning_rate": "fast"}, [], "invalid float value: 'fast'"),
        ({}, ["--max_step", "1"], "TRL has no '--max_step'; did you mean '--max_steps'"),
        ({"max_length": None}, [], "'max_length': a number of tokens is needed"),
        ({"deepspeed": "zero9.json"}, [], "zero9.json is not there"),
        ({}, ["--model", "./gone"], "model ./gone is not there: give --model"),
        ({}, ["--model", "."], "no config.json: give --model a model's folder; an adapter is"),
        ({}, ["--data", "./gone"], "gone/train.jsonl is not there: make it with `python -m train"),
        ({}, ["--gradient_accumulation_steps", "4"], "is derived: change `train: {global_batch"),
        ({"use_cpu": False}, [], "1 GPUs are asked for and 0 are here: give --use_cpu true"),
        ({"use_liger_kernel": True}, [], "liger_kernel, which is not installed: pip install -e"),
        ({}, ["--slurm", "--kubernetes"], "one of them"),
        ({}, ["--hostfile", "gone"], "hostfile gone is not there"),
        ({}, ["--hostfile", "gone", "--gpus", "2"], "says the hosts and GPUs itself"),
    ],
)
def test_what_cannot_run_is_refused_before_anything_starts(bench, monkeypatch, trl, words, message):
    monkeypatch.setattr("subprocess.run", pytest.fail)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 0)
    bench.trl |= trl
    code, text = bench(*words)
    assert code == 2
    assert message in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "train.jsonl has no row: its ledger.json says what the filters dropped"),
        ('{"id": "a", "text": "b"}\n', "line 1 has no 'messages' but ['id', 'text']: a sft stage"),
        ("{", "line 1 is not JSON"),
    ],
)
def test_rows_that_are_empty_or_of_another_shape_are_refused(bench, line: str, message: str):
    (bench.folder / "train.jsonl").write_text(line, encoding="utf-8")
    code, text = bench("--dry-run")
    assert (code, message in text) == (2, True)


def test_held_out_rows_are_needed_only_where_they_are_evaluated(bench):
    (bench.folder / "test.jsonl").unlink()
    assert bench("--dry-run")[0] == 2
    bench.trl["eval_strategy"] = "no"
    assert bench("--dry-run")[0] == 0


def test_a_model_too_large_for_the_cards_is_refused_after_its_plan(bench):
    (bench.model / "config.json").write_text(json.dumps(LLAMA_7B), encoding="utf-8")
    bench.trl |= {"use_cpu": False, "save_strategy": "no"}
    code, text = bench("--dry-run")
    assert code == 2
    assert "6,738,415,616 parameters" in text
    assert "GiB a GPU are needed and 40 are there. What would fit: --deepspeed" in text
    code, text = bench("--dry-run", "--use_peft", "true", "--dtype", "bfloat16")
    assert (code, "GiB of 40 a GPU" in text) == (0, True)
    assert (
        bench("--dry-run", "--use_peft", "true", "--dtype", "bfloat16", "--gpu-memory", "8")[0] == 2
    )


def test_a_disk_too_small_for_the_checkpoints_is_refused(bench, monkeypatch):
    free = shutil.disk_usage(bench.folder)._replace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: free)
    code, text = bench("--dry-run")
    assert (code, "MiB, 0.0 MiB are free: lower --save_total_limit" in text) == (2, True)


def test_an_output_that_holds_a_run_is_not_overwritten(bench):
    (bench.folder / "out").mkdir()
    (bench.folder / "out" / "training.json").write_text("{}", encoding="utf-8")
    code, text = bench("--dry-run")
    assert (code, "holds an earlier run: go on with it by --resume" in text) == (2, True)
    code, text = bench("--dry-run", "--resume")
    assert (code, "training.json is not what a stage writes" in text) == (2, True)


def test_an_output_without_a_run_is_trained_into_resumed_or_not(bench):
    code, text = bench("--dry-run", "--resume")
    assert (code, "--resume_from_checkpoint true" in text) == (0, True)


def test_it_starts_the_stage_and_ends_as_it_ends(bench, monkeypatch):
    """The stage is a fake, that writes what it was told and fails."""
    fake = bench.folder / "fake" / "train"
    fake.mkdir(parents=True)
    (fake / "stage.py").write_text(
        "import json, os, sys\n"
        "json.dump([sys.argv[1:], dict(os.environ)], open(sys.argv[-1] + '/told.json', 'w'))\n"
        "sys.exit(7)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(
        "train.planning.launch.command",
        lambda place, stage: [sys.executable, str(fake / "stage.py"), *stage, str(bench.folder)],
    )
    assert bench()[0] == 7
    words, environment = json.loads((bench.folder / "told.json").read_text(encoding="utf-8"))
    assert words[:3] == ["sft", "--config", str(bench.folder / "sft.yaml")]
    assert words[words.index("--gradient_accumulation_steps") + 1] == "4"
    assert environment["DS_ACCELERATOR"] == "cpu"


def test_slurm_without_its_programs_is_a_clear_error(bench, monkeypatch):
    monkeypatch.setenv("PATH", str(bench.folder))
    code, text = bench("--slurm")
    assert (code, "sbatch is not on this machine" in text) == (2, True)


def test_recipes_are_found_by_family_and_stage():
    assert run.find("aquila_med/sft") == ROOT / "train/recipes/aquila_med/sft.yaml"
    assert run.find("aquila_med/sft.yaml") == run.find("aquila_med/sft")
    with pytest.raises(run.RecipeError, match="neither a file nor family/stage"):
        run.find("sft")


def test_a_hub_id_is_no_folder_and_a_path_is():
    assert not plan.is_local("Qwen/Qwen3-8B")
    assert plan.is_local("./models/base")
    assert plan.is_local("runs/a/b")
    assert plan.is_local("tests/gone")  # for there is a folder tests


def test_the_recipes_hardware_is_the_default_place(bench):
    bench("--dry-run")
    ours = run.recipe.read_stage(bench.folder / "sft.yaml")
    settings = {"use_cpu": False}
    assert run.where(ours, settings, 2, None, None, "here") == Place("here", 1, 2)
    paper = run.recipe.read_stage(run.find("aquila_med/cpt1"))
    assert run.where(paper, settings, None, None, None, "slurm") == Place("slurm", 3, 8)
    assert run.where(paper, settings, 8, None, None, "here") == Place("here", 1, 8)
