"""Asking twice, and asking nothing twice over."""

from pathlib import Path

import pytest

from tests.train.curate.documents import documents
from tests.train.curate.fake_scorer import FakeScorer
from train.curate import labels
from train.curate.labels import document
from train.curate.prompts import DOMAIN, QUALITY
from train.errors import EndpointError
from train.scoring.remembered import TOGETHER

DOCUMENTS = [document(row, 2000) for row in documents(4 * TOGETHER) if row["lang"] == "zh"][
    : TOGETHER + 20
]


def test_a_document_is_put_twice_in_other_words_with_the_answers_turned() -> None:
    scorer = FakeScorer(says=lambda text: "A")
    found = labels.ask_twice(scorer, DOCUMENTS[:2], DOMAIN)
    assert found == [("medical", "general")] * 2
    assert len(set(scorer.asked)) == 4
    assert all(DOCUMENTS[0].text in text for text in scorer.asked[::2])


@pytest.mark.parametrize("questions", [DOMAIN, QUALITY])
def test_both_languages_can_give_every_answer(questions: tuple[labels.Question, ...]) -> None:
    for question in questions:
        assert set(question.ask) == {"zh", "en"}
        for lang, text in question.ask.items():
            assert text.count("{text}") == 1
            shown = question.means if "A" in question.means else ("0", "6")
            assert all(answer in text for answer in shown), lang


def test_a_killed_run_asks_only_for_the_rest(tmp_path: Path) -> None:
    def breaks_late(text: str) -> str:
        if len(scorer.asked) > len(DOCUMENTS) + TOGETHER:
            raise EndpointError("gone")
        return "A"

    scorer = FakeScorer(says=breaks_late)
    with pytest.raises(EndpointError):
        labels.ask_twice(scorer, DOCUMENTS, DOMAIN, tmp_path)
    with (tmp_path / "labels.jsonl").open("a") as file:
        file.write('{"half a li')
    healthy = FakeScorer(says=lambda text: "A")
    found = labels.ask_twice(healthy, DOCUMENTS, DOMAIN, tmp_path)
    assert found == [("medical", "general")] * len(DOCUMENTS)
    assert len(healthy.asked) == 20
    assert labels.ask_twice(FakeScorer(), DOCUMENTS, DOMAIN, tmp_path) == found


def test_a_larger_sample_asks_only_for_what_is_new_and_another_scorer_for_all(
    tmp_path: Path,
) -> None:
    scorer = FakeScorer(says=lambda text: "A")
    labels.ask_twice(scorer, DOCUMENTS[:3], DOMAIN, tmp_path)
    labels.ask_twice(scorer, DOCUMENTS[:4], DOMAIN, tmp_path)
    assert len(scorer.asked) == 2 * 4
    other = FakeScorer(says=lambda text: "B", name="other")
    assert labels.ask_twice(other, DOCUMENTS[:1], DOMAIN, tmp_path) == [("general", "medical")]


def test_the_sample_does_not_depend_on_the_order() -> None:
    found = documents(200)
    chosen = labels.sample(iter(found), 40, 2000, seed=1)
    assert labels.sample(iter(found[::-1]), 40, 2000, seed=1) == chosen
    assert labels.sample(iter(found), 40, 2000, seed=2) != chosen
    assert [one.lang for one in chosen].count("zh") == 20
