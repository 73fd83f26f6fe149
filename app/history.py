"""What a conversation goes on from: its turns in order, each with the answer that counts now.

An edited question supersedes its turn and all after it; they stay on record, as they were.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.access import Principal, found, own_conversations
from app.errors import Conflict, NotFound
from app.models import Answer, Conversation, Turn


def is_current() -> ColumnElement[bool]:
    """Of a turn's answers the one that was chosen to go on with; the first, while none was."""
    first = and_(Turn.current_answer_id.is_(None), Answer.choice == 0)
    return or_(first, Answer.id == Turn.current_answer_id)


async def said_before(
    session: AsyncSession, conversation_id: str, edited: str | None
) -> list[dict[str, Any]]:
    """The messages of the stored turns; with `edited` only of those before that one."""
    statement = (
        select(Turn.question, Answer.message)
        .join(Answer, Answer.turn_id == Turn.id)
        .where(Turn.conversation_id == conversation_id, is_current())
        .where(Answer.status == "complete", Turn.superseded_at.is_(None))
        .order_by(Turn.id)
    )
    if edited is not None:
        statement = statement.where(Turn.id < edited)
    rows = await session.execute(statement)
    return [message for row in rows for message in _said(*row)]


def supersede(db: Session, who: Principal, conversation_id: str, turn_id: str) -> None:
    """Before the new question is added. Raises NotFound, or Conflict if somebody was faster."""
    mine = own_conversations(who).where(Conversation.id == conversation_id)
    found(db.scalar(mine.with_for_update()))
    turn = db.scalar(
        select(Turn).where(Turn.id == turn_id, Turn.conversation_id == conversation_id)
    )
    if turn is None:
        raise NotFound("There is no such turn in this conversation.", param="medloop.edits")
    if turn.superseded_at is not None:
        raise Conflict("This question was edited already; read the conversation again.")
    db.execute(
        update(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.id >= turn_id)
        .where(Turn.superseded_at.is_(None))
        .values(superseded_at=datetime.now(UTC))
        .execution_options(synchronize_session=False)
    )


def _said(question: list[dict[str, Any]] | None, answer: dict[str, Any] | None) -> list[Any]:
    new = [message for message in question or [] if message["role"] == "user"][-1:]
    return [*new, {"role": "assistant", "content": (answer or {}).get("content") or ""}]
