"""Progress on a terminal, for what takes time. On stderr: stdout holds what people copy."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

Report = Callable[[int, int | None], None]  # done, and of how many if that is known


@contextmanager
def bar(what: str) -> Generator[Report]:
    from rich.console import Console  # not for `medloop serve`, which draws nothing
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def report(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield report


@contextmanager
def spinner(what: str) -> Generator[None]:
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
