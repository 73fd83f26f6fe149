"""What a browser is given and what it is believed: cookies, its own origin, where to go next."""

from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from app.auth import COOKIE
from app.errors import Forbidden
from app.service import service_of


def give_cookie(request: Request, response: Response, token: str) -> None:
    settings = service_of(request).settings
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(settings.session_hours * 3600),
        path=root_of(request) or "/",
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )


def take_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(
        COOKIE,
        path=root_of(request) or "/",
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )


def is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or service_of(request).settings.secure_cookies


def root_of(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def address_of(request: Request) -> str:
    """The service as this browser reaches it, for links and for the provider's way back."""
    public = service_of(request).settings.public_url.rstrip("/")
    return public or f"{request.url.scheme}://{request.url.netloc}{root_of(request)}"


def require_same_origin(request: Request) -> None:
    """Before there is a session there is no CSRF token: the browser's own word must do.

    Another site must not sign anybody in, not even as somebody else. What is no browser says
    nothing of itself, and has no cookie that could be misused. Raises Forbidden.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        same = site in ("same-origin", "none")
    else:
        same = origin is None or urlsplit(origin).netloc in _own_hosts(request)
    if not same:
        raise Forbidden("Sign in on the service's own page.", code="csrf_failed")


def _own_hosts(request: Request) -> set[str]:
    public = urlsplit(service_of(request).settings.public_url).netloc
    return {request.headers.get("host", ""), public} - {""}


def safe_next(wanted: str | None, root: str = "") -> str:
    """A path of this service, without its prefix; whatever else is asked for becomes `/`."""
    path = wanted or "/"
    if root and (path == root or path.startswith(root + "/")):
        path = path[len(root) :] or "/"
    plain = path.startswith("/") and not path.startswith(("//", "/\\"))
    if not plain or "\\" in path or not path.isprintable() or len(path) > 2000:
        return "/"
    return path
