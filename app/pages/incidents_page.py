"""`/incidents`: answers that may have done harm, until somebody has dealt with them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import INCIDENTS, require
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)


@router.get("/incidents")
async def incidents_page(request: Request, who: PageUser) -> Response:
    require(who, INCIDENTS)
    return render(request, "incidents.html", who, also=("judging",))
