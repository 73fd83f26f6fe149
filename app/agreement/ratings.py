"""What the figures of agreement are made of, read from the database.

The newest word of each judge on each answer or comparison, of one organisation's conversations and
people; with its language and specialty, with how drafts lay on the page and how long they were, and
with what is known to be right: gold items, and what adjudicators decided. What patients say with
their thumbs is left out: they do not judge each other's answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session, load_only

from app.agreement.judged import Judged, Word, word_of
from app.models import (
    Answer,
    Assignment,
    ComparisonDraft,
    Conversation,
    Judgement,
    ReviewItem,
    Turn,
    User,
)
from app.topics import topic

KINDS = ("thumb", "aspects", "harm", "comparison")
MOST = 20_000  # judgements, the newest: more would only make the page slow
AT_ONCE = 200  # turns in memory

Topic = tuple[str, str]  # language and specialty


@dataclass(frozen=True, slots=True)
class Part:
    """Of which judgements."""

    lang: str | None = None
    specialty: str | None = None
    since: datetime | None = None

    def has(self, of: Topic) -> bool:
        return self.lang in (None, of[0]) and self.specialty in (None, of[1])


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement, about what, and how long its judge took."""

    word: Word
    topic: Topic
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """`number` counts judges in the order in which they first judged: it stays theirs."""

    id: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Material:
    """`said` in order of time; `known` are gold answers and then adjudicators' words, in the shape
    of judgements; `gold` is which gold items each judge passed, in order of time."""

    said: list[Said]
    known: list[Word]
    drafts: dict[str, list[str]]  # answers of each comparison, in the order they were shown
    lengths: dict[str, int]  # of those answers, in characters
    gold: dict[str, list[bool]]
    people: dict[str, Person]
    specialties: list[str]  # that there are, whatever part was asked for
    complete: bool = True  # false when there are more than MOST

    def judged(self, words: Iterable[Word]) -> Judged:
        return Judged(list(words), self.drafts, frozenset(), frozenset())


def read_material(db: Session, organisation_id: str, part: Part) -> Material:
    counted = _counted(organisation_id, part)
    rows = db.execute(
        select(Judgement, ReviewItem.kind, ReviewItem.lang, ReviewItem.specialty)
        .join(Conversation, Conversation.id == Judgement.conversation_id)
        .outerjoin(Assignment, Assignment.id == Judgement.assignment_id)
        .outerjoin(ReviewItem, ReviewItem.id == Assignment.item_id)
        .where(counted)
        .order_by(Judgement.created_at.desc(), Judgement.id.desc())
        .limit(MOST + 1)
    ).all()
    topics = _topics_of_turns(db, counted)
    found: list[Said] = []
    for row, kind, lang, specialty in reversed(rows[:MOST]):
        of = (lang, specialty) if row.assignment_id else topics.get(row.turn_id)
        if of is not None:  # else it was erased between the two reads
            found.append(Said(word_of(row, kind), of, row.seconds))
    said = [each for each in found if part.has(each.topic)]
    final = [each.word for each in said if each.word.final]
    drafts, lengths = _drafts(db, counted)
    return Material(
        said=[each for each in said if not each.word.final],
        known=[*final, *_gold(db, organisation_id)],
        drafts=drafts,
        lengths=lengths,
        gold=_gold_passed(db, organisation_id, part),
        people=_people(db, organisation_id),
        specialties=sorted({each.topic[1] for each in found}),
        complete=len(rows) <= MOST,
    )


def _counted(organisation_id: str, part: Part) -> ColumnElement[bool]:
    return and_(
        Judgement.organisation_id == organisation_id,
        Conversation.organisation_id == organisation_id,
        Conversation.deleted_at.is_(None),
        Judgement.superseded_at.is_(None),
        Judgement.body.is_not(None),
        Judgement.kind.in_(KINDS),
        Judgement.role != "user",
        Judgement.created_at >= part.since if part.since else true(),
    )


def _topics_of_turns(db: Session, counted: ColumnElement[bool]) -> dict[str, Topic]:
    """Of turns that were judged outside the queue. A few at a time: evidence is long."""
    turns = (
        select(Judgement.turn_id)
        .join(Conversation, Conversation.id == Judgement.conversation_id)
        .where(counted, Judgement.assignment_id.is_(None))
    )
    rows = db.scalars(
        select(Turn)
        .where(Turn.id.in_(turns))
        .options(load_only(Turn.question, Turn.retrieval))
        .execution_options(yield_per=AT_ONCE)
    )
    return {turn.id: topic(turn) for turn in rows}


def _drafts(
    db: Session, counted: ColumnElement[bool]
) -> tuple[dict[str, list[str]], dict[str, int]]:
    compared = (
        select(Judgement.comparison_id)
        .join(Conversation, Conversation.id == Judgement.conversation_id)
        .where(counted, Judgement.comparison_id.is_not(None))
    )
    rows = db.execute(
        select(
            ComparisonDraft.comparison_id,
            ComparisonDraft.answer_id,
            func.length(Answer.message["content"].as_string()),
        )
        .join(Answer, Answer.id == ComparisonDraft.answer_id)
        .where(ComparisonDraft.comparison_id.in_(compared))
        .order_by(ComparisonDraft.comparison_id, ComparisonDraft.position)
    )
    drafts: dict[str, list[str]] = {}
    lengths: dict[str, int] = {}
    for comparison, answer, length in rows:
        drafts.setdefault(comparison, []).append(answer)
        lengths[answer] = length or 0
    return drafts, lengths


def _gold(db: Session, organisation_id: str) -> list[Word]:
    """What is expected of gold items, as if somebody who is always right had said it."""
    items = db.scalars(
        select(ReviewItem)
        .join(Conversation, Conversation.id == ReviewItem.conversation_id)
        .where(ReviewItem.organisation_id == organisation_id, ReviewItem.reason == "gold")
        .where(ReviewItem.gold.is_not(None), Conversation.deleted_at.is_(None))
        .order_by(ReviewItem.created_at, ReviewItem.id)
    )
    return [
        Word(
            id=item.id,
            judge="",
            turn=item.turn_id,
            answer=None if kind == "comparison" else item.answer_id,
            comparison=item.comparison_id,
            kind=kind,
            body=body,
            at=item.created_at,
            final=True,
        )
        for item in items
        for kind, body in (item.gold or {})["expected"].items()
    ]


def _gold_passed(db: Session, organisation_id: str, part: Part) -> dict[str, list[bool]]:
    rows = db.execute(
        select(Assignment.user_id, Assignment.gold_passed, ReviewItem.lang, ReviewItem.specialty)
        .join(ReviewItem, ReviewItem.id == Assignment.item_id)
        .where(ReviewItem.organisation_id == organisation_id, Assignment.gold_passed.is_not(None))
        .where(Assignment.submitted_at >= part.since if part.since else true())
        .order_by(Assignment.submitted_at)
    )
    passed: dict[str, list[bool]] = {}
    for judge, one, lang, specialty in rows:
        if part.has((lang, specialty)):
            passed.setdefault(judge, []).append(bool(one))
    return passed


def _people(db: Session, organisation_id: str) -> dict[str, Person]:
    """Everybody who ever judged here, erased and superseded words included: numbers must stay."""
    first = func.min(Judgement.created_at)
    rows = db.execute(
        select(User.id, User.name)
        .join(Judgement, Judgement.user_id == User.id)
        .where(Judgement.organisation_id == organisation_id, Judgement.role != "user")
        .group_by(User.id, User.name)
        .order_by(first, User.id)
    )
    return {id: Person(id, number, name) for number, (id, name) in enumerate(rows, 1)}
