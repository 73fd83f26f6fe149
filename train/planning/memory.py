"""Memory a GPU needs for a run, estimated before it starts; a run that cannot fit is refused.

Model states as in ZeRO (Rajbhandari et al. 2020, section 3): under mixed precision 2 bytes of
weights, 2 of gradients and 12 of Adam a trained parameter, divided among ranks by ZeRO's stage.
Activations as the transformers blocks keep them, with checkpoints one block's and every block's
input. TRL computes the output layer in tiles, so no logits of a whole batch appear.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from train.errors import DoesNotFit
from train.planning.shape import Shape

GIB = 2**30
CONFIGS = "train/recipes"
LIVE = 1_000_000_000  # parameters that ZeRO-3 gathers at most, as in zero3.json
BUCKET = 200_000_000  # elements of a bucket, as in zero2.json
TILE = 4096 * 32768  # logits that exist at once
CONTEXT = 1.5 * GIB  # CUDA, NCCL and cuBLAS before the first tensor
FRAGMENTS = 1.05  # what the allocator cannot use
BYTES_4BIT = 0.5 + 4 / 64  # a weight, and its share of a block's scale


@dataclass(frozen=True)
class Run:
    """What decides a run's memory."""

    ranks: int
    rows: int  # of a GPU and a forward pass
    length: int  # tokens of the longest row
    pairs: bool = False  # a row is two sequences
    zero: int = 0  # the stage; 0 is data parallel without DeepSpeed
    offload_optimizer: bool = False
    offload_weights: bool = False
    half_weights: bool = True  # bf16 weights; always under DeepSpeed with bf16
    mixed: bool = True  # bf16 arithmetic
    checkpointing: bool = True
    adapter: tuple[int, tuple[str, ...]] | None = None  # LoRA: rank, targets
    bits: int = 16  # of the frozen weights, under LoRA
    reference: bool = False  # a second, frozen model (DPO, full fine-tuning)
    eager_attention: bool = False

    @property
    def sequences(self) -> int:
        return 2 * self.rows if self.pairs else self.rows


def estimate(shape: Shape, run: Run) -> dict[str, float]:
    """Bytes a GPU by part. The peak is the first parts and the larger of the last two."""
    trained = _trained(shape, run)
    weights = _weights(shape, run)
    adam = 0 if run.offload_optimizer else _adam_bytes(run) * trained / _shards(run, 1)
    return {
        "weights": weights + (weights if run.reference else 0),
        "gradients": _gradient_bytes(run) * trained / _shards(run, 2),
        "Adam": adam,
        "gathered and buckets": _gathered(shape, run, trained),
        "CUDA and NCCL": CONTEXT,
        "forward and backward": _activations(shape, run) + _output_layer(shape, run),
        "optimizer step": 0 if run.offload_optimizer else 4 * min(trained / _shards(run, 1), LIVE),
    }


def peak(parts: dict[str, float]) -> float:
    *states, work, step = parts.values()
    return FRAGMENTS * (sum(states) + max(work, step))


def on_host(shape: Shape, run: Run, nodes: int) -> float:
    """Bytes of main memory a host needs for what is offloaded, shared by the hosts."""
    adam = 16 * _trained(shape, run) if run.offload_optimizer else 0  # fp32 gradients as well
    weights = 2 * shape.parameters() if run.offload_weights else 0
    return (adam + weights) / nodes


def refuse(shape: Shape, run: Run, gib: float) -> None:
    """Raises DoesNotFit, naming what would, if the run's peak is above a card's memory."""
    need = peak(estimate(shape, run)) / GIB
    if need <= gib:
        return
    fits = [way for way, other in _ways(run) if peak(estimate(shape, other)) <= gib * GIB]
    instead = "; or ".join(fits[:4]) if fits else "nothing tried here would: take larger cards"
    raise DoesNotFit(
        f"about {need:.1f} GiB a GPU are needed and {gib:g} are there. What would fit: {instead}"
    )


