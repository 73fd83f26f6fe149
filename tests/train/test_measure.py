"""Held-out figures and how sure they are."""
# pyright: reportMissingImports=false

import json
import math
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from typer.testing import CliRunner

from train import measure, rows
from train.errors import DataError
from train.scoring.local_model import LocalModel

ASKED = {"role": "user", "content": "发热怎么办？ And a fever?"}
GOOD = {"role": "assistant", "content": "多喝水。 Rest."}
BAD = {"role": "assistant", "content": "不用管它，过几天再说吧。 Never mind."}
TEXT = {"id": "1", "source": "leaflets", "text": "儿童发热时应多喝水。 Drink enough."}
DIALOGUE = {"id": "1", "source": "clinic", "messages": [ASKED, GOOD]}
PAIR = {"id": "1", "source": "pairs", "prompt": [ASKED], "chosen": [GOOD], "rejected": [BAD]}


@pytest.fixture
def model(tiny: Path) -> LocalModel:
    return LocalModel(str(tiny))


def test_the_loss_of_a_text_is_the_models_own(model: LocalModel, tiny: Path) -> None:
    found = measure.measure(model, [TEXT])
    assert set(found) == {"loss/leaflets", "loss/all"}
    ids = torch.tensor([model.tokenizer.encode(TEXT["text"] + "<|im_end|>")])
    own = AutoModelForCausalLM.from_pretrained(tiny)(ids, labels=ids).loss.item()
    assert found["loss/all"].value == pytest.approx(own, rel=1e-5)


def test_of_a_dialogue_only_the_answers_count(model: LocalModel, tiny: Path) -> None:
    again = [ASKED, GOOD, {"role": "user", "content": "还有吗？"}, BAD]
    text = model.tokenizer.apply_chat_template(again, tokenize=False)
    ids, places = [], []
    for piece in re.split("(?<=assistant\n)|(?<=im_end\\|>)(?=\n)", text):
        cut = model.tokenizer.encode(piece, add_special_tokens=False)
        if piece.startswith(GOOD["content"]) or piece.startswith(BAD["content"]):
            places += range(len(ids), len(ids) + len(cut))
        ids += cut
    labels = torch.tensor([[each if at in places else -100 for at, each in enumerate(ids)]])
    own = AutoModelForCausalLM.from_pretrained(tiny)(torch.tensor([ids]), labels=labels).loss
    found = measure.measure(model, [{**DIALOGUE, "messages": again}])
    assert found["loss/clinic"].value == pytest.approx(own.item(), rel=1e-5)


def test_the_preferred_answer_is_the_likelier_one_a_token(
    model: LocalModel, tiny: Path, tmp_path: Path
) -> None:
    turned = {**PAIR, "chosen": [BAD], "rejected": [GOOD]}
    both = [measure.measure(model, [pair])["prefers_chosen/all"].value for pair in (PAIR, turned)]
    assert sorted(both) == [0.0, 1.0]
    for pair in (PAIR, turned):
        folder = tmp_path / pair["chosen"][0]["content"][:2]
        learn(tiny, folder, pair)
        found = measure.measure(LocalModel(str(folder)), [pair])
        assert found["prefers_chosen/all"].value == 1.0


def learn(tiny: Path, folder: Path, pair: rows.Row) -> None:
    """A few steps towards the chosen answer."""
    learner: Any = AutoModelForCausalLM.from_pretrained(tiny)
    tokenizer = AutoTokenizer.from_pretrained(tiny)
    ids = tokenizer.apply_chat_template(
        [*pair["prompt"], *pair["chosen"]], return_tensors="pt", return_dict=False
    )
    optimizer = torch.optim.SGD(learner.parameters(), lr=0.5)
    for _ in range(5):
        learner(ids, labels=ids).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    learner.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def test_a_long_prompt_leaves_room_for_its_answer(
    model: LocalModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = measure.measure(model, [PAIR, DIALOGUE])
    monkeypatch.setattr(measure, "LONGEST", 40)
    cut = measure.measure(model, [{**PAIR, "prompt": [{**ASKED, "content": "发热" * 100}]}])
    assert set(cut) <= set(whole)
    assert cut["prefers_chosen/all"].n == 1


def test_sources_are_told_apart_and_together(model: LocalModel) -> None:
    found = measure.measure(model, [TEXT, {**TEXT, "source": "books"}, DIALOGUE])
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


def test_nothing_held_out_is_an_error(model: LocalModel) -> None:
    with pytest.raises(DataError, match="held_out"):
        measure.measure(model, [])


def test_a_row_that_cannot_be_measured_is_an_error(model: LocalModel) -> None:
    question = {"id": "q", "source": "exam", "lang": "en", "question": "?", "options": {}}
    with pytest.raises(DataError, match="exam questions by"):
        measure.measure(model, [question])
    with pytest.raises(DataError, match="a name other than 'all'"):
        measure.measure(model, [{"id": "t", "source": "all", "lang": "en", "text": "a b c"}])


def test_a_template_that_marks_no_answers_is_an_error(tiny: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny, tmp_path / "unmarked")
    path = folder / "chat_template.jinja"
    path.write_text(
        path.read_text().replace("{%- generation %}", "").replace("{% endgeneration %}", "")
    )
    with pytest.raises(DataError, match="unmarked marks no answers"):
        measure.measure(LocalModel(str(folder)), [DIALOGUE])


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
    missing = CliRunner().invoke(measure.command, ["nowhere", str(tmp_path), "--out", str(out)])
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)
    assert "nowhere is no model to measure" in missing.stderr
