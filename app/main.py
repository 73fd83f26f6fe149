"""The application: `create_app(settings)` builds engines, retriever and recorder once.

Run it with `medloop serve`.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from app import audit_api, conversations, drafts, embeddings, health, openai_api
from app.agreement import agreement_api
from app.answer import Answerer
from app.audit import Audit, Event
from app.auth import Authenticator
from app.db import Database
from app.engines import Engines
from app.errors import (
    BadRequest,
    MedloopError,
    StoreUnavailable,
    Unavailable,
    UnsupportedParameter,
    openai_envelope,
    unexpected,
)
from app.export import export_api
from app.extractive import Extractive
from app.idempotency import Idempotency
from app.judging import comparisons, feedback
from app.limits import Admission, RateLimit
from app.llm import LLM
from app.metrics import Metrics
from app.middleware import Frame
from app.openapi import describe
from app.pages import (
    account_page,
    agreement_page,
    chat_page,
    data_page,
    frame,
    incidents_page,
    people_page,
    review_page,
    sign_in_page,
)
from app.people import invitations, oidc, people_api, sign_in
from app.record import Recorder
from app.review import desk as review
from app.review import incidents
from app.review import supply as review_supply
from app.secret import load_secret
from app.service import Service, service_of
from app.settings import Settings
from app.upstream import Upstream
from retrieval.errors import RetrievalError
from retrieval.search import Retriever
from retrieval.settings import open_store

log = logging.getLogger(__name__)


class Medloop(FastAPI):
    """FastAPI in a frame, with a short cut to the chat route."""

    frame: Frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.frame(scope, receive, send)

    async def framework(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(scope, receive, send)

    async def chat(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self
        request = Request(scope, receive)
        try:
            response = await openai_api.chat_completions(request)
        except Exception as error:
            response = await answer_error(request, error)
        await response(scope, receive, send)


def create_app(settings: Settings) -> FastAPI:
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        service = build(settings, metrics)
        app.state.service = service
        service.recorder.start()
        await _tidy(service)
        warming = asyncio.create_task(_warm(service))
        try:
            yield
        finally:
            warming.cancel()
            await service.recorder.stop()
            llm = service.engines.llm
            for server in (llm and llm.server, service.encoder, service.reranker):
                if server is not None:
                    await server.close()
            service.retriever.close()
            await service.database.close()

    app = Medloop(
        title="medloop",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,  # its pages load scripts from a CDN; /openapi.json is enough
        redoc_url=None,
        redirect_slashes=False,
    )
    for room in (
        agreement_api,
        audit_api,
        openai_api,
        embeddings,
        conversations,
        feedback,
        drafts,
        comparisons,
        incidents,
        export_api,
        sign_in,
        oidc,
        invitations,
        people_api,
        review,
        review_supply,
        health,
    ):
        app.include_router(room.router)
    for page in (
        frame,
        chat_page,
        agreement_page,
        review_page,
        incidents_page,
        data_page,
        sign_in_page,
        account_page,
        people_page,
    ):
        app.include_router(page.router)
    app.frame = Frame(
        app.framework,
        {openai_api.CHAT_PATH: app.chat},
        metrics,
        settings.max_body_bytes,
        settings.root_path,
    )
    for kind in (MedloopError, RetrievalError, SQLAlchemyError, OSError, Exception):
        app.add_exception_handler(kind, answer_error)
    for kind in (RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer_error)
    app.openapi = lambda: describe(app)
    return app


def build(settings: Settings, metrics: Metrics) -> Service:
    """Opens nothing that can fail: what is away shows when it is asked for."""
    database = Database(settings.database)
    secret = load_secret(settings.secret.get_secret_value(), settings.home)
    audit = Audit(secret.key("audit"))
    recorder = Recorder(database, settings.record_queue)
    llm = None
    if settings.llm_url:
        server = Upstream(
            settings.llm_url,
            key=settings.llm_key.get_secret_value(),
            model=settings.llm_model,
            timeout=settings.engine_timeout,
            silence=settings.engine_silence,
        )
        llm = LLM(server, settings.context_tokens)
    engines = Engines(llm, Extractive())
    library = settings.retrieval
    retriever = Retriever(
        open_store(library),
        candidates=library.candidates,
        per_document=library.per_document,
        min_coverage=library.min_coverage,
    )
    return Service(
        settings=settings,
        database=database,
        recorder=recorder,
        authenticator=Authenticator(database, recorder, settings.key_cache_seconds),
        rate_limit=RateLimit(settings.rate_per_minute),
        admission=Admission(settings.max_concurrent, settings.max_queue, settings.queue_seconds),
        idempotency=Idempotency(database, settings.engine_timeout),
        engines=engines,
        encoder=_server(settings.encoder_url, settings.encoder_key, settings.encoder_model),
        reranker=_server(settings.reranker_url, settings.reranker_key, settings.reranker_model),
        retriever=retriever,
        answerer=Answerer(
            engines=engines,
            retriever=retriever,
            database=database,
            recorder=recorder,
            audit=audit,
            top_k=settings.top_k,
            answer_tokens=settings.answer_tokens,
        ),
        metrics=metrics,
        audit=audit,
        secret=secret,
    )


def _server(url: str, key: SecretStr, model: str) -> Upstream | None:
    return Upstream(url, key=key.get_secret_value(), model=model) if url else None


async def _tidy(service: Service) -> None:
    try:
        await service.idempotency.tidy()
    except (SQLAlchemyError, OSError) as error:
        log.warning("the database is away at start: %s", type(error).__name__)


async def _warm(service: Service) -> None:
    """The first question should not wait for the index and the Chinese dictionary to load."""
    with contextlib.suppress(RetrievalError):
        await service.retriever.search("发热 fever")


async def answer_error(request: Request, error: Exception) -> Response:
    """The one handler: whatever went wrong, in OpenAI's envelope with the right status."""
    known = _known(error)
    if known.status in (403, 404):
        await _note_refusal(request, known)
    if frame.wants_page(request):
        return frame.problem(request, known)
    return JSONResponse(openai_envelope(known), known.status, headers=known.headers)


