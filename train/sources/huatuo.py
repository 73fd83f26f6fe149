"""Huatuo-26M: Chinese medical questions and answers, in the full and the Lite form.

Origin: github.com/FreedomIntelligence/Huatuo-26M and the hub. Licence: Apache-2.0.

- Lite (178k, JSON lines): id, question, answer, label (the department), related_diseases, score
- full (encyclopedia 364k, knowledge graph 798k, test sets 6k; JSON lines): questions, answers, each
  a text or a list, questions also a list of lists of wordings: the first wording is taken, several
  answers are one, line by line
- consultation (25M): as full, but its answers are links; such rows are marked `answer_is_a_link`
"""

from collections.abc import Iterator
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, records
from train.sources.turns import assistant, user

KIND = "dialogue"
HUB = {
    "FreedomIntelligence/Huatuo26M-Lite": None,
    "FreedomIntelligence/huatuo_encyclopedia_qa": None,
    "FreedomIntelligence/huatuo_knowledge_graph_qa": None,
    "FreedomIntelligence/huatuo_consultation_qa": None,
    "FreedomIntelligence/huatuo26M-testdatasets": None,
}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        if isinstance(record.value, dict) and "questions" in record.value:
            yield _full(record, name)
        else:
            yield _lite(record, name)


def _lite(record: Record, name: str) -> Row:
    question, answer = shapes.texts(record, "question", "answer")
    department = record.value.get("label")
    said = [user(question), assistant(answer)]
    return shapes.dialogue(record, name, said, lang="zh", department=department)


def _full(record: Record, name: str) -> Row:
    value = shapes.fields(record, "questions", "answers")
    question = next(iter(_texts(record, value["questions"])), "")
    answers = _texts(record, value["answers"])
    link = all(answer.startswith(("http://", "https://")) for answer in answers)
    said = [user(question), assistant("\n".join(answers))]
    unusable = "answer_is_a_link" if answers and link else None
    return shapes.dialogue(record, name, said, lang="zh", unusable=unusable)


def _texts(record: Record, value: Any) -> list[str]:
    if isinstance(value, str):
        return [value.strip()]
    if isinstance(value, list):
        return [text for part in value for text in _texts(record, part)]
    raise DataError(f"{record.where}: expected texts in the fields questions and answers")
