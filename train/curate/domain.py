"""The domain classifier: which documents are medical (papers.md 1.3, step 1).

    - domain: {endpoint: "http://gpu-1:8000/v1", model: qwen3-32b, seeds: 20000}
    - domain: {labels: declared}          learn from what the sources declare, ask nobody
    - domain: {stand_in: true}            random weights label: shows that it runs, drops near all

A sample, as many Chinese as English documents, is labelled twice; where the labels differ, neither
counts. A linear model over words learns from the rest and judges the rows of those sources that are
declared medical. Rows of `domain: general` sources pass: they are a mix's general part. Its F1 on
a fifth that it did not learn from is in the report.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from train import rows
from train.curate import labels as labelling
from train.curate import linear
from train.curate.blocks import blocks
from train.curate.labels import Document
from train.curate.linear import Linear
from train.curate.prompts import DOMAIN
from train.errors import DataError, RecipeError
from train.rows import Row
from train.scoring.scorer import STAND_IN, Who

MEDICAL, GENERAL = "medical", "general"
BLOCK = 256
Rows = Callable[[], Iterator[Row]]


def make(
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    extra: Mapping[str, Any] | None = None,
    labels: str | None = None,
    stand_in: bool = False,
    seeds: int = 20_000,
    chars: int = 2000,
    seed: int = 42,
    work: Path | str | None = None,
) -> "Domain":
    """`labels` None, "declared" or a file; `seeds` documents are labelled, `chars` of each read;
    `work` keeps a scorer's labels between runs. RecipeError where nobody is named to label."""
    who = Who(endpoint, model, key_env, extra=extra)
    if labels is None and who.name == STAND_IN and not stand_in:
        raise RecipeError(
            "domain: name who labels, `endpoint: URL` and `model: NAME`, or learn from what the "
            "sources declare, `labels: declared`, or from a file of labels, `labels: FILE`; a "
            "stand-in would drop nearly every row (`stand_in: true` to have one nonetheless)"
        )
    return Domain(who, labels, seeds, chars, seed, Path(work) if work else None)


@dataclass
class Domain:
    who: Who
    labels: str | None
    seeds: int
    chars: int
    seed: int
    work: Path | None
    name: str = "domain"
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def scorer(self) -> str | None:
        return self.who.name if self.labels is None else None

    def report(self) -> dict[str, Any]:
        return self.told

    def select(self, found: Rows) -> Iterator[tuple[str, str]]:
        judged, dropped = Counter[str](), Counter[str]()
        self.told = {}
        model: Linear | None = None
        for some in blocks((row for row in found() if row.get("domain") != GENERAL), BLOCK):
            model = model or self._learnt(found)
            texts = [labelling.document(row, self.chars).text for row in some]
            for row, odds in zip(some, model(texts), strict=True):
                judged[row["lang"]] += 1
                if odds <= 0:
                    dropped[row["lang"]] += 1
                    yield rows.key(row), f"not_{MEDICAL}"
        self.told |= {"judged": dict(judged), "not_medical": dict(dropped)}

    def _learnt(self, found: Rows) -> Linear:
        agreed = self._agreed(*self._given(found))
        model, measured = linear.classifier(
            [one.text for one, _ in agreed],
            [one.lang for one, _ in agreed],
            [label == MEDICAL for _, label in agreed],
            self.seed,
        )
        self.told |= {**measured, **plumbing(self.scorer)}
        return model

    def _given(self, found: Rows) -> tuple[list[Document], list[Any] | None]:
        if self.labels is None:
            return labelling.sample(found(), self.seeds, self.chars, self.seed), None
        if self.labels == "declared":
            documents = labelling.sample(found(), self.seeds, self.chars, self.seed)
            return documents, [one.domain for one in documents]
        pairs = labelling.given(Path(self.labels), found(), self.chars)
        return [one for one, _ in pairs], [label for _, label in pairs]

    def _agreed(
        self, documents: list[Document], labels: list[Any] | None
    ) -> list[tuple[Document, str]]:
        if labels is None:
            twice = labelling.ask_twice(self.who.scorer, documents, DOMAIN, self.work)
            labels = [first if first == second else None for first, second in twice]
            self.told["unreadable"] = sum(None in both for both in twice)
        wrong = sorted({str(label) for label in labels} - {MEDICAL, GENERAL, "None"})
        if wrong:
            raise DataError(f"domain labels are {MEDICAL!r} or {GENERAL!r}, not {wrong[:3]}")
        agreed = [(one, label) for one, label in zip(documents, labels, strict=True) if label]
        self.told |= {
            "labelled": len(documents),
            "agreed": len(agreed),
            "medical": sum(label == MEDICAL for _, label in agreed),
        }
        return agreed


def plumbing(scorer: str | None) -> dict[str, str]:
    """What a report says of figures that rest on a stand-in."""
    return {"figures": "plumbing, not quality: a stand-in scored"} if scorer == STAND_IN else {}
