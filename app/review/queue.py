"""The review queue: who gets which item, for how long. Work for the recorder.

An item has `overlap` places. An assignment takes one while its lock lasts, and for good once it is
submitted; a skip or a lapsed lock gives it back. Whoever let a lock lapse may get the item again,
whoever submitted or skipped never gets that turn again, nor adjudicates it.

Between processes the head of the audit trail is the queue's one lock: every work here ends by
appending to the trail, and takes its lock first, so that no two of them wait for each other.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Principal, is_assigned, is_reviewable, may_adjudicate
from app.audit import Audit, Event
from app.errors import NotFound
from app.ids import new_id
from app.models import Assignment, AuditHead, Conversation, ReviewItem, User

LONGEST = timedelta(hours=2)  # that a lock can be extended to
GOLD_OVERLAP = 1_000_000  # a gold item is never full, and never done
LAST_GOLD, FEWEST_GOLD, GOLD_RATE = 10, 5, 0.6
MOST_WAITING = 100
PACE_OF = 200  # assignments that the median time is of
_chance = random.SystemRandom()
_other = aliased(ReviewItem)  # making one costs as much as a query


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a lock lasts, and how often a gold item takes the place of another."""

    lock: timedelta
    gold_share: float


@dataclass(frozen=True, slots=True)
class Held:
    """An item in somebody's hands."""

    assignment: Assignment
    item: ReviewItem


def take_next(db: Session, audit: Audit, who: Principal, terms: Terms) -> Held | None:
    """The item the caller holds already, or the best open one, locked and noted as read."""
    lock_queue(db)
    now = datetime.now(UTC)
    held = _first(db, _held(who, now))
    if held is None:
        item = _choose(db, who, terms, now)
        if item is None:
            return None
        held = Held(_assign(db, who, item, now + terms.lock, now), item)
    note_read(db, audit, who, held)
    return held


def read_held(db: Session, audit: Audit, who: Principal, assignment_id: str) -> Held:
    """An item the caller still holds, noted as read."""
    lock_queue(db)
    held = find_held(db, who, assignment_id)
    note_read(db, audit, who, held)
    return held


def find_held(db: Session, who: Principal, assignment_id: str) -> Held:
    """Raises NotFound once it is submitted, skipped, withdrawn, or its lock has ended."""
    now = datetime.now(UTC)
    held = _first(db, _held(who, now).where(Assignment.id == assignment_id))
    if held is None:
        raise NotFound("There is no such assignment, or it is over; ask for the next one.")
    return held


def extend(db: Session, who: Principal, assignment_id: str, terms: Terms) -> Assignment:
    """For another lock's length from now, at most two hours after the item was opened."""
    lock_queue(db)
    assignment = find_held(db, who, assignment_id).assignment
    latest = assignment.opened_at + LONGEST
    until = min(datetime.now(UTC) + terms.lock, latest)
    assignment.locked_until = max(assignment.locked_until, until)
    return assignment


def skip(
    db: Session,
    audit: Audit,
    who: Principal,
    assignment_id: str,
    reason: str,
    comment: str | None = None,
) -> None:
    """Frees the place; `personal_data` takes the item away from everyone."""
    lock_queue(db)
    held = find_held(db, who, assignment_id)
    held.assignment.skipped_at = datetime.now(UTC)
    held.assignment.skip_reason, held.assignment.skip_comment = reason, comment
    audit.append(db, _about(who, "review.skip", held, reason=reason))
    if reason == "personal_data":
        withdraw(db, audit, who, held, reason)


def withdraw(db: Session, audit: Audit, who: Principal, held: Held, reason: str) -> None:
    """Nobody is shown the item any more; the audit trail keeps the reason."""
    lock_queue(db)
    item = db.get_one(ReviewItem, held.item.id)
    item.state = "withdrawn"
    assignment = db.get_one(Assignment, held.assignment.id)
    assignment.skipped_at = assignment.skipped_at or datetime.now(UTC)
    assignment.skip_reason = assignment.skip_reason or reason
    audit.append(db, _about(who, "review.withdraw", held, reason=reason))


def lock_queue(db: Session) -> None:
    db.execute(select(AuditHead.id).with_for_update())


def note_read(db: Session, audit: Audit, who: Principal, held: Held) -> None:
    audit.append(db, _about(who, "review.read", held))


def _about(who: Principal, action: str, held: Held, **details: str) -> Event:
    details["assignment"] = held.assignment.id
    details["conversation"] = held.item.conversation_id
    return Event(action, "review_item", held.item.id, who, dict(details))


def _held(who: Principal, now: datetime) -> Select[Assignment, ReviewItem]:
    return (
        select(Assignment, ReviewItem)
        .join(ReviewItem, ReviewItem.id == Assignment.item_id)
        .join(Conversation, Conversation.id == ReviewItem.conversation_id)
        .where(is_assigned(who, now))
        .order_by(Assignment.opened_at)
    )


