"""A stage's recipe: two YAML files that lie side by side, read and checked before anything starts.

- `sft.yaml`       what TRL reads, untouched: `trl sft --config sft.yaml` runs it
- `sft.data.yaml`  ours: sources, curation, pairs, and under `train:` what TRL has no word for;
                   of `sft_lora.yaml` and other variants as well

Keys are checked against what is known here; TRL's own keys are TRL's to check (planning/trl_keys),
a curation step's and the pairs' settings are theirs. `${DATA}` stands for the folder given by
`--data`; what is written in the file stays readable as `declared`, for ledgers.
"""

import difflib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from train.errors import RecipeError

FAMILIES = Path(__file__).parent / "recipes"
_MOST_LISTED = 50  # words
_VARIABLE = re.compile(r"\$\{(\w*)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """One data set: `train/sources/<source>.py` reads `path`; `name` is its rows' `source`."""

    source: str
    path: str
    name: str
    lang: Literal["zh", "en"] | None = None
    split: str | None = None  # only rows that say they are of it
    half: Literal["first", "second"] | None = None  # by the hash of a row's id
    limit: Annotated[int, Field(gt=0)] | None = None  # the first so many rows
    domain: Literal["general", "medical"] = "medical"


class TrainSettings(_Strict):
    """What a run needs and TRL's YAML cannot hold."""

    global_batch: Annotated[int, Field(gt=0)]  # sequences (pairs) a step, whatever the ranks
    early_stopping_patience: Annotated[int, Field(gt=0)] | None = None  # evaluations
    layout: Literal["stock", "shared_prompt"] = "stock"  # DPO's rows
    drop_long_prompts: bool = False  # else a prompt that fills max_length is refused
    gpus: Annotated[int, Field(gt=0)] = 1  # the recipe's own hardware: ranks, all hosts together
    gpu_memory_gib: Annotated[float, Field(gt=0)] = 40


class _Written(_Strict):
    """`<stage>.data.yaml` as it is written."""

    stage: Literal["cpt", "sft", "dpo"]
    seed: int = 42
    sources: Annotated[list[Source], Field(min_length=1)]
    curate: list[dict[str, dict[str, Any] | None]] = []
    held_out: Annotated[float, Field(ge=0, lt=1)] = 0.1
    pairs: dict[str, Any] | None = None
    train: TrainSettings


_OURS = {*_Written.model_fields, *TrainSettings.model_fields} - {"seed"}  # TRL has a seed too


@dataclass(frozen=True)
class DataRecipe:
    """`sources`, `curate` and `pairs` have `${DATA}` filled in; `declared` is the file as it is."""

    path: Path
    stage: Literal["cpt", "sft", "dpo"]
    seed: int
    sources: list[Source]
    curate: list[tuple[str, dict[str, Any]]]
    held_out: float
    pairs: dict[str, Any] | None
    train: TrainSettings
    declared: dict[str, Any]
    sha256: str  # of the file's bytes


@dataclass(frozen=True)
class StageRecipe:
    """`settings` is TRL's YAML; `method` the TRL command that runs it."""

    path: Path
    name: str  # the file's: cpt1, sft, …
    method: Literal["sft", "dpo"]
    settings: dict[str, Any]
    data: DataRecipe
    sha256: str  # of both files' bytes, TRL's first

    @property
    def full_name(self) -> str:
        """`family/name`, as it is asked for."""
        return f"{self.path.resolve().parent.name}/{self.name}"


def folder(family: str) -> Path:
    """A family of recipes by its name, or by its folder."""
    for path in (Path(family), FAMILIES / family):
        if path.is_dir():
            return path
    known = sorted(path.name for path in FAMILIES.iterdir() if path.is_dir())
    raise RecipeError(
        f"{family!r} is neither a folder nor a family of recipes{nearest(family, known)}"
    )


def read_data(path: Path, data: Path | None) -> DataRecipe:
    """Raises RecipeError naming file and key; also if `${DATA}` is used and `data` is None."""
    return _data_recipe(path, lambda value: _filled(value, path, data))


def read_stage(path: Path) -> StageRecipe:
    """TRL's YAML and the `.data.yaml` beside it, whose `${DATA}` stay as they are written."""
    if path.name.endswith(".data.yaml"):
        raise RecipeError(f"{path} is the data's half of a recipe: name the file beside it")
    settings = _mapping(path)
    if ours := sorted(settings.keys() & _OURS):
        raise RecipeError(f"{path}, key {ours[0]!r}: not one of TRL's, it belongs in .data.yaml")
    data = _data_recipe(_data_path(path), lambda value: value)
    both = hashlib.sha256(path.read_bytes() + data.path.read_bytes()).hexdigest()
    method = "dpo" if data.stage == "dpo" else "sft"
    return StageRecipe(path, path.stem, method, settings, data, both)


def _data_path(path: Path) -> Path:
    """A variant, `sft_lora.yaml`, has the rows of its stage, `sft.data.yaml`, unless its own."""
    own = path.with_name(f"{path.stem}.data.yaml")
    stage = path.with_name(f"{path.stem.partition('_')[0]}.data.yaml")
    return stage if stage.is_file() and not own.is_file() else own


def _data_recipe(path: Path, fill: Any) -> DataRecipe:
    declared = _mapping(path)
    try:
        written = _Written.model_validate(declared)
    except ValidationError as error:
        raise RecipeError(_why(path, error)) from error
    if written.stage != "dpo" and written.pairs is not None:
        raise RecipeError(f"{path}, key 'pairs': only a dpo recipe has pairs")
    return DataRecipe(
        path=path,
        stage=written.stage,
        seed=written.seed,
        sources=_named_apart(path, [Source(**fill(s.model_dump())) for s in written.sources]),
        curate=[_step(path, step, fill) for step in written.curate],
        held_out=written.held_out,
        pairs=fill(written.pairs),
        train=written.train,
        declared=declared,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _named_apart(path: Path, sources: list[Source]) -> list[Source]:
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise RecipeError(f"{path}, key 'sources': two are named {name!r}; ids would collide")
    return sources


def _step(path: Path, step: dict[str, Any], fill: Any) -> tuple[str, dict[str, Any]]:
    if len(step) != 1:
        raise RecipeError(f"{path}, key 'curate': a step is `- name: {{settings}}`, not {step}")
    [(name, settings)] = step.items()
    return name, fill(settings or {})


def _filled(value: Any, path: Path, data: Path | None) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, path, data) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, path, data) for inner in value]
    if not isinstance(value, str):
        return value
    for name in _VARIABLE.findall(value):
        if name != "DATA":
            raise RecipeError(f"{path}: ${{{name}}} in {value!r} is unknown, only ${{DATA}} is")
        if data is None:
            raise RecipeError(f"{path}: {value!r} needs the data's folder: give --data FOLDER")
    return value.replace("${DATA}", str(data))


