"""Two real ranks under ZeRO-3 on a CPU: what they learn, save, and go on from.

The first run is the command a person types; its first start on a machine compiles an operator of
DeepSpeed's, which takes a minute.
"""
# pyright: reportMissingImports=false

import math
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.train.staging import DiesAtStep, Ran, prepare, run, run_ranks
from train.planning import launch
from train.training import checkpoints

RESUME = ("--resume_from_checkpoint", "true")
# Ranks draw their own dropout, so without any they can be held against one process.
SETTINGS = {
    "max_steps": 4,
    "model_init_kwargs": {},
    "deepspeed": str(launch.ROOT / "train" / "recipes" / "zero3.json"),
}
ONE_ROW_LESS = ("--gradient_accumulation_steps", "1")


@dataclass(frozen=True)
class Runs:
    config: Path
    alone: Ran
    typed: Ran
    killed: Ran
    resumed: Ran
    on_one: Ran


@pytest.fixture(scope="module")
def runs(tiny: Path, tmp_path_factory) -> Runs:
    folder = tmp_path_factory.mktemp("ranks")
    config = prepare(folder, tiny, "sft", settings=SETTINGS)
    typed = by_torchrun(config, folder / "typed")
    killed = run_ranks(
        config, *ONE_ROW_LESS, ranks=2, output=folder / "killed", fault=DiesAtStep(3)
    )
    shutil.copytree(killed.output, folder / "one")
    resumed = run_ranks(config, *ONE_ROW_LESS, *RESUME, ranks=2, output=killed.output)
    on_one = run(config, *RESUME, output=folder / "one")
    without = prepare(folder / "alone", tiny, "sft", settings=SETTINGS | {"deepspeed": None})
    return Runs(config, run(without), typed, killed, resumed, on_one)


def by_torchrun(config: Path, output: Path) -> Ran:
    words = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    words += ["-m", "train.stage", "sft", "--config", str(config), *ONE_ROW_LESS]
    done = subprocess.run(
        [sys.executable, *words, "--output_dir", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "DS_ACCELERATOR": "cpu", "OMP_NUM_THREADS": "1"},
    )
    return Ran(done.returncode, output, done.stdout)


def losses(ran: Ran) -> list[float]:
    return [row["loss"] for row in ran.history if "loss" in row]


def test_two_ranks_learn_what_one_process_learns(runs: Runs) -> None:
    assert (runs.typed.code, runs.alone.code) == (0, 0), runs.typed.log[-3000:]
    assert runs.typed.training["ranks"] == 2
    assert losses(runs.typed) == pytest.approx(losses(runs.alone), rel=1e-3)
    assert runs.typed.training["tokens"] == runs.alone.training["tokens"]


def test_their_model_is_whole_and_answers(runs: Runs) -> None:
    model = AutoModelForCausalLM.from_pretrained(runs.typed.output)
    tokenizer = AutoTokenizer.from_pretrained(runs.typed.output)
    tokens = tokenizer("发热三天。 Fever.", return_tensors="pt")["input_ids"]
    with torch.no_grad():
        assert math.isfinite(model(input_ids=tokens, labels=tokens).loss)
    alone = load_file(runs.alone.output / "model.safetensors")
    typed = load_file(runs.typed.output / "model.safetensors")
    for name, weights in alone.items():
        assert torch.allclose(typed[name], weights, atol=5e-3), name


def test_killed_and_resumed_they_end_alike(runs: Runs) -> None:
    assert (runs.killed.code, runs.resumed.code) == (-signal.SIGKILL, 0), runs.resumed.log[-3000:]
    assert losses(runs.resumed)[-1] == pytest.approx(losses(runs.typed)[-1], abs=1e-6)
    assert checkpoints.whole(runs.resumed.output)[0].name == "checkpoint-2"


def test_one_rank_goes_on_where_two_stopped(runs: Runs) -> None:
    assert runs.on_one.code == 0, runs.on_one.log[-3000:]
    assert (runs.on_one.output / "checkpoint-2" / "latest_universal").is_file()
    assert runs.on_one.training["ranks"] == 1
    assert losses(runs.on_one) == pytest.approx(losses(runs.typed), rel=1e-3)
    assert runs.on_one.training["tokens"] == runs.typed.training["tokens"]


def test_what_deepspeed_cannot_make_over_is_refused_with_both_numbers(
    runs: Runs, tmp_path: Path
) -> None:
    shutil.copytree(runs.killed.output / "checkpoint-2", tmp_path / "checkpoint-2")
    for shard in (tmp_path / "checkpoint-2").glob("global_step*/*optim_states.pt"):
        shard.unlink()
    with pytest.raises(checkpoints.CannotResume, match="of 2 ranks, this run has 3"):
        checkpoints.make_universal(tmp_path / "checkpoint-2", ranks=3)