def _first(db: Session, statement: Select[Assignment, ReviewItem]) -> Held | None:
    row = db.execute(statement.limit(1)).first()
    return Held(*row) if row else None


def _choose(db: Session, who: Principal, terms: Terms, now: datetime) -> ReviewItem | None:
    """The best open item. A gold one only ever takes the place of another: in an empty queue it
    would stand out."""
    open_items = _open_to(db, who, now)
    best = db.scalar(
        open_items.where(ReviewItem.reason != "gold", _taken(now) < ReviewItem.overlap)
        .order_by(ReviewItem.priority, ReviewItem.id)
        .limit(1)
        .with_for_update(of=ReviewItem, skip_locked=True)
    )
    if best is None or _chance.random() >= terms.gold_share:
        return best
    gold = [
        item
        for item in db.scalars(open_items.where(ReviewItem.reason == "gold").limit(PACE_OF))
        if (item.gold or {}).get("by") != who.user_id
    ]
    return _chance.choice(gold) if gold else best


def _open_to(db: Session, who: Principal, now: datetime) -> Select[ReviewItem]:
    """What the caller may be given, places left or not."""
    user = db.get_one(User, who.user_id)
    # Whoever judged or skipped a turn does not meet it again, as gold or to adjudicate.
    had = (
        select(_other.turn_id)
        .join(Assignment, Assignment.item_id == _other.id)
        .where(Assignment.user_id == who.user_id)
        .where(or_(Assignment.submitted_at.is_not(None), Assignment.skipped_at.is_not(None)))
    )
    allowed = is_reviewable(who, user.languages, user.specialties)
    if may_adjudicate(who) and gold_record(db, who.user_id).flagged:
        allowed = and_(allowed, ReviewItem.kind != "adjudicate")
    return (
        select(ReviewItem)
        .join(Conversation, Conversation.id == ReviewItem.conversation_id)
        .where(allowed, ReviewItem.turn_id.not_in(had))
    )


def _taken(now: datetime) -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(Assignment.item_id == ReviewItem.id, _takes_place(now))
        .correlate(ReviewItem)
        .scalar_subquery()
    )


def _takes_place(now: datetime) -> ColumnElement[bool]:
    holds = and_(Assignment.skipped_at.is_(None), Assignment.locked_until > now)
    return or_(Assignment.submitted_at.is_not(None), holds)


def _assign(
    db: Session, who: Principal, item: ReviewItem, until: datetime, now: datetime
) -> Assignment:
    """Anew, or again to whoever let the lock lapse."""
    row = db.scalar(
        select(Assignment).where(Assignment.item_id == item.id, Assignment.user_id == who.user_id)
    )
    if row is None:
        row = Assignment(id=new_id("asg"), item_id=item.id, user_id=who.user_id)
        db.add(row)
    row.opened_at, row.locked_until = now, until
    db.flush()
    return row


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """How a judge did on the last gold items."""

    passed: int
    of: int

    @property
    def flagged(self) -> bool:
        return self.of >= FEWEST_GOLD and self.passed / self.of < GOLD_RATE


def gold_record(db: Session, user_id: str) -> GoldRecord:
    results = db.scalars(
        select(Assignment.gold_passed)
        .where(Assignment.user_id == user_id, Assignment.gold_passed.is_not(None))
        .order_by(Assignment.submitted_at.desc())
        .limit(LAST_GOLD)
    ).all()
    return GoldRecord(sum(map(bool, results)), len(results))


def progress(db: Session, who: Principal) -> dict[str, object]:
    """The caller's own work, and what waits for them; more than a hundred are not counted."""
    now = datetime.now(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    submitted = Assignment.submitted_at
    done, today, skipped, passed, gold = db.execute(
        select(
            func.count(submitted),
            func.count(case((submitted >= midnight, 1))),
            func.count(Assignment.skipped_at),
            func.count(case((Assignment.gold_passed.is_(True), 1))),
            func.count(Assignment.gold_passed),
        ).where(Assignment.user_id == who.user_id)
    ).one()
    pace = db.scalars(
        select(Assignment.seconds)
        .where(Assignment.user_id == who.user_id, submitted.is_not(None))
        .order_by(submitted.desc())
        .limit(PACE_OF)
    )
    seconds = [each for each in pace if each is not None]
    open_now = _open_to(db, who, now).where(ReviewItem.reason != "gold")
    free = open_now.where(_taken(now) < ReviewItem.overlap).with_only_columns(ReviewItem.id)
    waiting = select(func.count()).select_from(free.limit(MOST_WAITING).subquery())
    return {
        "done": done,
        "done_today": today,
        "skipped": skipped,
        "waiting": db.scalar(waiting),
        "median_seconds": median(seconds) if seconds else None,
        "gold": {"passed": passed, "of": gold},
    }
