"""`/account`: one's own password, language and sessions."""

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session as Db
from starlette.responses import Response

from app.db import Session
from app.models import Password, User, WebSession
from app.pages.frame import PageUser, render
from app.people import web_sessions

router = APIRouter(include_in_schema=False)


@router.get("/account")
async def account_page(request: Request, who: PageUser, session: Session) -> Response:
    def look(db: Db) -> tuple[User, bool, list[WebSession]]:
        password = db.get(Password, who.user_id)
        rows = db.scalars(web_sessions.live(who.user_id)).all()
        return db.get_one(User, who.user_id), bool(password and password.hash), list(rows)

    person, has_password, sessions = await session.run_sync(look)
    return render(
        request,
        "account.html",
        who,
        also=("entering", "roles"),
        person=person,
        has_password=has_password,
        sessions=sessions,
    )
