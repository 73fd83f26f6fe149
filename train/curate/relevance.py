"""Context Relevance of multi-turn dialogues: does the history help to say a turn?

CR(H, t) = L(t|H) / L(t), a ratio of mean negative log-likelihoods (papers.md 1.4, eqs. 1-3): above
1 the history hurts, far below 1 the turn repeats it. `cutoff` then keeps a band:

    - relevance: {endpoint: "http://gpu-1:8000/v1", model: qwen3-8b, tokenizer: DATA/qwen3-8b}
    - cutoff: {score: relevance_mean, low_percentile: 5, at_most: 1.0}

Where the paper is silent: a turn is what the user said and the answer to it; `scored: assistant`
counts the answer's tokens (as IFD does), `turn` all of the turn's but its opening mark; a system
message stays in both passes. The turn's text is cut into tokens once and the same tokens are
scored in both passes. The first turn has no history and no value. A history too long loses its
oldest turns, a text longer than half of `max_length` its end, in both passes.
"""

from dataclasses import dataclass
from statistics import fmean

from train import rows
from train.curate.passes import Pair, Passes, Span
from train.errors import DataError, EndpointError, RecipeError
from train.rows import Row
from train.scoring.scorer import Who

DIGITS = 6  # of a stored value


def make(
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    tokenizer: str | None = None,
    scored: str = "assistant",
    max_length: int = 2048,
    batch: int = 256,
) -> "Relevance":
    if scored not in ("assistant", "turn"):
        raise RecipeError(f"relevance: scored is 'assistant' or 'turn', not {scored!r}")
    if max_length < 64:
        raise RecipeError(f"relevance: max_length {max_length} leaves no room for a history")
    if endpoint and not tokenizer:
        raise RecipeError("relevance: name the served model's tokenizer, `tokenizer: FOLDER`")
    who = Who(endpoint, model, key_env, tokenizer)
    return Relevance(who, scored, max_length, batch)


@dataclass(frozen=True)
class Relevance:
    """Adds scores.relevance, a value for each turn from the second on (null where none could be
    counted), and their mean, scores.relevance_mean. Rows that are no dialogues pass as they are."""

    who: Who
    scored: str = "assistant"
    max_length: int = 2048
    batch: int = 256
    name: str = "relevance"

    @property
    def scorer(self) -> str:
        return self.who.name

    def score(self, batch: list[Row]) -> list[Row]:
        self._refuse_a_short_context()
        passes = Passes(self.who.scorer.tokenizer, self.scored, self.max_length)
        found = [self._pairs(row, passes) for row in batch]
        told = self.who.scorer.logprobs(passes.sequences)

        def loss(span: Span) -> float:
            start = passes.sequences[span.of][1]
            return -fmean(told[span.of][span.first - start : span.last - start])

        def ratio(pair: Pair | None) -> float | None:
            if pair is None or not (direct := loss(pair[1])) > 0:
                return None
            return round(loss(pair[0]) / direct, DIGITS)

        return [
            row if pairs is None else _with_values(row, [ratio(pair) for pair in pairs])
            for row, pairs in zip(batch, found, strict=True)
        ]

    def _refuse_a_short_context(self) -> None:
        context = getattr(self.who.scorer, "context", None)
        if context is not None and self.max_length >= context:
            raise EndpointError(
                f"relevance: max_length {self.max_length} and one token more do not fit "
                f"the {context} tokens that {self.who.name} is served with"
            )

    def _pairs(self, row: Row, passes: Passes) -> list[Pair | None] | None:
        if rows.kind_of(row) != "dialogue":
            return None
        try:
            return passes.pairs(row["messages"])
        except DataError as error:
            raise DataError(f"relevance, row {rows.key(row)}: {error}") from error


def _with_values(row: Row, values: list[float | None]) -> Row:
    known = [value for value in values if value is not None]
    mean = round(fmean(known), DIGITS) if known else None
    scores = {**row.get("scores", {}), "relevance": values, "relevance_mean": mean}
    return {**row, "scores": scores}
