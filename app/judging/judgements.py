"""The one place that stores a judgement: a thumb, aspects, a correction, marks, faults, harm, a
ranking of drafts. Work for the recorder: `await recorder.run(lambda db: store_opinion(db, …))`.

Who may judge what is settled before. A judgement is never changed: a newer one of the same judge,
answer and kind supersedes the older. Harm from moderate up opens an incident.

The bodies: thumb {thumb, reasons}, aspects {safety: 4, …}, correction {text}, citations
{marks: [{number, mark}]}, faults {faults}, harm {level}, comparison {ranking: [[answer ids of the
best tier], …], both_bad}; a comment stands in the first of them that one submission has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.access import Principal
from app.audit import Audit, Event
from app.errors import BadRequest, Conflict, NotFound
from app.ids import new_id
from app.judging.opinion import Opinion, Preference
from app.models import (
    HARM_LEVELS,
    Answer,
    Comparison,
    ComparisonDraft,
    Conversation,
    Incident,
    Judgement,
    Turn,
)
from app.safety import RedFlag, notice
from retrieval.sentences import detect_lang

__all__ = [
    "LABELS",
    "Opinion",
    "Preference",
    "Stored",
    "store_comparison",
    "store_opinion",
    "withdraw",
]

INCIDENT_FROM = HARM_LEVELS.index("moderate")
LABELS = "ABCD"


@dataclass(frozen=True, slots=True)
class Stored:
    """The ids of the new judgements by kind, and of the incident that concerns the answer."""

    judgements: dict[str, str]
    incident_id: str | None = None


def store_opinion(
    db: Session,
    audit: Audit,
    who: Principal,
    answer: Answer,
    opinion: Opinion,
    *,
    assignment_id: str | None = None,
) -> Stored:
    """Raises NotFound for an erased answer, Conflict for a failed one, BadRequest for what does
    not fit it."""
    _hold(db, answer.conversation_id)
    turn = db.get_one(Turn, answer.turn_id)
    said = opinion.statements()
    _check_against(answer, turn, opinion)
    if "correction" in said:
        said["correction"]["text"] = _corrected(said["correction"]["text"], answer, turn)
    known = _harm_said_before(db, who, answer)
    about = _About(who, turn, answer.id, None, assignment_id, opinion.seconds)
    rows = about.store(db, said)
    db.flush()
    if "harm" in rows:
        _raise_incident(db, audit, who, rows["harm"], known)
    ids = {kind: row.id for kind, row in rows.items()}
    details: dict[str, Any] = {"judgements": ids, "assignment": assignment_id}
    audit.append(db, Event("judgement.create", "answer", answer.id, who, details))
    return Stored(ids, db.scalar(select(Incident.id).where(Incident.answer_id == answer.id)))


def store_comparison(
    db: Session,
    audit: Audit,
    who: Principal,
    comparison: Comparison,
    preference: Preference,
    *,
    assignment_id: str | None = None,
) -> Stored:
    """Labels become answer ids. Raises NotFound when it was erased, BadRequest for wrong labels."""
    _hold(db, comparison.conversation_id)
    body = _ranked(_labels(db, comparison), preference)
    turn = db.get_one(Turn, comparison.turn_id)
    about = _About(who, turn, None, comparison.id, assignment_id, preference.seconds)
    ids = {"comparison": about.store(db, {"comparison": body})["comparison"].id}
    details: dict[str, Any] = {"judgements": ids, "assignment": assignment_id}
    audit.append(db, Event("judgement.create", "comparison", comparison.id, who, details))
    return Stored(ids)


def withdraw(db: Session, audit: Audit, who: Principal, judgement_id: str) -> Judgement:
    """Takes back a judgement of the caller's own. The incident it may have opened stays."""
    row = db.scalar(
        select(Judgement)
        .where(Judgement.id == judgement_id, Judgement.user_id == who.user_id)
        .where(Judgement.superseded_at.is_(None), Judgement.body.is_not(None))
        .with_for_update()
    )
    if row is None:
        raise NotFound("There is no such judgement.")
    if row.assignment_id is not None:
        raise Conflict("It was given in a review, and others build on it; it cannot be withdrawn.")
    row.superseded_at = datetime.now(UTC)
    audit.append(db, Event("judgement.withdraw", "judgement", row.id, who, {"kind": row.kind}))
    return row


@dataclass(frozen=True, slots=True)
class _About:
    """What all judgements of one submission have in common."""

    who: Principal
    turn: Turn
    answer_id: str | None
    comparison_id: str | None
    assignment_id: str | None
    seconds: float | None

    def store(self, db: Session, said: dict[str, dict[str, Any]]) -> dict[str, Judgement]:
        """The new rows, by kind; what they supersede is marked in one statement."""
        now = datetime.now(UTC)
        of_answer = Judgement.answer_id == self.answer_id
        of_comparison = Judgement.comparison_id == self.comparison_id
        db.execute(
            update(Judgement)
            .where(Judgement.user_id == self.who.user_id, Judgement.kind.in_(list(said)))
            .where(of_comparison if self.comparison_id else of_answer)
            .where(Judgement.superseded_at.is_(None))
            .values(superseded_at=now)
            .execution_options(synchronize_session=False)
        )
        # In the order they were said: instants of one submission differ.
        rows = {
            kind: self._row(kind, body, now + timedelta(microseconds=at))
            for at, (kind, body) in enumerate(said.items())
        }
        db.add_all(rows.values())
        return rows

    def _row(self, kind: str, body: dict[str, Any], now: datetime) -> Judgement:
        return Judgement(
            id=new_id("jdg"),
            organisation_id=self.who.organisation_id,
            user_id=self.who.user_id,
            role=self.who.role,
            conversation_id=self.turn.conversation_id,
            turn_id=self.turn.id,
            answer_id=self.answer_id,
            comparison_id=self.comparison_id,
            assignment_id=self.assignment_id,
            kind=kind,
            body=body,
            seconds=self.seconds,
            created_at=now,
        )


