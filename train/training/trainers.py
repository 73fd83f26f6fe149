"""TRL's trainers as a stage runs them: held-out rows per data set, and every row accounted for.

`PerSource` goes before a trainer; `counted` tells what TRL's own preparation did to the rows:
{"rows", "dropped", "cut" (rows longer than max_length), "tokens", "tokens_cut", "sequences"}.
"""
# pyright: reportMissingImports=false

import copy
import logging
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from transformers import Trainer
from trl import DPOTrainer, SFTTrainer, get_peft_config, get_quantization_config

from train.errors import DataError
from train.recipe import StageRecipe
from train.training import feed
from train.training.checkpoints import Checkpoints
from train.training.curves import History
from train.training.evaluation import Patience, exhausted, mean_over
from train.training.identity import Run
from train.training.packed_attention import for_packing

Counts = dict[str, int]


class PerSource:
    """Adds the mean over the data sets to an evaluation, and stops where a run is to stop."""

    source: str | None = None  # the data set that is being evaluated
    patience: int | None = None
    drop_long_prompts = False

    def evaluate(self: Any, *args: Any, **kwargs: Any) -> dict[str, float]:
        if kwargs.get("eval_dataset") is not None:
            self.source = kwargs["metric_key_prefix"].removeprefix("eval_")
            return super().evaluate(*args, **kwargs)  # pyright: ignore
        metrics = super().evaluate(*args, **kwargs)  # pyright: ignore
        self.source = None
        means = mean_over(list(self.eval_dataset or ()), metrics)
        self.log(dict(means))
        metrics |= means
        self.control = self.callback_handler.on_evaluate(
            self.args, self.state, self.control, metrics
        )
        return metrics

    def log(self: Any, logs: dict[str, float], start_time: float | None = None) -> None:
        if self.source and not self.model.training:  # TRL would name it as of all data sets
            measured = self._metrics["eval"]
            for key in list(measured):
                measured[f"{self.source}_{key}"] = measured.pop(key)
        super().log(logs, start_time)  # pyright: ignore

    def _run_epoch(self: Any, *args: Any, **kwargs: Any) -> None:
        # transformers takes a step too many when it resumes from a run's last checkpoint.
        if self.state.global_step >= self.state.max_steps or exhausted(
            self.state.log_history, self.patience
        ):
            self.control.should_training_stop = True
            return
        super()._run_epoch(*args, **kwargs)  # pyright: ignore

    def _save(self: Any, *args: Any, **kwargs: Any) -> None:
        """With the cache on, as who serves the model wants it; in training it is off."""
        config = self.model.config
        while_training, config.use_cache = config.use_cache, True
        try:
            super()._save(*args, **kwargs)  # pyright: ignore
        finally:
            config.use_cache = while_training

    def _load_best_model(self) -> None:
        """Nothing: the best weights are on the disk already (`checkpoints.keep_model`)."""


