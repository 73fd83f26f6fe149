"""What a simulated panel said, put straight into a database: for pages that show much of it.

Through the HTTP API, as in `test_panel_over_http.py`, the same takes a minute.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.models import (
    Answer,
    Base,
    Comparison,
    ComparisonDraft,
    Conversation,
    Judgement,
    Organisation,
    Turn,
    User,
)
from tests.app.agreement.panel import Clinician, Item, Verdict

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = {"zh": "感冒了怎么办？", "en": "What helps against a cold?"}
PLAIN: dict[str, Any] = {"release": {}, "timings": {}, "status": "complete"}
NUMBERS = count(1)


def store_panel(db: Session, clinicians: Sequence[Clinician], over: Sequence[Item]) -> None:
    """In the organisation that there is; every clinician is a new person of it."""
    home = db.query(Organisation).one().id
    people = {one.name: f"user_panel_{next(NUMBERS)}" for one in clinicians}
    for name, id in people.items():
        db.add(User(id=id, organisation_id=home, name=name, role="clinician", created_at=START))
    db.flush()
    owner = people[clinicians[0].name]
    for number, item in enumerate(over):
        at = START + timedelta(minutes=number)
        _add(db, *_question(item, home, owner, at))
        for clinician in clinicians:
            verdict = clinician.judge(item, ("A", "B"))
            _add(db, *_said(verdict, people[clinician.name], home, at))


def _add(db: Session, *rows: Base) -> None:
    for row in rows:
        db.add(row)
        db.flush()


def _question(item: Item, home: str, owner: str, at: datetime) -> list[Base]:
    of: dict[str, Any] = {"conversation_id": f"conv_{item.id}"}
    turn: dict[str, Any] = {"turn_id": f"turn_{item.id}"}
    passages = [{"specialty": item.specialty}]
    conversation = Conversation(
        id=of["conversation_id"], user_id=owner, organisation_id=home, created_at=at, updated_at=at
    )
    question = [{"role": "user", "content": ASKED[item.lang]}]
    asked = Turn(id=turn["turn_id"], user_id=owner, asked_at=at, model="medloop", **of,
                 question=question, retrieval={"passages": passages})  # fmt: skip
    drafts = [
        Answer(id=f"ans_{item.id}_{label}", choice=choice, created_at=at, **of, **turn, **PLAIN,
               message={"role": "assistant", "content": "x" * item.lengths[choice]})
        for choice, label in enumerate("AB")
    ]  # fmt: skip
    comparison = Comparison(id=f"cmp_{item.id}", created_by=owner, created_at=at, **of, **turn)
    shown = [
        ComparisonDraft(comparison_id=comparison.id, position=position, answer_id=draft.id, **turn)
        for position, draft in enumerate(drafts)
    ]
    return [conversation, asked, *drafts, comparison, *shown]


def _said(verdict: Verdict, judge: str, home: str, at: datetime) -> list[Base]:
    item = verdict.item
    first, second = f"ans_{item.id}_A", f"ans_{item.id}_B"
    ranking = {"left": [[first], [second]], "right": [[second], [first]], "tie": [[first, second]]}
    about: dict[str, Any] = {
        "organisation_id": home, "user_id": judge, "role": "clinician", "created_at": at,
        "conversation_id": f"conv_{item.id}", "turn_id": f"turn_{item.id}",
        "seconds": verdict.seconds,
    }  # fmt: skip
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("aspects", dict(verdict.aspects)),
        ("thumb", {"thumb": verdict.thumb, "reasons": []}),
        ("comparison", {"ranking": ranking[verdict.picked], "both_bad": False}),
    ]
    return [
        Judgement(
            id=f"jdg_{item.id}_{judge}_{kind}",
            kind=kind,
            body=body,
            answer_id=None if kind == "comparison" else first,
            comparison_id=f"cmp_{item.id}" if kind == "comparison" else None,
            **about,
        )
        for kind, body in bodies
    ]
