"""Real stages for tests: a few invented rows, a recipe, and processes that run it.

The processes are forked from one that has imported everything already, which takes 10 s; each is
as fresh as one that `python -m train.stage` starts, and may be killed as one.
"""
# pyright: reportMissingImports=false

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from train import rows
from train.training import results

Fault = Callable[[], None]  # done to a process before it runs the stage
SYMPTOMS = ["发热", "咳嗽", "头痛", "腹泻", "fever", "cough", "a headache", "a rash"]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["train.stage", "deepspeed"])

RECIPE = {
    "use_cpu": True,
    "bf16": False,
    "max_length": 128,
    "max_steps": 6,
    "per_device_train_batch_size": 4,
    "gradient_accumulation_steps": 2,
    "learning_rate": 1e-3,
    "logging_steps": 1,
    "eval_strategy": "steps",
    "eval_steps": 2,
    "save_strategy": "steps",
    "save_steps": 2,
    "load_best_model_at_end": True,
    "gradient_checkpointing": False,
    "disable_tqdm": True,
    # Without a chance that resuming has to restore, a test of it would show little.
    "model_init_kwargs": {"attention_dropout": 0.1},
}
KINDS: dict[str, dict[str, Any]] = {
    "cpt": {"packing": True, "packing_strategy": "bfd_split", "max_length": 64},
    "sft": {"assistant_only_loss": True},
    "dpo": {"beta": 0.1},
}


def dialogue(number: int) -> list[dict[str, str]]:
    symptom, days = SYMPTOMS[number % 8], number % 7 + 2
    if number % 8 < 4:
        asked, told = f"{symptom}{days}天了，怎么办？", f"多喝水，{symptom}再有{days}天就去医院。"
    else:
        asked = f"I have had {symptom} for {days} days."
        told = f"Drink water and see a doctor if {symptom} lasts {days} more days."
    return [{"role": "user", "content": asked}, {"role": "assistant", "content": told}]


def row(kind: str, number: int) -> rows.Row:
    asked, told = dialogue(number)
    lang = "zh" if number % 8 < 4 else "en"
    ours = {"id": str(number), "source": f"talks_{lang}", "lang": lang}
    if kind == "cpt":
        return {"text": (asked["content"] + told["content"]) * (1 + number % 3), **ours}
    if kind == "sft":
        return {"messages": [asked, told], **ours}
    worse = [{"role": "assistant", "content": "不知道。" if lang == "zh" else "No idea."}]
    return {"prompt": [asked], "chosen": [told], "rejected": worse, "weight": 1.0, **ours}


def prepare(
    folder: Path,
    tiny: Path,
    kind: str,
    *,
    settings: dict[str, Any] | None = None,
    train: dict[str, Any] | None = None,
    count: int = 40,
) -> Path:
    """Rows, and a recipe of the kind for them; its output goes to folder/out."""
    data = folder / "data"
    rows.write(data / "train.jsonl", (row(kind, n) for n in range(count)))
    rows.write(data / "test.jsonl", (row(kind, n) for n in range(count, count + 8)))
    places = {
        "model_name_or_path": str(tiny),
        "dataset_name": str(data),
        "output_dir": str(folder / "out"),
    }
    config = folder / f"{kind}.yaml"
    config.write_text(yaml.safe_dump(places | RECIPE | KINDS[kind] | (settings or {})))
    ours = {
        "stage": kind,
        "sources": [{"source": "messages", "path": "-", "name": "talks"}],
        "train": {"global_batch": 8, **(train or {})},
    }
    config.with_suffix(".data.yaml").write_text(yaml.safe_dump(ours))
    return config


@dataclass(frozen=True)
class Ran:
    code: int  # minus the signal that ended it
    output: Path
    log: str

    @property
    def training(self) -> dict[str, Any]:
        return results.read(self.output)

    @property
    def history(self) -> list[rows.Row]:
        return list(rows.read(self.output / "history.jsonl"))


def run(config: Path, *overrides: str, output: Path | None = None, fault: Fault | None = None):
    """Runs the stage in a process of its own."""
    return run_ranks(config, *overrides, ranks=1, output=output, fault=fault)


def run_ranks(
    config: Path,
    *overrides: str,
    ranks: int,
    output: Path | None = None,
    fault: Fault | None = None,
) -> Ran:
    """The same on several ranks, with what torchrun would put into their environments."""
    output = output or config.parent / "out"
    method = "dpo" if config.stem == "dpo" else "sft"
    arguments = [method, "--config", str(config), *overrides, "--output_dir", str(output)]
    log = output.with_suffix(".log")
    started = []
    for rank in range(ranks):
        world = _world(rank, ranks) if ranks > 1 else {}
        process = FORKS.Process(target=_stage, args=(arguments, log, world, fault))
        process.start()
        started.append(process)
    for process in started:
        process.join()
    return Ran(started[0].exitcode or 0, output, log.read_text(encoding="utf-8"))


PORTS: dict[int, int] = {}


def _world(rank: int, ranks: int) -> dict[str, str]:
    if rank == 0:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            PORTS[ranks] = free.getsockname()[1]
    return {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "WORLD_SIZE": str(ranks),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(PORTS[ranks]),
    }


def _stage(arguments: list[str], log: Path, world: dict[str, str], fault: Fault | None) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.environ |= world
    from train import stage

    if fault:
        fault()
    stage.command(args=arguments)


@dataclass(frozen=True)
class DiesAtStep:
    """kill -9 when so many steps are done and the next begins."""

    step: int

    def __call__(self) -> None:
        from transformers.trainer_callback import DefaultFlowCallback

        def die(callback: Any, args: Any, state: Any, control: Any, **_: Any) -> None:
            if state.global_step == self.step:
                os.kill(os.getpid(), signal.SIGKILL)

        DefaultFlowCallback.on_step_begin = die


@dataclass(frozen=True)
class FailsWhileSaving:
    """The optimizer's state of a checkpoint is half-written: then kill -9, or a full disk.

    The full disk is a fake: it raises what torch raised on a real one (a tmpfs of 5 MB).
    """

    step: int
    full: bool = False

    def __call__(self) -> None:
        import torch

        save = torch.save

        def fail(value: Any, path: Any, *args: Any, **named: Any) -> None:
            if not str(path).endswith(f"checkpoint-{self.step}/optimizer.pt"):
                return save(value, path, *args, **named)
            Path(path).write_bytes(b"half")
            if self.full:
                raise RuntimeError("[enforce fail at inline_container.cc:672] . unexpected pos")
            os.kill(os.getpid(), signal.SIGKILL)

        torch.save = fail
