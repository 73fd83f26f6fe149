"""The rows a run logs, and the picture made of them."""
# pyright: reportMissingImports=false

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from train import rows
from train.errors import DataError
from train.training import curves

LOGGED = [
    {"step": 1, "loss": 7.1, "learning_rate": 1e-3, "grad_norm": 2.0, "rewards/accuracies": 0.5},
    {"step": 2, "loss": 6.9, "learning_rate": 5e-4, "grad_norm": 1.5, "rewards/accuracies": 0.75},
    {"step": 2, "eval_中文问诊_loss": 7.0, "eval_<talks>_loss": 6.8},
    {"step": 2, "eval_loss": 6.9},
]


def drawn(folder: Path, logged: list[rows.Row], name: str = "curves.svg") -> bytes:
    rows.write(folder / "history.jsonl", logged)
    curves.draw(folder / "history.jsonl", folder / name)
    return (folder / name).read_bytes()


def test_the_same_rows_are_the_same_picture(tmp_path: Path) -> None:
    assert drawn(tmp_path, LOGGED) == drawn(tmp_path, LOGGED, "again.svg")
    assert drawn(tmp_path, LOGGED[:1]) != drawn(tmp_path, LOGGED)


def test_it_shows_what_was_logged_and_nothing_else(tmp_path: Path) -> None:
    text = drawn(tmp_path, LOGGED).decode()
    for shown in ("learning rate", "preference accuracy", "eval_中文问诊_loss", "&lt;talks&gt;"):
        assert shown in text
    assert "preference accuracy" not in drawn(tmp_path, [{"step": 1, "loss": 7.0}]).decode()


def test_a_history_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no row"):
        drawn(tmp_path, [])
    assert not (tmp_path / "curves.svg").exists()


def logging(folder: Path, known: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[rows.Row]:
    """What a run's file holds that knew of some rows when it started, and logged others."""
    args = SimpleNamespace(output_dir=str(folder))
    state = SimpleNamespace(is_world_process_zero=True, log_history=list(known))
    history = curves.History()
    history.on_train_begin(args, state, None)
    for entry in new:
        state.log_history.append(entry)
        history.on_log(args, state, None)
    history.on_train_end(args, state, None)
    return list(rows.read(folder / "history.jsonl"))


def test_a_resumed_run_writes_over_what_its_checkpoint_does_not_know(tmp_path: Path) -> None:
    first = [{"loss": 7.0, "step": 1}, {"loss": 6.0, "step": 2}, {"loss": 5.5, "step": 3}]
    assert logging(tmp_path, [], first) == first
    resumed = logging(tmp_path, first[:2], [{"loss": 5.0, "step": 3}])
    assert [row["loss"] for row in resumed] == [7.0, 6.0, 5.0]


def test_times_are_left_out(tmp_path: Path) -> None:
    entries = [
        {"eval_a_loss": 2.0, "eval_a_runtime": 1.3, "eval_a_steps_per_second": 3.0, "step": 2},
        {"train_runtime": 9.0, "train_loss": 3.0, "epoch": 1.0, "step": 2},
    ]
    assert logging(tmp_path, [], entries) == [{"step": 2, "eval_a_loss": 2.0}]
