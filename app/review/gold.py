"""Gold items: an answer, or drafts, of which a careful judge's opinion is known beforehand.

They are mixed among the others (`review_queue`) and look like them; each judge may get each once.
Their judgements are stored like all others. A judge who passes too few of the last ones is flagged.
"""

from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Principal, is_shared
from app.audit import Audit, Event
from app.chat_request import Strict
from app.errors import BadRequest, NotFound
from app.judging.opinion import Aspects, Harm
from app.models import Answer, Assignment, ComparisonDraft, Conversation, ReviewItem, Turn, User
from app.review.queue import GOLD_OVERLAP, gold_record
from app.review.rules import TOLERANCE
from app.review.sampling import NORMAL, new_item


class Expected(Strict):
    """Of one answer: thumb, aspects, harm. Of drafts: answer ids in tiers, or both_bad."""

    thumb: str | None = Field(default=None, pattern="^(up|down)$")
    aspects: Aspects | None = None
    harm: Harm | None = None
    ranking: list[list[str]] | None = Field(default=None, min_length=1, max_length=4)
    both_bad: bool = False

    def bodies(self) -> dict[str, dict[str, Any]]:
        """By kind, as a judge's own are stored."""
        found: dict[str, dict[str, Any]] = {}
        if self.thumb is not None:
            found["thumb"] = {"thumb": self.thumb}
        if self.aspects is not None:
            found["aspects"] = self.aspects.model_dump(exclude_none=True)
        if self.harm is not None:
            found["harm"] = {"level": self.harm}
        if self.ranking is not None or self.both_bad:
            found["comparison"] = {"ranking": self.ranking or [], "both_bad": self.both_bad}
        return found


class Gold(Strict):
    """Give the item or the answer that it is made from."""

    item_id: str | None = Field(default=None, max_length=64, pattern=r"^[^\x00]*$")
    answer_id: str | None = Field(default=None, max_length=64, pattern=r"^[^\x00]*$")
    expected: Expected
    tolerance: int = Field(default=TOLERANCE, ge=0, le=3, description="points, or levels of harm")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.item_id is None) == (self.answer_id is None):
            raise PydanticCustomError("gold", "Give either item_id or answer_id.")
        if not self.expected.bodies():
            raise PydanticCustomError("gold", "Say what is expected.")
        return self


def make_gold(
    db: Session, audit: Audit, who: Principal | None, organisation_id: str, gold: Gold
) -> ReviewItem:
    """Work for the recorder. Raises NotFound for what may not be shown, BadRequest for what does
    not fit it."""
    turn, answer_id, comparison_id = _subject(db, organisation_id, gold)
    _check(db, gold, comparison_id)
    item = new_item(organisation_id, turn)
    item.kind = "rate" if comparison_id is None else "compare"
    item.answer_id, item.comparison_id = answer_id, comparison_id
    item.reason, item.propensity = "gold", 1.0
    item.priority, item.overlap = NORMAL, GOLD_OVERLAP
    item.gold = {
        "expected": gold.expected.bodies(),
        "tolerance": gold.tolerance,
        "by": who.user_id if who else None,
    }
    db.add(item)
    audit.append(db, Event("review.gold", "review_item", item.id, who))
    return item


def _subject(db: Session, organisation_id: str, gold: Gold) -> tuple[Turn, str | None, str | None]:
    """Turn, and answer or comparison."""
    shared = select(Turn).join(Conversation, Conversation.id == Turn.conversation_id)
    shared = shared.where(is_shared(organisation_id))
    answer_id, comparison_id = gold.answer_id, None
    if answer_id is not None:
        statement = shared.join(Answer, Answer.turn_id == Turn.id)
        turn = db.scalar(statement.where(Answer.id == answer_id, Answer.status == "complete"))
    else:
        item = db.get(ReviewItem, gold.item_id)
        turn = db.scalar(shared.where(Turn.id == item.turn_id)) if item else None
        if item is not None:
            answer_id, comparison_id = item.answer_id, item.comparison_id
    if turn is None:
        raise NotFound("There is no such item or answer that may be shown to judges.")
    return turn, answer_id, comparison_id


def _check(db: Session, gold: Gold, comparison_id: str | None) -> None:
    expected = gold.expected.bodies()
    if ("comparison" in expected) != (comparison_id is not None):
        raise BadRequest("Drafts are ranked, a single answer is rated.", param="expected")
    drafts = select(ComparisonDraft.answer_id).where(ComparisonDraft.comparison_id == comparison_id)
    named = sorted(id for tier in gold.expected.ranking or [] for id in tier)
    if gold.expected.ranking is not None and named != sorted(db.scalars(drafts)):
        raise BadRequest("Rank each draft's answer id once.", param="expected.ranking")


def judges(db: Session, organisation_id: str) -> list[dict[str, Any]]:
    """Who has judged gold items, and how it went."""
    tried = select(Assignment.user_id).where(Assignment.gold_passed.is_not(None))
    users = db.scalars(
        select(User)
        .where(User.organisation_id == organisation_id, User.id.in_(tried))
        .order_by(User.name)
    )
    records = [(user, gold_record(db, user.id)) for user in users]
    return [
        {
            "user_id": user.id,
            "name": user.name,
            "gold": {"passed": record.passed, "of": record.of},
            "flagged": record.flagged,
        }
        for user, record in records
    ]
