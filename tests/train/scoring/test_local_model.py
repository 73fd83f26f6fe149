"""A model folder's scores in batches: those of a plain pass for each sequence alone."""
# pyright: reportMissingImports=false

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import (
    Gemma2Config,
    Gemma2ForCausalLM,
    GraniteConfig,
    GraniteForCausalLM,
    MistralConfig,
    MistralForCausalLM,
)

from train.scoring import forward
from train.scoring.local_model import LocalModel, load
from train.scoring.stand_in import StandIn

DIGITS = ("1", "2", "3", "4", "5", "6")
INSTRUCTIONS = "Judge how hard the request below is and answer with one digit, from 1 to 6.\n\n"
TEXTS = ("发热三天怎么办？", "I have a rash.", "咳", "May I drink coffee? " * 12, "头晕" * 20, "")
SIZES: dict[str, Any] = {
    "hidden_size": 64,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "pad_token_id": 0,
    "initializer_range": 0.2,  # so that a wrong scale shows
}
KINDS: dict[str, Any] = {
    "scales its logits": (GraniteForCausalLM, GraniteConfig, {"logits_scaling": 7.0}),
    "looks back a little": (MistralForCausalLM, MistralConfig, {"sliding_window": 9}),
    "caps its logits": (
        Gemma2ForCausalLM,
        Gemma2Config,
        {"final_logit_softcapping": 2.0, "sliding_window": 9, "attn_implementation": "eager"},
    ),
}


@dataclass(frozen=True)
class Made(LocalModel):
    pair: Any = None

    def _loaded(self) -> tuple[Any, Any]:
        return self.pair


@pytest.fixture(params=["as trained here", *KINDS])
def scorer(request: pytest.FixtureRequest, tiny: Path) -> LocalModel:
    if request.param not in KINDS:
        return LocalModel(str(tiny))
    tokenizer = load(str(tiny))[0]
    model, config, settings = KINDS[request.param]
    torch.manual_seed(1)
    made = model(config(vocab_size=len(tokenizer), **SIZES, **settings))
    return Made("", (tokenizer, made.eval()))


def alone(scorer: LocalModel, ids: list[int]) -> Any:
    """(tokens, vocabulary) of a pass for this sequence only."""
    with torch.inference_mode():
        return scorer._loaded()[1](torch.tensor([ids])).logits[0].log_softmax(-1)


def asked(texts: Sequence[str] = TEXTS) -> list[list[dict[str, str]]]:
    return [[{"role": "user", "content": INSTRUCTIONS + text}] for text in texts]


def test_first_tokens_are_as_likely_as_in_a_pass_alone(scorer: LocalModel) -> None:
    found = scorer.next_logprobs(asked(), DIGITS)
    digits = [scorer._token_id(digit) for digit in DIGITS]
    for put, told in zip(asked(), found, strict=True):
        text = scorer.tokenizer.apply_chat_template(put, tokenize=False, add_generation_prompt=True)
        ids = scorer.tokenizer(text, add_special_tokens=False)["input_ids"]
        np.testing.assert_allclose(told, alone(scorer, ids)[-1, digits], atol=2e-5)


def test_tokens_are_as_likely_as_in_a_pass_alone(scorer: LocalModel) -> None:
    read = [scorer.tokenizer(INSTRUCTIONS + text)["input_ids"] for text in TEXTS]
    whole = [(ids, 1) for ids in read]
    ends = [(ids, len(ids) - 1 - at) for at, ids in enumerate(read)]
    for (ids, start), told in zip(whole + ends, scorer.logprobs(whole + ends), strict=True):
        wanted = alone(scorer, ids)[:-1].gather(1, torch.tensor(ids[1:])[:, None])[start - 1 :, 0]
        np.testing.assert_allclose(told, wanted, atol=2e-5)


def test_a_vector_is_the_last_hidden_state(scorer: LocalModel) -> None:
    for text, vector in zip(TEXTS[:5], scorer.embed(TEXTS[:5]), strict=True):
        ids = torch.tensor([scorer.tokenizer(text)["input_ids"]])
        with torch.inference_mode():
            state = scorer._loaded()[1].base_model(ids).last_hidden_state[0, -1]
        np.testing.assert_allclose(vector, state, atol=2e-5)


def test_nothing_asked_is_nothing_told() -> None:
    scorer = StandIn()
    assert not scorer.next_logprobs([], DIGITS)
    assert not scorer.logprobs([])
    assert not scorer.embed([])
    assert not scorer.chat([])
    assert len(scorer.embed([""])) == 1


def test_the_instructions_are_read_once(tiny: Path) -> None:
    scorer = LocalModel(str(tiny))
    read: list[int] = []
    embeddings = scorer._loaded()[1].get_input_embeddings()
    hook = embeddings.register_forward_hook(lambda _, args, out: read.append(args[0].numel()))
    try:
        scorer.next_logprobs(asked(["发热"] * 50), DIGITS)
    finally:
        hook.remove()
    [prompt] = scorer._prompts(asked(["发热"]))
    assert sum(read) < len(prompt) + 50 * 2  # all but the last token is alike


def test_a_stand_in_scores_alike_in_every_company() -> None:
    scorer = StandIn()
    put = asked([text * times for text in TEXTS for times in (1, 3, 7)])
    together = np.array(scorer.next_logprobs(put, DIGITS))
    one_by_one = np.array([scorer.next_logprobs([one], DIGITS)[0] for one in put])
    np.testing.assert_allclose(together, one_by_one, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("weights", "threads"), [(2**60, 1), (1, 2)])
def test_a_small_model_runs_on_one_thread(
    weights: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "SMALL", weights)
    model = StandIn()._loaded()[1]
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with forward.running(model):
            assert torch.get_num_threads() == threads
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_those_that_begin_alike_are_a_group_unless_the_beginning_is_asked_for() -> None:
    common = list(range(20))
    several = [([*common, 90 + n], 20) for n in range(forward.TOGETHER)]
    early = [(common, 3), ([7] * 30, 29)]
    assert list(forward.alike([*several, *early])) == [
        (20, list(range(forward.TOGETHER))),
        (0, [forward.TOGETHER, forward.TOGETHER + 1]),
    ]
    sooner = [*several, ([*common, 1, 2], 17)]
    assert list(forward.alike(sooner)) == [(17, list(range(forward.TOGETHER + 1)))]
    assert list(forward.alike(several[1:])) == [(0, list(range(forward.TOGETHER - 1)))]


def test_batches_stay_within_their_tokens_and_logits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward, "TOKENS", 10)
    monkeypatch.setattr(forward, "LOGITS", 6)
    assert list(forward.batches([3, 5, 40, 5, 3], [0] * 5)) == [[2], [1, 3], [0, 4]]
    assert list(forward.batches([2, 2, 2, 2], [3, 4, 2, 9])) == [[0], [1, 2], [3]]
    assert list(forward.batches([], [])) == []
