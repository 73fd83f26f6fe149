"""Our DPO against stock TRL's: the same loss, gradients, metrics; and what only ours does."""
# pyright: reportMissingImports=false

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import DPOConfig, DPOTrainer

from tests.train.shared_prompts import (
    apart,
    both,
    move,
    norm,
    pair,
    pairs,
    save_llama,
    step,
    trainer,
)
from train.errors import DataError, RecipeError
from train.shared_prompt import SharedPromptDPOTrainer

ours = SharedPromptDPOTrainer


@pytest.fixture(scope="module")
def llama(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_llama(tmp_path_factory.mktemp("llama"), AutoTokenizer.from_pretrained(tiny))


@pytest.mark.parametrize("architecture", ["qwen3", "llama"])
@pytest.mark.parametrize("beta", [0.1, 0.03])
def test_loss_and_gradients_are_stock_trls(
    tiny: Path, llama: Path, architecture: str, beta: float, tmp_path: Path
) -> None:
    model = {"qwen3": tiny, "llama": llama}[architecture]
    stock, shared = both(model, tmp_path, pairs(8), beta=beta)
    (loss, gradients), (own_loss, own_gradients) = step(stock), step(shared)
    assert loss != pytest.approx(0.6931, abs=1e-3)  # the policy has left the reference
    assert own_loss == pytest.approx(loss, rel=1e-4)
    assert norm(own_gradients) == pytest.approx(norm(gradients), rel=1e-4)
    assert apart(gradients, own_gradients) < 1e-4


def test_an_adapter_is_held_against_the_model_without_it(tiny: Path, tmp_path: Path) -> None:
    lora = LoraConfig(r=4, target_modules="all-linear", task_type="CAUSAL_LM")
    stock, shared = both(tiny, tmp_path, pairs(6), peft=lora)
    (loss, gradients), (own_loss, own_gradients) = step(stock), step(shared)
    assert loss != pytest.approx(0.6931, abs=1e-3)
    assert own_loss == pytest.approx(loss, rel=1e-4)
    assert apart(gradients, own_gradients) < 1e-4


def test_a_reference_that_is_given_is_the_reference(tiny: Path, tmp_path: Path) -> None:
    losses = []
    for kind in (DPOTrainer, ours):
        policy, other = (AutoModelForCausalLM.from_pretrained(tiny) for _ in range(2))
        move(other)
        each = kind(
            policy,
            ref_model=other,
            args=DPOConfig(
                output_dir=str(tmp_path / kind.__name__),
                use_cpu=True,
                bf16=False,
                report_to="none",
                per_device_train_batch_size=4,
            ),
            train_dataset=pairs(4),
            processing_class=AutoTokenizer.from_pretrained(tiny),
        )
        losses.append(step(each)[0])
    assert losses[0] != pytest.approx(0.6931, abs=1e-3)
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)


@pytest.mark.parametrize("reentrant", [False, True])
def test_recomputed_activations_change_nothing(tiny: Path, reentrant: bool, tmp_path: Path) -> None:
    kept = trainer(ours, tiny, tmp_path / "kept", pairs(4))
    again = trainer(ours, tiny, tmp_path / "again", pairs(4))
    move(kept.model)
    move(again.model)
    again.model.gradient_checkpointing_enable({"use_reentrant": reentrant})
    if reentrant:
        again.model.enable_input_require_grads()
    (loss, gradients), (same_loss, same_gradients) = step(kept), step(again)
    assert same_loss == pytest.approx(loss, rel=1e-6)
    assert apart(gradients, same_gradients) < 1e-6


