"""What you may see and do. The only authorization file: routes ask here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from app.errors import BadRequest, Forbidden, NotFound
from app.models import (
    Answer,
    Assignment,
    AuditEvent,
    Comparison,
    Conversation,
    Incident,
    Invitation,
    Judgement,
    ReviewItem,
    Turn,
    User,
)

CHAT, EMBED, CONVERSATIONS, FEEDBACK = "chat", "embed", "conversations", "feedback"
JUDGE, REVIEW, AGREEMENT = "judge", "review", "agreement"
ADJUDICATE, INCIDENTS, ADMIN = "adjudicate", "incidents", "admin"
EVERYONE = frozenset({CHAT, EMBED, CONVERSATIONS, FEEDBACK})
CLINICIANS = EVERYONE | {JUDGE, REVIEW, AGREEMENT}
REVIEWERS = CLINICIANS | {ADJUDICATE, INCIDENTS}
ROLE_SCOPES = {
    "user": EVERYONE,
    "clinician": CLINICIANS,
    "reviewer": REVIEWERS,
    "admin": REVIEWERS | {ADMIN},
}


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller of a request: a person, their organisation, and what this key may do."""

    user_id: str
    organisation_id: str
    role: str
    key_id: str  # or the id of a browser's session
    scopes: frozenset[str]
    name: str = ""
    csrf: str = ""  # what a browser's session must send along with every change


def scopes_for(role: str, wanted: list[str] | None) -> frozenset[str]:
    """What a new key of this role may do: all the role allows, or the part that was asked for."""
    allowed = ROLE_SCOPES[role]
    if not wanted:
        return allowed
    if beyond := set(wanted) - allowed:
        raise BadRequest(
            f"A {role} cannot have: {', '.join(sorted(beyond))}. Choose from {sorted(allowed)}."
        )
    return frozenset(wanted)


def require(who: Principal, scope: str) -> None:
    """A key never does more than its role does now, however it was made."""
    if scope not in who.scopes or scope not in ROLE_SCOPES[who.role]:
        what = "account" if who.csrf else "API key"
        raise Forbidden(f"This {what} lacks the scope {scope!r}.")


def is_own(who: Principal) -> ColumnElement[bool]:
    """Nobody touches another's conversation, whatever their role."""
    return and_(Conversation.user_id == who.user_id, Conversation.deleted_at.is_(None))


def own_conversations(who: Principal) -> Select[Conversation]:
    return select(Conversation).where(is_own(who))


def own_turns(who: Principal) -> Select[Turn]:
    return (
        select(Turn).join(Conversation, Conversation.id == Turn.conversation_id).where(is_own(who))
    )


def own_answers(who: Principal) -> Select[Answer]:
    mine = select(Answer).join(Conversation, Conversation.id == Answer.conversation_id)
    return mine.where(is_own(who))


def own_comparisons(who: Principal) -> Select[Comparison]:
    """The caller's own blind tests, of their own conversations."""
    mine = select(Comparison).join(Conversation, Conversation.id == Comparison.conversation_id)
    return mine.where(is_own(who), Comparison.created_by == who.user_id)


def house_incidents(who: Principal) -> Select[Incident]:
    """Of the caller's organisation; whoever handles them has the scope as well."""
    return select(Incident).where(Incident.organisation_id == who.organisation_id)


def is_told(who: Principal) -> ColumnElement[bool]:
    """Whether an incident's words may be read: shared, or it was their owner who reported them."""
    by_owner = exists().where(
        Judgement.answer_id == Incident.answer_id,
        Judgement.user_id == Conversation.user_id,
        Judgement.kind == "harm",
    )
    ours = and_(
        Conversation.organisation_id == who.organisation_id, Conversation.deleted_at.is_(None)
    )
    return or_(is_shared(who.organisation_id), and_(ours, by_owner))


def incident_handlers(who: Principal) -> Select[User]:
    """Whom the caller may give an incident to."""
    roles = [role for role, scopes in ROLE_SCOPES.items() if INCIDENTS in scopes]
    return select(User).where(
        User.organisation_id == who.organisation_id,
        User.role.in_(roles),
        User.disabled_at.is_(None),
    )


def found(conversation: Conversation | None) -> Conversation:
    """Another's conversation and a missing one look alike from outside."""
    if conversation is None:
        raise NotFound("There is no such conversation.")
    return conversation


def own_audit(who: Principal) -> ColumnElement[bool]:
    """What was done by people of the caller's organisation."""
    return AuditEvent.organisation_id == who.organisation_id


def is_shared(organisation_id: str) -> ColumnElement[bool]:
    """Only with consent are a conversation's words shown to others, and only in the house."""
    return and_(
        Conversation.organisation_id == organisation_id,
        Conversation.consent,
        Conversation.deleted_at.is_(None),
    )


def may_adjudicate(who: Principal) -> bool:
    return ADJUDICATE in who.scopes & ROLE_SCOPES[who.role]


def _is_reviewed_by(who: Principal) -> ColumnElement[bool]:
    """Open items; those where judges disagreed are for reviewers."""
    allowed = and_(is_shared(who.organisation_id), ReviewItem.state == "open")
    if may_adjudicate(who):
        return allowed
    return and_(allowed, ReviewItem.kind != "adjudicate")


def is_reviewable(
    who: Principal, languages: Sequence[str] | None, specialties: Sequence[str] | None
) -> ColumnElement[bool]:
    """What the queue may give the caller: of their languages and specialties, and not their own
    conversation, unless they only brought it in."""
    mine = [*(specialties or ()), "general"]
    allowed = and_(
        _is_reviewed_by(who),
        ReviewItem.specialty.in_(mine),
        or_(Conversation.user_id != who.user_id, Conversation.imported_at.is_not(None)),
    )
    return allowed if languages is None else and_(allowed, ReviewItem.lang.in_(languages))


def knows_judges(who: Principal) -> bool:
    """Who judged what, and how well: reviewers see names, clinicians their own alone."""
    return ADJUDICATE in who.scopes & ROLE_SCOPES[who.role]


def is_assigned(who: Principal, now: datetime) -> ColumnElement[bool]:
    """What the caller holds now: neither submitted nor skipped, and the lock has not ended."""
    return and_(
        _is_reviewed_by(who),
        Assignment.user_id == who.user_id,
        Assignment.submitted_at.is_(None),
        Assignment.skipped_at.is_(None),
        Assignment.locked_until > now,
    )


def own_people(who: Principal) -> ColumnElement[bool]:
    """The people an administrator looks after."""
    return User.organisation_id == who.organisation_id


def own_invitations(who: Principal) -> ColumnElement[bool]:
    """The links of the caller's organisation that still hold."""
    return and_(
        Invitation.organisation_id == who.organisation_id,
        Invitation.used_at.is_(None),
        Invitation.expires_at > datetime.now(UTC),
    )
