"""The model's forward pass over shared prompts, with logits only where a response is predicted."""
# pyright: reportMissingImports=false

import functools
from types import MethodType
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from torch.utils.checkpoint import checkpoint

from train.errors import RecipeError
from train.shared_prompt.attention import FLEX, PAIRWISE, block_mask, rejected_mask

LOGITS = 2**26  # as many are in memory at once: 256 MiB of float32
# What some models do to their logits, and this forward does not.
CHANGED_LOGITS = (
    "final_logit_softcapping",
    "logit_scale",
    "output_multiplier",
    "lm_head_multiplier",
    "logits_scaling",
)


def share_prompts(model: Any) -> None:
    """Then `model(..., picks=…)` returns the log-probabilities [n] of a batch's targets (batch.py).

    Without `picks` the model does what it did. It is in `forward` so that the hooks of DDP, ZeRO
    and PEFT work as they do for every model. Raises RecipeError for a model it would get wrong.
    """
    if getattr(model, "shares_prompts", False):
        return
    _refuse_unknown(model.config.get_text_config())
    if model.config._attn_implementation == "sdpa":
        model.set_attn_implementation(PAIRWISE)
    before = model.forward

    @functools.wraps(type(model).forward)  # `generate` looks at the signature
    def forward(self: Any, *args: Any, picks: torch.Tensor | None = None, **given: Any) -> Any:
        return before(*args, **given) if picks is None else _log_probs(self, picks, **given)

    model.forward = MethodType(forward, model)
    model.shares_prompts = True


def _refuse_unknown(config: Any) -> None:
    kinds = set(getattr(config, "layer_types", None) or ["full_attention"])
    if kinds != {"full_attention"}:
        raise RecipeError(f"shared prompts need full attention in every layer, not {kinds}")
    if config._attn_implementation not in ("sdpa", PAIRWISE, FLEX):
        raise RecipeError(
            f"shared prompts need attn_implementation sdpa or {FLEX}, "
            f"not {config._attn_implementation}: layout: stock has it"
        )
    for name in CHANGED_LOGITS:
        if getattr(config, name, None) not in (None, 1.0):
            raise RecipeError(
                f"shared prompts do not know the model's `{name}`: layout: stock does"
            )


def _log_probs(
    model: Any,
    picks: torch.Tensor,
    *,
    input_ids: torch.Tensor,
    position_ids: torch.Tensor,
    spans: torch.Tensor,
    targets: torch.Tensor,
    **_: Any,
) -> torch.Tensor:
    if model.config._attn_implementation == FLEX:
        seen: dict[str, Any] = {"attention_mask": block_mask(spans, input_ids.shape[1])}
    else:
        each = spans.tolist()
        masks = rejected_mask(each, model.dtype, input_ids.device)
        # A mask of four dimensions is taken as it is; with none, one [N, N] would be made.
        taken = torch.zeros(1, 1, 1, 1, device=input_ids.device)
        seen = {"attention_mask": taken, "spans": each, "masks": masks}
    hidden = model.base_model(
        input_ids=input_ids, position_ids=position_ids, use_cache=False, **seen
    ).last_hidden_state[0]
    return target_log_probs(model.get_output_embeddings(), hidden.index_select(0, picks), targets)


def target_log_probs(head: Any, hidden: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Log-probabilities [n] of the targets, given hidden states [n, H], in float32.

    More logits than `LOGITS` are made in parts, and made again in the backward pass.
    """
    rows = max(1, LOGITS // head.out_features)
    if len(targets) <= rows:
        return _part(head, hidden, targets)
    parts = zip(hidden.split(rows), targets.split(rows), strict=True)
    return torch.cat([checkpoint(_part, head, *part, use_reentrant=False) for part in parts])


def _part(head: Any, hidden: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return -cross_entropy(head(hidden).float(), targets, reduction="none")
