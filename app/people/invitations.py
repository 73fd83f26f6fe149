"""`/api/invitations`: an administrator makes, lists and withdraws links; anybody who has one
accepts it and is signed in."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session as Db
from starlette.responses import Response

from app.access import ADMIN, own_invitations, require
from app.audit import Event
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.db import Session
from app.errors import BadRequest, NotFound
from app.models import Invitation, Password, User
from app.openapi import errors
from app.people import cookies, links, passwords, web_sessions
from app.people.sign_in import Me, Word, welcome
from app.people.web_sessions import Begun
from app.service import Service, service_of

router = APIRouter(prefix="/api/invitations", tags=["Sign-in"])
Role = Literal["user", "clinician", "reviewer", "admin"]
Languages = Annotated[list[Literal["zh", "en"]], Field(max_length=2)]
Specialties = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=60, pattern=NO_NUL)]], Field(max_length=30)
]
Credentials = Annotated[str, Field(max_length=200, pattern=NO_NUL)]
Id = Annotated[str, Path(max_length=64, pattern=NO_NUL)]


class Acceptance(BaseModel):
    """`name` is for a new account; a link for a new password has one already."""

    model_config = ConfigDict(extra="forbid", strict=True)

    token: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)] | None = None
    password: Word


class NewInvitation(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    role: Role = "user"
    specialties: Specialties = []
    languages: Languages = []
    credentials: Credentials | None = None
    days: Annotated[float, Field(gt=0, le=30, strict=False)] = links.DAYS


class Invited(BaseModel):
    id: str
    object: str = "invitation"
    role: str
    specialties: list[str]
    languages: list[str]
    credentials: str | None
    created_at: datetime
    expires_at: datetime
    for_user: str | None  # whose password it sets


class Link(Invited):
    """`url` holds the token, which nobody can look up again."""

    url: str


class InvitationList(BaseModel):
    object: str = "list"
    data: list[Invited]


class Withdrawn(BaseModel):
    id: str
    object: str = "invitation.deleted"
    deleted: bool = True


@router.post("/accept", responses=errors(400, 401, 403, 404, 409, 413, 429, 503), response_model=Me)
async def accept(request: Request, given: Acceptance) -> Response:
    """Makes the account or sets the password, and signs in."""
    cookies.require_same_origin(request)
    service = service_of(request)
    service.rate_limit.take(f"invitation from {request.client.host if request.client else '?'}")
    name, earlier = await _whose(service, given)
    await passwords.check_new(given.password, name, earlier)
    new = await passwords.hashed(given.password)
    old = request.cookies.get(cookies.COOKIE)

    def work(db: Db) -> Begun:
        user = links.redeem(db, service.audit, given.token, name)
        passwords.store(db, user.id, new)
        web_sessions.end_all(db, user.id)
        hours = service.settings.session_hours
        return web_sessions.begin(db, service.audit, user, hours, "invitation", old)

    begun = await service.recorder.run(work)
    service.authenticator.forget()
    return await welcome(request, begun)


@router.post("", responses=errors(400, 401, 403, 413, 503))
async def invite(request: Request, who: CurrentUser, new: NewInvitation) -> Link:
    require(who, ADMIN)
    audit = service_of(request).audit
    token, row = await service_of(request).recorder.run(
        lambda db: links.invite(db, audit, who.organisation_id, **new.model_dump(), who=who)
    )
    return shown_once(request, token, row)


@router.get("", responses=errors(401, 403, 503))
async def list_invitations(who: CurrentUser, session: Session) -> InvitationList:
    """Those that still hold, without their tokens."""
    require(who, ADMIN)
    rows = await session.scalars(
        select(Invitation).where(own_invitations(who)).order_by(Invitation.created_at.desc())
    )
    return InvitationList(data=[Invited(**_facts(row)) for row in rows])


@router.delete("/{invitation_id}", responses=errors(400, 401, 403, 404, 503))
async def withdraw(request: Request, who: CurrentUser, invitation_id: Id) -> Withdrawn:
    require(who, ADMIN)
    service = service_of(request)

    def work(db: Db) -> None:
        row = db.scalar(
            select(Invitation).where(own_invitations(who), Invitation.id == invitation_id)
        )
        if row is None:
            raise NotFound("There is no such invitation.")
        db.delete(row)
        event = Event("invitation.withdraw", "invitation", row.id, who, {"role": row.role})
        service.audit.append(db, event)

    await service.recorder.run(work)
    return Withdrawn(id=invitation_id)


def shown_once(request: Request, token: str, row: Invitation) -> Link:
    return Link(**_facts(row), url=f"{cookies.address_of(request)}/invite/{token}")


def _facts(row: Invitation) -> dict[str, Any]:
    names = ("id", "role", "specialties", "languages", "credentials", "created_at", "expires_at")
    return {name: getattr(row, name) for name in (*names, "for_user")}


async def _whose(service: Service, given: Acceptance) -> tuple[str, list[str]]:
    """The name of the account and the passwords it has had."""

    def work(db: Db) -> tuple[str, list[str]]:
        row = links.open_invitation(db, given.token)
        if row.for_user is None:
            if given.name is None:
                raise BadRequest("Choose a name.", param="name")
            return given.name.strip(), []
        stored = db.get(Password, row.for_user)
        return db.get_one(User, row.for_user).name, passwords.used_before(stored)

    async with service.database.sessions() as session:
        return await session.run_sync(work)
