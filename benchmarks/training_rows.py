"""Rows and models for training.py: texts cut from the corpus that ships with retrieval.

Not run by itself. The texts mean nothing where they are cut; their lengths are what matters. Of
the pairs, 9,019 in 12,727 are subjective and the rest objective, as Aquila-Med's; half of the
subjective ones are grounded, as our service exports them, with passages in the prompt.
"""
# pyright: reportMissingImports=false

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import LlamaConfig, LlamaForCausalLM

import retrieval
from train import tiny

VOCABULARY = 8192
SPREAD = 0.6  # of the logarithm of lengths
PAIRS = {  # kind: share, median tokens of the prompt, of a response
    "grounded": (9019 / 12727 / 2, 600, 150),
    "chat": (9019 / 12727 / 2, 80, 180),
    "objective": (3708 / 12727, 90, 14),
}
DIALOGUE = (60, 150, 0.8)  # median tokens of the question, of the answer, spread


@dataclass(frozen=True)
class Texts:
    corpus: str
    per_token: float  # characters
    tokenizer: Any

    @classmethod
    def load(cls) -> "Texts":
        found = list(tiny.texts_under(Path(retrieval.__file__).parent / "starter"))
        tokenizer = tiny.make_tokenizer(found, VOCABULARY)
        corpus = "".join(found)
        return cls(corpus, len(corpus) / len(tokenizer(corpus)["input_ids"]), tokenizer)

    def cut(self, chance: random.Random, tokens: int, spread: float = SPREAD) -> str:
        size = max(2, int(chance.lognormvariate(0, spread) * tokens * self.per_token))
        start = chance.randrange(max(1, len(self.corpus) - size))
        # Blanks at an end would melt into a token of the template's.
        return self.corpus[start : start + size].strip() or self.corpus[:size].strip()

    def pairs(self, count: int, seed: int) -> Dataset:
        chance = random.Random(seed)
        made = []
        for _ in range(count):
            kind = chance.choices(list(PAIRS), [share for share, _, _ in PAIRS.values()])[0]
            _, prompt, response = PAIRS[kind]
            made.append(
                {
                    "prompt": _said("user", self.cut(chance, prompt)),
                    "chosen": _said("assistant", self.cut(chance, response)),
                    "rejected": _said("assistant", self.cut(chance, response)),
                }
            )
        return Dataset.from_list(made)

    def dialogues(self, count: int, seed: int) -> Dataset:
        chance = random.Random(seed)
        asked, told, spread = DIALOGUE
        return Dataset.from_list(
            [
                {
                    "messages": _said("user", self.cut(chance, asked, spread))
                    + _said("assistant", self.cut(chance, told, spread))
                }
                for _ in range(count)
            ]
        )


def _said(role: str, text: str) -> list[dict[str, str]]:
    return [{"role": role, "content": text}]


def small(tokenizer: Any) -> Any:
    """Llama 256 x 6, vocabulary 8,192: about 7M parameters, random, always the same."""
    return _llama(len(tokenizer), 256, 704, 6, 8, 8)


def seven_billion(tokenizer: Any) -> Any:
    """The shape of Aquila-Med's released model (config.json of its card), random, in bfloat16."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        with torch.device("cuda"):
            return _llama(151_851, 4096, 14336, 32, 32, 8)
    finally:
        torch.set_default_dtype(before)


def _llama(vocabulary: int, hidden: int, inner: int, layers: int, heads: int, groups: int) -> Any:
    torch.manual_seed(7)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=vocabulary,
            hidden_size=hidden,
            intermediate_size=inner,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            num_key_value_heads=groups,
            max_position_embeddings=8192,
            rope_theta=1e6,
        )
    )
