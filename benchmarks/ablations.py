"""Which of the papers' choices matter, on a tiny model: the figures as they fall, with intervals.

    .venv-train/bin/python benchmarks/ablations.py stages|relevance|pairs --data DATA --rows ROWS
        --start MODEL --out OUT [--seeds N] [--steps N]

- stages     one stage of continued pre-training against two, as many tokens of the same rows; from
             random weights. Held-out loss on both stages' rows.
- relevance  SFT on multi-turn dialogues: all of them, a loose band of Context Relevance (above the
             5th percentile, at most 1), a strict one (25th to 75th). MODEL scores and is trained.
- pairs      DPO on subjective pairs against subjective and objective ones, 9,019 to 3,708: the
             alignment tax is what exam accuracy loses. MODEL is trained.

DATA holds what train/recipes/open_data names; ROWS holds cpt1 and cpt2 as train.data made them.
Every arm trains from the same weights for as many steps, with each seed; what is held out is the
same rows for all arms. Printed: the mean over seeds, and the difference from the first arm, paired
by seed, with its 95 % t-interval. A model of so few parameters says how the ablation is made and
which way it leans here, not what a 7B model would do.
"""
# pyright: reportMissingImports=false

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from table import print_table
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from train import exam, measure, rows
from train.scoring.local_model import LocalModel

ROOT = Path(__file__).resolve().parent.parent
OPEN_DATA = ROOT / "train" / "recipes" / "open_data"
MULTI_TURN = ("bentsao_multiturn", "cmdd", "mts_dialog", "smilechat")
BANDS: dict[str, dict[str, Any] | None] = {
    "all": None,
    "loose": {"low_percentile": 5, "at_most": 1.0},
    "strict": {"low_percentile": 25, "high_percentile": 75},
}
RATIOS: dict[str, dict[str, int]] = {
    "subjective": {"subjective": 1},
    "mixed": {"subjective": 9019, "objective": 3708},
}
HELD_OUT = 400  # rows that are measured
SAMPLE = 6000
T = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}  # 97.5 % quantiles of Student's t, by seeds
UNWATCHED = [
    *("--eval_strategy", "no", "--eval_on_start", "false", "--load_best_model_at_end", "false"),
    *("--save_strategy", "no"),
]
Figures = dict[str, float]


@dataclass(frozen=True)
class Bench:
    data: Path
    rows: Path
    start: Path
    out: Path
    seeds: int
    steps: int

    def curate(self, stage: str, name: str, changed: dict[str, Any], alike: str = "") -> Path:
        """Rows of open_data's recipe with some keys changed; recipes that are `alike` share what
        they have in common, such as scores, and do it once."""
        recipe, made = self.out / "recipes" / name, self.out / "rows" / name
        if (made / "ledger.json").exists():
            return made
        shared = self.out / "rows" / (alike or name)
        recipe.mkdir(parents=True, exist_ok=True)
        said = yaml.safe_load((OPEN_DATA / f"{stage}.data.yaml").read_text(encoding="utf-8"))
        text = yaml.safe_dump(said | changed, allow_unicode=True)
        (recipe / f"{stage}.data.yaml").write_text(text, encoding="utf-8")
        words = ["train.data", stage, "--recipe", recipe, "--data", self.data, "--out", shared]
        _command(*words, *(("--anew", "--keep-work") if alike else ()))
        if alike:
            made.mkdir(exist_ok=True)
            for file in ("train.jsonl", "test.jsonl", "ledger.json"):
                shutil.copyfile(shared / file, made / file)
        return made

    def train(self, stage: str, name: str, data: Path, model: Path, seed: int, steps: int) -> Path:
        output = self.out / "models" / f"{name}-{seed}"
        if not (output / "training.json").exists():
            _command(
                *("train.run", f"open_data/{stage}", "--data", data, "--model", model),
                *("--output", output, "--seed", seed, "--max_steps", steps, *UNWATCHED),
            )
        return output


