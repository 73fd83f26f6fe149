"""Who you are: API keys. A key is `ml_` and 43 random characters; only its SHA-256 is stored.

A plain hash is enough because the key is 256 bits of chance, not a password. Looked-up keys are
remembered for a few seconds, so revocation takes effect within `key_cache_seconds` everywhere and
at once in the process that revoked.
"""

import hashlib
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Row, select

from app.access import Principal, scopes_for
from app.db import Database
from app.errors import Unauthorized
from app.ids import new_id
from app.models import ApiKey, User
from app.record import TOUCH_KEY, Recorder

KEY_PREFIX = "ml_"
SHOWN = len(KEY_PREFIX) + 8
TOUCH_EVERY = timedelta(minutes=1)
REMEMBERED_KEYS = 10_000


def new_key(
    user: User, *, name: str, scopes: list[str] | None = None, days: float | None = None
) -> tuple[str, ApiKey]:
    """The key, to be shown once, and the row to store. `days` may be fractional."""
    secret = KEY_PREFIX + secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    row = ApiKey(
        id=new_id("key"),
        user_id=user.id,
        name=name,
        prefix=secret[:SHOWN],
        hash=hash_key(secret),
        scopes=sorted(scopes_for(user.role, scopes)),
        created_at=now,
        expires_at=None if days is None else now + timedelta(days=days),
    )
    return secret, row


def hash_key(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


class Authenticator:
    def __init__(self, database: Database, recorder: Recorder, remember: float) -> None:
        self._database = database
        self._recorder = recorder
        self._remember = remember
        self._known: dict[str, tuple[Principal, float]] = {}

    async def principal(self, authorization: str | None) -> Principal:
        """Reads an `Authorization: Bearer …` header. Raises Unauthorized."""
        scheme, _, key = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            raise Unauthorized("Give an API key as `Authorization: Bearer ml_…`.")
        known = self._known.get(key)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        return await self._look_up(key)

    async def _look_up(self, key: str) -> Principal:
        self._known.pop(key, None)
        async with self._database.sessions() as session:
            found = (
                await session.execute(
                    select(ApiKey, User)
                    .join(User, User.id == ApiKey.user_id)
                    .where(ApiKey.hash == hash_key(key.strip()))
                )
            ).one_or_none()
        row, principal = _accept(found)
        now = datetime.now(UTC)
        seconds = self._remember
        if row.expires_at is not None:
            seconds = min(seconds, (row.expires_at - now).total_seconds())
        if len(self._known) >= REMEMBERED_KEYS:
            self._known.clear()
        self._known[key] = (principal, time.monotonic() + seconds)
        if row.last_used_at is None or now - row.last_used_at > TOUCH_EVERY:
            self._recorder.submit([(TOUCH_KEY, {"key": row.id, "now": now})])
        return principal

    def forget(self) -> None:
        """After a revocation in this process."""
        self._known.clear()


def _accept(found: Row[ApiKey, User] | None) -> tuple[ApiKey, Principal]:
    if found is None:
        raise Unauthorized("This API key is not known.")
    key, user = found
    now = datetime.now(UTC)
    if key.revoked_at is not None:
        raise Unauthorized("This API key was revoked; ask an administrator for another.")
    if key.expires_at is not None and key.expires_at <= now:
        raise Unauthorized("This API key has expired; ask an administrator for another.")
    if user.disabled_at is not None:
        raise Unauthorized("This account is disabled.")
    principal = Principal(
        user.id, user.organisation_id, user.role, key.id, frozenset(map(str, key.scopes))
    )
    return key, principal


async def _current_user(request: Request) -> Principal:
    authenticator: Authenticator = request.app.state.service.authenticator
    return await authenticator.principal(request.headers.get("authorization"))


CurrentUser = Annotated[Principal, Depends(_current_user)]
