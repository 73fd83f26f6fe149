"""This project's curation, as curation.py measures it: `python curation_ours.py CORPUS QUESTIONS`.

Runs in .venv-train. Rules that datatrove has too are set to its limits where they are compared.
"""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curation_worker import documents_of, serve

from train.curate import Drop, decontaminate, dedup, deidentify, minhash, rules
from train.curate.repetition import GOPHER, Repetition
from train.curate.shape import Shape

Documents = list[dict[str, str]]

RULES = rules.make()
REPETITION = {
    "en": Repetition(words=0, again={"en": GOPHER}),
    "zh": Repetition(words=0, top={}, again={}),
}
LINES = Shape(bullets=0.9, special=1, signs=1, mean_line=0, longest_line=sys.maxsize, lines=1)
DECONTAMINATE = decontaminate.make(against=[sys.argv[2]])
DEIDENTIFY = deidentify.make()
MANY = 1_000_000


def signatures(documents: Documents) -> int:
    return sum(len(each) for each, _ in minhash.batches(row["text"] for row in documents))


def repetition(documents: Documents) -> list[bool]:
    return [REPETITION[row["lang"]].judge(row)[0] for row in documents]


def lines(documents: Documents) -> list[bool]:
    return [LINES.judge(row)[0] for row in documents]


def stack(documents: Documents) -> int:
    """All rules, then signatures and decontamination of what they keep."""
    kept = [row for row in documents if RULES.judge(row)[0]]
    signatures(kept)
    return sum(not DECONTAMINATE.files_in(row["text"]) for row in kept)


def deidentified(documents: Documents) -> int:
    """A tenth of them: datatrove has nothing to compare it with, and it is slow."""
    count = 0
    for row in documents[::10]:
        try:
            count += DEIDENTIFY.change(row) is not None
        except Drop:
            continue
    return len(documents[::10])


def duplicates(documents: Documents, threshold: float = 0.55) -> list[str]:
    """A fifth of a text rewritten leaves two thirds of its 5-grams in common."""
    found = dedup.make(threshold=threshold).select(lambda: iter(documents))
    return [key.split("/")[1] for key, _ in found]


def duplicates_at_080(documents: Documents) -> list[str]:
    return duplicates(documents, 0.8)


def contaminated(documents: Documents) -> list[str]:
    return [row["id"] for row in documents if DECONTAMINATE.files_in(row["text"])]


def million(_: Documents) -> dict[str, float]:
    """A million short documents, made as they are read; every fiftieth is a copy."""

    def made() -> Iterator[dict[str, Any]]:
        for number in range(MANY):
            rng = Random(number if number % 50 else number // 2)
            text = "".join(chr(rng.randint(0x4E00, 0x5E00)) for _ in range(60))
            yield {"id": str(number), "source": "made", "lang": "zh", "text": text}

    dropped = sum(1 for _ in dedup.make().select(made))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"dropped": dropped, "peak_mib": peak}


if __name__ == "__main__":
    timed = (signatures, repetition, stack, deidentified)
    judged = (repetition, lines, duplicates, duplicates_at_080, contaminated)
    tasks = (*timed, *judged, million)
    serve({task.__name__: task for task in tasks}, documents_of(sys.argv[1]))
