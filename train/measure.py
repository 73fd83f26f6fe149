"""What a model makes of held-out rows: loss, and preference accuracy, each with its interval.

    python -m train.measure MODEL DATA --out METRICS.json

DATA is a folder that train.data made; its test.jsonl was held out. For every source, and for all:

- loss            text, dialogues: mean negative log-probability of a token, in nats; of a dialogue
                  only what the assistant wrote, as trained. Interval: bootstrap over rows.
- prefers_chosen  pairs: share whose chosen answer has the higher mean log-probability of a token
                  (a sum would favour whichever is shorter). Interval: Wilson's.

Intervals are of 95 %. A release takes METRICS.json (train.release --metrics).
"""
# pyright: reportMissingImports=false

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from transformers import AutoTokenizer

from train import merge, rows
from train.errors import DataError, TrainError
from train.rows import Row

Z = 1.959964  # 95 % of a normal distribution
DRAWS = 2000
LONGEST = 2048  # tokens
ALL = "all"


@dataclass(frozen=True)
class Metric:
    value: float
    low: float
    high: float
    n: int  # rows


def measure(model: Any, tokenizer: Any, held_out: Iterable[Row]) -> dict[str, Metric]:
    """{"loss/SOURCE": …, "loss/all": …}, or prefers_chosen. DataError where nothing is held out."""
    losses: dict[str, list[tuple[float, int]]] = {}
    wins: dict[str, list[bool]] = {}
    for row in held_out:
        if "chosen" in row:
            prefers = _mean(_answer(model, tokenizer, row, "chosen")) > _mean(
                _answer(model, tokenizer, row, "rejected")
            )
            _under(wins, row, prefers)
        else:
            lost = _text(model, tokenizer, row) if "text" in row else _said(model, tokenizer, row)
            if len(lost):
                _under(losses, row, (-float(lost.sum()), len(lost)))
    if not losses and not wins:
        raise DataError("no held-out row to measure: set `held_out` in the recipe")
    return {f"loss/{name}": mean_loss(told) for name, told in losses.items()} | {
        f"prefers_chosen/{name}": share(told) for name, told in wins.items()
    }


def share(told: Sequence[bool]) -> Metric:
    """Wilson's interval: sound near 0 and 1, and for few rows."""
    n, p = len(told), sum(told) / len(told)
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Metric(p, max(0.0, middle - half), min(1.0, middle + half), n)


def mean_loss(told: Sequence[tuple[float, int]], seed: int = 42) -> Metric:
    """Of (summed loss, tokens) a row: rows are drawn again with replacement, tokens weigh."""
    sums, tokens = np.array(told, dtype=float).T
    drawn = np.random.default_rng(seed).integers(len(told), size=(DRAWS, len(told)))
    means = sums[drawn].sum(1) / tokens[drawn].sum(1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Metric(float(sums.sum() / tokens.sum()), float(low), float(high), len(told))


def _under(found: dict[str, list[Any]], row: Row, value: Any) -> None:
    for name in (row["source"], ALL):
        found.setdefault(name, []).append(value)


def _text(model: Any, tokenizer: Any, row: Row) -> torch.Tensor:
    ids = [*tokenizer.encode(row["text"], add_special_tokens=False), tokenizer.eos_token_id]
    return _logprobs(model, ids[:LONGEST])


def _said(model: Any, tokenizer: Any, row: Row) -> torch.Tensor:
    """Of the tokens that the template marks as the assistant's."""
    read = tokenizer.apply_chat_template(
        row["messages"], return_dict=True, return_assistant_tokens_mask=True
    )
    marked = torch.tensor(read["assistant_masks"][:LONGEST], dtype=torch.bool)
    return _logprobs(model, read["input_ids"][:LONGEST])[marked[1:]]


def _answer(model: Any, tokenizer: Any, row: Row, which: str) -> torch.Tensor:
    prompt = tokenizer.apply_chat_template(
        row["prompt"], add_generation_prompt=True, return_dict=False
    )
    whole = tokenizer.apply_chat_template([*row["prompt"], *row[which]], return_dict=False)
    start = next(_apart(prompt, whole), len(prompt))
    return _logprobs(model, whole[-LONGEST:])[start - 1 - max(0, len(whole) - LONGEST) :]


def _apart(one: Sequence[int], other: Sequence[int]) -> Iterator[int]:
    return (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)


def _logprobs(model: Any, ids: list[int]) -> torch.Tensor:
    table = merge.logits(model, ids)[:-1].log_softmax(-1)
    return table.gather(1, torch.tensor(ids[1:], device=table.device)[:, None])[:, 0].cpu()


def _mean(logprobs: torch.Tensor) -> float:
    return float(logprobs.mean())


def of_folder(model: Path, data: Path) -> dict[str, dict[str, float]]:
    """What METRICS.json holds."""
    loaded = merge.load(model)
    if torch.cuda.is_available():
        loaded = loaded.cuda()
    found = measure(loaded, AutoTokenizer.from_pretrained(model), rows.read(data / "test.jsonl"))
    return {name: asdict(metric) for name, metric in found.items()}


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command()
def main(model: Path, data: Path, out: Annotated[Path, typer.Option()]) -> None:
    try:
        found = of_folder(model, data)
        with rows.whole(out) as file:
            file.write(json.dumps(found, indent=1).encode())
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error
    for name, metric in found.items():
        typer.echo(f"{name}: {metric['value']:.4f} [{metric['low']:.4f}, {metric['high']:.4f}]")


if __name__ == "__main__":
    command()
