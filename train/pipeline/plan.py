"""What a run is going to do, before it does it: steps found and checked, files hashed, and the
names under which each segment's rows are kept."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import train.pairs
import train.sources
from train import rows
from train.errors import DataError
from train.pipeline.steps import Step, build, shape_of
from train.recipe import DataRecipe, Source
from train.sources.reading import is_on_hub


@dataclass(frozen=True)
class Group:
    """Steps that run shard by shard, or one select."""

    selects: bool
    steps: list[Step]


@dataclass(frozen=True)
class Plan:
    """`told` is the frame of the ledger."""

    recipe: DataRecipe
    shard_rows: int
    told: dict[str, Any]
    groups: list[Group]


def make(recipe: DataRecipe, shard_rows: int) -> Plan:
    """Reads no row, but every file's bytes, to know them again."""
    steps = [
        Step(name, settings, declared[name] or {})
        for (name, settings), declared in zip(
            recipe.curate, recipe.declared.get("curate", []), strict=True
        )
    ]
    groups = _groups(steps)
    if recipe.pairs is not None:
        train.pairs.mix([], recipe.pairs, recipe.seed)  # refuses settings that cannot be meant
    pairs = recipe.declared.get("pairs") or {}
    told = {
        "recipe": recipe.sha256,
        "stage": recipe.stage,
        "seed": recipe.seed,
        "held_out": recipe.held_out,
        "shard_rows": shard_rows,
        "pairs": {"settings": pairs, "files": _files(pairs, recipe.pairs or {})},
        "sources": {
            source.name: _source(source, declared["path"])
            for source, declared in zip(recipe.sources, recipe.declared["sources"], strict=True)
        },
        "steps": [
            {
                "step": step.name,
                "settings": step.declared,
                "files": _files(step.declared, step.settings),
            }
            for step in steps
        ],
    }
    return Plan(recipe, shard_rows, told, groups)


def _groups(steps: list[Step]) -> list[Group]:
    groups: list[Group] = []
    shapes = [(shape_of(step.name, build(step)), step) for step in steps]
    for selects, found in groupby(shapes, lambda pair: pair[0] == "select"):
        group = [step for _, step in found]
        groups += [Group(True, [step]) for step in group] if selects else [Group(False, group)]
    return groups


def _source(source: Source, declared: str) -> dict[str, Any]:
    """What the recipe says of a source, and its bytes' hash; None where a hub has them."""
    path, hub = Path(source.path), getattr(train.sources.module(source.source), "HUB", None)
    if not path.exists() and not is_on_hub(source.path, hub):
        raise DataError(f"source {source.name!r}: {source.path} is not there")
    options = source.model_dump(exclude={"source", "path", "name"}, exclude_none=True)
    return {
        "source": source.source,
        "path": declared,
        "options": options,
        "sha256": digest_of(path) if path.exists() else None,
    }


def _files(declared: Any, filled: Any) -> dict[str, str]:
    """The hash of every file that settings name, by what the recipe calls it."""
    return {
        name: digest_of(Path(path))
        for name, path in _texts(declared, filled)
        if Path(path).is_file() or ("/" in path and Path(path).is_dir())
    }


def _texts(declared: Any, filled: Any) -> Iterator[tuple[str, str]]:
    if isinstance(filled, str) and len(filled) < 4096:
        yield declared, filled
    elif isinstance(filled, dict):
        for key in filled:
            yield from _texts(declared[key], filled[key])
    elif isinstance(filled, list):
        for before, after in zip(declared, filled, strict=True):
            yield from _texts(before, after)


def digest_of(path: Path) -> str:
    """Of a file's bytes, or of all names and bytes in a folder."""
    try:
        if path.is_file():
            return rows.sha256(path)
        inside = sorted(file for file in path.rglob("*") if file.is_file())
        named = [f"{file.relative_to(path).as_posix()} {rows.sha256(file)}" for file in inside]
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def name_of(title: str, *parts: Any) -> str:
    """A folder's name that covers everything its rows depend on, our own code among it."""
    known = json.dumps([_code(), title, *parts], sort_keys=True, default=str)
    return f"{title}-{hashlib.sha256(known.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _code() -> str:
    folder = Path(train.__file__).parent
    files = sorted(folder.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
