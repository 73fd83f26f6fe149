"""What becomes of a judged item: its judgements, the gold check, and adjudication.

Work for the recorder. When an item has as many opinions as its overlap asks for, it is done; if
they are at odds (`review_rules`), an item to adjudicate takes its place in the queue.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event
from app.errors import BadRequest
from app.ids import new_id
from app.judging.judgements import Stored, store_comparison, store_opinion
from app.judging.opinion import Opinion, Preference
from app.models import Answer, Assignment, Comparison, Judgement, ReviewItem
from app.review.queue import Held, find_held, lock_queue
from app.review.rules import disagreements, passes
from app.review.shown import answer_ids, opinions

LONGEST_TASK = 1800.0  # seconds; what takes longer was interrupted
PRIORITY_ADJUDICATION = 1


class Ranked(Preference):
    """A preference; where no draft may be used, with the answer there should have been."""

    correction: str | None = Field(
        default=None, min_length=1, max_length=50_000, pattern=r"^[^\x00]*$"
    )


@dataclass(frozen=True, slots=True)
class Submitted:
    judgements: dict[str, str]  # ids by kind
    incident_id: str | None


def submit(
    db: Session, audit: Audit, who: Principal, assignment_id: str, said: Opinion | Ranked
) -> Submitted:
    """Raises NotFound when the caller does not hold it any more, BadRequest for what does not
    fit."""
    lock_queue(db)
    held = find_held(db, who, assignment_id)
    now = datetime.now(UTC)
    took = min((now - held.assignment.opened_at).total_seconds(), LONGEST_TASK)
    # The client knows when nobody looked at the page; it cannot have taken longer than we saw.
    seconds = round(min(took, took if said.seconds is None else said.seconds), 1)
    stored = _store(db, audit, who, held, said, seconds)
    held.assignment.submitted_at = now
    held.assignment.seconds = round(took, 1)
    db.flush()
    if held.item.gold is not None:
        held.assignment.gold_passed = passes(held.item.gold, _said_in(db, held.assignment))
    elif _submitted(db, held.item) >= held.item.overlap:
        _finish(db, audit, held.item, now)
    return Submitted(stored.judgements, stored.incident_id)


def _store(
    db: Session, audit: Audit, who: Principal, held: Held, said: Opinion | Ranked, seconds: float
) -> Stored:
    id = held.assignment.id
    if isinstance(said, Opinion):
        if held.item.comparison_id is not None:
            raise BadRequest("This item compares drafts: give `ranking` or `both_bad`.")
        if said.thumb is None and said.aspects is None:
            raise BadRequest("Give at least a thumb or aspects.", param="aspects")
        answer = db.get_one(Answer, held.item.answer_id)
        opinion = said.model_copy(update={"seconds": seconds})
        return store_opinion(db, audit, who, answer, opinion, assignment_id=id)
    if held.item.comparison_id is None:
        raise BadRequest("This item has one answer: there is nothing to rank.", param="ranking")
    comparison = db.get_one(Comparison, held.item.comparison_id)
    preference = said.model_copy(update={"seconds": seconds})
    stored = store_comparison(db, audit, who, comparison, preference, assignment_id=id)
    if said.correction is None:
        return stored
    # A right answer to the question; it is kept as a correction of the draft shown first.
    first = db.get_one(Answer, answer_ids(db, held.item)[0])
    more = store_opinion(
        db, audit, who, first, Opinion(correction=said.correction), assignment_id=id
    )
    return Stored(stored.judgements | more.judgements, more.incident_id)


def _said_in(db: Session, assignment: Assignment) -> dict[str, dict[str, object]]:
    rows = db.scalars(select(Judgement).where(Judgement.assignment_id == assignment.id))
    return {row.kind: row.body or {} for row in rows}


def _submitted(db: Session, item: ReviewItem) -> int:
    there = select(func.count()).where(
        Assignment.item_id == item.id, Assignment.submitted_at.is_not(None)
    )
    return db.scalar(there) or 0


def _finish(db: Session, audit: Audit, item: ReviewItem, now: datetime) -> None:
    item.state, item.done_at = "done", now
    if item.kind == "adjudicate":
        return
    apart = disagreements(opinions(db, item.id))
    if not apart:
        return
    db.add(new := adjudication(item, now))
    audit.append(db, Event("review.disagreement", "review_item", item.id, None,
                           {"on": apart, "adjudication": new.id}))  # fmt: skip


def adjudication(item: ReviewItem, now: datetime) -> ReviewItem:
    """The same answer or drafts, for one reviewer who was none of the judges."""
    return ReviewItem(
        id=new_id("item"),
        organisation_id=item.organisation_id,
        conversation_id=item.conversation_id,
        turn_id=item.turn_id,
        kind="adjudicate",
        answer_id=item.answer_id,
        comparison_id=item.comparison_id,
        adjudicates=item.id,
        lang=item.lang,
        specialty=item.specialty,
        reason="adjudication",
        propensity=1.0,
        priority=PRIORITY_ADJUDICATION,
        overlap=1,
        state="open",
        created_at=now,
    )
