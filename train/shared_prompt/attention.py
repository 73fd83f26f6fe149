"""Who sees whom: a token sees its own pair, causally; a rejected response not the chosen one.

On CUDA that is a block mask for FlexAttention. Elsewhere it is two calls of SDPA a pair, which
leave out what a mask of the whole sequence would compute and throw away: about five sixths.
"""
# pyright: reportMissingImports=false

from typing import Any

import torch
from torch.nn.attention.flex_attention import BlockMask, create_block_mask
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import repeat_kv, sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

FLEX = "flex_attention"
PAIRWISE = "shared_prompt"  # SDPA for whoever gives no spans
FLEX_BLOCK = 128

Spans = list[tuple[int, int, int, int]]


def visible(q: Any, k: Any, pair: torch.Tensor, chosen: torch.Tensor, rejected: torch.Tensor):
    """Whether place `q` sees place `k`; the tensors [N] say for each place where it belongs."""
    return (k <= q) & (pair[q] == pair[k]) & ~(rejected[q] & chosen[k])


def block_mask(spans: torch.Tensor, places: int) -> BlockMask:
    """For FlexAttention. Filler behind the last pair makes up one more of its own."""
    place = torch.arange(places, device=spans.device)
    pair = (place[:, None] >= spans[:, 3]).sum(1)
    start = torch.cat([spans, spans[-1:, 3:].expand(1, 4)])[pair]
    chosen = (place >= start[:, 1]) & (place < start[:, 2])
    rejected = (place >= start[:, 2]) & (place < start[:, 3])
    return create_block_mask(
        lambda b, h, q, k: visible(q, k, pair, chosen, rejected),
        None,
        None,
        places,
        places,
        device=spans.device.type,
    )


def rejected_mask(spans: Spans, dtype: torch.dtype, device: torch.device) -> list[torch.Tensor]:
    """For each pair [R, P + R], added to scores: all of the prompt, the response causally."""
    return [
        torch.full(
            (end - second, first - start + end - second),
            float("-inf"),
            dtype=dtype,
            device=device,
        ).triu(first - start + 1)
        for start, first, second, end in spans
    ]


def pairwise_attention(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    spans: Spans | None = None,
    masks: list[torch.Tensor] | None = None,
    **others: Any,
) -> tuple[torch.Tensor, None]:
    """Query [1, H, N, D], key and value [1, H', N, D] to [1, N, H, D]."""
    if spans is None or masks is None:
        return sdpa_attention_forward(
            module, query, key, value, attention_mask, dropout, scaling, **others
        )
    groups = query.shape[1] // key.shape[1]
    key, value = repeat_kv(key, groups), repeat_kv(value, groups)
    sizes = [size for a, _, c, d in spans for size in (c - a, d - c)]
    sizes.append(query.shape[2] - sum(sizes))  # filler
    queries, keys, values = (each.split(sizes, dim=2) for each in (query, key, value))
    found = []
    for number, (start, first, _, _) in enumerate(spans):
        one, two = 2 * number, 2 * number + 1
        prompt = first - start
        found.append(
            scaled_dot_product_attention(
                queries[one], keys[one], values[one], None, dropout, True, scale=scaling
            )
        )
        seen = (torch.cat([each[one][:, :, :prompt], each[two]], dim=2) for each in (keys, values))
        found.append(
            scaled_dot_product_attention(queries[two], *seen, masks[number], dropout, scale=scaling)
        )
    return torch.cat([*found, queries[-1]], dim=2).transpose(1, 2), None


AttentionInterface.register(PAIRWISE, pairwise_attention)
AttentionMaskInterface.register(PAIRWISE, sdpa_mask)
