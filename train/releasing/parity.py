"""Does a server speak as training does? The same conversations, through transformers and vLLM.

For each conversation: the prompt's tokens by the release's own chat template and by the server's
(vLLM's /tokenize) must be identical, and the log-probability of every token, prompt and a fixed
answer, must agree within a bound. Conversations in zh and en: single, several turns, and one with
numbered evidence, exactly as the service renders it (retrieval.prompt).
"""
# pyright: reportMissingImports=false

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from retrieval import prompt
from retrieval.corpus import Passage
from train.errors import EndpointError
from train.releasing import merge
from train.scoring.endpoint import Endpoint

Conversation = Sequence[Any]  # of {"role", "content"}, an assistant's answer last

# Nats, for one token. float32 differs by the order of sums alone; a server in bfloat16 rounds every
# activation to 8 bits, so there the mean says more than the worst token.
BOUNDS = {"float32": (1e-4, 1e-3), "bfloat16": (0.03, 0.5)}

_EN = Passage(
    id="fever-en",
    document_id="fever-en",
    ordinal=0,
    text="A child's fever needs emergency care when the child is younger than 3 months.",
    heading="Red flags",
    start=0,
    end=0,
    title="Fever in children",
    source="Clinic handbook",
)
_ZH = Passage(
    id="fever-zh",
    document_id="fever-zh",
    ordinal=0,
    text="儿童发热时，如果年龄小于3个月、呼吸困难或叫不醒，需要立即去急诊。",
    heading="危险信号",
    start=0,
    end=0,
    title="儿童发热",
    source="门诊手册",
)


def _asked(*turns: str) -> list[dict[str, str]]:
    return [{"role": ("user", "assistant")[at % 2], "content": t} for at, t in enumerate(turns)]


def _grounded(passage: Passage, lang: str, question: str, answer: str) -> list[Any]:
    built = prompt.build(
        _asked(question), [passage], lang, budget=4096, count=prompt.estimate_tokens
    )
    return [*built.messages, {"role": "assistant", "content": answer}]


CONVERSATIONS: dict[str, Conversation] = {
    "zh": _asked("头痛两天了，怎么办？", "先休息，多喝水。如果突然剧烈头痛，请立即去急诊。"),
    "en": _asked("I have had a headache for 2 days.", "Rest. A sudden, severe one needs help now."),
    "zh, several turns": _asked(
        "感冒要吃抗生素吗？", "一般不需要。", "那咳嗽 < 3 周呢？", "多半会自己好，加重时就医。"
    ),
    "en, several turns": _asked(
        "Do I need antibiotics\nfor a cold?", "Usually not.", "And a cough?", "It mostly passes. 👍"
    ),
    "zh, with evidence": _grounded(
        _ZH, "zh", "儿童发热什么时候去急诊？", "呼吸困难时立即去急诊[1]。"
    ),
    "en, with evidence": _grounded(
        _EN, "en", "When does a fever need emergency care?", "Below 3 months of age [1]."
    ),
}


@dataclass(frozen=True)
class Parity:
    """`mean` and `worst` difference of a token's log-probability, nats; `apart`: conversations
    whose prompts were other tokens (they have no log-probabilities to compare)."""

    tokens: int
    mean: float
    worst: float
    apart: list[str]

    def within(self, dtype: str) -> bool:
        mean, worst = BOUNDS[dtype]
        return not self.apart and self.mean <= mean and self.worst <= worst


def compare(
    url: str,
    release: Path,
    *,
    base: Path | None = None,
    served_as: str | None = None,
    conversations: dict[str, Conversation] = CONVERSATIONS,
) -> Parity:
    """`url` ends in /v1; `base` lies under an adapter. The model here runs in float32.

    Raises EndpointError where nothing answers or no such model is served.
    """
    # One prompt at a time: with adapters enabled, vLLM maps the logits of several prompts wrongly
    # when asked for their log-probabilities, and its engine ends (vllm issue 16668; seen in 0.32).
    server = Endpoint(url, served_as or release.resolve().name, at_once=1)
    tokenizer = AutoTokenizer.from_pretrained(release)
    model = merge.load(base or release, release if base else None, dtype=torch.float32)
    prompts = {name: _prompt_ids(tokenizer, said[:-1]) for name, said in conversations.items()}
    apart = [n for n, ids in prompts.items() if _served_ids(server, conversations[n][:-1]) != ids]
    whole = [
        prompts[name] + _ids(tokenizer, said[-1]["content"])
        for name, said in conversations.items()
        if name not in apart
    ]
    theirs = server.logprobs([(ids, 1) for ids in whole])
    differences = [
        (torch.tensor(one) - logprobs(model, ids)).abs()
        for ids, one in zip(whole, theirs, strict=True)
    ]
    every = torch.cat([torch.zeros(0), *differences])
    return Parity(
        tokens=len(every),
        mean=float(every.mean()) if len(every) else 0.0,
        worst=float(every.max()) if len(every) else 0.0,
        apart=apart,
    )


def logprobs(model: Any, ids: list[int]) -> torch.Tensor:
    """[len(ids) - 1], of each token after those before it."""
    table = merge.logits(model, ids)[:-1].log_softmax(-1)
    return table.gather(1, torch.tensor(ids[1:])[:, None])[:, 0]


def _prompt_ids(tokenizer: Any, messages: Conversation) -> list[int]:
    return tokenizer.apply_chat_template(
        list(messages), add_generation_prompt=True, return_dict=False
    )


def _ids(tokenizer: Any, answer: str) -> list[int]:
    return [*tokenizer.encode(answer, add_special_tokens=False), tokenizer.eos_token_id]


def _served_ids(server: Endpoint, messages: Conversation) -> list[int]:
    """A chat prompt's tokens by vLLM's own route, which lies beside /v1."""
    url = server.url.removesuffix("/v1") + "/tokenize"
    body = {"model": server.model, "messages": list(messages), "add_generation_prompt": True}
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=server.timeout) as reply:
            return json.load(reply)["tokens"]
    except (urllib.error.URLError, ValueError, KeyError) as error:
        raise EndpointError(f"{url} (model {server.model}) gave no tokens: {error}") from error
