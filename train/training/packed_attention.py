"""Attention within packed documents, where no kernel knows their borders: a call of SDPA each.

TRL lays the documents of a batch end to end in one sequence and says where each begins
(`cu_seq_lens_q`). FlashAttention reads that. SDPA alone would take a mask of the whole sequence and
compute all of its square, to throw most of it away: of 16 documents fifteen sixteenths.
"""
# pyright: reportMissingImports=false

from typing import Any

import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import repeat_kv, sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

BY_DOCUMENT = "sdpa_by_document"


def for_packing(named: str | None) -> str | None:
    """The attention of a run that packs, where its recipe names `named`."""
    return BY_DOCUMENT if named in (None, "sdpa") else named


def attention(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    cu_seq_lens_q: torch.Tensor | None = None,
    **others: Any,
) -> tuple[torch.Tensor, None]:
    """Query [1, H, N, D], key and value [1, H', N, D] to [1, N, H, D]; unpacked, or with a mask, as
    SDPA does."""
    if cu_seq_lens_q is None or attention_mask is not None:
        return sdpa_attention_forward(
            module, query, key, value, attention_mask, dropout, scaling, **others
        )
    groups = query.shape[1] // key.shape[1]
    sizes = cu_seq_lens_q.diff().tolist()
    given = (query, repeat_kv(key, groups), repeat_kv(value, groups))
    found = [
        scaled_dot_product_attention(*document, None, dropout, True, scale=scaling)
        for document in zip(*(each.split(sizes, dim=2) for each in given), strict=True)
    ]
    return torch.cat(found, dim=2).transpose(1, 2), None


def mask(*given: Any, attention_mask: torch.Tensor | None = None, **settings: Any) -> Any:
    """None where nothing is padded: packed documents need no mask, and a lone one is causal.

    A layer that sees a window only (`local_size`) has the mask of the whole: slower, and right.
    """
    if attention_mask is None and not settings.get("local_size"):
        return None
    return sdpa_mask(*given, attention_mask=attention_mask, **settings)


AttentionInterface.register(BY_DOCUMENT, attention)
AttentionMaskInterface.register(BY_DOCUMENT, mask)
