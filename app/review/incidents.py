"""Incidents: answers that somebody marked as harmful, until a person has dealt with them.

They are opened by `judgements.py`, seen only in their own organisation, and closed with a reason.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import Select, select
from sqlalchemy.orm import Session as WritingSession

from app.access import (
    INCIDENTS,
    Principal,
    house_incidents,
    incident_handlers,
    is_told,
    require,
)
from app.audit import Event
from app.auth import CurrentUser
from app.chat_request import NO_NUL, Strict
from app.db import Session
from app.errors import BadRequest, Conflict, NotFound
from app.models import Conversation, Incident, Judgement, ReviewItem, Turn, User
from app.openapi import errors
from app.review.shown import Material, gather, render
from app.scrub import Scrubber, Unscrubbed
from app.service import Service, service_of
from retrieval.sentences import detect_lang

router = APIRouter(prefix="/api/incidents", tags=["Incidents"])
IncidentId = Annotated[str, Path(max_length=64, pattern=NO_NUL)]


class Person(BaseModel):
    id: str
    name: str


class Case(BaseModel):
    id: str
    object: str = "incident"
    state: Literal["open", "closed"]
    level: str
    conversation_id: str
    turn_id: str
    answer_id: str
    judgement_id: str = Field(description="that opened it")
    opened_at: datetime
    assignee: Person | None
    closed_at: datetime | None
    closed_by: Person | None
    reason: str | None = Field(description="why it was closed; of a reopened one, the last time")
    erased: bool = Field(description="its conversation was deleted")


class WholeCase(Case):
    exchange: dict[str, Any] | None = Field(
        description="question, answer, evidence and what its judges said, de-identified"
    )
    withheld: Literal["erased", "no_consent", "not_de_identified"] | None = Field(
        description="why there is no exchange"
    )


class CaseList(BaseModel):
    object: str = "list"
    data: list[Case]
    has_more: bool


class Assignee(Strict):
    assignee_id: str | None = Field(max_length=64, pattern=NO_NUL, description="null: nobody")


class Closing(Strict):
    reason: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000, pattern=NO_NUL)
    ]


@router.get("", responses=errors(400, 401, 403, 503))
async def list_incidents(
    who: CurrentUser,
    session: Session,
    state: Literal["open", "closed"] = "open",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    after: Annotated[str | None, Query(max_length=64, pattern=NO_NUL)] = None,
) -> CaseList:
    """The newest first; `after` is the last id of the page before."""
    require(who, INCIDENTS)
    closed = Incident.closed_at.is_not(None)
    statement = house_incidents(who).where(closed if state == "closed" else ~closed)
    if after is not None:
        statement = statement.where(Incident.id < after)
    rows = (await session.scalars(statement.order_by(Incident.id.desc()).limit(limit + 1))).all()
    cases = await session.run_sync(lambda db: [_case(db, row) for row in rows[:limit]])
    return CaseList(data=cases, has_more=len(rows) > limit)


@router.get("/{incident_id}", responses=errors(400, 401, 403, 404, 503))
async def read_incident(request: Request, who: CurrentUser, incident_id: IncidentId) -> WholeCase:
    """On the trail before it is shown. Words need consent, or a report of their owner's own."""
    require(who, INCIDENTS)
    service = service_of(request)

    def work(db: WritingSession) -> tuple[Case, Material | None]:
        row = _found(db, house_incidents(who), incident_id)
        material = _material(db, who, row)
        details = {"conversation": row.conversation_id, "words": material is not None}
        service.audit.append(db, Event("incident.read", "incident", row.id, who, details))
        return _case(db, row), material

    case, material = await service.recorder.run(work)
    if material is None:
        withheld = "erased" if case.erased else "no_consent"
        return WholeCase(**vars(case), exchange=None, withheld=withheld)
    exchange = await _exchange(service, material)
    withheld = None if exchange else "not_de_identified"
    return WholeCase(**vars(case), exchange=exchange, withheld=withheld)


@router.patch("/{incident_id}", responses=errors(400, 401, 403, 404, 409, 413, 503))
async def assign_incident(
    request: Request, who: CurrentUser, incident_id: IncidentId, wanted: Assignee
) -> Case:
    """To somebody of the organisation who may handle incidents, or to nobody."""
    require(who, INCIDENTS)
    service = service_of(request)

    def work(db: WritingSession) -> Case:
        row = _open(db, who, incident_id)
        row.assignee_id = _handler(db, who, wanted.assignee_id) if wanted.assignee_id else None
        details = {"assignee": row.assignee_id}
        service.audit.append(db, Event("incident.assign", "incident", row.id, who, details))
        return _case(db, row)

    return await service.recorder.run(work)


