"""Held-out figures and how sure they are."""
# pyright: reportMissingImports=false

import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from typer.testing import CliRunner

from train import measure, merge, rows
from train.errors import DataError

ASKED = {"role": "user", "content": "发热怎么办？ And a fever?"}
GOOD = {"role": "assistant", "content": "多喝水。 Rest."}
BAD = {"role": "assistant", "content": "不用管它，过几天再说吧。 Never mind."}
TEXT = {"id": "1", "source": "leaflets", "text": "儿童发热时应多喝水。 Drink enough."}
DIALOGUE = {"id": "1", "source": "clinic", "messages": [ASKED, GOOD]}
PAIR = {"id": "1", "source": "pairs", "prompt": [ASKED], "chosen": [GOOD], "rejected": [BAD]}


@pytest.fixture(scope="module")
def loaded(tiny: Path) -> tuple[Any, Any]:
    return merge.load(tiny), AutoTokenizer.from_pretrained(tiny)


def likely(model: Any, tokenizer: Any, text: str, of: str) -> torch.Tensor:
    """The log-probabilities of the tokens of `of`, which ends `text`, by the model's own loss."""
    ids = torch.tensor([tokenizer.encode(text, add_special_tokens=False)])
    said = len(tokenizer.encode(of, add_special_tokens=False))
    return model(ids).logits[0].log_softmax(-1)[:-1].gather(1, ids[0, 1:, None])[-said:, 0]


def test_the_loss_of_a_text_is_the_models_own(loaded: tuple[Any, Any]) -> None:
    model, tokenizer = loaded
    found = measure.measure(model, tokenizer, [TEXT])
    assert set(found) == {"loss/leaflets", "loss/all"}
    ids = torch.tensor([tokenizer.encode(TEXT["text"] + "<|im_end|>")])
    assert found["loss/all"].value == pytest.approx(model(ids, labels=ids).loss.item(), rel=1e-5)


def test_of_a_dialogue_only_the_answer_counts(loaded: tuple[Any, Any]) -> None:
    asked = "<|im_start|>user\n发热怎么办？ And a fever?<|im_end|>\n<|im_start|>assistant\n"
    answer = "多喝水。 Rest.<|im_end|>"
    expected = -likely(*loaded, asked + answer, answer).mean().item()
    found = measure.measure(*loaded, [DIALOGUE])
    assert found["loss/clinic"].value == pytest.approx(expected, rel=1e-5)


def test_the_preferred_answer_is_the_likelier_one_a_token(
    loaded: tuple[Any, Any], tmp_path: Path
) -> None:
    before = measure.measure(*loaded, [PAIR])["prefers_chosen/all"].value
    turned = {**PAIR, "chosen": [BAD], "rejected": [GOOD]}
    assert {before, measure.measure(*loaded, [turned])["prefers_chosen/all"].value} == {0.0, 1.0}
    taught: Any = AutoModelForCausalLM.from_pretrained(loaded[0].name_or_path)
    learn(taught, loaded[1], turned)
    assert measure.measure(taught, loaded[1], [turned])["prefers_chosen/all"].value == 1.0


def learn(model: Any, tokenizer: Any, pair: rows.Row) -> None:
    """A few steps towards the chosen answer."""
    ids = tokenizer.apply_chat_template(
        [*pair["prompt"], *pair["chosen"]], return_tensors="pt", return_dict=False
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(5):
        model(ids, labels=ids).loss.backward()
        optimizer.step()
        optimizer.zero_grad()


def test_sources_are_told_apart_and_together(loaded: tuple[Any, Any]) -> None:
    found = measure.measure(*loaded, [TEXT, {**TEXT, "source": "books"}, DIALOGUE])
    assert {name: metric.n for name, metric in found.items()} == {
        "loss/leaflets": 1,
        "loss/books": 1,
        "loss/clinic": 1,
        "loss/all": 3,
    }


def test_a_share_has_wilsons_interval() -> None:
    metric = measure.share([True] * 8 + [False] * 2)
    assert (metric.value, metric.n) == (0.8, 10)
    assert (metric.low, metric.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert measure.share([True] * 5).high == 1.0
    assert measure.share([True] * 5).low < 0.6  # five of five is not certainty


def test_the_interval_of_a_loss_narrows_with_the_rows() -> None:
    some = [(2.0 * n, n) for n in (5, 10, 20)] + [(3.0 * n, n) for n in (5, 10, 20)]
    few, many = measure.mean_loss(some), measure.mean_loss(some * 25)
    assert few.value == many.value == 2.5
    assert few.low < many.low < 2.5 < many.high < few.high
    ratio = (few.high - few.low) / (many.high - many.low)
    assert ratio == pytest.approx(math.sqrt(25), rel=0.3)


def test_nothing_held_out_is_an_error(loaded: tuple[Any, Any]) -> None:
    with pytest.raises(DataError, match="held_out"):
        measure.measure(*loaded, [])


def test_the_command_writes_what_a_release_takes(tiny: Path, tmp_path: Path) -> None:
    rows.write(tmp_path / "test.jsonl", [TEXT])
    out = tmp_path / "metrics.json"
    said = CliRunner().invoke(measure.command, [str(tiny), str(tmp_path), "--out", str(out)])
    assert said.exit_code == 0
    assert set(json.loads(out.read_text())["loss/all"]) == {"value", "low", "high", "n"}
    assert "loss/all: " in said.stdout
    missing = CliRunner().invoke(measure.command, [str(tiny), "nowhere", "--out", str(out)])
    assert missing.exit_code == 2
    assert "nowhere/test.jsonl is not there" in missing.stderr
