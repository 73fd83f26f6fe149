"""Comparisons: two to four drafts of one question, blind and in an order of chance.

What is shown has labels and words, no ids and no models; they are revealed with the judgement.
"""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as WritingSession
from starlette.responses import Response

from app.access import JUDGE, Principal, own_comparisons, own_turns, require
from app.audit import Audit, Event
from app.auth import CurrentUser
from app.chat_request import NO_NUL, Strict
from app.db import Session
from app.drafts import DraftOptions
from app.errors import BadRequest, Conflict, NotFound
from app.history import is_current
from app.ids import new_id
from app.judging.claim_diff import claim_diff
from app.judging.draft_choice import draft, second_draft
from app.judging.edit_diff import edit_diff
from app.judging.judgements import LABELS, Preference, store_comparison
from app.models import Answer, Comparison, ComparisonDraft, Conversation, Turn
from app.once import IdempotencyHeader, Keep, once
from app.openapi import errors
from app.responses import ClientGone, unless_gone
from app.service import Service, service_of

router = APIRouter(tags=["Comparisons"])
REFUSALS = errors(400, 401, 403, 404, 409, 413, 429, 502, 503)
ComparisonId = Annotated[str, Path(max_length=64, pattern=NO_NUL)]
AnswerId = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
CHANCE = secrets.SystemRandom()
MOST = len(LABELS)


class Wanted(Strict):
    """Answers there are, and drafts to be made. Without `answer_ids` the answer that counts now;
    if all that leaves one text and no drafts are asked for, a draft of our choice joins it."""

    turn_id: str = Field(max_length=64, pattern=NO_NUL)
    answer_ids: list[AnswerId] = Field(default=[], max_length=4)
    drafts: list[DraftOptions] = Field(default=[], max_length=3)


class Shown(BaseModel):
    label: str
    text: str
    annotations: list[Any]
    verification: list[Any]


class Blind(BaseModel):
    id: str
    object: str = "comparison"
    turn_id: str
    created_at: datetime
    drafts: list[Shown]
    diff: dict[str, Any] = Field(description="the drafts lined up claim by claim")


class Revealed(BaseModel):
    label: str
    answer_id: str
    release: dict[str, Any]
    request: dict[str, Any] | None = Field(description="model and sampling; null: the question's")


class Judged(BaseModel):
    id: str
    object: str = "comparison.judgement"
    comparison_id: str
    revealed: list[Revealed]
    write_answer: bool = Field(description="none was good: the right answer is wanted")


class TwoTexts(Strict):
    before: str = Field(max_length=50_000)
    after: str = Field(max_length=50_000)


class Diff(BaseModel):
    object: str = "diff"
    edits: list[dict[str, str]]


@router.post("/v1/comparisons", response_model=Blind, responses=REFUSALS)
async def compare(
    request: Request, who: CurrentUser, wanted: Wanted, key: IdempotencyHeader = None
) -> Response:
    """Drafts that are missing are made first, from the messages and the evidence as stored."""
    require(who, JUDGE)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    asked = f"comparison {wanted.model_dump_json()}"
    work = once(service, who, key, asked, lambda keep: _compare(service, who, wanted, keep))
    try:
        return await unless_gone(request.receive, work)
    except ClientGone:
        return Response(status_code=499)  # nobody reads it


@router.get("/v1/comparisons/{comparison_id}", responses=errors(400, 401, 403, 404, 503))
async def read_comparison(who: CurrentUser, session: Session, comparison_id: ComparisonId) -> Blind:
    """As it was shown the first time, in the same order."""
    require(who, JUDGE)
    row = _found(await session.scalar(own_comparisons(who).where(Comparison.id == comparison_id)))
    answers = await session.scalars(
        select(Answer)
        .join(ComparisonDraft, ComparisonDraft.answer_id == Answer.id)
        .where(ComparisonDraft.comparison_id == row.id)
        .order_by(ComparisonDraft.position)
    )
    return _blind(row, *await _shown(answers.all()))


@router.post("/v1/comparisons/{comparison_id}/judgement", response_model=Judged, responses=REFUSALS)
async def judge_comparison(
    request: Request,
    who: CurrentUser,
    comparison_id: ComparisonId,
    preference: Preference,
    key: IdempotencyHeader = None,
) -> Response:
    """The answer says which draft was what. A second judgement replaces the first."""
    require(who, JUDGE)
    service = service_of(request)
    service.rate_limit.take(who.key_id)

    async def change(keep: Keep) -> Judged:
        def work(db: WritingSession) -> Judged:
            row = _found(db.scalar(own_comparisons(who).where(Comparison.id == comparison_id)))
            judged = _judge(db, service.audit, who, row, preference)
            keep(db, judged, row.conversation_id)
            return judged

        return await service.recorder.run(work)

    asked = f"comparison {comparison_id} {preference.model_dump_json()}"
    return await once(service, who, key, asked, change)


@router.post("/api/diff", responses=errors(400, 401, 403, 413, 429, 503))
async def diff(request: Request, who: CurrentUser, texts: TwoTexts) -> Diff:
    """What a correction changes, word by word: `op` same, removed or added."""
    require(who, JUDGE)
    service_of(request).rate_limit.take(who.key_id)
    edits = await asyncio.to_thread(edit_diff, texts.before, texts.after)
    return Diff(edits=[{"op": edit["op"], "text": edit["text"]} for edit in edits])


