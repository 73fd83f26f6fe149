"""A row as TRL reads it: what a recipe's stage makes of a text, a dialogue, a question or a pair.

- cpt  {"text"}      every kind; dialogues and questions become plain text (stage 2's instructions)
- sft  {"messages"}  dialogues as they are; questions as the asking of options and their answer
- dpo  {"prompt", "chosen", "rejected", "weight"}

with `id`, `source` and `lang` beside it. Neither paper prints the form of its option questions or
of instructions in pre-training, so both are ours, alike in Chinese and English: the answer first,
so that a benchmark finds it, then the reasons where they were asked for. Objective pairs
(`train/pairs.py`) use the same words.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from train import rows
from train.errors import DataError
from train.rows import Row

Message = dict[str, str]

ASKS = {
    "zh": ("请从下列选项中选出一个正确答案。", "请从下列选项中选出所有正确答案。", "并说明理由。"),
    "en": (
        "Choose the one correct option.",
        "Choose all correct options.",
        "Give your reasons.",
    ),
}
ANSWERS = {"zh": ("答案：", "；", "解析："), "en": ("Answer: ", "; ", "Reasons: ")}
SPEAKERS = {"zh": {"user": "问：", "assistant": "答："}, "en": {"user": "Q: ", "assistant": "A: "}}


def row_for(stage: str, row: Row) -> Row:
    """`stage` is cpt, sft or dpo. Raises DataError for a row that the stage has no use for."""
    fields = {"cpt": _cpt, "sft": _sft, "dpo": _dpo}[stage](row)
    return {**fields, "id": row["id"], "source": row["source"], "lang": row["lang"]}


def _cpt(row: Row) -> dict[str, Any]:
    if rows.kind_of(row) == "text":
        return {"text": row["text"]}
    return {"text": as_text(_dialogue(row, "cpt"), row["lang"])}


def _sft(row: Row) -> dict[str, Any]:
    return {"messages": _dialogue(row, "sft")}


def _dpo(row: Row) -> dict[str, Any]:
    if rows.kind_of(row) != "pair":
        raise _useless(row, "dpo")
    fields = {name: _plain(row[name]) for name in ("prompt", "chosen", "rejected")}
    return {**fields, "weight": float(row.get("weight", 1.0))}


def _dialogue(row: Row, stage: str) -> list[Message]:
    kind = rows.kind_of(row)
    if kind == "question":
        return option_dialogue(row)
    if kind == "dialogue":
        return _plain(row["messages"])
    raise _useless(row, stage)


def _plain(messages: Iterable[Message]) -> list[Message]:
    return [{"role": message["role"], "content": message["content"]} for message in messages]


def _useless(row: Row, stage: str) -> DataError:
    return DataError(f"row {rows.key(row)} is a {rows.kind_of(row)}: stage {stage} cannot use it")


def option_dialogue(row: Row, explain: bool | None = None) -> list[Message]:
    """A question and its right answer; `explain` None leaves it to the row (`explains`)."""
    explain = explains(row) if explain is None else explain
    answer = option_answer(row, row["answer"])
    if explain:
        answer += "\n" + ANSWERS[row["lang"]][2] + row["explanation"]
    return [
        {"role": "user", "content": option_question(row, explain)},
        {"role": "assistant", "content": answer},
    ]


def option_question(row: Row, explain: bool = False) -> str:
    """The question, its options, and what to do; asks for all right ones if there are several."""
    one, several, reasons = ASKS[row["lang"]]
    options = "\n".join(f"{letter}. {text}" for letter, text in row["options"].items())
    asks = several if len(row["answer"]) > 1 else one
    space = " " if row["lang"] == "en" else ""
    return f"{row['question']}\n{options}\n{asks}{space + reasons if explain else ''}"


def option_answer(row: Row, letters: str) -> str:
    """The options named by `letters`, right or wrong, in the form of a right answer."""
    before, between, _ = ANSWERS[row["lang"]]
    options = row["options"]
    return before + between.join(f"{letter}. {options[letter]}" for letter in sorted(letters))


def explains(row: Row) -> bool:
    """Half of the questions that have an explanation ask for it, by the hash of their key, so that
    the model learns both to give its reasons and to be short, as it is asked."""
    half = hashlib.sha256(f"explain {rows.key(row)}".encode()).digest()[0] < 128
    return bool(row.get("explanation")) and half


def as_text(messages: Iterable[Message], lang: str) -> str:
    """A dialogue without any model's template: each turn on its own line behind a speaker's mark
    in the language of the row, a system message bare."""
    speakers = SPEAKERS[lang]
    return "\n".join(speakers.get(m["role"], "") + m["content"] for m in messages)
