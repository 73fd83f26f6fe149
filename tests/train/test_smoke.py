"""The whole room, once, by the command a person types: `make train-smoke`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.vllm import PYTHON
from train.releasing import manifest

STAGES = ("cpt1", "cpt2", "sft", "dpo")


@pytest.fixture(scope="session")
def smoke(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PYTHON.exists():
        pytest.fail(f"There is no {PYTHON}: run the tests with `make test`, which installs it.")
    out = tmp_path_factory.mktemp("smoke") / "out"
    command = [sys.executable, "-m", "train.smoke", out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def told(smoke: Path) -> dict[str, Any]:
    return json.loads((smoke / "smoke.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("stage", ["cpt1", "cpt2", "sft"])
def test_the_held_out_loss_falls(told: dict[str, Any], stage: str) -> None:
    before, after = (told["stages"][stage][when]["loss/all"] for when in ("before", "after"))
    assert before["n"] == after["n"] == told["stages"][stage]["rows"]["test"]
    assert after["value"] < before["value"]


def test_the_loss_from_nothing_to_the_first_model_falls_beyond_doubt(told: dict[str, Any]) -> None:
    first = told["stages"]["cpt1"]
    assert first["after"]["loss/all"]["high"] < first["before"]["loss/all"]["low"]


def test_chosen_answers_are_preferred_more_often(told: dict[str, Any]) -> None:
    before, after = (told["stages"]["dpo"][when] for when in ("before", "after"))
    for source in ("all", "preferences"):
        name = f"prefers_chosen/{source}"
        assert after[name]["value"] > before[name]["value"]


def test_one_stage_ran_under_zero_3_on_two_ranks(told: dict[str, Any]) -> None:
    ran = {name: (stage["ranks"], stage["zero"]) for name, stage in told["stages"].items()}
    assert ran == {"cpt1": (1, 0), "cpt2": (1, 0), "sft": (2, 3), "dpo": (1, 0)}


def test_the_release_accounts_for_every_stage(smoke: Path, told: dict[str, Any]) -> None:
    said = manifest.check(smoke / "release")
    assert said == told["release"]
    assert (said["kind"], said["base"]) == ("full", "tiny")
    assert [stage["recipe"] for stage in said["stages"]] == [f"smoke/{name}" for name in STAGES]
    assert said["metrics"] == told["stages"]["dpo"]["after"]
    for stage in said["stages"]:
        ledger = json.loads((smoke / "release" / stage["ledger"]).read_text(encoding="utf-8"))
        assert ledger["unexplained"] == 0
        assert ledger["written"]["train"]["sha256"] == stage["data"]["train.jsonl"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_medloop_answers_with_the_release_from_evidence(
    smoke: Path, told: dict[str, Any], lang: str
) -> None:
    said = told["served"][lang]
    assert said["tokens"] > 0
    assert said["answer"].strip()
    assert said["evidence"] == "found"
    assert said["release"]["engine"] == "vllm"
    assert said["release"]["base"] == str((smoke / "release").resolve())
    assert said["release"]["tokenizer_sha256"] == told["release"]["tokenizer_sha256"]
    assert said["release"]["template_sha256"] == told["release"]["chat_template_sha256"]
