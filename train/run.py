"""Plans a stage, checks it, and starts it where it is to run.

    python -m train.run RECIPE [--data FOLDER] [--model FOLDER] [--output FOLDER] [--dry-run]

RECIPE is `aquila_med/sft` or a path. One process, or all GPUs of a host by `--gpus N`; several
hosts by `--hostfile FILE`, `--slurm` or `--kubernetes --image IMAGE --claim CLAIM`. `--dry-run`
prints the plan, the estimated memory and what would be started. Any other option is TRL's, for
instance `--max_steps 100`. The global batch is the recipe's on any number of ranks.
"""

import importlib.util
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Annotated, Any

import typer

from train import recipe
from train.errors import CannotResume, RecipeError, TrainError
from train.planning import launch, plan
from train.planning.launch import Place
from train.recipe import StageRecipe

HOST = 8  # GPUs of a host, unless said
PACKAGES = {
    "flash_attn": lambda s: s["attn_implementation"] == "flash_attention_2",
    "liger_kernel": lambda s: s["use_liger_kernel"],
    "bitsandbytes": lambda s: s["load_in_4bit"] or s["load_in_8bit"],
    "deepspeed": lambda s: bool(s["deepspeed"]),
}
INSTALL = {"flash_attn": "pip install --no-build-isolation flash-attn"}  # else the extra
WITHOUT = {
    "flash_attn": "--attn_implementation sdpa",
    "liger_kernel": "--use_liger_kernel false",
    "bitsandbytes": "--load_in_4bit false",
    "deepspeed": "a recipe without `deepspeed:`",
}


def find(name: str) -> Path:
    """A recipe by its path, or by family and stage: `aquila_med/sft`. Raises RecipeError."""
    path = Path(name)
    if path.is_file():
        return path
    family, _, stage = name.removesuffix(".yaml").rpartition("/")
    if not family:
        raise RecipeError(f"{name!r} is neither a file nor family/stage, as in `aquila_med/sft`")
    return recipe.folder(family) / f"{stage}.yaml"


