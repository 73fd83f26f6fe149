"""What you may see and do. The only authorization file: routes ask here and nowhere else."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select

from app.errors import BadRequest, Forbidden, NotFound
from app.models import AuditEvent, Conversation

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


def found(conversation: Conversation | None) -> Conversation:
    """Another's conversation and a missing one look alike from outside."""
    if conversation is None:
        raise NotFound("There is no such conversation.")
    return conversation


def own_audit(who: Principal) -> ColumnElement[bool]:
    """What was done by people of the caller's organisation."""
    return AuditEvent.organisation_id == who.organisation_id
