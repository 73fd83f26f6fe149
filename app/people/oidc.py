"""Signing in by an OpenID provider: authorization code with PKCE, state and nonce.

What this browser began is kept in a signed cookie of ten minutes, so that no other browser can end
it, and no other site can begin it in this one's name. Whom the provider vouches for is known by
issuer and subject alone: never by a name or an address, which may change hands.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, cast

import orjson
from fastapi import APIRouter, HTTPException, Query, Request
from sqlalchemy.orm import Session as Db
from starlette.responses import RedirectResponse, Response

from app.audit import Audit, Event
from app.chat_request import NO_NUL
from app.errors import MedloopError, NotFound, Unauthorized
from app.models import ROLES, Identity, User
from app.people import accounts as people
from app.people import cookies, links, web_sessions
from app.people.accounts import Change
from app.people.openid import Attempt, Claims, Provider
from app.people.web_sessions import Begun
from app.service import Service, service_of
from app.settings import Settings

router = APIRouter(prefix="/sign-in/oidc", include_in_schema=False)
STATE_COOKIE = "medloop_oidc"
SECONDS = 600
Text = Annotated[str, Query(max_length=4000, pattern=NO_NUL)]


@dataclass(frozen=True, slots=True)
class Begin:
    """What the cookie holds from the way out to the way back."""

    attempt: Attempt
    next: str
    invitation: str
    until: int


@router.get("")
async def begin(request: Request, next: Text = "/", invitation: Text = "") -> Response:
    """To the provider; with an invitation's token the account will be made, or connected."""
    service = service_of(request)
    service.rate_limit.take(f"oidc from {request.client.host if request.client else '?'}")
    attempt = Attempt(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        redirect_uri=f"{cookies.address_of(request)}/sign-in/oidc/callback",
    )
    url = await _provider(service.settings).authorization_url(attempt)
    path = cookies.safe_next(next, cookies.root_of(request))
    begun = Begin(attempt, path, invitation, int(time.time()) + SECONDS)
    reply = RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})
    reply.set_cookie(
        STATE_COOKIE,
        seal(begun, service.secret.key("oidc")),
        max_age=SECONDS,
        path=_cookie_path(request),
        httponly=True,
        samesite="lax",
        secure=cookies.is_secure(request),
    )
    return reply


@router.get("/callback")
async def callback(
    request: Request, state: Text = "", code: Text = "", error: Text = "", iss: Text = ""
) -> Response:
    """Back from the provider: signed in, or at the sign-in page with the reason."""
    service = service_of(request)
    sealed = request.cookies.get(STATE_COOKIE, "")
    before = unseal(sealed, service.secret.key("oidc"))
    if before is None or not hmac.compare_digest(before.attempt.state.encode(), state.encode()):
        raise _back(request, "oidc_stale")
    if error or not code or iss not in ("", service.settings.oidc_issuer):
        raise _back(request, "oidc_denied")
    begun = await _signed_in(request, service, before, code)
    place = cookies.root_of(request) + before.next
    reply = RedirectResponse(place, 303, headers={"Cache-Control": "no-store"})
    cookies.give_cookie(request, reply, begun.token)
    reply.delete_cookie(STATE_COOKIE, path=_cookie_path(request), httponly=True, samesite="lax")
    return reply


def seal(begun: Begin, key: bytes) -> str:
    text = base64.urlsafe_b64encode(orjson.dumps(asdict(begun))).decode()
    return f"{text}.{_mac(text, key)}"


def unseal(sealed: str, key: bytes) -> Begin | None:
    """None for a cookie that is not ours, was changed, or is older than ten minutes."""
    text, _, mac = sealed.partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(text, key).encode()):
        return None
    held: Any = orjson.loads(base64.urlsafe_b64decode(text))
    begun = Begin(**held | {"attempt": Attempt(**held["attempt"])})
    return begun if begun.until > time.time() else None


