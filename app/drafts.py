"""Another answer to a stored question: the same messages and evidence, other sampling or engine.

Used to regenerate an answer, and by comparisons for their drafts.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import Field
from sqlalchemy import func, select
from starlette.responses import Response

from app.access import CHAT, Principal, own_turns, require
from app.auth import CurrentUser
from app.chat_request import NO_NUL, Strict, Verbosity
from app.engine import Call
from app.errors import Conflict, NotFound
from app.evidence import recorded_passages
from app.idempotency import REPLAYED, Replay
from app.models import Answer
from app.models import Turn as TurnRow
from app.once import IdempotencyHeader
from app.openai_api import respond
from app.openapi import ANSWER
from app.safety import RedFlag, notice
from app.service import Service, service_of
from app.turn import Draft, Turn
from retrieval.sentences import detect_lang

router = APIRouter(tags=["Drafts"])
TurnId = Annotated[str, Path(max_length=64, pattern=NO_NUL)]


class DraftOptions(Strict):
    """What is to differ; the rest is as it was for the question."""

    model: str | None = Field(default=None, min_length=1, max_length=512)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = Field(default=None, ge=-(2**63), le=2**63 - 1)
    verbosity: Verbosity | None = None

    def sampling(self) -> dict[str, Any]:
        return self.model_dump(exclude={"model", "stream", "replace"}, exclude_none=True)


class DraftRequest(DraftOptions):
    stream: bool | None = None
    replace: bool = Field(default=True, description="the conversation goes on with this answer")


@router.post("/v1/turns/{turn_id}/answers", responses=ANSWER)
async def answer_again(
    request: Request,
    who: CurrentUser,
    turn_id: TurnId,
    asked: DraftRequest,
    key: IdempotencyHeader = None,
) -> Response:
    """As a chat completion, whole or as server-sent events; `choices` has the one new answer."""
    require(who, CHAT)
    service = service_of(request)
    service.rate_limit.take(who.key_id)
    claim = None
    if key is not None:
        wanted = f"draft {turn_id} {asked.model_dump_json()}"
        claim = await service.idempotency.claim(who.user_id, key, wanted.encode())
        if isinstance(claim, Replay):
            return Response(claim.body, media_type=claim.media_type, headers=REPLAYED)
    return await respond(
        request,
        service,
        claim,
        lambda: open_draft(service, who, turn_id, asked, replaces=asked.replace),
        stream=asked.stream is True,
        include_usage=False,
    )


async def open_draft(
    service: Service, who: Principal, turn_id: str, options: DraftOptions, *, replaces: bool
) -> Turn:
    """A turn to be answered once more. Raises NotFound, and Conflict for an edited question."""
    row, choice = await _stored(service, who, turn_id)
    model = options.model or row.model
    route = await service.engines.route(model)
    sampling = _sampling(row, options)
    flags = [RedFlag(flag["category"], flag["rule"]) for flag in row.safety or []]
    retrieval = row.retrieval or {}
    asked = [message["content"] for message in row.question or [] if message["role"] == "user"]
    lang = detect_lang(asked[-1])
    return Turn(
        user_id=who.user_id,
        organisation_id=who.organisation_id,
        model=model,
        engine=route.engine,
        release=await route.engine.release(route.model),
        call=Call(
            route.model, row.sent or [], sampling, asked[-1], lang, recorded_passages(retrieval)
        ),
        question=row.question or [],
        retrieval=retrieval,
        flags=flags,
        notice=notice(flags, lang) if flags else "",
        request=row.request or {},
        conversation_id=row.conversation_id,
        is_new_conversation=False,
        timings={},
        draft=Draft(choice, {"model": model, "sampling": sampling}, replaces),
        id=row.id,
    )


async def _stored(service: Service, who: Principal, turn_id: str) -> tuple[TurnRow, int]:
    """The caller's own question, and the number of its next answer."""
    async with service.database.sessions() as session:
        row = await session.scalar(own_turns(who).where(TurnRow.id == turn_id))
        if row is None or row.sent is None:
            raise NotFound("There is no such turn.")
        if row.superseded_at is not None:
            raise Conflict("This question was edited; ask for answers to the one in its place.")
        last = select(func.max(Answer.choice)).where(Answer.turn_id == row.id)
        newest = await session.scalar(last)
        return row, 0 if newest is None else newest + 1


def _sampling(row: TurnRow, options: DraftOptions) -> dict[str, Any]:
    before: dict[str, Any] = (row.request or {}).get("sampling") or {}
    return {name: value for name, value in before.items() if name != "n"} | options.sampling()
