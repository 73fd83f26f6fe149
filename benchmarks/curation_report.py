"""What the rounds and the comparisons of curation.py come to: a table, goals met and missed, JSON.

Not run by itself; curation.py does.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import curation_text
from curation_text import Corpus
from figures import Summary, summary
from table import print_table

TIMED = ("signatures", "repetition", "stack")
GOALS = {"signatures": 20.0, "stack": 10.0}
AGREEMENT = 0.999
F1 = 0.95
LIMIT_MIB = 2048


@dataclass
class Found:
    rounds: list[dict[str, dict[str, float]]] = field(default_factory=list)
    judged: dict[str, dict[str, Any]] = field(default_factory=dict)
    million: dict[str, Any] | None = None

    def rate(self, side: str, task: str) -> Summary:
        return summary(one[side][task] for one in self.rounds if task in one.get(side, {}))

    def ratio(self, task: str) -> Summary:
        return summary(
            one["ours"][task] / one["datatrove"][task] for one in self.rounds if "datatrove" in one
        )


def agreement(judged: dict[str, Any], count: int) -> dict[str, Any]:
    """How many documents are judged alike; numbers of those that are not."""
    ours, theirs = judged["ours"], judged["datatrove"]
    unlike = [place for place in range(count) if ours[place] != theirs[place]]
    return {"share": 1 - len(unlike) / count, "dropped": theirs.count(False), "unlike": unlike}


def f1_by_rate(found: Sequence[str], corpus: Corpus) -> dict[str, float]:
    """Every wrongly dropped document counts against each rate."""
    dropped = set(found)
    wrong = len(dropped - {copy for _, copy, _ in corpus.pairs})
    scores = {}
    for rate in curation_text.EDITS:
        copies = {copy for _, copy, each in corpus.pairs if each == rate}
        hits = len(copies & dropped)
        scores[f"{rate:.0%}"] = 2 * hits / (hits + wrong + len(copies)) if copies else 1.0
    return scores


def reported(found: Found, corpus: Corpus, timed: int) -> dict[str, Any]:
    compared = "datatrove" in found.judged["repetition"]
    count = len(corpus.documents)
    report: dict[str, Any] = {
        "documents": count,
        "timed": timed,
        "characters": sum(len(one["text"]) for one in corpus.documents) / max(count, 1),
        "load": os.getloadavg()[0],
        "rates": {
            side: {
                task: vars(found.rate(side, task))
                for task in (*TIMED, *(["deidentified"] if side == "ours" else []))
            }
            for side in found.rounds[0]
        },
        "ratios": {task: vars(found.ratio(task)) for task in TIMED} if compared else {},
        "agreement": {
            rule: agreement(found.judged[rule], count) for rule in ("repetition", "lines")
        }
        if compared
        else {},
        "million": found.million,
    }
    if corpus.pairs:
        report["f1"] = {
            f"{side}{' at 0.8' if task.endswith('080') else ''}": f1_by_rate(result, corpus)
            for task in ("duplicates", "duplicates_at_080")
            for side, result in found.judged[task].items()
        }
        report["planted"] = {
            side: {
                "found": len(set(result) & set(corpus.planted)),
                "planted": len(corpus.planted),
                "others": len(set(result) - set(corpus.planted)),
            }
            for side, result in found.judged["contaminated"].items()
        }
    report["goals"] = goals(report)
    return report


def goals(report: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for task, least in GOALS.items() if report["ratios"] else ():
        ratio = report["ratios"][task]["median"]
        found.append((f"{task}: times datatrove's", f">= {least:.0f}", ratio, ratio >= least))
    for rule, one in report["agreement"].items():
        share = one["share"]
        found.append((f"{rule}: decided alike", f">= {AGREEMENT}", share, share >= AGREEMENT))
    for rate, score in report.get("f1", {}).get("ours", {}).items():
        found.append((f"near-duplicates, {rate} rewritten: F1", f">= {F1}", score, score >= F1))
    if "planted" in report:
        one = report["planted"]["ours"]
        share = one["found"] / max(one["planted"], 1)
        found.append(("planted 13-grams found", "1", share, share == 1))
    if report["million"]:
        peak = report["million"]["peak_mib"]
        found.append(("a million documents, MiB", f"<= {LIMIT_MIB}", peak, peak <= LIMIT_MIB))
    return [dict(zip(("name", "wanted", "found", "met"), one, strict=True)) for one in found]


def show(report: dict[str, Any]) -> None:
    print(f"\n{report['documents']} documents of {report['characters']:.0f} characters on average")
    print_table(
        [
            ["documents a CPU second", *report["rates"], "ratio [95 % interval]"],
            *(
                [task, *rates(report, task), ratio(report, task)]
                for task in (*TIMED, "deidentified")
            ),
        ]
    )
    for rule, one in report["agreement"].items():
        print(f"{rule}: {one['share']:.4%} alike; datatrove drops {one['dropped']}", end="; ")
        print(f"unlike: {len(one['unlike'])}")
    for side, scores in report.get("f1", {}).items():
        print(f"near-duplicates, {side}: F1", ", ".join(f"{r} {s:.3f}" for r, s in scores.items()))
    for side, one in report.get("planted", {}).items():
        print(f"planted questions, {side}: {one['found']} of {one['planted']}", end=", ")
        print(f"and {one['others']} documents without one")
    print_table(
        [
            ["goal", "wanted", "found", ""],
            *(
                [
                    one["name"],
                    one["wanted"],
                    f"{one['found']:.4g}",
                    "met" if one["met"] else "MISSED",
                ]
                for one in report["goals"]
            ),
        ]
    )


def rates(report: dict[str, Any], task: str) -> list[str]:
    found = (report["rates"][side].get(task) for side in report["rates"])
    return [f"{one['median']:,.0f}" if one else "–" for one in found]


def ratio(report: dict[str, Any], task: str) -> str:
    one = report["ratios"].get(task)
    return f"{one['median']:.1f} [{one['low']:.1f}, {one['high']:.1f}]" if one else "–"
