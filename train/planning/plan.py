"""What a run will do, worked out and checked before anything starts.

Everything a GPU would find out late is found out here: keys and values that TRL does not know, a
batch that does not divide, rows or a model that are not there, a card or a disk too small.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train import rows
from train.errors import DataError, DiskFull, RecipeError
from train.planning import batch, memory
from train.planning.launch import GO_ON, ROOT, Place
from train.planning.shape import Shape, read_shape
from train.recipe import StageRecipe

NEEDS = {"cpt": ("text",), "sft": ("messages",), "dpo": ("prompt", "chosen", "rejected")}
TOKEN_BYTES = 4.3  # of UTF-8 a token, zh and en, with a 150k vocabulary: for estimates only


@dataclass(frozen=True)
class Plan:
    """`settings` are all of TRL's, with what the command line said."""

    recipe: StageRecipe
    settings: dict[str, Any]
    place: Place
    accumulation: int
    gib: float  # memory of a GPU
    resume: bool
    overrides: list[str]  # the user's own, for TRL

    @property
    def dataset(self) -> Path:
        return Path(self.settings["dataset_name"])

    @property
    def output(self) -> Path:
        return Path(self.settings["output_dir"])

    @property
    def model(self) -> str:
        return self.settings["model_name_or_path"]

    @property
    def global_batch(self) -> int:
        return self.recipe.data.train.global_batch

    @property
    def length(self) -> int:
        return self.settings["max_length"] or 0

    def zero(self) -> dict[str, Any]:
        """DeepSpeed's `zero_optimization`; empty without. RecipeError if its file is not there."""
        path = self.settings["deepspeed"]
        if not path:
            return {}
        file = deepspeed_file(path)
        try:
            return json.loads(file.read_text(encoding="utf-8"))["zero_optimization"]
        except (ValueError, KeyError) as error:
            raise RecipeError(f"{file} is not a ZeRO configuration: {error!r}") from error

    def stage(self) -> list[str]:
        """The arguments of `train.stage`."""
        paths = {
            "dataset_name": _absolute(self.dataset, self.place),
            "output_dir": _absolute(self.output, self.place),
            "model_name_or_path": self.model
            if not is_local(self.model)
            else _absolute(Path(self.model), self.place),
        }
        if self.settings["deepspeed"]:
            paths["deepspeed"] = _shipped(deepspeed_file(self.settings["deepspeed"]), self.place)
        said = {**paths, "gradient_accumulation_steps": self.accumulation}
        config = _shipped(self.recipe.path.resolve(), self.place)
        named = [part for key, value in said.items() for part in (f"--{key}", str(value))]
        go_on = GO_ON if self.resume else []
        return [self.recipe.method, "--config", config, *self.overrides, *named, *go_on]


def is_local(model: str) -> bool:
    """A path like `./models/x` is a folder; `name/model` a hub's, unless `name` is a folder."""
    return (
        Path(model).is_dir()
        or model.startswith((".", "/"))
        or model.count("/") != 1
        or Path(model).parent.is_dir()
    )


def deepspeed_file(path: str) -> Path:
    """As named from here, or from the project's root."""
    for file in (Path(path), ROOT / path):
        if file.is_file():
            return file.resolve()
    raise RecipeError(f"key 'deepspeed': {path} is not there")


def _absolute(path: Path, place: Place) -> str:
    """A pod has other folders than this machine: what it is told stays as it was said."""
    return str(path) if place.kind == "kubernetes" else str(path.resolve())


def _shipped(path: Path, place: Place) -> str:
    if place.kind != "kubernetes":
        return str(path)
    if not path.is_relative_to(ROOT):
        raise RecipeError(f"{path} is not in the image: only files under {ROOT} are")
    return str(path.relative_to(ROOT))


