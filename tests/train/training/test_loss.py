"""On a CPU the loss is torch's, and TRL's to the last digits that count."""
# pyright: reportMissingImports=false

from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset
from trl import SFTConfig, SFTTrainer

from train.training.trainers import PerSourceSFT

ROWS = [
    {"text": text} for text in ("儿童发热时应多喝水。", "A fever in a child: drink enough.", "咳嗽")
]


def trainer(tiny: Path, folder: Path, **settings: Any) -> Any:
    kind: Any = PerSourceSFT
    return kind(
        model=str(tiny),
        args=SFTConfig(
            output_dir=str(folder / "out"),
            use_cpu=True,
            bf16=False,
            gradient_checkpointing=False,
            per_device_train_batch_size=3,
            model_init_kwargs={"dtype": "float32"},
            **settings,
        ),
        train_dataset=Dataset.from_list(ROWS),
    )


@pytest.mark.parametrize("packing", [False, True])
@pytest.mark.parametrize("items", [None, 100])
def test_the_loss_and_its_gradient_are_those_of_trl(
    tiny: Path, tmp_path: Path, packing: bool, items: int | None
) -> None:
    ours = trainer(tiny, tmp_path, packing=packing, max_length=64)
    ours.model.train()
    batch = next(iter(ours.get_train_dataloader()))
    found = []
    for compute in (PerSourceSFT.compute_loss, SFTTrainer.compute_loss):
        ours.model.zero_grad()
        loss = compute(ours, ours.model, dict(batch), num_items_in_batch=items)
        loss.backward()
        norm = sum(float(each.grad.norm()) for each in ours.model.parameters())
        found.append((loss.item(), norm))
    assert found[0] == pytest.approx(found[1], rel=1e-5)


@pytest.mark.parametrize("packing", [False, True])
def test_tokens_are_counted(tiny: Path, tmp_path: Path, packing: bool) -> None:
    ours = trainer(tiny, tmp_path, packing=packing, max_length=64, max_steps=1)
    ours.train()
    read = sum(len(row["input_ids"]) for row in ours.train_dataset)
    assert ours.state.num_input_tokens_seen in (0, read)
    assert ours._total_train_tokens == read