@router.post("/{incident_id}/close", responses=errors(400, 401, 403, 404, 409, 413, 503))
async def close_incident(
    request: Request, who: CurrentUser, incident_id: IncidentId, closing: Closing
) -> Case:
    """Until somebody reports new harm. Whatever the reason, the answer is never a good example."""
    require(who, INCIDENTS)
    service = service_of(request)

    def work(db: WritingSession) -> Case:
        row = _open(db, who, incident_id)
        row.closed_at, row.closed_by, row.reason = datetime.now(UTC), who.user_id, closing.reason
        db.flush()
        service.audit.append(db, Event("incident.close", "incident", row.id, who))
        return _case(db, row)

    return await service.recorder.run(work)


def _material(db: WritingSession, who: Principal, row: Incident) -> Material | None:
    """The words, as an item of the review would show them; None where nobody may see them."""
    told = house_incidents(who).join(Conversation, Conversation.id == Incident.conversation_id)
    if db.scalar(told.where(Incident.id == row.id, is_told(who))) is None:
        return None
    asked = db.get_one(Turn, row.turn_id).question or []
    words = [str(message["content"]) for message in asked if message["role"] == "user"]
    item = ReviewItem(  # made up, and never stored
        conversation_id=row.conversation_id,
        turn_id=row.turn_id,
        answer_id=row.answer_id,
        lang=detect_lang(words[-1]),
    )
    return replace(gather(db, item), opinions=_reports(db, row))


def _reports(db: WritingSession, row: Incident) -> list[dict[str, dict[str, Any]]]:
    """What each judge says of the answer now, by kind."""
    said: dict[str, dict[str, dict[str, Any]]] = {}
    rows = db.scalars(
        select(Judgement)
        .where(Judgement.answer_id == row.answer_id, Judgement.superseded_at.is_(None))
        .order_by(Judgement.id)
    )
    for judgement in rows:
        said.setdefault(judgement.user_id, {})[judgement.kind] = judgement.body or {}
    return list(said.values())


async def _exchange(service: Service, material: Material) -> dict[str, Any] | None:
    """None when something in it might tell who somebody is."""
    scrubber = Scrubber(material.conversation_id, service.secret.key("scrub"))
    try:
        words = await asyncio.to_thread(render, material, scrubber)
    except Unscrubbed:
        return None
    return {name: words[name] for name in ("question_context", "notice", "answer", "opinions")}


def _found(db: WritingSession, among: Select[Incident], incident_id: str) -> Incident:
    row = db.scalar(among.where(Incident.id == incident_id))
    if row is None:
        raise NotFound("There is no such incident.")
    return row


def _open(db: WritingSession, who: Principal, incident_id: str) -> Incident:
    row = _found(db, house_incidents(who).with_for_update(), incident_id)
    if row.closed_at is not None:
        raise Conflict("This incident is closed already.")
    return row


def _handler(db: WritingSession, who: Principal, user_id: str) -> str:
    user = db.scalar(incident_handlers(who).where(User.id == user_id))
    if user is None:
        raise BadRequest(
            "Assign it to a reviewer or an administrator of your organisation.",
            param="assignee_id",
        )
    return user.id


def _case(db: WritingSession, row: Incident) -> Case:
    conversation = db.get_one(Conversation, row.conversation_id)
    erased = conversation.deleted_at is not None
    return Case(
        id=row.id,
        state="open" if row.closed_at is None else "closed",
        level=row.level,
        conversation_id=row.conversation_id,
        turn_id=row.turn_id,
        answer_id=row.answer_id,
        judgement_id=row.judgement_id,
        opened_at=row.opened_at,
        assignee=_person(db, row.assignee_id),
        closed_at=row.closed_at,
        closed_by=_person(db, row.closed_by),
        reason=row.reason,
        erased=erased,
    )


def _person(db: WritingSession, user_id: str | None) -> Person | None:
    if user_id is None:
        return None
    user = db.get_one(User, user_id)
    return Person(id=user.id, name=user.name)