def test_evaluation_says_what_stock_trl_says(tiny: Path, tmp_path: Path) -> None:
    held_out = {"eval_dataset": pairs(4), "per_device_eval_batch_size": 2}
    stock, shared = both(tiny, tmp_path, pairs(4), **held_out)
    said, own = (each.evaluate() | each.state.log_history[-1] for each in (stock, shared))
    for name in (
        "loss",
        *(f"rewards/{what}" for what in REWARDS),
        "logps/chosen",
        "logps/rejected",
    ):
        assert own[f"eval_{name}"] == pytest.approx(said[f"eval_{name}"], rel=1e-3, abs=1e-5), name


REWARDS = ("chosen", "rejected", "accuracies", "margins")


def test_a_weighty_pair_counts_for_more(tiny: Path, tmp_path: Path) -> None:
    def loss_of(*numbers_and_weights: tuple[int, float]) -> float:
        made = [pair(number, weight=weight) for number, weight in numbers_and_weights]
        each = trainer(ours, tiny, tmp_path / str(numbers_and_weights), Dataset.from_list(made))
        move(each.model)
        return step(each)[0]

    one, other = loss_of((0, 1.0)), loss_of((1, 1.0))
    assert one != pytest.approx(other, rel=0.01)
    assert loss_of((0, 3.0), (1, 1.0)) == pytest.approx((3 * one + other) / 4, rel=1e-5)
    assert loss_of((0, 0.5), (1, 0.0)) == pytest.approx(one, rel=1e-5)


def test_held_out_loss_is_the_weighted_mean_over_all_batches(tiny: Path, tmp_path: Path) -> None:
    weights = [4.0, 1.0, 0.5]
    held_out = Dataset.from_list([pair(n, weight=weight) for n, weight in enumerate(weights)])

    def loss_of(rows: Dataset, batch: int) -> float:
        each = trainer(
            ours,
            tiny,
            tmp_path / f"{len(rows)}-{batch}-{rows[0]['weight']}",
            pairs(2),
            eval_dataset=rows,
            per_device_eval_batch_size=batch,
        )
        move(each.model)
        return each.evaluate()["eval_loss"]

    alone = [loss_of(held_out.select([n]), 1) for n in range(3)]
    mean = sum(w * loss for w, loss in zip(weights, alone, strict=True)) / sum(weights)
    assert loss_of(held_out, 2) == pytest.approx(mean, rel=1e-5)


def test_accumulated_batches_are_one_batch(tiny: Path, tmp_path: Path) -> None:
    """With weights, and a last batch that is smaller: five pairs in batches of two."""
    made = Dataset.from_list([pair(n, weight=1.0 + n) for n in range(5)])

    def trained(out: str, batch: int, accumulated: int) -> dict[str, torch.Tensor]:
        each = trainer(
            ours,
            tiny,
            tmp_path / out,
            made,
            per_device_train_batch_size=batch,
            gradient_accumulation_steps=accumulated,
            max_steps=1,
            learning_rate=0.1,
            optim="sgd",
            max_grad_norm=0.0,
        )
        move(each.model)
        each.train()
        return {name: weights.detach() for name, weights in each.model.named_parameters()}

    whole, parts = trained("whole", 5, 1), trained("parts", 2, 3)
    assert apart(whole, parts) < 1e-6


