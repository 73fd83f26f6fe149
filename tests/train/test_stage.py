"""What a stage leaves behind, and what it refuses before it loads a model."""
# pyright: reportMissingImports=false

import json
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.train.staging import RECIPE, Ran, dialogue, prepare, row, run
from train import rows, stage
from train.errors import CannotResume, DataError, RecipeError

LONG = "发热" * 200  # some hundred tokens: beyond every max_length here


@pytest.fixture(scope="module")
def trained(tiny: Path, tmp_path_factory) -> Ran:
    """SFT with the plain TRL keys that change a forward pass, one answer beyond max_length."""
    config = prepare(
        tmp_path_factory.mktemp("trained"),
        tiny,
        "sft",
        settings={
            "gradient_checkpointing": True,
            "neftune_noise_alpha": 5,
            "max_steps": 4,
            "save_total_limit": 1,
        },
    )
    path = config.parent / "data" / "train.jsonl"
    cut = row("sft", 1)
    cut["messages"] = [cut["messages"][0], {"role": "assistant", "content": LONG}]
    rows.write(path, [*rows.read(path), cut])
    return run(config)


def test_it_leaves_a_model_that_loads(trained: Ran) -> None:
    assert trained.code == 0, trained.log[-3000:]
    model = AutoModelForCausalLM.from_pretrained(trained.output)
    assert all(bool(weights.isfinite().all()) for weights in model.parameters())


def test_what_it_leaves_answers_with_the_cache_on(trained: Ran) -> None:
    for folder in (trained.output, trained.output / "checkpoint-4"):
        assert json.loads((folder / "config.json").read_text())["use_cache"] is True


def test_tokenizer_and_template_are_the_starting_models(trained: Ran, tiny: Path) -> None:
    for name in ("chat_template.jinja", "tokenizer.json"):
        assert (trained.output / name).read_bytes() == (tiny / name).read_bytes()
    started, ended = (AutoTokenizer.from_pretrained(folder) for folder in (tiny, trained.output))
    assert (ended.eos_token, ended.pad_token) == (started.eos_token, started.pad_token)


def test_training_json_says_what_was_learnt_from_what(trained: Ran, tiny: Path) -> None:
    told = trained.training
    data = trained.output.parent / "data"
    assert told["data_sha256"]["train.jsonl"] == rows.sha256(data / "train.jsonl")
    assert (told["model"], told["data"]) == (str(tiny), str(data))
    assert told["recipe"] == f"{trained.output.parent.name}/sft"  # its family's folder first
    assert (told["stage"], told["steps"], told["ranks"]) == ("sft", 4, 1)
    assert told["tokens_per_second"] > 0
    assert told["software"].keys() >= {"python", "torch", "trl", "transformers"}


def test_rows_that_were_cut_are_counted(trained: Ran, tiny: Path) -> None:
    counted = trained.training["rows"]["train"]
    assert (counted["rows"], counted["sequences"]) == (41, 41)
    assert (counted["cut"], counted["dropped"]) == (1, 0)
    long = list(rows.read(trained.output.parent / "data" / "train.jsonl"))[40]["messages"]
    tokens = AutoTokenizer.from_pretrained(tiny).apply_chat_template(long)["input_ids"]
    assert counted["tokens_cut"] == len(tokens) - RECIPE["max_length"] > 0


def test_each_data_set_is_evaluated_and_the_mean_is_theirs(trained: Ran) -> None:
    measured = trained.training["metrics"]
    each = [measured[f"eval_talks_{lang}_loss"] for lang in ("en", "zh")]
    assert measured["eval_loss"] == pytest.approx(sum(each) / 2)
    assert measured["eval_loss"] < trained.history[1]["loss"]


def test_one_checkpoint_stays_and_the_tables_go(trained: Ran) -> None:
    assert [path.name for path in trained.output.glob("checkpoint-*")] == ["checkpoint-4"]
    assert trained.training["best_checkpoint"] == "checkpoint-4"
    assert not (trained.output / stage.CACHE).exists()


def test_no_row_text_is_in_its_log(trained: Ran) -> None:
    assert "checkpoint-4 is whole" in trained.log
    for number in range(48):
        for message in dialogue(number):
            assert message["content"] not in trained.log
            assert json.dumps(message["content"]) not in trained.log


def test_patience_ends_a_run_that_learns_nothing(tiny: Path, tmp_path: Path) -> None:
    never = {"learning_rate": 0.0, "eval_steps": 1, "save_steps": 1, "max_steps": 20}
    config = prepare(tmp_path, tiny, "sft", settings=never, train={"early_stopping_patience": 2})
    ran = run(config)
    assert ran.code == 0, ran.log[-3000:]
    assert ran.training["steps"] == 3
    assert ran.training["best_checkpoint"] == "checkpoint-1"


def test_long_prompts_are_dropped_and_counted_where_the_recipe_says_so(
    tiny: Path, tmp_path: Path
) -> None:
    settings = {"max_steps": 1, "eval_strategy": "no", "load_best_model_at_end": False}
    config = prepare(tmp_path, tiny, "dpo", settings=settings, train={"drop_long_prompts": True})
    path = tmp_path / "data" / "train.jsonl"
    long = {**row("dpo", 0), "prompt": [{"role": "user", "content": LONG}]}
    rows.write(path, [*rows.read(path), long, long])
    ran = run(config)
    assert ran.code == 0, ran.log[-3000:]
    counted = ran.training["rows"]["train"]
    assert (counted["rows"], counted["dropped"], counted["sequences"]) == (42, 2, 40)


