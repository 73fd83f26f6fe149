"""`/v1/embeddings` and `/v1/rerank`: relayed to the servers that the settings name."""

import base64
import struct
from collections.abc import Coroutine
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from app.access import EMBED, Principal, require
from app.auth import CurrentUser
from app.errors import EngineFailed, NotFound
from app.idempotency import REPLAYED, Replay
from app.openapi import Open, errors
from app.service import Service, service_of

router = APIRouter(tags=["OpenAI"])
JSON = "application/json"
REFUSALS = errors(400, 401, 403, 404, 409, 413, 429, 502, 503)
IdempotencyHeader = Annotated[
    str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200_000)]


class EmbeddingRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    model: str = Field(min_length=1, max_length=512)
    input: Text | Annotated[list[Text], Field(min_length=1, max_length=2048)]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = Field(default=None, ge=1, le=65536)
    user: str | None = Field(default=None, max_length=512)


class Embedding(BaseModel):
    object: str = "embedding"
    index: int
    embedding: list[float] | str


class EmbeddingList(BaseModel):
    object: str = "list"
    model: str
    data: list[Embedding]
    usage: dict[str, Any]


class RerankRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    model: str = Field(min_length=1, max_length=512)
    query: Text
    documents: Annotated[list[Text], Field(min_length=1, max_length=1000)]
    top_n: int | None = Field(default=None, ge=1, le=1000)


class Rerank(Open):
    results: list[dict[str, Any]]


@router.post("/v1/embeddings", responses=REFUSALS, response_model=EmbeddingList)
async def embed(
    request: Request, who: CurrentUser, asked: EmbeddingRequest, key: IdempotencyHeader = None
) -> Response:
    """Vectors of the configured encoder, as numbers or as base64 of little-endian float32."""
    require(who, EMBED)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    return await _once(service, who, key, asked, _embed(service, asked))


@router.post("/v1/rerank", responses=REFUSALS, response_model=Rerank)
async def rerank(
    request: Request, who: CurrentUser, asked: RerankRequest, key: IdempotencyHeader = None
) -> Response:
    """Documents in the order of the configured reranker, best first."""
    require(who, EMBED)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    return await _once(service, who, key, asked, _rerank(service, asked))


async def _once(
    service: Service,
    who: Principal,
    key: str | None,
    asked: BaseModel,
    work: Coroutine[Any, Any, BaseModel],
) -> Response:
    """Under an Idempotency-Key the first reply is stored, and given again."""
    if key is None:
        return Response((await work).model_dump_json(), media_type=JSON)
    digest = f"{type(asked).__name__} {asked.model_dump_json()}".encode()
    try:
        claim = await service.idempotency.claim(who.user_id, key, digest)
        if isinstance(claim, Replay):
            return Response(claim.body, media_type=claim.media_type, headers=REPLAYED)
        answered = False
        try:
            body = (await work).model_dump_json().encode()
            await service.recorder.write([claim.reply(body, JSON, None)])
            answered = True
        finally:
            await service.idempotency.release(claim, answered=answered)
        return Response(body, media_type=JSON)
    finally:
        work.close()  # never begun when the reply was there already


async def _embed(service: Service, asked: EmbeddingRequest) -> EmbeddingList:
    encoder = service.encoder
    if encoder is None:
        raise NotFound("No encoder is configured (MEDLOOP_ENCODER_URL).", code="model_not_found")
    payload: dict[str, Any] = {"model": await encoder.default_model(), "input": asked.input}
    if asked.dimensions is not None:
        payload["dimensions"] = asked.dimensions
    reply = await encoder.ask("/embeddings", payload)
    try:
        vectors = [[float(x) for x in row["embedding"]] for row in reply["data"]]
        usage = dict(reply.get("usage") or {})
    except (KeyError, TypeError, ValueError):
        raise EngineFailed("The encoder's answer holds no vectors.") from None
    wrap = _base64 if asked.encoding_format == "base64" else list[float]
    data = [Embedding(index=i, embedding=wrap(vector)) for i, vector in enumerate(vectors)]
    return EmbeddingList(model=asked.model, data=data, usage=usage)


def _base64(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


async def _rerank(service: Service, asked: RerankRequest) -> Rerank:
    reranker = service.reranker
    if reranker is None:
        raise NotFound("No reranker is configured (MEDLOOP_RERANKER_URL).", code="model_not_found")
    payload = asked.model_dump(exclude_none=True)
    reply = await reranker.ask("/rerank", {**payload, "model": await reranker.default_model()})
    if not isinstance(reply.get("results"), list):
        raise EngineFailed("The reranker's answer holds no results.")
    return Rerank.model_validate({**reply, "model": asked.model})
