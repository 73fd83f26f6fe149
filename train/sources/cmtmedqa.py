"""CMtMedQA: 70,000 Chinese dialogues of several turns, and the 1,000 + 144 of its test file.

Origin: hub Suprit/CMtMedQA, github.com/SupritYoung/Zhongjing. Licence: Apache-2.0 (repository).
JSON array: id, cate1 (department), cate2, instruction (the last question), input (blank), output,
history ([[question, answer], …]). The test file's safety questions are {instruct, output}.
"""

from collections.abc import Iterator

from train.rows import Row
from train.sources import shapes, turns
from train.sources.reading import Record, records
from train.sources.turns import assistant, user

KIND = "dialogue"
HUB = {"Suprit/CMtMedQA": None}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        if isinstance(record.value, dict) and "instruct" in record.value:
            asked, answer = shapes.texts(record, "instruct", "output")
            yield shapes.dialogue(record, name, [user(asked), assistant(answer)], lang="zh")
        else:
            yield _consultation(record, name)


def _consultation(record: Record, name: str) -> Row:
    value = shapes.fields(record, "instruction", "output", "history")
    asked, answer = shapes.texts(record, "instruction", "output")
    said = [*turns.from_history(record, value["history"]), user(asked), assistant(answer)]
    return shapes.dialogue(
        record, name, said, own=value.get("id"), lang="zh", department=value.get("cate1")
    )