class _NoTwins(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys and says nothing."""


def _no_twins(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.MarkedYAMLError(problem=f"key {key!r} twice", problem_mark=node.start_mark)
    return loader.construct_mapping(node, deep=True)


_NoTwins.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _no_twins)


def _mapping(path: Path) -> dict[str, Any]:
    if not path.is_file():
        near = sorted(str(p) for p in path.parent.glob("*.yaml"))
        raise RecipeError(f"{path} is not there{nearest(str(path), near)}")
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), _NoTwins)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path} is not YAML: {error}") from error
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise RecipeError(f"{path} is not a list of `key: value`")
    return value


def _why(path: Path, error: ValidationError) -> str:
    return "\n".join(_fault(path, fault) for fault in error.errors())


def _fault(path: Path, fault: Any) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{path}, key {where!r} is unknown{nearest(fault['loc'][-1], _keys_at(fault))}"
    return f"{path}, key {where!r}: {fault['msg']} (given: {fault['input']!r:.80})"


def _keys_at(fault: Any) -> list[str]:
    model = {"train": TrainSettings, "sources": Source}.get(fault["loc"][0], _Written)
    return list(model.model_fields)


def nearest(word: str, known: Sequence[str]) -> str:
    """How a refusal of an unknown word ends: with the known one that is likely meant, or with all
    of them where that is not too long to read."""
    if near := difflib.get_close_matches(word, known, 1):
        return f"; did you mean {near[0]!r}?"
    return f"; known: {', '.join(known) or 'none'}" if len(known) <= _MOST_LISTED else ""
