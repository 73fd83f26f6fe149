"""When a checkpoint is whole, whose it is, and what happens when the disk is full."""
# pyright: reportMissingImports=false

import errno
import json
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from safetensors import SafetensorError

from train.errors import CannotResume, DiskFull
from train.training import checkpoints
from train.training.checkpoints import Checkpoints
from train.training.evaluation import exhausted, mean_over
from train.training.identity import Run

RUN = Run(
    recipe_sha256="a" * 64,
    settings={"learning_rate": 1e-4, "max_steps": 6},
    data={"train.jsonl": "b" * 64, "test.jsonl": "c" * 64},
    ranks=2,
    zero=3,
)


def checkpoint(folder: Path, step: int, *, whole: bool = True) -> Path:
    path = folder / f"checkpoint-{step}"
    path.mkdir(parents=True)
    (path / "model.safetensors").write_bytes(b"weights")
    if whole:
        (path / checkpoints.SEAL).write_text(json.dumps({"step": step, **asdict(RUN)}))
    return path


def save(folder: Path, step: int, keep: int | None, best: Path | None = None) -> None:
    """What the trainer's callback does once the trainer has written its files."""
    checkpoint(folder, step, whole=False)
    seals = Checkpoints(RUN, keep)
    seals.trainer = SimpleNamespace(_total_train_tokens=step * 100)
    seals.on_save(
        SimpleNamespace(output_dir=str(folder), seed=42),
        SimpleNamespace(
            is_world_process_zero=True,
            global_step=step,
            best_model_checkpoint=str(best) if best else None,
        ),
        None,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("checkpoint-*"))


def test_the_newest_is_the_one_of_the_highest_step(tmp_path: Path) -> None:
    for step in (9, 100, 20):
        checkpoint(tmp_path, step)
    assert checkpoints.newest(tmp_path, RUN) == tmp_path / "checkpoint-100"


def test_half_a_checkpoint_does_not_count_and_is_removed(tmp_path: Path) -> None:
    checkpoint(tmp_path, 2)
    checkpoint(tmp_path, 4, whole=False)
    (tmp_path / "checkpoint-of-mine").mkdir()
    assert checkpoints.newest(tmp_path, RUN) == tmp_path / "checkpoint-2"
    assert checkpoints.remove_half(tmp_path) == ["checkpoint-4"]
    assert names(tmp_path) == ["checkpoint-2", "checkpoint-of-mine"]


def test_nothing_to_go_on_from_is_no_fault(tmp_path: Path) -> None:
    assert checkpoints.newest(tmp_path / "new", RUN) is None


OTHERS = {
    "learning_rate was 0.0001, now 0.0002": {"settings": {"learning_rate": 2e-4, "max_steps": 6}},
    "max_steps was 6, now None": {"settings": {"learning_rate": 1e-4}},
    "train.jsonl has other bytes": {"data": {"train.jsonl": "d" * 64, "test.jsonl": "c" * 64}},
    "test.jsonl has other bytes .*now absent": {"data": {"train.jsonl": "b" * 64}},
    "ZeRO stage: was 3, now 2": {"zero": 2},
}


@pytest.mark.parametrize(("told", "other"), OTHERS.items())
def test_a_checkpoint_of_another_run_is_refused(
    told: str, other: dict[str, Any], tmp_path: Path
) -> None:
    checkpoint(tmp_path, 2)
    with pytest.raises(CannotResume, match=told):
        checkpoints.newest(tmp_path, replace(RUN, **other))


def test_the_same_run_may_have_another_comment_or_number_of_ranks(tmp_path: Path) -> None:
    path = checkpoint(tmp_path, 2)
    other = replace(RUN, recipe_sha256="e" * 64, ranks=8)
    assert checkpoints.newest(tmp_path, other) == path
    assert checkpoints.is_split_otherwise(path, other)
    assert not checkpoints.is_split_otherwise(path, RUN)
    assert not checkpoints.is_split_otherwise(path, replace(other, zero=0))


def test_a_seal_says_what_the_checkpoint_is_of(tmp_path: Path) -> None:
    save(tmp_path, 2, keep=None)
    seal = checkpoints.read_seal(tmp_path / "checkpoint-2")
    assert seal == {"step": 2, "tokens": 200, "seed": 42, **asdict(RUN)}


def test_the_newest_and_the_best_are_kept(tmp_path: Path) -> None:
    for step in (2, 4, 6, 8):
        save(tmp_path, step, keep=2, best=tmp_path / "checkpoint-2")
    assert names(tmp_path) == ["checkpoint-2", "checkpoint-6", "checkpoint-8"]


def test_the_model_of_a_checkpoint_is_kept_without_its_state(tmp_path: Path) -> None:
    path = checkpoint(tmp_path, 2)
    for name in ("config.json", "optimizer.pt", "rng_state_0.pth", "trainer_state.json", "latest"):
        (path / name).write_text("x")
    (path / "global_step2").mkdir()
    output = tmp_path / "out"
    output.mkdir()
    checkpoints.keep_model(path, output)
    assert sorted(p.name for p in output.iterdir()) == ["config.json", "model.safetensors"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        RuntimeError("[enforce fail at inline_container.cc:672] . unexpected pos 5952 vs 5844"),
        RuntimeError("PytorchStreamWriter failed writing file data/0: file write failed"),
        SafetensorError("I/O error: No space left on device (os error 28)"),
    ],
)
def test_a_full_disk_is_named_and_half_a_checkpoint_goes(error: Exception, tmp_path: Path) -> None:
    checkpoint(tmp_path, 2)
    checkpoint(tmp_path, 4, whole=False)
    with pytest.raises(DiskFull, match="checkpoint-2"), checkpoints.room(tmp_path):
        raise error
    assert names(tmp_path) == ["checkpoint-2"]


def test_other_faults_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="out of memory"), checkpoints.room(tmp_path):
        raise RuntimeError("CUDA out of memory")


def test_patience_counts_evaluations_since_the_best() -> None:
    log = [{"eval_loss": loss} for loss in (3.0, 2.0, 2.5, 2.0)]
    assert exhausted(log, 2)
    assert not exhausted([*log, {"eval_loss": 1.9}], 2)
    assert not exhausted(log[:3], 2)
    assert not exhausted(log, None)


def test_a_small_data_set_weighs_as_much_as_a_large_one() -> None:
    metrics = {"eval_a_loss": 1.0, "eval_b_loss": 3.0, "eval_a_rewards/accuracies": 1.0}
    assert mean_over(["a", "b"], metrics) == {"eval_loss": 2.0}
