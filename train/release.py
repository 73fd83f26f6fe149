"""A release folder: what training made, frozen, whole and accounted for by its release.json.

    python -m train.release TRAINED OUT [--base DIR] [--merge] [--metrics FILE …]
                                        [--parent RELEASE] [--name NAME]
    python -m train.release --check RELEASE
    python -m train.release --parity URL RELEASE [--base DIR] [--served-as NAME] [--dtype bfloat16]

TRAINED is what a stage left (train.stage): weights or an adapter, and training.json. OUT gets the
weights, the base's own tokenizer files and chat template byte for byte, the ledgers of all data
since the base, and release.json, which names every file with its sha256 and size. A registry reads
nothing else. OUT has its name only once all of it was written, loaded again and found sound.
"""
# pyright: reportMissingImports=false

import datetime
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from peft import get_peft_model_state_dict
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from train import rows
from train.errors import ReleaseError, TrainError
from train.releasing import folders, frozen, lineage, manifest, merge, parity

LEDGERS = "ledgers"
MODEL = (*manifest.WEIGHTS, "config.json", "generation_config.json")
ADAPTER = ("adapter_model.safetensors", merge.ADAPTER)
PROBES = (
    "儿童发热什么时候需要去急诊？年龄小于3个月、呼吸困难或叫不醒，需要立即去急诊。",
    "When does a child's fever need emergency care? When the child has trouble breathing.",
)


def make(
    trained: Path,
    out: Path,
    *,
    base: Path | None = None,
    merging: bool = False,
    parent: Path | None = None,
    name: str | None = None,
    metrics: Sequence[Path] = (),
) -> dict[str, Any]:
    """Writes OUT and returns its manifest. ReleaseError says what stands against a release.

    Without `base` it is the folder that training started from, through all the stages before
    (their training.json tells); without `parent` it is the base, where that is a release.
    """
    kind = _kind(trained, merging)
    stages, start = lineage.of(trained, base, first_only=kind == "adapter")
    parent = parent or (start if (start / manifest.FILE).is_file() else None)
    told = _lineage(stages, start, parent)
    for folder in (start, *([parent] if parent else [])):
        _refuse_another_tokenizer(trained, folder)
    measured = _metrics(metrics)
    with folders.whole(out) as half:
        below = start if len(stages) == 1 else stages[0].model
        merging_told = _write_model(half, trained, kind, below)
        for path in frozen.files(start):
            folders.copy(path, half / path.name)
        for stage, entry in zip(stages[::-1], told["stages"], strict=True):
            lineage.keep_ledger(stage, half / entry["ledger"])
        _load_again(half, start if kind == "adapter" else None)
        told = {"name": name or out.name, "kind": kind, **told, **merging_told}
        told |= {**frozen.hashes(half), "metrics": measured}
        return manifest.write(half, told | {"commit": _commit(), "created": _created()})


def _lineage(stages: list[lineage.Stage], start: Path, parent: Path | None) -> dict[str, Any]:
    """Where the release comes from, as release.json tells it; the stages in their order."""
    above = None
    if parent:
        name = manifest.check(parent)["name"]
        above = {"name": name, "sha256": rows.sha256(parent / manifest.FILE)}
    return {
        "base": start.resolve().name,
        "base_sha256": manifest.weights_sha256(start),
        "parent": above,
        "recipe": stages[0].recipe,
        "recipe_sha256": stages[0].recipe_sha256,
        "stages": [
            {
                "recipe": stage.recipe,
                "recipe_sha256": stage.recipe_sha256,
                "data": stage.data_sha256,
                "ledger": f"{LEDGERS}/{number}-{Path(stage.recipe).stem}.json",
            }
            for number, stage in enumerate(stages[::-1], 1)
        ],
    }


def _kind(trained: Path, merging: bool) -> str:
    if not trained.is_dir():
        raise ReleaseError(f"{trained} is not there: name the folder a finished stage wrote")
    if merge.is_adapter(trained):
        return "merged" if merging else "adapter"
    if merging:
        raise ReleaseError(
            f"{trained} has no {merge.ADAPTER}: no adapter to merge, leave --merge away"
        )
    return "full"


def _refuse_another_tokenizer(trained: Path, base: Path) -> None:
    found = frozen.differences(trained, base)
    if found:
        raise ReleaseError(
            f"tokenizer and chat template are frozen, and {trained} has others than {base}:\n- "
            + "\n- ".join(found)
            + f"\ntrain from a model folder with those of {base}"
        )


def _metrics(paths: Sequence[Path]) -> dict[str, Any]:
    """Of all files together. A figure without its interval is not accepted."""
    found: dict[str, Any] = {}
    for path in paths:
        try:
            told = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ReleaseError(
                f"{path} holds no metrics ({error}): write it by train.measure"
            ) from error
        for name, metric in told.items():
            if not {"value", "low", "high", "n"} <= {*(metric if isinstance(metric, dict) else ())}:
                raise ReleaseError(
                    f"{path}, {name!r}: a metric is {{value, low, high, n}}, from train.measure"
                )
            if name in found:
                raise ReleaseError(
                    f"{path}, {name!r}: another file has a metric of that name, leave one away"
                )
            found[name] = metric
    return found


