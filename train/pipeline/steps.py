"""Curation steps by name: found, checked and built before any row is read.

A step is `train/curate/<name>.py`; a name with a dot is a module of one's own. Its
`make(**settings)` gives an object that has one of

- filter  `judge(row) -> (keep, reason)`
- change  `change(row) -> row`, or raises `train.curate.Drop(reason)`
- score   `score(rows) -> rows`, `batch` rows at once, and `scorer`, who scored
- select  `select(rows) -> (key, reason) of each row to drop`; `rows()` reads all rows anew

The first three see one row or one batch, so they run shard by shard; a select sees everything. If
its make() takes `work`, it is given a folder for what must not be asked for twice, such as a model
server's answers: it outlasts a kill and a change of settings or code until the run has succeeded.
"""

import hashlib
import importlib
import inspect
import json
import pkgutil
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import train.curate
from train.errors import RecipeError
from train.recipe import nearest

SHAPES = {"judge": "filter", "change": "change", "score": "score", "select": "select"}
OURS = "work"  # no setting of a recipe: the pipeline gives it


@dataclass(frozen=True)
class Step:
    """`settings` has the data's folder filled in, `declared` is what the recipe says."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)


def build(step: Step, work: Path | None = None) -> Any:
    """The step's object. RecipeError names step and key."""
    make = _module(step.name).make
    _check_keys(step.name, make, step.settings)
    try:
        made = make(**step.settings | _given(make, work))
    except (TypeError, ValueError) as error:
        raise RecipeError(f"step {step.name!r}: {error}") from error
    shape_of(step.name, made)
    return made


def _given(make: Any, work: Path | None) -> dict[str, Path]:
    takes = OURS in inspect.signature(make).parameters
    return {OURS: work} if work and takes else {}


def code_of(step: Step) -> str:
    """The hash of its module's source, which need not be ours."""
    return hashlib.sha256(inspect.getsource(_module(step.name)).encode()).hexdigest()


def build_once(step: Step) -> Any:
    """One object a process, for steps that see shard after shard."""
    return _built(step.name, json.dumps(step.settings))


@lru_cache(maxsize=64)
def _built(name: str, settings: str) -> Any:
    return build(Step(name, json.loads(settings)))


def shape_of(name: str, made: Any) -> str:
    """filter, change, score or select."""
    shapes = [shape for method, shape in SHAPES.items() if callable(getattr(made, method, None))]
    if len(shapes) != 1:
        raise RecipeError(f"step {name!r} has {shapes or 'none'} of {list(SHAPES)}: give it one")
    return shapes[0]


def _module(name: str) -> ModuleType:
    known = sorted(module.name for module in pkgutil.iter_modules(train.curate.__path__))
    if "." not in name and name not in known:
        raise RecipeError(f"step {name!r} is unknown{nearest(name, known)}")
    full = name if "." in name else f"train.curate.{name}"
    try:
        module = importlib.import_module(full)
    except ModuleNotFoundError as error:
        raise RecipeError(f"step {name!r} needs the module {error.name!r}: install it") from error
    if not hasattr(module, "make"):
        raise RecipeError(f"step {name!r}: {full} has no make(), so it is no step")
    return module


def _check_keys(name: str, make: Any, given: dict[str, Any]) -> None:
    parameters = inspect.signature(make).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [parameter.name for parameter in parameters if parameter.name != OURS]
    for key in given:
        if key not in known:
            raise RecipeError(f"step {name!r}, key {key!r} is unknown{nearest(key, known)}")
    for parameter in parameters:
        if parameter.default is parameter.empty and parameter.name not in given:
            raise RecipeError(f"step {name!r} needs the key {parameter.name!r}")
