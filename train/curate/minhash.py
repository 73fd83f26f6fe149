"""MinHash signatures of many texts, and the pairs of texts that they make likely near-duplicates.

Two texts agree in each of `PERMUTATIONS` values with the probability that equals the Jaccard
similarity of their 5-grams (Broder 1997). The values are cut into bands of `rows`; texts that agree
in a whole band are compared. The bands are chosen so that a pair at the threshold is compared with
a probability of at least 0.95.
"""
# pyright: reportMissingImports=false

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from train.curate.units import Hashes, grams, units, whole

PERMUTATIONS: Final = 112
NGRAM: Final = 5  # characters of Chinese, words of English
_SEED: Final = 20261121
BATCH: Final = 512
_FOUND: Final = 0.95

Signatures = NDArray[np.uint32] | NDArray[np.uint16]


def bands_for(threshold: float) -> tuple[int, int]:
    """(bands, rows): the longest bands, so the fewest idle comparisons, that still find enough."""
    for rows in range(PERMUTATIONS, 0, -1):
        bands = PERMUTATIONS // rows
        if 1 - (1 - threshold**rows) ** bands >= _FOUND:
            return bands, rows
    return PERMUTATIONS, 1


def shingles(hashes: Hashes) -> Hashes:
    """The 5-grams of a text's units; a shorter text is one shingle."""
    return grams(hashes, min(NGRAM, max(1, len(hashes))))


def batches(texts: Iterable[str]) -> Iterator[tuple[Signatures, NDArray[np.uint64]]]:
    """Batch by batch: signatures (texts, PERMUTATIONS), and a number each that equal texts share.

    A text without letters has the number 0.
    """
    waiting: list[Hashes] = []
    for text in texts:
        waiting.append(units(text).hashes)
        if len(waiting) == BATCH:
            yield _signed(waiting)
            waiting = []
    if waiting:
        yield _signed(waiting)


def _signed(waiting: list[Hashes]) -> tuple[Signatures, NDArray[np.uint64]]:
    found = [shingles(hashes) for hashes in waiting]
    offsets = np.zeros(len(found) + 1, np.uint64)
    np.cumsum([len(each) for each in found], out=offsets[1:])
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        np.concatenate(found), offsets, PERMUTATIONS, _SEED
    )
    same = [whole(hashes) for hashes in waiting]
    return np.array(matrix.to_rows(), np.uint32), np.array(same, np.uint64)


def banded(signatures: Signatures, bands: int, rows: int) -> Hashes:
    """One number for each band of each signature: shape (texts, bands)."""
    used = signatures[:, : bands * rows].astype(np.uint64).reshape(len(signatures), bands, rows)
    total = np.zeros((len(signatures), bands), np.uint64)
    for place in range(rows):
        total = (total ^ used[:, :, place]) * np.uint64(0x9E3779B97F4A7C15)
        total ^= total >> np.uint64(29)
    return total


def similarity(one: Signatures, many: Signatures) -> NDArray[np.float64]:
    """The estimated Jaccard similarity of one text to each of many (within about 0.04)."""
    return (many == one).mean(axis=1)
