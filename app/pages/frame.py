"""What every page shares: language, theme, navigation, words, security headers, static files.

A page is a route that ends in `render(request, "x.html", who, …)`; its words are `words/x.yaml`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast
from urllib.parse import quote

import yaml
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from app.access import Principal
from app.errors import MedloopError, NotFound, Unauthorized
from app.pages.static_files import StaticFiles

Lang = Literal["zh", "en"]
HERE: Final = Path(__file__).parent
YEAR: Final = 365 * 24 * 3600
THEMES: Final = ("auto", "light", "dark")
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# Where to, the key of its words, its icon, the scope it needs.
NAVIGATION: Final = (
    ("/", "nav_chat", "chat", "chat"),
    ("/review", "nav_review", "check", "review"),
    ("/agreement", "nav_agreement", "chart", "agreement"),
    ("/incidents", "nav_incidents", "alert", "incidents"),
    ("/people", "nav_people", "people", "admin"),
    ("/data", "nav_data", "data", "admin"),
)

router = APIRouter(include_in_schema=False)
static = StaticFiles(HERE / "static")
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    words: str
    icon: str
    here: bool


async def _page_user(request: Request) -> Principal:
    """The signed-in person; anybody else is sent to the sign-in page and comes back after."""
    try:
        # The one error handler audits a refusal of whom the request names.
        request.state.who = await request.app.state.service.authenticator.identify(request)
    except Unauthorized:
        query = f"?{request.url.query}" if request.url.query else ""
        root: str = request.scope.get("root_path", "")
        wanted = quote(request.url.path.removeprefix(root) + query, safe="")
        raise HTTPException(303, headers={"Location": f"{root}/sign-in?next={wanted}"}) from None
    return request.state.who


PageUser = Annotated[Principal, Depends(_page_user)]


def render(
    request: Request,
    template: str,
    who: Principal | None = None,
    *,
    status: int = 200,
    also: tuple[str, ...] = (),
    **context: Any,
) -> HTMLResponse:
    """The page in the reader's language, with the words of `words/<template>.yaml` as `t(key)`.

    `also` names more files of words, such as those of a control that several pages share.
    """
    lang = language(request)
    said = words(("frame", *also, template.removesuffix(".html")), lang)
    root: str = request.scope.get("root_path", "")

    def link(path: str) -> str:
        return root + path

    def asset(name: str) -> str:
        return link(f"/static/{static.digest()}/{name}")

    page = _templates.get_template(template).render(
        {
            "who": who,
            "lang": lang,
            "other_lang": "en" if lang == "zh" else "zh",
            "other_lang_href": str(
                request.url.include_query_params(lang="en" if lang == "zh" else "zh")
            ),
            "theme": theme(request),
            "navigation": navigation(request, who),
            "t": said.__getitem__,
            "words": {"lang": lang, "root": root, "words": said},
            "link": link,
            "asset": asset,
            **context,
        }
    )
    response = HTMLResponse(page, status, headers=HEADERS)
    if request.query_params.get("lang") in ("zh", "en"):
        response.set_cookie("medloop_lang", lang, max_age=YEAR, samesite="lax")
    return response


def wants_page(request: Request) -> bool:
    """A person's browser at a page, not a program at the API."""
    root: str = request.scope.get("root_path", "")
    path = request.url.path.removeprefix(root)
    html = "text/html" in request.headers.get("accept", "")
    return html and not path.startswith(("/api/", "/v1/"))


def problem(request: Request, error: MedloopError) -> Response:
    """What went wrong, as a page; a redirect stays one."""
    if error.status < 400:
        return Response(status_code=error.status, headers=error.headers)
    known = error.status if error.status in (403, 404) else 500
    page = render(
        request,
        "problem.html",
        getattr(request.state, "who", None),
        status=error.status,
        kind=known,
    )
    page.headers.update(error.headers)
    return page


def language(request: Request) -> Lang:
    """As asked for in the URL, else as last chosen, else as the browser prefers."""
    for choice in (request.query_params.get("lang"), request.cookies.get("medloop_lang")):
        if choice == "zh" or choice == "en":
            return choice
    return _preferred(request.headers.get("accept-language", ""))


def _preferred(header: str) -> Lang:
    """Chinese if the browser ranks it above English; English for all other languages."""
    best: tuple[float, Lang] = (0.0, "en")
    for part in header.split(","):
        name, _, weight = part.strip().partition(";q=")
        lang = name[:2].lower()
        if lang == "zh" or lang == "en":
            rank = float(weight) if weight.replace(".", "", 1).isdigit() else 1.0
            best = max(best, (rank, lang), key=lambda choice: choice[0])
    return best[1]


def theme(request: Request) -> str:
    chosen = request.cookies.get("medloop_theme", "")
    return chosen if chosen in THEMES else "auto"


def navigation(request: Request, who: Principal | None) -> list[Link]:
    if who is None:
        return []
    root: str = request.scope.get("root_path", "")
    path = request.url.path.removeprefix(root)
    return [
        Link(root + href, key, icon, here=path == href or (href != "/" and path.startswith(href)))
        for href, key, icon, scope in NAVIGATION
        if scope in who.scopes
    ]


@cache
def words(names: tuple[str, ...], lang: Lang) -> dict[str, str]:
    """What these files say in this language; a later one has the last word."""
    said: dict[str, str] = {}
    for name in names:
        path = HERE / "words" / f"{name}.yaml"
        if path.exists():
            texts = cast(dict[str, dict[Lang, str]], yaml.safe_load(path.read_text("utf-8")))
            said |= {key: text[lang] for key, text in texts.items()}
    return said


@router.get("/static/{digest}/{name}")
async def static_file(digest: str, name: str) -> Response:
    """A file of `static/`. Its URL changes with its contents, so browsers may keep it."""
    if (found := static.read(name)) is None:
        raise NotFound("There is no such file.")
    content, media_type = found
    kept = f"public, max-age={YEAR}, immutable" if digest == static.digest() else "no-store"
    return Response(
        content,
        media_type=media_type,
        headers={"Cache-Control": kept, "X-Content-Type-Options": "nosniff"},
    )
