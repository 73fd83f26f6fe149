"""MedMCQA: Indian entrance exams, 182,822 questions to train on, 4,183 to validate.

Origin: github.com/medmcqa/medmcqa, hub openlifescienceai/medmcqa. Licence: Apache-2.0 (hub card),
MIT (repository). JSON lines: id, question, opa, opb, opc, opd, cop (the right one), exp
(explanation), subject_name, topic_name, choice_type. `cop` counts from 1 in the JSON files and from
0 in the hub's Parquet: a value outside its form's range is refused. So is the test part, which has
no answers.
"""

from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, records

KIND = "question"
HUB = {"openlifescienceai/medmcqa": None}
_OPTIONS = {"A": "opa", "B": "opb", "C": "opc", "D": "opd"}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        value = shapes.fields(record, "id", "question", "cop", *_OPTIONS.values())
        asked, *options = shapes.texts(record, "question", *_OPTIONS.values())
        yield shapes.question(
            record,
            name,
            asked,
            dict(zip(_OPTIONS, options, strict=True)),
            _letter(record, value["cop"]),
            own=value["id"],
            lang="en",
            explanation=(value.get("exp") or "").strip(),
            subject=value.get("subject_name"),
        )


def _letter(record: Record, cop: Any) -> str:
    first = 0 if record.form in (".parquet", "hub") else 1
    try:
        number = int(cop) - first
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number < len(_OPTIONS):
        span = f"{first} to {first + len(_OPTIONS) - 1}"
        raise DataError(
            f"{record.where}: expected cop from {span} (the test part, which has no answers,"
            f" cannot be used)"
        )
    return list(_OPTIONS)[number]