def _ways(run: Run) -> Iterator[tuple[str, Run]]:
    """Other runs, nearest first: what to say on the command line, and what it makes."""
    if run.rows > 1:
        yield "--per_device_train_batch_size 1", replace(run, rows=1)
    yield f"--max_length {run.length // 2}", replace(run, length=run.length // 2)
    if run.zero:
        for ranks in (ranks for ranks in (8, 16, 24, 32, 64) if ranks > run.ranks):
            yield f"{ranks} GPUs", replace(run, ranks=ranks)
    half = replace(run, half_weights=True, mixed=True)
    zero3 = replace(half, zero=3)
    if run.ranks > 1 and run.zero < 3 and run.bits == 16:
        yield f"--deepspeed {CONFIGS}/zero3.json", zero3
    offloaded = replace(zero3, offload_optimizer=True, offload_weights=True)
    if run.bits == 16 and offloaded != run:
        yield f"--deepspeed {CONFIGS}/zero3_offload.json", offloaded
    lora = replace(half, adapter=run.adapter or (16, ("all-linear",)), reference=False)
    if run.adapter is None:
        yield "LoRA (--use_peft true --lora_target_modules all-linear --dtype bfloat16)", lora
    alone = replace(lora, zero=0, offload_optimizer=False, offload_weights=False, bits=4)
    if run.bits == 16:
        yield "QLoRA (LoRA and --load_in_4bit true, without --deepspeed)", alone
        yield "QLoRA with --per_device_train_batch_size 1", replace(alone, rows=1)


def _trained(shape: Shape, run: Run) -> int:
    if run.adapter is None:
        return shape.parameters()
    rank, targets = run.adapter
    return shape.adapter(rank, list(targets))


def _shards(run: Run, stage: int) -> int:
    """Among how many ranks ZeRO divides: Adam from stage 1, gradients from 2, weights from 3."""
    return run.ranks if run.zero >= stage else 1


def _weights(shape: Shape, run: Run) -> float:
    if run.offload_weights:
        return 0
    everything = (2 if run.half_weights else 4) * shape.parameters()
    if run.bits == 4:
        rest = shape.parameters() - shape.matrices()
        everything = BYTES_4BIT * shape.matrices() + 2 * rest
    if run.bits == 8:
        everything = 2 * shape.parameters() - shape.matrices()
    # Autocast keeps a bf16 copy of fp32 weights; an adapter lies beside what it adapts.
    cast = 2 * shape.parameters() if run.mixed and not run.half_weights else 0
    adapter = 4 * _trained(shape, run) if run.adapter else 0
    return everything / _shards(run, 3) + cast + adapter / _shards(run, 3)


def _gradient_bytes(run: Run) -> int:
    if run.adapter:
        return 4
    reduced = 2 if run.zero == 0 and run.ranks > 1 else 1  # DDP's buckets are a second copy
    return (2 if run.half_weights else 4) * reduced


def _adam_bytes(run: Run) -> int:
    """Two moments; and, where DeepSpeed trains bf16 weights, an fp32 copy of these."""
    if run.zero and run.half_weights:
        return 12
    return 4 if run.half_weights and not run.adapter else 8


def _gathered(shape: Shape, run: Run, trained: int) -> float:
    if run.zero == 2:
        return 2 * 3 * min(BUCKET, trained)
    if run.zero == 3 and (run.ranks > 1 or run.offload_weights):
        return 2 * min(LIVE, shape.parameters())
    return 0


def _activations(shape: Shape, run: Run) -> float:
    tokens = run.sequences * run.length
    width = 1 if run.mixed else 2  # against bf16
    block = width * tokens * _block_bytes(shape, run)
    if run.eager_attention:
        block += run.sequences * shape.heads * run.length**2 * (4 + 2)
    kept = width * 2 * tokens * shape.hidden * (shape.layers + 1)
    return kept + 1.5 * block if run.checkpointing else shape.layers * block + 0.5 * block


def _block_bytes(shape: Shape, run: Run) -> int:
    """Bytes a token that one block keeps for its backward pass, in bf16.

    Two norms keep their input and their result; attention its queries, keys, values before and
    after rotation and its result; the feed-forward layer four vectors; LoRA each input's copy after
    dropout, in fp32, and the mask. Within 10 % of what autograd keeps (tests/train/test_memory.py).
    """
    queries, keys = shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim
    attention = 2 * (queries + 2 * keys) + 4 * (queries + keys) + 2 * queries
    attention += shape.qk_norm * 6 * (queries + keys)
    adapters = 0
    if run.adapter:
        sizes = shape.projections()
        chosen = sizes if "all-linear" in run.adapter[1] else run.adapter[1] or ("q_proj", "v_proj")
        adapters = sum(5 * sizes[name][0] for name in chosen if name in sizes)
    return 10 * shape.hidden + attention + 8 * shape.ffn + adapters


def _output_layer(shape: Shape, run: Run) -> float:
    """A tile of logits, and fp32 gradients of the hidden states and, if trained, of the matrix."""
    tokens = run.sequences * run.length
    matrix = 0 if run.adapter else 4 * shape.vocabulary * shape.hidden
    return 2 * 2 * min(TILE, tokens * shape.vocabulary) + 4 * tokens * shape.hidden + matrix


def table(shape: Shape, run: Run, gib: float, nodes: int) -> str:
    """The estimate for people, in GiB."""
    parts = estimate(shape, run)
    lines = [f"  {part:<22}{size / GIB:8.1f} GiB" for part, size in parts.items()]
    lines.append(f"  {'peak':<22}{peak(parts) / GIB:8.1f} GiB of {gib:g} a GPU")
    if host := on_host(shape, run, nodes):
        lines.append(f"  {'main memory':<22}{host / GIB:8.1f} GiB a host")
    return "\n".join(lines)
