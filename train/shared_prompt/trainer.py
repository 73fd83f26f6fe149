"""TRL's DPOTrainer over shared prompts. `train.stage dpo` uses it where a recipe says so.

Loss (Rafailov et al. 2023; Aquila-Med, DPO), over the pairs of one optimiser step, on all ranks and
in all accumulated batches: sum of weight * -log sigmoid(beta * margin) / sum of weights.

Logged and evaluated are TRL's loss, rewards/*, logps/* and num_tokens, as means over pairs; not its
entropy, logits/* and mean_token_accuracy, which would read all logits again.
"""
# pyright: reportMissingImports=false

import copy
import math
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import torch
from accelerate.utils import is_peft_model
from datasets import Dataset
from torch.nn.functional import logsigmoid
from trl import DPOConfig, DPOTrainer
from trl.models import prepare_deepspeed
from trl.trainer.utils import use_adapter

from train.errors import DataError, RecipeError
from train.shared_prompt import reference
from train.shared_prompt.attention import FLEX, FLEX_BLOCK
from train.shared_prompt.batch import PARTS, Batch, SharedPromptCollator
from train.shared_prompt.checks import Counts, checked, mean_weight_one, with_column
from train.shared_prompt.forward import share_prompts

# Settings of TRL's that change the loss or the reference, and the only value we know.
ONLY = {
    "loss_type": ["sigmoid"],
    "loss_weights": None,
    "f_divergence_type": "reverse_kl",
    "ld_alpha": None,
    "use_weighting": False,
    "sync_ref_model": False,
}
INPUTS = ("input_ids", "position_ids", "spans", "picks", "targets")


