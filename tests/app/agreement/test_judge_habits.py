"""Drift, side and length bias and haste are found in whom they were put, and in nobody else."""

import random
from collections import Counter

import pytest

from app.agreement.dawid_skene import consensus
from app.agreement.judge_habits import Choice, Leanings, Share, drift, drifts, leanings, pace, share
from tests.app.agreement.panel import WINNERS, Clinician, Sitting, items, panel, sit

SEEDS = range(5)


def sitting(seed: int, clinicians: list[Clinician] | None = None) -> Sitting:
    return sit(clinicians or panel(seed), items(200, seed))


def bounds(found: Share | None) -> tuple[float, float]:
    assert found is not None
    return found.low, found.high


def test_the_interval_of_a_share_is_wilsons() -> None:
    # 8 of 10, z = 1.96: centre (0.8 + 0.192) / 1.384, half 1.96 * sqrt(0.016 + 0.0096) / 1.384.
    assert bounds(share(8, 10)) == pytest.approx((0.490, 0.943), abs=0.001)
    assert bounds(share(0, 10)) == pytest.approx((0, 0.278), abs=0.001)
    assert share(0, 0) is None


def test_drift_is_flagged_for_who_drifts_and_hardly_ever_for_others() -> None:
    flagged: Counter[str] = Counter()
    for seed in range(20):
        found = drifts(consensus(sitting(seed).votes(), WINNERS))
        flagged.update(judge for judge, each in found.items() if each.flagged)
    assert flagged["Grace Obi"] >= 19
    assert flagged.total() - flagged["Grace Obi"] <= 2


def test_the_windows_show_the_fall() -> None:
    found = drifts(consensus(sitting(0).votes(), WINNERS))
    assert [judge for judge, each in found.items() if each.flagged] == ["Grace Obi"]
    grace = found["Grace Obi"]
    assert grace.fall > 0.3
    assert len(grace.windows) == 8
    assert grace.windows[0].low > grace.windows[-1].high


def test_a_steady_panel_is_seldom_flagged() -> None:
    flagged = 0
    for seed in range(10):
        steady = [Clinician(f"judge {skill}", skill, seed=seed) for skill in (0.95, 0.85, 0.75)]
        found = drifts(consensus(sitting(seed, steady).votes(), WINNERS))
        flagged += sum(each.flagged for each in found.values())
    assert flagged <= 2  # of 30 tests at p < 0.01


def test_gold_items_tell_which_of_two_judges_drifts() -> None:
    def flagged(gold: dict[str, str]) -> list[str]:
        found = drifts(consensus(given.votes(), WINNERS, gold))
        return [judge for judge, each in found.items() if each.flagged]

    over = items(200, 6)
    two = [Clinician("Lin Yue", seed=6), Clinician("Grace Obi", 0.95, tired=0.3, seed=6)]
    given = sit(two, over)
    assert flagged({}) == ["Grace Obi", "Lin Yue"]
    assert flagged({item.id: item.truth for item in over[::2]}) == ["Grace Obi"]


def test_a_fall_is_measured_from_the_first_judgement_to_the_last() -> None:
    found = drift([True] * 50 + [False] * 50)
    assert found.fall == pytest.approx(1.5, abs=0.02)  # the line through a step overshoots it
    assert [each.value for each in found.windows] == [1, 1, 0, 0]
    assert found.p < 1e-6


def test_improving_steadiness_and_a_short_record_are_no_drift() -> None:
    improving = drift([False] * 50 + [True] * 50)
    assert (improving.flagged, improving.p > 0.99, improving.fall < 0) == (False, True, True)
    assert drift([True] * 100).p == 1
    assert not drift([True] * 10 + [False] * 10).flagged
    assert drift([]).windows == []


@pytest.mark.parametrize("seed", SEEDS)
def test_side_bias_is_flagged_for_who_leans_and_for_nobody_else(seed: int) -> None:
    given = sitting(seed)
    left = {judge: leanings(given.choices(judge)).left for judge in given.verdicts}
    assert [judge for judge, each in left.items() if each and each.flagged] == ["Tomas Reyes"]
    low, high = bounds(left["Tomas Reyes"])
    assert low < 0.5 + 0.35 / 2 < high + 0.05


def leaning(length_bias: float, *, longer_is_better: bool = False) -> Leanings:
    """Of a clinician who knows the truth, which the others found too."""
    over = items(200, 8)
    if longer_is_better:
        chance = random.Random(8)
        over = [
            item for item in over if chance.random() < 0.1 or _longer(item.lengths) == item.truth
        ]
    given = sit([Clinician("Sara Lund", 0.9, length_bias=length_bias, seed=8)], over)
    return leanings(given.choices("Sara Lund", {item.id: item.truth for item in over}))


def _longer(lengths: tuple[int, int]) -> str:
    return "A" if lengths[0] > lengths[1] else "B"


def test_a_taste_for_length_is_flagged() -> None:
    found = leaning(0.4)
    assert found.longer
    assert found.length
    assert found.longer.low > 0.5
    assert found.length.flagged
    assert found.length.value > 0
    even = leaning(0.0).length
    assert even
    assert not even.flagged


def test_choosing_the_longer_draft_because_it_is_better_is_no_bias() -> None:
    found = leaning(0.0, longer_is_better=True)
    assert found.longer
    assert found.length
    assert found.longer.low > 0.7
    assert not found.length.flagged


def test_who_always_takes_the_longer_draft_has_a_finite_coefficient() -> None:
    found = leanings([Choice("left", 400, 100), Choice("right", 100, 400)] * 30)
    assert found.length
    assert found.length.flagged
    assert 0 < found.length.value < 10
    assert found.longer
    assert found.longer.value == 1


def test_ties_and_equal_lengths_say_nothing_of_a_leaning() -> None:
    assert leanings([Choice("tie", 10, 20)]) == Leanings(None, None, None)
    even = leanings([Choice("left", 10, 10)])
    assert even.left
    assert (even.left.n, even.longer, even.length) == (1, None, None)


def test_haste_is_measured_against_the_colleagues() -> None:
    given = sitting(2).verdicts
    found = pace({judge: [each.seconds for each in said] for judge, said in given.items()})
    assert [judge for judge, each in found.items() if each.flagged] == ["Tomas Reyes"]
    assert found["Lin Yue"].seconds == pytest.approx(40, rel=0.15)
    assert not pace({"Lin": [1, 2, 3], "Ola": []})["Lin"].flagged
