"""MedDialog: consultations in Chinese (1.1 M, haodf.com) and English (0.26 M, two sites).

Origin: github.com/UCSD-AI4H/Medical-Dialogue-System, hub UCSD26/medical_dialog (processed.zh,
processed.en). Licence: unknown; the texts are the sites'.

- processed: a JSON array of dialogues. English: {description, utterances}; Chinese: utterances
  alone, or the hub's {utterances}. Each begins with its speaker (patient: doctor: 病人：医生：)
- raw .txt: see `meddialog_raw`

The description of a processed dialogue repeats the patient's first words and is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from train.errors import DataError
from train.rows import Row
from train.sources import meddialog_raw, shapes
from train.sources.reading import Record, form_of, records
from train.sources.turns import Message, assistant, user

KIND = "dialogue"
HUB = {"UCSD26/medical_dialog": "processed.zh"}
_SPEAKER = re.compile(r"\s*(patient|病人|doctor|医生)\s*[:：]\s*", re.IGNORECASE)


def rows(path: str, name: str) -> Iterator[Row]:
    if _is_raw(Path(path)):
        yield from meddialog_raw.rows(path, name)
        return
    for record in records(path, HUB):
        value = record.value
        if not isinstance(value, list):
            value = shapes.fields(record, "utterances")["utterances"]
        yield shapes.dialogue(record, name, _messages(record, value))


def _messages(record: Record, utterances: Any) -> list[Message]:
    if not isinstance(utterances, list) or not all(isinstance(text, str) for text in utterances):
        raise DataError(f"{record.where}: expected a list of utterances")
    return [_message(record, text) for text in utterances]


def _message(record: Record, utterance: str) -> Message:
    speaker = _SPEAKER.match(utterance)
    if not speaker:
        known = "patient: doctor: 病人：医生："
        raise DataError(f"{record.where}: expected utterances that begin with one of {known}")
    text = utterance[speaker.end() :]
    return user(text) if speaker[1].lower() in ("patient", "病人") else assistant(text)


def _is_raw(path: Path) -> bool:
    if path.is_file():
        return form_of(path) == ".txt"
    return path.is_dir() and any(form_of(file) == ".txt" for file in path.rglob("*"))
