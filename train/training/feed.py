"""What trainers are fed: the files of `train.data` as tables, looked at before a model is loaded.

Rows of another shape, weights that the trainer would ignore and prompts that leave no room for
their answer are refused here; what TRL then cuts off is counted, so that nothing goes silently.
"""
# pyright: reportMissingImports=false

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
from datasets import Dataset
from datasets.exceptions import DatasetGenerationError
from transformers import AutoTokenizer

from train import rows
from train.errors import DataError, RecipeError

FILES = ("train.jsonl", "test.jsonl")
PAIR = ("prompt", "chosen", "rejected")
compute: Any = pyarrow.compute  # makes its functions when it is imported


def load(path: Path, method: str, cache: Path) -> Dataset:
    """A JSONL file of rows, mapped from `cache`. Raises DataError naming file, row and field."""
    if not path.is_file():
        raise DataError(f"{path} is not there: make it with `python -m train.data`")
    if not path.stat().st_size:
        raise DataError(f"{path} has no row: look into its ledger for what the filters dropped")
    try:
        dataset = Dataset.from_json(str(path), cache_dir=str(cache), keep_in_memory=False)
    except DatasetGenerationError as error:
        raise DataError(
            f"{path}{_odd_row(path)}: a field has another type than before; make it by train.data"
        ) from error
    _check_shape(path, dataset, method)
    return dataset


def _odd_row(path: Path) -> str:
    """Names the first row with a field of another type than before; a broken line is refused."""
    known: dict[str, type] = {}
    for number, row in enumerate(rows.read(path), 1):
        for field, value in row.items():
            kind = float if isinstance(value, int) else type(value)
            if value is not None and known.setdefault(field, kind) is not kind:
                return f", row {number}"
    return ""


def _check_shape(path: Path, dataset: Any, method: str) -> None:
    table = dataset.data
    if method == "dpo":
        fields = PAIR
    else:
        fields = ("messages",) if "messages" in table.column_names else ("text",)
    for field in (*fields, "source"):
        if field not in table.column_names:
            raise DataError(
                f"{path} has no field {field!r} (it has {', '.join(table.column_names)}): "
                f"{method} reads {_wanted(method)}"
            )
        column = table.column(field)
        if column.null_count:
            first = column.is_null().index(True).as_py() + 1
            raise DataError(
                f"{path}, row {first} has no {field!r}; {column.null_count} of {len(table)} rows "
                f"have none: {method} reads {_wanted(method)}"
            )
        if field in ("messages", *PAIR) and not _is_messages(column.type):
            raise DataError(
                f"{path}{_odd_row(path)}: {field!r} is not a list of messages with role and content"
            )


def _wanted(method: str) -> str:
    return "prompt, chosen, rejected, source" if method == "dpo" else "messages or text, source"


def _is_messages(kind: Any) -> bool:
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return False
    inner = kind.value_type
    return pa.types.is_struct(inner) and {"role", "content"} <= {f.name for f in inner}


def refuse_weights(path: Path, dataset: Any) -> None:
    """Raises DataError if a row's weight is not 1: stock TRL would train as if it were."""
    if "weight" not in dataset.column_names:
        return
    other = compute.sum(compute.not_equal(dataset.data.column("weight"), 1)).as_py() or 0
    if other:
        raise DataError(
            f"{path}: {other} of {len(dataset)} rows have a weight other than 1, which stock TRL "
            "ignores: set `layout: shared_prompt` in the recipe, or drop the weights"
        )


def tokenizer(model: Any, args: Any) -> Any:
    """The starting model's. Raises RecipeError if there is none."""
    name = model.model_name_or_path
    try:
        return AutoTokenizer.from_pretrained(
            name, revision=model.model_revision, trust_remote_code=args.trust_remote_code
        )
    except (OSError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise RecipeError(f"{name} is no model to start from: {why}") from error


def refuse_long_prompts(path: Path, dataset: Any, tokenizer: Any, max_length: int | None) -> None:
    """Raises DataError if a prompt leaves no room for a single token of its answer."""
    lengths = prompt_lengths(dataset, tokenizer, max_length or 0) if max_length else []
    long = [length for length in lengths if length >= (max_length or 0)]
    if long:
        raise DataError(
            f"{path}: {len(long)} of {len(dataset)} prompts fill max_length {max_length} alone, "
            f"the longest has {max(long)} tokens: raise max_length, drop them in curation, or set "
            "`drop_long_prompts: true` under `train:` in the recipe"
        )


def prompt_lengths(dataset: Any, tokenizer: Any, limit: int) -> list[int]:
    """Tokens of each dialogue's or pair's prompt; 0 where it is shorter than the limit for sure."""
    if "text" in dataset.column_names:
        return []
    if not tokenizer.chat_template:
        raise RecipeError("the model's tokenizer has no chat template, and the rows are dialogues")
    field = "prompt" if "prompt" in dataset.column_names else "messages"
    return [_prompt_tokens(messages, tokenizer, limit) for messages in dataset[field]]


def _prompt_tokens(messages: list[dict[str, str]], tokenizer: Any, max_length: int) -> int:
    """0 where the text is too short to be long: a token is a byte at least."""
    prompt = []
    for message in messages:
        if message["role"] == "assistant" and prompt and prompt[-1]["role"] == "user":
            break
        prompt.append(message)
    text = tokenizer.apply_chat_template(prompt, tokenize=False, add_generation_prompt=True)
    if len(text.encode()) < max_length:
        return 0
    return len(tokenizer(text, add_special_tokens=False)["input_ids"])


def lengths(dataset: Any, column: str) -> np.ndarray:
    """[rows], the length of each row's list."""
    return compute.list_value_length(dataset.data.column(column)).to_numpy()
