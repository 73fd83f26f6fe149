"""The command, as a person types it."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.train.curation import command, write_data, write_recipe, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


def test_it_writes_rows_ledger_and_card_and_says_where(folder: Path) -> None:
    ended = command(folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"{folder / 'out'}: train ")
    assert {"train.jsonl", "test.jsonl", "ledger.json", "card.md"} <= written(folder / "out").keys()


def test_a_second_time_it_finds_everything_done(folder: Path) -> None:
    first = command(folder)
    before = written(folder / "out")
    second = command(folder, DIE_AT="notes-3")  # no step runs
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert written(folder / "out") == before


def test_curation_needs_no_training_library(folder: Path) -> None:
    code = (
        "import sys, train.data\n"
        "heavy = {'torch', 'transformers', 'trl', 'datasets', 'datatrove', 'sklearn'}\n"
        "sys.exit(f'{heavy & set(sys.modules)}' if heavy & set(sys.modules) else 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""


def test_on_a_terminal_it_shows_how_far_it_is(folder: Path) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    typed = [sys.executable, "-m", "train.data", "cpt", "--recipe", str(folder)]
    typed += ["--data", str(folder), "--out", str(folder / "out")]
    subprocess.run(typed, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "rows" in shown
    assert "患者" not in shown


def test_an_unknown_stage_names_the_nearest_recipe(folder: Path) -> None:
    typed = [sys.executable, "-m", "train.data", "ctp", "--recipe", str(folder), "--out", "x"]
    ended = subprocess.run(typed, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "did you mean 'cpt'?" in ended.stderr
