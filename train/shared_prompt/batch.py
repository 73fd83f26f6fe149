"""Pairs as tensors: all of a batch end to end in one sequence, [prompt | chosen | rejected] a pair.

Nothing is padded. A rejected response's positions restart behind its prompt, as if the chosen one
were not there.
"""
# pyright: reportMissingImports=false

from dataclasses import dataclass
from typing import Any

import torch

Pair = dict[str, Any]
Batch = dict[str, torch.Tensor]
PARTS = ("prompt_ids", "chosen_ids", "rejected_ids")
FILLER = 0  # any token: nothing that counts looks at it


@dataclass
class SharedPromptCollator:
    """Makes a batch of B pairs with N tokens in all, n of them in responses:

    - weight: [B]; ref_chosen_logps, ref_rejected_logps: [B] where the pairs have them
    - spans: [B, 4], where in the sequence a pair, its chosen and its rejected response begin, and
      where it ends
    - input_ids, position_ids: [1, N]
    - picks: [n], places whose output predicts a response token
    - targets: [n], those tokens
    - owners: [n], whose they are: b for the chosen response of pair b, B + b for its rejected one
    """

    multiple: int = 1  # of which N is one: block masks want whole blocks

    def __call__(self, pairs: list[Pair]) -> Batch:
        tokens, positions, spans = [], [], []
        picks, targets, owners = [], [], []
        start = 0
        for place, pair in enumerate(pairs):
            prompt, chosen, rejected = (len(pair[part]) for part in PARTS)
            first = start + prompt
            second = first + chosen
            end = second + rejected
            tokens += [*pair["prompt_ids"], *pair["chosen_ids"], *pair["rejected_ids"]]
            positions += [*range(prompt + chosen), *range(prompt, prompt + rejected)]
            spans.append((start, first, second, end))
            # The prompt's last token predicts the first token of either response.
            picks += [*range(first - 1, second - 1), first - 1, *range(second, end - 1)]
            targets += [*pair["chosen_ids"], *pair["rejected_ids"]]
            owners += [place] * chosen + [len(pairs) + place] * rejected
            start = end
        fill = -start % self.multiple
        return {
            **{
                name: torch.tensor([float(pair[name]) for pair in pairs])
                for name in ("weight", "ref_chosen_logps", "ref_rejected_logps")
                if name in pairs[0]
            },
            "spans": torch.tensor(spans),
            "input_ids": torch.tensor([tokens + [FILLER] * fill]),
            "position_ids": torch.tensor([positions + [0] * fill]),
            "picks": torch.tensor(picks),
            "targets": torch.tensor(targets),
            "owners": torch.tensor(owners),
        }
