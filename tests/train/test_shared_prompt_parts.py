"""The parts of the shared-prompt layout, each against the plain thing it stands for."""
# pyright: reportMissingImports=false

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from accelerate import Accelerator
from datasets import Dataset
from torch.nn.attention.flex_attention import create_mask
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.train.shared_prompts import llama
from train.errors import DataError, DiskFull
from train.shared_prompt import attention, forward, reference
from train.shared_prompt.batch import Pair, SharedPromptCollator
from train.shared_prompt.checks import checked, mean_weight_one
from train.shared_prompt.forward import share_prompts, target_log_probs


def ids(prompt: list[int], chosen: list[int], rejected: list[int], **more: Any) -> Pair:
    return {"prompt_ids": prompt, "chosen_ids": chosen, "rejected_ids": rejected, **more}


TWO = [ids([5, 6, 7], [8, 9], [10]), ids([11], [12], [13, 14])]


def test_a_batch_is_one_sequence_without_padding() -> None:
    batch = SharedPromptCollator()(TWO)
    assert batch["input_ids"].tolist() == [[5, 6, 7, 8, 9, 10, 11, 12, 13, 14]]
    assert batch["position_ids"].tolist() == [[0, 1, 2, 3, 4, 3, 0, 1, 1, 2]]
    assert batch["spans"].tolist() == [[0, 3, 5, 6], [6, 7, 8, 10]]
    # 7 predicts both 8 and 10; 11 both 12 and 13.
    assert batch["picks"].tolist() == [2, 3, 2, 6, 6, 8]
    assert batch["targets"].tolist() == [8, 9, 10, 12, 13, 14]
    assert batch["owners"].tolist() == [0, 0, 2, 1, 3, 3]


def test_filler_comes_last_and_belongs_to_nobody() -> None:
    batch = SharedPromptCollator(multiple=16)(TWO)
    assert batch["input_ids"].shape == batch["position_ids"].shape == (1, 16)
    assert batch["input_ids"][0, 10:].tolist() == [0] * 6
    assert max(batch["picks"].tolist()) < 10


def log_probs(model: Any, pairs: list[Pair], **collate: Any) -> list[float]:
    """Of each pair's chosen response, then of each pair's rejected one."""
    batch = SharedPromptCollator(**collate)(pairs)
    names = ("input_ids", "position_ids", "spans", "picks", "targets")
    with torch.no_grad():
        tokens = model(**{name: batch[name] for name in names})
    return torch.zeros(2 * len(pairs)).index_add(0, batch["owners"], tokens).tolist()


def plainly(model: Any, prompt: list[int], response: list[int]) -> float:
    with torch.no_grad():
        logits = model(torch.tensor([prompt + response])).logits[0].log_softmax(-1)
    places = range(len(prompt) - 1, len(prompt) + len(response) - 1)
    return float(sum(logits[at, token] for at, token in zip(places, response, strict=True)))


@pytest.mark.parametrize("architecture", ["qwen3", "llama"])
def test_each_response_is_as_likely_as_alone_behind_its_prompt(
    tiny: Path, architecture: str
) -> None:
    tokenizer = AutoTokenizer.from_pretrained(tiny)
    made = (
        llama(tokenizer) if architecture == "llama" else AutoModelForCausalLM.from_pretrained(tiny)
    )
    pairs = [*TWO, ids(list(range(40, 70)), list(range(70, 85)), [90])]
    alone = [
        plainly(made, each["prompt_ids"], each[side])
        for side in ("chosen_ids", "rejected_ids")
        for each in pairs
    ]
    share_prompts(made)
    assert log_probs(made, pairs) == pytest.approx(alone, rel=1e-5)
    assert log_probs(made, pairs, multiple=128) == pytest.approx(alone, rel=1e-5)


def test_a_model_that_shares_prompts_still_does_what_it_did(tiny: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny)
    padded = {
        "input_ids": torch.tensor([[0, 0, 5, 6], [7, 8, 9, 10]]),
        "attention_mask": torch.tensor([[0, 0, 1, 1], [1, 1, 1, 1]]),
    }
    with torch.no_grad():
        before = model(**padded).logits
        share_prompts(model)
        after = model(**padded).logits
    assert torch.equal(before, after)


def test_the_block_mask_is_who_may_see_whom() -> None:
    batch = SharedPromptCollator(multiple=16)(TWO)
    found = attention.block_mask(batch["spans"], 16).mask_mod
    seen = create_mask(found, None, None, 16, 16, device="cpu")[0, 0]
    parts = ["p0", "p0", "p0", "c0", "c0", "r0", "p1", "c1", "r1", "r1"] + ["filler"] * 6

    def may(looks: str, at: str) -> bool:
        return looks[1:] == at[1:] and (looks[0], at[0]) != ("r", "c")

    for q in range(16):
        for k in range(16):
            assert bool(seen[q, k]) == (k <= q and may(parts[q], parts[k])), (q, k)


