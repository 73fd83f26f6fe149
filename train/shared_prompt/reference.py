"""Reference log-probabilities: computed once for a model and its rows, kept on the disk.

The file is named after the hashes of both and grows by a line a pair, `[row, chosen, rejected]`. A
run that was killed goes on where the file ends; another model or other rows have another file.
"""
# pyright: reportMissingImports=false

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from accelerate.utils import broadcast_object_list, gather_object, tqdm

from train.errors import DataError, DiskFull
from train.shared_prompt.batch import PARTS, Pair

BYTES = torch.uint8
Found = tuple[int, float, float]  # row, log-probability of the chosen and of the rejected response


def hash_rows(pairs: Iterable[Pair]) -> str:
    """Of what the model reads: tokens, not texts, so a changed chat template counts."""
    digest = hashlib.sha256()
    for pair in pairs:
        for part in PARTS:
            ids = np.asarray(pair[part], dtype=np.int32)
            digest.update(len(ids).to_bytes(4, "big") + ids.tobytes())
    return digest.hexdigest()


def hash_shards(model: Any) -> str:
    """Of a model that ZeRO-3 has divided among the ranks: of all their shares."""
    digest = hashlib.sha256()
    for name, parameter in model.named_parameters():
        share = parameter.ds_tensor.detach().cpu().contiguous()
        digest.update(name.encode() + share.flatten().view(dtype=BYTES).numpy().tobytes())
    return hashlib.sha256("".join(gather_object([digest.hexdigest()])).encode()).hexdigest()


def compute(
    path: Path,
    lengths: Sequence[int],
    batch_size: int,
    score: Callable[[list[int]], list[tuple[float, float]]],
    accelerator: Accelerator,
    what: str,
    *,
    quiet: bool = False,
) -> list[Found]:
    """What the file at `path` holds, and the rest from `score`, which takes places of rows.

    All ranks compute, the first writes. Sorted by row. Raises DiskFull, DataError.
    """
    known = [_read(path) if accelerator.is_main_process else []]
    broadcast_object_list(known)
    found = {place: (place, chosen, rejected) for place, chosen, rejected in known[0]}
    rounds = _rounds(lengths, found.keys(), batch_size, accelerator.num_processes)
    for batches in tqdm(rounds, desc=f"Reference log-probabilities of {what}", disable=quiet):
        mine = batches[accelerator.process_index]
        scored = [(place, *pair) for place, pair in zip(mine, score(mine), strict=True)]
        new = {each[0]: each for each in gather_object(scored)}
        if accelerator.is_main_process:
            _append(path, new.values())
        found |= new
    return [found[place] for place in range(len(lengths))]


def _rounds(
    lengths: Sequence[int], known: Iterable[int], size: int, ranks: int
) -> list[list[list[int]]]:
    """Batches of what is missing, one for each rank a round; the longest first."""
    missing = sorted(set(range(len(lengths))) - set(known), key=lambda place: -lengths[place])
    batches = [missing[start : start + size] for start in range(0, len(missing), size)]
    while len(batches) % ranks:
        batches.append(batches[-1])  # ZeRO-3 needs all ranks in every round
    return [batches[start : start + ranks] for start in range(0, len(batches), ranks)]


def _read(path: Path) -> list[Found]:
    """The whole lines of the file; a line cut short by a kill is removed from it."""
    if not path.is_file():
        return []
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    if end < len(content):
        os.truncate(path, end)
    try:
        return [tuple(json.loads(line)) for line in content[:end].splitlines()]
    except ValueError as error:
        raise DataError(f"{path} is damaged: remove it, it is computed again") from error


def _append(path: Path, new: Iterable[Found]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a") as file:
            file.writelines(json.dumps(each) + "\n" for each in new)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"no room for {path}: free some and run the same command again; what is in it stays"
            ) from error
        raise
