"""medloop beside a raw model server and the LiteLLM proxy: speed, streams, memory, start.

    python benchmarks/gateway.py                  20 rounds of 5 s a visit: half an hour
    python benchmarks/gateway.py --quick          under a minute, to see whether anything broke
    python benchmarks/gateway.py --corpus PATH    index PATH instead of a synthetic corpus
    python benchmarks/gateway.py --json [PATH]    default benchmarks/out/gateway.json
        [--rounds N] [--seconds S] [--litellm auto|ENVIRONMENT|off] [--force]

Run it with the project's Python (`.venv`), on a quiet Linux machine with two cores: load client and
fake-token upstream (fake_upstream.py) share the first, the target has the second for itself. It
refuses a machine whose one-minute load exceeds 0.3, unless forced.

Targets: `direct` (the upstream, nothing between), `medloop` (key check, rate limit, durable record;
retrieval off by request), `medloop+rag` (the same server, retrieval on over at least 16,000
passages), `litellm` (its own environment `.venv-litellm`, made by the first full run; one worker,
no database, no callbacks). One that does not start is reported as not measured.

Measures: unary calls one at a time and 32 at a time; 16 streams without a pace; 512 streams paced
at 20 ms (64 for LiteLLM, which falls behind at more). Each answer is compared with the script of
the tag it was asked under, so a lost, reordered or crossed event shows. Every round visits all
targets in fresh random order; differences and ratios are made within a round; rounds in which
direct's own p50 is more than 25 % from its median (at c=1 or c=32; from three rounds on) do not
count and are replaced, up to half as many again. At the end the answers in medloop's database are
counted against those acknowledged.
"""

import argparse
import contextlib
import gc
import json
import math
import os
import platform
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import uvloop
from measure import DRIFT, Harness, Plan, run_rounds, warm_up
from processes import Cores, Unavailable
from questions import write_corpus
from report import Report, Server
from table import print_report
from targets import (
    UNPACED,
    Medloop,
    Site,
    Target,
    cold_start,
    litellm_program,
    start_direct,
    start_litellm,
    start_medloop,
)

OUT = Path(__file__).resolve().parent / "out"
QUIET = 0.3
QUICK = 42.0  # seconds after which --quick starts no other round
STREAMS, LITELLM_STREAMS = 512, 64
PASSAGES, WANTED_PASSAGES = 16_500, 16_000


@dataclass
class Bench:
    """Everything one run starts; stopped, it leaves nothing behind."""

    args: argparse.Namespace
    site: Site
    targets: list[Target] = field(default_factory=list[Target])
    absent: dict[str, str] = field(default_factory=dict[str, str])
    notes: list[str] = field(default_factory=list[str])
    medloop: Medloop | None = None

    async def start(self) -> Target:
        direct = await start_direct(self.site, STREAMS)
        self.targets.append(direct)
        for name, starting in (("medloop", self.start_medloop), ("litellm", self.start_litellm)):
            try:
                await starting(direct.server.port)
            except Unavailable as error:
                self.absent[name] = str(error)
        return direct

    async def start_medloop(self, upstream: int) -> None:
        corpus: Path | None = self.args.corpus
        if corpus is None:
            corpus = self.site.home / "synthetic.jsonl"
            write_corpus(corpus, PASSAGES)
            self.notes.append(f"the corpus is SYNTHETIC: {PASSAGES:,} generated passages")
        say(f"indexing {corpus.name} and starting medloop")
        found = self.medloop = await start_medloop(self.site, upstream, corpus, STREAMS)
        self.targets += [found.off, found.on]
        self.notes.append(f"index: {found.indexed}")
        if found.passages < WANTED_PASSAGES:
            self.notes.append(f"FEWER than {WANTED_PASSAGES:,} passages: the goal asks for more")

    async def start_litellm(self, upstream: int) -> None:
        say("starting LiteLLM")
        program = litellm_program(self.args.litellm, install=not self.args.quick)
        found = await start_litellm(self.site, upstream, program, LITELLM_STREAMS)
        self.targets.append(found)

    def stop(self) -> None:
        for server in {id(target.server): target.server for target in self.targets}.values():
            server.stop()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Gateway benchmark; the file says how it works.")
    parser.add_argument("--quick", action="store_true", help="under a minute in all")
    parser.add_argument("--json", nargs="?", type=Path, const=OUT / "gateway.json")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="a visit")
    parser.add_argument("--litellm", default="auto", help="auto, off, or an environment's folder")
    parser.add_argument("--corpus", type=Path, help="what medloop indexes; default: synthetic")
    parser.add_argument("--force", action="store_true", help="on a busy machine, too")
    args = parser.parse_args()
    args.rounds = args.rounds or (2 if args.quick else 20)
    args.seconds = args.seconds or (0.5 if args.quick else 5.0)
    return args