def test_a_resumed_run_ends_where_an_unbroken_one_does(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def train(out: str, resume: bool = False) -> Any:
        each = trainer(
            ours,
            tiny,
            tmp_path / out,
            pairs(10),
            per_device_train_batch_size=2,
            num_train_epochs=2,
            save_strategy="steps",
            save_steps=7,
            learning_rate=1e-3,
        )
        each.train(resume_from_checkpoint=str(tmp_path / out / "checkpoint-7") if resume else None)
        return each

    unbroken = train("run")
    monkeypatch.setattr(ours, "compute_ref_log_probs", None)  # all of it is on the disk
    resumed = train("run", resume=True)
    for one, other in zip(unbroken.model.parameters(), resumed.model.parameters(), strict=True):
        assert torch.equal(one, other)


def test_training_prefers_what_was_chosen(tiny: Path, tmp_path: Path) -> None:
    each = trainer(
        ours, tiny, tmp_path, pairs(8), eval_dataset=pairs(8), max_steps=8, learning_rate=1e-3
    )
    before = each.evaluate()
    each.train()
    after = each.evaluate()
    assert before["eval_loss"] == pytest.approx(0.6931, abs=1e-3)  # the policy is the reference
    assert after["eval_loss"] < before["eval_loss"] - 0.1
    logged = [entry for entry in each.state.log_history if "rewards/accuracies" in entry]
    assert logged[-1]["rewards/accuracies"] == 1.0
    each.save_model(str(tmp_path / "saved"))
    assert "shared_prompt" not in (tmp_path / "saved" / "config.json").read_text()
    again = AutoModelForCausalLM.from_pretrained(tmp_path / "saved")
    assert again.config._attn_implementation == "sdpa"


def test_a_row_too_long_is_refused_and_named(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"\d of 8 rows of train are longer than max_length 30; "):
        trainer(ours, tiny, tmp_path, pairs(8), max_length=30)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"loss_type": ["ipo"]}, "loss_type"),
        ({"loss_type": ["sigmoid", "sft"]}, "loss_type"),
        ({"f_divergence_type": "js_divergence"}, "f_divergence_type"),
        ({"ld_alpha": 0.5}, "ld_alpha"),
        ({"use_weighting": True}, "use_weighting"),
    ],
)
def test_a_loss_it_does_not_know_is_refused(
    tiny: Path, tmp_path: Path, settings: dict[str, Any], why: str
) -> None:
    with pytest.raises(RecipeError, match=why):
        trainer(ours, tiny, tmp_path, pairs(2), **settings)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"layer_types": ["sliding_attention", "full_attention"]}, "full attention"),
        ({"logit_scale": 0.5}, "logit_scale"),
    ],
)
def test_a_model_it_would_get_wrong_is_refused(
    tiny: Path, tmp_path: Path, changed: dict[str, Any], why: str
) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny)
    for name, value in changed.items():
        setattr(model.config, name, value)
    args = DPOConfig(output_dir=str(tmp_path), use_cpu=True, bf16=False, report_to="none")
    tokenizer = AutoTokenizer.from_pretrained(tiny)
    with pytest.raises(RecipeError, match=why):
        ours(model, args=args, train_dataset=pairs(2), processing_class=tokenizer)


def test_batches_may_be_of_one_length(tiny: Path, tmp_path: Path) -> None:
    def spread(out: str, **given: Any) -> int:
        each = trainer(
            ours, tiny, tmp_path / out, pairs(96), per_device_train_batch_size=4, **given
        )
        sizes = [
            batch["spans"][:, 3] - batch["spans"][:, 0] for batch in each.get_train_dataloader()
        ]
        return sum(int(size.max() - size.min()) for size in sizes)

    assert spread("even", train_sampling_strategy="group_by_length") < spread("any") / 2


def test_no_rows_and_no_stream(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="train_dataset has no row"):
        trainer(ours, tiny, tmp_path, pairs(2).select([]))
    args = DPOConfig(output_dir=str(tmp_path), use_cpu=True, bf16=False, report_to="none")
    with pytest.raises(DataError, match="no stream"):
        ours(str(tiny), args=args, train_dataset=pairs(2).to_iterable_dataset())


def test_the_reference_lies_on_the_disk_by_model_and_rows(tiny: Path, tmp_path: Path) -> None:
    trainer(ours, tiny, tmp_path, pairs(3))
    trainer(ours, tiny, tmp_path, pairs(3), beta=0.5)  # neither another model nor other rows
    (file,) = (tmp_path / "reference").iterdir()
    assert sorted(json.loads(line)[0] for line in file.read_text().splitlines()) == [0, 1, 2]
    trainer(ours, tiny, tmp_path, pairs(4))
    assert len(list((tmp_path / "reference").iterdir())) == 2
