"""`/data`: training data to take out, and the trail of who did what."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import ADMIN, require
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)


@router.get("/data")
async def data_page(request: Request, who: PageUser) -> Response:
    require(who, ADMIN)
    return render(request, "data.html", who)
