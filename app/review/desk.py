"""`/api/review`: the queue as its judges use it. What fills it: `review_supply.py`.

Everything shown is de-identified, and noted in the audit trail before it leaves. What cannot be
de-identified is taken out of the queue and not shown to anyone.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Discriminator, Field, Tag
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as WritingSession
from starlette.responses import Response

from app.access import REVIEW, Principal, require
from app.auth import CurrentUser
from app.chat_request import NO_NUL, Strict
from app.db import Session
from app.errors import NotFound
from app.judging.opinion import Comment, Opinion
from app.openapi import errors
from app.review.queue import (
    Held,
    Terms,
    extend,
    progress,
    read_held,
    skip,
    take_next,
    withdraw,
)
from app.review.shown import Material, gather, render
from app.review.submit import Ranked, submit
from app.scrub import Scrubber, Unscrubbed
from app.service import Service, service_of

router = APIRouter(prefix="/api/review", tags=["Review"])
REFUSALS = errors(400, 401, 403, 404, 503)
UNSCRUBBED_IN_A_ROW = 20  # after so many items that cannot be shown, something else is wrong
AssignmentId = Annotated[str, Path(max_length=64, pattern=NO_NUL)]


class ShownAssignment(BaseModel):
    """What a judge sees of an item; nothing says why it was chosen."""

    id: str
    object: str = "review.assignment"
    item_id: str
    kind: str
    lang: str
    specialty: str
    locked_until: datetime
    question_context: list[dict[str, Any]]
    notice: str | None = Field(description="that stood before the answer, in an emergency")
    answer: dict[str, Any] | None
    drafts: list[dict[str, Any]] | None
    diff: dict[str, Any] | None
    passages: list[dict[str, Any]]
    opinions: list[dict[str, Any]] | None
    progress: dict[str, Any]


class Locked(BaseModel):
    id: str
    locked_until: datetime


class Done(BaseModel):
    id: str
    object: str = "review.submitted"
    judgements: list[dict[str, str]]
    incident_id: str | None


class Skipped(BaseModel):
    id: str
    object: str = "review.skipped"
    reason: str


class Skip(Strict):
    reason: Literal["not_my_specialty", "unclear", "personal_data", "other"]
    comment: Comment | None = None


class Progress(BaseModel):
    done: int
    done_today: int
    skipped: int
    waiting: int
    median_seconds: float | None
    gold: dict[str, int]


def _kind_of_submission(body: object) -> str:
    ranks = isinstance(body, dict) and ("ranking" in body or "both_bad" in body)
    return "drafts: " if ranks else "answer: "


# The tags are no names of fields, so that an error names the field alone.
Submission = Annotated[
    Annotated[Opinion, Tag("answer: ")] | Annotated[Ranked, Tag("drafts: ")],
    Discriminator(_kind_of_submission),
]


@dataclass(frozen=True, slots=True)
class _Taken:
    """An item in the caller's hands with all its words; not de-identified yet."""

    held: Held
    material: Material


@router.post(
    "/next",
    response_model=ShownAssignment,
    responses={**errors(401, 403, 404, 503), 204: {"description": "Nothing waits for you"}},
)
async def next_item(request: Request, who: CurrentUser, session: Session) -> Any:
    """The item you have open, or the next one; it is locked for you for some minutes."""
    require(who, REVIEW)
    service = service_of(request)
    for _ in range(UNSCRUBBED_IN_A_ROW):
        taken = await service.recorder.run(partial(_take, service, who))
        if taken is None:
            break
        shown = await _shown(service, who, taken, session)
        if shown is not None:
            return shown
    return Response(status_code=204)


@router.get("/assignments/{assignment_id}", responses=REFUSALS)
async def read_assignment(
    request: Request, who: CurrentUser, session: Session, assignment_id: AssignmentId
) -> ShownAssignment:
    """Only while you hold it."""
    require(who, REVIEW)
    service = service_of(request)
    taken = await service.recorder.run(partial(_read, service, who, assignment_id))
    shown = await _shown(service, who, taken, session)
    if shown is None:
        raise NotFound("This item cannot be shown without personal data; ask for the next one.")
    return shown


@router.post("/assignments/{assignment_id}/submit", responses=errors(400, 401, 403, 404, 409, 503))
async def submit_assignment(
    request: Request, who: CurrentUser, assignment_id: AssignmentId, said: Submission
) -> Done:
    """Stored when this answers; the assignment is over. The next one brings the progress."""
    require(who, REVIEW)
    service = service_of(request)
    done = await service.recorder.run(
        lambda db: submit(db, service.audit, who, assignment_id, said)
    )
    return Done(
        id=assignment_id,
        judgements=[{"id": id, "kind": kind} for kind, id in done.judgements.items()],
        incident_id=done.incident_id,
    )


@router.post("/assignments/{assignment_id}/skip", responses=REFUSALS)
async def skip_assignment(
    request: Request, who: CurrentUser, assignment_id: AssignmentId, why: Skip
) -> Skipped:
    """Frees the place. With `personal_data` nobody is shown the item any more."""
    require(who, REVIEW)
    service = service_of(request)
    await service.recorder.run(
        lambda db: skip(db, service.audit, who, assignment_id, why.reason, why.comment)
    )
    return Skipped(id=assignment_id, reason=why.reason)


@router.post("/assignments/{assignment_id}/extend", responses=REFUSALS)
async def extend_assignment(
    request: Request, who: CurrentUser, assignment_id: AssignmentId
) -> Locked:
    """Keeps the lock while the page is open, up to two hours in all."""
    require(who, REVIEW)
    service = service_of(request)
    until = await service.recorder.run(
        lambda db: extend(db, who, assignment_id, _terms(service)).locked_until
    )
    return Locked(id=assignment_id, locked_until=until)


@router.get("/progress", responses=errors(401, 403, 503))
async def read_progress(who: CurrentUser, session: Session) -> Progress:
    require(who, REVIEW)
    return Progress.model_validate(await session.run_sync(lambda db: progress(db, who)))


def _terms(service: Service) -> Terms:
    settings = service.settings
    return Terms(timedelta(minutes=settings.review_lock_minutes), settings.review_gold_share)


def _take(service: Service, who: Principal, db: WritingSession) -> _Taken | None:
    held = take_next(db, service.audit, who, _terms(service))
    return held and _Taken(held, gather(db, held.item))


def _read(service: Service, who: Principal, id: str, db: WritingSession) -> _Taken:
    held = read_held(db, service.audit, who, id)
    return _Taken(held, gather(db, held.item))


async def _shown(
    service: Service, who: Principal, taken: _Taken, session: AsyncSession
) -> ShownAssignment | None:
    """None when something in it might tell who somebody is: then the item is withdrawn."""
    held = taken.held
    scrubber = Scrubber(held.item.conversation_id, service.secret.key("scrub"))
    try:
        words = await asyncio.to_thread(render, taken.material, scrubber)
    except Unscrubbed:
        await service.recorder.run(
            lambda db: withdraw(db, service.audit, who, held, "not_de_identified")
        )
        return None
    return ShownAssignment(
        id=held.assignment.id,
        item_id=held.item.id,
        kind=held.item.kind,
        lang=held.item.lang,
        specialty=held.item.specialty,
        locked_until=held.assignment.locked_until,
        # Read apart: the writer has better to do than to count.
        progress=await session.run_sync(lambda db: progress(db, who)),
        **words,
    )
