"""One side of the comparison, in a process and an environment of its own.

Not run by itself: curation_ours.py and curation_datatrove.py are, by curation.py. A line on stdin
names a task; the answer is a line of JSON on stdout: what the task returned, and what it took.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Task = Callable[[list[dict[str, str]]], Any]


def serve(tasks: Mapping[str, Task], documents: list[dict[str, str]]) -> None:
    """Answers `TASK COUNT` lines: the task over the first COUNT documents."""
    print(json.dumps({"ready": len(documents)}), flush=True)
    for line in sys.stdin:
        task, count = line.split()
        start, clock = process_time(), perf_counter()
        result = tasks[task](documents[: int(count)])
        took = {"cpu": process_time() - start, "wall": perf_counter() - clock}
        print(json.dumps(took | {"result": result}), flush=True)


def documents_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
