"""What is built once, in the lifespan, and handed to every request."""

from dataclasses import dataclass

from fastapi import Request

from app.answer import Answerer
from app.audit import Audit
from app.auth import Authenticator
from app.db import Database
from app.engines import Engines
from app.idempotency import Idempotency
from app.limits import Admission, RateLimit
from app.metrics import Metrics
from app.record import Recorder
from app.secret import Secret
from app.settings import Settings
from app.upstream import Upstream
from retrieval.search import Retriever


@dataclass(frozen=True, slots=True)
class Service:
    settings: Settings
    database: Database
    recorder: Recorder
    authenticator: Authenticator
    rate_limit: RateLimit
    admission: Admission
    idempotency: Idempotency
    engines: Engines
    encoder: Upstream | None
    reranker: Upstream | None
    retriever: Retriever
    answerer: Answerer
    metrics: Metrics
    audit: Audit
    secret: Secret


def service_of(request: Request) -> Service:
    return request.app.state.service