def make(
    recipe: StageRecipe,
    settings: dict[str, Any],
    place: Place,
    gib: float,
    resume: bool,
    overrides: list[str],
) -> Plan:
    """Raises RecipeError for a batch that does not divide, or a setting that is needed."""
    for key in ("dataset_name", "output_dir", "model_name_or_path"):
        if not settings[key]:
            raise RecipeError(f"{recipe.path}, key {key!r} is missing")
    if settings["max_length"] is None:
        raise RecipeError(f"{recipe.path}, key 'max_length': a number of tokens is needed")
    per_device = settings["per_device_train_batch_size"]
    times = batch.accumulation(recipe.data.train.global_batch, per_device, place.ranks)
    plan = Plan(recipe, settings, place, times, gib, resume, overrides)
    plan.zero()
    return plan


def memory_run(plan: Plan) -> memory.Run:
    """What the settings mean for a GPU's memory."""
    settings, zero = plan.settings, plan.zero()
    targets = settings["lora_target_modules"] or []
    adapter = (settings["lora_r"], tuple(targets)) if settings["use_peft"] else None
    dpo = plan.recipe.method == "dpo"
    cached = plan.recipe.data.train.layout == "shared_prompt"  # the reference, as precomputed
    bf16 = not settings["fp16"] if settings["bf16"] is None else settings["bf16"]
    return memory.Run(
        ranks=plan.place.ranks,
        rows=settings["per_device_train_batch_size"],
        length=plan.length,
        pairs=dpo,
        zero=zero.get("stage", 0),
        offload_optimizer=_on_cpu(zero, "offload_optimizer"),
        offload_weights=_on_cpu(zero, "offload_param"),
        half_weights=settings["dtype"] in ("bfloat16", "float16") or bool(zero and bf16),
        mixed=bool(bf16 or settings["fp16"]),
        checkpointing=_either(settings, "activation_checkpointing", "gradient_checkpointing"),
        adapter=adapter,
        bits=4 if settings["load_in_4bit"] else 8 if settings["load_in_8bit"] else 16,
        reference=dpo and not (adapter or cached or settings["precompute_ref_log_probs"]),
        eager_attention=settings["attn_implementation"] == "eager",
    )


def _either(settings: dict[str, Any], name: str, old_name: str) -> bool:
    return settings[old_name] if settings[name] is None else settings[name]


def _on_cpu(zero: dict[str, Any], what: str) -> bool:
    return zero.get(what, {}).get("device", "none") != "none"


def shape_of(plan: Plan) -> Shape | None:
    return read_shape(Path(plan.model)) if is_local(plan.model) else None


def check(plan: Plan) -> None:
    """Raises TrainError for what would stop the run once it has started.

    A pod's folders are not this machine's: its rows, model and disk are left to the pod.
    """
    if plan.place.kind != "kubernetes":
        check_rows(plan.dataset / "train.jsonl", plan.recipe.data.stage)
        if plan.settings["eval_strategy"] != "no":
            check_rows(plan.dataset / "test.jsonl", plan.recipe.data.stage)
        check_model(plan.model)
    shape = shape_of(plan)
    if shape and not plan.place.cpu:
        memory.refuse(shape, memory_run(plan), plan.gib)
    if shape and plan.place.kind != "kubernetes":
        check_disk(plan, shape)


def check_rows(path: Path, stage: str) -> None:
    """Raises DataError for a file that is missing, empty, or whose first row has another shape."""
    if not path.is_file():
        raise DataError(f"{path} is not there: make it with `python -m train.data`, or give --data")
    first = next(rows.read(path), None)
    if first is None:
        raise DataError(f"{path} has no row: its ledger.json says what the filters dropped")
    missing = [field for field in NEEDS[stage] if field not in first]
    if missing:
        raise DataError(
            f"{path}, line 1 has no {missing[0]!r} but {sorted(first)}: a {stage} stage reads "
            f"{', '.join(NEEDS[stage])}"
        )


