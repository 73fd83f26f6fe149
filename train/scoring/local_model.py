"""A transformers model folder that scores in batches on this machine: the same answers as a server.

A model that scores passes over each sequence once (train/scoring/forward.py); one that answers
generates greedily.
"""
# pyright: reportMissingImports=false

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging

from train.errors import RecipeError
from train.scoring import forward
from train.scoring.scorer import Conversation

ROWS = 256  # positions whose logits are widened at once
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
        lengths = [len(ids) + max_tokens for ids in prompts]
        for chosen in forward.batches(lengths, [0] * len(prompts)):
            ids, mask = self._padded([prompts[at] for at in chosen])
            with forward.running(model):
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
        last = [(prompt, len(prompt) - 1) for prompt in prompts]
        found: list[list[float]] = [[]] * len(prompts)
        model = self._loaded()[1]
        with forward.running(model):
            for chosen, logits in forward.logits(model, last):
                wanted = torch.tensor([ids], device=logits.device).expand(len(chosen), -1)
                for at, row in zip(chosen, _logprobs(logits, wanted).tolist(), strict=True):
                    found[at] = row
        return found

    def logprobs(self, sequences: Sequence[tuple[list[int], int]]) -> list[list[float]]:
        before = [(ids[:-1], start - 1) for ids, start in sequences]  # each position tells the next
        wanted = [ids[start:] for ids, start in sequences]
        found: list[list[float]] = [[]] * len(sequences)
        model = self._loaded()[1]
        with forward.running(model):
            for chosen, logits in forward.logits(model, before):
                flat = torch.tensor([token for at in chosen for token in wanted[at]])
                told = iter(_logprobs(logits, flat.to(logits.device)[:, None])[:, 0].tolist())
                for at in chosen:
                    found[at] = list(islice(told, len(wanted[at])))
        return found

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The last layer's hidden state at the last token (papers.md 3, Deita)."""
        last = [(ids, len(ids) - 1) for ids in (ids or [0] for ids in self._ids(texts))]
        found: list[list[float]] = [[]] * len(texts)
        model = self._loaded()[1]
        with forward.running(model):
            for chosen, states in forward.states(model, last):
                for at, vector in zip(chosen, states.float().tolist(), strict=True):
                    found[at] = vector
        return found

    def _prompts(self, conversations: Sequence[Conversation]) -> list[list[int]]:
        put = [[dict(message) for message in asked] for asked in conversations]
        if not put:
            return []
        return self._ids(
            self.tokenizer.apply_chat_template(put, tokenize=False, add_generation_prompt=True)
        )

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        read = self.tokenizer(list(texts), add_special_tokens=False, return_attention_mask=False)
        return [ids[-LONGEST:] for ids in read["input_ids"]]

    def _token_id(self, token: str) -> int:
        ids = self.tokenizer(token, add_special_tokens=False)["input_ids"]
        if len(ids) != 1:
            raise RecipeError(f"{token!r} is {len(ids)} tokens of model {self.name}, not one")
        return ids[0]

    def _padded(self, sequences: Sequence[list[int]]) -> tuple[Any, Any]:
        """Ids and mask, each (sequences, longest), padded on the left: answers follow at once."""
        model = self._loaded()[1]
        longest = max(map(len, sequences))
        ids = torch.tensor([[0] * (longest - len(one)) + one for one in sequences])
        lengths = torch.tensor([len(one) for one in sequences])[:, None]
        mask = (torch.arange(longest) >= longest - lengths).long()
        return ids.to(model.device), mask.to(model.device)


def _logprobs(logits: Any, wanted: Any) -> Any:
    """Log-probabilities of `wanted` (positions, any), with no second table of all of them."""
    parts = []
    for some, ids in zip(logits.split(ROWS), wanted.split(ROWS), strict=True):
        wide = some if some.dtype == torch.float64 else some.float()
        parts.append(wide.gather(1, ids) - wide.logsumexp(1, keepdim=True))
    return torch.cat(parts)
