"""One stage of training, as every rank runs it: started alone, by torchrun, deepspeed or srun.

    python -m train.stage sft|dpo --config RECIPE.yaml [--any_trl_key value …]

Reads TRL's YAML and our `.data.yaml` beside it, trains TRL's SFTTrainer (continued pre-training is
SFT on rows with a `text`) or DPOTrainer on `dataset_name`, a folder that `train.data` made, and
leaves the model, `training.json`, `history.jsonl` and `curves.svg` in `output_dir`. With
`--resume_from_checkpoint true` it goes on from the newest whole checkpoint there, if there is one.
All ranks see the same `output_dir`. `train.run` starts the ranks and works out their batches.
"""
# pyright: reportMissingImports=false

import os
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from accelerate import PartialState
from accelerate.utils import broadcast_object_list
from trl.scripts import dpo as trl_dpo
from trl.scripts import sft as trl_sft

from train.errors import CannotResume, DiskFull, RecipeError, TrainError
from train.planning import trl_keys
from train.recipe import StageRecipe, read_stage
from train.training import checkpoints, feed, identity, results
from train.training.evaluation import per_source
from train.training.identity import Run
from train.training.trainers import build

CACHE = "rows-cache"  # under output_dir: rows as tables, removed at the end

Value = TypeVar("Value")


class Method(StrEnum):
    sft = "sft"
    dpo = "dpo"


def train(method: str, config: Path, overrides: list[str]) -> None:
    """Runs the stage. Raises TrainError, on every rank, for what it cannot be meant to do."""
    recipe = read_stage(config)
    if recipe.method != method:
        raise RecipeError(f"{config} is a recipe for `{recipe.method}`, not for `{method}`")
    settings = trl_keys.checked(recipe, overrides)
    script, args, model = _arguments(recipe, overrides, settings)
    _check_batch(recipe, args)
    output = Path(args.output_dir)
    run = on_first_rank(lambda: _this_run(recipe, settings, args))
    start, done = on_first_rank(lambda: _start(output, run, args.resume_from_checkpoint))
    if done:
        return
    with checkpoints.room(output):
        if start and checkpoints.is_split_otherwise(start, run):
            on_first_rank(lambda: checkpoints.make_universal(start, run.ranks))
            args.hf_deepspeed_config.config["checkpoint"] = {"load_universal": True}
        args.eval_on_start &= start is None  # it is in the log already
        trainer = _trainer(recipe, args, model, run, Path(script.dataset_name))
        before = checkpoints.read_seal(start)["tokens"] if start else 0
        trainer._total_train_tokens = before  # TRL would count from 0 again
        result = trainer.train(resume_from_checkpoint=str(start) if start else None)
        speed = (trainer._total_train_tokens - before) / result.metrics["train_runtime"]
        _leave(trainer, recipe, run, Path(script.dataset_name), speed)
    trainer.end()


def _leave(trainer: Any, recipe: StageRecipe, run: Run, data: Path, speed: float) -> None:
    """The model, then what there is to say of it."""
    output, state = Path(trainer.args.output_dir), trainer.state
    best = state.best_model_checkpoint if trainer.args.load_best_model_at_end else None
    if not best:
        trainer.save_model(str(output))
    if not trainer.is_world_process_zero():
        return
    if best:
        checkpoints.keep_model(Path(best), output)
    results.write(output, recipe, run, trainer, data=data, speed=speed)
    shutil.rmtree(output / CACHE)


def _arguments(recipe: StageRecipe, overrides: list[str], settings: dict[str, Any]) -> Any:
    """TRL's script, trainer and model arguments. Joins the other ranks, if there are any."""
    for key in ("datasets", "dataset_streaming"):
        if settings.get(key):
            raise RecipeError(f"{recipe.path}, key {key!r}: rows come from `dataset_name` alone")
    _name_the_rank(bool(settings["deepspeed"]))
    parser = (trl_dpo if recipe.method == "dpo" else trl_sft).make_parser()
    try:
        script, args, model, _ = parser.parse_args_and_config(
            ["--config", str(recipe.path), *overrides], fail_with_unknown_args=True
        )
    except ValueError as error:
        raise RecipeError(f"{recipe.path}: {error}") from error
    if args.deepspeed:
        import deepspeed

        # Or zero.Init, called while the model is loaded, believes that this rank is alone.
        deepspeed.init_distributed()
    return script, args, model


