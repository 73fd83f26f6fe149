"""Context Relevance: papers.md 1.4, eqs. 1-3, and what its table asks of any implementation."""
# pyright: reportMissingImports=false

from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.train.curate.fake_scorer import KNOWN, NEW, Fake, FakeScorer
from train.curate import relevance
from train.errors import DataError, EndpointError, RecipeError
from train.rows import Row

FEVER = ["发热三天怎么办？", "多喝水，体温超过三十八度五就吃退烧药。"]
MORE = ["孩子两岁，吃多少？", "按体重算退烧药，超过三十八度五再吃。"]
RASH = ["I have a rash.", "Does it itch, and since when?"]
COFFEE = ["May I drink coffee?", "Yes, in the morning."]


def dialogue(*pairs: list[str], system: str = "") -> Row:
    messages = [{"role": "system", "content": system}] if system else []
    for asked, answered in pairs:
        messages += [{"role": "user", "content": asked}]
        messages += [{"role": "assistant", "content": answered}]
    return {"id": "1", "source": "test", "lang": "zh", "messages": messages}


@pytest.fixture
def copier(tiny: Path) -> FakeScorer:
    return FakeScorer(AutoTokenizer.from_pretrained(tiny))


def by(scorer: FakeScorer, **settings: Any) -> relevance.Relevance:
    return replace(relevance.make(**settings), who=Fake(scorer))


def mean(step: relevance.Relevance, *pairs: list[str]) -> float:
    [row] = step.score([dialogue(*pairs)])
    return row["scores"]["relevance_mean"]


def test_the_value_is_the_ratio_of_two_means_over_the_same_tokens(copier: FakeScorer) -> None:
    [row] = by(copier).score([dialogue(FEVER, MORE)])
    (given, direct), tokens = copier.sequences, copier.tokenizer
    assert given[0][given[1] :] == direct[0][direct[1] :]
    assert tokens.decode(direct[0][direct[1] :]) == MORE[1] + "<|im_end|>"
    assert tokens.decode(given[0]).startswith("<|im_start|>user\n发热")
    assert tokens.decode(direct[0]).startswith("<|im_start|>user\n孩子")
    loss = [-fmean(values) for values in copier.logprobs([given, direct])]
    assert row["scores"]["relevance"] == [round(loss[0] / loss[1], 6)]


def test_the_literal_mode_scores_the_whole_turn_but_its_opening_mark(copier: FakeScorer) -> None:
    by(copier, scored="turn").score([dialogue(FEVER, MORE)])
    for ids, start in copier.sequences:
        rest = f"user\n{MORE[0]}<|im_end|>\n<|im_start|>assistant\n{MORE[1]}<|im_end|>"
        assert copier.tokenizer.decode(ids[start:]) == rest


def test_a_repeated_turn_scores_far_below_one_and_another_dialogue_s_history_above_its_own(
    copier: FakeScorer,
) -> None:
    step = by(copier)
    repeated, own = mean(step, FEVER, FEVER), mean(step, FEVER, MORE)
    assert KNOWN / NEW <= repeated < 0.6
    assert repeated < own < mean(step, COFFEE, MORE) <= 1


def test_the_first_turn_has_no_value_and_every_later_one_its_own(copier: FakeScorer) -> None:
    three, one = by(copier).score([dialogue(FEVER, MORE, RASH), dialogue(FEVER)])
    values = three["scores"]["relevance"]
    assert len(values) == 2
    assert three["scores"]["relevance_mean"] == pytest.approx(fmean(values), abs=1e-6)
    assert one["scores"] == {"relevance": [], "relevance_mean": None}


def test_a_system_message_is_no_history(copier: FakeScorer) -> None:
    by(copier).score([dialogue(FEVER, MORE, system="你是医生。")])
    for ids, _ in copier.sequences:
        assert copier.tokenizer.decode(ids).startswith("<|im_start|>system\n你是医生。")


def test_a_history_too_long_loses_its_oldest_turns(copier: FakeScorer) -> None:
    long = ["很久以前的事" * 30, "哦" * 30]
    step = by(copier, max_length=128)
    step.score([dialogue(long, FEVER, MORE)])
    ids, _ = copier.sequences[-2]
    assert copier.tokenizer.decode(ids).startswith(f"<|im_start|>user\n{FEVER[0]}")
    [row] = step.score([dialogue(long, MORE)])
    assert row["scores"] == {"relevance": [None], "relevance_mean": None}


def test_an_answer_too_long_is_cut_alike_in_both_passes(copier: FakeScorer) -> None:
    by(copier, max_length=256).score([dialogue(FEVER, ["然后呢？", "休息 rest " * 100])])
    (given, direct) = copier.sequences
    assert len(given[0]) - given[1] == len(direct[0]) - direct[1] == 128