def check_model(model: str) -> None:
    """Raises DataError if a local model is not one."""
    folder = Path(model)
    if not is_local(model):
        return
    if not folder.is_dir():
        raise DataError(f"model {model} is not there: give --model FOLDER")
    if not (folder / "config.json").is_file():
        raise DataError(
            f"model {model} has no config.json: give --model a model's folder; an adapter is "
            "merged into one by `train.release --merge`"
        )


def check_disk(plan: Plan, shape: Shape) -> None:
    """Raises DiskFull if the output's disk has no room for the checkpoints and the model."""
    need = disk_bytes(plan, shape)
    there = next(
        path for path in [plan.output.resolve(), *plan.output.resolve().parents] if path.exists()
    )
    free = shutil.disk_usage(there).free
    if free < need:
        raise DiskFull(
            f"{plan.output}: checkpoints need about {_size(need)}, {_size(free)} are free: "
            "lower --save_total_limit, or give --output"
        )


def _size(bytes_: float) -> str:
    return f"{bytes_ / memory.GIB:,.1f} GiB" if bytes_ > memory.GIB else f"{bytes_ / 2**20:.1f} MiB"


def disk_bytes(plan: Plan, shape: Shape) -> float:
    """The model at the end, and at most one checkpoint more than are kept."""
    settings, run = plan.settings, memory_run(plan)
    trained = (
        shape.parameters()
        if not run.adapter
        else shape.adapter(run.adapter[0], list(run.adapter[1]))
    )
    weights = trained * (2 if run.half_weights and not run.adapter else 4)
    if settings["save_strategy"] == "no":
        return weights
    states = 0 if settings["save_only_model"] else 12 * trained
    kept = settings["save_total_limit"] or max(
        1, steps(plan) // int(max(1, settings["save_steps"]))
    )
    return weights + (kept + 1) * (weights + states)


def steps(plan: Plan) -> int:
    """Optimizer steps, estimated from the rows' bytes where rows are packed; 0 where unknown."""
    if plan.settings["max_steps"] > 0:
        return plan.settings["max_steps"]
    path = plan.dataset / "train.jsonl"
    if not path.is_file():
        return 0
    if plan.settings.get("packing"):
        sequences = path.stat().st_size / TOKEN_BYTES / plan.length
    else:
        with path.open("rb") as lines:
            sequences = sum(1 for line in lines if line.strip())
    return max(1, round(plan.settings["num_train_epochs"] * sequences / plan.global_batch))


def told(plan: Plan) -> str:
    """The plan for people."""
    place, settings = plan.place, plan.settings
    per_device = settings["per_device_train_batch_size"]
    unit = ("CPU rank" if place.cpu else "GPU") + ("s" if place.ranks > 1 else "")
    tokens = plan.global_batch * plan.length * (2 if plan.recipe.method == "dpo" else 1)
    about = "about " if settings.get("packing") and settings["max_steps"] <= 0 else ""
    count = steps(plan)
    last = f"{about}{count:,}" if count else "unknown until the rows are there"
    return "\n".join(
        [
            f"recipe   {plan.recipe.path} ({plan.recipe.method}), {plan.recipe.sha256[:12]}",
            f"model    {plan.model}",
            f"rows     {plan.dataset}",
            f"output   {plan.output}",
            f"ranks    {place.nodes} x {place.gpus} = {place.ranks} {unit}",
            f"batch    {per_device} a rank x {place.ranks} ranks x {plan.accumulation} accumulated "
            f"= {plan.global_batch}",
            f"step     at most {tokens:,} tokens; steps: {last}",
            _memory_told(plan),
        ]
    )


def _memory_told(plan: Plan) -> str:
    shape = shape_of(plan)
    if plan.place.cpu:
        return "memory   the main memory's: no card to fit"
    if not shape:
        return f"memory   not estimated: {plan.model} has no config.json of a Llama-like model"
    table = memory.table(shape, memory_run(plan), plan.gib, plan.place.nodes)
    return f"memory   {shape.parameters():,} parameters\n{table}"
