"""Forward passes of a transformers model over many sequences at once, for the positions asked for.

Sequences that begin alike, as prompts of one question do, share one pass over that beginning. They
are padded on the right, where causal attention never looks, so that no mask is needed without a
shared beginning. Only the positions asked for go through the output layer, through the model's own
forward: whatever it does to its logits is done to them. What is read here is read in `running`.
"""
# pyright: reportMissingImports=false

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

# In one batch; a CPU's cache holds few.
TOKENS, LOGITS = (16_384, 2**27) if torch.cuda.is_available() else (2048, 2**22)
LEAST = 16  # tokens that are worth a pass of their own
TOGETHER = 4  # sequences that it must serve
SMALL = 2**24  # weights

Asked = tuple[list[int], int]  # ids, and the first of the positions that are asked for


@contextmanager
def running(model: Any) -> Iterator[None]:
    """No gradients; and a small model on a CPU gets one thread: several wait for one another longer
    than they work. More cores serve it by more workers."""
    threads = torch.get_num_threads()
    small = model.device.type == "cpu" and model.num_parameters() < SMALL
    try:
        torch.set_num_threads(1 if small else threads)
        with torch.inference_mode():
            yield
    finally:
        torch.set_num_threads(threads)


def logits(model: Any, asked: Sequence[Asked]) -> Iterator[tuple[list[int], Any]]:
    """Batch by batch: which of `asked`, and (positions, vocabulary) of one after another."""
    head = model.get_output_embeddings()
    for chosen, inputs, places in _inputs(model, asked, head.weight.shape[0]):
        with _only(head, places):
            told = model(**inputs).logits[0]
        yield chosen, told


def states(model: Any, asked: Sequence[Asked]) -> Iterator[tuple[list[int], Any]]:
    """The same with the last layer's hidden states: (positions, width)."""
    for chosen, inputs, places in _inputs(model, asked, 0):
        yield chosen, model.base_model(**inputs).last_hidden_state.flatten(0, 1)[places]


@contextmanager
def _only(head: Any, places: Any) -> Iterator[None]:
    """The output layer sees these of the (sequences * length) positions."""
    hook = head.register_forward_pre_hook(lambda _, args: (args[0].flatten(0, 1)[places][None],))
    try:
        yield
    finally:
        hook.remove()


def _inputs(
    model: Any, asked: Sequence[Asked], vocabulary: int
) -> Iterator[tuple[list[int], dict[str, Any], Any]]:
    """Batches: which of `asked`, what the model is given, and the flat positions asked for."""
    for shared, members in alike(asked):
        memory = _memory(model, asked[members[0]][0][:shared]) if shared else None
        known = shared if memory is not None else 0
        lengths = [len(asked[at][0]) - known + known // 8 for at in members]  # it takes room too
        wanted = [(len(asked[at][0]) - asked[at][1]) * vocabulary for at in members]
        for batch in batches(lengths, wanted):
            chosen = [members[n] for n in batch]
            rows = [asked[at][0][known:] for at in chosen]
            longest = max(map(len, rows))
            padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
            places = [
                n * longest + at
                for n, (row, one) in enumerate(zip(rows, chosen, strict=True))
                for at in range(asked[one][1] - known, len(row))
            ]
            given = {"input_ids": padded.to(model.device)}
            given |= _remembered(model, memory, *padded.shape)
            yield chosen, given, torch.tensor(places, dtype=torch.long, device=model.device)


def alike(asked: Sequence[Asked]) -> Iterator[tuple[int, list[int]]]:
    """Groups that begin with the same tokens, none of them asked for: how many, and who."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at, (ids, first) in enumerate(asked):
        groups[tuple(ids[:LEAST]) if first >= LEAST else ()].append(at)
    alone = groups.pop((), [])
    for members in groups.values():
        if len(members) < TOGETHER:
            alone += members
        else:
            same = _same([asked[at][0] for at in members])
            yield min(same, *(asked[at][1] for at in members)), members
    if alone:
        yield 0, alone


def _same(several: Sequence[list[int]]) -> int:
    """How many tokens all of them begin with: as many as the first and the last in order do."""
    first, last = min(several), max(several)
    differ = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return next(differ, len(first))


def batches(lengths: Sequence[int], logits: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of like length, longest first: at most TOKENS tokens and LOGITS logits.
    A sequence beyond that is a batch of its own."""
    batch: list[int] = []
    filled = 0
    for at in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        full = batch and (len(batch) + 1) * lengths[batch[0]] > TOKENS
        if full or (batch and filled + logits[at] > LOGITS):
            yield batch
            batch, filled = [], 0
        batch.append(at)
        filled += logits[at]
    if batch:
        yield batch


def _memory(model: Any, ids: list[int]) -> Any:
    """Keys and values of a beginning; None from a model that keeps anything else, or less."""
    given = torch.tensor([ids], device=model.device)
    memory = model.base_model(input_ids=given, use_cache=True).get("past_key_values")
    if not isinstance(memory, DynamicCache):
        return None
    return memory if all(type(kept) is DynamicLayer for kept in memory.layers) else None


def _remembered(model: Any, memory: Any, sequences: int, length: int) -> dict[str, Any]:
    """What goes with `sequences` of a padded `length`; the mask is one for all of them."""
    if memory is None:
        return {"use_cache": False}
    known = memory.get_seq_length()
    own = deepcopy(memory)  # a pass adds to what it is given
    own.batch_repeat_interleave(sequences)
    below = torch.full((length, known + length), -torch.inf, dtype=model.dtype, device=model.device)
    return {
        "past_key_values": own,
        "use_cache": True,
        "attention_mask": below.triu(known + 1)[None, None],
    }
