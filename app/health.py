"""Is it alive, is it ready, and what does it measure."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import PlainTextResponse, Response

from app.errors import StoreUnavailable
from app.openapi import errors
from app.service import service_of
from retrieval.errors import IndexMissing, RetrievalError

router = APIRouter(tags=["Operation"])


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Without an index the service still answers, and says that it has no evidence."""

    status: Literal["ready"] = "ready"
    index: Literal["ready", "missing", "unavailable"]
    generation: str | None


@router.get("/healthz")
async def healthz() -> Alive:
    return Alive()


@router.get("/readyz", responses=errors(503))
async def readyz(request: Request) -> Ready:
    """200 when questions can be recorded; the engine is asked per question, not here."""
    service = service_of(request)
    try:
        async with service.database.sessions() as session:
            await session.execute(text("SELECT 1 FROM users LIMIT 1"))
    except (SQLAlchemyError, OSError):
        raise StoreUnavailable("The database is away or not migrated (medloop migrate).") from None
    try:
        generation = await service.retriever.generation()
    except IndexMissing:
        return Ready(index="missing", generation=None)
    except RetrievalError:
        return Ready(index="unavailable", generation=None)
    return Ready(index="ready", generation=generation)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    service = service_of(request)
    service.metrics.active.set(service.admission.active)
    service.metrics.queued.set(service.admission.waiting)
    service.metrics.unrecorded.set(service.recorder.waiting)
    return Response(service.metrics.render(), media_type="text/plain; version=0.0.4")
