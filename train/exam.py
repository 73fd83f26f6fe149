"""How many exam questions a model answers right, beside what guessing would.

    python -m train.exam MODEL NAME=FILE[,half=second][,split=dev][,limit=500] … --out METRICS.json

FILE holds questions with known answers in the `questions` shape (train/sources/questions.py). A
model is not asked to write: of all answers of the right length, each in the words of the SFT rows,
the one with the highest mean log-probability of a token is its answer. So a model that is too small
to follow instructions is measured too, and a multiple answer counts only if it is right as a whole.

accuracy/NAME and accuracy/all with Wilson's 95 % interval, chance/NAME and chance/all without one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import typer

from train import measure, render, sources
from train.errors import DataError, RecipeError, TrainError
from train.rows import Row
from train.scoring.local_model import LocalModel

TOGETHER = 256  # questions whose answers are scored in one call


def examine(model: LocalModel, asked: Iterable[Row]) -> dict[str, measure.Metric]:
    """`accuracy/…` and `chance/…` of each source and of all. Raises DataError without questions."""
    right: dict[str, list[bool]] = {}
    guessed: dict[str, list[float]] = {}
    for batch in _batches(asked):
        sheets = [(row, candidates(row)) for row in batch]
        scores = iter(_scores(model, sheets))
        for row, letters in sheets:
            likely = [next(scores) for _ in letters]
            found = letters[likely.index(max(likely))]
            for name in measure.names(row):
                right.setdefault(name, []).append(set(found) == set(row["answer"]))
                guessed.setdefault(name, []).append(1 / len(letters))
    if not right:
        raise DataError("none of the questions can be used: each needs options and a right answer")
    chance = {name: sum(each) / len(each) for name, each in guessed.items()}
    return {f"accuracy/{name}": measure.share(each) for name, each in right.items()} | {
        f"chance/{name}": measure.Metric(p, p, p, len(guessed[name])) for name, p in chance.items()
    }


def candidates(row: Row) -> list[str]:
    """Every answer of as many options as the right one has, as letters."""
    return ["".join(each) for each in combinations(sorted(row["options"]), len(row["answer"]))]


def _scores(model: LocalModel, sheets: list[tuple[Row, list[str]]]) -> Iterator[float]:
    """The mean log-probability of a token, for each candidate of each question."""
    sequences = [
        _sequence(model.tokenizer, row, answer) for row, letters in sheets for answer in letters
    ]
    for found in model.logprobs(sequences):
        yield sum(found) / len(found)


def _sequence(tokenizer: Any, row: Row, letters: str) -> tuple[list[int], int]:
    prompt = [{"role": "user", "content": render.option_question(row)}]
    before = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, return_dict=False)
    answer = tokenizer(render.option_answer(row, letters), add_special_tokens=False)["input_ids"]
    ids = [*before, *answer][-measure.LONGEST :]
    return ids, len(ids) - len(answer)


def _batches(asked: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in asked:
        batch.append(row)
        if len(batch) == TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def questions(told: str) -> Iterator[Row]:
    """NAME=FILE[,option=value …] as its usable rows."""
    name, _, rest = told.partition("=")
    path, *given = rest.split(",")
    if not path:
        raise RecipeError(f"{told!r}: say NAME=FILE, as in cmexam=questions.jsonl,half=second")
    options: dict[str, Any] = {}
    for each in given:
        option, _, value = each.partition("=")
        options[option] = int(value) if option == "limit" and value.isdecimal() else value
    for row in sources.load("questions", path, name, **options):
        if not sources.set_aside(row):
            yield row


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command()
def main(
    model: Annotated[Path, typer.Argument(help="A model's folder, or an adapter's.")],
    files: Annotated[list[str], typer.Argument(help="NAME=FILE[,half=][,split=][,limit=] …")],
    out: Annotated[Path, typer.Option(help="METRICS.json, for train.release --metrics.")],
) -> None:
    """Questions answered right, beside chance: by source and of all, with intervals."""
    try:
        measure.check_out(out)
        asked = (row for each in files for row in questions(each))
        found = examine(measure.load(model), asked)
        measure.tell({name: asdict(metric) for name, metric in found.items()}, out)
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error


if __name__ == "__main__":
    command()
