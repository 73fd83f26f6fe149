"""CMExam: 68,119 questions of the Chinese licensing exam with explanations.

Origin: github.com/williamliujl/CMExam (data/train.csv, val.csv, test_with_annotations.csv), hub
fzkuji/CMExam. Licence: Apache-2.0, "academic use" by its README.
CSV: Question, Options ("A text", one a line), Answer ("B", "ACD"; missing in some rows),
Explanation, and in the test part five annotations, of which Clinical Department is kept. On the
hub, Options is a list of {key, value}. The `half` of load() cuts val in two.
"""

import re
from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, records

KIND = "question"
HUB = {"fzkuji/CMExam": None}
_OPTION = re.compile(r"^\s*([A-Za-z])(?:\s*[.、．:：]|\s+|$)\s*(.*)$")


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        value = shapes.fields(record, "Question", "Options", "Answer", "Explanation")
        asked, answer, explanation = shapes.texts(record, "Question", "Answer", "Explanation")
        yield shapes.question(
            record,
            name,
            asked,
            _options(record, value["Options"]),
            answer,
            lang="zh",
            explanation=explanation,
            department=value.get("Clinical Department"),
        )


def _options(record: Record, given: Any) -> dict[str, str]:
    if isinstance(given, list):
        if not all(isinstance(each, dict) and {"key", "value"} <= set(each) for each in given):
            raise DataError(f"{record.where}: expected a list of {{key, value}} in Options")
        return {each["key"]: each["value"] for each in given}
    if not isinstance(given, str):
        raise DataError(f"{record.where}: expected one option a line in Options")
    return _by_letter(record, given)


def _by_letter(record: Record, text: str) -> dict[str, str]:
    """A line without a letter of its own goes on with the option before it."""
    options: dict[str, str] = {}
    letter = ""
    for line in text.splitlines():
        match = _OPTION.match(line)
        if match and match[1].upper() not in options:
            letter = match[1].upper()
            options[letter] = match[2]
        elif line.strip():
            if not letter:
                raise DataError(f'{record.where}: expected options like "A text" in Options')
            options[letter] += f" {line.strip()}"
    return options
