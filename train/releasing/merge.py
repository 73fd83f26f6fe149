"""Merges a LoRA adapter into the weights it was trained on: W + (alpha / r) B A, then no adapter.

What comes out must speak as base and adapter did: the logits of both are compared on fixed texts in
zh and en, and a merge that moved them further than rounding does is refused.
"""
# pyright: reportMissingImports=false

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM

from train.errors import ReleaseError

ADAPTER = "adapter_config.json"
# The largest difference of a logit, as a share of the largest logit. A merged weight is rounded
# once to its own precision, of 24, 11 or 8 bits.
BOUNDS = {torch.float32: 1e-4, torch.float16: 1e-2, torch.bfloat16: 5e-2}


def is_adapter(folder: Path) -> bool:
    return (folder / ADAPTER).is_file()


def settings(folder: Path) -> dict[str, Any]:
    """The adapter's own configuration, as peft wrote it."""
    return json.loads((folder / ADAPTER).read_text(encoding="utf-8"))


def load(base: Path, adapter: Path | None = None, dtype: Any = "auto") -> Any:
    """The model of a folder, ready to be asked, under an adapter where there is one."""
    model = AutoModelForCausalLM.from_pretrained(base, dtype=dtype)
    return (model if adapter is None else PeftModel.from_pretrained(model, adapter)).eval()


def merged(adapter: Path, base: Path, probes: Sequence[list[int]]) -> tuple[Any, float]:
    """The merged model and how far its logits moved on `probes` (token ids), relative.

    In the base's own precision, as it was trained. Raises ReleaseError for another kind of
    adapter, a quantized base, weights that are no numbers, or a difference over BOUNDS.
    """
    kind = settings(adapter).get("peft_type")
    if kind != "LORA":
        raise ReleaseError(
            f"{adapter} is an adapter of the kind {kind}, only LORA can be merged: "
            "leave --merge away"
        )
    model = load(base, adapter)
    if getattr(model.config, "quantization_config", None):
        raise ReleaseError(
            f"{base} is quantized, nothing can be merged into it: leave --merge away"
        )
    before = [logits(model, probe) for probe in probes]
    model = model.merge_and_unload()
    after = [logits(model, probe) for probe in probes]
    moved = max(apart(one, other) for one, other in zip(before, after, strict=True))
    if not moved <= BOUNDS[model.dtype]:  # not >, or no number would pass
        raise ReleaseError(
            f"merging {adapter} into {base} moved the logits by {moved:.2g} of the largest; in"
            f" {model.dtype} no more than {BOUNDS[model.dtype]:.2g} may be rounding: "
            "leave --merge away"
        )
    return model, moved


@torch.inference_mode()
def logits(model: Any, tokens: list[int]) -> torch.Tensor:
    """[tokens, vocabulary], in float32."""
    return model(torch.tensor([tokens], device=model.device)).logits[0].float()


def apart(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one - other).abs().max() / one.abs().max())
