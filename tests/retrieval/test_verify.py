"""Sentences are supported only by passages that hold their numbers, units and drugs."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import Passage
from retrieval.drug_names import drugs_in
from retrieval.quantities import claims, statements
from retrieval.verify import verify

Make = Callable[..., Passage]


@pytest.fixture
def sources(passage: Make) -> dict[int, Passage]:
    return {
        1: passage("Start with 0.5 g twice daily with food; at most 2,000 mg a day."),
        2: passage("体温超过38.5℃时可使用布洛芬，每次5–10毫克/千克。", title="儿童发热"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Metformin starts at 500 mg twice a day [1].",
        "二甲双胍起始５００毫克，每日两次。[1]",
        "The maximum of metformin is 2 g [1].",
        "Ibuprofen may be used above 38.5 °C [2].",
        "布洛芬每次5~10 mg/kg[2]。",
        "每次10毫克每千克【2】。",
        "Metformin and ibuprofen are different drugs [1, 2].",
        "1. 与食物同服[1]。",
        "Take it once with food [1].",
        "Vitamin B12 can be low [1].",
    ],
)
def test_what_a_cited_passage_states_is_supported(
    sentence: str, sources: dict[int, Passage]
) -> None:
    [verdict] = verify(sentence, sources)
    assert (verdict.verdict, verdict.missing) == ("supported", ())


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Metformin starts at 850 mg [1].", "850 mg"),
        ("Metformin starts at 500 µg [1].", "500 μg"),
        ("二甲双胍每日三次[1]。", "3次"),
        ("Above 38.5 °C it helps [1].", "38.5 °C"),
        ("Ibuprofen is taken with food [1].", "ibuprofen"),
        ("扑热息痛也可以用[2]。", "paracetamol"),
        ("布洛芬每次10毫克[2]。", "10毫克"),
        ("It is so [7].", "[7]"),
    ],
)
def test_what_no_cited_passage_states_is_named(
    sentence: str, missing: str, sources: dict[int, Passage]
) -> None:
    [verdict] = verify(sentence, sources)
    assert (verdict.verdict, verdict.missing) == ("unsupported", (missing,))


def test_each_sentence_answers_for_its_own_citations(sources: dict[int, Passage]) -> None:
    answer = "根据资料：\n二甲双胍起始500毫克。[1] 发热用布洛芬[1]。请咨询医生。"
    verdicts = verify(answer, sources)
    assert [answer[v.start : v.end] for v in verdicts] == [
        *("根据资料：", "二甲双胍起始500毫克。[1]", "发热用布洛芬[1]。", "请咨询医生。")
    ]
    assert [v.verdict for v in verdicts] == ["uncited", "supported", "unsupported", "uncited"]


def test_a_verdict_is_recorded_as_plain_values(sources: dict[int, Passage]) -> None:
    [verdict] = verify("Take 9 g [1][2].", sources)
    assert verdict.record() == {
        "start": 0,
        "end": 16,
        "verdict": "unsupported",
        "cited": [1, 2],
        "missing": ["9 g"],
    }


@given(st.text() | st.text(alphabet="1234567890.[],，-mg克每/ 一十两次度%B", max_size=60))
def test_no_answer_makes_it_fail(answer: str) -> None:
    source = Passage("1", "d", 0, answer[::-1], "", 0, 1, "T", "s")
    for verdict in verify(answer, {1: source}):
        assert answer[verdict.start : verdict.end].strip()


@given(st.text(alphabet="1234567890. 毫克mgkglL/次每日-–至度%°C", max_size=60))
def test_a_passage_supports_its_own_quotation(text: str) -> None:
    assert all(statements([text]).hold(claim) for claim in claims(text))


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        *(("1,000 mg", 1000, "mass"), ("1 kg", 1_000_000, "mass"), ("20 mcg", "0.02", "mass")),
        *(("二十五岁", 300, "months"), ("十二小时", 720, "time"), ("twice", 2, "times")),
        *(("three days", 4320, "time"), ("10％", 10, "percent"), ("130 mmHg", 130, "mmhg")),
        *(("7 mmol/L", "0.007", "molar/volume"), ("5 mg per day", 5, "mass"), ("eGFR<30", 30, "")),
    ],
)
def test_quantities_are_read_into_one_unit(text: str, value: int | str, dimension: str) -> None:
    [quantity] = claims(text)
    assert (quantity.value, quantity.dimension) == (Decimal(value), dimension)


@pytest.mark.parametrize("text", ["vitamin B12", "COVID-19", "T4", "HbA1c", "one day", "一次性"])
def test_numbers_that_belong_to_names_or_idioms_claim_nothing(text: str) -> None:
    assert claims(text) == []


def test_drugs_are_the_same_in_both_languages_and_spellings() -> None:
    assert drugs_in("二甲双胍") == drugs_in("Metformin") == {"metformin"}
    assert drugs_in("扑热息痛, Acetaminophen") == {"paracetamol"}
    assert drugs_in("泼尼松龙") == {"prednisolone"}
    assert drugs_in("insulinoma") == frozenset()
    assert drugs_in("Take metformin和布洛芬。") == {"metformin", "ibuprofen"}
