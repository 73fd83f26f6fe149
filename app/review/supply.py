"""`/api/review`, the reviewers' side: sampling, imports, gold items, and what there is."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from sqlalchemy import select, true

from app.access import ADJUDICATE, ADMIN, require
from app.auth import CurrentUser
from app.chat_request import NO_NUL, Strict
from app.db import Session
from app.errors import BadRequest
from app.models import ReviewItem
from app.openapi import errors
from app.review.gold import Gold, judges, make_gold
from app.review.imports import read_conversations, store_conversations
from app.review.sampling import add_items, choose, read_population
from app.service import service_of

router = APIRouter(prefix="/api/review", tags=["Review"])


class SampleRequest(Strict):
    limit: int = Field(ge=1, le=1000)


class ListedItem(BaseModel):
    id: str
    kind: str
    turn_id: str
    lang: str
    specialty: str
    reason: str
    propensity: float
    priority: int
    overlap: int
    adjudicates: str | None
    state: str
    created_at: datetime
    done_at: datetime | None


class NewItems(BaseModel):
    object: str = "list"
    candidates: int | None = None
    data: list[ListedItem]


class ItemList(BaseModel):
    object: str = "list"
    data: list[ListedItem]
    has_more: bool
    judges: list[dict[str, Any]]


@router.post("/sample", responses=errors(400, 401, 403, 503))
async def sample_items(request: Request, who: CurrentUser, wanted: SampleRequest) -> NewItems:
    """One run of the sampling policy: so many items more, harm reports first."""
    require(who, ADJUDICATE)
    service, settings = service_of(request), service_of(request).settings
    async with service.database.sessions() as session:
        population = await session.run_sync(lambda db: read_population(db, who.organisation_id))
    run = await asyncio.to_thread(choose, population, wanted.limit, settings.review_random_share)
    items = await service.recorder.run(
        lambda db: add_items(db, service.audit, who, population, run, settings.review_overlap)
    )
    return NewItems(candidates=run.candidates, data=[_listed(item) for item in items])


@router.post(
    "/import",
    responses=errors(400, 401, 403, 413, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    },
)
async def import_conversations(
    request: Request, who: CurrentUser, consent: Annotated[bool, Query()] = False
) -> NewItems:
    """Conversations as JSONL, all or none; `consent=true` declares that they may be learned
    from."""
    require(who, ADJUDICATE)
    if not consent:
        raise BadRequest(
            "Declare with `consent=true` that these conversations may be judged and learned from.",
            param="consent",
        )
    service = service_of(request)
    ready = await asyncio.to_thread(read_conversations, await request.body())
    overlap = service.settings.review_overlap
    items = await service.recorder.run(
        lambda db: store_conversations(db, service.audit, who, ready, overlap)
    )
    return NewItems(data=[_listed(item) for item in items])


@router.post("/gold", responses=errors(400, 401, 403, 404, 503))
async def add_gold(request: Request, who: CurrentUser, gold: Gold) -> NewItems:
    """An item whose answer is known; judges get it among the others."""
    require(who, ADMIN)
    service = service_of(request)
    item = await service.recorder.run(
        lambda db: make_gold(db, service.audit, who, who.organisation_id, gold)
    )
    return NewItems(data=[_listed(item)])


@router.get("/items", responses=errors(400, 401, 403, 503))
async def list_items(
    who: CurrentUser,
    session: Session,
    state: Literal["open", "done", "withdrawn"] = "open",
    after: Annotated[str, Query(max_length=64, pattern=NO_NUL)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ItemList:
    """Without words; `after` is the last id of the page before. And how judges do on gold items:
    which those are, only administrators see, for reviewers judge as well."""
    require(who, ADJUDICATE)
    rows = (
        await session.scalars(
            select(ReviewItem)
            .where(ReviewItem.organisation_id == who.organisation_id)
            .where(ReviewItem.state == state, ReviewItem.id > after)
            .where(true() if who.role == "admin" else ReviewItem.reason != "gold")
            .order_by(ReviewItem.id)
            .limit(limit + 1)
        )
    ).all()
    known = await session.run_sync(lambda db: judges(db, who.organisation_id))
    page = [_listed(row) for row in rows[:limit]]
    return ItemList(data=page, has_more=len(rows) > limit, judges=known)


def _listed(item: ReviewItem) -> ListedItem:
    return ListedItem.model_validate(item, from_attributes=True)
