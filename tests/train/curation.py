"""What tests of curation write: rows in zh and en, and a recipe that reads them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from train import recipe as recipes
from train import rows
from train.pipeline.executor import Executor
from train.pipeline.run import Run

STEPS = "tests.train.steps"
CURATE = [
    {f"{STEPS}.lower": {}},
    {f"{STEPS}.short": {"min_chars": 8}},
    {f"{STEPS}.twins": {}},
    {f"{STEPS}.measured": {}},
]
SOURCES = [
    {"source": "texts", "path": "${DATA}/zh.jsonl", "name": "notes"},
    {"source": "texts", "path": "${DATA}/en.jsonl", "name": "leaflets", "domain": "general"},
]


def write_data(folder: Path, count: int = 30) -> None:
    """`count` rows a language: some alike, some short, one not to be kept."""
    zh = [f"患者咳嗽 {n} 天，伴有低热和乏力。" for n in range(count - 2)] + ["短", "secret 患者"]
    en = [f"Take {n % 20} TABLETS with water, after meals." for n in range(count)]
    for lang, texts in (("zh", zh), ("en", en)):
        given = ({"id": n, "lang": lang, "text": text} for n, text in enumerate(texts))
        rows.write(folder / f"{lang}.jsonl", given)


def write_recipe(folder: Path, stage: str = "cpt", **changes: Any) -> Path:
    """A family of one recipe, `<stage>.data.yaml`."""
    recipe = {"stage": stage, "sources": SOURCES, "curate": CURATE, "held_out": 0.2}
    recipe |= {"train": {"global_batch": 8}, **changes}
    path = folder / f"{stage}.data.yaml"
    path.write_text(yaml.safe_dump(recipe, allow_unicode=True), encoding="utf-8")
    return path


def curated(folder: Path, stage: str = "cpt", executor: Executor | None = None, **run: Any) -> Any:
    """Runs the folder's recipe on the folder's data into its `out`; the ledger."""
    recipe = recipes.read_data(folder / f"{stage}.data.yaml", folder)
    settings = {"shard_rows": 7, **run}
    return Run(folder / "out", executor or Executor(), **settings).make(recipe)


def command(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, on the folder's recipe, data and `out`."""
    typed = [sys.executable, "-m", "train.data", "cpt", "--recipe", str(folder)]
    typed += ["--data", str(folder), "--out", str(folder / "out"), "--shard-rows", "7", *options]
    environment = {**os.environ, **environment}
    return subprocess.run(typed, env=environment, capture_output=True, text=True, check=False)


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
