"""CMB-Exam: Chinese medical exams, 269,359 questions to train on and 280 with explanations (val).

Origin: github.com/FreedomIntelligence/CMB and the hub. Licence: Apache-2.0.
JSON array: exam_type, exam_class, exam_subject, question_type (single or multiple answer),
question, option {"A": …} (blank ones are none), answer ("B", "ACD"), explanation (val only).
The test part has no answers and is refused: it is for evaluation.
"""

from collections.abc import Iterator

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import records

KIND = "question"
HUB = {"FreedomIntelligence/CMB": "CMB-Exam"}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        asked, answer = shapes.texts(record, "question", "answer")
        value = shapes.fields(record, "option")
        if not isinstance(value["option"], dict):
            raise DataError(f"{record.where}: expected letters and texts in the field option")
        yield shapes.question(
            record,
            name,
            asked,
            value["option"],
            answer,
            lang="zh",
            explanation=(value.get("explanation") or "").strip(),
            subject=value.get("exam_subject"),
        )
