"""All that counts of what was judged, read from the database for pairs, exports and agreement.

What counts: the newest word of each clinician on each answer or comparison, not taken back, of
conversations that were not erased. An adjudicator's word is final where there is one. What patients
say of their answers is not a clinician's judgement: it samples answers for review, and no more.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, product
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from app.agreement.pairs import FIRST, SECOND, TIE, Ballot, Correction, Facts
from app.models import (
    HARM_LEVELS,
    Answer,
    Assignment,
    ComparisonDraft,
    Conversation,
    Incident,
    Judgement,
    ReviewItem,
)

HARMFUL = HARM_LEVELS[2:]  # from here on an answer can never be chosen


@dataclass(frozen=True, slots=True)
class Word:
    """One current judgement."""

    id: str
    judge: str
    turn: str
    answer: str | None
    comparison: str | None
    kind: str
    body: dict[str, Any]
    at: datetime
    final: bool  # an adjudicator's


@dataclass(frozen=True, slots=True)
class Judged:
    """`drafts` are the answers of each comparison, in the order they were shown."""

    words: list[Word]
    drafts: dict[str, list[str]]
    incidents: frozenset[str]  # answers
    incomplete: frozenset[str]
    _by_kind: dict[str, list[Word]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_kind: dict[str, list[Word]] = {}
        for word in self.words:
            by_kind.setdefault(word.kind, []).append(word)
        object.__setattr__(self, "_by_kind", by_kind)

    def of(self, kind: str) -> list[Word]:
        return self._by_kind.get(kind, [])

    @property
    def harmful(self) -> frozenset[str]:
        """An incident stays one when it is closed: whoever closed it did not make it safe."""
        said = {word.answer for word in self.of("harm") if word.body["level"] in HARMFUL}
        return self.incidents | {answer for answer in said if answer}

    def facts(self) -> Facts:
        faults: dict[str, frozenset[str]] = {}
        for word in self.of("faults"):
            if word.answer:
                known = faults.get(word.answer, frozenset())
                faults[word.answer] = known | frozenset(word.body["faults"])
        return Facts(self.harmful, self.incomplete, faults)

    def ballots(self) -> list[Ballot]:
        """Of rankings, and of thumbs where the same judge did not compare the two."""
        compared = [ballot for word in self.of("comparison") for ballot in self._ranked(word)]
        done = {(ballot.judge, ballot.item) for ballot in compared}
        thumbs = [ballot for ballot in self._thumbs() if (ballot.judge, ballot.item) not in done]
        return compared + thumbs

    def corrections(self) -> list[Correction]:
        return [
            Correction(word.id, word.turn, word.answer, word.body["text"], word.judge, word.at)
            for word in self.of("correction")
            if word.answer
        ]

    def _ranked(self, word: Word) -> list[Ballot]:
        bad = bool(word.body["both_bad"])
        drafts = self.drafts.get(word.comparison or "", [])
        place = {
            answer: tier for tier, answers in enumerate(word.body["ranking"]) for answer in answers
        }
        ballots: list[Ballot] = []
        for one, two in combinations(sorted(drafts), 2):
            order = 0 if bad else place[one] - place[two]
            label = TIE if order == 0 else FIRST if order < 0 else SECOND
            ballots.append(self._ballot(word, one, two, label, bad=bad))
        return ballots

    def _thumbs(self) -> list[Ballot]:
        of_judge: dict[tuple[str, str], list[Word]] = {}
        for word in self.of("thumb"):
            of_judge.setdefault((word.judge, word.turn), []).append(word)
        ballots: list[Ballot] = []
        for words in of_judge.values():
            ups = [word for word in words if word.body["thumb"] == "up"]
            downs = [word for word in words if word.body["thumb"] == "down"]
            for up, down in product(ups, downs):
                one, two = sorted((str(up.answer), str(down.answer)))
                newer = max(up, down, key=lambda word: word.at)
                label = FIRST if one == up.answer else SECOND
                ballots.append(self._ballot(newer, one, two, label))
        return ballots

    def _ballot(self, word: Word, one: str, two: str, label: str, *, bad: bool = False) -> Ballot:
        source = "comparison" if word.kind == "comparison" else "thumbs"
        return Ballot(
            word.turn, one, two, label, word.judge, word.at, source, final=word.final, bad=bad
        )


def load_judged(db: Session, organisation_id: str | None) -> Judged:
    """Of one organisation, or of all (None). In the order the judgements were made."""
    home: ColumnElement[bool] = true()
    if organisation_id is not None:
        home = Conversation.organisation_id == organisation_id
    words = db.execute(
        select(Judgement, ReviewItem.kind)
        .join(Conversation, Conversation.id == Judgement.conversation_id)
        .outerjoin(Assignment, Assignment.id == Judgement.assignment_id)
        .outerjoin(ReviewItem, ReviewItem.id == Assignment.item_id)
        .where(home, Conversation.deleted_at.is_(None))
        .where(Judgement.superseded_at.is_(None), Judgement.body.is_not(None))
        .where(Judgement.role != "user")
        .order_by(Judgement.created_at, Judgement.id)
    )
    drafts: dict[str, list[str]] = {}
    for draft in db.scalars(
        select(ComparisonDraft).order_by(ComparisonDraft.comparison_id, ComparisonDraft.position)
    ):
        drafts.setdefault(draft.comparison_id, []).append(draft.answer_id)
    incidents = db.scalars(select(Incident.answer_id))
    incomplete = db.scalars(select(Answer.id).where(Answer.status != "complete"))
    return Judged(
        [word_of(row, kind) for row, kind in words],
        drafts,
        frozenset(incidents),
        frozenset(incomplete),
    )


def word_of(row: Judgement, item_kind: str | None) -> Word:
    """`item_kind`: of the review item that it was said in, if any."""
    return Word(
        id=row.id,
        judge=row.user_id,
        turn=row.turn_id,
        answer=row.answer_id,
        comparison=row.comparison_id,
        kind=row.kind,
        body=row.body or {},
        at=row.created_at,
        final=item_kind == "adjudicate",
    )
