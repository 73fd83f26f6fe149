"""What a turn is about, as the queue routes it and exports slice it: language and specialty."""

from collections import Counter
from typing import Any

from app.models import Turn
from retrieval.sentences import detect_lang

GENERAL = "general"


def asked(turn: Turn) -> str:
    """The question: the last thing the user said."""
    messages: list[dict[str, Any]] = turn.question or []
    said = (message["content"] for message in reversed(messages) if message["role"] == "user")
    return next(said, None) or ""


def topic(turn: Turn) -> tuple[str, str]:
    """`lang` of the question, and the specialty that most of the evidence is of, or "general"."""
    passages: list[dict[str, Any]] = (turn.retrieval or {}).get("passages", [])
    named = Counter(passage["specialty"] for passage in passages if passage.get("specialty"))
    # Equal counts: the better ranked passage decides, and Counter keeps the order they came in.
    specialty = named.most_common(1)[0][0] if named else GENERAL
    return detect_lang(asked(turn)), specialty
