"""The ledger's sums, its check, and the differences it finds."""

from typing import Any

import pytest

from train.errors import DataError
from train.pipeline import ledger


def border(sha256: str, **by_source: int) -> dict[str, Any]:
    return {"by_source": by_source, "sha256": sha256}


def entry(came: int, left: int, **dropped: int) -> ledger.Entry:
    return ledger.entry("rules", [border("x", a=came)], [border("y", a=left)], [dropped])


def test_a_step_is_summed_over_its_shards() -> None:
    before, after = [border("1", a=3), border("2", a=1, b=4)], [border("3", a=3), border("4", b=2)]
    step = ledger.entry("rules", before, after, [{}, {"too_short": 2, "advertising": 1}])
    assert (step["in"], step["out"]) == (8, 5)
    assert step["dropped"] == {"advertising": 1, "too_short": 2}
    assert step["by_source"] == {"a": {"in": 4, "out": 3}, "b": {"in": 4, "out": 2}}


def test_hashes_are_of_the_shards_in_their_order() -> None:
    one, two = border("1", a=1), border("2", a=1)
    forth = ledger.entry("rules", [one, two], [one, two], [])
    back = ledger.entry("rules", [one, two], [two, one], [])
    assert forth["input_sha256"] == forth["output_sha256"] != back["output_sha256"]


def test_two_in_a_hundred_may_vanish_and_no_more() -> None:
    ledger.check([entry(100, 88, too_short=10)])
    with pytest.raises(DataError, match="3 unexplained"):
        ledger.check([entry(100, 87, too_short=10)])


def test_rows_out_of_nothing_are_unexplained_too() -> None:
    with pytest.raises(DataError, match="-5 unexplained"):
        ledger.check([entry(100, 105)])


def test_the_step_that_emptied_the_data_is_named_with_its_reasons() -> None:
    with pytest.raises(DataError, match=r"'rules' left none of 1,200 rows: too_short 1,200"):
        ledger.check([entry(1200, 0, too_short=1200)])


PLAN = {
    "recipe": "r1",
    "stage": "sft",
    "seed": 42,
    "held_out": 0.1,
    "shard_rows": 10,
    "pairs": {},
    "sources": {"a": {"path": "a.jsonl", "sha256": "s1"}},
    "steps": [{"step": "rules", "settings": {"min_chars": 8}, "files": {}}],
}


def test_a_ledger_is_no_different_from_its_own_plan() -> None:
    steps = [{**entry(1, 1), "step": "read"}, {**entry(1, 1), **PLAN["steps"][0]}]
    told = ledger.finished(PLAN, {"a": {"rows": 1, "lang": {"zh": 1}}}, steps, {})
    assert ledger.differences(told, PLAN) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": 43}, "seed was 42, is 43"),
        ({"sources": {"a": {"path": "a.jsonl", "sha256": "s2"}}}, "source 'a': sha256 was 's1'"),
        ({"sources": {}}, "source 'a' is gone"),
        ({"steps": [{"step": "rules", "settings": {}, "files": {}}]}, "step 'rules': settings"),
        ({"steps": []}, "steps were rules, are none"),
        ({"recipe": "r2"}, "what does not touch the data"),
    ],
)
def test_what_differs_is_named(change: dict[str, Any], told: str) -> None:
    [found] = ledger.differences(PLAN, {**PLAN, **change})
    assert told in found
