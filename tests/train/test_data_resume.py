"""Killed and started again: the same bytes, or a refusal that says what differs."""

import signal
from pathlib import Path

import pytest

from tests.train.curation import CURATE, STEPS, command, curated, write_data, write_recipe, written
from train import rows
from train.errors import CannotResume
from train.pipeline import shards
from train.pipeline.run import _locked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


def test_killed_halfway_it_goes_on_to_the_same_bytes(folder: Path) -> None:
    curated(folder, shard_rows=7)
    whole = written(folder / "out")
    (folder / "out").rename(folder / "whole")

    killed = command(folder, DIE_AT="leaflets-15")
    assert killed.returncode == -signal.SIGKILL
    assert not (folder / "out" / "train.jsonl").exists()
    finished = {path: path.stat().st_mtime_ns for path in folder.glob("out/work/steps-*/*.jsonl")}
    assert len(finished) == 7  # five shards of notes and two of leaflets

    resumed = command(folder, "--keep-work", DIE_AT="leaflets-3")  # of a shard that is finished
    assert resumed.returncode == 0
    assert written(folder / "out") == whole
    left = [path for path in finished if path.exists()]
    assert all(path.stat().st_mtime_ns == finished[path] for path in left)


def test_after_a_kill_the_changed_recipe_is_refused_and_what_differs_is_said(folder: Path) -> None:
    command(folder, DIE_AT="leaflets-15")
    write_recipe(folder, curate=[CURATE[0], {f"{STEPS}.short": {"min_chars": 9}}, *CURATE[2:]])
    with pytest.raises(CannotResume, match=r"short.*'min_chars': 8.*'min_chars': 9"):
        curated(folder)


def test_after_a_kill_changed_data_is_refused(folder: Path) -> None:
    command(folder, DIE_AT="leaflets-15")
    write_data(folder, 31)
    with pytest.raises(CannotResume, match=r"source 'leaflets': sha256 was"):
        curated(folder)


def test_finished_data_of_another_recipe_is_refused_and_left_as_it_is(folder: Path) -> None:
    curated(folder)
    before = written(folder / "out")
    write_recipe(folder, held_out=0.3)
    with pytest.raises(CannotResume, match=r"held_out was 0.2, is 0.3\): name another --out"):
        curated(folder)
    assert written(folder / "out") == before


def test_anew_another_recipe_takes_the_folder(folder: Path) -> None:
    curated(folder)
    write_recipe(folder, held_out=0.3)
    assert curated(folder, anew=True)["held_out"] == 0.3


def test_with_the_work_kept_only_what_follows_the_change_is_done_again(folder: Path) -> None:
    assert command(folder, "--keep-work").returncode == 0
    write_recipe(folder, held_out=0.3)
    changed = command(folder, "--anew", DIE_AT="notes-3")  # the first steps do not run again
    assert changed.returncode == 0


def test_rows_changed_by_hand_are_noticed(folder: Path) -> None:
    curated(folder)
    with (folder / "out" / "train.jsonl").open("a") as file:
        file.write('{"text": "added"}\n')
    with pytest.raises(CannotResume, match="not what the ledger says"):
        curated(folder)


def test_rows_of_unknown_origin_are_not_overwritten(folder: Path) -> None:
    (folder / "out").mkdir()
    rows.write(folder / "out" / "train.jsonl", [{"text": "mine"}])
    with pytest.raises(CannotResume, match="without a ledger"):
        curated(folder)


def test_two_runs_do_not_share_a_folder(folder: Path) -> None:
    with _locked(folder / "out" / "work"), pytest.raises(CannotResume, match="another run"):
        curated(folder)


def test_shards_hold_a_fixed_number_of_rows(tmp_path: Path) -> None:
    given = [{"id": str(n), "source": "a", "lang": "zh", "text": "咳"} for n in range(10)]
    borders = shards.write_all(tmp_path, map(shards.item, given), 4)
    assert [border.rows for border in borders] == [4, 4, 2]
    back = [row for n in range(3) for _, row in shards.items(shards.rows_file(tmp_path, n))]
    assert back == given
