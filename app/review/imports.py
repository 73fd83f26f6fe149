"""Conversations brought in for annotation: one a line of JSONL.

    {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}],
     "lang"?: "zh|en", "specialty"?: "…", "passages"?: [{"title", "text", "source", "url"}]}

All or nothing: the first line that is wrong is named, and nothing is stored. Every assistant
message becomes an answer of a turn whose prompt is the messages before it, and an item of the
review queue. Whoever imports declares the consent, and owns the conversations.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event
from app.chat_request import NO_NUL, Strict
from app.citations import annotate
from app.errors import BadRequest
from app.ids import new_id
from app.models import Answer, Conversation, ReviewItem, Turn
from app.releases import Release
from app.review.sampling import NORMAL, new_item
from app.turn import TITLE
from retrieval.corpus import Passage
from retrieval.sentences import detect_lang
from retrieval.verify import verify

MOST_CONVERSATIONS = 1000
MOST_MESSAGES = 200
MOST_PASSAGES = 20
LONGEST = 32_000
RELEASE = Release("import", "1", "imported").record

Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=NO_NUL)]
Short = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]


class ImportedMessage(Strict):
    role: Literal["system", "user", "assistant"]
    content: Text


class ImportedPassage(Strict):
    title: Short = ""
    text: Text
    source: Short = ""
    url: Short = ""


class Imported(Strict):
    """A line of the file."""

    messages: list[ImportedMessage] = Field(min_length=2, max_length=MOST_MESSAGES)
    lang: Literal["zh", "en"] | None = None
    specialty: Annotated[str, StringConstraints(pattern=r"^[\w -]{1,60}$")] | None = None
    passages: list[ImportedPassage] = Field(default=[], max_length=MOST_PASSAGES)

    @model_validator(mode="after")
    def _is_a_conversation(self) -> Self:
        said = [message.role for message in self.messages if message.role != "system"]
        if said[:1] != ["user"] or said[-1:] != ["assistant"]:
            raise PydanticCustomError("order", "begins with a user, ends with an assistant message")
        if ("assistant", "assistant") in pairwise(said):
            raise PydanticCustomError("order", "two assistant messages follow each other")
        return self


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, checked against the passages."""

    question: list[dict[str, Any]]
    sent: list[dict[str, Any]]
    answer: str
    annotations: list[dict[str, Any]]
    verification: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A conversation with all that is stored of it worked out."""

    lang: str
    specialty: str
    passages: list[dict[str, Any]]
    exchanges: list[Exchange]


def read_conversations(data: bytes) -> list[Ready]:
    """Raises BadRequest, which names the line but none of its words."""
    lines = [(number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip()]
    if not lines:
        raise BadRequest("The file holds no conversation.")
    if len(lines) > MOST_CONVERSATIONS:
        raise BadRequest(f"At most {MOST_CONVERSATIONS} conversations at once; split the file.")
    return [_ready(_parse(number, line)) for number, line in lines]


def _parse(number: int, line: bytes) -> Imported:
    try:
        return Imported.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError:
        raise BadRequest(f"Line {number} is not valid JSON.", param=f"line {number}") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        # A field that nobody knows may be named with anything.
        known = [str(part) for part in first["loc"] if first["type"] != "extra_forbidden"]
        what = f"{'.'.join(known)}: {first['msg']}" if known else first["msg"]
        raise BadRequest(f"Line {number}: {what}.", param=f"line {number}") from None


def _ready(conversation: Imported) -> Ready:
    asked = next(each.content for each in conversation.messages if each.role == "user")
    lang = conversation.lang or detect_lang(asked)
    specialty = conversation.specialty or "general"
    passages = [
        _record(number, passage, lang, conversation.specialty or "")
        for number, passage in enumerate(conversation.passages, 1)
    ]
    return Ready(lang, specialty, passages, list(_exchanges(conversation, passages)))


def _record(number: int, passage: ImportedPassage, lang: str, specialty: str) -> dict[str, Any]:
    """As the record of a search has it."""
    return {
        "number": number,
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{passage.title}\n{passage.text}")),
        "document_id": passage.url or passage.title,
        "title": passage.title,
        "heading": "",
        "text": passage.text,
        "start": 0,
        "end": len(passage.text),
        "source": passage.source,
        "url": passage.url,
        "lang": lang,
        "licence": "",
        "specialty": specialty,
        "metadata": {},
        "score": 0.0,
        "rank": number,
    }


def _exchanges(conversation: Imported, records: list[dict[str, Any]]) -> Iterator[Exchange]:
    without = ("number", "score", "rank")
    passages = [
        Passage(ordinal=0, **{name: each[name] for name in each if name not in without})
        for each in records
    ]
    messages = [message.model_dump() for message in conversation.messages]
    begun = 0
    for at, message in enumerate(messages):
        if message["role"] != "assistant":
            continue
        text: str = message["content"]
        verdicts = verify(text, dict(enumerate(passages, 1))) if passages else []
        yield Exchange(
            question=messages[begun:at],
            sent=messages[:at],
            answer=text,
            annotations=annotate(text, passages),
            verification=[verdict.record() for verdict in verdicts],
        )
        begun = at + 1


def store_conversations(
    db: Session, audit: Audit, who: Principal, conversations: list[Ready], overlap: int
) -> list[ReviewItem]:
    """Work for the recorder: conversations, turns, answers and items, all or none."""
    items = [item for each in conversations for item in _store(db, who, each, overlap)]
    details = {"conversations": len(conversations), "items": len(items)}
    audit.append(db, Event("review.import", "user", who.user_id, who, details))
    return items


def _store(db: Session, who: Principal, ready: Ready, overlap: int) -> list[ReviewItem]:
    now = datetime.now(UTC)
    first = ready.exchanges[0].question
    asked = " ".join(next(each["content"] for each in first if each["role"] == "user").split())
    conversation = Conversation(
        id=new_id("conv"),
        user_id=who.user_id,
        organisation_id=who.organisation_id,
        title="".join(letter for letter in asked[:TITLE] if letter.isprintable()),
        created_at=now,
        updated_at=now,
        consent=True,
        consent_at=now,
        imported_at=now,
    )
    db.add(conversation)
    db.flush()
    return [_store_exchange(db, conversation, ready, each, overlap) for each in ready.exchanges]


def _store_exchange(
    db: Session, conversation: Conversation, ready: Ready, exchange: Exchange, overlap: int
) -> ReviewItem:
    now = conversation.created_at
    turn = Turn(
        id=new_id("turn"),
        conversation_id=conversation.id,
        user_id=conversation.user_id,
        asked_at=now,
        model="import",
        question=exchange.question,
        sent=exchange.sent,
        request={},
        retrieval={"status": "imported", "passages": ready.passages, "candidates": []},
        safety=[],
    )
    answer = Answer(
        id=new_id("ans"),
        turn_id=turn.id,
        conversation_id=conversation.id,
        choice=0,
        status="complete",
        created_at=now,
        message={"role": "assistant", "content": exchange.answer},
        finish_reason="stop",
        release=RELEASE,
        annotations=exchange.annotations,
        verification=exchange.verification,
        timings={},
    )
    item = new_item(conversation.organisation_id, turn)
    item.lang, item.specialty = ready.lang, ready.specialty
    item.kind, item.answer_id = "rate", answer.id
    item.reason, item.propensity, item.priority = "imported", 1.0, NORMAL
    item.overlap = overlap
    for row in (turn, answer, item):
        db.add(row)
        db.flush()
    return item
