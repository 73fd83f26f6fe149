"""`GET /api/export/{kind}`: training data of the caller's organisation, as a zip. Admins only."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import select
from starlette.responses import Response

from app.access import ADMIN, require
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.db import Session
from app.export.exports import Kind, export, record_export
from app.export.rows import Filters
from app.models import Export
from app.openapi import errors
from app.service import service_of

router = APIRouter(prefix="/api/export", tags=["Export"])
ZIP = "application/zip"
Name = Annotated[str | None, Query(max_length=200, pattern=NO_NUL)]


class Summary(BaseModel):
    id: str
    kind: str
    rows: int
    data_sha256: str
    created_at: AwareDatetime


class Exports(BaseModel):
    object: str = "list"
    data: list[Summary]


@router.get("", responses=errors(401, 403, 503))
async def list_exports(who: CurrentUser, session: Session) -> Exports:
    """Those of the caller's organisation, the newest first."""
    require(who, ADMIN)
    rows = await session.scalars(
        select(Export)
        .where(Export.organisation_id == who.organisation_id)
        .order_by(Export.id.desc())
        .limit(100)
    )
    return Exports(data=[Summary.model_validate(row, from_attributes=True) for row in rows])


@router.get(
    "/{kind}",
    response_class=Response,
    responses={
        200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}},
        **errors(400, 401, 403, 404, 503),
    },
)
async def export_data(
    request: Request,
    who: CurrentUser,
    kind: Kind,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    release: Name = None,
    lang: Literal["zh", "en"] | None = None,
    specialty: Name = None,
    min_agreement: Annotated[float, Query(ge=0, le=1)] = 0.0,
    format: Literal["jsonl", "parquet"] = "jsonl",
) -> Response:
    """The rows, their ledger and a manifest with hashes. The same database gives the same bytes."""
    require(who, ADMIN)
    service = service_of(request)
    filters = Filters(since, until, release, lang, specialty, min_agreement)
    key = service.secret.key("scrub")
    home = who.organisation_id
    exported = await service.database.read_apart(
        lambda db: export(db, kind, filters, key, form=format, organisation_id=home)
    )
    # Nothing leaves before the audit trail says that it does.
    await service.recorder.run(
        lambda db: record_export(db, service.audit, who, kind, filters, exported)
    )
    headers = {"Content-Disposition": f'attachment; filename="medloop-{kind}.zip"'}
    return Response(exported.packed.zipped(), media_type=ZIP, headers=headers)