def _hold(db: Session, conversation_id: str) -> None:
    """Locked, so that a deletion waits for what is said of it, or this sees that it is deleted."""
    row = db.scalar(
        select(Conversation).where(Conversation.id == conversation_id).with_for_update()
    )
    if row is None or row.deleted_at is not None:
        raise NotFound("There is no such answer.")


def _labels(db: Session, comparison: Comparison) -> dict[str, str]:
    """Answer ids by the label that the judge saw."""
    drafts = db.scalars(
        select(ComparisonDraft)
        .where(ComparisonDraft.comparison_id == comparison.id)
        .order_by(ComparisonDraft.position)
    )
    return {LABELS[draft.position]: draft.answer_id for draft in drafts}


def _ranked(of_label: dict[str, str], preference: Preference) -> dict[str, Any]:
    tiers = preference.ranking or []
    named = sorted(label for tier in tiers for label in tier)
    if not preference.both_bad and (named != sorted(of_label) or not all(tiers)):
        raise BadRequest(f"Rank each of {', '.join(of_label)} once.", param="ranking")
    ranking = [[of_label[label] for label in tier] for tier in tiers]
    body: dict[str, Any] = {"ranking": ranking, "both_bad": preference.both_bad}
    return body | ({"comment": preference.comment} if preference.comment else {})


def _check_against(answer: Answer, turn: Turn, opinion: Opinion) -> None:
    if answer.message is None:
        raise NotFound("There is no such answer.")
    if answer.status == "failed":
        raise Conflict("This answer failed: there are no words to judge.")
    wrong = {mark.number for mark in opinion.citations or []} - _numbers(answer, turn)
    if wrong:
        raise BadRequest(f"The answer has no citation [{min(wrong)}].", param="citations")


def _numbers(answer: Answer, turn: Turn) -> set[int]:
    cited = {note["passage"]["number"] for note in answer.annotations or []}
    shown = {passage["number"] for passage in (turn.retrieval or {}).get("passages", [])}
    return cited | shown


def _corrected(text: str, answer: Answer, turn: Turn) -> str:
    """Without the safety notice: it stands before every answer, and is not the engine's."""
    words: Sequence[Any] = turn.question or []
    asked = [message["content"] for message in words if message["role"] == "user"]
    flags = [RedFlag(flag["category"], flag["rule"]) for flag in turn.safety or []]
    if flags and asked:
        text = text.removeprefix(notice(flags, detect_lang(asked[-1])))
    text = text.strip()
    said = str((answer.message or {}).get("content") or "")
    if not text or text == said.strip():
        raise BadRequest("The correction is the answer itself.", param="correction")
    return text


def _harm_said_before(db: Session, who: Principal, answer: Answer) -> int:
    """The level that this judge gave the answer so far; -1 for none."""
    body = db.scalar(
        select(Judgement.body)
        .where(Judgement.user_id == who.user_id, Judgement.answer_id == answer.id)
        .where(Judgement.kind == "harm", Judgement.superseded_at.is_(None))
    )
    return HARM_LEVELS.index(body["level"]) if body else -1


def _raise_incident(db: Session, audit: Audit, who: Principal, harm: Judgement, known: int) -> None:
    """One an answer: what is worse raises its level, and what is news opens a closed one again.

    Saying less harm later, or withdrawing it, does not close an incident: a person does.
    """
    level: str = (harm.body or {})["level"]
    if HARM_LEVELS.index(level) < INCIDENT_FROM:
        return
    row = db.scalar(select(Incident).where(Incident.answer_id == harm.answer_id).with_for_update())
    if row is None:
        row = Incident(
            id=new_id("inc"),
            organisation_id=harm.organisation_id,
            conversation_id=harm.conversation_id,
            turn_id=harm.turn_id,
            answer_id=harm.answer_id,
            judgement_id=harm.id,
            level=level,
            opened_at=harm.created_at,
        )
        db.add(row)
        action = "incident.open"
    elif row.closed_at is not None and HARM_LEVELS.index(level) > known:
        row.closed_at = row.closed_by = None
        action = "incident.reopen"
    elif HARM_LEVELS.index(level) > HARM_LEVELS.index(row.level):
        action = "incident.raise"
    else:
        return
    row.level = max(row.level, level, key=HARM_LEVELS.index)
    details = {"level": row.level, "judgement": harm.id}
    audit.append(db, Event(action, "incident", row.id, who, details))
