"""A scorer whose answers are kept in a file, so that no question is paid for twice.

    who = Remembered(scorer, work / "answers.jsonl")

Answers are written as they come, a line for every TOGETHER questions, under a hash of the scorer's
name and the whole question: neither a killed run nor a larger one asks for any of them again.
Several may share a file, if they ask one after another.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from train import rows
from train.scoring.scorer import Conversation, Scorer

TOGETHER = 256
Answer = str | None
Ask = Callable[[Sequence[Conversation]], Sequence[Answer]]


class Remembered:
    """`scorer`'s `chat` and `choose`. A file that is None keeps answers for this run only."""

    def __init__(self, scorer: Scorer, file: Path | None):
        self.scorer, self.file = scorer, file

    @property
    def name(self) -> str:
        return self.scorer.name

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        found = self._answers(
            ("chat", max_tokens), conversations, lambda some: self.scorer.chat(some, max_tokens)
        )
        return [answer or "" for answer in found]

    def choose(self, conversations: Sequence[Conversation], answers: Sequence[str]) -> list[Answer]:
        return self._answers(
            ("choose", *answers), conversations, lambda some: self.scorer.choose(some, answers)
        )

    def _answers(
        self, asked: tuple[Any, ...], conversations: Sequence[Conversation], ask: Ask
    ) -> list[Answer]:
        names = [self._name(asked, one) for one in conversations]
        missing = dict(zip(names, conversations, strict=True))
        new = [name for name in missing if name not in self._known]
        for start in range(0, len(new), TOGETHER):
            some = new[start : start + TOGETHER]
            answers = dict(zip(some, ask([missing[name] for name in some]), strict=True))
            self._keep(answers)
            self._known.update(answers)
        return [self._known[name] for name in names]

    def _name(self, asked: tuple[Any, ...], conversation: Conversation) -> str:
        said = [dict(message) for message in conversation]
        text = json.dumps([self.name, asked, said], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def _known(self) -> dict[str, Answer]:
        """What was answered before; a line that a kill cut short goes."""
        known: dict[str, Answer] = {}
        if self.file is None or not self.file.is_file():
            return known
        whole = 0
        for line in self.file.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            known |= json.loads(line)
            whole += len(line)
        with self.file.open("r+b") as file:
            file.truncate(whole)
        return known

    def _keep(self, answers: dict[str, Answer]) -> None:
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with rows.no_room(self.file), self.file.open("ab") as file:
            file.write(json.dumps(answers).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
