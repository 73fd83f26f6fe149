"""The consensus weighs judges by their skill, and a pair by what is left of doubt."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from app.agreement.dawid_skene import SKILL, Vote, agreed, consensus, pair_weight
from tests.app.agreement.panel import MORNING, WINNERS, Clinician, Item, items, sit

UNEQUAL = (0.95, 0.9, 0.6, 0.5, 0.45)


def votes(rows: dict[str, str]) -> list[Vote]:
    """By judge: a letter for each item, a dot for none."""
    return [
        Vote(f"item-{at:03}", judge, letter, MORNING + timedelta(minutes=at))
        for judge, said in rows.items()
        for at, letter in enumerate(said)
        if letter != "."
    ]


def judged_by(skills: tuple[float, ...], over: list[Item], seed: int) -> list[Vote]:
    return sit([Clinician(f"judge {skill}", skill, seed=seed) for skill in skills], over).votes()


def right(best: dict[str, str], over: list[Item]) -> float:
    return sum(best[item.id] == item.truth for item in over) / len(over)


def by_majority(given: list[Vote], seed: int) -> dict[str, str]:
    said: dict[str, Counter[str]] = {}
    for vote in given:
        said.setdefault(vote.item, Counter())[vote.label] += 1
    chance = random.Random(seed)
    return {
        item: chance.choice([label for label in each if each[label] == max(each.values())])
        for item, each in said.items()
    }


def by_consensus(given: list[Vote]) -> dict[str, str]:
    found = consensus(given, WINNERS)
    return {item: max(row, key=lambda each: row[each]) for item, row in found.posterior.items()}


def test_the_skill_of_each_judge_is_recovered() -> None:
    over = items(600, 1)
    found = consensus(judged_by(UNEQUAL, over, 1), WINNERS)
    assert found.converged
    for skill in UNEQUAL:
        assert found.judges[f"judge {skill}"].accuracy == pytest.approx(skill, abs=0.06)
    assert found.prior == pytest.approx({"A": 0.45, "B": 0.45, "tie": 0.1}, abs=0.05)


@pytest.mark.parametrize("seed", range(4))
def test_the_consensus_beats_the_majority_when_judges_are_unequal(seed: int) -> None:
    over = items(300, seed)
    given = judged_by(UNEQUAL, over, seed)
    assert right(by_consensus(given), over) > right(by_majority(given, seed), over) + 0.03


def test_the_confusion_of_a_judge_shows_which_way_they_err() -> None:
    """Ola calls every tie for B."""
    truth = "AABBtt" * 20
    found = consensus(
        [
            Vote(f"{at}", judge, {"t": "tie"}.get(letter, letter), MORNING)
            for judge, said in {"Lin": truth, "Eze": truth, "Ola": truth.replace("t", "B")}.items()
            for at, letter in enumerate(said)
        ],
        WINNERS,
    )
    rows = found.judges["Ola"].confusion
    assert rows["tie"]["B"] > 0.7 > 0.3 > rows["tie"]["tie"]
    assert rows["A"]["A"] > 0.85
    for row in rows.values():
        assert sum(row.values()) == pytest.approx(1)


def test_gold_answers_are_kept_and_unmask_a_wrong_majority() -> None:
    said = {"Lin": "ABAB" * 10, "Ola": "BABA" * 10, "Eze": "BABA" * 10}
    gold = {f"item-{at:03}": "ABAB"[at % 4] for at in range(30)}
    without = consensus(votes(said), "AB")
    found = consensus(votes(said), "AB", gold)
    assert without.posterior["item-039"]["A"] > 0.9  # Ola and Eze outvote Lin
    assert found.posterior["item-039"]["B"] > 0.9
    assert found.posterior["item-000"] == {"A": 1, "B": 0}
    assert found.judges["Lin"].accuracy > 0.85
    assert found.judges["Ola"].accuracy < 0.25


def test_who_always_judges_alone_stays_a_stranger() -> None:
    """A hundred votes that nobody checked are no record: not compared with oneself."""
    found = consensus(votes({"Lin": "AB" * 50}), "AB")
    assert found.judges["Lin"].accuracy == pytest.approx(SKILL)
    assert (found.judges["Lin"].votes, found.judges["Lin"].checked) == (100, 0)
    assert found.posterior["item-000"]["A"] == pytest.approx(SKILL, abs=0.02)


def test_the_same_votes_give_the_same_result_in_any_order() -> None:
    given = judged_by(UNEQUAL, items(50, 2), 2)
    assert consensus(given, WINNERS) == consensus(given[::-1], WINNERS)


def test_the_last_vote_of_a_judge_counts() -> None:
    given = votes({"Lin": "AAA", "Ola": "ABA"})
    changed = Vote("item-000", "Lin", "B", MORNING + timedelta(days=1))
    found = consensus([changed, *given], "AB")
    assert found.judges["Lin"].votes == 3
    assert found == consensus([*given[1:], changed], "AB")


def test_no_votes_are_no_error_but_an_unknown_label_is() -> None:
    assert consensus([], "AB").posterior == {}
    with pytest.raises(ValueError, match="none of A, B"):
        consensus(votes({"Lin": "C"}), "AB")


def test_nobody_is_held_against_their_own_vote() -> None:
    found = consensus(votes({"Lin": "AAAA", "Ola": "ABA.", "Eze": "ABB."}), "AB")
    hits = agreed(found)
    assert len(hits["Lin"]) < 4  # on the last item Lin was alone
    assert hits["Lin"][:2] == [True, False]


def weight(rows: dict[str, str], item: str = "item-000", best: str = "A") -> float:
    row = consensus(votes(rows), "AB").posterior[item]
    return pair_weight(row[best])


def test_a_weight_grows_with_how_many_agree() -> None:
    alone = weight({"Lin": "A"})
    two = weight({"Lin": "A", "Ola": "A"})
    three = weight({"Lin": "A", "Ola": "A", "Eze": "A"})
    assert 0.3 < alone < 0.5
    assert alone < two < three < 1


def test_a_split_vote_weighs_less_than_a_unanimous_one() -> None:
    split = weight({"Lin": "A", "Ola": "A", "Eze": "B"})
    assert 0 < split < weight({"Lin": "A", "Ola": "A", "Eze": "A"})
    assert weight({"Lin": "A", "Ola": "B"}) == pytest.approx(0)


def test_a_judge_with_a_good_record_weighs_more_than_a_stranger() -> None:
    record = "AB" * 30
    known = {
        "Lin": record + "A.",
        "Ola": record + "..",
        "Eze": record + "..",
        "New": "." * 61 + "A",
    }
    assert weight(known, "item-060") > weight(known, "item-061") + 0.3


def test_a_weight_is_the_margin_between_better_and_worse() -> None:
    grid = [step / 20 for step in range(21)]
    weights = [pair_weight(p) for p in grid]
    assert weights == sorted(weights)
    assert (weights[0], pair_weight(0.5), weights[-1]) == (0, 0, 1)
    assert pair_weight(0.75) == pytest.approx(0.5)
    assert pair_weight(0.6, 0.1) == pytest.approx(0.5)  # the rest was a tie
    assert pair_weight(0.1, 0.2) == 0