async def _note_refusal(request: Request, error: MedloopError) -> None:
    """Somebody known asked for what is not theirs: the audit trail says so."""
    who = getattr(request.state, "who", None)
    if who is None:
        return
    service = service_of(request)
    route = getattr(request.scope.get("route"), "path", openai_api.CHAT_PATH)
    subject = next(iter(request.path_params.values()), "")
    details = {"method": request.method, "status": error.status, "code": error.error_code}
    event = Event("access.refused", route, str(subject)[:64], who, details)
    with contextlib.suppress(Unavailable):
        await service.recorder.run(lambda db: service.audit.append(db, event))


def _known(error: Exception) -> MedloopError:
    match error:
        case MedloopError():
            return error
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            # The framework wraps what is raised while it reads a body.
            cause = error.__cause__
            return cause if isinstance(cause, MedloopError) else _HttpError(error)
        case RetrievalError():
            return Unavailable(str(error))
        case SQLAlchemyError() | OSError():
            return StoreUnavailable("The database cannot be reached right now; try again.")
        case _:
            return unexpected(error)


def _invalid(error: RequestValidationError) -> MedloopError:
    first = error.errors()[0]
    # Branches of unions are no part of the client's JSON: "str", "list[constrained-str]".
    parts = (str(part) for part in first["loc"][1:] if part != "str")
    path = ".".join(part for part in parts if part.isidentifier() or part.isdigit())
    if first["type"] == "json_invalid":
        return BadRequest("The body is not valid JSON.", code="invalid_json")
    if first["type"] == "extra_forbidden":
        return UnsupportedParameter(f"Unsupported parameter: {path}.", param=path)
    return BadRequest(f"{path or 'body'}: {first['msg']}", param=path or None)


class _HttpError(MedloopError):
    """The framework's own refusals: no such path, no such method."""

    type = "invalid_request_error"
    code = None

    def __init__(self, error: HTTPException) -> None:
        super().__init__(str(error.detail))
        self.status = error.status_code
        self._more = dict(error.headers or {})

    @property
    def headers(self) -> dict[str, str]:
        return self._more