def test_logits_made_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    head = torch.nn.Linear(8, 20)
    hidden, targets = torch.randn(7, 8, requires_grad=True), torch.arange(7)
    whole = target_log_probs(head, hidden, targets)
    whole.sum().backward()
    gradient = hidden.grad.clone()  # pyright: ignore
    hidden.grad = None
    monkeypatch.setattr(forward, "LOGITS", 3 * 20)
    parts = target_log_probs(head, hidden, targets)
    parts.sum().backward()
    assert torch.allclose(whole, parts)
    assert torch.allclose(gradient, hidden.grad)  # pyright: ignore


class Scored:
    """A fake model: the log-probabilities are the row's number; remembers what it was asked."""

    def __init__(self, dies_after: int = 10**9):
        self.asked: list[int] = []
        self.left = dies_after

    def __call__(self, places: list[int]) -> list[tuple[float, float]]:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.asked += places
        return [(-float(place), -0.1 * place) for place in places]


def compute(path: Path, score: Scored) -> list[reference.Found]:
    lengths = [3, 9, 1, 7, 5]
    return reference.compute(path, lengths, 2, score, Accelerator(cpu=True), "rows", quiet=True)


def test_a_killed_reference_pass_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "reference" / "key.jsonl"
    with pytest.raises(KeyboardInterrupt):
        compute(path, Scored(dies_after=1))
    with path.open("a") as file:
        file.write("[4, -4.0")  # cut short by the kill
    rest = Scored()
    found = compute(path, rest)
    assert found == [(n, -float(n), -0.1 * n) for n in range(5)]
    assert sorted(rest.asked) == [0, 2, 4]  # 1 and 3, the longest, were done
    assert compute(path, none := Scored()) == found
    assert none.asked == []
    assert all(json.loads(line) for line in path.read_text().splitlines())


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    path = tmp_path / "key.jsonl"
    path.symlink_to("/dev/full")
    with pytest.raises(DiskFull, match=r"no room for .*key\.jsonl"):
        reference._append(path, [(0, -1.0, -2.0)])


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "key.jsonl"
    path.write_text("[0, -1.0, -2.0]\n[1, -1.0\n")
    with pytest.raises(DataError, match=r"key\.jsonl is damaged: remove it"):
        compute(path, Scored())


def test_other_tokens_have_another_hash() -> None:
    same = reference.hash_rows([TWO[0]])
    assert reference.hash_rows([dict(TWO[0])]) == same
    for other in (ids([5, 6, 7], [8, 9], [11]), ids([5, 6], [7, 8, 9], [10])):
        assert reference.hash_rows([other]) != same


def held(*pairs: Pair) -> Dataset:
    return Dataset.from_list(list(pairs))


LONG = ids([1] * 4, [2] * 3, [3] * 9)
FULL = ids([1] * 9, [2], [3])


def test_rows_beyond_the_limit_are_refused_with_the_longest() -> None:
    with pytest.raises(
        DataError, match=r"2 of 3 rows of train .* max_length 8; the longest has 13"
    ):
        checked(held(TWO[0], LONG, FULL), 8, False, "train")


def test_rows_beyond_the_limit_are_shortened_and_counted_if_the_recipe_says_so() -> None:
    kept, counts = checked(held(TWO[0], LONG, FULL), 8, True, "train")
    assert [len(row["rejected_ids"]) for row in kept] == [1, 4]
    assert [len(row["chosen_ids"]) for row in kept] == [2, 3]
    assert list(kept["length"]) == [6, 11]
    assert counts == {
        **{"rows": 3, "dropped": 1, "cut": 1},
        **{"tokens": 5 + 13 + 10, "tokens_cut": 5, "sequences": 2},
    }


def test_without_a_limit_nothing_is_too_long() -> None:
    _, counts = checked(held(LONG, FULL), None, False, "train")
    assert counts["cut"] == counts["dropped"] == 0


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        (ids([1], [], [2]), "empty prompt or response"),
        (ids([], [1], [2]), "empty prompt or response"),
        (ids([1], [2], [3], weight=-1.0), "a weight that is below 0"),
        (ids([1], [2], [3], weight=float("nan")), "a weight that is below 0"),
        (ids([1], [2], [3], weight=0.0), "all rows of train have the weight 0"),
    ],
)
def test_rows_that_say_nothing_are_refused(pair: Pair, why: str) -> None:
    with pytest.raises(DataError, match=why):
        checked(held(pair), 100, False, "train")


def test_a_row_without_a_weight_weighs_one() -> None:
    kept, _ = checked(
        held(ids([1], [2], [3], weight=None), TWO[0] | {"weight": 3.0}), 9, False, "x"
    )
    assert list(kept["weight"]) == [1.0, 3.0]
    assert list(mean_weight_one(kept)["weight"]) == [0.5, 1.5]
