"""What finished stages leave, made in a moment: for tests of what comes after training."""
# pyright: reportMissingImports=false

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer

from train import rows


def trained(model: Path, out: Path, *, recipe: str = "clinic/sft", adapter: bool = False) -> Path:
    """A stage's output that started from `model`: every weight moved a little."""
    learner: Any = AutoModelForCausalLM.from_pretrained(model)
    torch.manual_seed(len(recipe))
    if adapter:
        lora = LoraConfig(r=8, lora_alpha=16, target_modules="all-linear", task_type="CAUSAL_LM")
        learner = get_peft_model(learner, lora)
    with torch.no_grad():
        for name, weights in learner.named_parameters():
            if not adapter or "lora_B" in name:
                weights.add_(0.05 * torch.randn_like(weights))
    learner.save_pretrained(out)
    AutoTokenizer.from_pretrained(model).save_pretrained(out)
    record(out, model, recipe)
    return out


def record(out: Path, model: Path, recipe: str) -> None:
    """training.json beside the weights, and the data it speaks of."""
    data = out.with_name(f"{out.name}-data")
    rows.write(data / "train.jsonl", [{"text": f"发热 fever, {recipe}"}])
    (data / "ledger.json").write_text(json.dumps({"stage": recipe, "unexplained": 0}))
    told = {
        "recipe": recipe,
        "recipe_sha256": "0" * 64,
        "model": str(model),
        "data": str(data),
        "data_sha256": {name: rows.sha256(data / name) for name in ("train.jsonl", "ledger.json")},
    }
    (out / "training.json").write_text(json.dumps(told))


def copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to
