"""From judgements to training rows: TRL's conversational formats, scrubbed, with the exact prompt.

- preferences: {"prompt": [messages], "chosen": [message], "rejected": [message]} (DPO)
- sft:         {"prompt": [messages], "completion": [message]}
- kto:         {"prompt": [messages], "completion": [message], "label": bool}
- conversations: {"messages": [messages], "judgements": […]}, for annotation elsewhere

Beside them: id, source, weight, lang, specialty, release, conversation (a pseudonym), harm. Every
candidate becomes a row or is counted in the ledger under the reason why it did not.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.evidence import recorded_passages
from app.models import Answer, Conversation, Turn
from app.scrub import Scrubber, Unscrubbed
from app.topics import topic

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What an export is limited to. `release`: a fingerprint, or the name of a base or adapter."""

    since: datetime | None = None
    until: datetime | None = None
    release: str | None = None
    lang: str | None = None
    specialty: str | None = None
    min_agreement: float = 0.0

    def record(self) -> dict[str, Any]:
        times = {"since": self.since, "until": self.until}
        texts = {name: at.isoformat() if at else None for name, at in times.items()}
        rest = {"release": self.release, "lang": self.lang, "specialty": self.specialty}
        return {**texts, **rest, "min_agreement": self.min_agreement}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What might become a row; `build` gets the turn's context and says the row's own fields."""

    turn: str
    build: Callable[["Context"], Row]
    answers: tuple[str, ...]  # whose release counts for the filter
    at: datetime
    agreement: float = 1.0


@dataclass(slots=True)
class Built:
    """`conversations`: the ids of those that are in it, for erasure's sake."""

    rows: list[Row] = field(default_factory=list[Row])
    dropped: Counter[str] = field(default_factory=Counter[str])
    conversations: set[str] = field(default_factory=set[str])


class Dropped(Exception):
    """This candidate is no row; the reason is for the ledger."""


@dataclass(frozen=True, slots=True)
class Context:
    """A turn with its answers, and the scrubber of its conversation."""

    turn: Turn
    answers: dict[str, Answer]
    scrubber: Scrubber
    conversation: str  # the pseudonym
    lang: str
    specialty: str

    def prompt(self) -> list[dict[str, str]]:
        """What the model was really sent; what people wrote in it is scrubbed, evidence is not."""
        messages = _plain(self.turn.sent or [])
        return self.scrubber.prompt(messages, recorded_passages(self.turn.retrieval))

    def answer(self, id: str) -> list[dict[str, str]]:
        message = self.answers[id].message or {}
        if message.get("tool_calls"):
            raise Dropped("tool_calls")
        return self.written(message.get("content") or "")

    def written(self, text: str) -> list[dict[str, str]]:
        """Scrubbed, but for what it quotes from its evidence."""
        if not text.strip():
            raise Dropped("no_text")
        evidence = recorded_passages(self.turn.retrieval)
        return [{"role": "assistant", "content": self.scrubber.text(text, evidence)}]

    def release(self, id: str) -> str:
        return str(self.answers[id].release.get("fingerprint", ""))

    def tags(self) -> Row:
        """What every row carries beside its texts."""
        return {
            "lang": self.lang,
            "specialty": self.specialty,
            "conversation": self.conversation,
            "source": "clinician",
        }


def build(db: Session, candidates: Iterable[Candidate], filters: Filters, key: bytes) -> Built:
    """Rows in the order of conversations, turns and ids: the same database gives the same rows."""
    built = Built()
    for context, of_turn in _with_context(db, candidates, key, built):
        for candidate in of_turn:
            if reason := _filtered(candidate, context, filters):
                built.dropped[reason] += 1
                continue
            try:
                row = candidate.build(context)
            except Dropped as dropped:
                built.dropped[str(dropped)] += 1
            except Unscrubbed:
                built.dropped["unscrubbed"] += 1
            else:
                built.rows.append(row)
                built.conversations.add(context.turn.conversation_id)
    _drop_repeated(built)
    return built