def where(
    ours: StageRecipe,
    settings: dict[str, Any],
    gpus: int | None,
    nodes: int | None,
    hostfile: Path | None,
    kind: str,
) -> Place:
    """The place asked for; where nothing is, the recipe's own hardware."""
    if hostfile:
        hosts, slots = launch.read_hostfile(hostfile)
        return Place("hosts", hosts, slots, bool(settings["use_cpu"]), hostfile)
    wanted = ours.data.train.gpus
    each = gpus or min(wanted, HOST)
    hosts = nodes or (1 if gpus else -(-wanted // each))
    return Place(kind, hosts, each, cpu=bool(settings["use_cpu"]))  # pyright: ignore


def check_machine(planned: plan.Plan) -> None:
    """Raises RecipeError if this machine lacks the GPUs or packages of a run on it."""
    settings, place = planned.settings, planned.place
    if not place.cpu:
        import torch  # pyright: ignore[reportMissingImports]

        there = torch.cuda.device_count()
        if place.kind == "here" and there < place.gpus:
            instead = f"--gpus {there}" if there else "--use_cpu true --bf16 false --dtype float32"
            raise RecipeError(
                f"{place.gpus} GPUs are asked for and {there} are here: give {instead}, "
                "or --hostfile, --slurm or --kubernetes"
            )
    for package, needed in PACKAGES.items():
        if needed(settings) and importlib.util.find_spec(package) is None:
            how = INSTALL.get(package, "pip install -e '.[gpu]'")
            raise RecipeError(
                f"the recipe needs the package {package}, which is not installed: {how}, or give "
                f"{WITHOUT[package]}"
            )


def check_output(planned: plan.Plan) -> None:
    """Raises CannotResume if the output holds a run that was not asked to go on, or another."""
    from train.training import checkpoints, identity, results

    folder = planned.output
    if not ((folder / results.FILE).is_file() or checkpoints.whole(folder)):
        return
    if not planned.resume:
        raise CannotResume(
            f"{folder} holds an earlier run: go on with it by --resume, or give another --output"
        )
    ours = identity.of(
        planned.recipe,
        planned.settings,
        ranks=planned.place.ranks,
        zero=planned.zero().get("stage", 0),
    )
    checkpoints.newest(folder, ours)
    results.finished(folder, ours)


def start(planned: plan.Plan, name: str, image: str, claim: str, dry: bool) -> int:
    """Starts the ranks and waits, or hands the job over. The exit status is the launcher's."""
    place, stage = planned.place, planned.stage()
    script = None
    if place.kind == "slurm":
        script = launch.sbatch(place, stage, name, planned.output.resolve())
    if place.kind == "kubernetes":
        script = launch.manifest(place, stage, name, image, claim)
    if dry and place.kind == "here" and place.nodes > 1:
        typer.echo(f"start    {place.nodes} hosts: by --hostfile FILE, --slurm or --kubernetes")
        return 0
    words = launch.command(place, stage)
    if dry:
        typer.echo(f"start    {shlex.join(words)}\n{script or ''}")
        return 0
    if place.kind == "slurm":
        planned.output.mkdir(parents=True, exist_ok=True)  # for the job's log
    environment = {**launch.environment(place), **os.environ}
    try:
        return subprocess.run(words, env=environment, input=script, text=True).returncode
    except FileNotFoundError as error:
        raise RecipeError(f"{words[0]} is not on this machine: run this where it is") from error


def run(
    name: str,
    overrides: list[str],
    *,
    gpus: int | None,
    nodes: int | None,
    hostfile: Path | None,
    kind: str,
    memory_gib: float | None,
    resume: bool,
    dry: bool,
    image: str,
    claim: str,
) -> int:
    ours = recipe.read_stage(find(name))
    from train.planning import trl_keys  # here, so that what needs no torch is refused at once

    _refuse_derived(overrides)
    settings = trl_keys.checked(ours, overrides)
    place = where(ours, settings, gpus, nodes, hostfile, kind)
    gib = memory_gib or ours.data.train.gpu_memory_gib
    planned = plan.make(ours, settings, place, gib, resume, overrides)
    typer.echo(plan.told(planned))
    plan.check(planned)
    if place.kind != "kubernetes":
        check_output(planned)
    if place.kind in ("here", "hosts") and not dry:
        check_machine(planned)
    job = re.sub(r"[^a-z0-9]+", "-", ours.full_name.lower())
    return start(planned, job, image, claim, dry)


def _refuse_derived(overrides: list[str]) -> None:
    """The steps of a batch follow from its size, the ranks and what each takes at once."""
    if any(word.startswith("--gradient_accumulation_steps") for word in overrides):
        raise RecipeError(
            "gradient_accumulation_steps is derived: change `train: {global_batch: …}` in the "
            "recipe's .data.yaml, or --per_device_train_batch_size"
        )


def _paths(data: Path | None, model: str | None, output: Path | None) -> list[str]:
    given = {"dataset_name": data, "model_name_or_path": model, "output_dir": output}
    return [part for key, value in given.items() if value for part in (f"--{key}", str(value))]


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def main(
    context: typer.Context,
    recipe_name: Annotated[str, typer.Argument(metavar="RECIPE")],
    data: Annotated[Path | None, typer.Option(help="The rows' folder, made by train.data")] = None,
    model: Annotated[str | None, typer.Option(help="The model to start from")] = None,
    output: Annotated[Path | None, typer.Option(help="Where checkpoints and model go")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print, check, start nothing")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what is there")] = False,
    gpus: Annotated[int | None, typer.Option(min=1, help="Ranks a host")] = None,
    nodes: Annotated[int | None, typer.Option(min=1, help="Hosts")] = None,
    hostfile: Annotated[Path | None, typer.Option(help="DeepSpeed's: `host slots=8`")] = None,
    slurm: Annotated[bool, typer.Option("--slurm", help="Submit by sbatch")] = False,
    kubernetes: Annotated[bool, typer.Option("--kubernetes", help="By kubectl apply")] = False,
    image: Annotated[str, typer.Option(help="Kubernetes: of deploy/train.Dockerfile")] = "",
    claim: Annotated[str, typer.Option(help="Kubernetes: the volume at /work")] = "",
    gpu_memory: Annotated[float | None, typer.Option(help="GiB of a GPU")] = None,
) -> None:
    """Plans a stage, checks it, and starts it. Other options are TRL's: --max_steps 100."""
    try:
        if sum((bool(hostfile), slurm, kubernetes)) > 1:
            raise RecipeError("--hostfile, --slurm and --kubernetes: one of them")
        if hostfile and (gpus or nodes):
            raise RecipeError("--hostfile says the hosts and GPUs itself: leave --gpus, --nodes")
        if kubernetes and not (image and claim):
            raise RecipeError("--kubernetes needs --image and --claim")
        kind = "slurm" if slurm else "kubernetes" if kubernetes else "here"
        status = run(
            recipe_name,
            [*context.args, *_paths(data, model, output)],
            gpus=gpus,
            nodes=nodes,
            hostfile=hostfile,
            kind=kind,
            memory_gib=gpu_memory,
            resume=resume,
            dry=dry_run,
            image=image,
            claim=claim,
        )
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error
    raise typer.Exit(status)


if __name__ == "__main__":
    command()
