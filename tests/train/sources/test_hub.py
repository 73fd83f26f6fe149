"""Data sets on the hub, where a source says it has one."""
# pyright: reportMissingImports=false

from pathlib import Path
from typing import Any

import datasets
import pytest

from train import sources
from train.errors import DataError

CHATMED = "michaelwzhu/ChatMed_Consult_Dataset"


def test_without_a_network_the_hub_is_named_and_what_to_do() -> None:
    with pytest.raises(DataError, match=r"HF_HUB_OFFLINE unset.*download it"):
        next(sources.load("chatmed", CHATMED))


def test_config_and_split_are_read_from_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fake_hub(monkeypatch, [{"query": "咳嗽？", "response": "多休息"}])
    [row] = sources.load("chatmed", CHATMED, split="validation")
    assert row["id"] == "chatmed-0"
    assert asked == [(CHATMED, None, "validation")]
    next(sources.load("chatmed", f"{CHATMED}:v2@test"))
    assert asked[1] == (CHATMED, "v2", "test")


def test_on_the_hub_the_right_option_counts_from_0(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "u1", "question": "Q", "opa": "a", "opb": "b", "opc": "c", "opd": "d", "cop": 0}
    fake_hub(monkeypatch, [row])
    assert next(sources.load("medmcqa", "openlifescienceai/medmcqa"))["answer"] == "A"


def test_a_folder_of_that_name_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(CHATMED).mkdir(parents=True)
    with pytest.raises(DataError, match="has no file of the forms"):
        next(sources.load("chatmed", CHATMED))


def fake_hub(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, Any]]) -> list[Any]:
    """Stands in for the hub: gives these rows, and notes what was asked of it."""
    asked: list[Any] = []

    def load_dataset(name: str, config: str | None, *, split: str, streaming: bool) -> Any:
        assert streaming
        asked.append((name, config, split))
        return rows

    monkeypatch.setattr(datasets, "load_dataset", load_dataset)
    return asked
