"""What is trained is what is served: transformers and a real vLLM, token by token.

One server for all: a merged release, and over it an adapter's, as `medloop` would hot-load it.
"""
# pyright: reportMissingImports=false

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.model_server import model_server
from tests.train import stages
from tests.vllm import PYTHON
from train import release
from train.errors import EndpointError
from train.releasing import parity


@dataclass(frozen=True)
class Served:
    url: str
    base: Path  # the merged release
    adapter: Path  # the adapter's


@pytest.fixture(scope="module")
def served(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("releases")
    sft = stages.trained(tiny, folder / "sft", adapter=True)
    base, adapter = folder / "r1", folder / "r2"
    release.make(sft, base, merging=True)
    release.make(stages.trained(base, folder / "dpo", recipe="dpo", adapter=True), adapter)
    exact = ["--dtype", "float32"]
    lora = ["--enable-lora", "--max-lora-rank", "8", "--lora-modules", f"r2={adapter}"]
    with model_server(PYTHON, str(base), folder / "vllm.log", exact + lora) as url:
        yield Served(url, base, adapter)


def test_a_merged_release_is_served_as_it_was_trained(served: Served) -> None:
    found = parity.compare(served.url, served.base)
    assert found.apart == []
    assert found.tokens > 500
    assert found.worst < 1e-4


def test_an_adapter_is_served_as_it_was_trained(served: Served) -> None:
    found = parity.compare(served.url, served.adapter, base=served.base)
    assert found.apart == []
    assert found.worst < 1e-4


def test_other_weights_are_found_out(served: Served, tiny: Path) -> None:
    found = parity.compare(served.url, tiny, served_as="r1")
    assert found.apart == []
    assert not found.within("float32")
    assert not found.within("bfloat16")


def test_another_template_is_found_out(served: Served, tmp_path: Path) -> None:
    other = stages.copy(served.base, tmp_path / "other")
    template = other / "chat_template.jinja"
    template.write_text(
        template.read_text().replace("assistant\\n' }}{% endif %}", "doctor\\n' }}{% endif %}")
    )
    found = parity.compare(served.url, other, served_as="r1")
    assert found.apart == list(parity.CONVERSATIONS)
    assert not found.within("bfloat16")


def test_a_model_that_is_not_served_is_said_to_be_missing(served: Served, tiny: Path) -> None:
    with pytest.raises(EndpointError, match="tiny"):
        parity.compare(served.url, tiny)


def test_the_command_says_how_far_apart_they_are(served: Served, tiny: Path) -> None:
    def run(folder: Path, *more: str) -> tuple[int, str]:
        result = CliRunner().invoke(release.command, ["--parity", served.url, str(folder), *more])
        return result.exit_code, result.output

    code, said = run(served.adapter, "--base", str(served.base))
    assert code == 0
    assert "tokens, log-probabilities apart by" in said
    code, said = run(tiny, "--served-as", "r1")
    assert code == 2
    assert "is rounding" in said
