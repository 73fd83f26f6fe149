"""The sampling policy: exact chances, a random audit, estimates that come out right."""

import random
from collections import Counter

import pytest

from app.review.policy import (
    Candidate,
    closeness,
    hedged_share,
    sample,
    uncertainty,
    unsupported_share,
)

RUNS = 400


def population(count: int = 300, seed: int = 1) -> list[Candidate]:
    """Some uncertain, some where drafts disagree, some of a new specialty."""
    chance = random.Random(seed)
    return [
        Candidate(
            id=f"turn_{number:04}",
            uncertainty=chance.random() ** 3,
            disagreement=chance.random() < 0.1,
            new_specialty=chance.random() < 0.2,
        )
        for number in range(count)
    ]


def test_the_same_seed_and_candidates_give_the_same_sample():
    people = population()
    shuffled = random.Random(2).sample(people, len(people))
    assert sample(people, 30, 0.2, "a") == sample(shuffled, 30, 0.2, "a")
    assert sample(people, 30, 0.2, "a") != sample(people, 30, 0.2, "b")


@pytest.mark.parametrize("limit", [1, 30, 299, 300, 1000])
def test_a_run_takes_what_it_was_asked_for(limit: int):
    picks = sample(population(), limit, 0.2, "a")
    assert abs(len(picks) - min(limit, 300)) <= 1  # the last place is a matter of rounding
    assert len({pick.id for pick in picks}) == len(picks)


def test_each_candidate_is_taken_as_often_as_its_propensity_says():
    people = population(60)
    taken: Counter[str] = Counter()
    propensity: dict[str, float] = {}
    for run in range(4000):
        for pick in sample(people, 12, 0.25, str(run)):
            taken[pick.id] += 1
            assert propensity.setdefault(pick.id, pick.propensity) == pick.propensity
    assert len(propensity) == len(people)
    for id, chance in propensity.items():
        assert taken[id] / 4000 == pytest.approx(chance, abs=0.035)


def test_no_propensity_is_zero_and_none_exceeds_one():
    picks = [pick for run in range(50) for pick in sample(population(), 60, 0.1, str(run))]
    assert all(0.1 * 60 / 300 <= pick.propensity <= 1 for pick in picks)


def test_what_is_uncertain_is_taken_more_often():
    people = [Candidate("sure"), Candidate("unsure", uncertainty=1.0)]
    people += [Candidate(f"other_{n}", uncertainty=0.2) for n in range(20)]
    taken = Counter(pick.id for run in range(RUNS) for pick in sample(people, 4, 0.2, str(run)))
    assert taken["unsure"] > 3 * taken["sure"] > 0


def test_inverse_propensity_gives_the_mean_of_all_though_the_sample_is_biased():
    """What is wrong is wrong more often where the answer is uncertain: the plain mean misleads."""
    chance = random.Random(3)
    people = population(500)
    wrong = {each.id: float(chance.random() < 0.05 + 0.8 * each.uncertainty) for each in people}
    truth = sum(wrong.values()) / len(people)
    plain, weighted = 0.0, 0.0
    for run in range(RUNS):
        picks = sample(people, 50, 0.2, str(run))
        plain += sum(wrong[pick.id] for pick in picks) / len(picks)
        weighted += sum(wrong[pick.id] / pick.propensity for pick in picks) / len(people)
    assert plain / RUNS > truth + 0.1
    assert weighted / RUNS == pytest.approx(truth, abs=0.01)


def test_the_random_audit_is_a_plain_random_sample_of_its_share():
    people = population(100)
    audited = Counter(
        pick.id
        for run in range(2000)
        for pick in sample(people, 20, 0.25, str(run))
        if pick.reason == "random"
    )
    assert sum(audited.values()) / 2000 == pytest.approx(5, rel=0.05)
    assert len(audited) == 100
    assert max(audited.values()) < 2 * min(audited.values())


def test_harm_reports_are_always_taken_and_the_audit_goes_on():
    people = [*population(200), *(Candidate(f"harm_{n}", harm=True) for n in range(25))]
    picks = sample(people, 20, 0.2, "a")
    harm = [pick for pick in picks if pick.reason == "harm"]
    assert len(harm) == 25
    assert {pick.propensity for pick in harm} == {1.0}
    assert 3 <= len(picks) - len(harm) <= 5
    assert {pick.reason for pick in picks} == {"harm", "random"}


def test_the_reason_names_what_weighed_most():
    people = [
        Candidate("a", uncertainty=0.9),
        Candidate("b", uncertainty=0.9, disagreement=True),
        Candidate("c", new_specialty=True),
    ]
    reasons = {pick.id: pick.reason for pick in sample(people, 3, 0.000001, "a")}
    assert reasons == {"a": "uncertainty", "b": "disagreement", "c": "new_specialty"}


def test_nothing_to_take_is_nothing_taken():
    assert sample([], 10, 0.2, "a") == []


def test_unsupported_sentences_count_whole_and_uncited_ones_half():
    verdicts = [{"verdict": each} for each in ("supported", "unsupported", "uncited", "supported")]
    assert unsupported_share(verdicts) == pytest.approx(1.5 / 4)
    assert unsupported_share([]) == 0


@pytest.mark.parametrize(
    ("scores", "close"), [([1.0, 1.0], 1), ([1.0, 0.9], 0.5), ([1.0, 0.2], 0), ([1.0], 0), ([], 0)]
)
def test_a_second_passage_as_good_as_the_best_is_a_doubt(scores: list[float], close: float):
    assert closeness(scores) == pytest.approx(close)


def test_hedging_is_seen_in_both_languages():
    assert hedged_share("It may help. Take it with food.", "en") == 0.5
    assert hedged_share("可能有帮助。请随餐服用。", "zh") == 0.5
    assert hedged_share("", "zh") == 0


def test_thin_evidence_makes_an_answer_uncertain():
    cited = [{"verdict": "supported"}]
    sure = uncertainty("It helps.", "en", cited, {"status": "found", "passages": []})
    thin = uncertainty("It may help.", "en", [{"verdict": "unsupported"}], {"status": "thin"})
    assert sure == 0
    assert 0.8 < thin <= 1
