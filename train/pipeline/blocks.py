"""A job as a datatrove pipeline of one block, for its local, Slurm and Ray executors.

datatrove's own completion marks are not used: a task's result is its mark. What it logs stays in
the run's folder, without the values of variables, which would be the rows' text.
"""
# pyright: reportMissingImports=false

import importlib.util
import inspect
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["LOGURU_DIAGNOSE"] = "NO"  # before loguru is imported

from datatrove.executor import (
    LocalPipelineExecutor,
    RayPipelineExecutor,
    SlurmPipelineExecutor,
)
from datatrove.pipeline.base import PipelineStep
from loguru import logger

import train
from train.errors import RecipeError, TrainError
from train.pipeline.executor import run_task
from train.recipe import nearest

if TYPE_CHECKING:
    from train.pipeline.executor import Job

SLURM = {"partition": "cpu", "time": "24:00:00", "qos": ""}


class Tasks(PipelineStep):
    """The rank-th of the tasks that are left. It neither reads nor yields documents."""

    name = "tasks"
    type = "medloop"

    def __init__(self, job: "Job", left: list[int], errors: Path) -> None:
        super().__init__()
        self.job, self.left, self.errors = job, left, errors

    def run(self, data: Any = None, rank: int = 0, world_size: int = 1) -> None:
        try:
            run_task(self.job, self.left[rank])
        except TrainError as error:
            self.errors.mkdir(parents=True, exist_ok=True)
            (self.errors / f"{rank:05d}").write_text(str(error), encoding="utf-8")
            raise


class Local(LocalPipelineExecutor):
    """datatrove's, but for its pool, which waits for ever for a worker that was killed. Quiet: the
    command shows its own progress, and errors come back by themselves."""

    def run(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["__main__", __name__])
        pool = ProcessPoolExecutor(self.workers, context, initializer=_end_with_the_command)
        try:
            for task in as_completed(
                [pool.submit(self._run_for_rank, rank, 1) for rank in range(self.tasks)]
            ):
                task.result()
        except BrokenProcessPool as error:
            raise TrainError(
                "a worker was killed, likely for want of memory: what is finished is kept, run "
                "the same command with fewer workers"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)

    def _run_for_rank(self, rank: int, local_rank: int = 0, node_rank: int = -1) -> Any:
        with redirect_stderr(_Silent()):
            return super()._run_for_rank(rank, local_rank, node_rank)


class Slurm(SlurmPipelineExecutor):
    """Waits for its jobs. The ledger counts, so there are no statistics to merge."""

    def launch_merge_stats(self) -> None:
        pass


def _end_with_the_command() -> None:
    """A worker whose command was killed would wait for its next task for ever."""
    parent = multiprocessing.parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class _Silent(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def make(
    kind: str, job: "Job", left: list[int], workers: int, logs: Path, cluster: dict[str, Any]
) -> Any:
    """datatrove's executor for `left`; RecipeError for a cluster setting that it has not."""
    shared = {
        "pipeline": [Tasks(job, left, logs / "errors")],
        "tasks": len(left),
        "workers": min(workers, len(left)),
        "logging_dir": str(logs.resolve()),
        "skip_completed": False,
    }
    if kind == "local":
        return Local(**shared)
    cls = Slurm if kind == "slurm" else RayPipelineExecutor
    known = list(inspect.signature(cls.__init__).parameters)
    for key in cluster:
        if key not in known or key in shared:
            raise RecipeError(f"executor {kind}, --cluster {key} is unknown{nearest(key, known)}")
    return cls(**shared, **(_slurm(job) if kind == "slurm" else {}) | cluster)


def _slurm(job: "Job") -> dict[str, Any]:
    paths = f"PATH={sys.prefix}/bin:$PATH PYTHONPATH={Path(train.__file__).parent.parent}"
    return {
        **SLURM,
        "job_name": f"medloop-{job.title}".replace(" ", "-"),
        "env_command": f"export LOGURU_DIAGNOSE=NO {paths}",
        "sbatch_args": {"wait": ""},
        "requeue": False,
    }


def run(
    kind: str, job: "Job", left: list[int], workers: int, logs: Path, cluster: dict[str, Any]
) -> None:
    """Until all tasks have ended; an error that a task left behind is raised here."""
    _check_installed(kind)
    shutil.rmtree(logs / "errors", ignore_errors=True)
    logger.remove()
    with redirect_stderr(_Silent()):
        executor = make(kind, job, left, workers, logs, cluster)
        try:
            executor.run()
        except subprocess.CalledProcessError as error:
            raise TrainError(
                _told(logs) or f"sbatch failed ({error.returncode}): {logs}"
            ) from error
    if told := _told(logs):
        raise TrainError(told)


def _check_installed(kind: str) -> None:
    if kind == "slurm" and shutil.which("sbatch") is None:
        raise RecipeError("executor slurm: no sbatch here, start it on a host that submits jobs")
    if kind == "ray" and importlib.util.find_spec("ray") is None:
        raise RecipeError("executor ray: install it first (pip install 'ray[default]')")


def _told(logs: Path) -> str:
    errors = sorted((logs / "errors").glob("*"))
    return errors[0].read_text(encoding="utf-8") if errors else ""
