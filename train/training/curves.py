"""What a run logged, as rows while it runs and as a picture when it is over.

    python -m train.training.curves HISTORY.jsonl CURVES.svg

`history.jsonl` has a row a log: "step", then what was logged at it: "loss", "learning_rate",
"grad_norm", "num_tokens", DPO's "rewards/…", or "eval_<source>_loss" and their mean "eval_loss".
No wall-clock figures: a run that was killed and resumed has the same rows as one that was not.
"""
# pyright: reportMissingImports=false

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import typer
from transformers import TrainerCallback

from train import rows
from train.errors import DataError

FILE = "history.jsonl"
PICTURE = "curves.svg"
_CLOCK = ("runtime", "per_second", "train_loss", "total_flos", "preparation_time")
Points = tuple[list[int], list[float]]


class History(TrainerCallback):
    """Appends what is logged; a resumed run first cuts back to what its checkpoint knows."""

    def __init__(self) -> None:
        self.file: IO[str] | None = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if state.is_world_process_zero:
            path = Path(args.output_dir) / FILE
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file = path.open("w", encoding="utf-8")
            for entry in state.log_history:
                self._add(entry)

    def on_log(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._add(state.log_history[-1])

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if self.file:
            self.file.close()
            self.file = None

    def _add(self, entry: dict[str, Any]) -> None:
        row = {key: value for key, value in entry.items() if not _is_clock(key)}
        if self.file and row.keys() - {"step", "epoch"}:
            self.file.write(rows.line({"step": row.pop("step"), **row}))
            self.file.flush()


def _is_clock(key: str) -> bool:
    return any(part in key for part in _CLOCK)


def draw(history: Path, picture: Path) -> None:
    """Losses, rates and, for DPO, rewards over the steps: the same rows, the same bytes."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    logged = list(rows.read(history))
    if not logged:
        raise DataError(f"{history} has no row to draw")
    panels = [(title, lines) for title, lines in _panels(logged) if lines]
    with (
        warnings.catch_warnings(),
        matplotlib.rc_context({"svg.hashsalt": "medloop", "svg.fonttype": "none"}),
    ):
        # Letters stay letters in the SVG: whoever looks at it has the fonts.
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        figure, axes = pyplot.subplots(
            1, len(panels), figsize=(5 * len(panels), 3.6), squeeze=False, layout="constrained"
        )
        for axis, (title, lines) in zip(axes[0], panels, strict=True):
            for name, (steps, values) in lines.items():
                axis.plot(steps, values, label=name, marker="." if len(steps) < 50 else None)
            axis.set(title=title, xlabel="step")
            axis.grid(alpha=0.3)
            axis.legend(fontsize="small")
        with rows.whole(picture) as file:
            figure.savefig(file, format="svg", metadata={"Date": None})
        pyplot.close(figure)


def _panels(logged: list[rows.Row]) -> Iterator[tuple[str, dict[str, Points]]]:
    keys = dict.fromkeys(key for row in logged for key in row)
    held_out = [key for key in keys if key.startswith("eval_") and key.endswith("_loss")]
    yield "loss", _lines(logged, ["loss", *held_out])
    yield "learning rate", _lines(logged, ["learning_rate"])
    yield "gradient norm", _lines(logged, ["grad_norm"])
    yield (
        "preference accuracy",
        _lines(logged, [key for key in keys if key.endswith("rewards/accuracies")]),
    )


def _lines(logged: list[rows.Row], keys: list[str]) -> dict[str, Points]:
    lines = {}
    for key in keys:
        points = [(row["step"], row[key]) for row in logged if key in row]
        if points:
            lines[key] = ([step for step, _ in points], [value for _, value in points])
    return lines


def last(logged: list[rows.Row], key: str) -> float | None:
    """The newest figure of that name; None if it was never logged."""
    return next((row[key] for row in reversed(logged) if key in row), None)


if __name__ == "__main__":
    typer.run(draw)
