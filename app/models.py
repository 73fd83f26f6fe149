"""The tables. Composite foreign keys make rows that belong to somebody else impossible.

A turn is one question and exactly what the engine was sent for it; its answers share that prompt,
so two answers of a turn can be compared and trained on (contract 2 of the design).
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ROLES = ("user", "clinician", "reviewer", "admin")
ANSWER_STATUSES = ("complete", "interrupted", "aborted", "failed")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets time zones; what comes back is UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (declarative's own protocol)
        str: Text(),
        bytes: LargeBinary(),
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


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


class Conversation(Base):
    """A deleted conversation stays as a tombstone: when, whose, and no word of what was said."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("id", "user_id"),
        ForeignKeyConstraint(["user_id", "organisation_id"], ["users.id", "users.organisation_id"]),
        Index(None, "user_id", "updated_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    organisation_id: Mapped[str]
    title: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Turn(Base):
    """One question: what was asked, what was found, and the messages exactly as sent."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("id", "conversation_id"),
        ForeignKeyConstraint(
            ["conversation_id", "user_id"], ["conversations.id", "conversations.user_id"]
        ),
        Index(None, "conversation_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str]
    user_id: Mapped[str]
    asked_at: Mapped[datetime]
    model: Mapped[str]
    question: Mapped[list[Any] | None]  # the new messages, as the client wrote them
    sent: Mapped[list[Any] | None]  # every message the engine was sent
    request: Mapped[dict[str, Any] | None]  # sampling, tools, response_format, metadata
    retrieval: Mapped[dict[str, Any] | None]  # query, corpus generation, candidates, passages
    safety: Mapped[list[Any] | None]  # red flags and the notices they led to


class Answer(Base):
    """One choice of one generation, with what produced it."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("turn_id", "id"),
        ForeignKeyConstraint(["turn_id", "conversation_id"], ["turns.id", "turns.conversation_id"]),
        one_of("status", ANSWER_STATUSES),
        Index(None, "conversation_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    turn_id: Mapped[str]
    conversation_id: Mapped[str]
    choice: Mapped[int]
    status: Mapped[str]
    created_at: Mapped[datetime]
    message: Mapped[dict[str, Any] | None]  # as the engine wrote it, without our notice
    finish_reason: Mapped[str | None]
    release: Mapped[dict[str, Any]]  # base, adapter, hashes, engine and version
    annotations: Mapped[list[Any] | None]
    verification: Mapped[list[Any] | None]
    usage: Mapped[dict[str, Any] | None]
    timings: Mapped[dict[str, Any]]
    error: Mapped[str | None]  # an error code, never text of a patient


class IdempotencyKey(Base):
    """The first reply under a client's key, for replay. `body` empty: still being answered."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_sha256: Mapped[str]
    claimed_at: Mapped[datetime] = mapped_column(index=True)
    conversation_id: Mapped[str | None] = mapped_column(index=True)
    media_type: Mapped[str | None]
    body: Mapped[bytes | None]
