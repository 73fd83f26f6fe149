"""A tokenizer and a tiny Qwen3-shaped model from scratch, for machines without a GPU and for tests.

    .venv-train/bin/python -m train.tiny FOLDER TEXTS [--vocabulary N] [--hidden N] [--layers N]

The tokenizer (byte-level BPE, ChatML) is trained on the Markdown and JSONL files under TEXTS; the
weights are random, from a fixed seed. What the recipes do to a 7B model they do to this one.
"""
# pyright: reportMissingImports=false

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from train import rows
from train.errors import DataError

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
HEAD = 32
LONGEST = 8192

# The generation marks say which tokens an assistant wrote; its end mark is among them, or the model
# would never learn to stop.
CHAT_TEMPLATE = """\
{%- for message in messages %}{{ '<|im_start|>' + message.role + '\\n' }}
{%- if message.role == 'assistant' %}
{%- generation %}{{ message.content + '<|im_end|>' }}{% endgeneration %}
{%- else %}{{ message.content + '<|im_end|>' }}{% endif %}{{ '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"""


def make_tokenizer(texts: Iterable[str], vocabulary: int = 8192) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        chat_template=CHAT_TEMPLATE,
        clean_up_tokenization_spaces=False,
        model_max_length=LONGEST,
    )


def make_model(
    tokenizer: Any, *, hidden: int = 128, layers: int = 4, seed: int = 20261121
) -> Qwen3ForCausalLM:
    """`hidden` is a multiple of 64; the feed-forward layers are twice as wide."""
    torch.manual_seed(seed)
    heads = hidden // HEAD
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        intermediate_size=2 * hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads // 2,
        head_dim=HEAD,
        max_position_embeddings=LONGEST,
        tie_word_embeddings=True,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return Qwen3ForCausalLM(config)


def texts_under(folder: Path) -> Iterator[str]:
    """What the Markdown and JSONL files under a folder say, in the order of their names."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".jsonl"))
    if not paths:
        raise DataError(f"no Markdown or JSONL files under {folder}")
    for path in paths:
        if path.suffix == ".md":
            yield path.read_text(encoding="utf-8")
        else:
            for row in rows.read(path):
                yield from rows.words(row)


def save(folder: Path, tokenizer: Any, model: Any) -> None:
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def main(
    folder: Path,
    texts: Path,
    vocabulary: Annotated[int, typer.Option()] = 8192,
    hidden: Annotated[int, typer.Option()] = 128,
    layers: Annotated[int, typer.Option()] = 4,
) -> None:
    tokenizer = make_tokenizer(texts_under(texts), vocabulary)
    save(folder, tokenizer, make_model(tokenizer, hidden=hidden, layers=layers))


if __name__ == "__main__":
    typer.run(main)