def _write_model(half: Path, trained: Path, kind: str, below: Path) -> dict[str, Any]:
    """The weights, on top of `below` if they are an adapter; what there is to say of a merge."""
    if kind != "merged":
        for path in _found(trained, ADAPTER if kind == "adapter" else MODEL):
            folders.copy(path, half / path.name)
        return {}
    tokenizer = AutoTokenizer.from_pretrained(below)
    model, moved = merge.merged(trained, below, [tokenizer.encode(text) for text in PROBES])
    model.save_pretrained(half)
    return {"merge": {"adapter_sha256": rows.sha256(trained / ADAPTER[0]), "logits_moved": moved}}


def _found(folder: Path, patterns: Sequence[str]) -> list[Path]:
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    if not any(path.suffix == ".safetensors" for path in found):
        raise ReleaseError(
            f"{folder} holds no weights, neither model nor adapter as safetensors: name the folder "
            "a finished stage wrote"
        )
    return found


def _load_again(half: Path, base: Path | None) -> None:
    """Every tensor found its place, and is a number."""
    AutoTokenizer.from_pretrained(half)
    if base is not None:
        state = get_peft_model_state_dict(merge.load(base, half))
        apart = state.keys() ^ load_file(half / ADAPTER[0]).keys()
    else:
        model, told = AutoModelForCausalLM.from_pretrained(
            half, dtype="auto", output_loading_info=True
        )
        state = model.state_dict()
        apart = {*told["missing_keys"], *told["unexpected_keys"], *told["mismatched_keys"]}
    if apart:
        raise ReleaseError(
            f"the weights do not fit the model: {sorted(map(str, apart))[:5]}; release the stage's "
            "output as it was written"
        )
    for name, tensor in state.items():
        if tensor.is_floating_point() and not torch.isfinite(tensor).all():
            raise ReleaseError(
                f"the weights are broken: {name} is not all numbers; look at the "
                "stage's curves, and train it again at a lower rate"
            )


def _commit() -> str | None:
    """Of this code; `-dirty` where files were changed since. None outside of a checkout."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or None


def _created() -> str:
    """Now, or SOURCE_DATE_EPOCH for who wants the same bytes again."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    then = datetime.datetime.fromtimestamp(int(given), datetime.UTC) if given else now
    return then.isoformat(timespec="seconds")


command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@command.command()
def main(
    folder: Annotated[Path, typer.Argument(help="What a stage left; else the release to look at.")],
    out: Annotated[Path | None, typer.Argument(help="The release folder to write.")] = None,
    base: Annotated[Path | None, typer.Option(help="What training started from.")] = None,
    merging: Annotated[bool, typer.Option("--merge", help="An adapter into its base.")] = False,
    parent: Annotated[Path | None, typer.Option(help="The release it is to replace.")] = None,
    name: Annotated[str | None, typer.Option(help="Of the release, else OUT's.")] = None,
    metrics: Annotated[list[Path] | None, typer.Option(help="From train.measure.")] = None,
    checking: Annotated[bool, typer.Option("--check", help="Is FOLDER what it says?")] = False,
    url: Annotated[
        str | None,
        typer.Option("--parity", metavar="URL", help="Does vLLM at URL speak as FOLDER?"),
    ] = None,
    served_as: Annotated[str | None, typer.Option(help="Its name at the server.")] = None,
    dtype: Annotated[str, typer.Option(help="That the server runs in.")] = "float32",
) -> None:
    """Makes a release folder of a trained stage, checks one, or compares one with a server."""
    try:
        if checking:
            told = manifest.check(folder)
            typer.echo(f"{folder}: {len(told['files'])} files, all as {manifest.FILE} says")
        elif url:
            _echo_parity(folder, url, base, served_as, dtype)
        elif out:
            told = make(
                folder,
                out,
                base=base,
                merging=merging,
                parent=parent,
                name=name,
                metrics=metrics or (),
            )
            typer.echo(f"{out}: {told['kind']}, {len(told['files'])} files")
        else:
            raise ReleaseError("name the folder to write, or give --check or --parity URL")
    except TrainError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.code) from error


def _echo_parity(
    release: Path, url: str, base: Path | None, served_as: str | None, dtype: str
) -> None:
    if dtype not in parity.BOUNDS:
        raise ReleaseError(f"--dtype {dtype}: bounds are known for {', '.join(parity.BOUNDS)}")
    found = parity.compare(url, release, base=base, served_as=served_as)
    typer.echo(
        f"{found.tokens} tokens, log-probabilities apart by {found.mean:.2g} in the mean,"
        f" {found.worst:.2g} at worst (nats)"
    )
    if found.apart:
        raise ReleaseError(
            f"prompts of other tokens: {', '.join(found.apart)}; serve the tokenizer and the chat "
            f"template of {release}"
        )
    if not found.within(dtype):
        mean, worst = parity.BOUNDS[dtype]
        raise ReleaseError(
            f"in {dtype} no more than {mean:g} in the mean and {worst:g} is rounding: is "
            f"{release} what is served, and in that precision?"
        )


if __name__ == "__main__":
    command()
