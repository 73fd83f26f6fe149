"""Signing in with a password and out again, one's own sessions and password.

Whoever fails learns one thing only: that it failed. An unknown name, a wrong password, a locked
and a disabled account get the same words after the same work.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, update
from sqlalchemy.orm import Session as Db
from starlette.responses import JSONResponse, Response

from app.access import Principal
from app.audit import Event
from app.auth import CurrentUser
from app.chat_request import NO_NUL
from app.db import Session
from app.errors import BadRequest, Forbidden, NotFound, Unauthorized
from app.models import AuditHead, Password, User, WebSession
from app.openapi import errors
from app.people import cookies, passwords, web_sessions
from app.people.passwords import Account
from app.people.web_sessions import Begun
from app.service import Service, service_of

router = APIRouter(prefix="/api", tags=["Sign-in"])
REFUSED = (
    "The name or the password is wrong, or the account is disabled or locked for a while after "
    "several wrong passwords."
)
Word = Annotated[str, Field(min_length=1, max_length=1000, pattern=NO_NUL)]


class Credentials(BaseModel):
    """`new_password` replaces one that has expired (403, code `password_expired`)."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]
    password: Word
    new_password: Word | None = None


class SignOut(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    everywhere: bool = False


class NewPassword(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    current: Word
    new: Word


class Me(BaseModel):
    id: str
    object: str = "user"
    name: str
    role: str
    scopes: list[str]
    specialties: list[str]
    languages: list[str]
    credentials: str | None
    csrf_token: str | None  # of a browser's session: goes into `X-CSRF-Token`


class OpenSession(BaseModel):
    id: str
    object: str = "session"
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    current: bool


class OpenSessions(BaseModel):
    object: str = "list"
    data: list[OpenSession]


class Done(BaseModel):
    done: bool = True


@router.post("/sign-in", responses=errors(400, 401, 403, 413, 429, 503), response_model=Me)
async def sign_in(request: Request, given: Credentials) -> Response:
    """A session in the cookie `medloop_session`, and who it is."""
    begun = await with_password(request, given)
    return await welcome(request, begun)


@router.post("/sign-out", responses=errors(400, 401, 403, 413, 503), response_model=Done)
async def sign_out(request: Request, who: CurrentUser, how: SignOut | None = None) -> Response:
    """Ends this browser's session, or everywhere all of one's own. Keys stay as they are."""
    service = service_of(request)
    everywhere = how is not None and how.everywhere

    def work(db: Db) -> None:
        mine = WebSession.user_id == who.user_id
        ended = web_sessions.end(db, mine, *([] if everywhere else [WebSession.id == who.key_id]))
        if ended:
            service.audit.append(
                db, Event("sign_out", "user", who.user_id, who, {"sessions": ended})
            )

    await service.recorder.run(work)
    service.authenticator.forget()
    reply = JSONResponse(Done().model_dump())
    cookies.take_cookie(request, reply)
    return reply


@router.get("/me", responses=errors(401, 403, 503))
async def me(who: CurrentUser, session: Session) -> Me:
    return _me(who, await session.get_one(User, who.user_id))


@router.get("/sessions", responses=errors(401, 403, 503))
async def list_sessions(who: CurrentUser, session: Session) -> OpenSessions:
    """The browsers in which one is signed in, the last used first."""
    rows = await session.scalars(web_sessions.live(who.user_id))
    return OpenSessions(data=[open_session(row, who) for row in rows])


@router.delete("/sessions/{session_id}", responses=errors(400, 401, 403, 404, 503))
async def end_session(
    request: Request, who: CurrentUser, session_id: Annotated[str, Path(pattern=NO_NUL)]
) -> Done:
    service = service_of(request)

    def work(db: Db) -> None:
        own = WebSession.user_id == who.user_id
        if not web_sessions.end(db, own, WebSession.id == session_id):
            raise NotFound("You have no such session.")
        service.audit.append(db, Event("sign_out", "user", who.user_id, who, {"sessions": 1}))

    await service.recorder.run(work)
    service.authenticator.forget()
    return Done()


@router.post("/password", responses=errors(400, 401, 403, 413, 503))
async def change_password(request: Request, who: CurrentUser, given: NewPassword) -> Done:
    """Ends every other session of one's own."""
    if not who.csrf:
        raise Forbidden("A password is changed by a signed-in browser, not with an API key.")
    service = service_of(request)
    account = await service.recorder.run(lambda db: passwords.attempt(db, who.name))
    right = await passwords.matches(account.hash if account else None, given.current)
    if account is None or not right or not account.open:
        await _note_failure(service, account, "password")
        raise BadRequest("The current password is wrong.", param="current", code="wrong_password")
    await service.recorder.run(lambda db: passwords.succeeded(db, account.user_id))
    new = await _good(service, account, given.new)
    await service.recorder.run(lambda db: _replace(db, service, who, new, keep=who.key_id))
    service.authenticator.forget()
    return Done()


async def with_password(request: Request, given: Credentials) -> Begun:
    """Raises Unauthorized (`wrong_credentials`) or Forbidden (`password_expired`)."""
    cookies.require_same_origin(request)
    service = service_of(request)
    service.rate_limit.take(f"sign-in from {request.client.host if request.client else '?'}")
    account = await service.recorder.run(lambda db: _attempt(db, given.name.strip()))
    right = await passwords.matches(account.hash if account else None, given.password)
    if account is None or not right or not account.open:
        why = "unknown" if account is None else account.why_not or "password"
        await _note_failure(service, account, why)
        raise Unauthorized(REFUSED, code="wrong_credentials")
    new = await _replacement(service, account, given)
    rehashed = None
    if new is None and passwords.is_outdated(account.hash):
        rehashed = await passwords.hashed(given.password)
    old = request.cookies.get(cookies.COOKIE)

    def work(db: Db) -> Begun:
        user = _unchanged(db, account)
        passwords.succeeded(db, user.id, rehashed)
        begun = web_sessions.begin(
            db, service.audit, user, service.settings.session_hours, "password", old
        )
        if new is not None:
            _replace(db, service, begun.who, new, keep=begun.who.key_id)
        return begun

    begun = await service.recorder.run(work)
    service.authenticator.forget()
    return begun


async def welcome(request: Request, begun: Begun) -> Response:
    """The signed-in person, and their cookie."""
    async with service_of(request).database.sessions() as session:
        who = _me(begun.who, await session.get_one(User, begun.who.user_id))
    reply = JSONResponse(who.model_dump(mode="json"))
    cookies.give_cookie(request, reply, begun.token)
    return reply


def open_session(row: WebSession, who: Principal) -> OpenSession:
    return OpenSession(
        id=row.id,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        current=row.id == who.key_id,
    )


def _me(who: Principal, user: User) -> Me:
    return Me(
        id=user.id,
        name=user.name,
        role=user.role,
        scopes=sorted(who.scopes),
        specialties=list(map(str, user.specialties or [])),
        languages=list(map(str, user.languages or [])),
        credentials=user.credentials,
        csrf_token=who.csrf or None,
    )


def _attempt(db: Db, name: str) -> Account | None:
    account = passwords.attempt(db, name)
    if account is None:  # to commit takes time too: change as much as a known name would
        db.execute(update(AuditHead).values(seq=AuditHead.seq))
    return account


async def _replacement(service: Service, account: Account, given: Credentials) -> str | None:
    """The hash of the new password, if one is due. The old one was right: no failure counts."""
    if not passwords.has_expired(account, service.settings.password_days):
        return None
    await service.recorder.run(lambda db: passwords.succeeded(db, account.user_id))
    if given.new_password is None:
        await _note_failure(service, account, "expired")
        raise Forbidden("This password has expired; choose a new one.", code="password_expired")
    return await _good(service, account, given.new_password)


async def _good(service: Service, account: Account, new: str) -> str:
    """The new password's hash. Raises BadRequest if it is weak or was used before."""
    async with service.database.sessions() as session:
        stored = await session.scalar(select(Password).where(Password.user_id == account.user_id))
    await passwords.check_new(new, account.name, passwords.used_before(stored))
    return await passwords.hashed(new)


def _unchanged(db: Db, account: Account) -> User:
    """Between the look-up and now the account may have been closed or its password changed."""
    user, password = db.get_one(User, account.user_id), db.get_one(Password, account.user_id)
    if user.disabled_at is not None or password.hash != account.hash:
        raise Unauthorized(REFUSED, code="wrong_credentials")
    return user


def _replace(db: Db, service: Service, who: Principal, new: str, keep: str) -> None:
    passwords.store(db, who.user_id, new)
    ended = web_sessions.end_all(db, who.user_id, but=keep)
    details = {"sessions_ended": ended}
    service.audit.append(db, Event("password.change", "user", who.user_id, who, details))


async def _note_failure(service: Service, account: Account | None, why: str) -> None:
    """Whoever tried is nobody yet; what they typed as a name may have been a password."""
    tried = account.user_id if account else ""
    nobody = None
    if account is not None:
        nobody = Principal("", account.organisation_id, account.role, "", frozenset())
    event = Event("sign_in.refused", "user", tried, nobody, {"reason": why})
    await service.recorder.run(lambda db: service.audit.append(db, event))