def test_a_doctor_who_opens_is_history_and_a_last_question_is_no_turn(copier: FakeScorer) -> None:
    row = dialogue(FEVER)
    row["messages"].insert(0, {"role": "assistant", "content": "您好"})
    row["messages"].append({"role": "user", "content": "谢谢"})
    [scored] = by(copier).score([row])
    assert len(scored["scores"]["relevance"]) == 1


def test_other_rows_pass_as_they_are(copier: FakeScorer) -> None:
    text = {"id": "1", "source": "s", "lang": "zh", "text": "发热"}
    assert by(copier).score([text]) == [text]


@pytest.mark.parametrize("scored", ["assistant", "turn"])
def test_a_template_that_begins_with_a_message_of_its_own_keeps_it_in_both_passes(
    copier: FakeScorer, scored: str
) -> None:
    preamble = "<|im_start|>system\nHelp.<|im_end|>\n"
    copier.tokenizer.chat_template = f"{{{{ {preamble!r} }}}}" + copier.tokenizer.chat_template
    by(copier, scored=scored).score([dialogue(FEVER, MORE)])
    for ids, _ in copier.sequences:
        assert copier.tokenizer.decode(ids).startswith(preamble)


def test_one_pass_reads_every_history_of_a_dialogue(copier: FakeScorer) -> None:
    by(copier).score([dialogue(FEVER, MORE, RASH, COFFEE)])
    assert len(copier.sequences) == 1 + 3


def test_a_template_that_thinks_in_the_last_answer_only_needs_a_pass_for_every_turn(
    copier: FakeScorer,
) -> None:
    said = "message.content + '<|im_end|>' }}{% end"
    thinks = "('<think></think>' if loop.last else '') + " + said
    copier.tokenizer.chat_template = copier.tokenizer.chat_template.replace(said, thinks, 1)
    by(copier).score([dialogue(FEVER, MORE, RASH)])
    assert len(copier.sequences) == 4
    for (ids, start), (alone, first) in zip(
        copier.sequences[::2], copier.sequences[1::2], strict=True
    ):
        assert ids[start:] == alone[first:]
        assert copier.tokenizer.decode(ids).count("<think>") == 1


def test_a_template_that_rewrites_the_question_once_it_is_answered_is_refused(
    copier: FakeScorer,
) -> None:
    copier.tokenizer.chat_template = "{{ messages | length }}" + copier.tokenizer.chat_template
    with pytest.raises(DataError, match="test/1: the chat template"):
        by(copier).score([dialogue(FEVER, MORE)])


def test_a_batch_by_transformers_equals_one_pass_at_a_time(tiny: Path) -> None:
    step = relevance.make(model=str(tiny))
    found = step.score([dialogue(FEVER, MORE, RASH), dialogue(RASH, COFFEE)])
    model, tokenizer = (kind.from_pretrained(tiny) for kind in LOADERS)
    for row in found:
        said = row["messages"]
        for turn, value in enumerate(row["scores"]["relevance"], 1):
            pair = said[2 * turn : 2 * turn + 2]
            wanted = nll(model, tokenizer, said[: 2 * turn], pair) / nll(model, tokenizer, [], pair)
            assert value == pytest.approx(wanted, rel=1e-5)


LOADERS = (AutoModelForCausalLM, AutoTokenizer)


def nll(model: Any, tokenizer: Any, history: list[Any], pair: list[Any]) -> float:
    """Of the answer, by the labels of a language model's own loss."""
    asked = tokenizer.apply_chat_template(
        [*history, pair[0]], tokenize=False, add_generation_prompt=True
    )
    before, answer = tokenizer(asked)["input_ids"], tokenizer(pair[1]["content"] + "<|im_end|>")
    ids = torch.tensor([before + answer["input_ids"]])
    labels = ids.clone()
    labels[:, : len(before)] = -100
    with torch.inference_mode():
        return model(input_ids=ids, labels=labels).loss.item()


def test_without_a_scorer_a_stand_in_scores_alike_in_every_batch() -> None:
    rows = [dialogue(FEVER, MORE, RASH), dialogue(RASH, COFFEE), dialogue(FEVER, FEVER)]
    step = relevance.make()
    assert step.scorer == "stand-in scorer"
    assert step.score(rows) == [row for one in rows for row in step.score([one])]


def test_a_server_with_too_short_a_context_is_refused(copier: FakeScorer) -> None:
    copier.__dict__["context"] = 2048
    with pytest.raises(EndpointError, match="2048 and one token more"):
        by(copier).score([dialogue(FEVER, MORE)])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"scored": "both"}, "'assistant' or 'turn'"),
        ({"max_length": 8}, "no room"),
        ({"endpoint": "http://h/v1", "model": "m"}, "tokenizer: FOLDER"),
        ({"endpoint": "http://h/v1", "tokenizer": "t"}, "model: NAME"),
        ({"endpoint": "h:80", "model": "m", "tokenizer": "t"}, "no URL"),
        ({"model": "no/such/folder"}, "config.json"),
        ({"key_env": "KEY"}, "belong to an `endpoint: URL`"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        relevance.make(**settings)
