"""The recorder: acknowledged means stored.

One task a process takes whatever writes are waiting, commits them together, and only then tells
the callers. The queue is bounded: a full one is a 503, never a silent drop. A batch that one row
may have spoiled is tried again job by job, so that it cannot take its neighbours with it.

A job is rows to write, or `work` to run: code that reads, decides and writes, alone in its
savepoint. All of a process's jobs run one after the other, so such a decision needs no other lock;
between processes (PostgreSQL) it takes row locks.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

from app.db import Database, is_away
from app.errors import Conflict, MedloopError, StoreUnavailable
from app.models import (
    Answer,
    ApiKey,
    Assignment,
    AuditHead,
    Conversation,
    IdempotencyKey,
    Incident,
    Judgement,
    ReviewItem,
    Turn,
    WebSession,
)

log = logging.getLogger(__name__)
T = TypeVar("T")

# Statements are module constants: their identity groups rows, their compiled form is cached.
ADD_CONVERSATION = insert(Conversation)
ADD_TURN = insert(Turn)
ADD_ANSWER = insert(Answer)
TOUCH_CONVERSATION = (
    update(Conversation)
    .where(Conversation.id == bindparam("conversation"))
    .values(updated_at=bindparam("now"))
)
USE_ANSWER = (
    update(Turn).where(Turn.id == bindparam("turn")).values(current_answer_id=bindparam("answer"))
)
TOUCH_KEY = (
    update(ApiKey).where(ApiKey.id == bindparam("key")).values(last_used_at=bindparam("now"))
)
TOUCH_SESSION = (
    update(WebSession).where(WebSession.id == bindparam("key")).values(seen_at=bindparam("now"))
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
ORDER = (
    ADD_CONVERSATION,
    ADD_TURN,
    ADD_ANSWER,
    TOUCH_CONVERSATION,
    USE_ANSWER,
    TOUCH_KEY,
    TOUCH_SESSION,
    KEEP_REPLY,
)

Write = tuple[UpdateBase, dict[str, Any]]
BATCH = 256
WORDS_OF_TURN = ("question", "sent", "request", "retrieval", "safety")
WORDS_OF_ANSWER = ("message", "annotations", "verification")


def erasure(conversations: Collection[str]) -> list[UpdateBase]:
    """What takes every word out of conversations: questions, evidence, answers, kept replies, and
    what was said of them."""
    items = update(ReviewItem).where(ReviewItem.conversation_id.in_(conversations))
    of_items = select(ReviewItem.id).where(ReviewItem.conversation_id.in_(conversations))
    assignments = update(Assignment).where(Assignment.item_id.in_(of_items))
    judgements = update(Judgement).where(Judgement.conversation_id.in_(conversations))
    incidents = update(Incident).where(Incident.conversation_id.in_(conversations))
    turns = update(Turn).where(Turn.conversation_id.in_(conversations))
    answers = update(Answer).where(Answer.conversation_id.in_(conversations))
    return [
        turns.values(dict.fromkeys(WORDS_OF_TURN)),
        answers.values(dict.fromkeys(WORDS_OF_ANSWER)),
        judgements.values(body=None),
        incidents.values(reason=None),
        items.values(state="withdrawn", gold=None),
        assignments.values(skip_comment=None),
        delete(IdempotencyKey).where(IdempotencyKey.conversation_id.in_(conversations)),
    ]


@dataclass(slots=True)
class _Job:
    writes: Sequence[Write]
    stored: asyncio.Future[Any]
    work: Callable[[Session], Any] | None = None
    result: Any = None
    refused: Exception | None = field(default=None)  # what `work` raised; its savepoint is undone


class Recorder:
    """`await write(...)` returns after COMMIT; `submit(...)` only queues, for what may be late."""

    def __init__(self, database: Database, capacity: int) -> None:
        self._database = database
        self._queue: asyncio.Queue[_Job] = asyncio.Queue(capacity)
        self._task: asyncio.Task[None] | None = None
        self._ended = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Commits what is queued, then ends."""
        await self._queue.join()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._ended = True

    async def write(self, writes: Sequence[Write]) -> None:
        """Raises StoreUnavailable (nothing stored) or Conflict (a row nobody may write)."""
        await self.submit(writes)

    async def run(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, after COMMIT; what it raises undoes its own writes alone.

        It runs on the writer's thread, and once more if a neighbour spoilt the batch.
        """
        return await self._enqueue((), work)

    def submit(self, writes: Sequence[Write]) -> "asyncio.Future[None]":
        return self._enqueue(writes)

    def _enqueue(
        self, writes: Sequence[Write], work: Callable[[Session], Any] | None = None
    ) -> asyncio.Future[Any]:
        if self._ended:
            raise StoreUnavailable("The service is shutting down; nothing was stored.")
        job = _Job(writes, asyncio.get_running_loop().create_future(), work)
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
            error = await self._commit(jobs)
            if error is None or is_away(error) or len(jobs) == 1:
                _settle(jobs, error)
            else:
                for job in jobs:
                    _settle([job], await self._commit([job]))
            for _ in jobs:
                self._queue.task_done()

    async def _commit(self, jobs: list[_Job]) -> Exception | None:
        """What went wrong, whatever it is: the recorder itself must go on."""
        try:
            await self._database.transact(lambda connection: _apply(connection, jobs))
        except Exception as error:
            return error
        return None


def _settle(jobs: list[_Job], error: Exception | None) -> None:
    told = _explain(error) if error is not None else None
    for job in jobs:
        if job.stored.done():  # the caller left; the row is stored all the same
            continue
        if (wrong := told or job.refused) is None:
            job.stored.set_result(job.result)
        else:
            job.stored.set_exception(wrong)
            job.stored.exception()  # a submit() that nobody awaits is logged, not warned about


def _explain(error: Exception) -> Exception:
    # The statement's parameters hold patient text: only the kind of error may be logged.
    if isinstance(error, IntegrityError):
        return Conflict("The conversation does not exist any more, or the id is already taken.")
    kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
    log.error("database refused a write: %s", kind)
    return StoreUnavailable("The record cannot be written right now; nothing was stored.")


def _apply(connection: Connection, jobs: list[_Job]) -> None:
    writes = [write for job in jobs for write in job.writes]
    groups: dict[int, list[dict[str, Any]]] = {}
    for statement, row in writes:
        groups.setdefault(ORDER.index(statement), []).append(row)
    for index in sorted(groups):
        connection.execute(ORDER[index], groups[index])
    _blank_erased(connection, writes)
    if any(job.work is not None for job in jobs):
        # Nearly all work ends on the audit trail: its lock first, or two processes that lock a row
        # and then the trail, and the trail and then that row, would wait for each other.
        connection.execute(select(AuditHead.id).with_for_update())
    for job in jobs:
        if job.work is not None:
            _work(connection, job, job.work)


def _work(connection: Connection, job: _Job, work: Callable[[Session], Any]) -> None:
    session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
    job.refused = None
    try:
        with session, session.begin():
            job.result = work(session)
    except MedloopError as error:
        job.refused = error
    except IntegrityError:
        job.refused = Conflict("What this names does not exist any more, or is there already.")
    except Exception as error:
        if is_away(error):
            raise
        job.refused = error  # a bug of this work; the neighbours' rows are not to blame


def _blank_erased(connection: Connection, writes: list[Write]) -> None:
    """What outlives its deleted conversation is recorded without its words.

    Looked up after the rows are in: by then a deletion under way has ended, or waits for us.
    """
    said = {row.get("conversation_id", row.get("conversation")) for _, row in writes} - {None}
    if not said:
        return
    erased = connection.scalars(
        select(Conversation.id).where(
            Conversation.id.in_(said), Conversation.deleted_at.is_not(None)
        )
    ).all()
    for statement in erasure(erased) if erased else ():
        connection.execute(statement)
