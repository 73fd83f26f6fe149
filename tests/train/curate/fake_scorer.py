"""A FAKE scorer: no model, answers that a test can foretell, and it remembers what it was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from train.scoring.scorer import Conversation, Who

KNOWN, NEW = -1.0, -4.0  # log-probabilities of a token that was seen before, and of another


@dataclass
class FakeScorer:
    """It copies: a token that stands earlier in its context is likelier than one that does not."""

    tokenizer: Any = None
    says: Callable[[str], str | None] = lambda text: None
    digits: Callable[[str], Sequence[float | None]] = lambda text: [0.0] * 6
    name: str = "fake-scorer"
    asked: list[str] = field(default_factory=list)
    sequences: list[tuple[list[int], int]] = field(default_factory=list)

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> Sequence[str | None]:
        return [self.says(text) for text in self._read(conversations)]

    def next_logprobs(
        self, conversations: Sequence[Conversation], tokens: Sequence[str]
    ) -> Sequence[Sequence[float | None]]:
        return [self.digits(text) for text in self._read(conversations)]

    def logprobs(self, sequences: Sequence[tuple[list[int], int]]) -> list[list[float]]:
        self.sequences += sequences
        return [
            [KNOWN if ids[at] in ids[:at] else NEW for at in range(start, len(ids))]
            for ids, start in sequences
        ]

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        raise NotImplementedError

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += texts
        return [[float(text.count("发热")), float(text.count("拍照")), 0.1] for text in texts]

    def _read(self, conversations: Sequence[Conversation]) -> list[str]:
        texts = ["\n".join(m["content"] for m in asked) for asked in conversations]
        self.asked += texts
        return texts


class Fake(Who):
    """Settings that lead to a fake."""

    def __init__(self, scorer: FakeScorer) -> None:
        super().__init__()
        self.__dict__["scorer"] = scorer

    @property
    def name(self) -> str:
        return self.scorer.name
