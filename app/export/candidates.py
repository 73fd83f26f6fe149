"""What may become a row of each kind of export, and what each such row says.

- preferences: what `pairs` decided
- sft: corrections, and answers that their judges approved of
- kto: answers with thumbs, or with harm
- conversations: every turn with the answer it went on with

What is out from the start is counted in `dropped`, by reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.agreement.judged import Judged, Word
from app.agreement.pairs import Pair, decide
from app.export.rows import Candidate, Context, Dropped, Row, row_id
from app.models import HARM_LEVELS, Conversation, Turn

GOOD = 4  # every aspect of an approved answer has at least this mean


def _preferences(
    db: Session, judged: Judged, organisation_id: str | None, dropped: Counter[str]
) -> Iterator[Candidate]:
    decided = decide(judged.ballots(), judged.corrections(), judged.facts())
    dropped += decided.dropped
    texts = {word.id: str(word.body["text"]) for word in judged.of("correction")}
    harm = _harm(judged)
    for pair in decided.pairs:
        answers = tuple(id for id in (pair.chosen, pair.rejected) if id not in texts)
        yield Candidate(pair.turn, _preference(pair, texts, harm), answers, pair.at, pair.agreement)


def _preference(
    pair: Pair, texts: dict[str, str], harm: dict[str, str]
) -> Callable[[Context], Row]:
    def row(context: Context) -> Row:
        written = texts.get(pair.chosen)
        return {
            "id": row_id(pair.chosen, pair.rejected),
            "prompt": context.prompt(),
            "chosen": context.answer(pair.chosen) if written is None else context.written(written),
            "rejected": context.answer(pair.rejected),
            **context.tags(),
            "weight": round(pair.weight, 6),
            "agreement": round(pair.agreement, 6),
            "judges": pair.judges,
            "kind": pair.source,
            "release": context.release(pair.rejected),
            "chosen_release": "" if written is not None else context.release(pair.chosen),
            "harm": harm.get(pair.rejected, "none"),
        }

    return row


def _sft(
    db: Session, judged: Judged, organisation_id: str | None, dropped: Counter[str]
) -> Iterator[Candidate]:
    """Corrections, and answers that their judges approved of."""
    for word in judged.of("correction"):
        yield Candidate(word.turn, _corrected(word), (str(word.answer),), word.at)
    for answer, words in sorted(_about_answers(judged).items()):
        share = _approval(words)
        if reason := _unfit(answer, words, share, judged):
            dropped[reason] += 1
            continue
        at = max(word.at for word in words)
        build_row = _completion(answer, words[0].turn, share)
        yield Candidate(words[0].turn, build_row, (answer,), at, share)


def _corrected(word: Word) -> Callable[[Context], Row]:
    def row(context: Context) -> Row:
        return {
            "id": row_id("sft", word.id),
            "prompt": context.prompt(),
            "completion": context.written(str(word.body["text"])),
            **context.tags(),
            "weight": 1.0,
            "kind": "correction",
            "release": context.release(str(word.answer)),
            "harm": "none",
        }

    return row


def _completion(answer: str, turn: str, share: float) -> Callable[[Context], Row]:
    def row(context: Context) -> Row:
        return {
            "id": row_id("sft", answer),
            "prompt": context.prompt(),
            "completion": context.answer(answer),
            **context.tags(),
            "weight": round(2 * share - 1, 6),
            "kind": "approved",
            "release": context.release(answer),
            "harm": "none",
        }

    return row


def _kto(
    db: Session, judged: Judged, organisation_id: str | None, dropped: Counter[str]
) -> Iterator[Candidate]:
    """Each answer that has thumbs, or did harm, as desirable or not."""
    harm = _harm(judged)
    for answer, words in sorted(_about_answers(judged).items()):
        bad = answer in judged.harmful
        share = 0.0 if bad else _approval(words)
        if share == 0.5 or not (bad or any(word.kind == "thumb" for word in words)):
            dropped["split" if share == 0.5 else "no_thumb"] += 1
            continue
        at = max(word.at for word in words)
        row = _labelled(answer, share, harm.get(answer, "none"))
        yield Candidate(words[0].turn, row, (answer,), at, max(share, 1 - share))


def _labelled(answer: str, share: float, harm: str) -> Callable[[Context], Row]:
    def row(context: Context) -> Row:
        return {
            "id": row_id("kto", answer),
            "prompt": context.prompt(),
            "completion": context.answer(answer),
            "label": share > 0.5,
            **context.tags(),
            "weight": round(abs(2 * share - 1), 6),
            "release": context.release(answer),
            "harm": harm,
        }

    return row


def _conversations(
    db: Session, judged: Judged, organisation_id: str | None, dropped: Counter[str]
) -> Iterator[Candidate]:
    """Every turn with its first answer; what was said before is in the turn's own messages."""
    words: dict[str, list[Word]] = {}
    for word in judged.words:
        words.setdefault(word.turn, []).append(word)
    wanted = (
        select(Turn.id, Turn.asked_at)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(Conversation.deleted_at.is_(None))
    )
    if organisation_id is not None:
        wanted = wanted.where(Conversation.organisation_id == organisation_id)
    for turn, at in db.execute(wanted.order_by(Turn.id)).all():
        yield Candidate(turn, _exchange(turn, words.get(turn, [])), (), at)


