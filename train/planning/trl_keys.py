"""Holds a recipe's YAML against TRL's own parser, without starting anything.

Unlike `trl sft --config`, no trainer arguments are built, which would ask for the GPUs of the
recipe; so a laptop refuses a wrong recipe too. Imports torch: some seconds.
"""
# pyright: reportMissingImports=false

import argparse
import json
from collections.abc import Iterator
from typing import Any, NoReturn

from trl import (
    DatasetMixtureConfig,
    DPOConfig,
    ModelConfig,
    ScriptArguments,
    SFTConfig,
    TrlParser,
)

from train.errors import RecipeError
from train.recipe import StageRecipe, nearest


class _Parser(TrlParser):
    def error(self, message: str) -> NoReturn:
        raise argparse.ArgumentTypeError(message)


def parser(method: str) -> TrlParser:
    """The parser of `trl sft` or `trl dpo`."""
    config = DPOConfig if method == "dpo" else SFTConfig
    # Abbreviations would let a typo pass for another key.
    return _Parser((ScriptArguments, config, ModelConfig, DatasetMixtureConfig), allow_abbrev=False)


def checked(recipe: StageRecipe, overrides: list[str]) -> dict[str, Any]:
    """Every TRL setting by name, as the recipe, the overrides and TRL's defaults have it.

    `overrides` are a command line's: `--max_steps 10`. Raises RecipeError for a key that TRL does
    not know, naming the nearest that it does, and for a value it cannot read.
    """
    known = parser(recipe.method)
    keys = sorted({action.dest for action in known._actions} - {"help"})
    for key in recipe.settings:
        if key not in keys:
            raise RecipeError(f"{recipe.path}, key {key!r}: TRL has none{nearest(key, keys)}")
    settings = _parsed(known, list(_as_arguments(recipe)), str(recipe.path))
    settings |= {key: None for key, value in recipe.settings.items() if value is None}
    return settings | _given(known, overrides, settings)


def _parsed(known: TrlParser, arguments: list[str], where: str) -> dict[str, Any]:
    try:
        settings, unknown = known.parse_known_args(arguments)
    except argparse.ArgumentTypeError as error:
        raise RecipeError(f"{where}: {error}") from error
    if unknown:
        keys = sorted(option for action in known._actions for option in action.option_strings)
        raise RecipeError(f"{where}: TRL has no {unknown[0]!r}{nearest(unknown[0], keys)}")
    return vars(settings)


def _given(known: TrlParser, overrides: list[str], settings: dict[str, Any]) -> dict[str, Any]:
    known.set_defaults(**settings)
    return _parsed(known, overrides, "on the command line")


def _as_arguments(recipe: StageRecipe) -> Iterator[str]:
    """A YAML's values reach TRL as defaults, whose types nobody checks: as arguments they are."""
    for key, value in recipe.settings.items():
        if value is None:
            continue
        yield f"--{key}"
        if isinstance(value, list):
            yield from (_text(inner) for inner in value)
        else:
            yield _text(value)


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, dict) else str(value)
