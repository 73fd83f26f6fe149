"""`/api/people`: the people of an administrator's own organisation."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from app.access import ADMIN, Principal, own_people, require
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.db import Session
from app.errors import NotFound
from app.models import Identity, Invitation, Password, User, WebSession
from app.openapi import errors
from app.people import accounts as people
from app.people import links
from app.people.accounts import Change
from app.people.invitations import Credentials, Languages, Link, Role, Specialties, shown_once
from app.service import service_of

router = APIRouter(prefix="/api/people", tags=["People"])
REFUSALS = errors(400, 401, 403, 404, 409, 413, 503)
Id = Annotated[str, Path(max_length=64, pattern=NO_NUL)]


class Person(BaseModel):
    id: str
    object: str = "person"
    name: str
    role: str
    specialties: list[str]
    languages: list[str]
    credentials: str | None
    disabled: bool
    created_at: datetime
    seen_at: datetime | None  # in a browser
    signs_in_by: list[str]  # "password", "openid"; empty: with keys alone
    must_change_password: bool


class People(BaseModel):
    object: str = "list"
    data: list[Person]


class Changes(BaseModel):
    """Only what is given changes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    role: Role | None = None
    specialties: Specialties | None = None
    languages: Languages | None = None
    credentials: Credentials | None = None
    disabled: bool | None = None
    must_change_password: bool | None = None


@router.get("", responses=errors(401, 403, 503))
async def list_people(who: CurrentUser, session: Session) -> People:
    require(who, ADMIN)
    return People(data=await session.run_sync(lambda db: _everybody(db, who)))


@router.patch("/{user_id}", responses=REFUSALS)
async def change_person(
    request: Request, who: CurrentUser, user_id: Id, changes: Changes
) -> Person:
    """Takes effect at once: sessions end with a dismissal and follow a change of role."""
    require(who, ADMIN)
    service = service_of(request)
    change = Change(**changes.model_dump())

    def work(db: Db) -> Person:
        user = _person(db, who, user_id)
        people.change_person(db, service.audit, user, change, who)
        if change.disabled:
            links.withdraw_links(db, user.id)
        db.flush()
        return _everybody(db, who, user.id)[0]

    changed = await service.recorder.run(work)
    service.authenticator.forget()
    return changed


@router.post("/{user_id}/password-reset", responses=REFUSALS)
async def reset_password(request: Request, who: CurrentUser, user_id: Id) -> Link:
    """A link with which somebody chooses a new password. The old one and all sessions end now."""
    require(who, ADMIN)
    service = service_of(request)

    def work(db: Db) -> tuple[str, Invitation]:
        user = _person(db, who, user_id)
        return links.reset_link(db, service.audit, user, who)

    token, row = await service.recorder.run(work)
    service.authenticator.forget()
    return shown_once(request, token, row)


def _person(db: Db, who: Principal, user_id: str) -> User:
    user = db.scalar(select(User).where(own_people(who), User.id == user_id).with_for_update())
    if user is None:
        raise NotFound("There is no such person.")
    return user


def _everybody(db: Db, who: Principal, user_id: str | None = None) -> list[Person]:
    seen = (
        select(WebSession.user_id, func.max(WebSession.seen_at).label("at"))
        .group_by(WebSession.user_id)
        .subquery()
    )
    wanted = (
        select(User, Password, seen.c.at)
        .outerjoin(Password, Password.user_id == User.id)
        .outerjoin(seen, seen.c.user_id == User.id)
        .where(own_people(who))
        .order_by(User.created_at, User.id)
    )
    if user_id is not None:
        wanted = wanted.where(User.id == user_id)
    vouched = set(db.scalars(select(Identity.user_id)))
    return [
        _shown(user, password, at, user.id in vouched) for user, password, at in db.execute(wanted)
    ]


def _shown(user: User, password: Password | None, seen: datetime | None, vouched: bool) -> Person:
    by_password = password is not None and bool(password.hash)
    return Person(
        id=user.id,
        name=user.name,
        role=user.role,
        specialties=list(map(str, user.specialties or [])),
        languages=list(map(str, user.languages or [])),
        credentials=user.credentials,
        disabled=user.disabled_at is not None,
        created_at=user.created_at,
        seen_at=seen,
        signs_in_by=["password"] * by_password + ["openid"] * vouched,
        must_change_password=by_password and password is not None and password.must_change,
    )
