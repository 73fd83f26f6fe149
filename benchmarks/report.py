"""From rounds to a table, the goals met and missed, and the JSON.

Not run by itself; gateway.py does. Rounds that were discarded count for losslessness only.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from figures import Summary, summary
from measure import Round

Number = Callable[[Round], float]

ROWS = (  # measure, figure, what the table calls it, digits
    ("one", "p50_ms", "latency p50, c=1, ms", 3),
    ("one", "p99_ms", "latency p99, c=1, ms", 2),
    ("many", "rps", "requests/s a core, c=32", 0),
    ("many", "p99_ms", "latency p99, c=32, ms", 1),
    ("many", "cpu_ms", "its CPU a request, c=32, ms", 3),
    ("unpaced", "events_per_s", "events/s, 16 streams, no pace", 0),
    ("unpaced", "ttft_p50_ms", "TTFT p50, 16 streams, no pace, ms", 2),
    ("paced", "events_per_s", "events/s, paced 20 ms", 0),
    ("paced", "ttft_p50_ms", "TTFT p50, paced, ms", 2),
    ("paced", "gap_p50_ms", "gap p50, paced, ms", 2),
    ("paced", "gap_p99_ms", "gap p99, paced, ms", 2),
    ("paced", "cpu_us_per_event", "its CPU an event, paced, µs", 1),
    ("paced", "target_share", "its core's use, paced", 2),
    ("paced", "harness_share", "harness's core's use, paced", 2),
    ("many", "harness_share", "harness's core's use, c=32", 2),
)


@dataclass(frozen=True)
class Server:
    """What is known of a target besides its visits."""

    about: str
    streams: int
    rss_idle_mib: float = math.nan
    rss_mib: float = math.nan
    rss_peak_mib: float = math.nan
    cold_start_s: float = math.nan


@dataclass(frozen=True)
class Goal:
    name: str
    wanted: str
    found: str
    met: bool | None  # None: not measured


@dataclass
class Report:
    servers: dict[str, Server]
    rounds: list[Round]
    absent: dict[str, str]  # targets that did not start, and why
    faults: dict[str, dict[str, int]]
    notes: list[str] = field(default_factory=list[str])
    facts: dict[str, Any] = field(default_factory=dict[str, Any])

    def over_rounds(self, number: Number) -> Summary:
        return summary(number(one) for one in self.rounds if not one.discarded)

    def figure(self, target: str, measure: str, name: str) -> Summary:
        return self.over_rounds(lambda one: one.figure(target, measure, name))

    def added(self, target: str, measure: str, name: str, base: str = "direct") -> Summary:
        return self.over_rounds(
            lambda one: one.figure(target, measure, name) - one.figure(base, measure, name)
        )

    def ratio(self, target: str, base: str, number: Callable[[Round, str], float]) -> Summary:
        return self.over_rounds(lambda one: number(one, target) / (number(one, base) or math.nan))

    def total(self, target: str, measure: str, name: str) -> float:
        return sum(value for one in self.rounds if (value := one.figure(target, measure, name)) > 0)

    def goals(self) -> list[Goal]:
        return [*throughput_goals(self), *stream_goals(self), *server_goals(self)]

    def as_json(self) -> dict[str, Any]:
        names = list(self.servers)
        return no_nan(
            self.facts
            | {
                "servers": {name: asdict(server) for name, server in self.servers.items()},
                "not_measured": self.absent,
                "faults": self.faults,
                "notes": self.notes,
                "goals": [asdict(goal) for goal in self.goals()],
                "summary": {
                    f"{name}/{measure}/{figure}": asdict(self.figure(name, measure, figure))
                    for name in names
                    for measure, figure, _, _ in ROWS
                },
                "paired": {label: asdict(found) for label, found, _ in self.paired()},
                "rounds": [asdict(one) for one in self.rounds],
            }
        )

    def paired(self) -> Iterator[tuple[str, Summary, int]]:
        """Differences and ratios, each made within a round."""
        others = [name for name in self.servers if name != "direct"]
        for name in others:
            yield f"{name}: added p50, c=1, ms", self.added(name, "one", "p50_ms"), 3
        for name in others:
            yield f"{name}: added TTFT p50, paced, ms", self.added(name, "paced", "ttft_p50_ms"), 2
        yield "medloop / litellm: requests/s", self.ratio("medloop", "litellm", rps), 1
        yield "medloop / litellm: added p50, c=1", self.ratio("medloop", "litellm", added_p50), 3
        yield "medloop / litellm: events/s", self.ratio("medloop", "litellm", events), 1
        rag = self.added("medloop+rag", "one", "p50_ms", "medloop")
        yield "medloop+rag over medloop: p50, c=1, ms", rag, 3
        for step in ("rag_path_ms", "search_ms", "prompt_ms", "record_ms"):
            found = self.figure("medloop+rag", "one", f"server_{step}")
            yield f"medloop+rag by its own clock: {step}", found, 3


def rps(one: Round, target: str) -> float:
    return one.figure(target, "many", "rps")


def events(one: Round, target: str) -> float:
    return one.figure(target, "unpaced", "events_per_s")


def added_p50(one: Round, target: str) -> float:
    return one.figure(target, "one", "p50_ms") - one.figure("direct", "one", "p50_ms")


def goal(name: str, wanted: str, found: Summary, met: Callable[[float], bool], digits: int) -> Goal:
    if not found.rounds:
        return Goal(name, wanted, "not measured", None)
    return Goal(name, wanted, show(found, digits), met(found.median))


def throughput_goals(report: Report) -> Iterator[Goal]:
    ratio = report.ratio("medloop", "litellm", rps)
    yield goal("requests/s a core, of LiteLLM's", ">= 10x", ratio, lambda x: x >= 10, 1)
    yield goal("  the same, aim", ">= 20x", ratio, lambda x: x >= 20, 1)
    added = report.added("medloop", "one", "p50_ms")
    yield goal("added p50, c=1, ms", "<= 1.5", added, lambda x: x <= 1.5, 3)
    share = report.ratio("medloop", "litellm", added_p50)
    yield goal("added p50, c=1, of LiteLLM's", "<= 0.2x", share, lambda x: x <= 0.2, 3)
    ratio = report.ratio("medloop", "litellm", events)
    yield goal("streamed events/s, of LiteLLM's", ">= 20x", ratio, lambda x: x >= 20, 1)


def stream_goals(report: Report) -> Iterator[Goal]:
    gap = report.figure("medloop", "paced", "gap_p99_ms")
    yield goal("512 streams at 20 ms: gap p99, ms", "<= 60", gap, lambda x: x <= 60, 1)
    name, wanted = "512 streams: nothing lost, reordered, merged", "all"
    expected, received, broken = (
        report.total("medloop", "paced", name)
        for name in ("events_expected", "events_received", "broken")
    )
    if not expected:
        yield Goal(name, wanted, "not measured", None)
        return
    found = f"{received:,.0f} of {expected:,.0f} events, {broken:.0f} streams broken"
    yield Goal(name, wanted, found, received == expected and not broken)


def server_goals(report: Report) -> Iterator[Goal]:
    rag = report.added("medloop+rag", "one", "p50_ms", "medloop")
    yield goal("retrieval + prompt + record, p50, ms", "<= 5", rag, lambda x: x <= 5, 2)
    clock = report.figure("medloop+rag", "one", "server_rag_path_ms")
    yield goal("  the same, by medloop's own clock", "<= 5", clock, lambda x: x <= 5, 2)
    server = report.servers.get("medloop", Server("", 0))
    for name, value, limit, unit in (
        ("resident memory a worker, after the load", server.rss_mib, 160, "MiB"),
        ("cold start", server.cold_start_s, 3, "s"),
    ):
        known = not math.isnan(value)
        text = f"{value:.1f} {unit}" if known else "not measured"
        yield Goal(name, f"<= {limit} {unit}", text, value <= limit if known else None)


def show(found: Summary, digits: int) -> str:
    if not found.rounds:
        return "–"
    middle, low, high = (f"{x:,.{digits}f}" for x in (found.median, found.low, found.high))
    return middle if found.rounds == 1 else f"{middle} [{low}, {high}]"


def no_nan(value: Any) -> Any:
    """JSON has no NaN: what was not measured becomes null."""
    if isinstance(value, dict):
        return {key: no_nan(one) for key, one in value.items()}
    if isinstance(value, list):
        return [no_nan(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
