"""The stand-in scorer: a tiny model of random weights, for steps whose recipe names no scorer.

It is made from the texts that ship with retrieval and a fixed seed, never from the rows, and counts
in float64: the same row scores the same in whatever batch, on however many threads.
"""
# pyright: reportMissingImports=false

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch

import retrieval
from train import tiny
from train.scoring.local_model import LocalModel
from train.scoring.scorer import STAND_IN, Conversation

TEXTS = Path(retrieval.__file__).parent / "starter"


@cache
def made() -> tuple[Any, Any]:
    tokenizer = tiny.make_tokenizer(tiny.texts_under(TEXTS), 2048)
    with torch.random.fork_rng():
        model = tiny.make_model(tokenizer, hidden=64, layers=2)
    return tokenizer, model.double().eval()


@dataclass(frozen=True)
class StandIn(LocalModel):
    folder: str = ""

    @property
    def name(self) -> str:
        return STAND_IN

    def _loaded(self) -> tuple[Any, Any]:
        return made()

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> Sequence[str | None]:
        """Each answer against its mean over what is asked together: left alone, random weights
        give one answer to everything, and nothing that follows would be exercised."""
        if not conversations:
            return []
        table = torch.tensor(self.next_logprobs(conversations, answers), dtype=torch.float64)
        centred = table - table.mean(dim=0)
        return [answers[int(at)] for at in centred.argmax(dim=1).tolist()]
