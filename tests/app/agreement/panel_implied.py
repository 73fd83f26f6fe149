"""What follows from the parameters of simulated clinicians, by probability alone: how accurate they
are, how often the left draft wins, what a pair that they judged should weigh.

A clinician who tires is taken as one of the mean skill, which is what a model without time sees.
"""

from collections.abc import Sequence
from itertools import product
from math import prod, sqrt

from app.agreement.dawid_skene import SKILL, TRUST, pair_weight
from tests.app.agreement.panel import WINNERS, Clinician

PRIOR = {"A": 0.45, "B": 0.45, "tie": 0.1}  # of `panel.items`
Table = dict[str, dict[str, float]]  # the chance of each verdict, by truth


def says(clinician: Clinician, skill: float, truth: str) -> dict[str, float]:
    """The chance of each verdict where this is the truth, sides being shuffled."""
    told = {label: skill if label == truth else (1 - skill) / 2 for label in WINNERS}
    unread = {"A": 0.5, "B": 0.5, "tie": 0.0}
    bias = clinician.side_bias
    return {label: bias * unread[label] + (1 - bias) * told[label] for label in WINNERS}


def mean_skill(clinician: Clinician) -> float:
    """Over the comparisons: a tiring clinician's skill falls along a straight line."""
    last = clinician.accuracy if clinician.tired is None else clinician.tired
    return (clinician.accuracy + last) / 2


def votes_as(clinician: Clinician) -> Table:
    skill = mean_skill(clinician)
    return {truth: says(clinician, skill, truth) for truth in WINNERS}


def learnt(table: Table, votes: int) -> Table:
    """What the model can know of it after so many votes: for each truth, its prior is worth
    TRUST votes of somebody who is right SKILL of the time."""
    off = TRUST * (1 - SKILL) / 2
    prior = {truth: {said: TRUST * SKILL if said == truth else off for said in WINNERS}
             for truth in WINNERS}  # fmt: skip
    return {
        truth: {
            said: (votes * PRIOR[truth] * table[truth][said] + prior[truth][said])
            / (votes * PRIOR[truth] + TRUST)
            for said in WINNERS
        }
        for truth in WINNERS
    }


def implied_accuracy(clinician: Clinician, votes: int) -> float:
    table = learnt(votes_as(clinician), votes)
    return sum(PRIOR[truth] * table[truth][truth] for truth in WINNERS)


def joint(tables: list[Table], votes: tuple[str, ...]) -> dict[str, float]:
    """The chance of each truth together with these votes."""
    return {
        truth: PRIOR[truth]
        * prod(table[truth][vote] for table, vote in zip(tables, votes, strict=True))
        for truth in WINNERS
    }


def implied_weights(panel: Sequence[Clinician], pairs: int) -> tuple[float, float]:
    """Mean and deviation of the weights of pairs with a winner: by Bayes' theorem from what can be
    learnt of each judge, over all ways in which they can vote."""
    true = [votes_as(one) for one in panel]
    chances: dict[float, float] = {}
    known = [learnt(table, pairs) for table in true]
    for votes in product(WINNERS, repeat=len(true)):
        found = joint(known, votes)
        if max(found, key=lambda truth: found[truth]) != "tie":
            worse, better = sorted(found[truth] / sum(found.values()) for truth in "AB")
            weight = pair_weight(better, worse)
            chances[weight] = chances.get(weight, 0) + sum(joint(true, votes).values())
    mass = sum(chances.values())
    mean = sum(weight * chance for weight, chance in chances.items()) / mass
    square = sum(weight**2 * chance for weight, chance in chances.items()) / mass
    return mean, sqrt(square - mean**2)


def implied_left(clinician: Clinician) -> float:
    """The share of wins of the left draft: half of those that were read, and all the others."""
    skill, bias = mean_skill(clinician), clinician.side_bias
    ties = PRIOR["tie"] * skill + (1 - PRIOR["tie"]) * (1 - skill) / 2
    read = (1 - bias) * (1 - ties)
    return (bias + read / 2) / (bias + read)
