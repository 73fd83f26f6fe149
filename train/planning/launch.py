"""How the ranks of a stage are started: alone, by torchrun, a hostfile, Slurm or Kubernetes.

Every way ends in the same `python -m train.stage …`; what differs is who starts the processes.
Slurm's script and Kubernetes' manifest are filled from the templates in `deploy/`.
"""

import os
import re
import shlex
import string
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from train.errors import RecipeError

ROOT = Path(__file__).parents[2]
CORES = 16  # a GPU's share of a host's, for loading rows and offloaded Adam
GO_ON = ["--resume_from_checkpoint", "true"]


@dataclass(frozen=True)
class Place:
    """`gpus` are ranks a host; on CPUs, ranks without GPUs."""

    kind: Literal["here", "hosts", "slurm", "kubernetes"]
    nodes: int
    gpus: int
    cpu: bool = False
    hostfile: Path | None = None

    @property
    def ranks(self) -> int:
        return self.nodes * self.gpus


class _Filled(string.Template):
    """@name stands for a value; the shell's $ stays as it is."""

    delimiter = "@"


def read_hostfile(path: Path) -> tuple[int, int]:
    """Hosts and slots a host of DeepSpeed's `name slots=8` lines. RecipeError names the line."""
    if not path.is_file():
        raise RecipeError(f"hostfile {path} is not there")
    slots: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        match = re.fullmatch(r"(\S+)\s+slots=([1-9]\d*)", text)
        if text and not match:
            raise RecipeError(f"{path}, line {number} is not `host slots=8`: {text!r}")
        if match and match[1] in slots:
            raise RecipeError(f"{path}, line {number}: host {match[1]} is there already")
        if match:
            slots[match[1]] = int(match[2])
    if len(set(slots.values())) != 1:
        raise RecipeError(f"{path}: hosts have {slots or 'no'} slots, all need the same number")
    return len(slots), next(iter(slots.values()))


def environment(place: Place) -> dict[str, str]:
    """What every rank's environment says besides. On this machine what is set already stays."""
    cores = max(1, (os.cpu_count() or 1) // place.gpus) if place.cpu else CORES
    said = {
        "OMP_NUM_THREADS": str(cores),
        "TOKENIZERS_PARALLELISM": "false",  # ranks fork after tokenizers have started threads
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
    }
    if place.cpu:
        return {**said, "DS_ACCELERATOR": "cpu"}
    return {**said, "PYTORCH_ALLOC_CONF": "expandable_segments:True"}


def command(place: Place, stage: list[str]) -> list[str]:
    """The command to run on this machine. `stage` is `sft --config …`, for `train.stage`."""
    python = [sys.executable, "-m"]
    if place.kind == "hosts":
        hosts = ["--hostfile", str(place.hostfile), "--no_local_rank", "--module"]
        return [*python, "deepspeed.launcher.runner", *hosts, "train.stage", *stage]
    if place.kind == "slurm":
        return ["sbatch"]
    if place.kind == "kubernetes":
        return ["kubectl", "apply", "-f", "-"]
    if place.nodes > 1:
        raise RecipeError(f"{place.nodes} hosts need --hostfile FILE, --slurm or --kubernetes")
    if place.ranks == 1:
        return [*python, "train.stage", *stage]
    torchrun = ["torch.distributed.run", "--standalone", f"--nproc-per-node={place.gpus}", "-m"]
    return [*python, *torchrun, "train.stage", *stage]


def sbatch(place: Place, stage: list[str], name: str, output: Path) -> str:
    """A script for Slurm, which goes on from the last whole checkpoint when it is requeued."""
    given = {
        "name": name,
        "nodes": place.nodes,
        "gpus": place.gpus,
        "cores": place.gpus * CORES,
        "output": output,
        "folder": shlex.quote(str(Path.cwd())),
        "environment": "\n".join(f"export {k}={v}" for k, v in environment(place).items()),
        "python": shlex.quote(sys.executable),
        "stage": shlex.join(stage),
        "go_on": shlex.join(GO_ON),
    }
    return _template("train.sbatch").substitute(given)


def manifest(place: Place, stage: list[str], name: str, image: str, claim: str) -> str:
    """A Kubernetes Job, a pod a host; a pod that is lost goes on from the last whole checkpoint."""
    said = environment(place).items()
    given = {
        "name": name,
        "nodes": place.nodes,
        "gpus": place.gpus,
        "image": _quoted(image),
        "claim": _quoted(claim),
        "environment": "".join(
            f"\n            - {{name: {k}, value: {_quoted(v)}}}" for k, v in said
        ),
        "stage": "".join(f"\n            - {_quoted(part)}" for part in [*stage, *GO_ON]),
    }
    return _template("train-job.yaml").substitute(given)


def _template(name: str) -> _Filled:
    return _Filled((ROOT / "deploy" / name).read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """YAML's single quotes know no escapes but their own doubling."""
    return "'" + text.replace("'", "''") + "'"
