"""Curation side by side with datatrove's blocks: how fast, and whether they decide alike.

    python benchmarks/curation.py            zh and en text it makes itself, 7 rounds
        [--documents N] [--timed N] [--rounds N] [--input JSONL] [--million] [--datatrove off]
        [--anyway] [--json [PATH]]

Run it with the project's Python; ours runs in .venv-train, datatrove in .venv-datatrove, which the
first run makes (datatrove, spaCy, jieba; a few minutes). Both on one core, a thread each, in rounds
that visit both in random order; figures are CPU seconds, ratios are within a round.

Beside every ratio stands how far the two agree: the same keep or drop for each document where the
rule is the same (Gopher's repetition for English; repeated lines and paragraphs, bullets and
ellipses for both languages), the near-duplicates and the questions that were planted. Where the
words are split otherwise (spaCy's exceptions, jieba), a decision at the limit may differ: such
documents are counted and their numbers are in the JSON. It refuses a busy machine.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import curation_text
from curation_report import TIMED, Found, reported, show
from curation_text import Corpus

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = HERE / "out" / "curation.json"
DATATROVE = "datatrove[processing]==0.10.1"
DATATROVE_ENV = ROOT / ".venv-datatrove"
JUDGED = ("repetition", "lines", "contaminated", "duplicates")
BUSY = 0.3
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass
class Side:
    """A process that works through the same documents."""

    name: str
    process: subprocess.Popen[str]

    def ask(self, task: str, count: int) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(f"{task} {count}\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with {self.process.wait()}; see above")
        return json.loads(line)


def main() -> None:
    options = arguments()
    refuse_if_busy(options.anyway)
    with tempfile.TemporaryDirectory() as folder:
        corpus = make(options)
        curation_text.write(Path(folder) / "corpus.jsonl", corpus.documents)
        curation_text.write(Path(folder) / "questions.jsonl", corpus.questions)
        with sides(Path(folder), options) as running:
            found = measure(running, options, len(corpus.documents))
    report = reported(found, corpus, options.timed)
    show(report)
    if options.json:
        Path(options.json).parent.mkdir(parents=True, exist_ok=True)
        Path(options.json).write_text(json.dumps(report, ensure_ascii=False, indent=1))
    sys.exit(any(goal["met"] is False for goal in report["goals"]))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=50_000, help="to compare decisions on")
    parser.add_argument("--timed", type=int, default=1_000, help="of them, for each timing")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--input", type=Path, help="a JSONL file with `text`, instead of made text")
    parser.add_argument("--datatrove", default="auto", choices=("auto", "off"))
    parser.add_argument("--million", action="store_true", help="peak memory of a million documents")
    parser.add_argument("--anyway", action="store_true", help="on a busy machine too")
    parser.add_argument("--json", nargs="?", const=OUT, help=f"write figures (to {OUT.name})")
    return parser.parse_args()


def refuse_if_busy(anyway: bool) -> None:
    load = os.getloadavg()[0]
    if load > BUSY and not anyway:
        raise SystemExit(f"the load is {load:.1f}, over {BUSY}: wait, or say --anyway")


def make(options: argparse.Namespace) -> Corpus:
    made = curation_text.make(options.documents, seed=20261121)
    if options.input:
        made.documents = curation_text.read(options.input)[: options.documents]
        made.pairs, made.planted = [], []
    return made


@contextmanager
def sides(folder: Path, options: argparse.Namespace) -> Iterator[list[Side]]:
    pythons = {"ours": ROOT / ".venv-train" / "bin" / "python"}
    if options.datatrove == "auto":
        pythons["datatrove"] = datatrove_python()
    core = max(os.sched_getaffinity(0))
    running = [
        Side(
            name,
            subprocess.Popen(
                [
                    *("taskset", "-c", str(core), str(python), str(HERE / f"curation_{name}.py")),
                    *(str(folder / "corpus.jsonl"), str(folder / "questions.jsonl")),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | dict.fromkeys(ONE_THREAD, "1"),
            ),
        )
        for name, python in pythons.items()
    ]
    try:
        for side in running:
            side.answer()
        yield running
    finally:
        for side in running:
            side.process.kill()
            side.process.wait()


def datatrove_python() -> Path:
    python = DATATROVE_ENV / "bin" / "python"
    if not (DATATROVE_ENV / "ready").exists():
        say(f"installing {DATATROVE}, spaCy and jieba into {DATATROVE_ENV.name}")
        venv.create(DATATROVE_ENV, with_pip=True, clear=DATATROVE_ENV.exists())
        wanted = [DATATROVE, "spacy>=3.8,<4", "jieba==0.42.1", "orjson"]
        subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
        (DATATROVE_ENV / "ready").touch()
    return python


def measure(running: list[Side], options: argparse.Namespace, count: int) -> Found:
    found, rng = Found(), random.Random()
    for task in TIMED:
        for side in running:
            side.ask(task, min(100, count))  # first answers pay for imports and empty caches
    for number in range(options.rounds):
        say(f"round {number + 1} of {options.rounds}")
        found.rounds.append(one_round(running, rng, min(options.timed, count)))
    for task in JUDGED:
        say(f"comparing {task}")
        found.judged[task] = {side.name: side.ask(task, count)["result"] for side in running}
    ours = running[0]
    found.judged["duplicates_at_080"] = {"ours": ours.ask("duplicates_at_080", count)["result"]}
    if options.million:
        say("a million documents")
        found.million = ours.ask("million", 1)["result"]
    return found


def one_round(running: list[Side], rng: random.Random, count: int) -> dict[str, dict[str, float]]:
    """Documents a CPU second, by side and task."""
    rates: dict[str, dict[str, float]] = {side.name: {} for side in running}
    visits = [(side, task) for side in running for task in TIMED]
    visits.append((running[0], "deidentified"))
    for side, task in rng.sample(visits, len(visits)):
        done = side.ask(task, count)
        size = done["result"] if task == "deidentified" else count
        rates[side.name][task] = size / done["cpu"]
    return rates


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
