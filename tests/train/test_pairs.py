"""Mixing pairs: the ratio is kept, nothing is doubled, every row becomes a pair or a reason."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train import pairs
from train.errors import DataError, RecipeError
from train.rows import Row


def question(number: int, **more: Any) -> Row:
    return {
        **{"id": f"q-{number}", "source": "exam", "lang": "en", "answer": "B"},
        "question": f"Which vitamin is number {number}?",
        "options": {"A": "vitamin A", "B": "vitamin B", "C": "vitamin C"},
        **more,
    }


def preference(number: int, **more: Any) -> Row:
    return {
        **{"id": f"p-{number}", "source": "doctors", "lang": "zh"},
        "prompt": [{"role": "user", "content": f"第{number}位病人发热怎么办？"}],
        "chosen": [{"role": "assistant", "content": "多喝水，三天不退请就医。"}],
        "rejected": [{"role": "assistant", "content": "没事。"}],
        **more,
    }


def mixed(rows: list[Row], seed: int = 1, **given_settings: Any) -> tuple[list[Row], pairs.Mixture]:
    mixture = pairs.mix(iter(rows), given_settings, seed)
    return list(mixture), mixture


def questions(count: int) -> list[Row]:
    return [question(number) for number in range(count)]


def preferences(count: int, **more: Any) -> list[Row]:
    return [preference(number, **more) for number in range(count)]


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 9), st.integers(1, 9))
def test_the_ratio_is_kept_and_as_much_as_there_is_used(
    subjective: int, objective: int, share: int, other: int
) -> None:
    found, mixture = mixed(
        preferences(subjective) + questions(objective),
        ratio={"subjective": share, "objective": other},
    )
    kept = Counter(pair.get("kind", "subjective") for pair in found)
    scale = min(subjective / share, objective / other)
    assert kept["subjective"] == int(scale * share + 1e-9)
    assert kept["objective"] == int(scale * other + 1e-9)
    assert len({(pair["source"], pair["id"]) for pair in found}) == len(found)
    assert len(found) + sum(mixture.dropped.values()) == subjective + objective


def test_aquila_meds_numbers_come_out_exactly() -> None:
    found, mixture = mixed(
        preferences(9100) + questions(4000),
        ratio={"subjective": 9019, "objective": 3708},
        max=12727,
    )
    assert len(found) == 12727
    assert mixture.report()["kept"] == {"subjective": 9019, "objective": 3708}
    assert mixture.dropped == {"subjective_beyond_the_ratio": 81, "objective_beyond_the_ratio": 292}


def test_without_a_ratio_all_pairs_stay() -> None:
    found, mixture = mixed(preferences(5) + questions(3))
    assert len(found) == 8
    assert not mixture.dropped
    assert mixture.report() == {
        **{"made": {"objective": 3, "subjective": 5}, "weight": 8.0},
        "kept": {"subjective": 5, "objective": 3},
    }


def test_which_pairs_stay_does_not_depend_on_their_order_but_on_the_seed() -> None:
    rows = preferences(30) + questions(30)
    one, _ = mixed(rows, max=20)
    turned, _ = mixed(rows[::-1], max=20)
    other, _ = mixed(rows, seed=2, max=20)
    assert [pair["id"] for pair in turned] == [pair["id"] for pair in one][::-1]
    assert {pair["id"] for pair in other} != {pair["id"] for pair in one}


def test_a_clinicians_pair_is_kept_as_it_is() -> None:
    exported = preferences(2, weight=0.5, judges=3, agreement=0.75, kind="comparison", harm="none")
    found, mixture = mixed(exported)
    assert found == exported
    assert mixture.report()["kept"] == {"clinician": 2}
    assert mixture.report()["weight"] == 1.0


def test_clinicians_pairs_are_subjective_where_the_ratio_does_not_name_them() -> None:
    exported = [preference(number, judges=1) for number in range(10, 14)]
    rows = preferences(4) + exported + questions(4)
    found, _ = mixed(rows, ratio={"subjective": 2, "objective": 1})
    assert len(found) == 4 + 8
    found, mixture = mixed(rows, ratio={"clinician": 1, "objective": 1})
    assert mixture.report()["kept"] == {"clinician": 4, "objective": 4}
    assert mixture.dropped == {"subjective_beyond_the_ratio": 4}


def test_what_makes_no_pair_is_counted_by_its_reason() -> None:
    same = [{"role": "assistant", "content": " 没事。"}]
    found, mixture = mixed(
        [
            preference(0, weight=0.0),
            preference(1, chosen=same),
            preference(2, prompt=[]),
            question(0, answer="E"),
            question(1, answer="ABC"),
            {"id": "t", "source": "web", "lang": "en", "text": "Rest."},
            {"id": "d", "source": "talks", "lang": "en", "messages": []},
        ]
    )
    assert found == []
    assert mixture.dropped == {
        **{"no_weight": 1, "same_text": 1, "no_prompt": 1, "answer_is_no_option": 1},
        **{"no_wrong_option": 1, "text": 1, "no_judge_named": 1},
    }


def test_a_kind_that_the_ratio_names_and_nobody_made_is_an_error() -> None:
    with pytest.raises(DataError, match="ratio names objective pairs, and no row made one"):
        mixed(preferences(3), ratio={"subjective": 1, "objective": 1})


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ratios": {}}, "unexpected keyword argument 'ratios'"),
        ({"ratio": {"objectives": 1}}, "ratio: names some of objective, subjective, clinician"),
        ({"ratio": {}}, "ratio: names some of"),
        ({"ratio": {"objective": 0}}, "every number is above 0"),
        ({"ratio": {"objective": "1"}}, "every number is above 0"),
        ({"max": 0}, "max is 1 or more"),
        ({"objective": {"form": "letter"}}, "form is one of"),
        ({"objective": {"shape": "letter"}}, "unexpected keyword argument 'shape'"),
        ({"judged": {"share": 0}}, "share is in"),
        ({"judged": {"judge": {"endpoint": "http://x"}}}, "say which model"),
        ({"judged": {"judge": {"modell": "x"}}}, "unexpected keyword argument 'modell'"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_before_any_row(
    wrong: dict[str, Any], why: str
) -> None:
    def untouched():
        raise AssertionError("a row was read")
        yield

    with pytest.raises(RecipeError, match=why):
        pairs.mix(untouched(), wrong, 1)
