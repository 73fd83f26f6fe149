"""The diversity filter: best first, drops a row that is too like one already kept (papers.md 3).

    - diversity: {by: deita}                                            hashed words, a stand-in
    - diversity: {by: deita, endpoint: "http://gpu-1:8000/v1", model: bge-m3, most: 6000}
    - diversity: {by: deita, model: DATA/qwen3-0.6b}                     last token's hidden state

A row stays if its cosine with every kept row is at most `similarity`: against the kept ones only,
and on similarity, not distance (Deita's code has traps in both). Rows without the score come last.
Embeddings lie in `work`, so that a killed run embeds none twice.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from train import rows
from train.curate import ngrams
from train.curate.blocks import blocks
from train.errors import DataError, RecipeError
from train.rows import Row
from train.scoring.scorer import STAND_IN, Who

WIDTH = 512  # of hashed words
BLOCK = 1024
Rows = Callable[[], Iterator[Row]]


def make(
    by: str | None = "deita",
    similarity: float = 0.9,
    most: int | None = None,
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    chars: int = 8000,
    work: Path | str | None = None,
) -> "Diversity":
    """`by` None takes the rows by their key; `most` rows stay at the most; `chars` are embedded."""
    if not 0 < similarity <= 1:
        raise RecipeError(f"diversity: similarity {similarity} is no cosine above 0 and up to 1")
    if most is not None and most < 1:
        raise RecipeError(f"diversity: most {most} keeps nothing")
    who = Who(endpoint, model, key_env)
    return Diversity(by, similarity, most, who, chars, Path(work) if work else None)


@dataclass
class Diversity:
    by: str | None
    similarity: float
    most: int | None
    who: Who
    chars: int
    work: Path | None
    name: str = "diversity"
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def scorer(self) -> str:
        return self.who.name

    def report(self) -> dict[str, Any]:
        return self.told

    def select(self, found: Rows) -> Iterator[tuple[str, str]]:
        keys, scores, fingerprint = self._read(found)
        self.told = {"rows": len(keys), "without_score": int(np.isneginf(scores).sum())}
        if not keys:
            return
        with ExitStack() as stack:
            folder = self.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder.mkdir(parents=True, exist_ok=True)
            vectors = self._vectors(folder, found, len(keys), fingerprint)
            order = np.lexsort((np.array(keys), -scores))
            fate = greedy(vectors, order, self.similarity, self.most)
        self.told["kept"] = int((fate == KEPT).sum())
        why = {ALIKE: "like_a_better_one", BEYOND: "beyond_the_most"}
        yield from ((key, why[how]) for key, how in zip(keys, fate.tolist(), strict=True) if how)

    def _read(self, found: Rows) -> tuple[list[str], np.ndarray, str]:
        digest = hashlib.sha256(f"{self.who.name} {self.chars}".encode())
        given = self.by is None
        keys: list[str] = []
        scores: list[float] = []
        for row in found():
            given = given or self.by in row.get("scores", {})
            keys.append(rows.key(row))
            value = row.get("scores", {}).get(self.by)
            scores.append(-np.inf if value is None else value)
            digest.update(f"{keys[-1]}\0{self._text(row)}\0".encode("utf-8", "replace"))
        if keys and not given:
            raise DataError(f"diversity: no row has a score {self.by!r}: give it in a step before")
        return keys, np.array(scores, dtype=np.float64), digest.hexdigest()

    def _text(self, row: Row) -> str:
        return "\n".join(rows.words(row))[: self.chars]

    def _vectors(self, folder: Path, found: Rows, count: int, fingerprint: str) -> np.ndarray:
        """(rows, width) float32 of length 1, in a file that grows by whole blocks."""
        path = folder / f"vectors-{fingerprint[:16]}.npy"
        about = path.with_suffix(".json")
        width = json.loads(about.read_bytes())["width"] if about.is_file() else 0
        have = path.stat().st_size // (4 * width) if width and path.is_file() else 0
        have = have if have == count else have // BLOCK * BLOCK
        with path.open("r+b" if have else "wb") as file, rows.no_room(path):
            file.truncate(have * 4 * width)
            file.seek(0, 2)
            for number, some in enumerate(blocks(found(), BLOCK)):
                if number * BLOCK >= have:
                    block = self._embedded(some)
                    if not number:
                        width = block.shape[1]
                        with rows.whole(about) as note:
                            note.write(json.dumps({"width": width}).encode())
                    file.write(block.tobytes())
                    file.flush()
        return np.memmap(path, dtype=np.float32, mode="r", shape=(count, width))

    def _embedded(self, some: list[Row]) -> np.ndarray:
        texts = [self._text(row) for row in some]
        if self.who.name == STAND_IN:
            vectors = ngrams.dense(texts, WIDTH)
        else:
            vectors = np.array(self.who.scorer.embed(texts), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, np.finfo(np.float32).tiny)


KEPT, ALIKE, BEYOND = 0, 1, 2


def greedy(
    vectors: np.ndarray, order: np.ndarray, similarity: float, most: int | None = None
) -> np.ndarray:
    """(rows,) of KEPT, ALIKE and BEYOND: each of `order` in turn against all those kept before.

    Block by block: first against what earlier blocks kept, then within the block. `vectors` are of
    length 1 and may lie on disk; the kept ones are held in memory.
    """
    fate = np.full(len(order), BEYOND, np.uint8)
    kept = np.zeros((0, vectors.shape[1]), np.float32)
    count = 0
    for at in range(0, len(order), BLOCK):
        which = order[at : at + BLOCK]
        block = np.asarray(vectors[which])
        stays = ~_any_above(block, kept[:count], similarity)
        among = block @ block.T > similarity
        for n in range(len(which)):
            if stays[n]:
                stays[n + 1 :] &= ~among[n, n + 1 :]
        room = len(which) if most is None else most - count
        chosen = np.flatnonzero(stays)[:room]
        last = chosen[-1] + 1 if len(chosen) == room else len(which)
        fate[which[:last]] = ALIKE
        fate[which[chosen]] = KEPT
        kept = _appended(kept, count, block[chosen])
        count += len(chosen)
        if count == most:
            break
    return fate


def _any_above(block: np.ndarray, kept: np.ndarray, similarity: float) -> np.ndarray:
    found = np.zeros(len(block), bool)
    for at in range(0, len(kept), 8 * BLOCK):
        left = np.flatnonzero(~found)
        near = block[left] @ kept[at : at + 8 * BLOCK].T
        found[left] = (near > similarity).any(axis=1)
    return found


def _appended(kept: np.ndarray, count: int, more: np.ndarray) -> np.ndarray:
    """Room doubles, so that growing costs nothing much."""
    if count + len(more) > len(kept):
        grown = np.empty((2 * (count + len(more)), kept.shape[1]), np.float32)
        grown[:count] = kept[:count]
        kept = grown
    kept[count : count + len(more)] = more
    return kept
