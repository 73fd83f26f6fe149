"""Our training against stock TRL's: DPO over shared prompts, and SFT packed instead of padded.

    .venv-train/bin/python benchmarks/training.py
        [--rounds N] [--pairs N] [--dialogues N] [--threads N] [--json [PATH]] [--force]

On a CPU: a Llama of 7M random parameters, texts cut from the starter corpus. Every round has its
own rows and visits every side with them, in random order; figures are medians over rounds with
95 % bootstrap intervals, ratios are made within a round. Tokens are counted alike for both sides,
and each speed has its parity beside it. It refuses a machine that is busy already, unless forced;
CPU seconds say more than the clock there.

On a GPU, if there is one: Aquila-Med's shape (8B) with random weights in bfloat16, LoRA and full
fine-tuning at length 4096, DPO with LoRA against stock. Without one it says so.

Goals: DPO >= 4 times stock TRL's tokens/s, the reference pass included, at 1e-4; packed SFT >= 1.6
times padded; on a GPU LoRA >= 16,000, full >= 8,000 tokens/s, MFU >= 45 %, DPO >= 1.4 times.
"""
# pyright: reportMissingImports=false

import os

# Before anything imports a library that would look for a hub.
os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
}

import argparse
import json
import logging
import math
import random
import sys
import warnings
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from datasets import disable_progress_bars
from figures import Summary, summary
from table import VERDICT, print_table
from training_rows import Texts, small
from training_runs import Ran, dpo_parity, dpo_run, sft_parity, sft_run
from transformers.utils import logging as transformers_logging
from trl import DPOTrainer

from train.shared_prompt import SharedPromptDPOTrainer

OUT = Path(__file__).resolve().parent / "out"
QUIET = 0.3
BATCH = 8
PARITY = 1e-4
DPO = ("TRL", "TRL, precomputed", "shared prompts")
SFT = ("padded", "packed")
Rounds = list[dict[str, Ran]]


def visit(side: str, texts: Texts, pairs: Any, dialogues: Any) -> Ran:
    if side in SFT:
        return sft_run(small, texts.tokenizer, dialogues, packing=side == "packed")
    kind = SharedPromptDPOTrainer if side == "shared prompts" else DPOTrainer
    settings = {"precompute_ref_log_probs": side == "TRL, precomputed"}
    given = {"per_device_train_batch_size": BATCH, **settings}
    return dpo_run(kind, small, texts.tokenizer, pairs, **given)


def measure(texts: Texts, args: argparse.Namespace) -> Rounds:
    chance, rounds = random.Random(args.rounds), []
    for number in range(args.rounds):
        sides = [*DPO, *SFT]
        pairs, dialogues = texts.pairs(args.pairs, number), texts.dialogues(args.dialogues, number)
        ran = {}
        for side in chance.sample(sides, len(sides)):
            ran[side] = visit(side, texts, pairs, dialogues)
            say(f"round {number + 1} of {args.rounds}, {side}: {ran[side].rate:,.0f} tokens/s")
        rounds.append(ran)
    return rounds


def ratio(rounds: Rounds, ours: str, other: str, figure: str) -> Summary:
    return summary(getattr(ran[ours], figure) / getattr(ran[other], figure) for ran in rounds)


def shown(found: Summary, digits: int = 0) -> str:
    median, low, high = (f"{each:,.{digits}f}" for each in (found.median, found.low, found.high))
    return f"{median} [{low}, {high}]"


def print_report(rounds: Rounds, parity: dict[str, float], gpu: dict[str, Any] | None) -> None:
    table = [["", "tokens/s", "tokens/CPU second", "tokens a round"]]
    for side in (*DPO, *SFT):
        rates = (summary(getattr(ran[side], name) for ran in rounds) for name in RATES)
        tokens = summary(float(ran[side].tokens) for ran in rounds).median
        table.append([side, *(shown(rate) for rate in rates), f"{tokens:,.0f}"])
    print(f"\n{len(rounds)} rounds; medians [95 % bootstrap interval of the median]")
    print_table(table)
    table = [["paired within rounds", "by the clock", "by CPU seconds", "worst round"]]
    for ours, other in COMPARED:
        by = [ratio(rounds, ours, other, name) for name in RATES]
        worst = f"{by[0].least:.2f}"
        table.append([f"{ours} / {other}", *(shown(each, 2) for each in by), worst])
    print_table(table)
    print("\nparity: " + ", ".join(f"{name} {value:.1e} apart" for name, value in parity.items()))
    print("\ngoals")
    print_table([["", "wanted", "found", ""], *goals(rounds, parity, gpu)])
    if gpu is None:
        print("note: no GPU here; the GPU part of this script was not run")


