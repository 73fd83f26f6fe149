"""Who scores: a model server that the recipe names, a model folder, or a stand-in.

    {endpoint: "http://gpu-1:8000/v1", model: qwen3-32b, key_env: SCORER_KEY}   a server
    {model: DATA/models/qwen3-0.6b}                                             a folder
    {}                                                                          the stand-in

A stand-in has random weights: it shows that a step runs, and its figures are plumbing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from train.errors import RecipeError

Message = Mapping[str, str]
Conversation = Sequence[Message]
STAND_IN = "stand-in scorer"


class Scorer(Protocol):
    """Every method takes many inputs and answers in their order."""

    @property
    def name(self) -> str: ...

    @property
    def tokenizer(self) -> Any: ...

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        """Greedy answers."""
        ...

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> Sequence[str | None]:
        """Which of `answers` it gives; None where it gives none of them, or several."""
        ...

    def next_logprobs(
        self, conversations: Sequence[Conversation], tokens: Sequence[str]
    ) -> Sequence[Sequence[float | None]]:
        """Log-probability of each token as the first one of the answer; None where not told."""
        ...

    def logprobs(self, sequences: Sequence[tuple[list[int], int]]) -> list[list[float]]:
        """For each (token ids, start): the log-probabilities of ids[start:], 1 <= start."""
        ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, of any length."""
        ...


@dataclass
class Who:
    """A recipe's settings of a scorer, checked at once; `scorer` loads or connects when needed.

    `tokenizer` is the folder or hub id of the served model's tokenizer, `extra` joins every chat
    request (`chat_template_kwargs: {enable_thinking: false}`, say): both for an endpoint only.
    """

    endpoint: str | None = None
    model: str | None = None
    key_env: str | None = None
    tokenizer: str | None = None
    extra: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.endpoint is not None:
            if self.model is None:
                raise RecipeError(f"endpoint {self.endpoint}: say which model, `model: NAME`")
            if not self.endpoint.startswith(("http://", "https://")):
                raise RecipeError(
                    f"endpoint {self.endpoint!r} is no URL such as http://host:8000/v1"
                )
        elif self.key_env or self.tokenizer or self.extra:
            raise RecipeError("key_env, tokenizer and extra belong to an `endpoint: URL`")
        elif self.model is not None and not (Path(self.model) / "config.json").is_file():
            raise RecipeError(
                f"model {self.model!r} is no model folder (it has no config.json); "
                "a served model also needs `endpoint: URL`"
            )

    @property
    def name(self) -> str:
        if self.model is None:
            return STAND_IN
        return self.model if self.endpoint else Path(self.model).resolve().name

    @cached_property
    def scorer(self) -> Scorer:
        if self.endpoint is not None and self.model is not None:
            from train.scoring.endpoint import Endpoint

            extra = dict(self.extra or {})
            return Endpoint(self.endpoint, self.model, self.key_env, self.tokenizer, extra)
        if self.model is not None:
            from train.scoring.local_model import LocalModel

            return LocalModel(self.model)
        from train.scoring.stand_in import StandIn

        return StandIn()
