"""Packed documents do not attend to each other, on CPUs too, where no kernel knows their borders.

transformers makes a mask from position ids that start again; TRL's `bfd` packing gives it those.
"""
# pyright: reportMissingImports=false

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import MistralConfig, MistralForCausalLM
from trl import SFTConfig

from tests.train.staging import RECIPE, prepare
from train.training import feed
from train.training.packed_attention import BY_DOCUMENT, for_packing
from train.training.trainers import PerSourceSFT


@pytest.mark.parametrize("attention", ["sdpa", "eager", BY_DOCUMENT])
def test_packed_documents_do_not_see_each_other(attention: str, tiny: Path, tmp_path: Path) -> None:
    """The loss of a packed batch is the token-weighted loss of its documents apart."""
    config = prepare(tmp_path, tiny, "cpt", count=12)
    dataset = feed.load(config.parent / "data" / "train.jsonl", "sft", tmp_path / "cache")
    packed = trainer(tiny, tmp_path, dataset, attention, packing=True, packing_strategy="bfd_split")
    apart = trainer(tiny, tmp_path, dataset, attention, per_device_train_batch_size=1)
    assert len(packed.train_dataset) < len(apart.train_dataset) == 12
    together = summed(packed)
    assert together[1] == summed(apart)[1] == packed.counted["train"]["tokens"] - 12
    assert together[0] / together[1] == pytest.approx(summed(apart)[0] / together[1], abs=1e-5)


def test_without_borders_the_loss_would_be_another(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "cpt", count=12)
    dataset = feed.load(config.parent / "data" / "train.jsonl", "sft", tmp_path / "cache")
    packed = trainer(tiny, tmp_path, dataset, "sdpa", packing=True)
    total, _ = summed(packed)
    collate = packed.data_collator
    packed.data_collator = lambda rows: without_borders(collate(rows))
    assert abs(summed(packed)[0] - total) > 1e-2


def test_a_window_is_kept() -> None:
    config = MistralConfig(
        vocab_size=64, hidden_size=32, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2, num_key_value_heads=1, sliding_window=4,
    )  # fmt: skip
    torch.manual_seed(0)
    model = MistralForCausalLM(config).eval()
    ends = torch.tensor([0, 9, 16], dtype=torch.int32)
    packed = {"position_ids": torch.cat([torch.arange(9), torch.arange(7)])[None]}
    packed |= {"input_ids": torch.arange(16)[None], "cu_seq_lens_q": ends, "cu_seq_lens_k": ends}
    found = []
    for attention in ("sdpa", BY_DOCUMENT):
        model.set_attn_implementation(attention)
        found.append(model(**packed, use_cache=False).logits)
    assert torch.allclose(*found, atol=1e-6)


def test_an_attention_that_knows_borders_is_left_alone() -> None:
    assert for_packing("flash_attention_2") == "flash_attention_2"
    assert for_packing("sdpa") == for_packing(None) == BY_DOCUMENT


def without_borders(batch: dict[str, Any]) -> dict[str, Any]:
    return {"position_ids": torch.arange(batch["input_ids"].shape[1])[None]} | {
        name: batch[name] for name in ("input_ids", "labels")
    }


def trainer(tiny: Path, folder: Path, dataset: Any, attention: str, **settings: Any) -> Any:
    kept = {"use_cpu", "bf16", "gradient_checkpointing", "disable_tqdm"}
    kind: Any = PerSourceSFT
    return kind(
        model=str(tiny),
        args=SFTConfig(
            output_dir=str(folder / "out"),
            max_length=256,
            model_init_kwargs={"attn_implementation": attention, "dtype": "float32"},
            **{key: RECIPE[key] for key in kept},
            **settings,
        ),
        train_dataset=dataset,
    )


def summed(trainer: Any) -> tuple[float, int]:
    """The summed loss over all its batches, and the number of tokens it is of."""
    trainer.model.eval()
    total, tokens = 0.0, 0
    with torch.no_grad():
        for batch in trainer.get_train_dataloader():
            count = int((batch["labels"][:, 1:] != -100).sum())
            total += float(trainer.compute_loss(trainer.model, batch)) * count
            tokens += count
    return total, tokens
