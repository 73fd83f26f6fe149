"""`/api/audit`: the trail of the caller's own organisation, and whether it is whole."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from sqlalchemy import select

from app.access import ADMIN, own_audit, require
from app.auth import CurrentUser
from app.db import Session
from app.models import AuditEvent
from app.openapi import errors
from app.service import service_of

router = APIRouter(prefix="/api/audit", tags=["Audit"])


class Entry(BaseModel):
    seq: int
    at: str
    actor: str | None
    action: str
    subject_kind: str
    subject_id: str
    details: str


class Page(BaseModel):
    object: str = "list"
    data: list[Entry]
    has_more: bool


class Whole(BaseModel):
    """`broken`: the first event that is not as it was written; null: all are."""

    events: int
    broken: int | None
    problem: str
    head: str


@router.get("", responses=errors(400, 401, 403, 503))
async def list_events(
    who: CurrentUser,
    session: Session,
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    action: Annotated[str | None, Query(max_length=64, pattern=r"^[a-z._]+$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Page:
    """Newest first; `before` is the last `seq` of the page before."""
    require(who, ADMIN)
    wanted = select(AuditEvent).where(own_audit(who)).order_by(AuditEvent.seq.desc())
    if before is not None:
        wanted = wanted.where(AuditEvent.seq < before)
    if action is not None:
        wanted = wanted.where(AuditEvent.action == action)
    rows = (await session.scalars(wanted.limit(limit + 1))).all()
    data = [Entry.model_validate(row, from_attributes=True) for row in rows[:limit]]
    return Page(data=data, has_more=len(rows) > limit)


@router.get("/verify", responses=errors(401, 403, 503))
async def verify_trail(request: Request, who: CurrentUser, session: Session) -> Whole:
    """Reads the whole trail, of all organisations: it is one chain."""
    require(who, ADMIN)
    audit = service_of(request).audit
    found: Any = await session.run_sync(audit.verify)
    return Whole(
        events=found.events,
        broken=found.broken,
        problem=found.problem,
        head=f"{found.events}:{found.head}",
    )
