"""One run of each trainer that training.py compares, and what their figures rest on: parity.

Not run by itself. Time is what building a trainer and training for one epoch take, but for reading
rows into tokens, which is the same on both sides; so a reference pass counts wherever it is made.
"""
# pyright: reportMissingImports=false

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from datasets import Dataset
from torch.nn.functional import cross_entropy
from transformers import PrinterCallback
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

from train.shared_prompt import SharedPromptDPOTrainer
from train.training.packed_attention import for_packing

LENGTH = 4096
PACKED = 1024
QUIET = {
    "report_to": "none",
    "save_strategy": "no",
    "disable_tqdm": True,
    "logging_steps": 10**6,
    "num_train_epochs": 1,
}
ON_CPU = {"use_cpu": True, "bf16": False, "gradient_checkpointing": False}
Make = Callable[[Any], Any]  # a model for a tokenizer


@dataclass(frozen=True)
class Ran:
    """`tokens`: prompt and response, twice a pair; of a dialogue all of it. No filler counts."""

    tokens: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        return self.tokens / self.seconds

    @property
    def cpu_rate(self) -> float:
        return self.tokens / self.cpu_seconds


@dataclass
class Clock:
    """Wall and CPU time, but for what happens `without` it."""

    wall: float = 0.0
    cpu: float = 0.0

    def __enter__(self) -> "Clock":
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()

    def without(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def left_out(*args: Any, **named: Any) -> Any:
            self.__exit__()
            try:
                return do(*args, **named)
            finally:
                self.__enter__()

        return left_out


def dpo(
    kind: type[DPOTrainer],
    make: Make,
    tokenizer: Any,
    pairs: Dataset,
    *,
    train: bool = True,
    peft: Any = None,
    timed: Clock | None = None,
    **settings: Any,
) -> Any:
    """A trainer on these pairs, trained for an epoch unless not wanted."""
    clock = timed or Clock()

    class Timed(kind):  # pyright: ignore
        def _prepare_dataset(self, *args: Any, **named: Any) -> Any:
            return clock.without(super()._prepare_dataset)(*args, **named)

    model = make(tokenizer)
    precomputes = settings.get("precompute_ref_log_probs") or kind is SharedPromptDPOTrainer
    with tempfile.TemporaryDirectory() as out:
        args = DPOConfig(output_dir=out, max_length=LENGTH, **{**QUIET, **ON_CPU, **settings})
        second = None if precomputes or peft else make(tokenizer)
        with clock:
            trainer = Timed(
                model=model,
                ref_model=second,
                args=args,
                train_dataset=pairs,
                processing_class=tokenizer,
                peft_config=peft,
            )
            trainer.remove_callback(PrinterCallback)
            if train:
                trainer.train()
    return trainer


def tokens_of(trainer: Any) -> int:
    return sum(
        2 * len(row["prompt_ids"]) + len(row["chosen_ids"]) + len(row["rejected_ids"])
        for row in trainer.train_dataset
    )


def dpo_run(
    kind: type[DPOTrainer], make: Make, tokenizer: Any, pairs: Dataset, **settings: Any
) -> Ran:
    clock = Clock()
    trainer = dpo(kind, make, tokenizer, pairs, timed=clock, **settings)
    return Ran(tokens_of(trainer), clock.wall, clock.cpu)


def dpo_parity(make: Make, tokenizer: Any, pairs: Dataset, **settings: Any) -> dict[str, float]:
    """Loss and gradient norm of ours against stock TRL's, as shares apart; the policy is moved."""
    found = []
    for kind in (DPOTrainer, SharedPromptDPOTrainer):
        given = {**settings, "per_device_train_batch_size": len(pairs)}
        trainer = dpo(kind, make, tokenizer, pairs, train=False, **given)
        found.append(_loss_and_norm(trainer))
    (loss, norm), (own_loss, own_norm) = found
    return {"loss": abs(own_loss / loss - 1), "gradient norm": abs(own_norm / norm - 1)}


def _loss_and_norm(trainer: Any) -> tuple[float, float]:
    torch.manual_seed(5)
    with torch.no_grad():
        for weights in trainer.model.parameters():
            if weights.requires_grad:
                weights.add_(0.02 * torch.randn_like(weights))
    trainer.model.train()
    batch = next(iter(trainer.get_train_dataloader()))
    total = trainer._get_num_items_in_batch([batch], trainer.args.device)
    inputs = trainer._prepare_inputs(batch)
    loss = trainer.compute_loss(trainer.model, inputs, num_items_in_batch=total)
    loss.backward()
    norms = [w.grad.double().norm() for w in trainer.model.parameters() if w.grad is not None]
    return loss.item(), float(torch.stack(norms).norm())


def sft(
    make: Make,
    tokenizer: Any,
    dialogues: Dataset,
    *,
    packing: bool,
    peft: Any = None,
    length: int = PACKED,
    **settings: Any,
) -> Any:
    """Packed: rows of `length` tokens, one a step; padded: eight dialogues a step."""
    batch = {"per_device_train_batch_size": 1 if packing else 8}
    model = make(tokenizer)
    if packing:  # as a stage does (train/training/trainers.py)
        model.set_attn_implementation(for_packing(model.config._attn_implementation))
    with tempfile.TemporaryDirectory() as out:
        args = SFTConfig(
            output_dir=out,
            max_length=length,
            packing=packing,
            **{**QUIET, **ON_CPU, **batch, **settings},
        )
        trainer = SFTTrainer(
            model=model,
            args=args,
            train_dataset=dialogues,
            processing_class=tokenizer,
            peft_config=peft,
        )
    trainer.remove_callback(PrinterCallback)
    return trainer


def sft_run(make: Make, tokenizer: Any, dialogues: Dataset, **settings: Any) -> Ran:
    trainer = sft(make, tokenizer, dialogues, **settings)
    tokens = sum(len(row["input_ids"]) for row in trainer.train_dataset)
    with (clock := Clock()):
        trainer.train()
    return Ran(tokens, clock.wall, clock.cpu)


def sft_parity(make: Make, tokenizer: Any, dialogues: Dataset) -> dict[str, float]:
    """Mean loss a token, packed against padded: equal if borders between dialogues hold."""
    found = [_mean_loss(sft(make, tokenizer, dialogues, packing=each)) for each in (False, True)]
    (loss, tokens), (packed_loss, packed_tokens) = found
    if tokens != packed_tokens:
        raise ValueError(f"{tokens} tokens padded, {packed_tokens} packed: not the same work")
    return {"loss a token": abs(packed_loss / loss - 1)}


@torch.no_grad()
def _mean_loss(trainer: Any) -> tuple[float, int]:
    total, tokens = 0.0, 0
    trainer.model.eval()
    for batch in trainer.get_train_dataloader():
        labels = batch.pop("labels")[:, 1:]
        batch = {name: value for name, value in batch.items() if isinstance(value, torch.Tensor)}
        logits = trainer.model(**batch).logits[:, :-1]
        flat = logits.flatten(0, 1).float(), labels.flatten()
        total += float(cross_entropy(*flat, ignore_index=-100, reduction="sum"))
        tokens += int((labels != -100).sum())
    return total / tokens, tokens
