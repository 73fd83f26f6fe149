"""`/incidents`: answers that may have done harm, until somebody has dealt with them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import INCIDENTS, incident_handlers, require
from app.db import Session
from app.models import User
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)


@router.get("/incidents")
async def incidents_page(request: Request, who: PageUser, session: Session) -> Response:
    require(who, INCIDENTS)
    found = (await session.scalars(incident_handlers(who).order_by(User.name))).all()
    handlers = [{"id": user.id, "name": user.name} for user in found]
    return render(request, "incidents.html", who, also=("judging",), handlers=handlers)
