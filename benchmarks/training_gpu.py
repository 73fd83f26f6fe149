"""The GPU part of training.py: Aquila-Med's 8B shape with random weights, in bfloat16.

Not run by itself. MFU counts 6 FLOPs a parameter and token for full fine-tuning and 4 for LoRA
(whose frozen weights get no gradients), attention and recomputation not counted, against the card's
dense bfloat16 peak.
"""
# pyright: reportMissingImports=false

import time
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig
from training_rows import Texts, seven_billion
from training_runs import Ran, dpo_parity, dpo_run, sft
from transformers import TrainerCallback
from trl import DPOTrainer

from train.shared_prompt import SharedPromptDPOTrainer

PEAKS = {"H200": 989e12, "H100": 989e12, "A100": 312e12}  # FLOP/s, dense bfloat16, SXM
LENGTH = 4096
BATCH = 4  # sequences of LENGTH a step
WARM_UP, STEPS = 5, 20
PAIRS = 64
LORA = {"r": 16, "lora_alpha": 32, "target_modules": "all-linear", "task_type": "CAUSAL_LM"}
ON_GPU: dict[str, Any] = {
    "use_cpu": False,
    "bf16": True,
    "gradient_checkpointing": True,
    "optim": "adamw_torch_fused",
}


class Steps(TrainerCallback):
    """When each step ended, with the card at rest."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def on_step_end(self, *_: Any, **__: Any) -> None:
        torch.cuda.synchronize()
        self.ends.append(time.perf_counter())


def peak() -> float | None:
    name = torch.cuda.get_device_name()
    return next((flops for part, flops in PEAKS.items() if part in name), None)


def fine_tune(texts: Texts, full: bool) -> dict[str, float]:
    """Tokens a second and MFU of packed SFT at length 4096, after the first steps."""
    rows = (WARM_UP + STEPS) * BATCH * LENGTH // 150  # more than enough dialogues
    trainer = sft(
        seven_billion,
        texts.tokenizer,
        texts.dialogues(rows, 1),
        packing=True,
        length=LENGTH,
        peft=None if full else LoraConfig(**LORA),
        per_device_train_batch_size=BATCH,
        max_steps=WARM_UP + STEPS,
        **ON_GPU,
    )
    trainer.add_callback(steps := Steps())
    parameters = sum(weights.numel() for weights in trainer.model.parameters())
    trainer.train()
    tokens = sum(len(row["input_ids"]) for row in trainer.train_dataset)
    per_step = tokens / len(trainer.train_dataset) * BATCH
    rate = per_step * STEPS / (steps.ends[-1] - steps.ends[WARM_UP - 1])
    found = {"tokens/s": rate, "GiB": torch.cuda.max_memory_allocated() / 2**30}
    if (flops := peak()) is not None:
        found["MFU"] = (6 if full else 4) * parameters * rate / flops
    del trainer
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    return found


def prefer(kind: type[DPOTrainer], texts: Texts, pairs: Dataset) -> Ran:
    given = {"per_device_train_batch_size": BATCH, "peft": LoraConfig(**LORA), **ON_GPU}
    ran = dpo_run(kind, seven_billion, texts.tokenizer, pairs, **given)
    torch.cuda.empty_cache()
    return ran


def measure(texts: Texts, rounds: int) -> dict[str, Any]:
    """In bfloat16, parity is what rounding leaves of it: the 1e-4 is for float32."""
    found: dict[str, Any] = {
        "card": torch.cuda.get_device_name(),
        "LoRA": fine_tune(texts, full=False),
        "full": fine_tune(texts, full=True),
        "DPO": {"stock": [], "ours": []},
    }
    for number in range(rounds + 1):
        pairs = texts.pairs(PAIRS, seed=100 + number)
        for name, kind in (("stock", DPOTrainer), ("ours", SharedPromptDPOTrainer)):
            ran = prefer(kind, texts, pairs)
            if number:  # kernels are compiled in the first
                found["DPO"][name].append(ran.rate)
    given = {"peft": LoraConfig(**LORA), **ON_GPU}
    found["DPO parity"] = dpo_parity(seven_billion, texts.tokenizer, texts.pairs(4, 9), **given)
    return found
