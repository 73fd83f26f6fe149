"""Both databases, for real: SQLite in the test's folder, PostgreSQL started by the tests.

PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
"""

import asyncio
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from app.models import Base
from migrations.run import upgrade

PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "postgres"
# Waits for the end of its input, which comes when the tests end, even killed: then cleans up.
GUARD = 'cat >/dev/null; "$0" stop -s -w -m immediate -D "$1/data"; rm -rf "$1"'


class Postgres:
    """A server of the tests' own, in a folder of its own, on a free port."""

    def __init__(self) -> None:
        self._programs = _newest_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="medloop-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, OWNER, OWNER)
        self._port = _free_port()
        self._names = (f"test_{number}" for number in count(1))
        self._at_hand: list[str] = []  # URLs of migrated databases with nobody in them
        self._guard = subprocess.Popen(
            _as_owner(["sh", "-c", GUARD, str(self._programs / "pg_ctl"), str(self._folder)]),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--no-sync", "-D", self._data)  # fmt: skip

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        # A stopped server loses nothing without fsync; only a power cut would tell the difference.
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", log, "-o", options)

    def stop(self) -> None:
        """At once, as a crash would: open connections break."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self._data)

    @property
    def is_running(self) -> bool:
        return (self._folder / "data" / "postmaster.pid").exists()

    def remove(self) -> None:
        self._guard.communicate()

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = next(self._names)
        asyncio.run(self._execute("postgres", f"CREATE DATABASE {name}"))
        return f"postgresql+asyncpg://{OWNER}@127.0.0.1:{self._port}/{name}"

    def lend(self) -> str:
        """The URL of a migrated database with nobody in it, which nobody else has."""
        if not self._at_hand:
            self._at_hand.append(self.new_database())
            upgrade(self._at_hand[-1])
        return self._at_hand.pop()

    def take_back(self, url: str) -> None:
        """Empties it for the next test; a server that a test left stopped is started."""
        if not self.is_running:
            self.start()
        everything = ", ".join(table.name for table in Base.metadata.sorted_tables)
        # As a replica, or the audit's own triggers would refuse.
        empty = (
            f"SET lock_timeout = '9s'; SET session_replication_role = replica; "
            f"TRUNCATE {everything}; INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, '')"
        )
        asyncio.run(self._execute(url.rpartition("/")[2], empty))
        self._at_hand.append(url)

    async def _execute(self, database: str, statements: str) -> None:
        connection = await asyncpg.connect(
            host="127.0.0.1", port=self._port, user=OWNER, database=database
        )
        await connection.execute(statements)
        await connection.close()

    def _run(self, program: str, *arguments: str) -> None:
        command = _as_owner([str(self._programs / program), *arguments])
        # Into a file: the server would keep a pipe open, and we would wait for its end.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False)
            output.seek(0)
            if done.returncode:
                raise RuntimeError(f"{shlex.join(command)}: {output.read().decode()}")


def _as_owner(command: list[str]) -> list[str]:
    return ["runuser", "-u", OWNER, "--", *command] if os.geteuid() == 0 else command


def _newest_programs() -> Path:
    found = [path.parent for path in PROGRAMS.glob("*/bin/postgres")]
    if not found:
        pytest.fail(
            f"There is no PostgreSQL server under {PROGRAMS}: install the Debian package "
            "`postgresql` (apt-get install postgresql) and run the tests again."
        )
    return max(found, key=lambda path: int(path.parent.name))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "medloop.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """A database without any table."""
    if database_kind == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """A database of this test's own, migrated, with nobody in it."""
    return request.getfixturevalue(f"{database_kind}_url")


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    path = tmp_path / "medloop.db"
    shutil.copyfile(migrated_file, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def postgresql_url(postgres: Postgres) -> Iterator[str]:
    url = postgres.lend()
    yield url
    postgres.take_back(url)
