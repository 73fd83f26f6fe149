"""A transformers model folder that scores in batches on this machine: the same answers as a server.

Batches are padded on the left, so that what is asked for, the last positions, lies side by side.
"""
# pyright: reportMissingImports=false

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging

from train.errors import RecipeError
from train.scoring.scorer import Conversation

TOKENS = 16_384 if torch.cuda.is_available() else 2048  # in one batch; a CPU's cache holds few
LOGITS = 2**27  # in one batch
LONGEST = 4096  # tokens of a prompt; a longer one loses its beginning


@lru_cache(maxsize=2)
def load(folder: str) -> tuple[Any, Any]:
    """The tokenizer and the model: bf16 on a GPU, float32 on a CPU."""
    logging.disable_progress_bar()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype).to(device)
    return tokenizer, model.eval()


@dataclass(frozen=True)
class LocalModel:
    folder: str

    @property
    def name(self) -> str:
        return Path(self.folder).resolve().name

    @property
    def tokenizer(self) -> Any:
        return self._loaded()[0]

    def _loaded(self) -> tuple[Any, Any]:
        return load(self.folder)

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        tokenizer, model = self._loaded()
        prompts = self._prompts(conversations)
        texts = [""] * len(prompts)
        for chosen in batches([len(ids) + max_tokens for ids in prompts]):
            ids, mask, _ = self._padded([prompts[at] for at in chosen])
            with torch.inference_mode():
                grown = model.generate(
                    input_ids=ids,
                    attention_mask=mask,
                    max_new_tokens=max_tokens,
                    do_sample=False,
                    pad_token_id=tokenizer.pad_token_id or 0,
                )
            read = tokenizer.batch_decode(grown[:, ids.shape[1] :], skip_special_tokens=True)
            for at, text in zip(chosen, read, strict=True):
                texts[at] = text
        return texts

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> Sequence[str | None]:
        """The likeliest first token: a small model seldom says what it was told to say."""
        table = torch.tensor(self.next_logprobs(conversations, answers))
        best = table.argmax(dim=1).tolist() if len(table) else []
        return [answers[int(at)] for at in best]

    def next_logprobs(
        self, conversations: Sequence[Conversation], tokens: Sequence[str]
    ) -> Sequence[Sequence[float]]:
        ids = [self._token_id(token) for token in tokens]
        prompts = self._prompts(conversations)
        found: list[list[float]] = [[]] * len(prompts)
        for chosen in batches([len(prompt) for prompt in prompts], logits=self._vocabulary):
            last = self._forward([prompts[at] for at in chosen], 1)[:, -1]
            for at, row in zip(chosen, last[:, ids].tolist(), strict=True):
                found[at] = row
        return found

    def logprobs(self, sequences: Sequence[tuple[list[int], int]]) -> list[list[float]]:
        found: list[list[float]] = [[]] * len(sequences)
        for chosen in batches(
            [len(ids) for ids, _ in sequences],
            logits=self._vocabulary
            * (1 + max((len(ids) - start for ids, start in sequences), default=0)),
        ):
            some = [sequences[at] for at in chosen]
            longest = max(len(ids) - start for ids, start in some)
            table = self._forward([ids for ids, _ in some], longest + 1)
            for row, at, (ids, start) in zip(table, chosen, some, strict=True):
                wanted = torch.tensor(ids[start:], device=row.device)
                before = row[-len(wanted) - 1 : -1]
                found[at] = before.gather(1, wanted[:, None])[:, 0].tolist()
        return found

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The last layer's hidden state at the last token (papers.md 3, Deita)."""
        tokenizer, model = self._loaded()
        read = [tokenizer(text, add_special_tokens=False)["input_ids"][-LONGEST:] for text in texts]
        found: list[list[float]] = [[]] * len(texts)
        for chosen in batches([len(ids) for ids in read]):
            ids, mask, places = self._padded([read[at] or [0] for at in chosen])
            with torch.inference_mode():
                states = model.base_model(
                    input_ids=ids, attention_mask=mask, position_ids=places
                ).last_hidden_state
            for at, vector in zip(chosen, states[:, -1].float().tolist(), strict=True):
                found[at] = vector
        return found

    @property
    def _vocabulary(self) -> int:
        return self._loaded()[1].get_output_embeddings().weight.shape[0]

    def _prompts(self, conversations: Sequence[Conversation]) -> list[list[int]]:
        tokenizer = self.tokenizer
        texts = [
            tokenizer.apply_chat_template(
                [dict(m) for m in asked], tokenize=False, add_generation_prompt=True
            )
            for asked in conversations
        ]
        return [tokenizer(text, add_special_tokens=False)["input_ids"][-LONGEST:] for text in texts]

    def _token_id(self, token: str) -> int:
        ids = self.tokenizer(token, add_special_tokens=False)["input_ids"]
        if len(ids) != 1:
            raise RecipeError(f"{token!r} is {len(ids)} tokens of model {self.name}, not one")
        return ids[0]

    def _padded(self, sequences: Sequence[list[int]]) -> tuple[Any, Any, Any]:
        """Ids, mask and positions, each (sequences, longest), padded on the left."""
        model = self._loaded()[1]
        longest = max(map(len, sequences))
        ids = torch.zeros(len(sequences), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, longest - len(sequence) :] = torch.tensor(sequence)
            mask[row, longest - len(sequence) :] = 1
        places = (mask.cumsum(1) - 1).clamp(min=0)
        return ids.to(model.device), mask.to(model.device), places.to(model.device)

    def _forward(self, sequences: Sequence[list[int]], keep: int) -> Any:
        """Log-probabilities of the last `keep` positions: (sequences, keep, vocabulary)."""
        model = self._loaded()[1]
        ids, mask, places = self._padded(sequences)
        with torch.inference_mode():
            logits = model(
                input_ids=ids, attention_mask=mask, position_ids=places, logits_to_keep=keep
            ).logits
        wide = logits if logits.dtype == torch.float64 else logits.float()
        return torch.log_softmax(wide, dim=-1)


def batches(lengths: Sequence[int], logits: int = 0) -> Iterator[list[int]]:
    """Indices in batches of like length, longest first: at most TOKENS tokens, and LOGITS numbers
    if a sequence gives `logits` of them. A sequence beyond that is a batch of its own."""
    most = LOGITS // logits if logits else len(lengths)
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    while order:
        size = max(1, min(most, TOKENS // max(1, lengths[order[0]])))
        yield order[:size]
        order = order[size:]
