"""What clinicians say of answers. A judgement and all it names belong to one turn, by foreign key.

Judgements are never changed: a newer one of the same judge, answer and kind supersedes the older.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, one_of

JUDGEMENT_KINDS = ("thumb", "aspects", "correction", "citations", "faults", "harm", "comparison")
HARM_LEVELS = ("none", "mild", "moderate", "severe")


class Comparison(Base):
    """Two to four drafts of one turn, shown blind in a shuffled order."""

    __tablename__ = "comparisons"
    __table_args__ = (
        UniqueConstraint("id", "turn_id"),
        ForeignKeyConstraint(["turn_id", "conversation_id"], ["turns.id", "turns.conversation_id"]),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    turn_id: Mapped[str]
    conversation_id: Mapped[str] = mapped_column(index=True)
    created_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class ComparisonDraft(Base):
    """`position` 0 is shown first, as A."""

    __tablename__ = "comparison_drafts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["comparison_id", "turn_id"], ["comparisons.id", "comparisons.turn_id"]
        ),
        ForeignKeyConstraint(["turn_id", "answer_id"], ["answers.turn_id", "answers.id"]),
        UniqueConstraint("comparison_id", "answer_id"),
    )

    comparison_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[str]
    answer_id: Mapped[str]


class Judgement(Base):
    """One statement of one judge about one answer, or about the drafts of one comparison."""

    __tablename__ = "judgements"
    __table_args__ = (
        one_of("kind", JUDGEMENT_KINDS),
        ForeignKeyConstraint(["user_id", "organisation_id"], ["users.id", "users.organisation_id"]),
        ForeignKeyConstraint(["turn_id", "conversation_id"], ["turns.id", "turns.conversation_id"]),
        ForeignKeyConstraint(["turn_id", "answer_id"], ["answers.turn_id", "answers.id"]),
        ForeignKeyConstraint(
            ["comparison_id", "turn_id"], ["comparisons.id", "comparisons.turn_id"]
        ),
        Index(None, "answer_id", "kind"),
        Index(None, "conversation_id"),
        Index(None, "user_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str]  # the judge's
    user_id: Mapped[str]
    role: Mapped[str]  # the judge's, then
    conversation_id: Mapped[str]
    turn_id: Mapped[str]
    answer_id: Mapped[str | None]
    comparison_id: Mapped[str | None]
    assignment_id: Mapped[str | None] = mapped_column(ForeignKey("assignments.id"))
    kind: Mapped[str]
    body: Mapped[dict[str, Any] | None]  # null once its conversation is erased
    seconds: Mapped[float | None]  # time on task
    created_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class Incident(Base):
    """An answer somebody marked as moderately or severely harmful, until it is closed."""

    __tablename__ = "incidents"
    __table_args__ = (
        one_of("level", HARM_LEVELS[2:]),
        ForeignKeyConstraint(["turn_id", "conversation_id"], ["turns.id", "turns.conversation_id"]),
        ForeignKeyConstraint(["turn_id", "answer_id"], ["answers.turn_id", "answers.id"]),
        UniqueConstraint("answer_id"),
        Index(None, "organisation_id", "closed_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    conversation_id: Mapped[str] = mapped_column(index=True)
    turn_id: Mapped[str]
    answer_id: Mapped[str]
    judgement_id: Mapped[str] = mapped_column(ForeignKey("judgements.id"))  # that opened it
    level: Mapped[str]
    opened_at: Mapped[datetime]
    assignee_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str | None]
