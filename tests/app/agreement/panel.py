"""A simulated panel of clinicians whose skill, bias, severity and drift are known.

`panel(seed)` is three of them: one steady, one who leans to the left draft, one who tires and rates
severely. `Clinician.judge(item)` gives what that clinician would say. The same seed gives the same
verdicts; only drift depends on how many items were judged before.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from app.agreement.alpha import Rating
from app.agreement.dawid_skene import Vote
from app.agreement.judge_habits import Choice, Side

Winner = Literal["A", "B", "tie"]
WINNERS: tuple[Winner, ...] = ("A", "B", "tie")
ASPECTS = ("safety", "accuracy", "completeness", "grounding", "communication", "inquiry")
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """Drafts A and B of one question, and the truth about them: the winner, A's aspects."""

    id: str
    truth: Winner
    lengths: tuple[int, int]  # of A and B, in characters
    aspects: dict[str, int]
    lang: str
    specialty: str

    @property
    def good(self) -> bool:
        return sum(self.aspects.values()) / len(self.aspects) >= 3.5


@dataclass(frozen=True)
class Verdict:
    item: Item
    shown: tuple[str, str]  # which draft lay left, which right
    picked: Side
    aspects: dict[str, int]
    thumb: Literal["up", "down"]
    seconds: float

    @property
    def winner(self) -> Winner:
        """The pick, whichever side it lay on."""
        if self.picked == "tie":
            return "tie"
        return "A" if self.shown[0 if self.picked == "left" else 1] == "A" else "B"


@dataclass
class Clinician:
    name: str
    accuracy: float = 0.9  # share of pairs judged rightly, at the start
    tired: float | None = None  # the same after `span` judgements, if it changes
    side_bias: float = 0.0  # share of pairs where the left draft is taken unread
    length_bias: float = 0.0  # share where the longer one is
    severity: float = 0.0  # points added to every aspect
    noise: float = 0.5  # deviation of an aspect, in points
    seconds: float = 40.0
    seed: int = 0
    span: int = 200
    judged: int = 0

    def judge(self, item: Item, shown: tuple[str, str] | None = None) -> Verdict:
        """`shown` as the service laid the drafts out; left out, they are shuffled here."""
        chance = random.Random(f"{self.seed}:{self.name}:{item.id}")
        shuffled = ("A", "B") if chance.random() < 0.5 else ("B", "A")
        shown = shown or shuffled
        winner = self._winner(item, chance)
        picked: Side = "tie" if winner == "tie" else "left" if shown[0] == winner else "right"
        biased = chance.random()
        if biased < self.side_bias:
            picked = "left"
        elif biased < self.side_bias + self.length_bias:
            longer = "A" if item.lengths[0] > item.lengths[1] else "B"
            picked = "left" if shown[0] == longer else "right"
        aspects = {name: self._rate(item.aspects[name], chance) for name in ASPECTS}
        up = item.good == (chance.random() < self.skill)
        self.judged += 1
        return Verdict(
            item,
            shown,
            picked,
            aspects,
            thumb="up" if up else "down",
            seconds=round(self.seconds * chance.lognormvariate(0, 0.4), 1),
        )

    @property
    def skill(self) -> float:
        if self.tired is None:
            return self.accuracy
        return self.accuracy + (self.tired - self.accuracy) * min(1.0, self.judged / self.span)

    def _winner(self, item: Item, chance: random.Random) -> Winner:
        wrong: Winner = chance.choice([each for each in WINNERS if each != item.truth])
        return item.truth if chance.random() < self.skill else wrong

    def _rate(self, true: int, chance: random.Random) -> int:
        return min(5, max(1, round(true + self.severity + chance.gauss(0, self.noise))))


def panel(seed: int) -> list[Clinician]:
    return [
        Clinician("Lin Yue", accuracy=0.92, seed=seed),
        Clinician("Tomas Reyes", accuracy=0.88, side_bias=0.35, seconds=9.0, seed=seed),
        Clinician("Grace Obi", accuracy=0.95, tired=0.35, severity=-1.0, seed=seed),
    ]


def items(count: int, seed: int) -> list[Item]:
    chance = random.Random(f"items:{seed}")
    return [
        Item(
            id=f"item-{number:03}",
            truth=chance.choices(WINNERS, [45, 45, 10])[0],
            lengths=(chance.randint(80, 600), chance.randint(80, 600)),
            aspects={name: chance.randint(2, 5) for name in ASPECTS},
            lang=("zh", "en")[number % 2],
            specialty=("cardiology", "paediatrics")[number // 2 % 2],
        )
        for number in range(count)
    ]


@dataclass(frozen=True)
class Sitting:
    """What a panel said of some items, in the forms that the statistics take."""

    verdicts: dict[str, list[Verdict]]  # by clinician, in order of time

    def votes(self) -> list[Vote]:
        return [
            Vote(verdict.item.id, judge, verdict.winner, MORNING + timedelta(minutes=minute))
            for judge, said in self.verdicts.items()
            for minute, verdict in enumerate(said)
        ]

    def ratings(self) -> list[Rating]:
        return [
            Rating(
                item=verdict.item.id,
                judge=judge,
                value=value,
                lang=verdict.item.lang,
                specialty=verdict.item.specialty,
                at=MORNING + timedelta(minutes=minute),
                aspect=aspect,
            )
            for judge, said in self.verdicts.items()
            for minute, verdict in enumerate(said)
            for aspect, value in verdict.aspects.items()
        ]

    def choices(self, judge: str, better: dict[str, Winner] | None = None) -> list[Choice]:
        """`better`: what the others found, by item."""
        return [
            _choice(verdict, (better or {}).get(verdict.item.id))
            for verdict in self.verdicts[judge]
        ]


def sit(clinicians: Sequence[Clinician], over: Sequence[Item]) -> Sitting:
    return Sitting({each.name: [each.judge(item) for item in over] for each in clinicians})


def _choice(verdict: Verdict, better: Winner | None) -> Choice:
    length = dict(zip("AB", verdict.item.lengths, strict=True))
    left, right = verdict.shown
    side: dict[str, Side] = {left: "left", right: "right", "tie": "tie"}
    return Choice(verdict.picked, length[left], length[right], side[better] if better else None)