def _command(module: str, *words: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{module} ended with {done.returncode}:\n{done.stderr[-3000:]}")


def stages(bench: Bench) -> dict[str, list[Figures]]:
    first_rows, second_rows = (_sampled(bench, stage, [stage]) for stage in ("cpt1", "cpt2"))
    both = _sampled(bench, "both", ["cpt1", "cpt2"])
    found: dict[str, list[Figures]] = {"one stage": [], "two stages": []}
    for seed in range(bench.seeds):
        start = _random_weights(bench, seed)
        # A batch of stage 2 is half as large: as many tokens in three quarters of the steps.
        one = bench.train("cpt1", "one", both, start, seed, bench.steps * 3 // 2)
        first = bench.train("cpt1", "first", first_rows, start, seed, bench.steps)
        two = bench.train("cpt2", "second", second_rows, first, seed, bench.steps)
        for arm, model in (("one stage", one), ("two stages", two)):
            found[arm].append(
                {
                    f"loss, {stage}'s rows": _held_out(model, bench.rows / stage)["loss/all"]
                    for stage in ("cpt1", "cpt2")
                }
            )
    return found


def _sampled(bench: Bench, name: str, of: list[str]) -> Path:
    """SAMPLE rows of each of the stages, mixed, each text once: more than the arms get to read."""
    folder = bench.out / "rows" / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("train", "test"):
        drawn = {}
        for stage in of:
            given = list(rows.read(bench.rows / stage / f"{part}.jsonl"))
            some = random.Random(0).sample(given, min(SAMPLE, len(given)))
            drawn |= {row["text"]: row for row in some}
        rows.write(folder / f"{part}.jsonl", random.Random(1).sample([*drawn.values()], len(drawn)))
    (folder / "ledger.json").write_text(json.dumps({"sampled_from": of}), encoding="utf-8")
    return folder


def _random_weights(bench: Bench, seed: int) -> Path:
    """A model of MODEL's shape and tokenizer that has learnt nothing."""
    import torch

    folder = bench.out / "models" / f"random-{seed}"
    torch.manual_seed(seed)
    AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(bench.start)).save_pretrained(
        folder
    )
    AutoTokenizer.from_pretrained(bench.start).save_pretrained(folder)
    return folder


def relevance(bench: Bench) -> dict[str, list[Figures]]:
    said = yaml.safe_load((OPEN_DATA / "sft.data.yaml").read_text(encoding="utf-8"))
    sources = [each for each in said["sources"] if each["name"] in MULTI_TURN]
    before = [{"normalise": {}}, {"heldout": {}}, {"dedup": {}}]
    before.append({"relevance": {"model": str(bench.start.resolve())}})
    made = {}
    for arm, band in BANDS.items():
        cut = [{"cutoff": {"score": "relevance_mean", **band}}] if band else []
        changed = {"sources": sources, "curate": [*before, *cut]}
        made[arm] = bench.curate("sft", f"relevance-{arm}", changed, alike="relevance")
    found: dict[str, list[Figures]] = {arm: [] for arm in BANDS}
    for seed in range(bench.seeds):
        for arm, data in made.items():
            model = bench.train("sft", f"relevance-{arm}", data, bench.start, seed, bench.steps)
            held_out = _held_out(model, made["all"])
            figures = {name: value for name, value in held_out.items() if name.startswith("loss")}
            found[arm].append(figures | {"rows": float(_count(data))})
    return found


def pairs(bench: Bench) -> dict[str, list[Figures]]:
    made = {
        arm: bench.curate("dpo", f"pairs-{arm}", {"pairs": {"ratio": ratio}})
        for arm, ratio in RATIOS.items()
    }
    found: dict[str, list[Figures]] = {"before": [], **{arm: [] for arm in RATIOS}}
    untrained = _aligned(bench, bench.start, made["mixed"])
    for seed in range(bench.seeds):
        found["before"].append(untrained)
        for arm, data in made.items():
            model = bench.train("dpo", f"pairs-{arm}", data, bench.start, seed, bench.steps)
            found[arm].append(_aligned(bench, model, made["mixed"]) | {"rows": _count(data)})
    return found


def _aligned(bench: Bench, model: Path, held_out: Path) -> Figures:
    """What a preference data set teaches, and what exams say."""
    asked = (
        f"cmexam={bench.data}/mcq_cmexam/cmexam_val.jsonl.gz,half=second,limit={HELD_OUT}",
        f"headqa={bench.data}/mcq_headqa_en/headqa_en.jsonl.gz,split=dev,limit={HELD_OUT}",
    )
    found = exam.examine(
        LocalModel(str(model)), (row for each in asked for row in exam.questions(each))
    )
    return _held_out(model, held_out) | {name: metric.value for name, metric in found.items()}


def _held_out(model: Path, data: Path) -> Figures:
    some = islice(rows.read(data / "test.jsonl"), HELD_OUT)
    return {n: m.value for n, m in measure.measure(LocalModel(str(model)), some).items()}


def _count(data: Path) -> int:
    return sum(1 for _ in rows.read(data / "train.jsonl"))


def difference(arm: list[Figures], first: list[Figures], name: str) -> str:
    """The mean of the differences of each seed, and its 95 % t-interval."""
    found = [mine[name] - other[name] for mine, other in zip(arm, first, strict=True)]
    mean = statistics.fmean(found)
    if len(found) not in T:
        return f"{mean:+.4f}"
    half = T[len(found)] * statistics.stdev(found) / len(found) ** 0.5
    return f"{mean:+.4f} [{mean - half:+.4f}, {mean + half:+.4f}]"


def show(found: dict[str, list[Figures]]) -> None:
    first, *others = found
    names = [name for name in found[first][0] if all(name in found[arm][0] for arm in others)]
    table = [["", first, *(f"{arm}{end}" for arm in others for end in ("", f" - {first}"))]]
    for name in names:
        line = [name, f"{statistics.fmean(each[name] for each in found[first]):.4f}"]
        for arm in others:
            mean = statistics.fmean(each[name] for each in found[arm])
            line += [f"{mean:.4f}", difference(found[arm], found[first], name)]
        table.append(line)
    print_table(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    which = {each.__name__: each for each in (stages, relevance, pairs)}
    parser.add_argument("ablation", choices=which)
    for name in ("data", "rows", "start", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=60)
    given = parser.parse_args()
    bench = Bench(given.data, given.rows, given.start, given.out, given.seeds, given.steps)
    found = which[given.ablation](bench)
    print(f"{given.ablation}: {given.seeds} seeds, {given.steps} steps; mean, difference [95 %]")
    show(found)
    told = {"ablation": given.ablation, "steps": given.steps, "start": given.start.name}
    path = given.out / f"{given.ablation}.json"
    path.write_text(json.dumps(told | {"found": found}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
