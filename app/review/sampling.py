"""Filling the queue: what could be judged, as the policy sees it, and what it picked as items.

The candidates are the newest turns with a complete answer, of conversations that may be shown, that
no item names yet. A run reads them, chooses (not on the writer's thread), and adds items.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, distinct, exists, func, select
from sqlalchemy.orm import Session

from app.access import Principal, is_shared
from app.audit import Audit, Event
from app.ids import new_id
from app.judging.claim_diff import claim_diff
from app.models import (
    Answer,
    Assignment,
    Comparison,
    ComparisonDraft,
    Conversation,
    Judgement,
    Organisation,
    ReviewItem,
    Turn,
)
from app.review.policy import FEW_JUDGED, Candidate, Pick, sample, uncertainty
from app.topics import topic

CANDIDATES = 2000  # of one run: the newest
MOST_DRAFTS = 4
RANDOM_OVERLAP, HARM_OVERLAP = 2, 3
HARM_FIRST, NORMAL = 0, 5


@dataclass(frozen=True, slots=True)
class Found:
    """A turn with its complete answers of different words, the one that counts first."""

    turn: Turn
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Population:
    """What a run chooses from."""

    organisation_id: str
    found: dict[str, Found]  # by the turn's id
    judged: dict[tuple[str, str], int]  # turns judged so far, by language and specialty
    harmed: set[str]  # turns of which somebody said that an answer does harm, or is unsafe


@dataclass(frozen=True, slots=True)
class Run:
    """`id` is also the seed: with the candidates and the limits it gives the same picks again."""

    id: str
    candidates: int
    limit: int
    random_share: float
    picks: list[Pick]


def read_population(db: Session, organisation_id: str) -> Population:
    found = {each.turn.id: each for each in _unsampled(db, organisation_id) if each.answers}
    judged = _judged_so_far(db, organisation_id)
    return Population(organisation_id, found, judged, _harm_reports(db, list(found)))


def choose(population: Population, limit: int, random_share: float) -> Run:
    """Pure but for the seed, and slow: drafts are compared claim by claim."""
    id = secrets.token_hex(8)
    candidates = [
        _candidate(each, population.judged, turn in population.harmed)
        for turn, each in population.found.items()
    ]
    picks = sample(candidates, limit, random_share, id)
    return Run(id, len(candidates), limit, random_share, picks)


def add_items(
    db: Session, audit: Audit, who: Principal | None, of: Population, run: Run, overlap: int
) -> list[ReviewItem]:
    """Work for the recorder. What another run took meanwhile is left to it."""
    home = of.organisation_id
    db.execute(select(Organisation.id).where(Organisation.id == home).with_for_update())
    turns = [pick.id for pick in run.picks]
    taken = set(db.scalars(select(ReviewItem.turn_id).where(ReviewItem.turn_id.in_(turns))))
    picks = [pick for pick in run.picks if pick.id not in taken]
    items = [_item(db, home, of.found[pick.id], pick, overlap) for pick in picks]
    details: dict[str, Any] = {"limit": run.limit, "random_share": run.random_share}
    details |= {"candidates": run.candidates, "sampled": len(items)}
    audit.append(db, Event("review.sample", "run", run.id, who, details))
    return items


def _unsampled(db: Session, organisation_id: str) -> list[Found]:
    turns = db.scalars(
        select(Turn)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(is_shared(organisation_id), Turn.superseded_at.is_(None), _is_answered())
        .where(~exists().where(ReviewItem.turn_id == Turn.id))
        .order_by(Turn.id.desc())
        .limit(CANDIDATES)
    ).all()
    answers: dict[str, list[Answer]] = {}
    for answer in db.scalars(
        select(Answer)
        .where(Answer.turn_id.in_([turn.id for turn in turns]), Answer.status == "complete")
        .order_by(Answer.choice, Answer.id)
    ):
        answers.setdefault(answer.turn_id, []).append(answer)
    return [Found(turn, _different(turn, answers.get(turn.id, []))) for turn in turns]


def _is_answered() -> ColumnElement[bool]:
    return exists().where(
        Answer.turn_id == Turn.id, Answer.status == "complete", Answer.message.is_not(None)
    )


def _different(turn: Turn, answers: Sequence[Answer]) -> list[Answer]:
    """Draws of the same words are one draft."""
    first = [each for each in answers if each.id == turn.current_answer_id]
    seen: dict[str, Answer] = {}
    for answer in [*first, *answers]:
        seen.setdefault(words(answer).strip(), answer)
    seen.pop("", None)
    return list(seen.values())[:MOST_DRAFTS]


def words(answer: Answer) -> str:
    return str((answer.message or {}).get("content") or "")


def _candidate(found: Found, known: dict[tuple[str, str], int], harm: bool) -> Candidate:
    turn, answer = found.turn, found.answers[0]
    lang, specialty = topic(turn)
    texts = [words(each) for each in found.answers]
    return Candidate(
        id=turn.id,
        uncertainty=uncertainty(texts[0], lang, answer.verification or [], turn.retrieval or {}),
        disagreement=len(texts) > 1 and claim_diff(texts).differences > 0,
        new_specialty=known.get((lang, specialty), 0) < FEW_JUDGED,
        harm=harm,
    )


def _judged_so_far(db: Session, organisation_id: str) -> dict[tuple[str, str], int]:
    rows = db.execute(
        select(ReviewItem.lang, ReviewItem.specialty, func.count(distinct(ReviewItem.turn_id)))
        .join(Assignment, Assignment.item_id == ReviewItem.id)
        .where(ReviewItem.organisation_id == organisation_id)
        .where(Assignment.submitted_at.is_not(None))
        .group_by(ReviewItem.lang, ReviewItem.specialty)
    )
    return {(lang, specialty): count for lang, specialty, count in rows}


def _harm_reports(db: Session, turns: Sequence[str]) -> set[str]:
    rows = db.scalars(
        select(Judgement)
        .where(Judgement.turn_id.in_(turns), Judgement.kind.in_(("harm", "thumb")))
        .where(Judgement.superseded_at.is_(None), Judgement.body.is_not(None))
    )
    return {row.turn_id for row in rows if _tells_of_harm(row.body or {})}


def _tells_of_harm(body: dict[str, Any]) -> bool:
    return body.get("level", "none") != "none" or "unsafe" in body.get("reasons", ())


def _item(db: Session, organisation_id: str, found: Found, pick: Pick, overlap: int) -> ReviewItem:
    """All but harm reports wait alike, whatever their reason: or the random audit would starve."""
    own_overlap = {"random": RANDOM_OVERLAP, "harm": HARM_OVERLAP}
    item = new_item(organisation_id, found.turn)
    item.reason, item.propensity = pick.reason, pick.propensity
    item.priority = HARM_FIRST if pick.reason == "harm" else NORMAL
    item.overlap = own_overlap.get(pick.reason, overlap)
    if len(found.answers) == 1:
        item.kind, item.answer_id = "rate", found.answers[0].id
    else:
        item.kind, item.comparison_id = "compare", _comparison(db, found)
    db.add(item)
    return item


def new_item(organisation_id: str, turn: Turn) -> ReviewItem:
    lang, specialty = topic(turn)
    return ReviewItem(
        id=new_id("item"),
        organisation_id=organisation_id,
        conversation_id=turn.conversation_id,
        turn_id=turn.id,
        lang=lang,
        specialty=specialty,
        state="open",
        created_at=datetime.now(UTC),
    )


def _comparison(db: Session, found: Found) -> str:
    """A blind one: the drafts in an order of chance."""
    turn, now = found.turn, datetime.now(UTC)
    shuffled = list(found.answers)
    secrets.SystemRandom().shuffle(shuffled)
    id = new_id("cmp")
    db.add(Comparison(id=id, turn_id=turn.id, conversation_id=turn.conversation_id, created_at=now))
    db.flush()
    for position, answer in enumerate(shuffled):
        db.add(ComparisonDraft(
            comparison_id=id, position=position, turn_id=turn.id, answer_id=answer.id
        ))  # fmt: skip
    db.flush()
    return id
