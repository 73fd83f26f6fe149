"""Conversations: list, read, rename, consent, delete, export. A caller's own, and nobody else's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session as WritingSession
from starlette.responses import StreamingResponse

from app.access import CONVERSATIONS, Principal, found, own_conversations, require
from app.audit import Audit, Event
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.consent import set_consent
from app.db import Session
from app.models import Answer, Conversation, Export, ExportedConversation, ReleaseRow, Turn
from app.openapi import errors
from app.record import erasure
from app.service import service_of

router = APIRouter(prefix="/v1/conversations", tags=["Conversations"])
REFUSALS = errors(400, 401, 403, 404, 503)
ConversationId = Annotated[str, Path(pattern=NO_NUL)]


class Summary(BaseModel):
    id: str
    object: str = "conversation"
    title: str
    created_at: datetime
    updated_at: datetime
    consent: bool = Field(description="may be learned from")


class Page(BaseModel):
    object: str = "list"
    data: list[Summary]
    has_more: bool


class WholeConversation(Summary):
    turns: list[dict[str, Any]]


class Changes(BaseModel):
    """What is to be another; what is left out stays."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str | None = Field(default=None, min_length=1, max_length=200, pattern=NO_NUL)
    consent: bool | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.title is None and self.consent is None:
            raise PydanticCustomError("nothing", "Give a `title`, a `consent`, or both.")
        return self


class Deleted(BaseModel):
    id: str
    object: str = "conversation.deleted"
    deleted: bool = True
    exports: list[str] = Field(description="the exports that held it")
    releases: list[str] = Field(description="the releases that learned from one of those")


@router.get("", responses=errors(400, 401, 403, 404, 503))
async def list_conversations(
    who: CurrentUser,
    session: Session,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: Annotated[str | None, Query(max_length=64, pattern=NO_NUL)] = None,
) -> Page:
    """Newest first; `after` is the last id of the page before."""
    require(who, CONVERSATIONS)
    order = (Conversation.updated_at, Conversation.id)
    statement = own_conversations(who).order_by(*(column.desc() for column in order))
    if after is not None:
        last = await _own(session, who, after)
        statement = statement.where(tuple_(*order) < (last.updated_at, last.id))
    rows = (await session.scalars(statement.limit(limit + 1))).all()
    return Page(data=[_summary(row) for row in rows[:limit]], has_more=len(rows) > limit)


@router.get("/export", responses=errors(401, 403, 503))
async def export_conversations(
    request: Request, who: CurrentUser, session: Session
) -> StreamingResponse:
    """Everything of the caller's own as one JSON document, one conversation at a time."""
    require(who, CONVERSATIONS)
    database = service_of(request).database
    own = own_conversations(who)
    found_now = await session.scalars(
        own.with_only_columns(Conversation.id).order_by(Conversation.created_at, Conversation.id)
    )
    ids = found_now.all()

    async def document() -> AsyncIterator[bytes]:
        yield b'{"object":"export","conversations":['
        comma = b""
        for id in ids:
            # A session each: a slow reader holds no connection to the database.
            async with database.sessions() as session:
                row = await session.scalar(own.where(Conversation.id == id))
                if row is None:  # deleted meanwhile
                    continue
                whole = await _whole(session, row)
            yield comma + whole.model_dump_json().encode()
            comma = b","
        yield b"]}"

    headers = {"Content-Disposition": 'attachment; filename="medloop-conversations.json"'}
    return StreamingResponse(document(), media_type="application/json", headers=headers)


@router.get("/{conversation_id}", responses=REFUSALS)
async def read_conversation(
    who: CurrentUser, session: Session, conversation_id: ConversationId
) -> WholeConversation:
    require(who, CONVERSATIONS)
    return await _whole(session, await _own(session, who, conversation_id))


@router.patch("/{conversation_id}", responses=errors(400, 401, 403, 404, 413, 503))
async def change_conversation(
    request: Request, who: CurrentUser, conversation_id: ConversationId, changes: Changes
) -> Summary:
    """Its title, and whether it may be learned from."""
    require(who, CONVERSATIONS)
    service = service_of(request)
    return await service.recorder.run(
        lambda db: _change(db, service.audit, who, conversation_id, changes)
    )


