"""Everything once, small: from no tokenizer at all to a release that answers behind medloop.

    .venv-train/bin/python -m train.smoke OUT [--no-serve]

On two CPU cores, in minutes, on text that ships with the project (retrieval/starter): a tokenizer
and a tiny model from scratch, then for cpt1, cpt2, sft and dpo the same commands as for a 7B model
(train.data, train.run; one of them under ZeRO-3 on two ranks), a release folder, and `medloop up`
on it. The held-out loss must fall in every stage and the preference for chosen answers rise, or
the command ends with 1. OUT/smoke.json has the figures. They say that the stages run and learn, not
how well: the corpus is small, and several stages read the same sentences.
"""
# pyright: reportMissingImports=false

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import typer
from transformers.utils import logging

from train import measure, release, rows, tiny
from train.errors import TrainError
from train.smoke import making, serving, starter

STAGES = ("cpt1", "cpt2", "sft", "dpo")
RECIPES = Path(__file__).parents[1] / "recipes"
VOCABULARY, LAYERS = 2048, 2
ZERO3 = "sft"  # this stage runs under ZeRO-3 on two ranks; the global batch stays the recipe's
TWO_RANKS = ("--gpus", 2, "--deepspeed", RECIPES / "zero3.json", "--per_device_train_batch_size", 4)
ENVIRONMENT = {
    "DS_ACCELERATOR": "cpu",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def run(out: Path, serve: bool = True) -> dict[str, Any]:
    """All of it; what smoke.json says. Raises TrainError with the log's end if a stage fails."""
    if out.exists():
        raise TrainError(f"{out} exists already: name another folder")
    began = time.monotonic()
    (out / "logs").mkdir(parents=True)
    made = making.write(out / "data")
    with ThreadPoolExecutor(2) as pool:
        curated = pool.map(lambda stage: _curate(out, stage), STAGES)
        tokenizer = tiny.make_tokenizer(tiny.texts_under(starter.FOLDER), VOCABULARY)
        tiny.save(out / "tiny", tokenizer, tiny.make_model(tokenizer, layers=LAYERS))
        list(curated)
    told: dict[str, Any] = {"made": made, "stages": _stages(out)}
    last = STAGES[-1]
    with rows.whole(out / "metrics.json") as file:
        file.write(json.dumps(told["stages"][last]["after"]).encode())
    told["release"] = release.make(out / last, out / "release", metrics=[out / "metrics.json"])
    if serve:
        with serving.medloop(
            out / "release", out / "home", out / "logs" / "medloop.log"
        ) as service:
            told["served"] = {lang: service.ask(q) for lang, q in serving.QUESTIONS.items()}
    told["seconds"] = round(time.monotonic() - began, 1)
    told["failed"] = failures(told)
    with rows.whole(out / "smoke.json") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
    return told


def _curate(out: Path, stage: str) -> None:
    _command(
        out, f"{stage}.data", "train.data", stage, "--recipe", "smoke", "--data", out / "data",
        "--out", out / "rows" / stage,
    )  # fmt: skip


def _stages(out: Path) -> dict[str, dict[str, Any]]:
    """Trains one after the other; a model is measured while the next stage starts."""
    told: dict[str, dict[str, Any]] = {}
    with ThreadPoolExecutor(1) as measuring, ThreadPoolExecutor(1) as building:
        operator = building.submit(_command, out, "operator", "train.smoke.operator")
        model = out / "tiny"
        for stage in STAGES:
            if stage == ZERO3:
                operator.result()
            began = time.monotonic()
            before = measuring.submit(measure.of_folder, model, out / "rows" / stage)
            _train(out, stage, model)
            model = out / stage
            after = measuring.submit(measure.of_folder, model, out / "rows" / stage)
            seconds = round(time.monotonic() - began, 1)
            told[stage] = {**_trained(out, stage), "seconds": seconds}
            told[stage] |= {"before": before, "after": after}
        for figures in told.values():
            figures |= {when: figures[when].result() for when in ("before", "after")}
    return told


def _train(out: Path, stage: str, model: Path) -> None:
    _command(
        out, f"{stage}.run", "train.run", f"smoke/{stage}", "--data", out / "rows" / stage,
        "--model", model, "--output", out / stage, *(TWO_RANKS if stage == ZERO3 else ()),
    )  # fmt: skip


def _trained(out: Path, stage: str) -> dict[str, Any]:
    trained = json.loads((out / stage / "training.json").read_text(encoding="utf-8"))
    ledger = json.loads((out / "rows" / stage / "ledger.json").read_text(encoding="utf-8"))
    return {
        "rows": {part: wrote["rows"] for part, wrote in ledger["written"].items()},
        "steps": trained["steps"],
        "ranks": trained["ranks"],
        "zero": trained["run"]["zero"],
    }


def _command(out: Path, name: str, module: str, *arguments: object) -> None:
    log = out / "logs" / f"{name}.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**ENVIRONMENT, **os.environ},
            check=False,
        )
    if done.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
        raise TrainError(f"{module} ended with {done.returncode}; {log}:\n" + "\n".join(tail))


def failures(told: dict[str, Any]) -> list[str]:
    """The claims that the figures do not bear out."""
    failed = []
    for stage, figures in told["stages"].items():
        before, after = (_headline(figures[when]) for when in ("before", "after"))
        if stage == "dpo" and not after["value"] > before["value"]:
            failed.append("dpo: the preference for chosen answers did not rise")
        if stage != "dpo" and not after["value"] < before["value"]:
            failed.append(f"{stage}: the held-out loss did not fall")
    if not any(f["ranks"] == 2 and f["zero"] == 3 for f in told["stages"].values()):
        failed.append("no stage ran under ZeRO-3 on two ranks")
    for lang, answer in told.get("served", {}).items():
        if not answer["tokens"] or not answer["answer"].strip():
            failed.append(f"medloop gave no answer in {lang}")
        if answer["release"]["tokenizer_sha256"] != told["release"]["tokenizer_sha256"]:
            failed.append(f"the answer in {lang} is of another release")
    return failed


def _headline(metrics: dict[str, Any]) -> dict[str, float]:
    [all_rows] = [metric for name, metric in metrics.items() if name.endswith(f"/{measure.ALL}")]
    return all_rows


def table(told: dict[str, Any]) -> str:
    lines = [f"{'stage':6}{'rows':>7}{'held out':>10}{'ranks':>7}{'before':>9}{'after':>9}{'s':>7}"]
    for stage, figures in told["stages"].items():
        before, after = (_headline(figures[when])["value"] for when in ("before", "after"))
        wrote = figures["rows"]
        lines.append(
            f"{stage:6}{wrote['train']:7}{wrote['test']:10}{figures['ranks']:7}"
            f"{before:9.3f}{after:9.3f}{figures['seconds']:7.0f}"
        )
    lines.append("loss of a held-out token in nats; dpo: share of pairs whose chosen is preferred")
    lines += [f"{lang}: {said['answer']!r}" for lang, said in told.get("served", {}).items()]
    return "\n".join(lines)


def main(
    out: Path,
    serve: Annotated[bool, typer.Option(help="Start vLLM and medloop on the release.")] = True,
) -> None:
    logging.disable_progress_bar()
    try:
        told = run(out, serve)
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.code) from error
    typer.echo(table(told))
    typer.echo(f"{out / 'smoke.json'}, {told['seconds']:.0f} s")
    for claim in told["failed"]:
        typer.echo(f"NOT SHOWN: {claim}", err=True)
    raise SystemExit(1 if told["failed"] else 0)


if __name__ == "__main__":
    typer.run(main)
