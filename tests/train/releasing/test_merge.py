"""LoRA merges: the same words from one set of weights."""
# pyright: reportMissingImports=false

import json
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.train import stages
from train import release
from train.errors import ReleaseError
from train.releasing import merge


@pytest.fixture
def adapter(tiny: Path, tmp_path: Path) -> Path:
    return stages.trained(tiny, tmp_path / "dpo", adapter=True)


def answers(tiny: Path, *folders: Path) -> torch.Tensor:
    tokens = AutoTokenizer.from_pretrained(tiny).encode("儿童发热。 A child's fever.")
    return merge.logits(merge.load(*folders), tokens)


def test_a_merged_release_speaks_as_base_and_adapter_do(
    tiny: Path, adapter: Path, tmp_path: Path
) -> None:
    told = release.make(adapter, tmp_path / "r1", merging=True)
    assert told["kind"] == "merged"
    assert 0 <= told["merge"]["logits_moved"] < 1e-5
    both, alone = answers(tiny, tiny, adapter), answers(tiny, tmp_path / "r1")
    assert merge.apart(both, alone) < 1e-5
    assert merge.apart(answers(tiny, tiny), alone) > 0.01  # the adapter does say something
    assert not (tmp_path / "r1" / "adapter_config.json").exists()


def test_a_merge_keeps_the_precision_and_stays_within_its_rounding(
    tiny: Path, tmp_path: Path
) -> None:
    half = tmp_path / "half"
    AutoModelForCausalLM.from_pretrained(tiny, dtype=torch.bfloat16).save_pretrained(half)
    AutoTokenizer.from_pretrained(tiny).save_pretrained(half)
    adapter = stages.trained(half, tmp_path / "dpo", adapter=True)
    told = release.make(adapter, tmp_path / "r1", merging=True)
    assert merge.load(tmp_path / "r1").dtype == torch.bfloat16
    assert 1e-4 < told["merge"]["logits_moved"] < merge.BOUNDS[torch.bfloat16]


def test_an_adapter_over_a_stage_is_merged_into_that_stages_weights(
    tiny: Path, tmp_path: Path
) -> None:
    sft = stages.trained(tiny, tmp_path / "sft")
    adapter = stages.trained(sft, tmp_path / "dpo", recipe="dpo", adapter=True)
    told = release.make(adapter, tmp_path / "r1", merging=True)
    assert (told["base"], len(told["stages"])) == (tiny.name, 2)
    assert merge.apart(answers(tiny, sft, adapter), answers(tiny, tmp_path / "r1")) < 1e-5


def test_weights_that_a_merge_moves_too_far_are_refused(
    tiny: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(merge.BOUNDS, torch.float32, 1e-12)
    with pytest.raises(ReleaseError, match="moved the logits"):
        merge.merged(adapter, tiny, [[5, 6, 7]])


def test_what_is_no_lora_adapter_is_refused(tiny: Path, adapter: Path, tmp_path: Path) -> None:
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps(merge.settings(adapter) | {"peft_type": "IA3"}))
    with pytest.raises(ReleaseError, match="only LORA can be merged"):
        release.make(adapter, tmp_path / "r1", merging=True)
    full = stages.trained(tiny, tmp_path / "sft")
    with pytest.raises(ReleaseError, match="no adapter to merge"):
        release.make(full, tmp_path / "r1", merging=True)