class PerSourceSFT(PerSource, SFTTrainer):
    def compute_loss(
        self, model: Any, inputs: Any, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        """On a CPU by torch's own cross entropy: the same loss, without entropy and accuracy.

        TRL's output layer goes through the vocabulary in chunks to save a GPU's memory; on a CPU
        that takes two thirds of a tiny model's step.
        """
        given = (model, inputs, return_outputs, num_items_in_batch)
        if not self.args.use_cpu:
            return super().compute_loss(*given)
        if self.model.training:
            read = inputs["attention_mask" if "attention_mask" in inputs else "input_ids"]
            tokens = read.sum() if "attention_mask" in inputs else torch.tensor(read.numel())
            self._total_train_tokens += int(self.accelerator.gather_for_metrics(tokens).sum())
        self._metrics["train" if self.model.training else "eval"]["num_tokens"] = [
            self._total_train_tokens
        ]
        return Trainer.compute_loss(self, *given)

    def _prepare_dataset(
        self,
        dataset: Any,
        processing_class: Any,
        args: Any,
        packing: bool,
        formatting_func: Any,
        dataset_name: str,
    ) -> Any:
        """In two steps, which TRL allows: tokens as they are, then what TRL makes of them."""
        rest = (formatting_func, dataset_name)
        tokenised = super()._prepare_dataset(dataset, processing_class, _uncut(args), False, *rest)
        fed = super()._prepare_dataset(tokenised, processing_class, args, packing, *rest)
        lengths = feed.lengths(tokenised, "input_ids")
        split = packing and args.packing_strategy != "bfd"
        counts = _counts(lengths, None if split else args.max_length, len(fed))
        counts["dropped"] = 0 if packing else len(tokenised) - len(fed)
        return _accounted(self, fed, dataset_name, counts)


class PerSourceDPO(PerSource, DPOTrainer):
    def _prepare_dataset(
        self, dataset: Any, processing_class: Any, args: Any, dataset_name: str
    ) -> Any:
        fed = super()._prepare_dataset(dataset, processing_class, _uncut(args), dataset_name)
        prompt, *answers = (feed.lengths(fed, f"{part}_ids") for part in feed.PAIR)
        longer = prompt + np.maximum(*answers)
        before, limit = len(fed), args.max_length
        if limit is not None and args.truncation_mode == "keep_start":
            fed = fed.filter(lambda row: len(row["prompt_ids"]) < limit)
        counts = _counts(longer, limit, len(fed))
        counts["dropped"] = before - len(fed)
        return _accounted(self, fed, dataset_name, counts)


def _uncut(args: Any) -> Any:
    """The same arguments, with which TRL shortens, drops and shuffles nothing."""
    uncut = copy.copy(args)
    uncut.max_length = None
    uncut.shuffle_dataset = False
    return uncut


def _counts(lengths: np.ndarray, limit: int | None, sequences: int) -> Counts:
    """`lengths`: tokens of each row (of a pair: its prompt and its longer response)."""
    over = np.maximum(lengths - limit, 0) if limit else np.zeros_like(lengths)
    return {
        "rows": len(lengths),
        "cut": int((over > 0).sum()),
        "tokens": int(lengths.sum()),
        "tokens_cut": int(over.sum()),
        "sequences": sequences,
    }


def _accounted(trainer: Any, fed: Any, name: str, counts: Counts) -> Any:
    if counts["dropped"] and not trainer.drop_long_prompts:
        raise DataError(
            f"{name}: TRL would drop {counts['dropped']} of {counts['rows']} rows, whose answers "
            f"lie behind max_length: raise max_length, or set drop_long_prompts in the recipe"
        )
    trainer.counted = {**getattr(trainer, "counted", {}), name: counts}
    return fed


def build(
    recipe: StageRecipe,
    args: Any,
    model: Any,
    run: Run,
    train_rows: Dataset,
    held_out: dict[str, Dataset] | None,
) -> Any:
    """The trainer of a recipe, with its model loaded and its rows tokenised."""
    logging.getLogger("trl.trainer.dpo_trainer").addFilter(_without_row_text)
    logging.getLogger("trl.trainer.sft_trainer").addFilter(_without_row_text)
    args.model_init_kwargs = {
        "revision": model.model_revision,
        "trust_remote_code": args.trust_remote_code,
        "attn_implementation": for_packing(model.attn_implementation)
        if getattr(args, "packing", False)
        else model.attn_implementation,
        "dtype": model.dtype,
        **(args.model_init_kwargs or {}),
    }
    seals = Checkpoints(run, keep=args.save_total_limit)
    args.save_total_limit = None  # the trainer would remove old ones before the new one is whole
    ours = recipe.data.train
    kind = _kind(recipe)
    kind.patience = ours.early_stopping_patience
    kind.drop_long_prompts = ours.drop_long_prompts
    trainer = kind(
        model=model.model_name_or_path,
        args=args,
        train_dataset=train_rows,
        eval_dataset=held_out,
        quantization_config=get_quantization_config(model),
        peft_config=get_peft_config(model),
        callbacks=[seals, History()],
    )
    seals.trainer = trainer
    if ours.early_stopping_patience:
        trainer.add_callback(Patience(ours.early_stopping_patience))
    return trainer


def _kind(recipe: StageRecipe) -> Any:
    if recipe.method == "sft":
        return PerSourceSFT
    if recipe.data.train.layout == "stock":
        return PerSourceDPO
    from train.shared_prompt import SharedPromptDPOTrainer

    return type("PerSourceSharedPrompt", (PerSource, SharedPromptDPOTrainer), {})


def _without_row_text(record: logging.LogRecord) -> bool:
    """TRL quotes the end of a prompt in one of its warnings; a log holds no row's text."""
    if "is not a prefix of the tokenized prompt" in str(record.msg):
        record.msg = (
            "The chat template renders a prompt alone otherwise than before its answer: "
            "the model is trained on another context than it will be asked in."
        )
        record.args = ()
    return True
