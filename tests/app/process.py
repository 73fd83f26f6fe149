"""`medloop` as a process of its own: what a user starts, and what can be killed."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

MEDLOOP = Path(sys.executable).with_name("medloop")
PATIENCE = 180.0  # seconds; loading vLLM on a busy machine takes one minute


class Process:
    """Started on construction; `url` waits until it serves. Its stderr is kept in a file."""

    def __init__(self, home: Path, *arguments: str, **settings: Any) -> None:
        self.home = home
        self.lines: list[str] = []  # of stdout, as far as they were read
        given = {"home": home, "port": 0, "rate_per_minute": 1_000_000, **settings}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MEDLOOP_")}
        environment |= {f"MEDLOOP_{name.upper()}": str(value) for name, value in given.items()}
        self._errors = home.with_name(home.name + ".stderr")
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [MEDLOOP, *arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                text=True,
            )

    @property
    def errors(self) -> str:
        return self._errors.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return self.says(r"address: (http://\S+)")

    def says(self, pattern: str) -> str:
        """What the pattern's group matches in the first line of stdout that it matches."""
        patience = threading.Timer(PATIENCE, self._process.kill)
        patience.start()
        try:
            for line in self._lines():
                if found := re.fullmatch(pattern, line):
                    return found[1]
        finally:
            patience.cancel()
        raise AssertionError(
            f"medloop ended without saying {pattern!r}; its stderr:\n{self.errors}"
        )

    def _lines(self) -> Iterator[str]:
        assert self._process.stdout is not None
        yield from self.lines
        while line := self._process.stdout.readline():
            self.lines.append(line.rstrip("\n"))
            yield self.lines[-1]

    def client(self, key: str, **options: Any) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {key}"}
        return httpx2.Client(base_url=self.url, headers=headers, timeout=30, **options)

    def async_client(self, key: str) -> httpx2.AsyncClient:
        headers = {"Authorization": f"Bearer {key}"}
        return httpx2.AsyncClient(base_url=self.url, headers=headers, timeout=30)

    def children(self) -> list[int]:
        """The processes it has started, by number."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]

    def kill(self) -> None:
        """As the kernel does when memory is short: nothing can be saved."""
        self._process.kill()
        self.ended()

    def ask_to_end(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """Waits for the end; the exit status, negative for a signal."""
        if self._process.stdout is not None:
            self.lines += self._process.stdout.read().splitlines()
            self._process.stdout.close()
        return self._process.wait()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None


@contextmanager
def started(home: Path, *arguments: str, **settings: Any) -> Iterator[Process]:
    process = Process(home, *arguments, **settings)
    try:
        yield process
    finally:
        if process.alive:
            process.kill()


def home_like(prepared: tuple[Path, str], folder: Path) -> tuple[Path, str]:
    """A home with the prepared database, and its index, which is only read."""
    template, key = prepared
    home = folder / "home"
    home.mkdir()
    (home / "medloop.db").write_bytes((template / "medloop.db").read_bytes())
    (home / "index").symlink_to(template / "index")
    return home, key
