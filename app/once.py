"""A change whose reply is stored in the same commit, under the client's `Idempotency-Key`."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.access import Principal
from app.idempotency import REPLAYED, Replay
from app.service import Service

JSON = "application/json"
IdempotencyHeader = Annotated[
    str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)
]
# To be called in the work that stores the change: the reply, and whose words it may hold.
Keep = Callable[[Session, BaseModel, str], None]


async def once(
    service: Service,
    who: Principal,
    key: str | None,
    asked: str,
    change: Callable[[Keep], Awaitable[BaseModel]],
) -> Response:
    """The first reply under a key is given again, byte for byte. `asked` tells requests apart."""
    if key is None:
        return _reply(await change(_keep_nothing))
    claim = await service.idempotency.claim(who.user_id, key, asked.encode())
    if isinstance(claim, Replay):
        return Response(claim.body, media_type=claim.media_type, headers=REPLAYED)

    def keep(db: Session, reply: BaseModel, conversation_id: str) -> None:
        body = reply.model_dump_json().encode()
        db.connection().execute(*claim.reply(body, JSON, conversation_id))

    answered = False
    try:
        reply = await change(keep)
        answered = True
    finally:
        await service.idempotency.release(claim, answered=answered)
    return _reply(reply)


def _keep_nothing(db: Session, reply: BaseModel, conversation_id: str) -> None:
    pass


def _reply(reply: BaseModel) -> Response:
    return Response(reply.model_dump_json().encode(), media_type=JSON)
