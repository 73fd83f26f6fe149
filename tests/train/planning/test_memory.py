"""The estimate against published figures, against autograd, and what it refuses."""
# pyright: reportMissingImports=false

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM, Qwen3Config, Qwen3ForCausalLM

from train.errors import DataError, DoesNotFit
from train.planning import memory
from train.planning.memory import GIB, Run, estimate, peak, refuse
from train.planning.shape import Shape, read_shape

LLAMA2_7B = Shape(4096, 32, 32, 32, 128, 11008, 32000, tied=False)
LLAMA3_8B = Shape(4096, 32, 32, 8, 128, 14336, 128256, tied=False)
QWEN25_7B = Shape(3584, 28, 28, 4, 128, 18944, 152064, tied=False, qkv_bias=True)
QWEN3_06B = Shape(1024, 28, 16, 8, 128, 3072, 151936, tied=True, qk_norm=True)
AQUILA_7B = Shape(4096, 32, 32, 8, 128, 14336, 151851, tied=False)
ALL = ("all-linear",)


@pytest.mark.parametrize(
    ("shape", "published"),
    [
        (LLAMA2_7B, 6_738_415_616),
        (LLAMA3_8B, 8_030_261_248),
        (QWEN25_7B, 7_615_616_512),
        (QWEN3_06B, 596_049_920),
    ],
)
def test_parameters_are_those_of_the_published_models(shape: Shape, published: int):
    assert shape.parameters() == published


def test_lora_parameters_are_those_that_peft_reports():
    assert LLAMA2_7B.adapter(8, ["all-linear"]) == 19_988_480
    assert LLAMA2_7B.adapter(8, None) == LLAMA2_7B.adapter(8, ["q_proj", "v_proj"]) == 4_194_304


