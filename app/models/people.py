"""Organisations, their people, and the ways people show who they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, one_of

ROLES = ("user", "clinician", "reviewer", "admin")


class Organisation(Base):
    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class User(Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("id", "organisation_id"), one_of("role", ROLES))

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    # What the review queue routes by. Null: general questions only; both languages.
    specialties: Mapped[list[Any] | None]
    languages: Mapped[list[Any] | None]
    credentials: Mapped[str | None]  # as an administrator entered them: "MD, paediatrics"


class Group(Base):
    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("id", "organisation_id"),
        UniqueConstraint("organisation_id", "name"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]


class Membership(Base):
    """A user in a group; both belong to one organisation."""

    __tablename__ = "memberships"
    __table_args__ = (
        ForeignKeyConstraint(["user_id", "organisation_id"], ["users.id", "users.organisation_id"]),
        ForeignKeyConstraint(
            ["group_id", "organisation_id"], ["groups.id", "groups.organisation_id"]
        ),
    )

    user_id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str]


class ApiKey(Base):
    """`prefix` is what people see; the key itself is shown once and kept only as a hash."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    prefix: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class Password(Base):
    """An argon2id hash. `earlier` holds hashes that may not be used again."""

    __tablename__ = "passwords"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    hash: Mapped[str]
    earlier: Mapped[list[Any]] = mapped_column(default=list)
    changed_at: Mapped[datetime]
    must_change: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class Identity(Base):
    """Somebody an OpenID provider vouches for; `issuer` and `subject` never change hands."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime]


class WebSession(Base):
    """A signed-in browser. The cookie's token is kept only as a hash."""

    __tablename__ = "web_sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that makes one account, or gives one a new password; shown once, used once."""

    __tablename__ = "invitations"
    __table_args__ = (one_of("role", ROLES),)

    id: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    invited_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    for_user: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # a new password
    role: Mapped[str]
    specialties: Mapped[list[Any]]
    languages: Mapped[list[Any]]
    credentials: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
