"""Conversations. Composite foreign keys make rows that belong to somebody else impossible.

A turn is one question and exactly what the engine was sent for it; its answers share that prompt,
so two answers of a turn can be compared and trained on (contract 2 of the design).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, one_of

ANSWER_STATUSES = ("complete", "interrupted", "aborted", "failed")


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
    consent: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # to be learned from
    consent_at: Mapped[datetime | None]  # when it was last given or withdrawn
    imported_at: Mapped[datetime | None]  # brought in for annotation, not held here


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
    superseded_at: Mapped[datetime | None]  # an edited question took its place
    current_answer_id: Mapped[str | None]  # what the conversation goes on with; null: choice 0


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
    request: Mapped[dict[str, Any] | None]  # model and sampling of a later draft; null: the turn's


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
