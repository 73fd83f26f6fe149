"""What a judge sees of an item: the question as it was asked, the answer or the blind drafts, the
evidence; when adjudicating, what the judges said. De-identified, or not shown at all.

`gather` reads the rows, as work for the recorder; `render` is pure and may take its time. Evidence
from the public corpus is shown as it is; what came with an imported conversation is scrubbed like
what people said. A scrubbed answer is annotated and verified anew: its sentences may have moved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.citations import annotate
from app.errors import NotFound
from app.evidence import recorded_passages
from app.history import is_current
from app.judging.claim_diff import claim_diff
from app.judging.judgements import LABELS
from app.models import (
    Answer,
    Assignment,
    ComparisonDraft,
    Conversation,
    Judgement,
    ReviewItem,
    Turn,
)
from app.safety import RedFlag, notice
from retrieval.corpus import Passage
from retrieval.verify import verify

Json = dict[str, Any]
SAID_BY = ("user", "assistant")


class Scrub(Protocol):
    """`app.scrub.Scrubber`: raises Unscrubbed rather than let something through."""

    def text(self, text: str, evidence: Sequence[Passage] = (), /) -> str: ...

    def messages(self, messages: Sequence[Mapping[str, Any]], /) -> list[Json]: ...


@dataclass(frozen=True, slots=True)
class Material:
    """All of an item's words, as they are stored."""

    conversation_id: str
    context: list[Json]
    notice: str
    answers: list[Json]  # id, text, annotations, verification; in the order of the labels
    passages: list[Json]
    imported: bool
    opinions: list[dict[str, Json]] = field(default_factory=list[dict[str, Json]])


def gather(db: Session, item: ReviewItem) -> Material:
    """Raises NotFound when the conversation was erased meanwhile."""
    turn = db.get_one(Turn, item.turn_id)
    answers = [db.get_one(Answer, id) for id in answer_ids(db, item)]
    if turn.question is None or any(answer.message is None for answer in answers):
        raise NotFound("There is no such assignment, or it is over; ask for the next one.")
    flags = [RedFlag(flag["category"], flag["rule"]) for flag in turn.safety or []]
    imported = db.get_one(Conversation, item.conversation_id).imported_at is not None
    return Material(
        conversation_id=item.conversation_id,
        context=[*_before(db, turn), *turn.question],
        notice=notice(flags, item.lang) if flags else "",
        answers=[_answer(answer) for answer in answers],
        passages=list((turn.retrieval or {}).get("passages") or []),
        imported=imported,
        opinions=opinions(db, item.adjudicates) if item.adjudicates else [],
    )


def answer_ids(db: Session, item: ReviewItem) -> list[str]:
    if item.answer_id is not None:
        return [item.answer_id]
    drafts = (
        select(ComparisonDraft.answer_id)
        .where(ComparisonDraft.comparison_id == item.comparison_id)
        .order_by(ComparisonDraft.position)
    )
    return list(db.scalars(drafts))


def opinions(db: Session, item_id: str) -> list[dict[str, Json]]:
    """What each judge of an item said, by kind of judgement; in an order that says nothing."""
    rows = db.scalars(
        select(Judgement)
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .where(Assignment.item_id == item_id, Assignment.submitted_at.is_not(None))
        .where(Judgement.body.is_not(None))
    )
    found: dict[str, dict[str, Json]] = {}
    for row in rows:
        found.setdefault(row.user_id, {})[row.kind] = row.body or {}
    return [found[judge] for judge in sorted(found, key=lambda judge: judge[::-1])]


def _before(db: Session, turn: Turn) -> list[Json]:
    """The conversation so far, unless the client sent it along with the question."""
    if sum(message["role"] != "system" for message in turn.question or []) > 1:
        return []
    rows = db.execute(
        select(Turn.question, Answer.message)
        .join(Answer, Answer.turn_id == Turn.id)
        .where(Turn.conversation_id == turn.conversation_id, Turn.id < turn.id)
        .where(Turn.superseded_at.is_(None), Answer.status == "complete", is_current())
        .order_by(Turn.id)
    )
    said: list[Json] = []
    for question, answer in rows:
        said += [message for message in question or [] if message["role"] == "user"][-1:]
        said += [answer] if answer else []
    return said


def _answer(row: Answer) -> Json:
    return {
        "id": row.id,
        "text": str((row.message or {}).get("content") or ""),
        "annotations": row.annotations or [],
        "verification": row.verification or [],
    }


def render(material: Material, scrub: Scrub) -> Json:
    """The part of an assignment that holds words. Raises Unscrubbed."""
    asked = [
        {"role": message["role"], "content": str(message["content"])}
        for message in material.context
        if message["role"] in SAID_BY and message.get("content")
    ]
    answered = [{"role": "assistant", "content": each["text"]} for each in material.answers]
    # All at once: a name that is told in the answer is one in the question as well.
    context = scrub.messages([*asked, *answered])[: len(asked)]
    passages = material.passages
    if material.imported:
        passages = [_scrubbed_passage(passage, scrub) for passage in passages]
    evidence = recorded_passages({"passages": passages})
    answers = [_scrubbed_answer(answer, evidence, scrub) for answer in material.answers]
    blind = len(answers) > 1
    drafts = [{"label": label, **answer} for label, answer in zip(LABELS, answers, strict=False)]
    texts = [answer["text"] for answer in answers]
    of_id = {answer["id"]: label for label, answer in zip(LABELS, material.answers, strict=False)}
    said = [_opinion(n, each, scrub, of_id) for n, each in enumerate(material.opinions, 1)]
    return {
        "question_context": context,
        "notice": material.notice or None,
        "answer": None if blind else {**answers[0], "passages": passages},
        "drafts": drafts if blind else None,
        "diff": claim_diff(texts).record() if blind else None,
        "passages": passages,
        "opinions": said or None,
    }


def _scrubbed_answer(answer: Json, evidence: Sequence[Passage], scrub: Scrub) -> Json:
    text = scrub.text(answer["text"], evidence)
    if text == answer["text"]:
        return {name: answer[name] for name in ("text", "annotations", "verification")}
    numbered = dict(enumerate(evidence, start=1))
    verdicts = verify(text, numbered) if numbered else []
    return {
        "text": text,
        "annotations": annotate(text, evidence),
        "verification": [verdict.record() for verdict in verdicts],
    }


def _scrubbed_passage(record: Json, scrub: Scrub) -> Json:
    return {**record, "title": scrub.text(record["title"]), "text": scrub.text(record["text"])}


def _opinion(
    number: int, said: Mapping[str, Json], scrub: Scrub, labels: Mapping[str, str]
) -> Json:
    """Without a name, with labels for answer ids; what a judge wrote is scrubbed as well."""
    bodies: Json = {}
    for kind, body in said.items():
        written: Json = {
            name: scrub.text(body[name]) for name in ("text", "comment") if name in body
        }
        if kind == "comparison":
            written["ranking"] = [[labels[id] for id in tier] for tier in body["ranking"]]
        bodies[kind] = {**body, **written}
    return {"judge": f"Reviewer {number}", **bodies}
