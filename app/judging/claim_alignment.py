"""Which sentence of one draft says the same as which of another: by shared words. Pure.

Two drafts are lined up in order where they can be; what one merely says earlier or later than the
other is paired afterwards. Each further draft is lined up with the rows that the earlier ones made.
The work grows with the number of sentences, not with its square: only sentences at about the same
place in their drafts are compared.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

Terms = Sequence[frozenset[str]]  # of one draft, sentence by sentence
Row = dict[int, int]  # draft -> its sentence
Weights = Mapping[str, float]

_ALIKE = 0.25  # share of weighted terms from which two sentences can be about the same
_MOVED = 0.5  # and from which they are, although they stand elsewhere
_WINDOW = 60  # sentences to either side of the place where a partner is looked for
_PAIRS = (
    20_000  # about as many pairs are compared for one draft; very long ones get a smaller window
)


def align(drafts: Sequence[Terms]) -> list[Row]:
    """Rows in reading order; every sentence of every draft stands in exactly one."""
    weights = _weights(drafts)
    sizes = [[sum(weights[term] for term in sorted(s)) for s in draft] for draft in drafts]
    rows: list[Row] = []
    for draft, sentences in enumerate(drafts):
        scores = _scores(rows, drafts, sizes, draft, weights)
        chain = _best_chain(scores, len(sentences))
        rows = _merged(rows, draft, len(sentences), chain, _moved(scores, chain))
    return rows


def _weights(drafts: Sequence[Terms]) -> Weights:
    """Rare terms tell the sentences of a draft apart: inverse document frequency within a draft.

    Over all drafts together, what they share would count for less than what they do not.
    """
    most: dict[str, int] = {}
    for draft in drafts:
        for term, count in Counter(term for sentence in draft for term in sentence).items():
            most[term] = max(count, most.get(term, 0))
    longest = max(map(len, drafts), default=0)
    return {term: log(1 + longest / count) for term, count in most.items()}


def _scores(
    rows: Sequence[Row],
    drafts: Sequence[Terms],
    sizes: Sequence[Sequence[float]],
    new: int,
    weights: Weights,
) -> dict[tuple[int, int], float]:
    """The Dice coefficient of each row (its most similar cell) and sentence that are alike."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(drafts[new]):
        for term in sentence:
            holding[term].append(at)
    scores: dict[tuple[int, int], float] = {}
    reach = min(_WINDOW, max(2, _PAIRS // (len(rows) + 1)))
    for number, row in enumerate(rows):
        middle = number * len(drafts[new]) // len(rows)
        for draft, at in row.items():
            cell = drafts[draft][at]
            for partner, shared in _shared(cell, holding, weights, middle, reach).items():
                score = 2 * shared / (sizes[draft][at] + sizes[new][partner])
                if score >= _ALIKE and score > scores.get((number, partner), 0):
                    scores[number, partner] = score
    return scores


def _shared(
    cell: Iterable[str], holding: Mapping[str, list[int]], weights: Weights, middle: int, reach: int
) -> dict[int, float]:
    shared: dict[int, float] = defaultdict(float)
    for term in sorted(cell):  # sums of floats depend on their order
        if term not in holding:
            continue
        weight, places = weights[term], holding[term]
        first = bisect_left(places, middle - reach)
        for at in places[first : bisect_right(places, middle + reach, lo=first)]:
            shared[at] += weight
    return shared


def _best_chain(scores: Mapping[tuple[int, int], float], width: int) -> dict[int, int]:
    """The heaviest set of pairs that keeps the order of both sides.

    `best` is a Fenwick tree of the heaviest chain that ends before a given sentence.
    """
    best: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)] * (width + 1)
    came_from: dict[tuple[int, int], tuple[int, int] | None] = {}
    for row, at in sorted(scores, key=lambda pair: (pair[0], -pair[1])):
        weight, previous = 0.0, None
        step = at
        while step > 0:
            if best[step][0] > weight:
                weight, previous = best[step]
            step -= step & -step
        came_from[row, at] = previous
        weight += scores[row, at]
        step = at + 1
        while step <= width:
            if weight > best[step][0]:
                best[step] = (weight, (row, at))
            step += step & -step
    pair = max(best)[1] if scores else None
    chain: dict[int, int] = {}
    while pair is not None:
        chain[pair[0]] = pair[1]
        pair = came_from[pair]
    return chain


def _moved(scores: Mapping[tuple[int, int], float], chain: Mapping[int, int]) -> dict[int, int]:
    rows, taken = set(chain), set(chain.values())
    moved: dict[int, int] = {}
    for (row, at), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= _MOVED and row not in rows and at not in taken:
            moved[row] = at
            rows.add(row)
            taken.add(at)
    return moved


def _merged(
    rows: Sequence[Row], draft: int, count: int, chain: Mapping[int, int], moved: Mapping[int, int]
) -> list[Row]:
    """The rows with the draft's sentences beside them, and between them those it alone has."""
    elsewhere = set(moved.values())
    merged: list[Row] = []
    done = 0

    def own(until: int) -> None:
        merged.extend({draft: at} for at in range(done, until) if at not in elsewhere)

    for number, row in enumerate(rows):
        if number in chain:
            own(chain[number])
            done = chain[number] + 1
            merged.append({**row, draft: chain[number]})
        elif number in moved:
            merged.append({**row, draft: moved[number]})
        else:
            merged.append(row)
    own(count)
    return merged
