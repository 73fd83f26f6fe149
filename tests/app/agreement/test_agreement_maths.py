"""Alpha is Krippendorff's, with an honest interval, and severity is found for whom it belongs to.

The expected values are worked out by hand in the comments: o is observed, e expected disagreement.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta

import krippendorff
import numpy as np
import pytest

from app.agreement.alpha import Alpha, Level, Rating, alpha, alphas, severity
from tests.app.agreement.panel import ASPECTS, MORNING, Clinician, items, panel, sit


def ratings(
    rows: Mapping[str, Sequence[float | str | None]], aspect: str = "safety"
) -> list[Rating]:
    """By judge: the value for each item, None where there is none."""
    return [
        Rating(f"item-{at:03}", judge, value, "en", "cardiology", MORNING, aspect)
        for judge, values in rows.items()
        for at, value in enumerate(values)
        if value is not None
    ]


def value_of(found: Alpha) -> float:
    assert found.value is not None
    return found.value


def test_nominal_alpha_of_four_items() -> None:
    # Values: three of 1, five of 2. o = 2/8; e = 2 * 3 * 5 / (8 * 7); alpha = 1 - 14/30.
    found = alpha(ratings({"Lin": [1, 2, 1, 2], "Ola": [1, 2, 2, 2]}), "nominal")
    assert value_of(found) == pytest.approx(16 / 30)
    assert (found.items, found.judges, found.pairs) == (4, 2, 4)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("nominal", 0.4),  # o = 2/4; e = 2 * (1 + 2 + 2) / 12
        ("interval", 16 / 22),  # o = 2/4; e = 2 * (1*1 + 2*4 + 2*1) / 12
        ("ordinal", 5 / 6),  # mid-ranks 0.5, 1.5, 3: o = 2/4; e = 2 * (1 + 12.5 + 4.5) / 12
    ],
)
def test_the_level_of_measurement_decides_how_far_two_values_are(
    level: Level, expected: float
) -> None:
    assert value_of(alpha(ratings({"Lin": [1, 3], "Ola": [2, 3]}), level)) == pytest.approx(
        expected
    )


def test_words_can_be_compared_at_the_nominal_level() -> None:
    words = alpha(ratings({"Lin": ["A", "B", "A", "B"], "Ola": ["A", "B", "B", "B"]}), "nominal")
    assert value_of(words) == pytest.approx(16 / 30)


def test_full_agreement_is_one_and_opposites_are_below_zero() -> None:
    assert value_of(alpha(ratings({"Lin": [1, 3, 5], "Ola": [1, 3, 5]}))) == 1
    assert value_of(alpha(ratings({"Lin": [1, 5, 1], "Ola": [5, 1, 5]}))) < 0


def test_what_one_judge_alone_rated_changes_nothing() -> None:
    both = alpha(ratings({"Lin": [1, 3], "Ola": [2, 3]}))
    more = alpha(ratings({"Lin": [1, 3, 5, None], "Ola": [2, 3, None, 1]}))
    assert more == both


def test_without_two_judges_alpha_is_undefined() -> None:
    nothing: dict[str, list[int | None]] = {}
    for given in (nothing, {"Lin": [1, 2]}, {"Lin": [1, None], "Ola": [None, 2]}):
        found = alpha(ratings(given))
        assert (found.value, found.low, found.reason) == (None, None, "too_few_judges")


def test_without_variation_alpha_is_undefined() -> None:
    found = alpha(ratings({"Lin": [4, 4], "Ola": [4, 4]}))
    assert (found.value, found.reason, found.pairs) == (None, "one_value", 2)


def test_the_last_rating_of_a_judge_counts() -> None:
    given = ratings({"Lin": [1, 3], "Ola": [2, 3]})
    first = Rating("item-000", "Lin", 5, "en", "cardiology", MORNING - timedelta(days=1), "safety")
    assert alpha([*given, first]) == alpha(given)


def noisy(count: int, seed: int) -> dict[str, list[int]]:
    chance = random.Random(seed)
    true = [chance.randint(1, 5) for _ in range(count)]
    rows = [[min(5, max(1, each + chance.randint(-1, 1))) for each in true] for _ in range(3)]
    return dict(zip(("Lin", "Ola", "Eze"), rows, strict=True))


def test_the_interval_narrows_with_more_items_and_is_the_same_every_time() -> None:
    def width(found: Alpha) -> float:
        assert found.low is not None
        assert found.high is not None
        assert found.low < value_of(found) < found.high
        return found.high - found.low

    few, many = ratings(noisy(20, 1)), ratings(noisy(320, 1))
    assert width(alpha(many)) < width(alpha(few)) / 2
    assert alpha(few) == alpha(few[::-1])
    assert alpha(ratings({"Lin": [1, 2, 3, 4], "Ola": [1, 2, 3, 5]})).low is None  # four items


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_the_interval_is_what_the_library_gives_for_resampled_items(level: Level) -> None:
    rows = noisy(40, 2)
    matrix = np.array(list(rows.values()), dtype=np.float64)
    draws = np.random.default_rng(5).integers(40, size=(1500, 40))
    resampled = [krippendorff.alpha(matrix[:, draw], level_of_measurement=level) for draw in draws]
    found = alpha(ratings(rows), level)
    assert (found.low, found.high) == pytest.approx(
        tuple(np.percentile(resampled, [2.5, 97.5])), abs=0.025
    )


def test_alpha_is_given_for_each_aspect_language_and_specialty() -> None:
    given = sit(panel(1), items(60, 1)).ratings()
    found = alphas(given)
    assert list(found) == sorted(found)
    assert {key[0] for key in found} == set(ASPECTS)
    assert {key[1:] for key in found} == {
        (lang, field) for lang in ("en", "zh") for field in ("cardiology", "paediatrics")
    }
    assert all(each.items == 15 for each in found.values())
    assert {key: each.items for key, each in alphas(given, by=("lang",)).items()} == {
        ("en",): 30 * len(ASPECTS),
        ("zh",): 30 * len(ASPECTS),
    }


def test_the_severe_judge_is_found_and_the_others_are_not_called_lenient() -> None:
    found = severity(sit(panel(3), items(200, 3)).ratings())
    assert [judge for judge, each in found.items() if each.flagged] == ["Grace Obi"]
    assert found["Grace Obi"].value == pytest.approx(-0.95, abs=0.15)  # -1, cut off at 1 point
    for judge in ("Lin Yue", "Tomas Reyes"):
        assert abs(found[judge].value) < 0.1


def test_severity_is_fair_to_who_rated_the_worse_answers() -> None:
    """Ola saw only the bad half: compared on the same answers, Ola is as severe as Lin."""
    good, bad = [5.0] * 10, [2.0] * 10
    found = severity(ratings({"Lin": good + bad, "Ola": [None] * 10 + bad, "Eze": good + bad}))
    assert {each.value for each in found.values()} == {0}
    assert found["Ola"].n == 10


def test_severity_needs_an_answer_rated_twice() -> None:
    assert severity(ratings({"Lin": [1, None], "Ola": [None, 5]})) == {}


def test_a_simulated_clinician_says_the_same_twice() -> None:
    over = items(20, 4)
    first, again = (sit([Clinician("Ines Prado", seed=9)], over) for _ in range(2))
    assert first == again
    assert first != sit([Clinician("Ines Prado", seed=10)], over)
