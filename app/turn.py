"""One question on its way to an answer: what is known before the engine speaks, and the record.

`Turn.opened()` is stored before the engine is asked, `Turn.answered()` before the client is told.
With a `Draft` the question is stored already, and this is another answer to it.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.citations import annotate
from app.engine import Call, Engine
from app.ids import new_id
from app.record import (
    ADD_ANSWER,
    ADD_CONVERSATION,
    ADD_TURN,
    TOUCH_CONVERSATION,
    USE_ANSWER,
    Write,
)
from app.relay import Choice
from app.releases import Release
from app.safety import RedFlag
from retrieval.verify import verify

TITLE = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """Which of a stored question's answers this is, and what differs from the question's own."""

    choice: int
    request: dict[str, Any]  # model and sampling
    replaces: bool  # the conversation goes on with it


@dataclass(slots=True)
class Turn:
    user_id: str
    organisation_id: str
    model: str  # as the client named it
    engine: Engine
    release: Release
    call: Call
    question: list[dict[str, Any]]  # the new messages, as the client wrote them
    retrieval: dict[str, Any]  # query, status, generation, candidates, passages
    flags: Sequence[RedFlag]
    notice: str
    request: dict[str, Any]  # sampling and metadata, for the record
    conversation_id: str
    is_new_conversation: bool
    timings: dict[str, float]
    draft: Draft | None = None
    id: str = field(default_factory=lambda: new_id("turn"))
    answer_ids: list[str] = field(default_factory=list[str])
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.answer_ids = [new_id("ans") for _ in range(self.call.sampling.get("n", 1))]

    def choices(self) -> list[Choice]:
        """As many empty choices as were asked for."""
        return [Choice(index) for index in range(len(self.answer_ids))]

    @property
    def completion_id(self) -> str:
        """Names this reply, and with the index of a choice one answer."""
        name = self.id if self.draft is None else self.answer_ids[0]
        return "chatcmpl-" + name.partition("_")[2]

    @property
    def prefix(self) -> str:
        """What stands before the engine's words: the safety notice, unless JSON was asked for."""
        form: dict[str, Any] = self.call.sampling.get("response_format") or {}
        wants_json = form.get("type", "text") != "text"
        return "" if wants_json or not self.notice else self.notice + "\n\n"

    def opened(self) -> list[Write]:
        """The question, for the record, with the messages exactly as the engine gets them."""
        writes: list[Write] = []
        if self.is_new_conversation:
            writes.append((ADD_CONVERSATION, self._conversation()))
        else:
            touch = {"conversation": self.conversation_id, "now": self.asked_at}
            writes.append((TOUCH_CONVERSATION, touch))
        row = {
            "id": self.id,
            "conversation_id": self.conversation_id,
            "user_id": self.user_id,
            "asked_at": self.asked_at,
            "model": self.model,
            "question": self.question,
            "sent": self.call.messages,
            "request": self.request,
            "retrieval": self.retrieval,
            "safety": [{"category": flag.category, "rule": flag.rule} for flag in self.flags],
        }
        writes.append((ADD_TURN, row))
        return writes

    def _conversation(self) -> dict[str, Any]:
        words = " ".join(self.call.question.split())
        title = "".join(letter for letter in words[:TITLE] if letter.isprintable())
        return {
            "id": self.conversation_id,
            "user_id": self.user_id,
            "organisation_id": self.organisation_id,
            "title": title,
            "created_at": self.asked_at,
            "updated_at": self.asked_at,
        }

    def answered(
        self,
        choices: Sequence[Choice],
        *,
        status: str,
        usage: dict[str, Any] | None = None,
        error: str | None = None,
    ) -> list[Write]:
        """Every choice, for the record. `status`: complete, interrupted, aborted or failed."""
        self.timings["total_ms"] = self.elapsed()
        now = datetime.now(UTC)
        rows: list[Write] = []
        for choice in choices:
            checks = self.check(choice)
            row = {
                "id": self.answer_ids[choice.index],
                "turn_id": self.id,
                "conversation_id": self.conversation_id,
                "choice": choice.index + (self.draft.choice if self.draft else 0),
                "status": status,
                "created_at": now,
                "message": choice.message(),
                "finish_reason": choice.finish_reason,
                "release": self.release.record,
                "annotations": checks["annotations"],
                "verification": checks["verification"],
                "usage": usage,
                "timings": self.timings,
                "error": error,
                "request": self.draft.request if self.draft else None,
            }
            rows.append((ADD_ANSWER, row))
        if self.draft is not None and self.draft.replaces and status == "complete":
            rows.append((USE_ANSWER, {"turn": self.id, "answer": self.answer_ids[0]}))
        return rows

    def check(self, choice: Choice) -> dict[str, Any]:
        """Citations and their verification; done once a choice, when it has ended."""
        if choice.checks is None:
            passages = self.call.passages
            text = choice.text
            numbered = dict(enumerate(passages, start=1))
            verdicts = verify(text, numbered) if passages else []
            choice.checks = {
                "annotations": annotate(text, passages),
                "verification": [verdict.record() for verdict in verdicts],
            }
        return choice.checks

    def block(self, **more: Any) -> dict[str, Any]:
        """The `medloop` block that answers carry beside OpenAI's fields."""
        return {
            "conversation_id": self.conversation_id,
            "turn_id": self.id,
            "answer_ids": self.answer_ids,
            "notice": self.notice or None,
            "red_flags": [flag.category for flag in self.flags],
            "retrieval": {
                key: value for key, value in self.retrieval.items() if key != "candidates"
            },
            "timings": self.timings,
            **more,
        }

    def elapsed(self) -> float:
        """Milliseconds since the question came in."""
        return round((time.perf_counter() - self.started) * 1000, 3)
