"""`/v1/embeddings` and `/v1/rerank`: relayed to the servers that the settings name."""

import base64
import struct
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.access import EMBED, require
from app.auth import CurrentUser
from app.errors import EngineFailed, NotFound
from app.openapi import Open, errors
from app.service import service_of

router = APIRouter(tags=["OpenAI"])
REFUSALS = errors(400, 401, 403, 404, 413, 429, 502, 503)
Text = Annotated[str, StringConstraints(min_length=1, max_length=200_000)]


class EmbeddingRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

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
    model_config = ConfigDict(extra="forbid")

    model: str = Field(min_length=1, max_length=512)
    query: Text
    documents: Annotated[list[Text], Field(min_length=1, max_length=1000)]
    top_n: int | None = Field(default=None, ge=1, le=1000)


class Rerank(Open):
    results: list[dict[str, Any]]


@router.post("/v1/embeddings", responses=REFUSALS)
async def embed(request: Request, who: CurrentUser, asked: EmbeddingRequest) -> EmbeddingList:
    """Vectors of the configured encoder, as numbers or as base64 of little-endian float32."""
    require(who, EMBED)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    encoder = service.encoder
    if encoder is None:
        raise NotFound("No encoder is configured (MEDLOOP_ENCODER_URL).", code="model_not_found")
    payload: dict[str, Any] = {"model": await encoder.default_model(), "input": asked.input}
    if asked.dimensions is not None:
        payload["dimensions"] = asked.dimensions
    reply = await encoder.relay("/embeddings", payload)
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


@router.post("/v1/rerank", responses=REFUSALS)
async def rerank(request: Request, who: CurrentUser, asked: RerankRequest) -> Rerank:
    """Documents in the order of the configured reranker, best first."""
    require(who, EMBED)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    reranker = service.reranker
    if reranker is None:
        raise NotFound("No reranker is configured (MEDLOOP_RERANKER_URL).", code="model_not_found")
    payload = asked.model_dump(exclude_none=True)
    reply = await reranker.relay("/rerank", {**payload, "model": await reranker.default_model()})
    if not isinstance(reply.get("results"), list):
        raise EngineFailed("The reranker's answer holds no results.")
    return Rerank.model_validate({**reply, "model": asked.model})
