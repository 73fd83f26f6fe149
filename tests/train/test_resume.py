"""A run that was killed and resumed ends as one that was not: the same weights, the same log."""
# pyright: reportMissingImports=false

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from safetensors.torch import load_file
from typer.testing import CliRunner

from tests.train.staging import DiesAtStep, FailsWhileSaving, Fault, Ran, prepare, run
from train import rows
from train import run as train_run
from train.training import checkpoints

RESUME = ("--resume_from_checkpoint", "true")


@dataclass(frozen=True)
class Kill:
    kind: str
    fault: Fault
    whole: list[str]  # the checkpoints it leaves
    half: list[str]


KILLS = [
    Kill("sft", DiesAtStep(5), ["checkpoint-2", "checkpoint-4"], []),
    Kill("cpt", FailsWhileSaving(4), ["checkpoint-2"], ["checkpoint-4"]),
    Kill("dpo", DiesAtStep(3), ["checkpoint-2"], []),
]


@dataclass(frozen=True)
class Runs:
    kill: Kill
    config: Path
    through: Ran  # was not killed
    killed: Ran
    left: list[str]
    resumed: Ran


@pytest.fixture(scope="module", params=KILLS, ids=lambda kill: kill.kind)
def runs(request: pytest.FixtureRequest, tiny: Path, tmp_path_factory) -> Runs:
    kill = request.param
    folder = tmp_path_factory.mktemp(kill.kind)
    config = prepare(folder, tiny, kill.kind)
    with ThreadPoolExecutor(2) as pool:
        through = pool.submit(run, config, output=folder / "through")
        killed = pool.submit(run, config, output=folder / "killed", fault=kill.fault).result()
    left = sorted(path.name for path in killed.output.glob("checkpoint-*"))
    resumed = run(config, *RESUME, output=killed.output)
    return Runs(kill, config, through.result(), killed, left, resumed)


def test_kill_9_leaves_what_it_had_saved(runs: Runs) -> None:
    assert runs.killed.code == -signal.SIGKILL
    assert runs.left == sorted(runs.kill.whole + runs.kill.half)


def test_a_resumed_run_ends_with_the_same_weights_and_losses(runs: Runs) -> None:
    assert (runs.through.code, runs.resumed.code) == (0, 0), runs.resumed.log[-2000:]
    assert runs.resumed.training["train_loss"] == pytest.approx(
        runs.through.training["train_loss"], abs=1e-6
    )
    through, resumed = (
        load_file(r.output / "model.safetensors") for r in (runs.through, runs.resumed)
    )
    assert through.keys() == resumed.keys()
    assert all(through[name].equal(resumed[name]) for name in through)


def test_its_log_has_every_step_once(runs: Runs) -> None:
    assert runs.resumed.history == runs.through.history
    assert [row["step"] for row in runs.resumed.history if "loss" in row] == [1, 2, 3, 4, 5, 6]


def test_it_goes_on_from_the_newest_whole_checkpoint(runs: Runs) -> None:
    assert f"going on from {runs.kill.whole[-1]}" in runs.resumed.log
    for name in runs.kill.half:
        assert f"{name} was half-written: removed" in runs.resumed.log


one_kind = pytest.mark.parametrize("runs", KILLS[:1], indirect=True, ids=["sft"])


@one_kind
def test_a_run_that_is_finished_is_not_run_again(runs: Runs) -> None:
    before = rows.sha256(runs.resumed.output / "model.safetensors")
    again = run(runs.config, *RESUME, output=runs.resumed.output)
    assert again.code == 0
    assert "trained already" in again.log
    assert rows.sha256(again.output / "model.safetensors") == before


@one_kind
def test_a_run_killed_after_its_last_step_takes_no_other(runs: Runs) -> None:
    (runs.resumed.output / "training.json").unlink()
    again = run(runs.config, *RESUME, output=runs.resumed.output)
    assert again.code == 0, again.log[-2000:]
    assert again.training["steps"] == 6
    assert again.history == runs.through.history


@pytest.fixture(scope="module")
def stopped(tiny: Path, tmp_path_factory) -> tuple[Path, Ran]:
    config = prepare(tmp_path_factory.mktemp("stopped"), tiny, "sft")
    return config, run(config, fault=DiesAtStep(3))


def test_another_recipe_is_refused_by_the_setting_that_differs(stopped) -> None:
    config, _ = stopped
    other = run(config, *RESUME, "--learning_rate", "2e-3")
    assert other.code == 2
    assert "recipe: learning_rate was 0.001, now 0.002" in other.log


def test_train_run_refuses_another_recipe_before_it_starts_anything(
    stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stage sealed its checkpoint; the command that would start it again reads the seal."""
    config, _ = stopped
    monkeypatch.setattr("subprocess.run", pytest.fail)
    asked = [str(config), "--resume"]
    same = CliRunner().invoke(train_run.command, [*asked, "--dry-run"])
    assert same.exit_code == 0, same.output
    other = CliRunner().invoke(train_run.command, [*asked, "--learning_rate", "2e-3"])
    assert other.exit_code == 2
    assert "checkpoint-2 is of another run:" in other.output
    assert "recipe: learning_rate was 0.001, now 0.002" in other.output


def test_other_data_are_refused_by_the_file_that_differs(stopped) -> None:
    config, killed = stopped
    path = config.parent / "data" / "train.jsonl"
    bytes_before = path.read_bytes()
    path.write_bytes(b"".join(bytes_before.splitlines(keepends=True)[1:]))
    other = run(config, *RESUME)
    path.write_bytes(bytes_before)
    assert other.code == 2
    assert "data: train.jsonl has other bytes" in other.log
    assert [p.name for p in checkpoints.whole(killed.output)] == ["checkpoint-2"]


def test_an_earlier_run_is_not_written_over(stopped) -> None:
    config, killed = stopped
    again = run(config)
    assert again.code == 2
    assert "holds an earlier run" in again.log
    assert len(checkpoints.whole(killed.output)) == 1


def test_a_comment_in_the_recipe_is_no_other_recipe(stopped) -> None:
    config, _ = stopped
    config.write_text(config.read_text() + "# why so\n")
    assert run(config, *RESUME).code == 0


def test_a_full_disk_keeps_the_last_whole_checkpoint(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft")
    full = run(config, fault=FailsWhileSaving(4, full=True))
    assert full.code == 2
    assert "the last whole checkpoint is checkpoint-2" in full.log
    assert [p.name for p in full.output.glob("checkpoint-*")] == ["checkpoint-2"]
    seal = json.loads((full.output / "checkpoint-2" / "medloop.json").read_text())
    assert seal["step"] == 2
    assert run(config, *RESUME).training["steps"] == 6
