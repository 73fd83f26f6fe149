"""What config.json says of a model's size: parameters, counted exactly, for Llama-like decoders.

Llama, Mistral, Qwen2, Qwen3, Aquila and Baichuan-7B share one block: attention with grouped keys,
a gated feed-forward layer, two norms. They differ in biases, in norms of queries and keys, in ties.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train.errors import DataError

LLAMA_LIKE = ("llama", "mistral", "qwen2", "qwen3", "aquila", "aquila3", "baichuan")


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    ffn: int
    vocabulary: int
    tied: bool  # the output layer is the embedding
    qkv_bias: bool = False
    output_bias: bool = False  # of the attention's output projection
    qk_norm: bool = False

    def projections(self) -> dict[str, tuple[int, int]]:
        """A block's matrices: name to (inputs, outputs)."""
        queries, keys = self.heads * self.head_dim, self.kv_heads * self.head_dim
        return {
            "q_proj": (self.hidden, queries),
            "k_proj": (self.hidden, keys),
            "v_proj": (self.hidden, keys),
            "o_proj": (queries, self.hidden),
            "gate_proj": (self.hidden, self.ffn),
            "up_proj": (self.hidden, self.ffn),
            "down_proj": (self.ffn, self.hidden),
        }

    def matrices(self) -> int:
        """Weights of all blocks' matrices: what 4-bit loading makes small."""
        return self.layers * sum(i * o for i, o in self.projections().values())

    def parameters(self) -> int:
        embeddings = self.vocabulary * self.hidden * (1 if self.tied else 2)
        return embeddings + self.matrices() + self.layers * self._small() + self.hidden

    def _small(self) -> int:
        sizes = {name: out for name, (_, out) in self.projections().items()}
        qkv = sizes["q_proj"] + sizes["k_proj"] + sizes["v_proj"]
        return (
            2 * self.hidden
            + self.qkv_bias * qkv
            + self.output_bias * self.hidden
            + self.qk_norm * 2 * self.head_dim
        )

    def adapter(self, rank: int, targets: list[str] | None) -> int:
        """LoRA parameters: rank x (inputs + outputs) a matrix. PEFT's default is q_proj, v_proj."""
        names = targets or ["q_proj", "v_proj"]
        sizes = self.projections()
        chosen = sizes.values() if "all-linear" in names else [sizes.get(n, (0, 0)) for n in names]
        return self.layers * rank * sum(i + o for i, o in chosen)


def read_shape(folder: Path) -> Shape | None:
    """None for an architecture whose parameters are not counted here, or without a config.json.

    Raises DataError where config.json is not what a model writes.
    """
    path = folder / "config.json"
    if not path.is_file():
        return None
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        return _shape(config) if config.get("model_type") in LLAMA_LIKE else None
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataError(f"{path} is not a model's: {error!r}") from error


def _shape(config: dict[str, Any]) -> Shape:
    kind, heads = config["model_type"], config["num_attention_heads"]
    bias = bool(config.get("attention_bias", False))
    return Shape(
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=heads,
        kv_heads=config.get("num_key_value_heads") or heads,
        head_dim=config.get("head_dim") or config["hidden_size"] // heads,
        ffn=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        tied=bool(config.get("tie_word_embeddings", False)),
        qkv_bias=bias or kind == "qwen2",
        output_bias=bias,
        qk_norm=kind == "qwen3",
    )