def _name_the_rank(deepspeed: bool) -> None:
    """What torchrun sets, for a rank that srun started, and for one alone under DeepSpeed."""
    if "RANK" in os.environ:
        return
    if "SLURM_PROCID" in os.environ and "MASTER_ADDR" in os.environ:
        slurm = {"RANK": "PROCID", "LOCAL_RANK": "LOCALID", "WORLD_SIZE": "NTASKS"}
        os.environ |= {name: os.environ[f"SLURM_{theirs}"] for name, theirs in slurm.items()}
        os.environ.setdefault("MASTER_PORT", "29500")
    elif deepspeed:
        os.environ |= {"RANK": "0", "LOCAL_RANK": "0", "WORLD_SIZE": "1"}
        os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "0"}


def _check_batch(recipe: StageRecipe, args: Any) -> None:
    ranks, each, times = (
        args.world_size,
        args.per_device_train_batch_size,
        args.gradient_accumulation_steps,
    )
    if ranks * each * times != recipe.data.train.global_batch:
        raise RecipeError(
            f"{ranks} ranks x {each} rows x {times} accumulated = {ranks * each * times}, but the "
            f"recipe's global batch is {recipe.data.train.global_batch}: start it with `train.run`"
        )


def on_first_rank(work: Callable[[], Value]) -> Value:
    """Does it on one rank; its value, or its TrainError, reaches all."""
    state = PartialState()
    told: list[Any] = [None, None]
    if state.is_main_process:
        try:
            told = [work(), None]
        except TrainError as error:
            told = [None, error]
    if state.num_processes > 1:
        broadcast_object_list(told)
    if told[1]:
        raise told[1]
    return told[0]


def _this_run(recipe: StageRecipe, settings: dict[str, Any], args: Any) -> Run:
    plugin = args.deepspeed_plugin
    zero = plugin.zero_stage if plugin else 0
    return identity.of(recipe, settings, ranks=args.world_size, zero=zero)


def _start(output: Path, run: Run, resume: str | None) -> tuple[Path | None, bool]:
    """The checkpoint to go on from, and whether all is done already."""
    if resume is None:
        if (output / results.FILE).is_file() or checkpoints.whole(output):
            raise CannotResume(
                f"{output} holds an earlier run: go on with it by --resume_from_checkpoint true, "
                "or train into another folder"
            )
        checkpoints.remove_half(output)
        return None, False
    for name in checkpoints.remove_half(output):
        typer.echo(f"{name} was half-written: removed")
    start = checkpoints.newest(output, run)
    if resume.lower() != "true" and Path(resume) != start:
        raise CannotResume(f"{resume} is not the newest whole checkpoint ({start}): give `true`")
    if results.finished(output, run):
        typer.echo(f"{output} is trained already: nothing to do")
        return start, True
    typer.echo(f"going on from {start.name}" if start else "no whole checkpoint: from the start")
    return start, False


def _trainer(recipe: StageRecipe, args: Any, model: Any, run: Run, data: Path) -> Any:
    cache = Path(args.output_dir) / CACHE
    evaluated = args.eval_strategy != "no"
    paths = [data / name for name in feed.FILES[: 2 if evaluated else 1]]
    on_first_rank(lambda: [_look_at(path, recipe, args, model, cache) for path in paths])
    train_rows, *held_out = (feed.load(path, recipe.method, cache) for path in paths)
    return build(
        recipe, args, model, run, train_rows, per_source(held_out[0]) if evaluated else None
    )


def _look_at(path: Path, recipe: StageRecipe, args: Any, model: Any, cache: Path) -> None:
    """All of a file's rows, before the model is loaded."""
    dataset = feed.load(path, recipe.method, cache)
    if recipe.data.train.layout == "stock":
        feed.refuse_weights(path, dataset)
    if not recipe.data.train.drop_long_prompts:
        feed.refuse_long_prompts(path, dataset, feed.tokenizer(model, args), args.max_length)


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def main(context: typer.Context, method: Method, config: Annotated[Path, typer.Option()]) -> None:
    # The deepspeed launcher passes what the environment says already.
    overrides = [arg for arg in context.args if not arg.startswith("--local_rank")]
    try:
        train(method, config, overrides)
    except TrainError as error:
        if int(os.environ.get("RANK", 0)) == 0 or isinstance(error, DiskFull):
            typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error


if __name__ == "__main__":
    command()