class SharedPromptDPOTrainer(DPOTrainer):
    """Takes what DPOTrainer takes, by name. Rows may have a `weight` (1 where absent).

    Rows longer than `max_length` raise DataError, unless `drop_long_prompts` is set on the class:
    then the ends of responses are cut, prompts without room for one dropped, and `counted` tells.
    They carry their `length`: `train_sampling_strategy` may be group_by_length or batch_rebalance,
    which gives several ranks as much to do each; on one, order costs nothing.
    The reference is the model as it is given, or `ref_model`; with an adapter, the model without
    it. Raises RecipeError for settings whose loss would be another one, for a data collator, for
    metrics of one's own, and for FSDP.
    """

    loss_is_scaled_for_ga = True
    drop_long_prompts = False

    def __init__(self, model: Any, *, args: DPOConfig | None = None, **given: Any):
        own = copy.copy(args) if args else DPOConfig("shared-prompt-dpo")
        _refuse(own, given)
        own.precompute_ref_log_probs = True  # or a second model would stay in memory
        block = own.pad_to_multiple_of if isinstance(own.pad_to_multiple_of, int) else 1
        if torch.cuda.is_available() and not own.use_cpu:
            block = math.lcm(block, FLEX_BLOCK)
            _prefer_flex(model, own)
        self.counted: dict[str, Counts] = {}
        super().__init__(model, args=own, data_collator=SharedPromptCollator(block), **given)

    def _prepare_dataset(
        self, dataset: Any, processing_class: Any, args: DPOConfig, dataset_name: str
    ) -> Dataset:
        whole = copy.copy(args)
        whole.max_length = None  # or TRL drops rows without a word
        pairs = super()._prepare_dataset(dataset, processing_class, whole, dataset_name)
        pairs, self.counted[dataset_name] = checked(
            pairs, args.max_length, self.drop_long_prompts, dataset_name
        )
        return pairs if dataset_name == "train" else mean_weight_one(pairs)

    def _set_signature_columns_if_needed(self) -> None:
        super()._set_signature_columns_if_needed()
        self._signature_columns = [*{*self._signature_columns, "weight", "length"}]

    # The reference, once ---------------------------------------------------------------------

    def _precompute_ref_logps(self, dataset: Dataset, name: str, batch_size: int) -> Dataset:
        """Called by TRL for each data set, before the first step."""
        model = self._reference_model()
        pairs = dataset.select_columns([*PARTS, "length"])
        hashes = (self._reference_hash(), reference.hash_rows(pairs))
        key = "-".join((*(each[:20] for each in hashes), self.accelerator.mixed_precision))

        def score(places: Sequence[int]) -> list[tuple[float, float]]:
            batch = self._prepare_inputs(self.data_collator([pairs[place] for place in places]))
            chosen, rejected = self.compute_ref_log_probs(model, batch)
            return list(zip(chosen.tolist(), rejected.tolist(), strict=True))

        found = reference.compute(
            Path(self.args.output_dir) / "reference" / f"{key}.jsonl",
            pairs["length"],
            batch_size,
            score,
            self.accelerator,
            name,
            quiet=self.args.disable_tqdm,
        )
        dataset = with_column(dataset, "ref_chosen_logps", [chosen for _, chosen, _ in found])
        return with_column(dataset, "ref_rejected_logps", [rejected for _, _, rejected in found])

    def _reference_model(self) -> Any:
        if self.is_fsdp_enabled:
            raise RecipeError("shared prompts do not know FSDP: use DDP or ZeRO, or layout: stock")
        if self._precompute_engine is not None:
            return self._precompute_engine
        model = self.ref_model or self.model
        self._teach(model)
        if self.ref_model is not None:
            self._teach(self.model)
        elif self.is_deepspeed_enabled:
            model = self._precompute_engine = prepare_deepspeed(self.model, self.accelerator)
        return model

    def _teach(self, model: Any) -> None:
        base = self.accelerator.unwrap_model(model)
        base = base.get_base_model() if is_peft_model(base) else base
        share_prompts(base)

    def _reference_hash(self) -> str:
        if all(hasattr(parameter, "ds_tensor") for parameter in self.model.parameters()):
            return reference.hash_shards(self.ref_model or self.model)
        return self._precompute_model_hash

    def compute_ref_log_probs(self, model: Any, inputs: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-probabilities [B] of the chosen and of the rejected responses."""
        plain, adapter = self.accelerator.unwrap_model(self.model), nullcontext()
        if self.ref_model is None and is_peft_model(plain):
            adapter = use_adapter(plain, "ref" if "ref" in plain.peft_config else None)
        # ZeRO-3 keeps what it gathers, and could not train on inference tensors.
        still = torch.no_grad() if self.is_deepspeed_enabled else torch.inference_mode()
        training = model.training
        model.eval()
        with still, adapter, self.accelerator.autocast():
            found = self._response_log_probs(model, inputs)
        model.train(training)
        return found

    # The loss --------------------------------------------------------------------------------

    def _response_log_probs(self, model: Any, inputs: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        tokens = model(**{name: inputs[name] for name in INPUTS})
        pairs = len(inputs["spans"])
        sums = tokens.new_zeros(2 * pairs).index_add(0, inputs["owners"], tokens)
        return sums[:pairs], sums[pairs:]

    def _get_num_items_in_batch(
        self, batch_samples: list[Batch], device: torch.device
    ) -> torch.Tensor | None:
        """The weight of all pairs of an optimiser step, on all ranks."""
        if not batch_samples:
            return None
        weight = torch.stack([batch["weight"].sum() for batch in batch_samples]).sum()
        return self.accelerator.gather(weight.to(device).reshape(1)).sum()

    def compute_loss(
        self,
        model: Any,
        inputs: Batch,
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """The share of this batch in the step's loss; without a step, the batch's own."""
        if return_outputs:
            raise RecipeError("shared prompts return a loss, no outputs")
        chosen, rejected = self._response_log_probs(model, inputs)
        chosen_rewards = self.beta * (chosen - inputs["ref_chosen_logps"])
        rejected_rewards = self.beta * (rejected - inputs["ref_rejected_logps"])
        losses = inputs["weight"] * -logsigmoid(chosen_rewards - rejected_rewards)
        self._note(inputs, chosen, rejected, chosen_rewards, rejected_rewards)
        if not self.model.training:
            return losses.mean()  # weights are 1 in the mean over the data set
        whole = inputs["weight"].sum() if num_items_in_batch is None else num_items_in_batch
        ranks = 1 if num_items_in_batch is None else self.accelerator.num_processes
        # DDP and ZeRO take the mean over ranks. A step whose pairs all weigh nothing does nothing.
        return losses.sum() * ranks / whole.clamp(min=torch.finfo(losses.dtype).tiny)

    @torch.no_grad()
    def _note(self, inputs: Batch, *of_pairs: torch.Tensor) -> None:
        """Keeps a value a pair, so that means over pairs are logged."""
        mode = "train" if self.model.training else "eval"
        start, first, _, end = inputs["spans"].T
        tokens = first - start + end - start  # as TRL counts: the prompt twice
        columns = torch.stack([tokens.double(), *(each.double() for each in of_pairs)], dim=1)
        # Ranks may have batches of other sizes; what is added for the smaller ones has no tokens.
        columns = self.accelerator.gather_for_metrics(
            self.accelerator.pad_across_processes(columns)
        )
        for count, chosen, rejected, good, bad in columns.tolist():
            if count == 0:
                continue
            for name, value in {
                "rewards/chosen": good,
                "rewards/rejected": bad,
                "rewards/accuracies": float(good > bad),
                "rewards/margins": good - bad,
                "logps/chosen": chosen,
                "logps/rejected": rejected,
            }.items():
                self._metrics[mode][name].append(value)
            self._total_train_tokens += int(count) if mode == "train" else 0
        self._metrics[mode]["num_tokens"] = [self._total_train_tokens]


def _refuse(args: DPOConfig, given: dict[str, Any]) -> None:
    for name, known in ONLY.items():
        if (value := getattr(args, name)) not in (known, *(known if name == "loss_type" else ())):
            raise RecipeError(
                f"shared prompts know `{name}: {known}` only, not {value}: layout: stock has it"
            )
    for name in ("data_collator", "compute_metrics"):
        if given.pop(name, None) is not None:
            raise RecipeError(f"shared prompts take no `{name}`")
    for name in ("train_dataset", "eval_dataset"):
        sets = given.get(name)
        for each in sets.values() if isinstance(sets, dict) else [sets]:
            if each is not None and not isinstance(each, Dataset):
                raise DataError(f"{name}: shared prompts need rows that can be counted, no stream")
            if each is not None and not len(each):
                raise DataError(f"{name} has no row")


def _prefer_flex(model: Any, args: DPOConfig) -> None:
    """On CUDA, block masks need FlexAttention; what the recipe names stays."""
    if not isinstance(model, str):
        if model.config._attn_implementation == "sdpa":
            model.set_attn_implementation(FLEX)
        return
    given = dict(args.model_init_kwargs or {})
    given["attn_implementation"] = given.get("attn_implementation") or FLEX
    args.model_init_kwargs = given
