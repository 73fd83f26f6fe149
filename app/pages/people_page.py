"""`/people`: an administrator's people and invitations."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import ADMIN, require
from app.models import ROLES
from app.pages.frame import PageUser, render

router = APIRouter(include_in_schema=False)


@router.get("/people")
async def people_page(request: Request, who: PageUser) -> Response:
    require(who, ADMIN)
    return render(request, "people.html", who, also=("roles",), roles=ROLES)