async def _signed_in(request: Request, service: Service, before: Begin, code: str) -> Begun:
    """Sends the browser back to the sign-in page if the provider's word does not hold."""
    settings = service.settings
    old = request.cookies.get(cookies.COOKIE)

    def work(db: Db) -> Begun:
        user = recognise(db, service.audit, settings, claims, before.invitation)
        return web_sessions.begin(db, service.audit, user, settings.session_hours, "openid", old)

    try:
        claims = await _provider(settings).claims(before.attempt, code)
        begun = await service.recorder.run(work)
    except MedloopError as error:
        event = Event("sign_in.refused", "user", "", None, {"reason": error.error_code})
        await service.recorder.run(lambda db: service.audit.append(db, event))
        raise _back(request, str(error.error_code)) from None
    service.authenticator.forget()
    return begun


def recognise(
    db: Db, audit: Audit, settings: Settings, claims: Claims, invitation: str = ""
) -> User:
    """Whose identity it is; an invitation or auto-provisioning makes it somebody's."""
    subject = str(claims["sub"])
    known = db.get(Identity, (settings.oidc_issuer, subject))
    if known is not None:
        user = db.get_one(User, known.user_id)
    elif invitation or settings.oidc_auto_provision:
        user = _newcomer(db, audit, settings, claims, invitation)
        now = datetime.now(UTC)
        db.add(
            Identity(issuer=settings.oidc_issuer, subject=subject, user_id=user.id, created_at=now)
        )
        audit.append(db, Event("identity.connect", "user", user.id))
    else:
        raise Unauthorized("The provider knows you, but you need an invitation.", code="uninvited")
    if user.disabled_at is not None:
        raise Unauthorized("This account is disabled.", code="disabled")
    role = role_of(settings, claims)
    follows = role is not None and not invitation and role != user.role
    if follows and not (user.role == "admin" and people.is_last_administrator(db, user)):
        people.change_person(db, audit, user, Change(role=role))
    return user


def role_of(settings: Settings, claims: Claims) -> str | None:
    """The highest role that the claim's values stand for; None: the provider says nothing of
    roles here. Somebody whose values stand for no role is a `user`."""
    if not settings.oidc_role_claim:
        return None
    said: Any = claims.get(settings.oidc_role_claim)
    values = cast(list[Any], said) if isinstance(said, list) else [said]
    known = settings.oidc_roles or {role: role for role in ROLES}
    roles = [known[str(value)] for value in values if str(value) in known]
    return max((role for role in roles if role in ROLES), key=ROLES.index, default="user")


def _newcomer(db: Db, audit: Audit, settings: Settings, claims: Claims, invitation: str) -> User:
    name = _free_name(db, claims)
    if invitation:
        return links.redeem(db, audit, invitation, name)
    role = role_of(settings, claims) or "user"
    user = people.add_user(db, name, role, people.home_of(db).id)
    audit.append(db, Event("user.create", "user", user.id, None, {"role": role}))
    return user


def _free_name(db: Db, claims: Claims) -> str:
    """A name that nobody has: to have somebody's name is not to be them."""
    names = (claims.get(claim) for claim in ("preferred_username", "name", "email"))
    wanted = next((str(name) for name in names if name), "somebody")
    plain = "".join(letter for letter in wanted if letter.isprintable()).strip()[:80] or "somebody"
    if not people.is_taken(db, plain):
        return plain
    return f"{plain} {hashlib.sha256(str(claims['sub']).encode()).hexdigest()[:8]}"


def _provider(settings: Settings) -> Provider:
    if not settings.oidc_issuer or not settings.oidc_client_id:
        raise NotFound("No sign-in provider is set up here.")
    return Provider(settings)


def _mac(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _cookie_path(request: Request) -> str:
    return f"{cookies.root_of(request)}/sign-in/oidc"


def _back(request: Request, problem: str) -> HTTPException:
    place = f"{cookies.root_of(request)}/sign-in?problem={problem}"
    return HTTPException(303, headers={"Location": place, "Cache-Control": "no-store"})