def _exchange(turn: str, words: list[Word]) -> Callable[[Context], Row]:
    def row(context: Context) -> Row:
        answers = sorted(context.answers.values(), key=lambda answer: answer.choice)
        if not answers:
            raise Dropped("no_answer")
        first = context.turn.current_answer_id or answers[0].id
        said = [word for word in words if word.answer == first and word.kind in _PLAIN]
        return {
            "id": row_id("turn", turn),
            "messages": [*context.prompt(), *context.answer(first)],
            **context.tags(),
            "judgements": [{"kind": word.kind, **_PLAIN[word.kind](word.body)} for word in said],
            "release": context.release(first),
        }

    return row


# What of a judgement holds no free text.
_PLAIN: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "thumb": lambda body: {"thumb": body["thumb"], "reasons": body.get("reasons", [])},
    "aspects": lambda body: {"aspects": {k: v for k, v in body.items() if isinstance(v, int)}},
    "faults": lambda body: {"faults": body["faults"]},
    "harm": lambda body: {"level": body["level"]},
}
CANDIDATES = {
    "preferences": _preferences,
    "sft": _sft,
    "kto": _kto,
    "conversations": _conversations,
}


def _about_answers(judged: Judged) -> dict[str, list[Word]]:
    """Thumbs, aspects and harm by answer; where an adjudicator spoke, of a kind only their word."""
    found: dict[str, list[Word]] = {}
    for kind in ("thumb", "aspects", "harm"):
        of_answer: dict[str, list[Word]] = {}
        for word in judged.of(kind):
            of_answer.setdefault(str(word.answer), []).append(word)
        for answer, words in of_answer.items():
            final = [word for word in words if word.final]
            found.setdefault(answer, []).extend(final[-1:] or words)
    return found


def _approval(words: list[Word]) -> float:
    """The share of thumbs up; 0.5 without any."""
    thumbs = [word.body["thumb"] == "up" for word in words if word.kind == "thumb"]
    return sum(thumbs) / len(thumbs) if thumbs else 0.5


def _unfit(answer: str, words: list[Word], share: float, judged: Judged) -> str | None:
    if answer in judged.harmful or any(
        word.kind == "harm" and word.body["level"] != "none" for word in words
    ):
        return "harmful"
    if answer in judged.incomplete:
        return "incomplete"
    if share <= 0.5:
        return "not_approved"
    scores: dict[str, list[int]] = {}
    for word in words:
        if word.kind == "aspects":
            for aspect, score in word.body.items():
                if isinstance(score, int):
                    scores.setdefault(aspect, []).append(score)
    low = any(sum(given) / len(given) < GOOD for given in scores.values())
    return "low_aspect" if low else None


def _harm(judged: Judged) -> dict[str, str]:
    """The worst level that anybody gave; an incident counts as moderate at least."""
    worst = dict.fromkeys(judged.incidents, "moderate")
    for word in judged.of("harm"):
        answer = str(word.answer)
        known = worst.get(answer, "none")
        worst[answer] = max(known, str(word.body["level"]), key=HARM_LEVELS.index)
    return worst
