"""Runs a job's tasks: in this process, or by datatrove on this machine, on Slurm or on Ray.

A task's result lies whole on a disk that all workers see, and whoever finds it there leaves it, so
an executor decides where tasks run and never what comes out. The command waits for them wherever
they run (on Slurm by `sbatch --wait`).
"""
# pyright: reportMissingModuleSource=false

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tqdm import tqdm

from train.errors import RecipeError, TrainError
from train.pipeline import shards

KINDS = ("inline", "local", "slurm", "ray")


class Job(Protocol):
    """Picklable: a worker elsewhere is given the job and the number of a task."""

    @property
    def title(self) -> str: ...
    @property
    def tasks(self) -> int: ...
    @property
    def total(self) -> int | None: ...  # rows, for the progress bar
    def lock(self, task: int) -> Path: ...
    def finished(self, task: int) -> bool: ...
    def run(self, task: int, tick: Callable[[int], object]) -> None: ...


@dataclass(frozen=True)
class Executor:
    """`cluster` goes to datatrove's executor as it is: partition, time, mem_per_cpu_gb, …"""

    kind: str = "inline"
    workers: int = 1
    cluster: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RecipeError(f"executor {self.kind!r} is unknown; known: {', '.join(KINDS)}")
        if self.workers < 1 or (self.kind == "inline" and self.workers > 1):
            raise RecipeError(f"{self.workers} workers: inline is one, --executor local is more")
        if self.kind in ("inline", "local") and self.cluster:
            raise RecipeError(f"executor {self.kind} takes no --cluster settings")

    def run(self, job: Job, logs: Path) -> None:
        """Raises what a task raised, or TrainError if a task ended without its result."""
        left = [task for task in range(job.tasks) if not job.finished(task)]
        if self.kind == "inline":
            with tqdm(desc=job.title, total=job.total, unit=" rows", disable=None) as bar:
                for task in left:
                    run_task(job, task, bar.update)
        elif left:
            from train.pipeline import blocks  # datatrove takes a second to import

            with _watched(job, left):
                blocks.run(self.kind, job, left, self.workers, logs, self.cluster)
            if lost := [task for task in left if not job.finished(task)]:
                raise TrainError(
                    f"{job.title}: {len(lost)} of {len(left)} tasks failed, see {logs}"
                )


def run_task(job: Job, task: int, tick: Callable[[int], object] = lambda _: None) -> None:
    with shards.alone(job.lock(task)):
        if not job.finished(task):
            job.run(task, tick)


@contextmanager
def _watched(job: Job, left: list[int]) -> Iterator[None]:
    """A bar of finished tasks; results on the disk are all that every executor shows alike."""
    with tqdm(desc=job.title, total=len(left), unit=" tasks", disable=None) as bar:
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(1):
                bar.update(sum(map(job.finished, left)) - bar.n)

        watcher = threading.Thread(target=watch)
        if not bar.disable:
            watcher.start()
        try:
            yield
        finally:
            ended.set()
            if watcher.ident:
                watcher.join()
