"""Prints a report: what was measured, paired differences, goals.

Not run by itself; gateway.py does.
"""

import math
import unicodedata
from collections.abc import Sequence

from report import ROWS, Report, show

VERDICT = {True: "met", False: "MISSED", None: "not measured"}


def print_report(report: Report) -> None:
    kept = sum(not one.discarded for one in report.rounds)
    print(f"\n{kept} of {len(report.rounds)} rounds count; medians over rounds", end=" ")
    print("[95 % bootstrap interval of the median]")
    print_targets(report)
    print_table(figures_table(report))
    print_noise(report)
    print("\npaired within rounds")
    rows = [["", "median", "worst round"]]
    for label, found, digits in report.paired():
        if found.rounds:
            # A ratio of rates is worst when it is least, everything else when it is most.
            worst = found.least if label.endswith(("requests/s", "events/s")) else found.most
            rows.append([label, show(found, digits), f"{worst:,.{digits}f}"])
    print_table(rows)
    print("\ngoals")
    goals = [[goal.name, goal.wanted, goal.found, VERDICT[goal.met]] for goal in report.goals()]
    print_table([["", "wanted", "found", ""], *goals])
    for note in report.notes:
        print(f"note: {note}")


def print_targets(report: Report) -> None:
    rows = [
        [
            "target",
            "what",
            "RSS idle, MiB",
            "loaded",
            "peak",
            "cold start s",
            "paced streams",
            "faults",
        ]
    ]
    for name, server in report.servers.items():
        sizes = (server.rss_idle_mib, server.rss_mib, server.rss_peak_mib, server.cold_start_s)
        numbers = ["–" if math.isnan(value) else f"{value:.1f}" for value in sizes]
        faults = ", ".join(f"{what}: {n}" for what, n in report.faults.get(name, {}).items())
        streams = "–" if name.endswith("+rag") else str(server.streams)
        rows.append([name, server.about, *numbers, streams, faults or "none"])
    print_table(rows)
    for name, why in report.absent.items():
        print(f"{name} was not measured: {why}")


def figures_table(report: Report) -> list[list[str]]:
    rows = [["", *report.servers]]
    for measure, figure, label, digits in ROWS:
        cells = [show(report.figure(name, measure, figure), digits) for name in report.servers]
        rows.append([label, *cells])
    return rows


def print_noise(report: Report) -> None:
    for measure, figure, digits, what in (
        ("one", "p50_ms", 3, "p50 at c=1, ms"),
        ("many", "rps", 0, "requests/s at c=32"),
    ):
        found = report.figure("direct", measure, figure)
        least, most = (f"{value:,.{digits}f}" for value in (found.least, found.most))
        spread = (found.most - found.least) / found.median
        print(f"noise floor: direct's {what}: {least} to {most} over rounds ({spread:.0%})")


def print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    print()
    for number, row in enumerate(rows):
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("-" * wide for wide in widths))


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
