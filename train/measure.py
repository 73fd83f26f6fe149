"""What a model makes of held-out rows: loss, and preference accuracy, each with its interval.

    python -m train.measure MODEL DATA --out METRICS.json

DATA is a folder that train.data made; its test.jsonl was held out. For every source, and for all:

- loss            text, dialogues: mean negative log-probability of a token, in nats; of a dialogue
                  only what the assistant wrote, as trained. Interval: bootstrap over rows.
- prefers_chosen  pairs: share whose chosen answer has the higher mean log-probability of a token
                  (a sum would favour whichever is shorter). Interval: Wilson's.

Intervals are of 95 %. A release takes METRICS.json (train.release --metrics).
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from train import rows
from train.errors import DataError, RecipeError, TrainError
from train.rows import Row
from train.scoring.local_model import LocalModel

Z = 1.959964  # 95 % of a normal distribution
DRAWS = 2000
LONGEST = 2048  # tokens
ALL = "all"
Said = tuple[list[int], list[bool]]  # token ids, and which of them count


@dataclass(frozen=True)
class Metric:
    value: float
    low: float
    high: float
    n: int  # rows


def measure(model: LocalModel, held_out: Iterable[Row]) -> dict[str, Metric]:
    """{"loss/SOURCE": …, "loss/all": …}, or prefers_chosen.

    A dialogue whose first answer begins after LONGEST tokens is left out; `n` says how many are in.
    Raises DataError where nothing is held out, or nothing is marked as an answer.
    """
    read = [(row, _said(model.tokenizer, row)) for row in held_out]
    if not read:
        raise DataError("no held-out row to measure: set `held_out` in the recipe")
    told = [(row, said) for row, said in read if all(any(counted) for _, counted in said)]
    if not told:
        raise DataError(f"the chat template of {model.name} marks no answers ({{% generation %}})")
    likely = iter(_likely(model, [said for _, each in told for said in each]))
    losses: dict[str, list[tuple[float, int]]] = {}
    wins: dict[str, list[bool]] = {}
    for row, each in told:
        found = [next(likely) for _ in each]
        for name in names(row):
            if "chosen" in row:
                (chosen, long), (rejected, longer) = found
                wins.setdefault(name, []).append(chosen / long > rejected / longer)
            else:
                losses.setdefault(name, []).append((-found[0][0], found[0][1]))
    return {f"loss/{name}": mean_loss(each) for name, each in losses.items()} | {
        f"prefers_chosen/{name}": share(each) for name, each in wins.items()
    }


def names(row: Row) -> tuple[str, str]:
    """What a row counts for: its source, and all."""
    if row.get("source", ALL) == ALL:
        raise DataError(f"row {row.get('id', '?')!r}: its source needs a name other than {ALL!r}")
    return row["source"], ALL


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


def _likely(model: LocalModel, said: Sequence[Said]) -> list[tuple[float, int]]:
    """Of what counts: the summed log-probability, and how many tokens."""
    starts = [counted.index(True) for _, counted in said]
    asked = [(ids, start) for (ids, _), start in zip(said, starts, strict=True)]
    found = []
    for (_, counted), start, told in zip(said, starts, model.logprobs(asked), strict=True):
        kept = [each for each, counts in zip(told, counted[start:], strict=True) if counts]
        found.append((sum(kept), len(kept)))
    return found


def _said(tokenizer: Any, row: Row) -> list[Said]:
    """One sequence a row, two for a pair: chosen, rejected."""
    if "chosen" in row:
        return [_answer(tokenizer, row["prompt"], row[which]) for which in ("chosen", "rejected")]
    if "text" in row:
        ids = [*tokenizer.encode(row["text"], add_special_tokens=False), tokenizer.eos_token_id]
        return [(ids[:LONGEST], [False, *[True] * (len(ids) - 1)][:LONGEST])]
    if "messages" not in row:
        raise DataError(
            f"row {row.get('id', '?')!r} is no text, dialogue or pair: measure rows of train.data, "
            "and exam questions by train.exam"
        )
    return [_marked(tokenizer, row["messages"])]


def _marked(tokenizer: Any, messages: list[Any]) -> Said:
    """What the template marks as the assistant's, which training learns from."""
    read = tokenizer.apply_chat_template(
        messages, return_dict=True, return_assistant_tokens_mask=True
    )
    return read["input_ids"][:LONGEST], [mark == 1 for mark in read["assistant_masks"][:LONGEST]]


def _answer(tokenizer: Any, prompt: list[Any], answer: list[Any]) -> Said:
    """Of a long one the end: the answer, and as much of the prompt as there is room for."""
    asked = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, return_dict=False)
    ids = tokenizer.apply_chat_template([*prompt, *answer], return_dict=False)
    counted = [at >= len(asked) for at in range(len(ids))]
    return ids[-LONGEST:], counted[-LONGEST:]


def load(folder: Path) -> LocalModel:
    """A model to measure. Raises DataError for a folder without one."""
    model = LocalModel(str(folder))
    try:
        _ = model.tokenizer  # loads the model beside it
    except (OSError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise DataError(f"{folder} is no model to measure, name a model's folder: {why}") from error
    return model


def of_folder(model: Path, data: Path) -> dict[str, dict[str, float]]:
    """What METRICS.json holds. Raises DataError for a folder without a model, or without rows."""
    found = measure(load(model), rows.read(data / "test.jsonl"))
    return {name: asdict(metric) for name, metric in found.items()}


def check_out(out: Path) -> None:
    """Before anything is measured."""
    if out.is_dir():
        raise RecipeError(f"--out {out} is a folder: name a file in it, {out / 'metrics.json'}")


def tell(found: dict[str, dict[str, float]], out: Path) -> None:
    """Writes METRICS.json and prints it, a line each."""
    with rows.whole(out) as file:
        file.write(json.dumps(found, indent=1).encode())
    for name, metric in found.items():
        typer.echo(f"{name}: {metric['value']:.4f} [{metric['low']:.4f}, {metric['high']:.4f}]")


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command()
def main(
    model: Annotated[Path, typer.Argument(help="A model's folder, or an adapter's.")],
    data: Annotated[Path, typer.Argument(help="A folder of train.data, for its test.jsonl.")],
    out: Annotated[Path, typer.Option(help="METRICS.json, for train.release --metrics.")],
) -> None:
    """Loss, or preference accuracy, of held-out rows: by source and of all, with intervals."""
    try:
        check_out(out)
        tell(of_folder(model, data), out)
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error


if __name__ == "__main__":
    command()
