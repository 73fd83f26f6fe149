"""The held-out part: one data set at a time, and when its loss says that it is enough.

The trainer evaluates each data set of the held-out rows (`row["source"]`) on its own and logs
`eval_<source>_loss`. Their plain mean is `eval_loss`, by which the best checkpoint is chosen and
patience is counted, so that a large data set does not drown a small one.
"""
# pyright: reportMissingImports=false

from typing import Any

from datasets import Dataset
from transformers import TrainerCallback

MEAN = "eval_loss"
MEASURES = ("loss", "mean_token_accuracy", "rewards/accuracies", "rewards/margins")


def per_source(held_out: Dataset) -> dict[str, Dataset]:
    """The rows of each source, in the order of the sources' names."""
    where: dict[str, list[int]] = {}
    for number, source in enumerate(held_out["source"]):
        where.setdefault(source, []).append(number)
    return {source: held_out.select(where[source]).flatten_indices() for source in sorted(where)}


def exhausted(log: list[dict[str, Any]], patience: int | None) -> bool:
    """Whether the last `patience` evaluations were all no better than one before them.

    Counted from the log, which checkpoints hold: a resumed run stops where the other would have.
    """
    losses = [entry[MEAN] for entry in log if MEAN in entry]
    if not patience or len(losses) <= patience:
        return False
    return min(losses[-patience:]) >= min(losses[:-patience])


def mean_over(sources: list[str], metrics: dict[str, float]) -> dict[str, float]:
    """The plain mean over the data sets of what was measured on each, as `eval_<measure>`."""
    return {
        f"eval_{measure}": sum(metrics[f"eval_{source}_{measure}"] for source in sources)
        / len(sources)
        for measure in MEASURES
        if sources and all(f"eval_{source}_{measure}" in metrics for source in sources)
    }


class Patience(TrainerCallback):
    """Stops the training once the held-out loss has not fallen for `patience` evaluations."""

    def __init__(self, patience: int) -> None:
        self.patience = patience

    def on_evaluate(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if exhausted(state.log_history, self.patience):
            control.should_training_stop = True