async def _compare(service: Service, who: Principal, wanted: Wanted, keep: Keep) -> Blind:
    async with service.database.sessions() as session:
        answers = _distinct(await _given(session, who, wanted))
    made = [await draft(service, who, wanted.turn_id, options) for options in wanted.drafts]
    if len(answers) == 1 and not made:
        made = [await second_draft(service, who, answers[0])]
    async with service.database.sessions() as session:
        drafts = await session.scalars(select(Answer).where(Answer.id.in_(made)))
        answers = _distinct([*answers, *drafts])
    if len(answers) < 2:
        raise Conflict("These drafts all say the same; vary the sampling, or the model.")
    CHANCE.shuffle(answers)
    shown = await _shown(answers)

    def work(db: WritingSession) -> Blind:
        row = _add(db, service.audit, who, wanted.turn_id, [answer.id for answer in answers])
        blind = _blind(row, *shown)
        keep(db, blind, row.conversation_id)
        return blind

    return await service.recorder.run(work)


def _distinct(answers: list[Answer]) -> list[Answer]:
    """Nobody is asked which of two equal texts is better."""
    by_text: dict[str, Answer] = {}
    for answer in answers:
        by_text.setdefault(_text(answer).strip(), answer)
    return list(by_text.values())


async def _given(session: AsyncSession, who: Principal, wanted: Wanted) -> list[Answer]:
    """The named answers; where none is named, the one that the conversation goes on with."""
    turn = await session.scalar(own_turns(who).where(Turn.id == wanted.turn_id))
    if turn is None or turn.sent is None:
        raise NotFound("There is no such turn.")
    of_turn = (
        select(Answer)
        .join(Turn, Turn.id == Answer.turn_id)
        .where(Turn.id == turn.id, Answer.status == "complete")
    )
    ids = wanted.answer_ids
    rows = (await session.scalars(of_turn.where(Answer.id.in_(ids) if ids else is_current()))).all()
    if len(rows) < max(1, len(ids)) or len(set(ids)) < len(ids):
        raise BadRequest("Name different, complete answers of this turn.", param="answer_ids")
    if len(rows) + len(wanted.drafts) > MOST:
        raise BadRequest(f"Compare at most {MOST} drafts.", param="drafts")
    return list(rows)


def _add(
    db: WritingSession, audit: Audit, who: Principal, turn_id: str, ids: list[str]
) -> Comparison:
    turn = db.scalar(own_turns(who).where(Turn.id == turn_id).with_for_update(of=Conversation))
    if turn is None:
        raise NotFound("There is no such turn.")
    row = Comparison(
        id=new_id("cmp"),
        turn_id=turn.id,
        conversation_id=turn.conversation_id,
        created_by=who.user_id,
        created_at=datetime.now(UTC),
    )
    db.add(row)
    db.flush()
    for position, answer_id in enumerate(ids):
        db.add(
            ComparisonDraft(
                comparison_id=row.id, position=position, turn_id=turn.id, answer_id=answer_id
            )
        )
    audit.append(db, Event("comparison.create", "comparison", row.id, who, {"drafts": len(ids)}))
    return row


def _judge(
    db: WritingSession, audit: Audit, who: Principal, row: Comparison, preference: Preference
) -> Judged:
    stored = store_comparison(db, audit, who, row, preference)
    drafts = db.execute(
        select(ComparisonDraft.position, Answer)
        .join(Answer, Answer.id == ComparisonDraft.answer_id)
        .where(ComparisonDraft.comparison_id == row.id)
        .order_by(ComparisonDraft.position)
    )
    revealed = [
        Revealed(
            label=LABELS[position],
            answer_id=answer.id,
            release=answer.release,
            request=answer.request,
        )
        for position, answer in drafts
    ]
    return Judged(
        id=stored.judgements["comparison"],
        comparison_id=row.id,
        revealed=revealed,
        write_answer=preference.both_bad,
    )


async def _shown(answers: Sequence[Answer]) -> tuple[list[Shown], dict[str, Any]]:
    """The drafts as they are shown, and how they differ."""
    drafts = [
        Shown(
            label=label,
            text=_text(answer),
            annotations=answer.annotations or [],
            verification=answer.verification or [],
        )
        for label, answer in zip(LABELS, answers, strict=False)
    ]
    lined_up = await asyncio.to_thread(claim_diff, [draft.text for draft in drafts])
    return drafts, lined_up.record()


def _blind(row: Comparison, drafts: list[Shown], diff: dict[str, Any]) -> Blind:
    return Blind(
        id=row.id, turn_id=row.turn_id, created_at=row.created_at, drafts=drafts, diff=diff
    )


def _text(answer: Answer) -> str:
    return str((answer.message or {}).get("content") or "")


def _found(row: Comparison | None) -> Comparison:
    """Another's and a missing one look alike from outside."""
    if row is None:
        raise NotFound("There is no such comparison.")
    return row
