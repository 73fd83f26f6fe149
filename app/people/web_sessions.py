"""Signed-in browsers: how a session begins and how it ends. Their cookies: `cookies.py`.

Every sign-in makes a new token, so one that somebody planted in a browser beforehand is worthless.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from app.access import ROLE_SCOPES, Principal
from app.audit import Audit, Event
from app.auth import hash_key, new_session
from app.models import User, WebSession


@dataclass(frozen=True, slots=True)
class Begun:
    """A new session: the cookie's value, and whose it is."""

    token: str
    who: Principal


def begin(db: Session, audit: Audit, user: User, hours: float, how: str, old: str | None) -> Begun:
    """In place of `old`, the session whose cookie the browser sent along, if it sent one."""
    if old is not None:
        end(db, WebSession.hash == hash_key(old))
    token, row = new_session(user.id, hours)
    db.add(row)
    scopes = ROLE_SCOPES[user.role]
    who = Principal(user.id, user.organisation_id, user.role, row.id, scopes, user.name, row.csrf)
    audit.append(db, Event("sign_in", "user", user.id, who, {"how": how}))
    return Begun(token, who)


def end(db: Session, *which: Any) -> int:
    """How many ended that had not before."""
    done = db.execute(
        update(WebSession)
        .where(WebSession.ended_at.is_(None), *which)
        .values(ended_at=datetime.now(UTC))
    )
    return cast(CursorResult[Any], done).rowcount


def end_all(db: Session, user_id: str, but: str = "") -> int:
    return end(db, WebSession.user_id == user_id, WebSession.id != but)


def live(user_id: str) -> Any:
    now = datetime.now(UTC)
    return (
        select(WebSession)
        .where(
            WebSession.user_id == user_id,
            WebSession.ended_at.is_(None),
            WebSession.expires_at > now,
        )
        .order_by(WebSession.seen_at.desc())
    )
