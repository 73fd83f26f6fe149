"""Feedback: what people say of the answers of their own conversations, from any front end."""

from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import select
from sqlalchemy.orm import Session as WritingSession
from starlette.responses import Response

from app.access import FEEDBACK, JUDGE, Principal, found, own_answers, own_conversations, require
from app.audit import Audit
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.db import Session
from app.errors import NotFound
from app.judging.judgements import Opinion, store_opinion, withdraw
from app.models import Answer, Conversation, Judgement
from app.once import IdempotencyHeader, Keep, once
from app.openapi import errors
from app.service import service_of

router = APIRouter(prefix="/v1/feedback", tags=["Feedback"])
Id = Annotated[str, Path(max_length=64, pattern=NO_NUL)]
REFUSALS = errors(400, 401, 403, 404, 409, 413, 429, 503)
COMPLETION = "chatcmpl-"
FOR_EVERYBODY = {"thumb"}  # reasons and comment belong to it; the other kinds are for judges


class Feedback(Opinion):
    """An opinion on one answer, named by our id or by OpenAI's."""

    answer_id: str | None = Field(default=None, max_length=64, pattern=NO_NUL)
    response_id: str | None = Field(
        default=None, max_length=64, pattern=NO_NUL, description="the `id` of the chat completion"
    )
    choice: int | None = Field(default=None, ge=0, le=7, description="of that response")

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.answer_id is None) == (self.response_id is None):
            raise PydanticCustomError("answer", "Give either `answer_id` or `response_id`.")
        if self.choice is not None and self.response_id is None:
            raise PydanticCustomError("answer", "`choice` belongs to a `response_id`.")
        return self


class Made(BaseModel):
    id: str
    kind: str


class FeedbackStored(BaseModel):
    id: str = Field(description="of the first of the judgements")
    object: str = "feedback"
    answer_id: str
    turn_id: str
    conversation_id: str
    created_at: datetime
    judgements: list[Made]
    incident_id: str | None = Field(description="that is kept about this answer")


class Said(BaseModel):
    id: str
    answer_id: str | None
    comparison_id: str | None
    kind: str
    body: dict[str, Any]
    created_at: datetime


class SaidList(BaseModel):
    object: str = "list"
    data: list[Said]


class Withdrawn(BaseModel):
    id: str
    object: str = "feedback.deleted"
    deleted: bool = True


@router.post("", response_model=FeedbackStored, responses=REFUSALS)
async def give_feedback(
    request: Request, who: CurrentUser, feedback: Feedback, key: IdempotencyHeader = None
) -> Response:
    """Stored when this answers. Newer words of the same kind on the same answer replace older."""
    require(who, FEEDBACK)
    if feedback.statements().keys() - FOR_EVERYBODY:
        require(who, JUDGE)
    service = service_of(request)
    service.rate_limit.take(who.key_id)

    async def change(keep: Keep) -> FeedbackStored:
        return await service.recorder.run(lambda db: _store(db, service.audit, who, feedback, keep))

    asked = f"feedback {feedback.model_dump_json()}"
    return await once(service, who, key, asked, change)


def _store(
    db: WritingSession, audit: Audit, who: Principal, feedback: Feedback, keep: Keep
) -> FeedbackStored:
    answer = _answer(db, who, feedback)
    stored = store_opinion(db, audit, who, answer, feedback)
    made = [Made(id=id, kind=kind) for kind, id in stored.judgements.items()]
    reply = FeedbackStored(
        id=made[0].id,
        answer_id=answer.id,
        turn_id=answer.turn_id,
        conversation_id=answer.conversation_id,
        created_at=db.get_one(Judgement, made[0].id).created_at,
        judgements=made,
        incident_id=stored.incident_id,
    )
    keep(db, reply, answer.conversation_id)
    return reply


def _answer(db: WritingSession, who: Principal, feedback: Feedback) -> Answer:
    """A response is a turn's, with an index for each choice, or a later draft's own."""
    mine = own_answers(who)
    if feedback.answer_id is not None:
        answer = db.scalar(mine.where(Answer.id == feedback.answer_id))
    else:
        name = (feedback.response_id or "").removeprefix(COMPLETION)
        choice = feedback.choice or 0
        of_turn = mine.where(Answer.turn_id == f"turn_{name}", Answer.choice == choice)
        answer = db.scalar(of_turn.where(Answer.request.is_(None)))
        if answer is None and not choice:
            answer = db.scalar(mine.where(Answer.id == f"ans_{name}"))
    if answer is None:
        raise NotFound("There is no such answer.")
    return answer


@router.get("", responses=errors(400, 401, 403, 404, 503))
async def list_feedback(
    who: CurrentUser,
    session: Session,
    conversation_id: Annotated[str, Query(max_length=64, pattern=NO_NUL)],
) -> SaidList:
    """What the caller says now of the answers of a conversation of theirs."""
    require(who, FEEDBACK)
    own = own_conversations(who).where(Conversation.id == conversation_id)
    found(await session.scalar(own))
    rows = await session.scalars(
        select(Judgement)
        .where(Judgement.conversation_id == conversation_id, Judgement.user_id == who.user_id)
        .where(Judgement.superseded_at.is_(None), Judgement.body.is_not(None))
        .order_by(Judgement.id)
    )
    return SaidList(data=[Said.model_validate(row, from_attributes=True) for row in rows])


@router.delete("/{judgement_id}", responses=errors(400, 401, 403, 404, 409, 503))
async def withdraw_feedback(request: Request, who: CurrentUser, judgement_id: Id) -> Withdrawn:
    """Takes back the caller's own. An incident stays until somebody closes it."""
    require(who, FEEDBACK)
    service = service_of(request)
    row = await service.recorder.run(lambda db: withdraw(db, service.audit, who, judgement_id))
    return Withdrawn(id=row.id)
