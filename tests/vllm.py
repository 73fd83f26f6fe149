"""A real vLLM, on the CPU where there is no GPU, with a tiny random model; one for all tests."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

import retrieval
from app.model_server import model_server

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / ".venv-vllm" / "bin" / "python"
TEXTS = Path(retrieval.__file__).parent / "starter"
# Hermes' tool calls; and no blanks in JSON, or a random model writes nothing but blanks.
ARGUMENTS = (
    "--enable-auto-tool-choice",
    "--tool-call-parser=hermes",
    '--structured-outputs-config={"backend": "xgrammar", "disable_any_whitespace": true}',
)


@dataclass(frozen=True)
class VLLM:
    url: str
    model: str

    @property
    def root(self) -> str:
        return self.url.removesuffix("/v1")

    def busy(self) -> bool:
        """Is it generating for anybody, or is anybody waiting?"""
        lines = httpx2.get(f"{self.root}/metrics").text.splitlines()
        gauges = ("vllm:num_requests_running{", "vllm:num_requests_waiting{")
        return any(float(line.split()[-1]) > 0 for line in lines if line.startswith(gauges))

    def count(self, messages: list[dict[str, Any]]) -> int:
        """The tokens of a chat prompt, by its own tokenizer and chat template."""
        body = {"model": self.model, "messages": messages, "add_generation_prompt": True}
        return httpx2.post(f"{self.root}/tokenize", json=body).json()["count"]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that vLLM can serve."""
    if not PYTHON.exists():
        pytest.fail(f"There is no {PYTHON}: run the tests with `make test`, which installs it.")
    folder = tmp_path_factory.mktemp("models") / "tiny"
    command = [PYTHON, "-m", "tests.tiny_model", folder, TEXTS]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.fail(f"The tiny model could not be made:\n{made.stderr}")
    return folder


@pytest.fixture(scope="session")
def vllm(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VLLM]:
    log = tmp_path_factory.mktemp("vllm") / "vllm.log"
    with model_server(PYTHON, str(tiny_model), log, ARGUMENTS) as url:
        yield VLLM(url, tiny_model.name)
