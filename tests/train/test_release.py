"""Release folders: whole, frozen, accounted for; or refused, and nothing is left."""
# pyright: reportMissingImports=false

import errno
import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer
from typer.testing import CliRunner

from app.releases import hash_model_files
from tests.train import stages
from train import release, rows
from train.errors import DiskFull, ReleaseError
from train.releasing import folders, manifest


@pytest.fixture
def full(tiny: Path, tmp_path: Path) -> Path:
    return stages.trained(tiny, tmp_path / "sft")


def refused(*args: Any, **named: Any) -> str:
    with pytest.raises(ReleaseError) as caught:
        release.make(*args, **named)
    return str(caught.value)


def test_a_release_says_what_it_is_and_where_it_comes_from(
    tiny: Path, full: Path, tmp_path: Path
) -> None:
    told = release.make(full, tmp_path / "r1")
    assert told == json.loads((tmp_path / "r1" / "release.json").read_text())
    assert (told["name"], told["kind"], told["base"]) == ("r1", "full", tiny.name)
    assert told["base_sha256"] == manifest.weights_sha256(tiny)
    assert told["parent"] is None
    assert told["recipe"] == "clinic/sft"
    [stage] = told["stages"]
    assert stage["data"]["ledger.json"] == rows.sha256(tmp_path / "r1" / stage["ledger"])
    assert len(told["commit"].removesuffix("-dirty")) == 40
    assert told["created"].endswith("+00:00")


def test_a_release_lists_every_file_it_holds(full: Path, tmp_path: Path) -> None:
    out = tmp_path / "r1"
    told = release.make(full, out)
    listed = {each["path"]: (each["sha256"], each["size"]) for each in told["files"]}
    files = [path for path in out.rglob("*") if path.is_file() and path.name != "release.json"]
    assert listed == {
        path.relative_to(out).as_posix(): (rows.sha256(path), path.stat().st_size) for path in files
    }
    assert "training.json" not in listed


def test_a_release_speaks_as_what_was_trained(full: Path, tmp_path: Path) -> None:
    release.make(full, tmp_path / "r1")
    ours, theirs = (AutoModelForCausalLM.from_pretrained(f) for f in (tmp_path / "r1", full))
    asked = torch.arange(20)[None]
    assert torch.equal(ours(asked).logits, theirs(asked).logits)


def test_the_tokenizer_is_the_bases_byte_for_byte_though_training_wrote_it_anew(
    tiny: Path, full: Path, tmp_path: Path
) -> None:
    tokenizer = AutoTokenizer.from_pretrained(full)
    tokenizer(["发热", "a longer fever"], padding=True, truncation=True, max_length=3)
    tokenizer.save_pretrained(full)
    assert rows.sha256(full / "tokenizer.json") != rows.sha256(tiny / "tokenizer.json")
    release.make(full, tmp_path / "r1")
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        assert (tmp_path / "r1" / name).read_bytes() == (tiny / name).read_bytes()


def test_its_hashes_are_those_that_the_service_takes(full: Path, tmp_path: Path) -> None:
    told = release.make(full, tmp_path / "r1")
    assert hash_model_files(tmp_path / "r1") == {
        "tokenizer_sha256": told["tokenizer_sha256"],
        "template_sha256": told["chat_template_sha256"],
    }


def test_another_chat_template_is_refused_and_its_first_other_line_named(
    full: Path, tmp_path: Path
) -> None:
    path = full / "chat_template.jinja"
    path.write_text(path.read_text().replace("{%- generation %}", "{%- generation -%}"))
    message = refused(full, tmp_path / "r1")
    assert "chat template, line 3" in message
    assert "{%- generation -%}" in message
    assert not (tmp_path / "r1").exists()


