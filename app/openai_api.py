"""`/v1/chat/completions` and `/v1/models`: OpenAI's wire, exact.

The chat route takes the bare request: nothing is built or checked twice on the way to the engine.
Its schema is written into /openapi.json by `openapi.py`.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.access import CHAT, require
from app.auth import CurrentUser
from app.chat_request import parse_chat
from app.chat_stream import DONE, ChatStream
from app.errors import BadRequest, MedloopError, NotFound
from app.idempotency import REPLAYED, Claim, Replay
from app.openapi import CHAT_OPENAPI, Model, ModelList, errors
from app.record import Write
from app.responses import EVENT_STREAM, ClientGone, PushResponse, unless_gone
from app.service import Service, service_of
from app.turn import Turn

router = APIRouter(tags=["OpenAI"])
JSON = "application/json"
CHAT_PATH = "/v1/chat/completions"


@router.post(CHAT_PATH, **CHAT_OPENAPI)
async def chat_completions(request: Request) -> Response:
    """A grounded answer, whole or as server-sent events."""
    service = service_of(request)
    who = request.state.who = await service.authenticator.identify(request)
    require(who, CHAT)
    service.rate_limit.take(who.key_id)
    body = await request.body()
    asked = parse_chat(body)
    if (switch := request.headers.get("x-medloop-retrieval")) is not None:
        asked.medloop.retrieval.enabled = _is_on(switch)
    key = request.headers.get("idempotency-key")
    claim = None
    if key is not None:
        claim = await service.idempotency.claim(who.user_id, key, body)
        if isinstance(claim, Replay):
            return Response(claim.body, media_type=claim.media_type, headers=REPLAYED)
    usage = asked.stream_options is not None and asked.stream_options.include_usage is True

    async def opened() -> Turn:
        turn = await service.answerer.open(who, asked)
        for flag in turn.flags:
            service.metrics.red_flags.labels(flag.category).inc()
        return turn

    return await respond(
        request, service, claim, opened, stream=asked.stream is True, include_usage=usage
    )


def _is_on(switch: str) -> bool:
    if switch not in ("on", "off"):
        raise BadRequest("X-Medloop-Retrieval is `on` or `off`.", param="X-Medloop-Retrieval")
    return switch == "on"


async def respond(
    request: Request,
    service: Service,
    claim: Claim | None,
    opened: Callable[[], Awaitable[Turn]],
    *,
    stream: bool,
    include_usage: bool,
) -> Response:
    """Holds a place and the idempotency key until the answer has ended, however it ends."""
    hold = Hold(service, claim)
    await hold.enter()
    try:
        turn = await opened()
        if stream:
            return await _stream(service, turn, hold, include_usage)
        return await _whole(request, service, turn, hold)
    except BaseException:
        await hold.leave()
        raise


async def _whole(request: Request, service: Service, turn: Turn, hold: "Hold") -> Response:
    try:
        body = await unless_gone(request.receive, service.answerer.complete(turn, hold.keep))
    except ClientGone:
        hold.status = "aborted"
        await hold.leave()
        return Response(status_code=499)  # nobody reads it
    hold.status = "complete"
    await hold.leave()
    return Response(body, media_type=JSON)


async def _stream(service: Service, turn: Turn, hold: "Hold", include_usage: bool) -> Response:
    try:
        upstream = await turn.engine.stream(turn.call)
    except MedloopError as error:
        await service.answerer.fail(turn, error)
        raise
    stream = ChatStream(turn, upstream, service.recorder, include_usage=include_usage)
    seen: list[bytes] = []

    async def run(push: Any) -> None:
        async def push_and_keep(data: bytes) -> None:
            seen.append(data)
            await push(data)

        try:
            if hold.claim is None:
                await stream.run(push)
            else:
                await stream.run(
                    push_and_keep,
                    lambda: hold.keep_as(b"".join([*seen, DONE]), EVENT_STREAM, turn),
                )
        finally:
            hold.status = stream.status
            await hold.leave()

    return PushResponse(run)


class Hold:
    """A place among the answers being written, and perhaps an idempotency key."""

    def __init__(self, service: Service, claim: Claim | None) -> None:
        self._service = service
        self.claim = claim
        self.status = "failed"  # until it ends otherwise
        self._inside = False

    async def enter(self) -> None:
        try:
            await self._service.admission.enter()
            self._inside = True
        except BaseException:
            await self.leave()
            raise

    async def leave(self) -> None:
        if self._inside:
            self._inside = False
            self._service.admission.leave()
            self._service.metrics.answers.labels(self.status).inc()
        if self.claim is not None:
            claim, self.claim = self.claim, None
            await self._service.idempotency.release(claim, answered=self.status == "complete")

    def keep(self, body: bytes, turn: Turn) -> Sequence[Write]:
        return self.keep_as(body, JSON, turn)

    def keep_as(self, body: bytes, media_type: str, turn: Turn) -> Sequence[Write]:
        """The write that makes a repeated request get this very reply."""
        if self.claim is None:
            return ()
        return [self.claim.reply(body, media_type, turn.conversation_id)]


@router.get("/v1/models", response_model=ModelList, responses=errors(401, 403, 503))
async def list_models(request: Request, who: CurrentUser) -> dict[str, Any]:
    """The names a chat request may use."""
    require(who, CHAT)
    names = await service_of(request).engines.names()
    return {"object": "list", "data": [_model(*item) for item in names.items()]}


@router.get("/v1/models/{model:path}", response_model=Model, responses=errors(401, 403, 404, 503))
async def read_model(request: Request, who: CurrentUser, model: str) -> dict[str, Any]:
    require(who, CHAT)
    names = await service_of(request).engines.names()
    if model not in names:
        raise NotFound("There is no such model.", code="model_not_found")
    return _model(model, names[model])


def _model(name: str, created: int) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": created, "owned_by": "medloop"}
