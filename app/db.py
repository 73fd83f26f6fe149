"""The database behind one door: SQLite (WAL) by default, PostgreSQL by URL.

Routes use `Session`: one request, one transaction, committed before the reply leaves.
The recorder uses `Database.transact`, which costs SQLite a single hop to a thread.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import Depends, Request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session as SyncSession

T = TypeVar("T")
# A statement waits so long for somebody else's lock; SQLite's driver does so by default.
LOCK_TIMEOUT = "5s"
# SQLSTATE classes: connection, resources, locks, operator intervention, system.
AWAY = ("08", "53", "55", "57", "58")


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


class Database:
    """Opens lazily; a database that is away shows at the first statement, not here."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        options: dict[str, Any] = {
            "json_serializer": _dumps,
            "json_deserializer": orjson.loads,
            "hide_parameters": True,  # an error's text must not hold a patient's
        }
        if self.is_sqlite:
            self.engine = create_async_engine(parsed, **options)
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            self._writer: Engine | None = create_engine(
                parsed.set(drivername="sqlite+pysqlite"),
                connect_args={"check_same_thread": False},
                **options,
            )
            event.listen(self._writer, "connect", _prepare_writer)
            event.listen(self._writer, "begin", _begin_writing)
        else:
            self.engine = create_async_engine(
                parsed, pool_size=10, max_overflow=10, pool_timeout=5, pool_pre_ping=True,
                connect_args={"timeout": 5, "server_settings": {"lock_timeout": LOCK_TIMEOUT}},
                **options,
            )  # fmt: skip
            self._writer = None
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in one transaction and returns after COMMIT."""
        writer = self._writer
        if writer is None:
            async with self.engine.begin() as connection:
                return await connection.run_sync(work)

        def in_thread() -> T:
            with writer.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_thread)

    async def read_apart(self, work: Callable[[SyncSession], T]) -> T:
        """Runs long reading on a thread and connections of its own: the service goes on."""
        url = self.engine.url.render_as_string(hide_password=False)

        async def run() -> T:
            database = Database(url)
            try:
                async with database.sessions() as session:
                    return await session.run_sync(work)
            finally:
                await database.close()

        return await asyncio.to_thread(asyncio.run, run())

    async def close(self) -> None:
        self._thread.shutdown(wait=True)
        if self._writer is not None:
            self._writer.dispose()
        await self.engine.dispose()


def is_away(error: Exception) -> bool:
    """Locked, full, restarting or out of reach: nobody's statement would succeed now."""
    if isinstance(error, OSError | OperationalError | InterfaceError | NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return error.connection_invalidated or state.startswith(AWAY)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # FULL: an acknowledged row also survives a power cut, not only a killed process.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_writer(connection: Any, record: Any) -> None:
    _prepare_sqlite(connection, record)
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's knows no savepoints


def _begin_writing(connection: Connection) -> None:
    # The write lock from the start: what is read in here is still so at COMMIT.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _session(request: Request) -> AsyncIterator[AsyncSession]:
    database: Database = request.app.state.service.database
    async with database.sessions() as session, session.begin():
        yield session


# scope="function": the commit happens before the response starts, so a 2xx means stored.
Session = Annotated[AsyncSession, Depends(_session, scope="function")]
