"""MedQA: licensing exams of the US (12,723), mainland China (34,251) and Taiwan (14,123).

Origin: github.com/jind11/MedQA (questions/US, Mainland, Taiwan; also in 4_options), hub
GBaker/MedQA-USMLE-4-options. Licence: MIT.
JSON lines: question, options {"A": …}, answer_idx (the letter), answer (its text), meta_info. The
language is told from the words. The test parts are for evaluation.
"""

from collections.abc import Iterator

from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import records

KIND = "question"
HUB = {"GBaker/MedQA-USMLE-4-options": None}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        value = shapes.fields(record, "question", "options", "answer_idx")
        asked, letter = shapes.texts(record, "question", "answer_idx")
        if not isinstance(value["options"], dict):
            raise DataError(f"{record.where}: expected letters and texts in the field options")
        yield shapes.question(record, name, asked, value["options"], letter)