def test_another_vocabulary_is_refused_and_the_tokens_named(full: Path, tmp_path: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(full)
    tokenizer.add_tokens(["<|think|>"], special_tokens=True)
    tokenizer.save_pretrained(full)
    assert "1 more ['<|think|>'], 0 fewer" in refused(full, tmp_path / "r1")


def test_another_end_of_turn_is_refused(full: Path, tmp_path: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(full, eos_token="<|endoftext|>")
    tokenizer.save_pretrained(full)
    message = refused(full, tmp_path / "r1")
    assert "'eos_token': '<|endoftext|>' instead of '<|im_end|>'" in message


def test_the_stages_are_traced_back_to_the_base(tiny: Path, full: Path, tmp_path: Path) -> None:
    dpo = stages.trained(full, tmp_path / "dpo", recipe="clinic/dpo")
    told = release.make(dpo, tmp_path / "r1")
    assert told["base"] == tiny.name
    assert [stage["recipe"] for stage in told["stages"]] == ["clinic/sft", "clinic/dpo"]
    assert [stage["ledger"] for stage in told["stages"]] == [
        "ledgers/1-sft.json",
        "ledgers/2-dpo.json",
    ]
    nearer = release.make(dpo, tmp_path / "r2", base=full)
    assert nearer["base"] == full.name
    assert [stage["recipe"] for stage in nearer["stages"]] == ["clinic/dpo"]


def test_what_starts_from_a_release_has_it_as_its_parent(full: Path, tmp_path: Path) -> None:
    release.make(full, tmp_path / "r1")
    told = release.make(stages.trained(tmp_path / "r1", tmp_path / "dpo"), tmp_path / "r2")
    assert told["base"] == "r1"
    assert told["parent"] == {"name": "r1", "sha256": rows.sha256(tmp_path / "r1" / "release.json")}


def test_a_parent_that_was_changed_is_refused(full: Path, tmp_path: Path) -> None:
    release.make(full, tmp_path / "r1")
    (tmp_path / "r1" / "config.json").write_text("{}")
    assert "config.json has other bytes" in refused(full, tmp_path / "r2", parent=tmp_path / "r1")


def test_an_adapter_is_released_without_its_base(tiny: Path, tmp_path: Path) -> None:
    adapter = stages.trained(tiny, tmp_path / "dpo", adapter=True)
    told = release.make(adapter, tmp_path / "r1")
    assert (told["kind"], told["base"]) == ("adapter", tiny.name)
    weights = [f["path"] for f in told["files"] if f["path"].endswith(".safetensors")]
    assert weights == ["adapter_model.safetensors"]


def test_an_adapter_is_released_over_the_weights_it_was_trained_on(
    tiny: Path, full: Path, tmp_path: Path
) -> None:
    adapter = stages.trained(tiny, tmp_path / "dpo", adapter=True)
    moved = stages.copy(tiny, tmp_path / "elsewhere")
    assert release.make(adapter, tmp_path / "r1", base=moved)["base"] == "elsewhere"
    assert f"has other weights: give --base {tiny}" in refused(adapter, tmp_path / "r2", base=full)


def test_metrics_come_with_their_intervals(full: Path, tmp_path: Path) -> None:
    metrics = tmp_path / "metrics.json"
    metric = {"value": 2.5, "low": 2.4, "high": 2.6, "n": 90}
    metrics.write_text(json.dumps({"loss/all": metric}))
    assert release.make(full, tmp_path / "r1", metrics=[metrics])["metrics"] == {"loss/all": metric}
    metrics.write_text(json.dumps({"loss/all": 2.5}))
    assert "'loss/all': a metric is" in refused(full, tmp_path / "r2", metrics=[metrics])


def test_a_folder_that_is_there_is_left_as_it_is(full: Path, tmp_path: Path) -> None:
    (tmp_path / "r1").mkdir()
    assert "exists already" in refused(full, tmp_path / "r1")
    assert list((tmp_path / "r1").iterdir()) == []


def test_a_ledger_of_other_data_is_refused(full: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "sft-data" / "ledger.json"
    ledger.write_text("{}")
    assert "not the one" in refused(full, tmp_path / "r1")
    ledger.unlink()
    assert "is not there" in refused(full, tmp_path / "r1")


def test_a_folder_without_a_finished_stage_is_refused(tiny: Path, tmp_path: Path) -> None:
    assert "has no training.json" in refused(tiny, tmp_path / "r1")
    assert "is not there" in refused(tmp_path / "nothing", tmp_path / "r1")


def test_broken_weights_are_refused_and_nothing_is_left(full: Path, tmp_path: Path) -> None:
    weights = load_file(full / "model.safetensors")
    weights["model.norm.weight"][0] = float("nan")
    save_file(weights, full / "model.safetensors", {"format": "pt"})
    assert "model.norm.weight is not all numbers" in refused(full, tmp_path / "r1")
    del weights["model.norm.weight"]
    save_file(weights, full / "model.safetensors", {"format": "pt"})
    assert "do not fit the model: ['model.norm.weight']" in refused(full, tmp_path / "r1")
    (full / "model.safetensors").unlink()
    assert "holds no weights" in refused(full, tmp_path / "r1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sft", "sft-data"]


def test_a_full_disk_leaves_nothing_and_says_so(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(source: Path, to: Path) -> None:
        to.write_bytes(source.read_bytes()[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", no_room)
    with pytest.raises(DiskFull, match="no room for"):
        release.make(full, tmp_path / "r1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sft", "sft-data"]


def test_what_a_killed_run_left_is_cleared(full: Path, tmp_path: Path) -> None:
    (tmp_path / "r1.half" / "ledgers").mkdir(parents=True)
    (tmp_path / "r1.half" / "model.safetensors").write_bytes(b"half")
    release.make(full, tmp_path / "r1")
    assert manifest.check(tmp_path / "r1")["name"] == "r1"
    assert not (tmp_path / "r1.half").exists()


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    (tmp_path / "r1.half").mkdir()
    other = os.open(tmp_path / "r1.half", os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with (
        pytest.raises(ReleaseError, match="another process is writing"),
        folders.whole(tmp_path / "r1"),
    ):
        pytest.fail("the folder is another's")
    assert (tmp_path / "r1.half").is_dir()
    os.close(other)


def test_a_check_names_everything_that_is_not_as_it_was(full: Path, tmp_path: Path) -> None:
    out = tmp_path / "r1"
    release.make(full, out)
    assert len(manifest.check(out)["files"]) == len(list(out.rglob("*.*"))) - 1
    with (out / "model.safetensors").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"\x7f")
    (out / "config.json").unlink()
    (out / "more.txt").write_text("more")
    with pytest.raises(ReleaseError) as caught:
        manifest.check(out)
    assert str(caught.value).splitlines()[1:] == [
        "- config.json is missing",
        "- more.txt is not listed",
        "- model.safetensors has other bytes",
    ]


def test_the_same_training_and_the_same_hour_give_the_same_bytes(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert release.make(full, tmp_path / "r1")["created"] == "2026-11-21T00:00:00+00:00"
    release.make(full, tmp_path / "r2", name="r1")
    one, other = ((tmp_path / name / "release.json").read_bytes() for name in ("r1", "r2"))
    assert one == other


def test_the_command_makes_and_checks_and_ends_with_the_reason(full: Path, tmp_path: Path) -> None:
    def run(*arguments: Any) -> Any:
        return CliRunner().invoke(release.command, [str(each) for each in arguments])

    made = run(full, tmp_path / "r1")
    assert made.exit_code == 0, made.stderr
    assert made.stdout.startswith(f"{tmp_path / 'r1'}: full, ")
    assert run("--check", tmp_path / "r1").exit_code == 0
    again = run(full, tmp_path / "r1")
    assert again.exit_code == 2
    assert again.stderr.endswith("exists already: name another folder, or move that one away\n")
    (tmp_path / "r1" / "config.json").unlink()
    checked = run("--check", tmp_path / "r1")
    assert (checked.exit_code, checked.stdout) == (2, "")
    assert "config.json is missing" in checked.stderr
    assert "name the folder to write" in run(full).stderr
