"""`/sign-in` and `/invite/<token>`: for whoever is not signed in yet."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy.orm import Session as Db
from starlette.responses import RedirectResponse, Response

from app.chat_request import NO_NUL
from app.db import Session
from app.errors import Unauthorized
from app.models import Invitation, User
from app.pages.frame import render
from app.people import cookies, links
from app.service import service_of

router = APIRouter(include_in_schema=False)
# What the way back from the provider may have to say; anything else is said in general words.
PROBLEMS = ("oidc_stale", "oidc_denied", "oidc_refused", "uninvited", "disabled",
            "invitation_gone", "unavailable")  # fmt: skip


@router.get("/sign-in")
async def sign_in_page(
    request: Request,
    next: Annotated[str, Query(max_length=4000, pattern=NO_NUL)] = "/",
    problem: Annotated[str, Query(max_length=64, pattern=NO_NUL)] = "",
) -> Response:
    """Whoever is signed in already goes on."""
    root = cookies.root_of(request)
    path = cookies.safe_next(next, root)
    if await _is_signed_in(request):
        return RedirectResponse(root + path, 303, headers={"Cache-Control": "no-store"})
    known = problem if problem in PROBLEMS else "other"
    return render(
        request,
        "sign_in.html",
        also=("entering",),
        next=path,
        problem=f"problem_{known}" if problem else "",
        by_provider=_has_provider(request),
    )


@router.get("/invite/{token}")
async def invitation_page(
    request: Request,
    session: Session,
    token: Annotated[str, Path(max_length=100, pattern=NO_NUL)],
) -> Response:
    """Name and password for whoever has the link; 404 if it does not hold any more."""

    def look(db: Db) -> tuple[Invitation, str] | None:
        row = links.held(db, token)
        if row is None:
            return None
        return row, db.get_one(User, row.for_user).name if row.for_user else ""

    found = await session.run_sync(look)
    return render(
        request,
        "invite.html",
        status=200 if found else 404,
        also=("entering",),
        token=token,
        role=found[0].role if found else "",
        name=found[1] if found else "",
        by_provider=_has_provider(request),
    )


async def _is_signed_in(request: Request) -> bool:
    token = request.cookies.get(cookies.COOKIE)
    if token is None:
        return False
    try:
        await service_of(request).authenticator.signed_in(token)
    except Unauthorized:
        return False
    return True


def _has_provider(request: Request) -> bool:
    settings = service_of(request).settings
    return bool(settings.oidc_issuer and settings.oidc_client_id)
