"""What a finished stage says of itself: `training.json`, written last of all, and its curves."""
# pyright: reportMissingImports=false

import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from train import rows
from train.errors import CannotResume
from train.recipe import StageRecipe
from train.training import curves
from train.training.identity import Run, refuse_another

FILE = "training.json"
SOFTWARE = ("torch", "transformers", "trl", "deepspeed", "peft", "accelerate", "datasets")


def read(output: Path) -> dict[str, Any]:
    return json.loads((output / FILE).read_text(encoding="utf-8"))


def finished(output: Path, run: Run) -> bool:
    """Whether the run has come to its end here. Raises CannotResume if another one has."""
    path = output / FILE
    if not path.is_file():
        return False
    try:
        sealed = read(output)["run"]
    except (ValueError, KeyError) as error:
        raise CannotResume(
            f"{path} is not what a stage writes: train into another folder"
        ) from error
    refuse_another(path, sealed, run)
    return True


def write(
    output: Path, recipe: StageRecipe, run: Run, trainer: Any, *, data: Path, speed: float
) -> None:
    """`speed`: tokens a second of this session, evaluation and saving included."""
    state = trainer.state
    curves.draw(output / curves.FILE, output / curves.PICTURE)
    history = list(rows.read(output / curves.FILE))
    told = {
        "stage": recipe.data.stage,
        "recipe": recipe.full_name,
        "recipe_sha256": run.recipe_sha256,
        "model": run.settings["model_name_or_path"],
        "data": str(data.resolve()),
        "data_sha256": run.data,
        "steps": state.global_step,
        "history": curves.FILE,
        "train_loss": curves.last(history, "loss"),
        "metrics": _held_out(history, state.best_global_step or state.global_step),
        "best_checkpoint": Path(state.best_model_checkpoint or "").name or None,
        "rows": getattr(trainer, "counted", None) or _all_rows(trainer),
        "tokens": curves.last(history, "num_tokens"),
        "tokens_per_second": round(speed, 1),
        "ranks": run.ranks,
        "software": {"python": platform.python_version()} | {n: version(n) for n in SOFTWARE},
        "run": asdict(run),
    }
    with rows.whole(output / FILE) as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())


def _held_out(history: list[rows.Row], step: int) -> dict[str, float]:
    """The evaluation of the weights that were kept."""
    found: dict[str, float] = {}
    for row in history:
        if row["step"] == step:
            found |= {key: row[key] for key in row if key.startswith("eval_")}
    return found


def _all_rows(trainer: Any) -> dict[str, dict[str, int]]:
    """For a trainer that refuses rows which do not fit, so that none is missing."""
    sets = {"train": trainer.train_dataset, **(trainer.eval_dataset or {})}
    return {name: {"rows": len(dataset), "dropped": 0} for name, dataset in sets.items()}