def test_shared_prompts_train_too(tiny: Path, tmp_path: Path) -> None:
    config = prepare(
        tmp_path, tiny, "dpo", settings={"max_steps": 2}, train={"layout": "shared_prompt"}
    )
    path = tmp_path / "data" / "train.jsonl"
    rows.write(
        path, [{**row, "weight": 0.5 + number % 2} for number, row in enumerate(rows.read(path))]
    )
    ran = run(config)
    assert ran.code == 0, ran.log[-3000:]
    assert 0 <= ran.training["metrics"]["eval_talks_zh_rewards/accuracies"] <= 1


# Refusals --------------------------------------------------------------------------------------


def refused(config: Path, error: type[Exception], match: str, *overrides: str) -> None:
    """With such an error, and before a model is loaded."""
    method = "dpo" if config.stem == "dpo" else "sft"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "build", lambda *_: pytest.fail("a model is loaded"))
        with pytest.raises(error, match=match):
            stage.train(method, config, list(overrides))
    assert not list((config.parent / "out").glob("checkpoint-*"))


def test_an_unknown_key_is_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft", settings={"learning_rat": 1e-4})
    refused(config, RecipeError, "learning_rat.*learning_rate")
    refused(prepare(tmp_path, tiny, "sft"), RecipeError, "--max_step", "--max_step", "3")


def test_a_value_trl_cannot_take_is_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft", settings={"eval_strategy": "sometimes"})
    refused(config, RecipeError, "sometimes")


def test_a_recipe_of_the_other_method_is_refused(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="recipe for `dpo`"):
        stage.train("sft", prepare(tmp_path, tiny, "dpo"), [])


def test_a_batch_that_is_not_the_recipes_is_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft", train={"global_batch": 128})
    refused(config, RecipeError, r"1 ranks x 4 rows x 2 accumulated = 8, but .* 128")


def test_a_model_that_is_not_there_is_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft")
    refused(config, RecipeError, "no model to start from", "--model_name_or_path", str(tmp_path))


def test_rows_that_are_not_there_are_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft")
    test = tmp_path / "data" / "test.jsonl"
    test.write_text("")
    refused(config, DataError, "test.jsonl has no row")
    test.unlink()
    refused(config, DataError, "test.jsonl is not there")


@pytest.mark.parametrize(
    ("kind", "change", "match"),
    [
        ("sft", {"messages": None}, "row 41 has no 'messages'; 1 of 41 rows have none"),
        ("sft", {"messages": "发热"}, "row 41: 'messages' is not a list of messages"),
        ("sft", {"source": None}, "row 41 has no 'source'"),
        ("dpo", {"chosen": None}, "row 41 has no 'chosen'"),
        ("dpo", {"weight": 0.5}, "1 of 41 rows have a weight other than 1.*shared_prompt"),
        ("dpo", {"prompt": [{"role": "user", "content": LONG}]}, "1 of 41 prompts fill max_length"),
        (
            "sft",
            {
                "messages": [
                    {"role": "user", "content": LONG},
                    {"role": "assistant", "content": "Go."},
                ]
            },
            "1 of 41 prompts fill max_length 128 alone, the longest has [0-9]+ tokens",
        ),
    ],
)
def test_a_row_that_cannot_be_trained_on_is_refused(
    kind: str, change: dict[str, Any], match: str, tiny: Path, tmp_path: Path
) -> None:
    config = prepare(tmp_path, tiny, kind)
    path = tmp_path / "data" / "train.jsonl"
    rows.write(path, [*rows.read(path), {**row(kind, 40), **change}])
    refused(config, DataError, match)


def test_rows_of_another_stage_are_refused(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "dpo")
    rows.write(tmp_path / "data" / "train.jsonl", [row("sft", 1)])
    refused(config, DataError, "no field 'prompt'.*dpo reads prompt, chosen, rejected")


def test_a_broken_line_is_named(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft")
    path = tmp_path / "data" / "train.jsonl"
    path.write_text(path.read_text() + "{发热\n")
    refused(config, DataError, "train.jsonl, line 41 is not JSON")


def test_a_path_to_resume_from_must_be_the_newest(tiny: Path, tmp_path: Path) -> None:
    config = prepare(tmp_path, tiny, "sft")
    refused(config, CannotResume, "newest whole", "--resume_from_checkpoint", "out/checkpoint-2")


def test_a_rank_that_srun_started_knows_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"SLURM_PROCID": "5", "SLURM_LOCALID": "1", "SLURM_NTASKS": "8", "MASTER_ADDR": "host"}
    monkeypatch.setattr(stage.os, "environ", said)
    stage._name_the_rank(deepspeed=True)
    assert {name: said[name] for name in ("RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR")} == {
        "RANK": "5",
        "LOCAL_RANK": "1",
        "WORLD_SIZE": "8",
        "MASTER_ADDR": "host",
    }
