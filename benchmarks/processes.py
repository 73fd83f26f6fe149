"""Processes of a benchmark: started on a chosen core, watched through /proc, always stopped.

Not run by itself; targets.py starts servers with it, gateway.py reads CPU and memory. Linux only.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
POLL = 0.005  # seconds between two looks at a server that is starting


class Unavailable(Exception):
    """A server did not start; the text says what it printed."""


@dataclass(frozen=True)
class Cores:
    """Client and upstream share one core, so that the target has the other for itself."""

    harness: int
    target: int

    @classmethod
    def choose(cls) -> "Cores":
        usable = sorted(os.sched_getaffinity(0))
        return cls(harness=usable[0], target=usable[1 % len(usable)])


@contextlib.contextmanager
def pinned_to(core: int) -> Iterator[None]:
    """This thread on `core`; whatever it starts meanwhile stays there."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int
    log: Path
    started: float

    @classmethod
    def start(
        cls, command: Sequence[str], *, port: int, core: int, env: Mapping[str, str], log: Path
    ) -> "Server":
        with pinned_to(core), log.open("wb") as out:
            started = time.perf_counter()
            process = subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
            )
        return cls(process, port, log, started)

    async def ready(self, path: str, seconds: float = 120.0) -> float:
        """Seconds from the start until `path` answers 200."""
        while time.perf_counter() - self.started < seconds:
            if self.process.poll() is not None:
                break
            if await status_of(self.port, path) == 200:
                return time.perf_counter() - self.started
            await asyncio.sleep(POLL)  # nothing to await: the server cannot call us
        end = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        self.stop()
        raise Unavailable(f"no 200 from {path}; the last it printed:\n{end}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def tree(self) -> list[int]:
        """The process and everything it started."""
        pids = [self.process.pid]
        for pid in pids:
            for task in glob_ids(Path(f"/proc/{pid}/task")):
                with contextlib.suppress(OSError):
                    children = Path(f"/proc/{pid}/task/{task}/children").read_text()
                    pids += [int(child) for child in children.split()]
        return pids

    def cpu_seconds(self) -> float:
        total = 0
        for pid in self.tree():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self) -> tuple[float, float]:
        """Resident MiB now and at most, of the largest process of the tree: its worker."""
        found = [sizes(pid) for pid in self.tree()]
        return max(now for now, _ in found), max(most for _, most in found)


def glob_ids(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def sizes(pid: int) -> tuple[float, float]:
    found = {"VmRSS": 0.0, "VmHWM": 0.0}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in found:
                found[name] = int(value.split()[0]) / 1024
    return found["VmRSS"], found["VmHWM"]


async def status_of(port: int, path: str) -> int:
    """The status of a GET, 0 when nobody answers."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return 0
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
        line = await asyncio.wait_for(reader.readline(), 10)
        return int(line.split()[1]) if line.startswith(b"HTTP/1.") else 0
    except (OSError, TimeoutError):
        return 0
    finally:
        writer.close()
