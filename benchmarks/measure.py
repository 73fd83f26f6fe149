"""The rounds: every round visits every target with every measure, in fresh random order.

Not run by itself; gateway.py does. A visit's figures go into the JSON as they are; all differences
and ratios are made later, between visits of the same round (report.py).
"""

import gc
import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter as now
from time import process_time

from figures import drifted, percentile
from load import Tally, closed_loop, paced
from script import shape_of
from targets import UNPACED, Target

MEASURES = ("one", "many", "unpaced", "paced")
RAG_MEASURES = ("one", "many")
RAG_STEPS = ("search_ms", "prompt_ms", "record_ms")
DRIFT = 0.25

Figures = dict[str, float]


@dataclass(frozen=True)
class Plan:
    rounds: int
    seconds: float
    paced_model: str
    extra: int = 0  # rounds that may replace discarded ones
    until: float = math.inf  # on perf_counter: no round but the first starts later


@dataclass
class Round:
    order: list[str] = field(default_factory=list[str])
    visits: dict[str, dict[str, Figures]] = field(default_factory=dict[str, dict[str, Figures]])
    discarded: bool = False

    def figure(self, target: str, measure: str, name: str) -> float:
        return self.visits.get(target, {}).get(measure, {}).get(name, float("nan"))


@dataclass
class Harness:
    """Makes the visits, and remembers what went wrong in any of them."""

    plan: Plan
    upstream: Target
    say: Callable[[str], None]
    acknowledged: Counter[str] = field(default_factory=Counter[str])
    faults: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    numbers: Iterator[int] = field(default_factory=itertools.count)

    async def visit(self, target: Target, measure: str, seconds: float) -> Figures:
        pool = f"{next(self.numbers) % 4096:03x}"
        gc.collect()
        before = self._clocks(target)
        tally = await self._load(target, measure, pool, seconds)
        after = self._clocks(target)
        wall, own, server = (end - start for start, end in zip(before, after, strict=True))
        self.acknowledged[target.name] += tally.asked - tally.broken
        self.faults.setdefault(target.name, Counter()).update(tally.faults)
        found = figures(measure, tally)
        found["harness_share"] = own / wall
        if target is not self.upstream and tally.asked:
            found |= {"target_share": server / wall, "cpu_ms": server * 1000 / tally.asked}
            if tally.received_events:
                found["cpu_us_per_event"] = server * 1e6 / tally.received_events
        return found

    async def _load(self, target: Target, measure: str, pool: str, seconds: float) -> Tally:
        if measure == "one":
            return await closed_loop(target.unary(), pool, 1, seconds)
        if measure == "many":
            return await closed_loop(target.unary(), pool, 32, seconds)
        if measure == "unpaced":
            return await closed_loop(target.stream(UNPACED), pool, 16, seconds)
        shape = shape_of(self.plan.paced_model)
        assert shape is not None
        return await paced(target.stream(self.plan.paced_model), pool, target.streams, shape.pace)

    def _clocks(self, target: Target) -> tuple[float, float, float]:
        upstream = self.upstream.server.cpu_seconds()
        server = 0.0 if target is self.upstream else target.server.cpu_seconds()
        return now(), process_time() + upstream, server


def figures(measure: str, tally: Tally) -> Figures:
    found: Figures = {"asked": tally.asked, "broken": tally.broken}
    if measure in ("one", "many"):
        found["rps"] = tally.rate(tally.answers)
        for share in (50, 95, 99):
            found[f"p{share}_ms"] = 1000 * percentile(tally.latencies, share / 100)
        return found | rag_timings(tally)
    found["events_expected"] = tally.expected_events
    found["events_received"] = tally.received_events
    found["events_per_s"] = tally.rate(tally.received_events)
    for share in (50, 99):
        found[f"ttft_p{share}_ms"] = 1000 * percentile(tally.ttfts, share / 100)
        found[f"gap_p{share}_ms"] = 1000 * percentile(tally.gaps, share / 100)
    return found


def rag_timings(tally: Tally) -> Figures:
    """What medloop itself says its steps took, where the answers carry `medloop.timings`."""
    seen: dict[str, list[float]] = {}
    for body in tally.bodies:
        block = json.loads(body).get("medloop") or {}
        timings: dict[str, float] = block.get("timings") or {}
        if timings.get("search_ms") is not None:
            steps = {name: timings.get(name, 0.0) for name in RAG_STEPS}
            for name, value in (steps | {"rag_path_ms": sum(steps.values())}).items():
                seen.setdefault(f"server_{name}", []).append(value)
    return {name: percentile(values, 0.5) for name, values in seen.items()}


def measures_of(target: Target) -> tuple[str, ...]:
    return RAG_MEASURES if target.name.endswith("+rag") else MEASURES


async def warm_up(harness: Harness, targets: list[Target], seconds: float) -> None:
    """Not counted: a server's first answers pay for imports and empty caches."""
    for target in targets:
        for measure in measures_of(target):
            if measure != "paced":
                await harness.visit(target, measure, seconds)


async def run_rounds(harness: Harness, targets: list[Target]) -> list[Round]:
    """`plan.rounds` rounds that count, if `plan.extra` more suffice to find them."""
    plan, rng = harness.plan, random.Random()
    rounds: list[Round] = []
    while len(rounds) < plan.rounds + plan.extra and (not rounds or now() < plan.until):
        rounds.append(await one_round(harness, targets, rng))
        mark_discarded(rounds)
        kept = sum(not one.discarded for one in rounds)
        harness.say(f"round {len(rounds)} done, {kept} of {plan.rounds} count")
        if kept >= plan.rounds:
            break
    return rounds


async def one_round(harness: Harness, targets: list[Target], rng: random.Random) -> Round:
    found = Round()
    for measure in rng.sample(MEASURES, len(MEASURES)):
        willing = [target for target in targets if measure in measures_of(target)]
        for target in rng.sample(willing, len(willing)):
            harness.say(f"{target.name}, {measure}")
            figures = await harness.visit(target, measure, harness.plan.seconds)
            found.visits.setdefault(target.name, {})[measure] = figures
            found.order.append(f"{target.name}/{measure}")
    return found


def mark_discarded(rounds: list[Round]) -> None:
    """A disturbed machine shows in direct's own latency. Two rounds cannot tell which was."""
    far: set[int] = set()
    if len(rounds) > 2:
        for load in ("one", "many"):
            far.update(drifted([one.figure("direct", load, "p50_ms") for one in rounds], DRIFT))
    for place, one in enumerate(rounds):
        one.discarded = place in far
