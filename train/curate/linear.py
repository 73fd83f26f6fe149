"""A linear model over hashed words: learns from thousands of labelled texts in seconds, and reads
over ten thousand a second and core. Logistic regression for classes, ridge regression for scores.
"""
# pyright: reportMissingImports=false

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score, precision_score, recall_score

from train.curate import ngrams
from train.errors import DataError

TOGETHER = 32  # texts at once
HELD_OUT = 0.2
FEWEST = 4  # texts to learn from
MORE = "label more documents (`seeds`), or have another scorer label them"
C, ALPHA = 10.0, 0.1  # documents' vectors are about 1 long, so little regularisation is enough


@dataclass(frozen=True)
class Linear:
    weights: np.ndarray  # (2**BITS,) float32
    bias: float

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """(texts,) float64: log odds of the class, or the score."""
        parts = [
            ngrams.read(texts[at : at + TOGETHER]).summed(self.weights)
            for at in range(0, len(texts), TOGETHER)
        ]
        return np.concatenate(parts) + self.bias if parts else np.zeros(0)


def classifier(
    texts: Sequence[str], langs: Sequence[str], positive: Sequence[bool], seed: int
) -> tuple[Linear, dict[str, Any]]:
    """And its F1, precision and recall on a fifth of the texts that it did not learn from."""
    truth = np.array(positive)
    if truth.sum() < 2 or (~truth).sum() < 2:
        raise DataError(
            f"domain: {truth.sum()} of {len(truth)} labels that agree are of the class, too few "
            f"or all of them; {MORE}"
        )
    learn, test = _split(len(texts), seed)
    if len(set(truth[learn])) < 2:
        raise DataError(f"domain: {len(texts)} labels that agree are too few; {MORE}")
    model = LogisticRegression(C=C, solver="liblinear", random_state=seed)
    model.fit(_table(texts)[learn], truth[learn], sample_weight=_fair(langs)[learn])
    fitted = Linear(model.coef_[0].astype(np.float32), float(model.intercept_[0]))
    told = fitted([texts[int(at)] for at in test]) > 0
    measured = {
        "f1": f1_score(truth[test], told, zero_division=0.0),
        "precision": precision_score(truth[test], told, zero_division=0.0),
        "recall": recall_score(truth[test], told, zero_division=0.0),
        "f1_by_lang": {
            lang: _rounded(f1_score(truth[test][at], told[at], zero_division=0.0))
            for lang, at in _by_lang(langs, test).items()
        },
        "learnt_from": len(learn),
        "held_out": len(test),
    }
    return fitted, {name: _rounded(value) for name, value in measured.items()}


def regression(
    texts: Sequence[str], langs: Sequence[str], values: Sequence[float], seed: int
) -> tuple[Linear, dict[str, Any]]:
    """And its mean absolute error and rank correlation on a fifth it did not learn from, beside
    the error of always saying the mean."""
    truth = np.array(values, dtype=np.float64)
    if len(truth) < FEWEST or np.ptp(truth) == 0:
        raise DataError(
            f"quality: {len(truth)} scores that agree, {len(set(values))} different ones, are too "
            f"few to learn from; {MORE}"
        )
    learn, test = _split(len(texts), seed)
    fair = _fair(langs)
    model = Ridge(alpha=ALPHA, solver="sparse_cg", random_state=seed)
    model.fit(_table(texts)[learn], truth[learn], sample_weight=fair[learn])
    fitted = Linear(model.coef_.astype(np.float32), float(model.intercept_))
    told = fitted([texts[int(at)] for at in test])
    mean = np.average(truth[learn], weights=fair[learn])
    measured = {
        "mae": float(np.abs(told - truth[test]).mean()),
        "mae_of_the_mean": float(np.abs(mean - truth[test]).mean()),
        "spearman": _rank_correlation(truth[test], told),
        "spearman_by_lang": {
            lang: _rounded(_rank_correlation(truth[test][at], told[at]))
            for lang, at in _by_lang(langs, test).items()
        },
        "learnt_from": len(learn),
        "held_out": len(test),
    }
    return fitted, {name: _rounded(value) for name, value in measured.items()}


def _rank_correlation(truth: np.ndarray, told: np.ndarray) -> float | None:
    """None where it is not defined."""
    if len(truth) < 3 or np.ptp(truth) == 0 or np.ptp(told) == 0:
        return None
    return float(spearmanr(truth, told)[0])


def _split(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    order = np.random.default_rng(seed).permutation(count)
    held_out = max(1, round(HELD_OUT * count))
    return np.sort(order[held_out:]), np.sort(order[:held_out])


def _table(texts: Sequence[str]) -> csr_matrix:
    """Counts over the root of their number: (texts, 2**BITS)."""
    parts = []
    for at in range(0, len(texts), TOGETHER):
        some = texts[at : at + TOGETHER]
        document, feature = ngrams.read(some).counted()
        size = np.sqrt(np.maximum(np.bincount(document, minlength=len(some)), 1))
        parts.append((document + at, feature, 1 / size[document]))
    document, feature, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    return csr_matrix((value, (document, feature)), shape=(len(texts), 2**ngrams.BITS))


def _fair(langs: Sequence[str]) -> np.ndarray:
    """Weights with which Chinese and English count alike, however many there are of each."""
    names, which, counts = np.unique(np.array(langs), return_inverse=True, return_counts=True)
    return (len(langs) / (len(names) * counts))[which]


def _by_lang(langs: Sequence[str], test: np.ndarray) -> dict[str, np.ndarray]:
    of_test = np.array(langs)[test]
    return {str(lang): np.flatnonzero(of_test == lang) for lang in np.unique(of_test)}


def _rounded(value: Any) -> Any:
    return round(float(value), 4) if isinstance(value, float) else value
