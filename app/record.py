"""The recorder: acknowledged means stored.

One task a process takes whatever writes are waiting, commits them together, and only then tells
the callers. The queue is bounded: a full one is a 503, never a silent drop. A batch that fails is
tried again write by write, so that one impossible row cannot take its neighbours with it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.sql.dml import UpdateBase

from app.db import Database
from app.errors import Conflict, StoreUnavailable
from app.models import Answer, ApiKey, Conversation, IdempotencyKey, Turn

log = logging.getLogger(__name__)

# Statements are module constants: their identity groups rows, their compiled form is cached.
ADD_CONVERSATION = insert(Conversation)
ADD_TURN = insert(Turn)
ADD_ANSWER = insert(Answer)
TOUCH_CONVERSATION = (
    update(Conversation)
    .where(Conversation.id == bindparam("conversation"))
    .values(updated_at=bindparam("now"))
)
TOUCH_KEY = (
    update(ApiKey).where(ApiKey.id == bindparam("key")).values(last_used_at=bindparam("now"))
)
KEEP_REPLY = (
    update(IdempotencyKey)
    .where(IdempotencyKey.user_id == bindparam("owner"), IdempotencyKey.key == bindparam("name"))
    .values(
        body=bindparam("reply"),
        media_type=bindparam("type"),
        conversation_id=bindparam("conversation"),
    )
)
# Parents before children, whatever order the callers came in.
ORDER = (ADD_CONVERSATION, ADD_TURN, ADD_ANSWER, TOUCH_CONVERSATION, TOUCH_KEY, KEEP_REPLY)

Write = tuple[UpdateBase, dict[str, Any]]
BATCH = 256


@dataclass(slots=True)
class _Job:
    writes: Sequence[Write]
    stored: asyncio.Future[None]


class Recorder:
    """`await write(...)` returns after COMMIT; `submit(...)` only queues, for what may be late."""

    def __init__(self, database: Database, capacity: int) -> None:
        self._database = database
        self._queue: asyncio.Queue[_Job] = asyncio.Queue(capacity)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Commits what is queued, then ends."""
        await self._queue.join()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def write(self, writes: Sequence[Write]) -> None:
        """Raises StoreUnavailable (nothing stored) or Conflict (a row nobody may write)."""
        await self.submit(writes)

    def submit(self, writes: Sequence[Write]) -> "asyncio.Future[None]":
        job = _Job(writes, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(job)
        except asyncio.QueueFull:
            raise StoreUnavailable("Too many answers wait to be recorded; try again.") from None
        return job.stored

    @property
    def waiting(self) -> int:
        return self._queue.qsize()

    async def _run(self) -> None:
        while True:
            jobs = [await self._queue.get()]
            while len(jobs) < BATCH and not self._queue.empty():
                jobs.append(self._queue.get_nowait())
            if not await self._commit(jobs):
                for job in jobs:
                    await self._commit([job], last=True)
            for _ in jobs:
                self._queue.task_done()

    async def _commit(self, jobs: list[_Job], *, last: bool = False) -> bool:
        """True when stored. A lone job that fails tells its caller why."""
        writes = [write for job in jobs for write in job.writes]
        try:
            await self._database.transact(lambda connection: _apply(connection, writes))
        except (SQLAlchemyError, OSError) as error:
            if not last and len(jobs) > 1:
                return False
            _settle(jobs, _explain(error))
            return True
        _settle(jobs, None)
        return True


def _settle(jobs: list[_Job], error: Exception | None) -> None:
    for job in jobs:
        if job.stored.done():  # the caller left; the row is stored all the same
            continue
        if error is None:
            job.stored.set_result(None)
        else:
            job.stored.set_exception(error)
            job.stored.exception()  # a submit() that nobody awaits is logged, not warned about


def _explain(error: Exception) -> Exception:
    # The statement's parameters hold patient text: only the kind of error may be logged.
    if isinstance(error, IntegrityError):
        return Conflict("The conversation does not exist any more, or the id is already taken.")
    kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
    log.error("database refused a write: %s", kind)
    return StoreUnavailable("The record cannot be written right now; nothing was stored.")


def _apply(connection: Connection, writes: list[Write]) -> None:
    groups: dict[int, list[dict[str, Any]]] = {}
    for statement, row in writes:
        groups.setdefault(ORDER.index(statement), []).append(row)
    if answers := groups.get(ORDER.index(ADD_ANSWER)):
        _blank_erased(connection, answers)
    for index in sorted(groups):
        connection.execute(ORDER[index], groups[index])


def _blank_erased(connection: Connection, answers: list[dict[str, Any]]) -> None:
    """An answer that outlives its deleted conversation is recorded without its words."""
    ids = {row["conversation_id"] for row in answers}
    erased = set(
        connection.scalars(
            select(Conversation.id).where(
                Conversation.id.in_(ids), Conversation.deleted_at.is_not(None)
            )
        )
    )
    for row in answers:
        if row["conversation_id"] in erased:
            row.update(message=None, annotations=None, verification=None)