def row_id(*parts: str) -> str:
    """The same row has the same id in every export."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:24]


def pseudonym(key: bytes, conversation_id: str) -> str:
    """Equal for rows of one conversation, so that splits can keep them together."""
    return hmac.new(key, conversation_id.encode(), hashlib.sha256).hexdigest()[:16]


def _with_context(
    db: Session, candidates: Iterable[Candidate], key: bytes, built: Built
) -> Iterator[tuple[Context, list[Candidate]]]:
    """A turn at a time; those nobody consented to are counted and never read out."""
    of_turn: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        of_turn.setdefault(candidate.turn, []).append(candidate)
    places = db.execute(
        select(Turn.conversation_id, Turn.id, Conversation.consent, Conversation.deleted_at)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .order_by(Turn.conversation_id, Turn.id)
    ).all()
    scrubber, current = None, ""
    for conversation_id, turn_id, consent, deleted_at in places:
        wanted = of_turn.pop(turn_id, [])
        if not wanted:
            continue
        if deleted_at is not None or not consent:
            built.dropped["erased" if deleted_at else "no_consent"] += len(wanted)
            continue
        if scrubber is None or current != conversation_id:
            scrubber, current = Scrubber(conversation_id, key), conversation_id
        yield _context(db, turn_id, scrubber, pseudonym(key, conversation_id)), wanted
        db.expunge_all()
    built.dropped["erased"] += sum(map(len, of_turn.values()))


def _context(db: Session, turn_id: str, scrubber: Scrubber, conversation: str) -> Context:
    turn = db.get_one(Turn, turn_id)
    answers = db.scalars(select(Answer).where(Answer.turn_id == turn_id))
    lang, specialty = topic(turn)
    return Context(
        turn, {answer.id: answer for answer in answers}, scrubber, conversation, lang, specialty
    )


def _filtered(candidate: Candidate, context: Context, filters: Filters) -> str | None:
    if filters.since is not None and candidate.at < filters.since:
        return "filter_since"
    if filters.until is not None and candidate.at >= filters.until:
        return "filter_until"
    if filters.lang not in (None, context.lang):
        return "filter_lang"
    if filters.specialty not in (None, context.specialty):
        return "filter_specialty"
    if filters.release is not None and not _is_of(filters.release, candidate, context):
        return "filter_release"
    if candidate.agreement < filters.min_agreement:
        return "low_agreement"
    return None


def _is_of(release: str, candidate: Candidate, context: Context) -> bool:
    names = ("fingerprint", "base", "adapter")
    records = [context.answers[id].release for id in candidate.answers if id in context.answers]
    return any(record.get(name) == release for record in records for name in names)


def _plain(messages: list[Any]) -> list[dict[str, str]]:
    if any(message.get("tool_calls") or message["role"] == "tool" for message in messages):
        raise Dropped("tool_calls")
    return [{"role": message["role"], "content": message["content"] or ""} for message in messages]


def _drop_repeated(built: Built) -> None:
    """Of rows that teach the same, one; of rows that teach the opposite, none but the weightier."""
    texts = ("prompt", "chosen", "rejected", "completion", "label", "messages")
    best: dict[str, Row] = {}
    for row in built.rows:
        said = [row.get(name) for name in texts]
        if said[1] is not None and said[1] == said[2]:
            built.dropped["same_text"] += 1
            continue
        either_way = sorted(map(repr, said[1:3])) if said[1] is not None else said[3]
        what = repr((said[0], either_way, said[5]))
        known = best.get(what)
        if known is None:
            best[what] = row
            continue
        opposite = (known.get("chosen"), known.get("label")) != (said[1], said[4])
        built.dropped["contradiction" if opposite else "duplicate"] += 1
        if row.get("weight", 1.0) > known.get("weight", 1.0):
            best[what] = row
    kept = {id(row) for row in best.values()}
    built.rows = [row for row in built.rows if id(row) in kept]
