"""Tokenised pairs before any of them is trained on: what is lost is refused or counted.

`max_length` is TRL's: tokens of the prompt and one response.
"""
# pyright: reportMissingImports=false

import math
from collections.abc import Sequence
from typing import Any

from datasets import Dataset

from train.errors import DataError
from train.shared_prompt.batch import PARTS

Sizes = list[tuple[int, ...]]  # tokens of prompt, chosen, rejected
Counts = dict[str, int]


def checked(
    pairs: Dataset, max_length: int | None, shorten: bool, name: str
) -> tuple[Dataset, Counts]:
    """The pairs with `weight` and `length` (tokens of the shared sequence), and what was counted.

    With `shorten`, prompts that fill `max_length` alone are dropped and longer responses cut.
    Raises DataError for any row that is longer without it, and for rows that say nothing.
    """
    sizes = [tuple(len(pair[part]) for part in PARTS) for pair in pairs.select_columns([*PARTS])]
    if empty := sum(min(size) == 0 for size in sizes):
        raise DataError(f"{empty} of {len(sizes)} rows of {name} have an empty prompt or response")
    limit = math.inf if max_length is None else max_length
    counts = _counts(sizes, limit)
    if (counts["cut"] or counts["dropped"]) and not shorten:
        raise DataError(
            f"{counts['cut'] + counts['dropped']} of {len(sizes)} rows of {name} are longer than "
            f"max_length {limit}; the longest has {max(map(_whole, sizes))} tokens: raise "
            "max_length, drop them in curation, or set `drop_long_prompts: true` in the recipe"
        )
    if counts["dropped"]:
        pairs = pairs.select([n for n, size in enumerate(sizes) if size[0] < limit])
    if counts["cut"]:
        pairs = pairs.map(_cut, fn_kwargs={"max_length": max_length})
    if not len(pairs):
        raise DataError(f"every prompt of {name} fills max_length {limit} alone")
    pairs = with_column(pairs, "weight", _weights(pairs, name))
    lengths = [sum(len(pair[part]) for part in PARTS) for pair in pairs.select_columns([*PARTS])]
    return with_column(pairs, "length", lengths), counts


def mean_weight_one(pairs: Dataset) -> Dataset:
    """Then a mean of batch means, as Trainer evaluates, is the weighted mean of all pairs."""
    weights = list(pairs["weight"])
    mean = sum(weights) / len(weights)
    return with_column(pairs, "weight", [weight / mean for weight in weights])


def with_column(pairs: Dataset, name: str, values: Sequence[Any]) -> Dataset:
    if name in pairs.column_names:
        pairs = pairs.remove_columns(name)
    return pairs.add_column(name, values)


def _whole(size: tuple[int, ...]) -> int:
    prompt, chosen, rejected = size
    return prompt + max(chosen, rejected)


def _counts(sizes: Sizes, limit: float) -> Counts:
    """In the words of train/training/trainers.py."""
    fit = [size for size in sizes if size[0] < limit]
    over = [_whole(size) - limit for size in fit if _whole(size) > limit]
    return {
        "rows": len(sizes),
        "dropped": len(sizes) - len(fit),
        "cut": len(over),
        "tokens": sum(map(_whole, sizes)),
        "tokens_cut": int(sum(over)),
        "sequences": len(fit),
    }


def _cut(pair: dict[str, Any], max_length: int) -> dict[str, Any]:
    room = max_length - len(pair["prompt_ids"])
    return {part: pair[part][:room] for part in PARTS[1:]}


def _weights(pairs: Dataset, name: str) -> list[float]:
    given = pairs["weight"] if "weight" in pairs.column_names else [None] * len(pairs)
    weights = [1.0 if weight is None else float(weight) for weight in given]
    if wrong := sum(not (weight >= 0 and math.isfinite(weight)) for weight in weights):
        raise DataError(f"{wrong} of {len(weights)} rows of {name} have a weight that is below 0")
    if not any(weights):
        raise DataError(f"all rows of {name} have the weight 0: nothing is learnt from them")
    return weights