def _change(
    db: WritingSession, audit: Audit, who: Principal, conversation_id: str, changes: Changes
) -> Summary:
    own = own_conversations(who).where(Conversation.id == conversation_id)
    row = found(db.scalar(own.with_for_update()))
    if changes.title is not None:
        row.title = changes.title
    if changes.consent is not None:
        set_consent(db, audit, who, row.id, changes.consent)
    return _summary(row)


@router.delete("/{conversation_id}", responses=REFUSALS)
async def delete_conversation(
    request: Request, who: CurrentUser, conversation_id: ConversationId
) -> Deleted:
    """Erases every word of it, evidence and stored replies too; a tombstone stays.

    What has left the service already is named: exports and releases are for people to withdraw.
    """
    require(who, CONVERSATIONS)
    service = service_of(request)
    return await service.recorder.run(lambda db: _erase(db, service.audit, who, conversation_id))


def _erase(db: WritingSession, audit: Audit, who: Principal, conversation_id: str) -> Deleted:
    # With these locks the recorder's rows of it are either in already, or see that it is deleted.
    own = own_conversations(who).where(Conversation.id == conversation_id)
    row = found(db.scalar(own.with_for_update()))
    row.title, row.deleted_at = None, datetime.now(UTC)
    db.flush()
    db.execute(select(Turn.id).where(Turn.conversation_id == row.id).with_for_update())
    for statement in erasure([row.id]):
        db.execute(statement.execution_options(synchronize_session=False))
    gone = _left_with(db, row.id)
    details = {"exports": gone.exports, "releases": gone.releases}
    audit.append(db, Event("conversation.delete", "conversation", row.id, who, details))
    return gone


def _left_with(db: WritingSession, conversation_id: str) -> Deleted:
    """The exports that held a conversation, and the releases whose data came from them."""
    exports = db.scalars(
        select(Export)
        .join(ExportedConversation, ExportedConversation.export_id == Export.id)
        .where(ExportedConversation.conversation_id == conversation_id)
        .order_by(Export.id)
    ).all()
    digests = {export.data_sha256 for export in exports}
    releases = db.scalars(select(ReleaseRow).order_by(ReleaseRow.name)) if digests else ()
    return Deleted(
        id=conversation_id,
        exports=[export.id for export in exports],
        releases=[row.name for row in releases if digests & _data_of(row.manifest)],
    )


def _data_of(manifest: dict[str, Any]) -> set[str]:
    data: list[dict[str, Any]] = manifest.get("data") or []
    return {str(part.get("sha256")) for part in data}


async def _own(session: AsyncSession, who: Principal, conversation_id: str) -> Conversation:
    statement = own_conversations(who).where(Conversation.id == conversation_id)
    return found(await session.scalar(statement))


def _summary(row: Conversation) -> Summary:
    return Summary(
        id=row.id,
        title=row.title or "",
        created_at=row.created_at,
        updated_at=row.updated_at,
        consent=row.consent,
    )


async def _whole(session: AsyncSession, row: Conversation) -> WholeConversation:
    """With every turn's generation record: what was asked, found, sent and answered."""
    turns = await session.scalars(
        select(Turn).where(Turn.conversation_id == row.id).order_by(Turn.id)
    )
    answers = await session.scalars(
        select(Answer)
        .where(Answer.conversation_id == row.id)
        .order_by(Answer.turn_id, Answer.choice, Answer.id)
    )
    of_turn: dict[str, list[dict[str, Any]]] = {}
    for answer in answers:
        of_turn.setdefault(answer.turn_id, []).append(_plain(answer, "turn_id", "conversation_id"))
    return WholeConversation(
        **_summary(row).model_dump(),
        turns=[
            {**_plain(turn, "user_id", "conversation_id"), "answers": of_turn.get(turn.id, [])}
            for turn in turns
        ],
    )


def _plain(row: Turn | Answer, *without: str) -> dict[str, Any]:
    names = [column.key for column in type(row).__table__.columns]
    return {name: getattr(row, name) for name in names if name not in without}
