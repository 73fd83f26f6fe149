"""ChatDoctor: HealthCareMagic-100k, iCliniq-10k and GenMedGPT-5k, in English.

Origin: github.com/Kent0n-Li/ChatDoctor and the hub (lavita). Licence: Apache-2.0 (repository),
"academic research only" by its README.

JSON array: instruction, input, output. The instruction is one and the same sentence ("if you are a
doctor…") wherever there is an input, and is left out; without an input it is the question. iCliniq
on the hub has input, answer_icliniq (the doctor's, which is taken) and two models' answers.
"""

from collections.abc import Iterator

from train.rows import Row
from train.sources import shapes
from train.sources.reading import records
from train.sources.turns import assistant, user

KIND = "dialogue"
HUB = {"lavita/ChatDoctor-HealthCareMagic-100k": None, "lavita/ChatDoctor-iCliniq": None}


def rows(path: str, name: str) -> Iterator[Row]:
    for record in records(path, HUB):
        if isinstance(record.value, dict) and "answer_icliniq" in record.value:
            asked, answer = shapes.texts(record, "input", "answer_icliniq")
        else:
            instruction, given, answer = shapes.texts(record, "instruction", "input", "output")
            asked = given or instruction
        yield shapes.dialogue(record, name, [user(asked), assistant(answer)], lang="en")
