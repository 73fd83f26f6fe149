"""What TRL makes of an export. Run it inside `.venv-train`:

    HF_HUB_OFFLINE=1 .venv-train/bin/python tests/train/read_rows.py dpo|kto|sft ROWS FOLDER

Builds TRL's own trainer on a tiny random model, with the tokenizer of a model folder, and prints as
JSON how many rows its data set kept, and the first prompt as it was tokenized and decoded again.
"""
# pyright: reportMissingImports=false

import json
import sys
import tempfile
from typing import Any

import torch
from datasets import Dataset, load_dataset
from transformers import AutoTokenizer, PreTrainedTokenizerBase, Qwen3Config, Qwen3ForCausalLM
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

LONG = 8192  # no prompt of ours may be dropped for its length
TRAINERS: dict[str, tuple[Any, Any]] = {
    "dpo": (DPOTrainer, DPOConfig),
    "kto": (KTOTrainer, KTOConfig),
    "sft": (SFTTrainer, SFTConfig),
}


def save_tiny(vocabulary: int, folder: str) -> None:
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1, "head_dim": 16}
    heads = {"num_attention_heads": 2, "num_key_value_heads": 2}
    config = Qwen3Config(vocab_size=vocabulary, max_position_embeddings=LONG, **sizes, **heads)
    Qwen3ForCausalLM(config).save_pretrained(folder)


def train(kind: str, rows: Dataset, tokenizer: PreTrainedTokenizerBase, out: str) -> Any:
    make_trainer, make_config = TRAINERS[kind]
    config = make_config(
        output_dir=out,
        max_length=LONG,
        max_steps=1,
        per_device_train_batch_size=2,
        use_cpu=True,
        bf16=False,
        report_to=[],
        save_strategy="no",
        disable_tqdm=True,
    )
    save_tiny(len(tokenizer), f"{out}/model")  # by its path: DPO loads its reference from there
    trainer = make_trainer(
        model=f"{out}/model", args=config, train_dataset=rows, processing_class=tokenizer
    )
    trainer.train()
    return trainer


def main(kind: str, path: str, folder: str) -> None:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    form = "parquet" if path.endswith(".parquet") else "json"
    with tempfile.TemporaryDirectory() as out:
        rows = load_dataset(form, data_files=path, split="train", cache_dir=out)
        trainer = train(kind, rows, tokenizer, out)
        first = trainer.train_dataset[0]
        ids = first.get("prompt_ids") or first.get("prompt_input_ids") or first["input_ids"]
        told = {"rows": len(rows), "kept": len(trainer.train_dataset)}
        sys.stdout.write(json.dumps({**told, "first": tokenizer.decode(ids)}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
