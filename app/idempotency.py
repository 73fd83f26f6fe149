"""`Idempotency-Key`: the first reply under a key is stored and given again, byte for byte.

Only finished answers are kept; a failed or abandoned one frees its key, so that a retry runs.
"""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from app.db import Database
from app.errors import BadRequest, Conflict
from app.models import IdempotencyKey
from app.record import KEEP_REPLY, Write

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(hours=24)
LONGEST = 255
REPLAYED = {"Idempotent-Replayed": "true"}


@dataclass(frozen=True, slots=True)
class Replay:
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """This request is the first with its key; it ends with `Idempotency.release`."""

    user_id: str
    key: str

    def reply(self, body: bytes, media_type: str, conversation_id: str | None) -> Write:
        """To be committed together with the answer itself."""
        return KEEP_REPLY, {
            "owner": self.user_id,
            "name": self.key,
            "reply": body,
            "type": media_type,
            "conversation": conversation_id,
        }


class Idempotency:
    def __init__(self, database: Database, patience: float) -> None:
        self._database = database
        self._stale_after = timedelta(seconds=patience)
        self._running: dict[tuple[str, str], asyncio.Event] = {}
        # Claims that failed while the database was away: still in it, and free all the same.
        self._abandoned: set[tuple[str, str]] = set()

    async def tidy(self) -> None:
        """At start: drops what is a day old, and on SQLite (one process) what a crash left."""
        now = datetime.now(UTC)
        old = IdempotencyKey.claimed_at < now - KEPT_FOR
        if self._database.is_sqlite:
            old = old | IdempotencyKey.body.is_(None)
        async with self._database.sessions() as session, session.begin():
            await session.execute(delete(IdempotencyKey).where(old))

    async def claim(self, user_id: str, key: str, request: bytes) -> Claim | Replay:
        """Waits for the same request in this process; raises Conflict for one in another."""
        if not 0 < len(key) <= LONGEST:
            raise BadRequest(f"An Idempotency-Key has 1 to {LONGEST} characters.")
        digest = hashlib.sha256(request).hexdigest()
        while running := self._running.get((user_id, key)):
            await running.wait()
        self._running[user_id, key] = asyncio.Event()
        try:
            outcome = await self._first_or_stored(user_id, key, digest)
        except BaseException:
            self._wake(user_id, key)
            raise
        if isinstance(outcome, Replay):
            self._wake(user_id, key)
        return outcome

    async def release(self, claim: Claim, *, answered: bool) -> None:
        try:
            if not answered:
                async with self._database.sessions() as session, session.begin():
                    await session.execute(
                        delete(IdempotencyKey).where(
                            IdempotencyKey.user_id == claim.user_id,
                            IdempotencyKey.key == claim.key,
                            IdempotencyKey.body.is_(None),
                        )
                    )
        except (SQLAlchemyError, OSError) as error:
            log.warning("an idempotency key could not be freed: %s", type(error).__name__)
            self._abandoned.add((claim.user_id, claim.key))
        finally:
            self._wake(claim.user_id, claim.key)

    def _wake(self, user_id: str, key: str) -> None:
        if event := self._running.pop((user_id, key), None):
            event.set()

    async def _first_or_stored(self, user_id: str, key: str, digest: str) -> Claim | Replay:
        now = datetime.now(UTC)
        row = {"user_id": user_id, "key": key, "request_sha256": digest, "claimed_at": now}
        try:
            async with self._database.sessions() as session, session.begin():
                await session.execute(insert(IdempotencyKey).values(row))
            return Claim(user_id, key)
        except IntegrityError:
            return await self._stored(user_id, key, digest, now)

    async def _stored(self, user_id: str, key: str, digest: str, now: datetime) -> Claim | Replay:
        async with self._database.sessions() as session, session.begin():
            row = await session.get(IdempotencyKey, (user_id, key))
            if row is not None and row.request_sha256 != digest:
                raise Conflict(
                    "This Idempotency-Key was used with another request.",
                    code="idempotency_key_reused",
                )
            if row is not None and row.body is not None:
                return Replay(row.media_type or "application/json", row.body)
            abandoned = (user_id, key) in self._abandoned
            taken_over = await session.execute(
                update(IdempotencyKey)
                .where(IdempotencyKey.user_id == user_id, IdempotencyKey.key == key)
                .where(IdempotencyKey.claimed_at < (now if abandoned else now - self._stale_after))
                .where(IdempotencyKey.body.is_(None))
                .values(claimed_at=now)
                .returning(IdempotencyKey.key)
            )
            if taken_over.scalar_one_or_none() is None:
                raise Conflict(
                    "The first request with this Idempotency-Key is still being answered.",
                    code="idempotency_key_in_use",
                    retry_after=1,
                )
        self._abandoned.discard((user_id, key))
        return Claim(user_id, key)