RATES = ("rate", "cpu_rate")
COMPARED = (
    ("shared prompts", "TRL"),
    ("shared prompts", "TRL, precomputed"),
    ("packed", "padded"),
)


def goals(rounds: Rounds, parity: dict[str, float], gpu: dict[str, Any] | None) -> list[list[str]]:
    dpo, _, sft = (ratio(rounds, *sides, "rate").median for sides in COMPARED)
    worst = max(parity.values())
    found = [
        ("DPO against stock TRL", 4.0, dpo),
        ("packed SFT against padded", 1.6, sft),
        *gpu_goals(gpu),
    ]
    table = [
        [
            name,
            f">= {wanted:,g}",
            f"{value:,.2f}",
            VERDICT[None if math.isnan(value) else value >= wanted],
        ]
        for name, wanted, value in found
    ]
    return [*table, ["parity", f"<= {PARITY:g}", f"{worst:.1e}", VERDICT[worst <= PARITY]]]


def gpu_goals(gpu: dict[str, Any] | None) -> list[tuple[str, float, float]]:
    none = math.nan
    if gpu is None:
        lora = full = mfu = dpo = none
    else:
        lora, full = gpu["LoRA"]["tokens/s"], gpu["full"]["tokens/s"]
        mfu = gpu["full"].get("MFU", none)
        pairs = zip(gpu["DPO"]["ours"], gpu["DPO"]["stock"], strict=True)
        dpo = summary(ours / stock for ours, stock in pairs).median
    return [
        ("GPU: LoRA, tokens/s", 16_000, lora),
        ("GPU: full, tokens/s", 8_000, full),
        ("GPU: MFU, full", 0.45, mfu),
        ("GPU: DPO against stock TRL", 1.4, dpo),
    ]


def refuse_noise(force: bool) -> str:
    load = os.getloadavg()[0]
    text = f"one-minute load {load:.2f} at the start"
    if load > QUIET and not force:
        sys.exit(f"{text}: above {QUIET} nothing measured here would mean much (--force does)")
    return text + (", FORCED" if load > QUIET else "")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Training benchmark; the file says how it works.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pairs", type=int, default=48, help="a round")
    parser.add_argument("--dialogues", type=int, default=64, help="a round")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", nargs="?", type=Path, const=OUT / "training.json")
    parser.add_argument("--force", action="store_true", help="on a busy machine, too")
    return parser.parse_args()


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def hush() -> None:
    """Their figures would stand between ours."""
    warnings.simplefilter("ignore")
    disable_progress_bars()
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    logging.getLogger("trl").setLevel(logging.ERROR)


def main() -> None:
    args = parse()
    load = refuse_noise(args.force)
    hush()
    torch.set_num_threads(args.threads)
    texts = Texts.load()
    parity = dpo_parity(small, texts.tokenizer, texts.pairs(BATCH, seed=1))
    parity |= sft_parity(small, texts.tokenizer, texts.dialogues(BATCH, seed=1))
    rounds = measure(texts, args)
    gpu = None
    if torch.cuda.is_available():
        from training_gpu import measure as measure_gpu

        gpu = measure_gpu(texts, args.rounds)
    libraries = {name: version(name) for name in ("torch", "transformers", "trl")}
    print(", ".join(f"{name} {each}" for name, each in libraries.items()), end="; ")
    print(f"{args.threads} threads, {load}")
    print_report(rounds, parity, gpu)
    if args.json:
        told = [{side: asdict(ran) for side, ran in each.items()} for each in rounds]
        found = {"libraries": libraries, "load": load, "parity": parity, "rounds": told, "gpu": gpu}
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
