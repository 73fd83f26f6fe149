"""The drafts of a comparison: made one by one, and where none is asked for, one that differs.

With a model server that is the same model at another temperature and seed; with the built-in
engine, an answer of another length.
"""

import secrets

from app.access import Principal
from app.drafts import DraftOptions, open_draft
from app.errors import Conflict
from app.extractive import Extractive
from app.models import Answer
from app.openai_api import Hold
from app.service import Service
from app.turn import Turn

TEMPERATURE = 0.9


async def draft(service: Service, who: Principal, turn_id: str, options: DraftOptions) -> str:
    """The id of the new answer, once it is stored."""
    return await _answered(
        service, await open_draft(service, who, turn_id, options, replaces=False)
    )


async def second_draft(service: Service, who: Principal, answer: Answer) -> str:
    """Raises Conflict where the built-in engine has only one answer to give."""
    model: str | None = (answer.request or {}).get("model")
    chance = secrets.randbelow(2**31)
    options = DraftOptions(model=model, temperature=TEMPERATURE, seed=chance)
    turn = await open_draft(service, who, answer.turn_id, options, replaces=False)
    if not isinstance(turn.engine, Extractive):
        return await _answered(service, turn)
    said = (answer.message or {}).get("content")
    for verbosity in ("high", "low", "medium"):
        options = DraftOptions(model=model, verbosity=verbosity)
        turn = await open_draft(service, who, answer.turn_id, options, replaces=False)
        body = await turn.engine.complete(turn.call)
        if body["choices"][0]["message"]["content"] != said:
            return await _answered(service, turn)
    raise Conflict(
        "The built-in engine has only this answer to the question; name another model in `drafts`."
    )


async def _answered(service: Service, turn: Turn) -> str:
    """Among the answers being written it counts as any other."""
    hold = Hold(service, None)
    await hold.enter()
    try:
        await service.answerer.complete(turn, hold.keep)
        hold.status = "complete"
    finally:
        await hold.leave()
    return turn.answer_ids[0]
