"""The review queue: what waits to be judged, and who has it open."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, one_of

ITEM_KINDS = ("rate", "compare", "adjudicate")
ITEM_STATES = ("open", "done", "withdrawn")
REASONS = (
    "random", "uncertainty", "disagreement", "new_specialty", "harm", "gold", "imported",
    "adjudication",
)  # fmt: skip


class ReviewItem(Base):
    """A turn to be judged by `overlap` people. `propensity`: the chance it had to be sampled."""

    __tablename__ = "review_items"
    __table_args__ = (
        one_of("kind", ITEM_KINDS),
        one_of("state", ITEM_STATES),
        one_of("reason", REASONS),
        ForeignKeyConstraint(["turn_id", "conversation_id"], ["turns.id", "turns.conversation_id"]),
        ForeignKeyConstraint(["turn_id", "answer_id"], ["answers.turn_id", "answers.id"]),
        ForeignKeyConstraint(
            ["comparison_id", "turn_id"], ["comparisons.id", "comparisons.turn_id"]
        ),
        Index(None, "organisation_id", "state", "priority", "id"),
        Index(None, "conversation_id"),
        Index(None, "turn_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    conversation_id: Mapped[str]
    turn_id: Mapped[str]
    kind: Mapped[str]
    answer_id: Mapped[str | None]
    comparison_id: Mapped[str | None]
    adjudicates: Mapped[str | None] = mapped_column(ForeignKey("review_items.id"), unique=True)
    lang: Mapped[str]
    specialty: Mapped[str]  # "general" where the evidence names none
    reason: Mapped[str]
    propensity: Mapped[float]
    priority: Mapped[int]  # smaller comes first
    overlap: Mapped[int]
    gold: Mapped[dict[str, Any] | None]  # what a careful judge would say, and the tolerance
    state: Mapped[str]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Assignment(Base):
    """An item in somebody's hands. It counts until it is submitted, skipped, or its lock ends."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("item_id", "user_id"),
        Index(None, "user_id", "submitted_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("review_items.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime]
    locked_until: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]
    skip_reason: Mapped[str | None]
    skip_comment: Mapped[str | None]  # null once its conversation is erased
    seconds: Mapped[float | None]
    gold_passed: Mapped[bool | None]
