"""Curates a stage's data: sources, steps, held-out rows, ledger and data card.

    .venv-train/bin/python -m train.data cpt1|cpt2|sft|dpo --recipe FAMILY_OR_FOLDER \\
        [--data DATA] --out OUT [--executor local --workers N]

reads `<stage>.data.yaml` of the recipe and writes OUT/train.jsonl and test.jsonl as TRL reads them,
ledger.json, card.md and its figures. Killed, the same command goes on where it was, to the same
bytes, whatever the number of workers.
"""

import errno
from pathlib import Path
from typing import Annotated

import typer

from train import recipe as recipes
from train.errors import RecipeError, TrainError
from train.pipeline.executor import Executor
from train.pipeline.run import Run

cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    stage: Annotated[str, typer.Argument(help="cpt1, cpt2, sft, dpo: <stage>.data.yaml")],
    recipe: Annotated[str, typer.Option(help="A family (aquila_med), or a folder of one's own.")],
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    data: Annotated[Path | None, typer.Option(help="What ${DATA} stands for.")] = None,
    executor: Annotated[str, typer.Option(help="inline, local, slurm or ray.")] = "inline",
    workers: Annotated[int, typer.Option(min=1, help="Tasks at once.")] = 1,
    cluster: Annotated[
        list[str] | None, typer.Option(help="KEY=VALUE for datatrove's Slurm or Ray executor.")
    ] = None,
    shard_rows: Annotated[
        int, typer.Option(min=1, help="Rows a shard: what a kill can cost.")
    ] = 1_000,
    keep_work: Annotated[bool, typer.Option(help="Keep OUT/work, to change a recipe.")] = False,
    anew: Annotated[bool, typer.Option(help="Replace what OUT has.")] = False,
) -> None:
    """Curate a stage's data into OUT."""
    try:
        run = Run(out, Executor(executor, workers, _pairs(cluster)), shard_rows, keep_work, anew)
        told = run.make(recipes.read_data(_path(recipe, stage), data))
    except TrainError as error:
        typer.echo(error, err=True)
        raise typer.Exit(error.code) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        told = "no room: free some and run the same command again" if full else error
        typer.echo(f"{out}: {told}", err=True)
        raise typer.Exit(TrainError.code) from error
    counts = ", ".join(f"{part} {wrote['rows']:,}" for part, wrote in told["written"].items())
    typer.echo(f"{out}: {counts} rows; see card.md")


def _path(family: str, stage: str) -> Path:
    folder = recipes.folder(family)
    path = folder / f"{stage}.data.yaml"
    if not path.exists():
        stages = sorted(file.name.removesuffix(".data.yaml") for file in folder.glob("*.data.yaml"))
        raise RecipeError(
            f"{folder} has no recipe of stage {stage!r}{recipes.nearest(stage, stages)}"
        )
    return path


def _pairs(given: list[str] | None) -> dict[str, int | str]:
    settings: dict[str, int | str] = {}
    for text in given or []:
        key, equals, value = text.partition("=")
        if not equals:
            raise RecipeError(f"--cluster {text}: write KEY=VALUE")
        settings[key] = int(value) if value.isdigit() else value
    return settings


if __name__ == "__main__":
    cli()
