"""Where a model comes from: the stages behind it, and the folder that the first one started from.

Every stage leaves training.json beside its weights (train.stage): its recipe, the model it started
from, its data. Reading it from stage to stage leads back to a folder without one: the base.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from train import rows
from train.errors import ReleaseError
from train.releasing import folders
from train.releasing.manifest import weights_sha256

TRAINING = "training.json"
LEDGER = "ledger.json"


@dataclass(frozen=True)
class Stage:
    """What training.json says; `model` and `data` are folders."""

    folder: Path
    recipe: str
    recipe_sha256: str
    model: Path
    data: Path
    data_sha256: dict[str, str]


def of(trained: Path, base: Path | None, *, first_only: bool = False) -> tuple[list[Stage], Path]:
    """The stages, the last one first, and the base: `base`, or the first folder no stage wrote.

    Raises ReleaseError for another base than training started from; a copy of it is as good.
    """
    stages = [read(trained)]
    while not first_only and _trained(stages[-1].model, base):
        stages.append(read(stages[-1].model))
    start = base or stages[-1].model
    if not (start / "config.json").is_file():
        raise ReleaseError(f"the base {start} is no model folder: give --base DIR")
    below = stages[-1].model
    if base and below.is_dir() and weights_sha256(base) != weights_sha256(below):
        raise ReleaseError(
            f"training started from {below}, and {base} has other weights: give --base {below}"
        )
    return stages, start


def _trained(model: Path, base: Path | None) -> bool:
    """Whether there is a stage to read of a model that is not the base itself."""
    if base and model.resolve() == base.resolve():
        return False
    return (model / TRAINING).is_file()


def read(folder: Path) -> Stage:
    path = folder / TRAINING
    if not path.is_file():
        raise ReleaseError(f"{folder} has no {TRAINING}: name the folder a finished stage wrote")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Stage(
            folder=folder,
            recipe=told["recipe"],
            recipe_sha256=told["recipe_sha256"],
            model=Path(told["model"]),
            data=Path(told["data"]),
            data_sha256=told["data_sha256"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{path} is not what a stage writes ({error!r}): name the output of one"
        ) from error


def keep_ledger(stage: Stage, kept: Path) -> None:
    """Copies the ledger of a stage's data.

    Raises ReleaseError where the ledger is gone, or is no longer the one trained with.
    """
    ledger = stage.data / LEDGER
    if not ledger.is_file():
        raise ReleaseError(
            f"{ledger} is not there: put it back, as a release keeps that of every stage's data"
        )
    if rows.sha256(ledger) != stage.data_sha256.get(LEDGER):
        raise ReleaseError(
            f"{ledger} is not the one that {stage.folder} was trained with: put that back"
        )
    kept.parent.mkdir(exist_ok=True)
    folders.copy(ledger, kept)
