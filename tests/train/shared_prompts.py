"""Pairs, models and trainers for the tests of shared prompts."""
# pyright: reportMissingImports=false

from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import LlamaConfig, LlamaForCausalLM
from trl import DPOConfig, DPOTrainer

from train import rows, tiny
from train.shared_prompt import SharedPromptDPOTrainer

TOLD = [
    "多喝水，注意休息。",
    "Drink water and rest.",
    "不要吃。",
    "请马上就医，不要耽误，带上病历。",
]


def said(role: str, text: str) -> list[dict[str, str]]:
    return [{"role": role, "content": text}]


def pair(number: int, **more: Any) -> rows.Row:
    """Prompts and responses of uneven lengths, Chinese and English."""
    asked = ("发热三天，怎么办？", "I have a cough. ")[number % 2] * (1 + number * 7 % 5)
    return {
        "prompt": said("user", asked),
        "chosen": said("assistant", TOLD[number % 4] * (1 + number % 3)),
        "rejected": said("assistant", TOLD[(number + 1) % 4] * (1 + number * 5 % 4)),
        **more,
    }


def pairs(count: int, **more: Any) -> Dataset:
    return Dataset.from_list([pair(number, **more) for number in range(count)])


def llama(tokenizer: Any) -> Any:
    """Llama-like: grouped queries, untied embeddings, biases."""
    torch.manual_seed(3)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=96,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            attention_bias=True,
            max_position_embeddings=1024,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def save_llama(folder: Path, tokenizer: Any) -> Path:
    tiny.save(folder, tokenizer, llama(tokenizer))
    return folder


def trainer(
    kind: type[DPOTrainer], model: Any, out: Path, train: Dataset, *, peft: Any = None, **given: Any
) -> Any:
    evaluated = given.pop("eval_dataset", None)
    settings = {
        "use_cpu": True,
        "bf16": False,
        "report_to": "none",
        "per_device_train_batch_size": len(train),
        "gradient_checkpointing": False,
        "disable_tqdm": True,
        "save_strategy": "no",
        "logging_steps": 1,
        **given,
    }
    args = DPOConfig(output_dir=str(out), **settings)
    return kind(
        model=str(model), args=args, train_dataset=train, eval_dataset=evaluated, peft_config=peft
    )


def both(model: Any, out: Path, train: Dataset, **given: Any) -> tuple[Any, Any]:
    """Stock TRL and ours, with the same policy: the reference, moved."""
    made = [
        trainer(kind, model, out / kind.__name__, train, **given)
        for kind in (DPOTrainer, SharedPromptDPOTrainer)
    ]
    for each in made:
        move(each.model)
    return made[0], made[1]


def move(model: Any) -> None:
    torch.manual_seed(11)
    with torch.no_grad():
        for weights in model.parameters():
            if weights.requires_grad:
                weights.add_(0.03 * torch.randn_like(weights))


def step(trainer: Any) -> tuple[float, dict[str, torch.Tensor]]:
    """Loss and gradients of the first batch."""
    trainer.model.train()
    batch = next(iter(trainer.get_train_dataloader()))
    total = trainer._get_num_items_in_batch([batch], trainer.args.device)
    inputs = trainer._prepare_inputs(batch)
    loss = trainer.compute_loss(trainer.model, inputs, num_items_in_batch=total)
    loss.backward()
    gradients = {
        name: weights.grad
        for name, weights in trainer.model.named_parameters()
        if weights.grad is not None
    }
    return loss.item(), gradients


def norm(gradients: dict[str, torch.Tensor]) -> float:
    return float(torch.stack([each.double().norm() for each in gradients.values()]).norm())


def apart(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> float:
    """How far two gradients are apart, as a share of the first."""
    assert one.keys() == other.keys()
    return norm({name: one[name] - other[name] for name in one}) / norm(one)
