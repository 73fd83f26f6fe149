"""The audit chain, and what left the service: exports, and releases that learned from them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class AuditEvent(Base):
    """Append-only, by triggers; `mac` covers the row and the one before it. No patient text."""

    __tablename__ = "audit_events"

    seq: Mapped[int] = mapped_column(BigInteger(), primary_key=True, autoincrement=False)
    at: Mapped[str]  # ISO 8601 in UTC, as it was signed
    actor: Mapped[str | None] = mapped_column(index=True)
    organisation_id: Mapped[str | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    details: Mapped[str]  # JSON with sorted keys, as it was signed
    mac: Mapped[str]


class AuditHead(Base):
    """The end of the chain: one row, locked by whoever appends."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger())
    mac: Mapped[str]


class Export(Base):
    """One export and the digest of its manifest, by which a release names its data."""

    __tablename__ = "exports"

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # null: the command line
    kind: Mapped[str]
    filters: Mapped[dict[str, Any]]
    rows: Mapped[int]
    data_sha256: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]


class ExportedConversation(Base):
    """Which conversations an export held; ids outlive the words."""

    __tablename__ = "exported_conversations"

    export_id: Mapped[str] = mapped_column(ForeignKey("exports.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id"), primary_key=True, index=True
    )


class ReleaseRow(Base):
    """A release folder's `release.json`, as it was registered."""

    __tablename__ = "releases"

    name: Mapped[str] = mapped_column(primary_key=True)
    manifest: Mapped[dict[str, Any]]
    added_at: Mapped[datetime]
