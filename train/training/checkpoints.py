"""Checkpoints that can be trusted, and the run that goes on from one.

The trainer writes `checkpoint-N/` file by file; `medloop.json` comes last, once everything else is
on the disk. A folder without it is half a checkpoint and is removed. `medloop.json` says what run
the checkpoint is of, so that another recipe or other data are refused instead of mixed in.
"""
# pyright: reportMissingImports=false

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch.distributed as dist
import typer
from safetensors import SafetensorError
from transformers import TrainerCallback

from train import rows
from train.errors import CannotResume, DiskFull
from train.training.identity import Run, refuse_another

SEAL = "medloop.json"
UNIVERSAL = "universal"
TORCH_FILE = "inline_container.cc"  # where torch fails when a write of its own fell short
# What a checkpoint holds besides the model, all files of the top folder.
_STATE = (
    SEAL, "latest", "optimizer", "rng_state", "scaler", "scheduler", "trainer_state",
    "training_args", "zero_to_",
)  # fmt: skip
_STEP = re.compile(r"checkpoint-(\d+)")


def whole(folder: Path) -> list[Path]:
    """The checkpoints that have their seal, oldest first."""
    found = [path for path in folder.glob("checkpoint-*") if (path / SEAL).is_file()]
    return sorted(found, key=_step)


def _step(checkpoint: Path) -> int:
    match = _STEP.fullmatch(checkpoint.name)
    return int(match[1]) if match else -1


def remove_half(folder: Path) -> list[str]:
    """Removes what a killed run left half-written; says which."""
    half = [p for p in folder.glob("checkpoint-*") if _step(p) >= 0 and not (p / SEAL).is_file()]
    for path in half:
        shutil.rmtree(path, ignore_errors=True)  # another rank may still write into it
    return sorted(path.name for path in half)


def newest(folder: Path, run: Run) -> Path | None:
    """The newest whole checkpoint, if it is of this run. Raises CannotResume if of another."""
    found = whole(folder)
    if not found:
        return None
    refuse_another(found[-1], read_seal(found[-1]), run)
    return found[-1]


def read_seal(checkpoint: Path) -> dict[str, Any]:
    return json.loads((checkpoint / SEAL).read_text(encoding="utf-8"))


def is_split_otherwise(checkpoint: Path, run: Run) -> bool:
    """Whether DeepSpeed split the optimizer's state over another number of ranks."""
    return run.zero > 0 and read_seal(checkpoint)["ranks"] != run.ranks


def make_universal(checkpoint: Path, ranks: int) -> None:
    """Adds to a checkpoint what DeepSpeed loads on any number of ranks: as much room again.

    Raises CannotResume naming both numbers where DeepSpeed cannot.
    """
    tag = (checkpoint / "latest").read_text().strip()
    if (checkpoint / "latest_universal").is_file():
        return
    shutil.rmtree(checkpoint / UNIVERSAL, ignore_errors=True)
    folders = ["--input_folder", str(checkpoint / tag), "--output_folder"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "deepspeed.checkpoint.ds_to_universal",
            *folders,
            checkpoint / UNIVERSAL,
        ],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CannotResume(
            f"{checkpoint} is of {read_seal(checkpoint)['ranks']} ranks, this run has {ranks}, and "
            f"DeepSpeed cannot make it over: {done.stderr.strip().splitlines()[-1:]}"
        )
    with rows.whole(checkpoint / "latest_universal") as file:
        file.write(UNIVERSAL.encode())


def keep_model(checkpoint: Path, output: Path) -> None:
    """Copies a checkpoint's weights, tokenizer and configuration: the run's result."""
    for path in sorted(checkpoint.iterdir()):
        if path.is_file() and not path.name.startswith(_STATE):
            shutil.copyfile(path, output / path.name)


class Checkpoints(TrainerCallback):
    """Seals each checkpoint once all ranks have written theirs, then removes the oldest."""

    def __init__(self, run: Run, keep: int | None) -> None:
        self.run = run
        self.keep = keep
        self.trainer: Any = None  # set once it is built: it counts the tokens seen

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        # A resumed run cannot know the losses since the last log, so no log spans a checkpoint.
        if control.should_save or control.should_evaluate:
            control.should_log = True

    def on_epoch_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self.on_step_end(args, state, control)

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if dist.is_initialized():
            dist.barrier()
        if not state.is_world_process_zero:
            return
        folder = Path(args.output_dir)
        checkpoint = folder / f"checkpoint-{state.global_step}"
        _on_disk(checkpoint)
        seal = {
            "step": state.global_step,
            "tokens": self.trainer._total_train_tokens,
            "seed": args.seed,
            **asdict(self.run),
        }
        with rows.whole(checkpoint / SEAL) as file:
            file.write(json.dumps(seal, ensure_ascii=False, indent=1, default=str).encode())
        self._remove_oldest(folder, state.best_model_checkpoint)
        typer.echo(f"{checkpoint.name} is whole")

    def _remove_oldest(self, folder: Path, best: str | None) -> None:
        if not self.keep:
            return
        kept = {path.name for path in whole(folder)[-self.keep :]}
        for path in whole(folder):
            if path.name not in kept and path.name != Path(best or "").name:
                (path / SEAL).unlink()  # from here on it is half a checkpoint
                shutil.rmtree(path)


def _on_disk(folder: Path) -> None:
    """Waits until every file under a folder would survive a power cut."""
    for path in [folder, *folder.rglob("*")]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """Turns a full disk into DiskFull, and removes the checkpoint that it cut short."""
    try:
        yield
    except (OSError, RuntimeError, SafetensorError) as error:
        if not _is_full(error):
            raise
        remove_half(folder)
        last = [path.name for path in whole(folder)][-1:]
        raise DiskFull(
            f"no room under {folder}; the last whole checkpoint is {last[0] if last else 'none'}: "
            "free some and run the same command with --resume_from_checkpoint true"
        ) from error


def _is_full(error: Exception) -> bool:
    """torch and safetensors have no class of their own for it; torch does not even say why."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return any(sign in str(error) for sign in ("No space left", "PytorchStreamWriter", TORCH_FILE))
