"""Links that let somebody in: a new account, or a new password for an old one.

A link is shown once, holds for some days and works once. Only its token's hash is stored.
"""

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event
from app.auth import hash_key
from app.errors import BadRequest, Conflict, NotFound
from app.ids import new_id
from app.models import ROLES, Invitation, User
from app.people import accounts as people

DAYS, RESET_DAYS = 7.0, 1.0
LANGUAGES = {"zh", "en"}


def invite(
    db: Session,
    audit: Audit,
    organisation_id: str,
    *,
    role: str = "user",
    specialties: list[str] | None = None,
    languages: list[str] | None = None,
    credentials: str | None = None,
    days: float = DAYS,
    for_user: str | None = None,
    who: Principal | None = None,
) -> tuple[str, Invitation]:
    """The token, to be shown once, and the row. `for_user`: whose password it sets."""
    if role not in ROLES:
        raise BadRequest(f"A role is one of {', '.join(ROLES)}.", param="role")
    if not set(languages or []) <= LANGUAGES:
        raise BadRequest("A language is zh or en.", param="languages")
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    row = Invitation(
        id=new_id("inv"),
        hash=hash_key(token),
        organisation_id=organisation_id,
        invited_by=who.user_id if who else None,
        for_user=for_user,
        role=role,
        specialties=specialties or [],
        languages=languages or [],
        credentials=credentials,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.add(row)
    details = {"role": role, "for_user": for_user}
    audit.append(db, Event("invitation.create", "invitation", row.id, who, details))
    return token, row


def reset_link(
    db: Session, audit: Audit, user: User, who: Principal | None = None
) -> tuple[str, Invitation]:
    """For somebody who is to choose a new password; ends the old one and all sessions."""
    if user.disabled_at is not None:
        raise Conflict(f"{user.name} is disabled; enable the account first.")
    people.forget_password(db, audit, user, who)
    withdraw_links(db, user.id)
    home = user.organisation_id
    return invite(db, audit, home, role=user.role, days=RESET_DAYS, for_user=user.id, who=who)


def set_up_link(db: Session, audit: Audit, admin: User) -> tuple[str, Invitation]:
    """For the first administrator, who has no password yet."""
    home = admin.organisation_id
    return invite(db, audit, home, role=admin.role, days=DAYS, for_user=admin.id)


def redeem(db: Session, audit: Audit, token: str, name: str) -> User:
    """Uses the link up: the person it is for, or a new one. Raises NotFound for a link that does
    not hold (any more)."""
    row = open_invitation(db, token, lock=True)
    if row.for_user is not None:
        user = db.get_one(User, row.for_user)
        if user.disabled_at is not None:
            raise _gone()
    else:
        user = people.add_user(
            db,
            name,
            row.role,
            row.organisation_id,
            specialties=row.specialties or None,
            languages=row.languages or None,
            credentials=row.credentials,
        )
    row.used_at, row.used_by = datetime.now(UTC), user.id
    nobody = Principal("", user.organisation_id, user.role, "", frozenset())
    details = {"user": user.id, "role": user.role}
    audit.append(db, Event("invitation.use", "invitation", row.id, nobody, details))
    return user


def open_invitation(db: Session, token: str, *, lock: bool = False) -> Invitation:
    row = held(db, token, lock=lock)
    if row is None:
        raise _gone()
    return row


def held(db: Session, token: str, *, lock: bool = False) -> Invitation | None:
    """The link of this token, as long as it holds."""
    wanted = select(Invitation).where(
        Invitation.hash == hash_key(token),
        Invitation.used_at.is_(None),
        Invitation.expires_at > datetime.now(UTC),
    )
    return db.scalar(wanted.with_for_update() if lock else wanted)


def withdraw_links(db: Session, user_id: str) -> None:
    """A newer link for somebody's password, or their dismissal, ends the older ones."""
    now = datetime.now(UTC)
    for row in db.scalars(
        select(Invitation).where(
            Invitation.for_user == user_id,
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
    ):
        row.expires_at = now


def _gone() -> NotFound:
    return NotFound(
        "This link has been used, has expired or was withdrawn; ask an administrator for another.",
        code="invitation_gone",
    )
