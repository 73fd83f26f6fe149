"""Rows are tagged with a department by what they speak of, in both languages."""

import pytest

from train.curate import department

SAID = {
    "cardiology": (
        "最近总是心慌胸闷，医生说是冠心病，要放支架吗？",
        "My angina is back, is it my heart?",
    ),
    "paediatrics": (
        "宝宝6个月大，咳嗽发烧两天，吃奶不好。",
        "My child, a 4-year-old boy, has a fever.",
    ),
    "obstetrics": ("怀孕三个月，有点出血，胎儿会有事吗？", "I am pregnant, what about my fetus?"),
    "ophthalmology": ("眼睛干涩，视力下降，是白内障吗？", "Blurred vision: is it a cataract?"),
    "dermatology": ("皮肤瘙痒，起了湿疹怎么办？", "An itchy rash on my skin, like eczema."),
    "psychiatry": (
        "失眠，情绪低落，医生说是抑郁症。",
        "I feel anxious and depressed all the time.",
    ),
    "oncology": ("肺癌晚期，还能做化疗吗？", "Chemotherapy for lung cancer"),
    "stomatology": (
        "智齿发炎，牙龈肿痛，要拔牙吗？",
        "My wisdom tooth hurts, should a dentist see it?",
    ),
    "unknown": ("请把这句话翻译成英文。", "What is the capital of France?"),
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("lang", [0, 1])
def test_a_question_is_tagged(name: str, lang: int) -> None:
    row = {"id": "1", "source": "s", "lang": ("zh", "en")[lang], "text": SAID[name][lang]}
    assert department.make().change(row) == row | {"department": name}


def test_there_are_fifteen_departments_or_more_with_names_in_both_languages() -> None:
    names = department.names()
    assert len(names) >= 15
    assert all(english.isascii() and not chinese.isascii() for english, chinese in names.items())
    languages = {department: set() for department in names}
    for word, meanings in department.telling().items():
        for name, _ in meanings:
            languages[name].add(word.isascii())
    assert all(each == {True, False} for each in languages.values())


def test_the_question_counts_more_than_the_answer() -> None:
    messages = [
        {"role": "user", "content": "我的眼睛发红，结膜充血"},
        {"role": "assistant", "content": "也可能与皮肤过敏、鼻炎有关"},
    ]
    row = {"id": "1", "source": "s", "lang": "zh", "messages": messages}
    assert department.make().change(row)["department"] == "ophthalmology"


def test_a_lone_hint_decides_nothing() -> None:
    row = {"id": "1", "source": "s", "lang": "zh", "text": "手术费用是多少？"}
    assert department.make(least=4).change(row)["department"] == "unknown"
