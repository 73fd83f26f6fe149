"""Makes a tiny random Qwen3 model that a real vLLM serves in seconds. Run it inside `.venv-vllm`:

    .venv-vllm/bin/python -m tests.tiny_model FOLDER TEXTS

Its tokenizer is trained on the Markdown files under TEXTS. Its weights are noise from a fixed seed,
so its words mean nothing, but they are readable, the same every time, and never end by themselves:
an answer is as long as it is allowed to be.
"""
# pyright: reportMissingImports=false

import sys
from pathlib import Path
from typing import Any

import torch
from transformers import Qwen3Config, Qwen3ForCausalLM

from train.tiny import SPECIAL, make_tokenizer, texts_under

SEED = 20261121
VOCABULARY = 8192
SHARPNESS = 0.25  # of the last layer: the best word leads by more than rounding can take away
CONSTANT = 0.1
BANNED = -1000.0

CHAT_TEMPLATE = """\
{%- if tools %}<|im_start|>system
You may call these functions, each in <tool_call></tool_call>:
{% for tool in tools %}{{ tool | tojson }}
{% endfor %}<|im_end|>
{% endif %}
{%- for message in messages %}<|im_start|>{{ message.role }}
{{ message.content or '' }}
{%- for call in message.tool_calls or [] %}
<tool_call>{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
{%- endfor %}<|im_end|>
{% endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def make_model(tokenizer: Any) -> Qwen3ForCausalLM:
    torch.manual_seed(SEED)
    config = Qwen3Config(
        vocab_size=VOCABULARY,
        hidden_size=256,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        max_position_embeddings=8192,
        tie_word_embeddings=False,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = Qwen3ForCausalLM(config)
    with torch.no_grad():
        model.lm_head.weight.normal_(std=SHARPNESS)
        give_biases(model, [BANNED * (not is_a_word(tokenizer, n)) for n in range(VOCABULARY)])
    return model


def give_biases(model: Any, biases: list[float]) -> None:
    """Qwen3 has none: the first dimension is kept constant, and the last layer weighs it."""
    model.model.embed_tokens.weight[:, 0] = CONSTANT
    for layer in model.model.layers:
        layer.self_attn.o_proj.weight[0] = 0
        layer.mlp.down_proj.weight[0] = 0
    model.lm_head.weight[:, 0] = torch.tensor(biases)


def is_a_word(tokenizer: Any, token: int) -> bool:
    """Whole characters, and neither blank nor special: only a grammar can force the others."""
    text = tokenizer.decode([token]) if len(SPECIAL) <= token < len(tokenizer) else ""
    return bool(text.strip()) and "\ufffd" not in text


def main(folder: Path, texts: Path) -> None:
    tokenizer = make_tokenizer(texts_under(texts), VOCABULARY)
    tokenizer.chat_template = CHAT_TEMPLATE
    model = make_model(tokenizer)
    tokenizer.save_pretrained(folder)
    model.to(torch.bfloat16).save_pretrained(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
