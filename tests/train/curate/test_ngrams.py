"""Words of Chinese and English as hashed features."""

import numpy as np

from train.curate import ngrams

TEXTS = ["发热38度 Fever!", "", "  ，。", "fever, cough", "发热"]
WEIGHTS = np.random.default_rng(0).normal(size=2**ngrams.BITS)


def alone(text: str) -> list[int]:
    return ngrams.read([text]).alone.tolist()


def test_a_chinese_character_is_a_word_and_so_is_a_run_of_letters() -> None:
    assert len(alone("发热38度 Fever!")) == 5
    assert alone("FEVER") == alone(" fever.") == alone("发热 (fever)")[2:]
    assert len({*alone("form"), *alone("from"), *alone("fro"), *alone("病")}) == 4
    assert len(alone("mädchen Ελλάδα 𠀀あ")) == 4


def test_neighbours_count_together_in_their_order() -> None:
    one, other = ngrams.read(["热发"]), ngrams.read(["发热"])
    assert sorted(one.alone) == sorted(other.alone)
    assert sorted(one.paired) != sorted(other.paired)


def test_a_document_is_read_alike_in_any_company() -> None:
    together = ngrams.read(TEXTS).summed(WEIGHTS)
    assert np.allclose(together, [ngrams.read([text]).summed(WEIGHTS)[0] for text in TEXTS])
    assert together[1] == together[2] == 0
    document, feature = ngrams.read(TEXTS).counted()
    sums = np.bincount(document, weights=WEIGHTS[feature], minlength=len(TEXTS))
    sizes = np.maximum(np.bincount(document, minlength=len(TEXTS)), 1)
    assert np.allclose(together, sums / np.sqrt(sizes))


def test_short_vectors_keep_what_is_alike_together() -> None:
    text = "孩子发热三天，体温最高三十九度，需要去医院吗？"
    one, near, far = ngrams.dense(
        [text, text + "谢谢", "The patient has a rash on both arms."], 512
    )
    assert cosine(one, near) > 0.9
    assert abs(cosine(one, far)) < 0.3


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
