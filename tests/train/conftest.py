"""Fixtures of the training room, whose tests run in its own environment:

.venv-train/bin/python -m pytest tests/train
"""

import os
from pathlib import Path

import pytest

import retrieval

# Before anything imports a library that would look for a hub, or argue about threads after a fork.
os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

STARTER = Path(retrieval.__file__).parent / "starter"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random model and its tokenizer (2,048 tokens, 64 wide, 2 layers), to read only."""
    from train import tiny

    folder = tmp_path_factory.mktemp("models") / "tiny"
    tokenizer = tiny.make_tokenizer(tiny.texts_under(STARTER), 2048)
    tiny.save(folder, tokenizer, tiny.make_model(tokenizer, hidden=64, layers=2))
    return folder


def pytest_configure(config: pytest.Config) -> None:
    # The training stack warns of itself at import; what our own code warns of stays an error.
    for package in (
        "torch",
        "deepspeed",
        "transformers",
        "trl",
        "peft",
        "datasets",
        "datatrove",
        "accelerate",
    ):
        config.addinivalue_line("filterwarnings", f"default:::{package}")
