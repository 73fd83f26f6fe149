"""Mixes pairs of several kinds by a ratio: never one twice, as many as the scarcest kind allows.

Kinds are `objective` (from questions), `subjective` (judged, or preferences of a data set) and
`clinician` (our service's export: rows with `judges`), which counts as subjective where the ratio
does not name it. Which pairs are kept depends on the seed and the pairs' keys, not on their order.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from train import rows
from train.errors import DataError, RecipeError
from train.pairs.judged import Judged
from train.pairs.objective import Objective, hashed
from train.rows import Row

KINDS = ("objective", "subjective", "clinician")


def mix(
    given: Iterable[Row], settings: Mapping[str, Any] | None, seed: int, work: Path | None = None
) -> "Mixture":
    """Raises RecipeError for settings that cannot be meant, before any row is read. In the folder
    `work` a judge's answers are kept for the run that follows a killed one."""
    settings = dict(settings or {})
    try:
        objective = Objective(seed, **(settings.pop("objective", None) or {}))
        judged = settings.pop("judged", None)
        judge = None if judged is None else Judged.of(seed, work=work, **judged)
        return Mixture(given, seed, objective, judge, **settings)
    except TypeError as error:
        raise RecipeError(f"pairs: {str(error).split('() ')[-1]}") from error


@dataclass
class Mixture:
    """Goes through the rows once; `dropped` and `report()` are whole when it is exhausted."""

    given: Iterable[Row]
    seed: int
    objective: Objective
    judged: Judged | None
    ratio: Mapping[str, float] | None = None
    max: int | None = None
    dropped: Counter[str] = field(default_factory=Counter, init=False)
    made: Counter[str] = field(default_factory=Counter, init=False)
    kept: Counter[str] = field(default_factory=Counter, init=False)
    weight: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        if self.ratio is not None:
            if not self.ratio or not set(self.ratio) <= set(KINDS):
                raise RecipeError(f"pairs, ratio: names some of {', '.join(KINDS)}")
            if not all(isinstance(n, int | float) and n > 0 for n in self.ratio.values()):
                raise RecipeError("pairs, ratio: every number is above 0")
        if self.max is not None and self.max < 1:
            raise RecipeError("pairs: max is 1 or more")

    def __iter__(self) -> Iterator[Row]:
        chances: dict[str, list[int]] = {kind: [] for kind in KINDS}
        with tempfile.TemporaryFile("w+", encoding="utf-8") as held:
            for pair in self._pairs():
                chances[self._kind(pair)].append(hashed(self.seed, "mix", pair))
                held.write(rows.line(pair))
            held.seek(0)
            yield from self._chosen(held, self._highest(chances))

    def _highest(self, chances: dict[str, list[int]]) -> dict[str, int]:
        """The greatest chance of each kind that is kept; -1 for none."""
        self.made = Counter({kind: len(found) for kind, found in chances.items() if found})
        wanted = self._wanted()
        return {
            kind: sorted(found)[wanted[kind] - 1] if wanted[kind] else -1
            for kind, found in chances.items()
        }

    def _wanted(self) -> dict[str, int]:
        ratio = self.ratio or dict(self.made)
        if missing := sorted(kind for kind in ratio if not self.made[kind]):
            raise DataError(
                f"pairs: the ratio names {', '.join(missing)} pairs, and no row made one; "
                f"there are {dict(self.made)}, dropped were {dict(self.dropped)}"
            )
        scale = min((self.made[kind] / share for kind, share in ratio.items()), default=0.0)
        if self.max is not None and ratio:
            scale = min(scale, self.max / sum(ratio.values()))
        return {kind: int(scale * ratio.get(kind, 0) + 1e-9) for kind in KINDS}

    def _chosen(self, held: Iterable[str], highest: dict[str, int]) -> Iterator[Row]:
        for line in held:
            pair = json.loads(line)
            kind = self._kind(pair)
            if hashed(self.seed, "mix", pair) > highest[kind]:
                self.dropped[f"{kind}_beyond_the_ratio"] += 1
                continue
            self.kept[kind] += 1
            self.weight += pair.get("weight", 1.0)
            yield pair

    def _pairs(self) -> Iterator[Row]:
        """A pair or a reason for every row, in the order of the rows but for dialogues, whose
        pairs come a batch at a time."""
        dialogues: list[Row] = []
        for row in self.given:
            if (kind := rows.kind_of(row)) == "dialogue" and self.judged is not None:
                if not self.judged.takes(row):
                    self.dropped["not_in_the_share"] += 1
                    continue
                dialogues.append(row)
                if len(dialogues) == self.judged.batch:
                    yield from self._kept(self.judged.pairs(dialogues))
                    dialogues = []
            elif kind == "question":
                yield from self._kept([self.objective.pair(row)])
            elif kind == "pair":
                yield from self._kept([_sound(row)])
            else:
                self.dropped["text" if kind == "text" else "no_judge_named"] += 1
        if dialogues and self.judged is not None:
            yield from self._kept(self.judged.pairs(dialogues))

    def _kept(self, found: Iterable[Row | str]) -> Iterator[Row]:
        for pair in found:
            if isinstance(pair, str):
                self.dropped[pair] += 1
            else:
                yield pair

    def _kind(self, pair: Row) -> str:
        if pair.get("kind") == "objective":
            return "objective"
        ours = "judges" in pair and (self.ratio is None or "clinician" in self.ratio)
        return "clinician" if ours else "subjective"

    def report(self) -> dict[str, Any]:
        """What was made of the rows; with a stand-in judge, its figures are plumbing."""
        found = {"made": dict(self.made), "kept": dict(self.kept), "weight": round(self.weight, 6)}
        return found if self.judged is None else {**found, "judged": self.judged.report()}


def _sound(pair: Row) -> Row | str:
    if pair.get("weight", 1.0) <= 0:
        return "no_weight"
    if not pair["prompt"]:
        return "no_prompt"
    chosen, rejected = (
        " ".join(m["content"] for m in pair[side]) for side in ("chosen", "rejected")
    )
    return "same_text" if chosen.strip() == rejected.strip() else pair
