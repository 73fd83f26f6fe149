"""Who you are: an API key, or the session of a signed-in browser.

A key is `ml_` and 43 random characters, a session's token 43; only their SHA-256 is stored. A plain
hash is enough because they are 256 bits of chance, not passwords. What was looked up is remembered
for a few seconds, so revocation takes effect within `key_cache_seconds` everywhere and at once in
the process that revoked. A change asked for by a cookie needs the session's CSRF token as well.
"""

import hashlib
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Row, select

from app.access import ROLE_SCOPES, Principal, scopes_for
from app.db import Database
from app.errors import Forbidden, Unauthorized
from app.ids import new_id
from app.models import ApiKey, User, WebSession
from app.record import TOUCH_KEY, TOUCH_SESSION, Recorder

KEY_PREFIX = "ml_"
SHOWN = len(KEY_PREFIX) + 8
TOUCH_EVERY = timedelta(minutes=1)
COOKIE = "medloop_session"
CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A session ends so long after its last use, however much longer it might last.
IDLE = timedelta(hours=12)
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


def new_session(user_id: str, hours: float) -> tuple[str, WebSession]:
    """The cookie's value and the row to store; `hours` is the longest it may last."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    row = WebSession(
        id=new_id("ses"),
        user_id=user_id,
        hash=hash_key(token),
        csrf=secrets.token_urlsafe(32),
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    return token, row


class Authenticator:
    def __init__(self, database: Database, recorder: Recorder, remember: float) -> None:
        self._database = database
        self._recorder = recorder
        self._remember = remember
        self._known: dict[str, tuple[Principal, float]] = {}

    async def identify(self, request: Request) -> Principal:
        """By key or by cookie; a cookie's change must carry the CSRF token.

        Raises Unauthorized, or Forbidden (code `csrf_failed`).
        """
        authorization = request.headers.get("authorization")
        cookie = request.cookies.get(COOKIE)
        if authorization is not None or not cookie:
            return await self.principal(authorization)
        who = await self.signed_in(cookie)
        if request.method not in SAFE_METHODS:
            sent = request.headers.get(CSRF_HEADER, "")
            if not secrets.compare_digest(sent.encode(), who.csrf.encode()):
                raise Forbidden(
                    "The page's token is missing or old; reload the page and try again.",
                    code="csrf_failed",
                )
        return who

    async def signed_in(self, token: str) -> Principal:
        """Whose session it is. Raises Unauthorized."""
        known = self._known.get(token)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        self._known.pop(token, None)
        async with self._database.sessions() as session:
            found = (
                await session.execute(
                    select(WebSession, User)
                    .join(User, User.id == WebSession.user_id)
                    .where(WebSession.hash == hash_key(token))
                )
            ).one_or_none()
        row, principal, seconds = _accept_session(found)
        self._keep(token, principal, min(seconds, self._remember))
        now = datetime.now(UTC)
        if now - row.seen_at > TOUCH_EVERY:
            self._recorder.submit([(TOUCH_SESSION, {"key": row.id, "now": now})])
        return principal

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
        self._keep(key, principal, seconds)
        if row.last_used_at is None or now - row.last_used_at > TOUCH_EVERY:
            self._recorder.submit([(TOUCH_KEY, {"key": row.id, "now": now})])
        return principal

    def _keep(self, token: str, principal: Principal, seconds: float) -> None:
        if len(self._known) >= REMEMBERED_KEYS:
            self._known.clear()
        self._known[token] = (principal, time.monotonic() + seconds)

    def forget(self) -> None:
        """After a revocation, a sign-out or a change of role in this process."""
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
        user.id,
        user.organisation_id,
        user.role,
        key.id,
        frozenset(map(str, key.scopes)),
        user.name,
    )
    return key, principal


def _accept_session(
    found: Row[WebSession, User] | None,
) -> tuple[WebSession, Principal, float]:
    """With the seconds for which it holds if nothing changes."""
    now = datetime.now(UTC)
    if found is None:
        raise Unauthorized("You are not signed in.")
    row, user = found
    until = min(row.expires_at, row.seen_at + IDLE)
    if row.ended_at is not None or until <= now:
        raise Unauthorized("Your session has ended; sign in again.")
    if user.disabled_at is not None:
        raise Unauthorized("This account is disabled.")
    scopes = ROLE_SCOPES[user.role]
    principal = Principal(
        user.id, user.organisation_id, user.role, row.id, scopes, user.name, row.csrf
    )
    return row, principal, (until - now).total_seconds()


async def _current_user(request: Request) -> Principal:
    authenticator: Authenticator = request.app.state.service.authenticator
    who = request.state.who = await authenticator.identify(request)
    return who


CurrentUser = Annotated[Principal, Depends(_current_user)]