def refuse_noise(force: bool) -> str:
    load = os.getloadavg()[0]
    text = f"one-minute load {load:.2f} at the start"
    if load > QUIET and not force:
        sys.exit(f"{text}: above {QUIET} nothing measured here would mean much (--force does)")
    return text + (", FORCED" if load > QUIET else "")


@contextlib.contextmanager
def throw_away_folder() -> Iterator[Path]:
    OUT.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=OUT))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def say(what: str) -> None:
    print(f"\r\x1b[K{what}" if sys.stderr.isatty() else what, end="", file=sys.stderr, flush=True)
    if not sys.stderr.isatty():
        print(file=sys.stderr)


async def measure(args: argparse.Namespace, home: Path, load: str) -> Report:
    started = time.perf_counter()
    events = max(75, round(args.seconds / 0.020))
    cores, paced_model = Cores.choose(), f"fake-paced-20ms-{events}"
    os.sched_setaffinity(0, {cores.harness})
    site = Site(home, cores, 1 if args.quick else 3, (UNPACED, paced_model))
    bench = Bench(args, site, notes=[load])
    try:
        direct = await bench.start()
        extra = 0 if args.quick else math.ceil(args.rounds / 2)
        until = started + QUICK if args.quick else math.inf
        plan = Plan(args.rounds, args.seconds, paced_model, extra, until)
        harness = Harness(plan, direct, say)
        gc.disable()  # collected between visits
        await warm_up(harness, bench.targets, min(1.0, args.seconds / 2))
        rounds = await run_rounds(harness, bench.targets)
        say("")
        if bench.medloop is not None:
            bench.notes.append(recorded(bench.medloop, harness))
        servers = {target.name: describe(target) for target in bench.targets}
    finally:
        bench.stop()
    if cores.harness == cores.target:
        bench.notes.append("only one core here: harness and targets share it")
    faults = {name: dict(found) for name, found in harness.faults.items()}
    facts = {"machine": machine(), "settings": settings(plan, args)}
    return Report(servers, rounds, bench.absent, faults, bench.notes, facts)


def describe(target: Target) -> Server:
    now, most = target.server.memory()
    idle = target.idle_mib
    return Server(target.about, target.streams, idle, now, most, cold_start(target))


def recorded(medloop: Medloop, harness: Harness) -> str:
    """Every answer a client was given must be a row by now."""
    told = harness.acknowledged[medloop.off.name] + harness.acknowledged[medloop.on.name]
    try:
        opened = sqlite3.connect(f"file:{medloop.database}?mode=ro", uri=True)
        with contextlib.closing(opened) as database:
            query = "SELECT count(*) FROM answers WHERE status = 'complete'"
            (rows,) = database.execute(query).fetchone()
    except sqlite3.Error as error:
        return f"the record could not be counted: {error}"
    verdict = "all of them" if rows >= told else f"{told - rows:,} MISSING"
    return f"durable record: {told:,} answers acknowledged, {rows:,} complete rows: {verdict}"


def settings(plan: Plan, args: argparse.Namespace) -> dict[str, object]:
    return {
        "quick": args.quick,
        "rounds": plan.rounds,
        "seconds": plan.seconds,
        "paced_model": plan.paced_model,
        "corpus": args.corpus.name if args.corpus else "synthetic",
        "discard_drift": DRIFT,
    }


def machine() -> dict[str, object]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "cpu": names[0] if names else platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def main() -> None:
    args = parse()
    load = refuse_noise(args.force)
    started = time.perf_counter()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with throw_away_folder() as home:
        report = uvloop.run(measure(args, home, load))
    report.notes.append(f"the whole run took {time.perf_counter() - started:.0f} s")
    print_report(report)
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(report.as_json(), indent=1, ensure_ascii=False) + "\n")
        print(f"written: {args.json}")


if __name__ == "__main__":
    main()
