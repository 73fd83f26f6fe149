"""MedDialog as its authors crawled it: .txt files of consultations, one below the other.

    id=17
    https://…
    Doctor faculty          (Chinese only; the department in the next line)
    Description             (what the patient wrote in the form)
    Dialogue                (病人： or Patient: on a line, then what was said)
    Diagnosis and suggestions

In Chinese the form opens the dialogue, as the doctor replies to it. In English it is a short title
of the patient's first words and is left out. So is the closing diagnosis: a record, not a turn.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from retrieval.sentences import detect_lang
from train.errors import DataError
from train.rows import Row
from train.sources import shapes
from train.sources.reading import Record, files, lines
from train.sources.turns import Message, assistant, user

_START = re.compile(r"id=\d+$")
_SECTIONS = ("Doctor faculty", "Description", "Dialogue", "Diagnosis and suggestions")
_SPEAKER = re.compile(r"(病人|医生|Patient|Doctor)\s*[:：]\s*(.*)")
Consultation = dict[str, list[str]]


def rows(path: str, name: str) -> Iterator[Row]:
    n = 0
    for file, part in files(path, (".txt",)):
        before = n
        for number, consultation in _consultations(file):
            record = Record(f"{file}, line {number}", n, part, ".txt", None)
            department = " ".join(consultation.get("Doctor faculty", []))
            said = _messages(record, consultation)
            yield shapes.dialogue(record, name, said, department=department)
            n += 1
        if n == before:
            raise DataError(f"{file} has no row")


def _consultations(file: Path) -> Iterator[tuple[int, Consultation]]:
    """Each with the line it begins in; its sections, with the lines that are not blank."""
    start, found, section = 0, {}, ""
    for number, line in lines(file):
        text = line.strip()
        if _START.match(text):
            if start:
                yield start, found
            start, found, section = number, {}, ""
        elif text and not start:
            raise DataError(f"{file}, line {number}: expected id=…, with a consultation below it")
        elif text in _SECTIONS:
            section = text
            found[section] = []
        elif text and section:
            found[section].append(text)
    if start:
        yield start, found


def _messages(record: Record, consultation: Consultation) -> list[Message]:
    if "Dialogue" not in consultation:
        expected = "Description and Dialogue"
        raise DataError(f"{record.where}: expected the sections {expected} below its id")
    said: list[Message] = []
    for line in consultation["Dialogue"]:
        speaker = _SPEAKER.match(line)
        if speaker:
            begin = user if speaker[1] in ("病人", "Patient") else assistant
            said.append(begin(speaker[2]))
        elif said:
            said[-1]["content"] += f"\n{line}"
        else:
            raise DataError(f"{record.where}: expected a speaker at the head of its Dialogue")
    form = "\n".join(consultation.get("Description", []))
    return [user(form), *said] if detect_lang(form) == "zh" else said
