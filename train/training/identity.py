"""What a run is, and what makes another one of it: two runs with the same of it learn the same.

Every checkpoint and every finished stage is sealed with its `Run`; whoever goes on, or plans to,
holds his own against it. Needs no torch, so that another recipe is refused before ranks start.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train import rows
from train.errors import CannotResume
from train.recipe import StageRecipe

# Where a run happens and how it is watched: two runs that differ in these learn the same.
FREE = {
    "config", "dataset_name", "ddp_backend", "ddp_timeout", "deepspeed", "dataset_num_proc",
    "disable_tqdm", "gradient_accumulation_steps", "log_level", "log_level_replica",
    "logging_dir", "output_dir", "per_device_eval_batch_size", "per_device_train_batch_size",
    "report_to", "resume_from_checkpoint", "run_name", "save_total_limit",
}  # fmt: skip
DATA = ("train.jsonl", "test.jsonl", "ledger.json")


@dataclass(frozen=True)
class Run:
    """What a run is: two runs with the same of it end with the same weights."""

    recipe_sha256: str  # for the record: a changed comment changes it, and nothing else
    settings: dict[str, Any]  # every setting of the recipe that changes what is learnt
    data: dict[str, str]  # file name: SHA-256
    ranks: int
    zero: int  # DeepSpeed's ZeRO stage, 0 without


def of(recipe: StageRecipe, settings: dict[str, Any], *, ranks: int, zero: int) -> Run:
    """`settings`: all of TRL's, with what the command line said (planning.trl_keys)."""
    files = [Path(settings["dataset_name"] or "") / name for name in DATA]
    ours = recipe.data.train
    model = Path(settings["model_name_or_path"])
    counted = {
        **{key: value for key, value in settings.items() if key not in FREE},
        "model_name_or_path": str(model.resolve() if model.is_dir() else model),
        "global_batch": ours.global_batch,
        "early_stopping_patience": ours.early_stopping_patience,
        "layout": ours.layout,
    }
    return Run(
        recipe_sha256=recipe.sha256,
        settings=json.loads(json.dumps(counted, default=str)),  # as a seal gives it back
        data={path.name: rows.sha256(path) for path in files if path.is_file()},
        ranks=ranks,
        zero=zero,
    )


def refuse_another(where: Path, seal: dict[str, Any], run: Run) -> None:
    """Raises CannotResume if what was sealed is of another run, saying what differs."""
    differs = difference(seal, run)
    if differs:
        raise CannotResume(
            f"{where} is of another run:\n- "
            + "\n- ".join(differs)
            + "\nput that back, or train into another folder"
        )


def difference(seal: dict[str, Any], run: Run) -> list[str]:
    """What differs between the run a checkpoint is of and another, a sentence each."""
    told = [
        f"data: {name} has other bytes ({_short(seal['data'], name)}, now {_short(run.data, name)})"
        for name in sorted(seal["data"].keys() | run.data.keys())
        if seal["data"].get(name) != run.data.get(name)
    ]
    told += [
        f"recipe: {key} was {seal['settings'].get(key)!r}, now {run.settings.get(key)!r}"
        for key in sorted(seal["settings"].keys() | run.settings.keys())
        if seal["settings"].get(key) != run.settings.get(key)
    ]
    if seal["zero"] != run.zero:
        told.append(f"ZeRO stage: was {seal['zero']}, now {run.zero}")
    return told


def _short(hashes: dict[str, str], name: str) -> str:
    return hashes.get(name, "absent")[:12]
