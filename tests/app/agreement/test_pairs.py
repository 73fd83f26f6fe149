"""What becomes of votes: a pair, or a reason why not. Nothing gets lost in between."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agreement.pairs import FIRST, SECOND, TIE, Ballot, Correction, Decided, Facts, Pair, decide

START = datetime(2026, 1, 1, tzinfo=UTC)


def ballot(
    better: str, worse: str, judge: str = "li", *, turn: str = "t", tie: bool = False, **more: Any
) -> Ballot:
    one, two = sorted((better, worse))
    label = TIE if tie else FIRST if one == better else SECOND
    at = START + timedelta(minutes=more.pop("minute", 0))
    return Ballot(turn, one, two, label, judge, at, more.pop("source", "comparison"), **more)


def correction(answer: str, judge: str = "li", id: str = "j1", turn: str = "t") -> Correction:
    return Correction(id, turn, answer, "Better words.", judge, START)


def winners(decided: Decided) -> list[tuple[str, str]]:
    return [(pair.chosen, pair.rejected) for pair in decided.pairs]


def only(ballots: Sequence[Ballot], **facts: Any) -> Pair:
    [pair] = decide(ballots, [], Facts(**facts)).pairs
    return pair


def reasons(
    ballots: Sequence[Ballot], corrections: Sequence[Correction] = (), **facts: Any
) -> dict[str, int]:
    decided = decide(ballots, corrections, Facts(**facts))
    assert decided.pairs == []
    return dict(decided.dropped)


def test_the_winner_is_chosen_whichever_side_it_stood_on():
    assert winners(decide([ballot("a", "b")], [], Facts())) == [("a", "b")]
    assert winners(decide([ballot("b", "a")], [], Facts())) == [("b", "a")]


def test_votes_of_several_judges_on_the_same_answers_are_one_pair():
    pair = only([ballot("a", "b", judge) for judge in ("li", "wu", "zhao")])
    assert (pair.judges, pair.agreement) == (3, 1.0)


def test_the_more_judges_agree_the_more_a_pair_weighs():
    one = only([ballot("a", "b")])
    three = only([ballot("a", "b", judge) for judge in ("li", "wu", "zhao")])
    two_to_one = only([ballot("a", "b"), ballot("a", "b", "wu"), ballot("b", "a", "zhao")])
    assert 0 < one.weight < two_to_one.weight < three.weight <= 1
    assert two_to_one.agreement == pytest.approx(2 / 3)


def test_a_tie_a_split_and_two_bad_ones_make_no_pair():
    assert reasons([ballot("a", "b", tie=True)]) == {"tie": 1}
    assert reasons([ballot("a", "b", tie=True, bad=True)]) == {"both_bad": 1}
    assert reasons([ballot("a", "b"), ballot("b", "a", "wu")]) == {"split": 1}


def test_an_adjudicator_has_the_last_word():
    votes = [ballot("a", "b"), ballot("b", "a", "wu"), ballot("b", "a", "sun", final=True)]
    pair = only(votes)
    assert (pair.chosen, pair.agreement, pair.weight) == ("b", 1.0, 1.0)


def test_a_harmful_winner_is_rejected():
    votes = [ballot("a", "b", judge) for judge in ("li", "wu", "zhao")]
    pair = only(votes, harmful=frozenset({"a"}))
    assert (pair.chosen, pair.rejected, pair.by_harm) == ("b", "a", True)


def test_two_harmful_answers_or_a_harmless_one_that_is_bad_too_make_no_pair():
    assert reasons([ballot("a", "b")], harmful=frozenset({"a", "b"})) == {"both_harmful": 1}
    both_bad = [ballot("a", "b", tie=True, bad=True)]
    assert reasons(both_bad, harmful=frozenset({"a"})) == {"both_bad": 1}


@pytest.mark.parametrize("fault", ["corpus_gap", "retrieval"])
def test_what_the_corpus_or_the_retrieval_lacked_is_not_taught_to_the_model(fault: str):
    faults = {"b": frozenset({fault})}
    assert reasons([ballot("a", "b")], faults=faults) == {"fault_outside_weights": 1}
    assert reasons([], [correction("b")], faults=faults) == {"fault_outside_weights": 1}


def test_beside_another_fault_it_is():
    faults = {"b": frozenset({"corpus_gap", "reasoning"})}
    assert only([ballot("a", "b")], faults=faults).chosen == "a"


def test_a_broken_off_answer_is_never_chosen():
    assert reasons([ballot("a", "b")], incomplete=frozenset({"a"})) == {"chosen_incomplete": 1}
    assert only([ballot("a", "b")], incomplete=frozenset({"b"})).chosen == "a"


def test_a_ranking_of_four_gives_six_pairs():
    ranked = [ballot(better, worse) for better, worse in combinations("abcd", 2)]
    assert winners(decide(ranked, [], Facts())) == list(combinations("abcd", 2))


def test_of_a_circle_the_least_sure_pair_goes():
    sure = [
        ballot(better, worse, judge)
        for better, worse in ("ab", "bc")
        for judge in ("li", "wu", "zhao")
    ]
    decided = decide([*sure, ballot("c", "a", "sun")], [], Facts())
    assert winners(decided) == [("a", "b"), ("b", "c")]
    assert decided.dropped == {"contradiction": 1}


def test_a_correction_is_better_than_what_it_corrects_and_than_all_its_writer_called_bad():
    bad = [ballot("a", "b", tie=True, bad=True), ballot("a", "c", tie=True, bad=True, judge="wu")]
    decided = decide(bad, [correction("a", id="j1")], Facts())
    assert winners(decided) == [("j1", "a"), ("j1", "b")]
    assert all(pair.source == "correction" for pair in decided.pairs)


def test_a_correction_beside_a_tie_is_not_better_than_the_other_draft():
    decided = decide([ballot("a", "b", tie=True)], [correction("a")], Facts())
    assert winners(decided) == [("j1", "a")]


def test_a_comparison_counts_as_one_even_where_thumbs_say_the_same():
    votes = [ballot("a", "b", source="thumbs"), ballot("a", "b", "wu")]
    assert only(votes).source == "comparison"


def test_the_newest_vote_dates_the_pair():
    votes = [ballot("a", "b", minute=5), ballot("a", "b", "wu", minute=9)]
    assert only(votes).at == START + timedelta(minutes=9)


votes = st.builds(
    ballot,
    better=st.sampled_from("abc"),
    worse=st.sampled_from("def"),
    judge=st.sampled_from(["li", "wu", "zhao"]),
    turn=st.just("t"),
    tie=st.booleans(),
    minute=st.integers(0, 99),
)
answers = st.frozensets(st.sampled_from("abcdef"))


@given(st.lists(votes, max_size=12), answers, answers)
def test_every_candidate_is_a_pair_or_counted_and_nothing_harmful_is_chosen(
    ballots: list[Ballot], harmful: frozenset[str], incomplete: frozenset[str]
):
    facts = Facts(harmful, incomplete)
    decided = decide(ballots, [], facts)
    assert decided.candidates == len({each.item for each in ballots})
    for pair in decided.pairs:
        assert pair.chosen not in harmful | incomplete
        assert 0 < pair.weight <= 1
    assert decide(list(reversed(ballots)), [], facts).pairs == decided.pairs
