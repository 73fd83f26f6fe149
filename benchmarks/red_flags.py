"""Fits the red-flag screen to the phrasings beside this file, and says what to expect of it.

    pip install scikit-learn
    python benchmarks/red_flags.py            # leave each author out in turn: the honest estimate
    python benchmarks/red_flags.py --write    # fit on all of them: app/red_flag_weights.json

Each file of benchmarks/red_flags/ is one author's work, in a voice of their own: `text`, `lang`,
`flags` (categories; none for what is no emergency). The held-out sets of the tests are not here.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer  # pyright: ignore[reportMissingImports]
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

from app.notices import CATEGORIES
from app.red_flag_model import WEIGHTS, patterns, plain
from app.red_flag_phrases import spoken

FOLDER = Path(__file__).with_name("red_flags")
STRENGTH = 0.5  # inverse regularisation, chosen by the estimate below
SPARSE_STRENGTH = 1.0  # the same for a category: few patterns, most of them words
SEEN_BY = 2  # messages that must hold a pattern
LEAST = 0.01  # weights below it say nothing
SENSITIVITY = 0.95  # the threshold of each language is set for it, on left-out authors
Row = dict[str, Any]


def read() -> list[Row]:
    rows: list[Row] = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            rows.append({**row, "author": path.stem, "patterns": patterns(row["text"])})
    return rows


class Fitted:
    """One logistic regression over the patterns of some rows."""

    def __init__(self, rows: list[Row], wanted: list[bool], *, sparse: bool = False) -> None:
        seen = Counter(pattern for row in rows for pattern in row["patterns"])
        self._known = {pattern for pattern, count in seen.items() if count >= SEEN_BY}
        self._vectors: Any = DictVectorizer()
        self._model: Any = LogisticRegression(
            C=SPARSE_STRENGTH if sparse else STRENGTH,
            l1_ratio=1.0 if sparse else 0.0,
            solver="liblinear" if sparse else "lbfgs",
            max_iter=4000,
            class_weight="balanced",
            random_state=0,
        )
        found = self._vectors.fit_transform(map(self._features, rows))
        found.indices, found.indptr = found.indices.astype("int32"), found.indptr.astype("int32")
        self._model.fit(found, wanted)

    def _features(self, row: Row) -> dict[str, int]:
        return dict.fromkeys(row["patterns"] & self._known, 1)

    def probability(self, rows: list[Row]) -> "np.ndarray[Any, Any]":
        return self._model.predict_proba(self._vectors.transform(map(self._features, rows)))[:, 1]

    def weights(self) -> tuple[float, dict[str, float]]:
        names = self._vectors.get_feature_names_out()
        pairs = zip(names, self._model.coef_[0], strict=True)
        kept = {name: round(float(weight), 3) for name, weight in pairs if abs(weight) >= LEAST}
        return round(float(self._model.intercept_[0]), 4), dict(sorted(kept.items()))


def estimate(rows: list[Row]) -> dict[str, float]:
    """Every author judged by what the others wrote; the threshold of each language."""
    probability = np.zeros(len(rows))
    for author in sorted({row["author"] for row in rows}):
        others = [row for row in rows if row["author"] != author]
        own = [at for at, row in enumerate(rows) if row["author"] == author]
        fitted = Fitted(others, [bool(row["flags"]) for row in others])
        probability[own] = fitted.probability([rows[at] for at in own])
    # The screen as a whole: what the phrases catch, the model need not.
    probability[[at for at, row in enumerate(rows) if spoken(plain(row["text"]))]] = 1.0
    flagged = np.array([bool(row["flags"]) for row in rows])
    thresholds: dict[str, float] = {}
    for lang in ("zh", "en"):
        here = np.array([row["lang"] == lang for row in rows])
        threshold = float(np.quantile(probability[here & flagged], 1 - SENSITIVITY))
        thresholds[lang] = round(threshold, 3)
        specificity = float((probability[here & ~flagged] < threshold).mean())
        print(
            f"{lang}: {here.sum()} messages, threshold {threshold:.3f}: sensitivity {SENSITIVITY}, "
            f"specificity {specificity:.3f}"
        )
        for author in sorted({row["author"] for row in rows}):
            mine = here & np.array([row["author"] == author for row in rows])
            hit, clear = (
                probability[mine & flagged] >= threshold,
                probability[mine & ~flagged] < threshold,
            )
            print(f"    {author}: {hit.mean():.3f} / {clear.mean():.3f}")
    return thresholds


def write(rows: list[Row], thresholds: dict[str, float]) -> None:
    bias, weights = Fitted(rows, [bool(row["flags"]) for row in rows]).weights()
    emergencies = [row for row in rows if row["flags"]]
    categories = {
        name: Fitted(
            emergencies, [name in row["flags"] for row in emergencies], sparse=True
        ).weights()
        for name in CATEGORIES
    }
    model = {
        "bias": bias,
        "weights": weights,
        "threshold": thresholds,
        "category_bias": {name: fitted[0] for name, fitted in categories.items()},
        "category_weights": {name: fitted[1] for name, fitted in categories.items()},
    }
    WEIGHTS.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{WEIGHTS.name}: {len(weights)} patterns, {WEIGHTS.stat().st_size // 1024} KiB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fits the red-flag screen.")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = read()
    thresholds = estimate(rows)
    if arguments.write:
        write(rows, thresholds)


if __name__ == "__main__":
    main()