@pytest.mark.parametrize(
    ("stage", "ranks", "gb"),
    [(3, 1, 120), (1, 64, 31.4), (2, 64, 16.6), (3, 64, 1.9)],
)
def test_model_states_are_those_of_the_zero_paper(stage: int, ranks: int, gb: float):
    """Rajbhandari et al. 2020, figure 1: 7.5 billion parameters, GB of 10^9 bytes."""
    shape = replace(LLAMA2_7B, vocabulary=32000 + (7_500_000_000 - 6_738_415_616) // 8192)
    parts = estimate(shape, Run(ranks=ranks, rows=1, length=1, zero=stage))
    states = parts["weights"] + parts["gradients"] + parts["Adam"]
    assert states / 1e9 == pytest.approx(gb, abs=0.05)


def saved_by_a_block(model: Any, config: Any, tokens: int) -> int:
    """Bytes that autograd keeps for one block more, its weights apart."""

    def saved(layers: int) -> int:
        config.num_hidden_layers = layers
        body = model(config).to(torch.bfloat16).train().model
        weights = {weight.untyped_storage().data_ptr() for weight in body.parameters()}
        kept = {}

        def keep(tensor: torch.Tensor) -> torch.Tensor:
            storage = tensor.untyped_storage()
            if storage.data_ptr() not in weights:
                kept[storage.data_ptr()] = (
                    storage.nbytes(),
                    tensor,
                )  # alive: its address is its own
            return tensor

        with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
            output = body(input_ids=torch.arange(tokens)[None])
        assert output.last_hidden_state.requires_grad
        return sum(size for size, _ in kept.values())

    return saved(2) - saved(1)


@pytest.mark.parametrize(
    ("model", "config"), [(LlamaForCausalLM, LlamaConfig), (Qwen3ForCausalLM, Qwen3Config)]
)
@pytest.mark.parametrize(
    ("hidden", "ffn", "heads", "kv_heads", "head_dim"),
    [(256, 512, 8, 4, 32), (256, 896, 8, 8, 32), (512, 1792, 8, 2, 64)],
)
def test_a_blocks_activations_are_what_autograd_keeps(
    model, config, hidden, ffn, heads, kv_heads, head_dim
):
    settings = config(
        hidden_size=hidden,
        intermediate_size=ffn,
        num_attention_heads=heads,
        num_key_value_heads=kv_heads,
        head_dim=head_dim,
        vocab_size=128,
        attn_implementation="sdpa",
    )
    shape = Shape(
        hidden, 1, heads, kv_heads, head_dim, ffn, 128, True, qk_norm=config is Qwen3Config
    )
    told = memory._block_bytes(shape, Run(1, 1, 1))
    assert told == pytest.approx(saved_by_a_block(model, settings, 64) / 64, rel=0.1)


def test_a_config_file_gives_the_parameters_of_the_model_it_makes(tiny: Path):
    shape = read_shape(tiny)
    model = Qwen3ForCausalLM.from_pretrained(tiny)
    assert shape
    assert shape.parameters() == sum(weight.numel() for weight in model.parameters())


def test_aquila_med_fits_the_papers_cards():
    for run in (
        Run(ranks=24, rows=4, length=4096, zero=3),
        Run(ranks=8, rows=4, length=2048, zero=3),
        Run(ranks=8, rows=2, length=4096, zero=3, pairs=True),
        Run(ranks=1, rows=4, length=2048, adapter=(16, ALL)),
    ):
        refuse(AQUILA_7B, run, 40)


def test_a_full_7b_on_one_card_is_refused_with_what_would_fit():
    alone = Run(ranks=1, rows=4, length=2048, half_weights=False)
    with pytest.raises(DoesNotFit, match=r"1\d\d\.\d GiB a GPU are needed and 40 are there") as no:
        refuse(AQUILA_7B, alone, 40)
    for way in ("zero3_offload.json", "LoRA (--use_peft true", "QLoRA"):
        assert way in str(no.value)


def test_what_a_refusal_offers_fits():
    run = Run(ranks=8, rows=32, length=4096, zero=3)
    fits = dict(memory._ways(run))
    with pytest.raises(DoesNotFit) as no:
        refuse(AQUILA_7B, run, 40)
    offered = str(no.value).split("What would fit: ")[1].split("; or ")
    assert "--per_device_train_batch_size 1" in offered
    for way in offered:
        refuse(AQUILA_7B, fits[way], 40)


def test_a_card_too_small_for_anything_is_told_so():
    with pytest.raises(DoesNotFit, match="take larger cards"):
        refuse(AQUILA_7B, Run(ranks=1, rows=1, length=512, half_weights=False), 2)


def test_each_saving_saves():
    run = Run(ranks=8, rows=4, length=2048, zero=2, pairs=True, reference=True)

    def need(**changes: Any) -> float:
        return peak(estimate(AQUILA_7B, replace(run, **changes)))

    for saving in (
        {"zero": 3},
        {"offload_optimizer": True},
        {"reference": False},
        {"rows": 1},
        {"length": 1024},
        {"adapter": (16, ALL)},
    ):
        assert need(**saving) < need(), saving
    assert need(checkpointing=False) > need()
    assert need(eager_attention=True) > need()
    lora = {"adapter": (16, ALL), "reference": False, "zero": 0}
    assert need(**lora, bits=4) < need(**lora, bits=8) < need(**lora)


def test_what_is_offloaded_lies_in_main_memory():
    run = Run(ranks=8, rows=1, length=2048, zero=3, offload_optimizer=True, offload_weights=True)
    assert memory.on_host(AQUILA_7B, run, 1) == 18 * AQUILA_7B.parameters()
    assert estimate(AQUILA_7B, run)["Adam"] == 0
    assert "main memory" in memory.table(AQUILA_7B, run, 40, 1)


def test_the_table_adds_up():
    run = Run(ranks=8, rows=4, length=2048, zero=3)
    text = memory.table(AQUILA_7B, run, 40, 1)
    assert f"{peak(estimate(AQUILA_7B, run)) / GIB:8.1f} GiB of 40 a GPU" in text


def test_an_unknown_architecture_is_not_guessed_at(tmp_path: Path):
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"model_type": "mixtral"}), encoding="utf-8")
    assert read_shape(tmp_path) is None
    config.write_text(json.dumps({"model_type": "llama"}), encoding="utf-8")
    with pytest.raises(DataError, match="is not a model's"):
        read_shape(tmp_path)
    assert read_shape(tmp_path / "none") is None
