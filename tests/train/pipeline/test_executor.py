"""The same tasks on every executor that runs here, and what the others would be given."""
# pyright: reportMissingImports=false

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.train.curation import command, curated, write_data, write_recipe, written
from train.errors import DataError, RecipeError, TrainError
from train.pipeline import blocks
from train.pipeline.curating import Curating
from train.pipeline.executor import Executor

# Fakes of Slurm's commands: the array's tasks run here, one after the other.
SBATCH = """#!{python}
import os, re, subprocess, sys
script = open(sys.argv[-1], encoding="utf-8").read()
last = int(re.search(r"#SBATCH --array=0-(\\d+)", script)[1])
assert "#SBATCH --wait\\n" in script
for task in range(last + 1):
    env = {{**os.environ, "SLURM_ARRAY_TASK_ID": str(task), "RUN_OFFSET": "0"}}
    env |= {{"SLURM_NODELIST": "here", "SLURM_JOB_ID": "1"}}
    failed = subprocess.run(["bash", "-c", script], env=env, stderr=sys.stderr, stdout=2).returncode
    if failed:
        sys.exit(failed)
print("Submitted batch job 1")
"""
SRUN = '#!/bin/bash\nwhile [[ $1 == -* ]]; do [[ $1 == -n ]] && shift; shift; done\nexec "$@"\n'
SCONTROL = "#!/bin/bash\necho here\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


@pytest.fixture
def slurm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = {"sbatch": SBATCH.format(python=sys.executable), "srun": SRUN, "scontrol": SCONTROL}
    for name, text in commands.items():
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")


def test_the_same_bytes_come_out_whatever_the_number_of_workers(folder: Path) -> None:
    curated(folder, shard_rows=20)
    inline = written(folder / "out")
    assert len(inline["train.jsonl"]) > 1000
    for workers in (1, 3):
        curated(folder, executor=Executor("local", workers), anew=True, shard_rows=20)
        assert written(folder / "out") == inline


def test_slurm_gives_the_same_bytes(folder: Path, slurm: None) -> None:
    write_recipe(folder, curate=[])
    curated(folder, shard_rows=50)
    inline = written(folder / "out")
    curated(folder, executor=Executor("slurm", 2), anew=True, shard_rows=50)
    assert written(folder / "out") == inline


def test_an_error_of_a_slurm_task_reaches_the_command(folder: Path, slurm: None) -> None:
    (folder / "en.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(TrainError, match=r"en\.jsonl"):
        curated(folder, executor=Executor("slurm", 2))


def test_the_sbatch_script_asks_for_what_it_was_told(folder: Path) -> None:
    job = Curating(folder, "lower+short", 100, 1000, ())
    cluster = {"partition": "medical", "time": "02:00:00", "mem_per_cpu_gb": 8}
    made = blocks.make("slurm", job, list(range(100)), 16, folder / "logs", cluster)
    script = made.get_launch_file_contents(made.get_sbatch_args(100), "run")
    for line in ("partition=medical", "time=02:00:00", "mem-per-cpu=8G", "array=0-99%16", "wait"):
        assert f"#SBATCH --{line}\n" in script
    assert "LOGURU_DIAGNOSE=NO" in script


def test_ray_is_given_every_task_that_is_left(folder: Path) -> None:
    job = Curating(folder, "lower", 5, 50, ())
    made = blocks.make("ray", job, [1, 3, 4], 2, folder / "logs", {"mem_per_cpu_gb": 4})
    assert (made.world_size, made.workers, made.mem_per_cpu_gb) == (3, 2, 4)
    assert made.pipeline[0].left == [1, 3, 4]


def test_a_setting_that_a_cluster_has_not_is_refused(folder: Path) -> None:
    job = Curating(folder, "lower", 1, 1, ())
    with pytest.raises(RecipeError, match="did you mean 'partition'"):
        blocks.make("slurm", job, [0], 1, folder, {"partitoin": "medical"})


def test_an_error_in_a_worker_is_the_commands_error(folder: Path) -> None:
    (folder / "en.jsonl").write_text('{"txt": "no text"}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"en\.jsonl"):
        curated(folder, executor=Executor("local", 2))


def test_a_worker_that_is_killed_ends_the_run_and_nothing_is_lost(folder: Path) -> None:
    killed = command(folder, "--executor", "local", "--workers", "2", DIE_AT="leaflets-15")
    assert killed.returncode == 2
    assert "a worker was killed" in killed.stderr
    curated(folder)
    resumed = written(folder / "out")
    curated(folder, anew=True)
    assert written(folder / "out") == resumed


def test_logs_hold_no_word_of_a_row(folder: Path) -> None:
    curated(folder, executor=Executor("local", 2), keep_work=True)
    logs = [path.read_text() for path in folder.glob("out/work/*/logs/**/*") if path.is_file()]
    assert len(logs) > 10
    assert not [text for text in logs if "患者" in text or "tablets" in text.lower()]


def test_inline_is_one_process() -> None:
    with pytest.raises(RecipeError, match="--executor local"):
        Executor("inline", 3)
    with pytest.raises(RecipeError, match="known: inline, local, slurm, ray"):
        Executor("spark")
