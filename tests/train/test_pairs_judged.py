"""Judged pairs: only what a judge says in both orders counts."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from train import pairs
from train.pairs.judged import Judged
from train.pairs.judging import ASPECTS, MEANS, agreed
from train.rows import Row
from train.scoring.scorer import STAND_IN, Conversation

REFERENCE = {"zh": "请多喝水并休息。", "en": "Drink water and rest."}


def dialogue(number: int = 0, lang: str = "zh", **more: Any) -> Row:
    asked = "发热怎么办？" if lang == "zh" else "What helps a fever?"
    told = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": asked},
        {"role": "assistant", "content": REFERENCE[lang]},
    ]
    return {"id": str(number), "source": "talks", "lang": lang, "messages": told, **more}


class FakeModel:
    """Answers alike, judges by `verdict(aspect, first, second)`; remembers what it was asked."""

    name = "fake"

    def __init__(self, answer: str, verdict: Callable[[str, str, str], str | None]):
        self.answer, self.verdict = answer, verdict
        self.asked: list[Conversation] = []

    def chat(self, conversations: Sequence[Conversation], max_tokens: int = 512) -> list[str]:
        self.asked += conversations
        return [self.answer] * len(conversations)

    def choose(
        self, conversations: Sequence[Conversation], answers: Sequence[str]
    ) -> list[str | None]:
        self.asked += conversations
        return [self._judge(talk[0]["content"]) for talk in conversations]

    def _judge(self, text: str) -> str | None:
        lang = "zh" if "方面" in text else "en"
        aspect = next(name for name in ASPECTS if MEANS[lang][name] in text)
        places = [text.find(self.answer), text.find(REFERENCE[lang])]
        first, second = ("own", "reference") if places[0] < places[1] else ("reference", "own")
        return self.verdict(aspect, first, second)


def longer(first: str) -> str:
    return "1" if first == "own" else "2"


def judged(model: FakeModel, **settings: Any) -> Judged:
    return Judged(7, model, model, **settings)


def one(model: FakeModel, row: Row) -> Row | str:
    (found,) = judged(model).pairs([row])
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_judge_prefers_in_both_orders_is_chosen(lang: str) -> None:
    model = FakeModel("Own answer.", lambda aspect, first, second: longer(first))
    pair = one(model, dialogue(lang=lang))
    assert isinstance(pair, dict)
    assert pair["chosen"] == [{"role": "assistant", "content": "Own answer."}]
    assert pair["rejected"] == [{"role": "assistant", "content": REFERENCE[lang]}]
    assert pair["prompt"] == dialogue(lang=lang)["messages"][:2]
    assert (pair["better"], pair["weight"], pair["kind"]) == ("answer", 1.0, "judged")
    assert pair["aspects"] == dict.fromkeys(ASPECTS, "answer")


def test_the_reference_may_win() -> None:
    model = FakeModel("Own answer.", lambda aspect, first, second: longer(second))
    pair = one(model, dialogue())
    assert isinstance(pair, dict)
    assert pair["chosen"][0]["content"] == REFERENCE["zh"]


def test_a_judge_that_favours_a_place_decides_nothing() -> None:
    assert one(FakeModel("Own.", lambda *_: "1"), dialogue()) == "inconsistent_verdicts"
    assert one(FakeModel("Own.", lambda *_: None), dialogue()) == "inconsistent_verdicts"


def test_more_aspects_win_and_inconsistent_ones_do_not_count() -> None:
    def mostly(aspect: str, first: str, second: str) -> str:
        if aspect == "proficiency":
            return longer(second)
        return {"fluency": "1", "relevance": "0", "completeness": longer(first)}[aspect]

    assert one(FakeModel("Own.", mostly), dialogue()) == "even"  # one each
    model = FakeModel("Own.", lambda *case: "0" if case[0] == "proficiency" else mostly(*case))
    pair = one(model, dialogue())
    assert isinstance(pair, dict)
    assert pair["aspects"] == {
        **{"fluency": "inconsistent", "relevance": "even"},
        **{"completeness": "answer", "proficiency": "even"},
    }


@pytest.mark.parametrize(
    ("forward", "backward", "said"),
    [
        ("1", "2", "1"),
        ("2", "1", "2"),
        ("0", "0", "0"),
        ("1", "1", None),
        ("1", "0", None),
        (None, None, None),
        (None, "1", None),
    ],
)
def test_orders_agree_when_the_same_answer_wins(
    forward: str | None, backward: str | None, said: str | None
) -> None:
    assert agreed(forward, backward) == said


def test_every_aspect_is_asked_in_both_orders_with_the_answerer_a_doctor() -> None:
    model = FakeModel("Own answer.", lambda *_: "0")
    assert one(model, dialogue(lang="en")) == "even"
    asked, *compared = model.asked
    assert "doctor" in asked[0]["content"]
    assert [message["role"] for message in asked] == ["system", "user"]
    assert len(compared) == 2 * len(ASPECTS)
    assert len({talk[0]["content"] for talk in compared}) == 2 * len(ASPECTS)


@pytest.mark.parametrize(
    ("answer", "changed", "reason"),
    [
        (" ", {}, "no_answer"),
        (f" {REFERENCE['zh']}\n", {}, "same_text"),
        ("Own.", {"messages": dialogue()["messages"][:2]}, "no_reference"),
        ("Own.", {"messages": dialogue()["messages"][2:]}, "no_reference"),
        ("Own.", {"messages": [*dialogue()["messages"][:2], {"role": "assistant", "content": ""}]},
         "no_reference"),
    ],
)  # fmt: skip
def test_without_two_different_answers_there_is_no_pair(
    answer: str, changed: dict[str, Any], reason: str
) -> None:
    assert one(FakeModel(answer, lambda *_: "1"), dialogue() | changed) == reason


def test_braces_in_a_text_are_only_text() -> None:
    row = dialogue(lang="en")
    row["messages"][1]["content"] = "What is {first} in {0}?"
    model = FakeModel("Own {second} answer.", lambda aspect, first, second: longer(first))
    assert isinstance(one(model, row), dict)
    assert any("What is {first} in {0}?" in talk[0]["content"] for talk in model.asked[1:])


def test_a_share_is_judged_the_same_one_every_time() -> None:
    some = judged(FakeModel("Own.", lambda *_: "1"), share=0.3)
    taken = [number for number in range(500) if some.takes(dialogue(number))]
    assert 100 < len(taken) < 200
    assert taken == [number for number in range(500) if some.takes(dialogue(number))]


def test_a_recipe_without_a_judge_runs_on_the_stand_in_and_says_so() -> None:
    rows = [dialogue(number, lang) for number, lang in enumerate(("zh", "en", "zh", "en"))]
    settings = {"judged": {"batch": 3, "max_tokens": 4}}
    mixture = pairs.mix(rows, settings, 1)
    found = list(mixture)
    report = mixture.report()["judged"]
    assert (report["judge"], report["answerer"]) == (STAND_IN, STAND_IN)
    assert len(found) + sum(mixture.dropped.values()) == 4
    assert list(pairs.mix(rows, settings, 1)) == found
