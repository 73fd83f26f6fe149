"""The tables, a subject a file. Whoever imports one has them all, as alembic needs."""

from app.models.audit import AuditEvent, AuditHead, Export, ExportedConversation, ReleaseRow
from app.models.base import Base, UtcDateTime
from app.models.conversations import (
    ANSWER_STATUSES,
    Answer,
    Conversation,
    IdempotencyKey,
    Turn,
)
from app.models.judging import (
    HARM_LEVELS,
    JUDGEMENT_KINDS,
    Comparison,
    ComparisonDraft,
    Incident,
    Judgement,
)
from app.models.people import (
    ROLES,
    ApiKey,
    Group,
    Identity,
    Invitation,
    Membership,
    Organisation,
    Password,
    User,
    WebSession,
)
from app.models.review import Assignment, ReviewItem

__all__ = [
    "ANSWER_STATUSES",
    "HARM_LEVELS",
    "JUDGEMENT_KINDS",
    "ROLES",
    "Answer",
    "ApiKey",
    "Assignment",
    "AuditEvent",
    "AuditHead",
    "Base",
    "Comparison",
    "ComparisonDraft",
    "Conversation",
    "Export",
    "ExportedConversation",
    "Group",
    "IdempotencyKey",
    "Identity",
    "Incident",
    "Invitation",
    "Judgement",
    "Membership",
    "Organisation",
    "Password",
    "ReleaseRow",
    "ReviewItem",
    "Turn",
    "User",
    "UtcDateTime",
    "WebSession",
]
