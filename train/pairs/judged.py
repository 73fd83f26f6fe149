"""Judged pairs: a model's answer against a dialogue's own, whichever a judge finds better.

Each aspect is asked in both orders and counts only where both agree. The answer that is better in
more aspects is chosen, so the model's own is not by itself. The judge is a model that the recipe
names; without one it is a stand-in, and what it says is plumbing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from train.errors import RecipeError
from train.pairs.judging import ASPECTS, EVEN, FIRST, SECOND, agreed, to_answer, to_compare
from train.pairs.objective import hashed
from train.rows import Row
from train.scoring.remembered import Remembered
from train.scoring.scorer import Conversation, Who

VERDICTS = (FIRST, SECOND, EVEN)


class Answerer(Protocol):
    """What is needed of train/scoring/scorer.py's Scorer: answers in the order of what is asked."""

    @property
    def name(self) -> str: ...

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]: ...


class Judge(Protocol):
    @property
    def name(self) -> str: ...

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> Sequence[str | None]: ...


@dataclass
class Judged:
    """`share` of the dialogues, by hash, are judged: eight short questions each."""

    seed: int
    answerer: Answerer
    judge: Judge
    share: float = 1.0
    batch: int = 32
    max_tokens: int = 512
    aspects: dict[str, Counter[str]] = field(
        default_factory=lambda: {aspect: Counter() for aspect in ASPECTS}
    )

    @classmethod
    def of(
        cls,
        seed: int,
        answerer: Mapping[str, Any] | None = None,
        judge: Mapping[str, Any] | None = None,
        work: Path | None = None,
        **settings: Any,
    ) -> "Judged":
        """From a recipe's settings, in which `answerer` and `judge` are scorers (train/scoring).
        What they say is kept in the folder `work`, so that a killed run does not ask it again."""
        writes, judges = Who(**(answerer or {})), Who(**(judge or {}))
        share, sizes = (
            settings.get("share", 1.0),
            (settings.get("batch"), settings.get("max_tokens")),
        )
        if not 0 < share <= 1 or any(size is not None and size < 1 for size in sizes):
            raise RecipeError("pairs, judged: share is in (0, 1], batch and max_tokens from 1 up")
        kept = work / "answers.jsonl" if work else None
        return cls(
            seed, Remembered(writes.scorer, kept), Remembered(judges.scorer, kept), **settings
        )

    def takes(self, row: Row) -> bool:
        return hashed(self.seed, "judged", row) < self.share * 2**64

    def pairs(self, dialogues: Sequence[Row]) -> Iterator[Row | str]:
        """For each dialogue its pair, or why there is none."""
        ready = {
            place: parted
            for place, row in enumerate(dialogues)
            if (parted := _parted(row)) is not None
        }
        asked = [to_answer(dialogues[place], prompt) for place, (prompt, _) in ready.items()]
        answers = self.answerer.chat(asked, self.max_tokens) if asked else []
        own = dict(zip(ready, (answer.strip() for answer in answers), strict=True))
        different = [at for at, (_, told) in ready.items() if own[at] not in ("", told)]
        cases = [(dialogues[at]["lang"], *ready[at], own[at]) for at in different]
        verdicts = dict(zip(different, self._verdicts(cases), strict=True))
        for place, row in enumerate(dialogues):
            if place not in ready:
                yield "no_reference"
            elif place not in verdicts:
                yield "same_text" if own[place] else "no_answer"
            else:
                yield self._pair(row, *ready[place], own[place], verdicts[place])

    def _verdicts(self, cases: Sequence[tuple[str, Any, str, str]]) -> list[dict[str, str | None]]:
        """By aspect, FIRST for the reference, SECOND for the model's answer, EVEN or None."""
        asked = [
            to_compare(lang, prompt, *sides, aspect)
            for lang, prompt, reference, answer in cases
            for aspect in ASPECTS
            for sides in ((reference, answer), (answer, reference))
        ]
        said = iter(self.judge.choose(asked, VERDICTS) if asked else ())
        return [{aspect: agreed(next(said), next(said)) for aspect in ASPECTS} for _ in cases]

    def _pair(
        self,
        row: Row,
        prompt: list[Any],
        reference: str,
        answer: str,
        verdicts: dict[str, str | None],
    ) -> Row | str:
        for aspect, verdict in verdicts.items():
            self.aspects[aspect][NAMES[verdict]] += 1
        said = Counter(verdicts.values())
        if said[None] == len(ASPECTS):
            return "inconsistent_verdicts"
        if said[FIRST] == said[SECOND]:
            return "even"
        better, worse = (reference, answer) if said[FIRST] > said[SECOND] else (answer, reference)
        return {
            **{name: row[name] for name in ("id", "source", "lang")},
            "prompt": prompt,
            "chosen": [{"role": "assistant", "content": better}],
            "rejected": [{"role": "assistant", "content": worse}],
            "weight": 1.0,
            "kind": "judged",
            "better": "reference" if better is reference else "answer",
            "aspects": {aspect: NAMES[verdict] for aspect, verdict in verdicts.items()},
            **{name: row[name] for name in ("department", "domain") if name in row},
        }

    def report(self) -> dict[str, Any]:
        return {
            "answerer": self.answerer.name,
            "judge": self.judge.name,
            "aspects": {
                aspect: dict(sorted(said.items())) for aspect, said in self.aspects.items()
            },
        }


NAMES = {FIRST: "reference", SECOND: "answer", EVEN: "even", None: "inconsistent"}


def _parted(row: Row) -> tuple[list[Any], str] | None:
    """What is asked, and the reference: the last answer of the dialogue."""
    messages = row["messages"]
    last = max((n for n, each in enumerate(messages) if each["role"] == "assistant"), default=0)
    reference = messages[last]["content"].strip() if last else ""
    if not reference or messages[last - 1]["role"] != "user":
        return None
    return [
        {name: each[name] for name in ("role", "content")} for each in messages[:last]
    ], reference
