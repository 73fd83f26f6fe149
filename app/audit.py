"""The audit trail: append-only, and chained, so that no row can be changed, added or lost unseen.

Each row's `mac` is HMAC-SHA256 over the row and the mac before it, under a key that the database
does not hold; the head row carries the last. Whoever can write the database but has no key can
at most restore an older state of all of it: to see that too, note `medloop audit head` elsewhere
and give it to `medloop audit verify`.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import Principal
from app.models import AuditEvent, AuditHead

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `details` are ids, names of roles and counts: never words of a chat."""

    action: str  # "conversation.read", "judgement.create", "role.change", "access.refused"
    subject_kind: str
    subject_id: str
    who: Principal | None = None  # None: the command line, or the service itself
    details: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken`: the sequence number of the first row that is not as it was written."""

    events: int
    broken: int | None
    head: str
    problem: str = ""


class Audit:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def append(self, db: Session, *events: Event) -> None:
        """In the caller's transaction: either both are stored, what was done and that it was."""
        head = db.scalars(select(AuditHead).with_for_update()).one()
        for event in events:
            head.seq += 1
            row = _row(head.seq, event)
            row.mac = head.mac = self._mac(row, head.mac)
            db.add(row)

    def verify(self, db: Session, expected: tuple[int, str] | None = None) -> Verdict:
        """`expected`: an earlier head, sequence number and mac, that the chain must contain."""
        # The head first: what others append meanwhile is verified the next time.
        head = db.scalars(select(AuditHead)).one_or_none()
        end, last = (head.seq, head.mac) if head else (0, "")
        count, mac = 0, ""
        for row in _rows(db, end):
            count += 1
            if row.seq != count:
                return Verdict(count - 1, count, mac, "an event is missing")
            if not hmac.compare_digest(row.mac, self._mac(row, mac)):
                return Verdict(count, count, mac, "an event was changed")
            mac = row.mac
            if expected is not None and expected[0] == count and expected[1] != mac:
                return Verdict(count, count, mac, "the trail is another one than was noted")
        if head is None or (end, last) != (count, mac) or self._is_beyond(db, end):
            return Verdict(count, count + 1, mac, "the end of the trail is not where it was")
        if expected is not None and expected[0] > count:
            return Verdict(count, count + 1, mac, "the trail is shorter than was noted")
        return Verdict(count, None, mac)

    def _is_beyond(self, db: Session, end: int) -> bool:
        """Is there an event after the end that no head has ever known?"""
        newest = db.scalar(select(func.max(AuditEvent.seq))) or 0
        return newest > end and newest > (db.scalar(select(AuditHead.seq)) or 0)

    def _mac(self, row: AuditEvent, before: str) -> str:
        said = [before, row.seq, row.at, row.actor, row.organisation_id, row.action]
        said += [row.subject_kind, row.subject_id, row.details]
        canonical = json.dumps(said, ensure_ascii=False).encode()
        return hmac.new(self._key, canonical, hashlib.sha256).hexdigest()


def _row(seq: int, event: Event) -> AuditEvent:
    return AuditEvent(
        seq=seq,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        actor=event.who.user_id if event.who else None,
        organisation_id=event.who.organisation_id if event.who else None,
        action=event.action,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        details=json.dumps(event.details, sort_keys=True, ensure_ascii=False),
    )


def _rows(db: Session, end: int) -> Iterator[AuditEvent]:
    """In order, some at a time: the trail may be longer than memory."""
    last = -1
    while True:
        page = db.scalars(
            select(AuditEvent)
            .where(AuditEvent.seq > last, AuditEvent.seq <= end)
            .order_by(AuditEvent.seq)
            .limit(BATCH)
        ).all()
        yield from page
        if not page:
            return
        last = page[-1].seq
        db.expunge_all()
