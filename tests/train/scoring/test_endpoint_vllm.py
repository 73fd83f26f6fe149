"""A real vLLM against transformers with the same float32 weights: one number, whoever counts it."""
# pyright: reportMissingImports=false

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoTokenizer

from app.model_server import model_server
from tests.train.curate.test_relevance import COFFEE, FEVER, MORE, RASH, dialogue
from train.curate import deita, relevance
from train.errors import EndpointError, RecipeError
from train.scoring.endpoint import Endpoint
from train.scoring.local_model import LocalModel

PYTHON = Path(__file__).parents[3] / ".venv-vllm" / "bin" / "python"
FLOAT32 = ("--dtype=float32", "--max-model-len=2048")
BOUND = 2e-5  # of a log-probability; 1e-6 is what they differ by here
ROWS = [dialogue(FEVER, MORE, RASH, system="你是医生。"), dialogue(RASH, COFFEE), dialogue(FEVER)]
ASKED = [[{"role": "user", "content": text}] for text in ("发热三天怎么办？", "Fever? " * 30)]


@pytest.fixture(scope="module")
def url(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("vllm") / "vllm.log"
    with model_server(PYTHON, str(tiny), log, FLOAT32) as url:
        yield url


@pytest.fixture(scope="module")
def server(url: str, tiny: Path) -> Endpoint:
    return Endpoint(url, "tiny", tokenizer_at=str(tiny))


def test_log_probabilities_of_prompts_are_the_same(server: Endpoint, tiny: Path) -> None:
    tokens = AutoTokenizer.from_pretrained(tiny)
    texts = ["发热三天，体温三十九度。", "Fever for three days. " * 40, "咳"]
    sequences = [(tokens(text + "\n")["input_ids"], 1) for text in texts]
    for served, local in zip(
        server.logprobs(sequences), LocalModel(str(tiny)).logprobs(sequences), strict=True
    ):
        np.testing.assert_allclose(served, local, atol=BOUND)


def test_log_probabilities_of_digits_are_exact_and_all_there(server: Endpoint, tiny: Path) -> None:
    served = server.next_logprobs(ASKED, deita.DIGITS)
    local = LocalModel(str(tiny)).next_logprobs(ASKED, deita.DIGITS)
    np.testing.assert_allclose(np.array(served, dtype=float), local, atol=BOUND)
    assert np.exp(np.array(served, dtype=float)).max() < 0.01  # none of them among the likeliest


@pytest.mark.parametrize("scored", ["assistant", "turn"])
def test_context_relevance_is_the_same(url: str, tiny: Path, scored: str) -> None:
    served = relevance.make(url, "tiny", tokenizer=str(tiny), scored=scored, max_length=1024)
    local = relevance.make(model=str(tiny), scored=scored, max_length=1024)
    for one, other in zip(served.score(ROWS), local.score(ROWS), strict=True):
        wanted = other["scores"]["relevance"]
        assert one["scores"]["relevance"] == pytest.approx(wanted, abs=BOUND)


def test_deita_is_the_same(url: str, tiny: Path) -> None:
    served, local = deita.make(url, "tiny").score(ROWS), deita.make(model=str(tiny)).score(ROWS)
    for one, other in zip(served, local, strict=True):
        assert one["scores"]["deita"] == pytest.approx(other["scores"]["deita"], abs=BOUND)


def test_greedy_answers_are_the_same(server: Endpoint, tiny: Path) -> None:
    assert server.chat(ASKED, 8) == LocalModel(str(tiny)).chat(ASKED, 8)


def test_another_model_s_tokenizer_is_refused(url: str, tiny: Path, tmp_path: Path) -> None:
    from train.tiny import make_tokenizer

    make_tokenizer(["发热 fever"] * 50, 300).save_pretrained(tmp_path)
    with pytest.raises(EndpointError, match="other tokens than"):
        _ = Endpoint(url, "tiny", tokenizer_at=str(tmp_path)).tokenizer


def test_what_the_server_cannot_hold_or_does_not_serve_is_said(url: str, tiny: Path) -> None:
    too_long = relevance.make(url, "tiny", tokenizer=str(tiny), max_length=2048)
    with pytest.raises(EndpointError, match="2048 and one token more"):
        too_long.score(ROWS)
    with pytest.raises(EndpointError, match="longer than its context"):
        Endpoint(url, "tiny").logprobs([([5] * 3000, 1)])
    with pytest.raises(EndpointError, match="no such model"):
        Endpoint(url, "another").chat(ASKED)
    with pytest.raises(RecipeError, match="tokenizer"):
        relevance.make(url, "tiny")
