"""The data card beside the rows: `card.md` and its figures as SVG, from the ledger and the counts.

Everything in it is a count: no row's text, no date, no machine, so equal data has an equal card.
"""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from train import rows
from train.pipeline.rendering import BINS, PARTS, summed

STAND_IN = "stand-in scorer"
BAR, LABEL, WIDTH, LINE = 380, 190, 680, 22  # pixels
MOST = 40  # bars a figure

Counts = dict[str, int]


def write(out: Path, ledger: dict[str, Any], parts: dict[str, Any]) -> None:
    """`parts` are the counts of train and test, as `train/pipeline/rendering.py` tells them."""
    for old in out.glob("card*"):
        old.unlink()
    figures = _figures(parts)
    for name, (title, counts) in figures.items():
        _write(out / f"card-{name}.svg", bars(title, counts))
    blocks = [_head(ledger, parts), _sources(ledger, parts), _steps(ledger), _scorers(ledger)]
    blocks += [_reports(ledger), _scores(parts)]
    blocks += [f"![{title}](card-{name}.svg)" for name, (title, _) in figures.items()]
    _write(out / "card.md", "\n\n".join(block for block in blocks if block) + "\n")


def _write(path: Path, text: str) -> None:
    with rows.whole(path) as file:
        file.write(text.encode())


def _figures(parts: dict[str, Any]) -> dict[str, tuple[str, Counts]]:
    """Of training and held-out rows together; a figure of nothing is left out."""
    both = {
        name: summed([parts[part][name] for part in PARTS])
        for name in ("by_source", "by_lang", "by_kind", "by_department", "lengths")
    }
    figures = {
        "sources": ("Rows by source", _largest_first(both["by_source"])),
        "languages": ("Rows by language", both["by_lang"]),
        "kinds": ("Rows by kind", both["by_kind"]),
        "lengths": ("Rows by length in characters", _by_length(both["lengths"])),
    }
    if len(both["by_kind"]) == 1:
        del figures["kinds"]
    if set(both["by_department"]) != {""}:
        named = {name or "(none)": n for name, n in both["by_department"].items()}
        figures["departments"] = ("Rows by department", _largest_first(named))
    return figures


def _largest_first(counts: Counts) -> Counts:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(n for _, n in ordered[MOST:])
    return dict(ordered[:MOST]) | ({f"{len(ordered) - MOST} more": rest} if rest else {})


def _by_length(lengths: Counts) -> Counts:
    ends = [f"–{high - 1:,}" for high in BINS[1:]] + [" or more"]
    return {f"{low:,}{end}": lengths.get(str(low), 0) for low, end in zip(BINS, ends, strict=True)}


def bars(title: str, counts: Counts) -> str:
    """A bar chart that a screen reader can read: each bar's label and number are text."""
    most = max(counts.values(), default=0) or 1
    height = LINE * (len(counts) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="10" y="18" font-size="14" font-weight="bold">{escape(title)}</text>',
    ]
    for place, (label, count) in enumerate(counts.items(), 1):
        y, long = LINE * place + 10, round(BAR * count / most, 1)
        lines += [
            f'<text x="{LABEL - 8}" y="{y + 12}" text-anchor="end">{escape(label)}</text>',
            f'<rect x="{LABEL}" y="{y}" width="{long}" height="{LINE - 6}" fill="#2f6f9f"/>',
            f'<text x="{LABEL + long + 6}" y="{y + 12}">{count:,}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def _head(ledger: dict[str, Any], parts: dict[str, Any]) -> str:
    written = ledger["written"]
    characters = {part: parts[part]["characters"] for part in PARTS}
    return (
        f"# Data card: {ledger['stage']}\n\n"
        f"{written['train']['rows']:,} rows to train on ({characters['train']:,} characters), "
        f"{written['test']['rows']:,} held out ({characters['test']:,} characters; "
        f"share {ledger['held_out']}, by the hash of the row's key). "
        f"Recipe `{ledger['recipe'][:16]}`; `ledger.json` has all hashes and settings. "
        f"Rows that vanished unexplained: {ledger['unexplained']:,}."
    )


def _sources(ledger: dict[str, Any], parts: dict[str, Any]) -> str:
    def line(name: str, source: dict[str, Any]) -> list[str]:
        kept = [parts[part]["by_source"].get(name, 0) for part in PARTS]
        share = sum(kept) / source["rows"] if source["rows"] else 0
        lang = ", ".join(f"{lang} {n:,}" for lang, n in source["lang"].items())
        return [
            name,
            source["options"].get("domain", ""),
            lang,
            f"{source['rows']:,}",
            f"{share:.1%}",
        ] + [f"{n:,}" for n in kept]

    return "## Sources\n\n" + _table(
        ["source", "domain", "languages", "read", "kept", "train", "held out"],
        [line(name, source) for name, source in ledger["sources"].items()],
    )


def _steps(ledger: dict[str, Any]) -> str:
    def line(step: dict[str, Any]) -> list[str]:
        why = sorted(step["dropped"].items(), key=lambda pair: (-pair[1], pair[0]))
        reasons = ", ".join(f"{reason} {n:,}" for reason, n in why)
        share = step["out"] / step["in"] if step["in"] else 0
        return [step["step"], f"{step['in']:,}", f"{step['out']:,}", f"{share:.1%}", reasons]

    return "## Steps\n\n" + _table(
        ["step", "in", "out", "kept", "dropped, by reason"], list(map(line, ledger["steps"]))
    )


def _scorers(ledger: dict[str, Any]) -> str:
    scored = {step["step"]: step["scorer"] for step in ledger["steps"] if step["scorer"]}
    if not scored:
        return ""
    told = "\n".join(f"- {step}: {scorer}" for step, scorer in scored.items())
    if any(STAND_IN in scorer for scorer in scored.values()):
        told += f"\n\nFigures of a {STAND_IN} show that the plumbing holds, nothing of quality."
    return f"## Scorers\n\n{told}"


def _reports(ledger: dict[str, Any]) -> str:
    told = [
        f"- {step['step']}: "
        + ", ".join(f"{key} {_short(value)}" for key, value in step["report"].items())
        for step in ledger["steps"]
        if step["report"]
    ]
    return "## What steps report\n\n" + "\n".join(told) if told else ""


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    told = json.dumps(value, ensure_ascii=False)
    return told if len(told) < 200 else f"({len(value)} entries, in the ledger)"


def _scores(parts: dict[str, Any]) -> str:
    names = sorted({name for part in PARTS for name in parts[part]["scores"]})
    if not names:
        return ""
    lines = []
    for name in names:
        counts = summed([parts[part]["scores"].get(name, {}) for part in PARTS])
        lines.append([name, f"{sum(counts.values()):,}", *_quantiles(counts)])
    return "## Scores of the rows kept\n\n" + _table(
        ["score", "rows", "5 %", "25 %", "median", "75 %", "95 %"], lines
    )


def _quantiles(counts: Counts) -> list[str]:
    ordered = sorted((float(value), n) for value, n in counts.items())
    total, found = sum(counts.values()), []
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        seen = 0
        for value, n in ordered:
            seen += n
            if seen >= share * total:
                found.append(f"{value:.2f}")
                break
    return found


def _table(head: list[str], lines: Iterable[list[str]]) -> str:
    ruled = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in ruled)
