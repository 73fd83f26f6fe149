"""People, organisations, groups and their keys: what the command line and `/api/people` change.

What takes a plain `db` runs on the recorder's thread or in a command's transaction.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event
from app.auth import new_key
from app.errors import BadRequest, Conflict, NotFound
from app.ids import new_id
from app.models import ROLES, ApiKey, Group, Membership, Organisation, Password, User
from app.people import passwords, web_sessions

DEFAULT_ORGANISATION = "default"


async def find_user(session: AsyncSession, name: str) -> User:
    return await session.run_sync(lambda db: named(db, name))


def named(db: Session, name: str) -> User:
    user = db.scalar(select(User).where(User.name == name))
    if user is None:
        raise NotFound(f"There is no user {name!r}; `medloop user list` shows who there is.")
    return user


async def create_user(
    session: AsyncSession,
    name: str,
    *,
    role: str = "user",
    organisation: str = DEFAULT_ORGANISATION,
    groups: list[str] | None = None,
) -> User:
    """Makes the organisation and the groups if they are new."""
    home = await session.run_sync(lambda db: home_of(db, organisation))
    user = await session.run_sync(lambda db: add_user(db, name, role, home.id))
    for group in groups or []:
        await _join(session, user, group)
    return user


def home_of(db: Session, organisation: str = DEFAULT_ORGANISATION) -> Organisation:
    """The organisation of this name, made if it is new."""
    home = db.scalar(select(Organisation).where(Organisation.name == organisation))
    if home is None:
        home = Organisation(id=new_id("org"), name=organisation, created_at=datetime.now(UTC))
        db.add(home)
        db.flush()
    return home


def add_user(db: Session, name: str, role: str, organisation_id: str, **more: Any) -> User:
    if not name.strip() or not name.isprintable() or len(name) > 100:
        raise BadRequest("A name has 1 to 100 printable characters.")
    if role not in ROLES:
        raise BadRequest(f"A role is one of {', '.join(ROLES)}.")
    if is_taken(db, name):
        raise Conflict(f"There is a user {name!r} already.")
    now = datetime.now(UTC)
    user = User(
        id=new_id("user"),
        organisation_id=organisation_id,
        name=name,
        role=role,
        created_at=now,
        **more,
    )
    db.add(user)
    db.flush()
    return user


def is_taken(db: Session, name: str) -> bool:
    return db.scalar(select(User.id).where(User.name == name)) is not None


async def _join(session: AsyncSession, user: User, name: str) -> None:
    group = await session.scalar(
        select(Group).where(Group.organisation_id == user.organisation_id, Group.name == name)
    )
    if group is None:
        group = Group(id=new_id("group"), organisation_id=user.organisation_id, name=name)
        session.add(group)
        await session.flush()
    session.add(
        Membership(user_id=user.id, group_id=group.id, organisation_id=user.organisation_id)
    )


async def create_key(
    session: AsyncSession,
    user: User,
    *,
    name: str = "",
    scopes: list[str] | None = None,
    days: float | None = None,
) -> str:
    """The key itself: this is the only time anybody sees it."""
    secret, row = new_key(user, name=name, scopes=scopes, days=days)
    session.add(row)
    return secret


async def revoke_key(session: AsyncSession, prefix: str) -> ApiKey:
    """By the prefix that `medloop key list` shows; running processes notice within seconds."""
    rows = (await session.scalars(select(ApiKey).where(ApiKey.prefix == prefix))).all()
    if len(rows) != 1:
        raise NotFound(f"{len(rows)} keys start with {prefix!r}; `medloop key list` shows them.")
    rows[0].revoked_at = rows[0].revoked_at or datetime.now(UTC)
    return rows[0]


async def first_administrator(session: AsyncSession) -> User | None:
    """On a new database: the administrator `admin`. Later: None."""
    if await session.scalar(select(func.count()).select_from(User)):
        return None
    return await create_user(session, "admin", role="admin")


@dataclass(frozen=True, slots=True)
class Change:
    """What an administrator changes of a person; None: nothing of that."""

    role: str | None = None
    specialties: list[str] | None = None
    languages: list[str] | None = None
    credentials: str | None = None
    disabled: bool | None = None
    must_change_password: bool | None = None


def change_person(
    db: Session, audit: Audit, user: User, change: Change, who: Principal | None = None
) -> None:
    """Audited. Raises Conflict for what would leave the organisation without administrator."""
    loses = user.role == "admin" and (change.disabled or change.role not in (None, "admin"))
    if loses and user.disabled_at is None and is_last_administrator(db, user):
        raise Conflict(f"{user.name} is the last administrator; make another one first.")
    if change.role is not None and change.role != user.role:
        _change_role(db, audit, user, change.role, who)
    if change.disabled is not None and change.disabled != (user.disabled_at is not None):
        _open_or_close(db, audit, user, change.disabled, who)
    changed = _describe(user, change)
    if change.must_change_password is not None:
        changed.append("must_change_password")
        _require_new_password(db, user, change.must_change_password)
    if changed:
        audit.append(db, Event("user.change", "user", user.id, who, {"changed": changed}))


def _change_role(db: Session, audit: Audit, user: User, role: str, who: Principal | None) -> None:
    if role not in ROLES:
        raise BadRequest(f"A role is one of {', '.join(ROLES)}.", param="role")
    details = {"before": user.role, "after": role}
    user.role = role
    audit.append(db, Event("role.change", "user", user.id, who, details))


def _open_or_close(
    db: Session, audit: Audit, user: User, disabled: bool, who: Principal | None
) -> None:
    user.disabled_at = datetime.now(UTC) if disabled else None
    ended = web_sessions.end_all(db, user.id) if disabled else 0
    action = "user.disable" if disabled else "user.enable"
    audit.append(db, Event(action, "user", user.id, who, {"sessions_ended": ended}))


def _describe(user: User, change: Change) -> list[str]:
    """The names of what became different."""
    changed: list[str] = []
    for name in ("specialties", "languages", "credentials"):
        new = getattr(change, name)
        if new is not None and new != getattr(user, name):
            setattr(user, name, new)
            changed.append(name)
    return changed


def _require_new_password(db: Session, user: User, required: bool) -> None:
    password = db.get(Password, user.id)
    if password is None or not password.hash:
        raise Conflict(f"{user.name} has no password that could be changed.")
    password.must_change = required


def forget_password(db: Session, audit: Audit, user: User, who: Principal | None = None) -> None:
    """The old password and all sessions end; a link sets a new one."""
    passwords.annul(db, user.id)
    ended = web_sessions.end_all(db, user.id)
    audit.append(db, Event("password.reset", "user", user.id, who, {"sessions_ended": ended}))


def is_last_administrator(db: Session, user: User) -> bool:
    """Of their organisation. Locks the others, or two could dismiss each other at once."""
    admins = db.scalars(
        select(User.id)
        .where(
            User.organisation_id == user.organisation_id,
            User.role == "admin",
            User.disabled_at.is_(None),
        )
        .order_by(User.id)
        .with_for_update()
    ).all()
    return set(admins) <= {user.id}
