"""Consent: whether a conversation may be learned from. Its owner gives it, and takes it back."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.access import Principal, found, own_conversations
from app.audit import Audit, Event
from app.models import Conversation


def set_consent(
    db: Session, audit: Audit, who: Principal, conversation_id: str, given: bool
) -> Conversation:
    """What changes nothing is no event. Later exports obey; earlier ones are listed on deletion."""
    mine = own_conversations(who).where(Conversation.id == conversation_id)
    row = found(db.scalar(mine.with_for_update()))
    if row.consent != given:
        row.consent, row.consent_at = given, datetime.now(UTC)
        action = "consent.give" if given else "consent.withdraw"
        audit.append(db, Event(action, "conversation", row.id, who))
    return row
