"""The red-flag screen: what it flags, what it leaves alone, and what it says."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import safety
from app.notices import CATEGORIES
from app.red_flag_model import plain
from app.red_flag_phrases import spoken
from app.safety import RedFlag, notice, policy_version, screen

HERE = Path(__file__).parent

EMERGENCIES = [
    ("cardiac", "My husband has crushing chest pain and his left arm aches"),
    ("cardiac", "我爸胸口压榨样疼痛，满头大汗"),
    ("stroke", "Mum's face has dropped on one side and she is slurring"),
    ("stroke", "奶奶突然嘴歪了，右手抬不起来"),
    ("anaphylaxis", "I ate a prawn, my tongue is swelling and I have hives"),
    ("anaphylaxis", "打完青霉素全身起疹子，喉咙发紧"),
    ("breathing", "my son can't breathe"),
    ("breathing", "我喘不上气，嘴唇发紫"),
    ("overdose", "I took a whole bottle of sleeping pills"),
    ("overdose", "孩子误食了老鼠药"),
    ("self_harm", "I want to kill myself"),
    ("self_harm", "我不想活了"),
    ("bleeding", "The cut is spurting blood and won't stop bleeding"),
    ("bleeding", "伤口血流不止，止不住"),
    ("infant_sepsis", "My 6 week old baby has a fever of 38.5"),
    ("infant_sepsis", "两个月大的宝宝发烧38.6度"),
    ("pregnancy", "I'm 30 weeks pregnant and bleeding heavily"),
    ("pregnancy", "怀孕34周，从昨天起感觉不到胎动"),
    ("seizure", "She is having a seizure right now"),
    ("seizure", "孩子突然抽搐，口吐白沫"),
    ("unconscious", "He collapsed and is not responding"),
    ("unconscious", "我妈晕倒了叫不醒"),
    ("trauma", "He was hit by a car and the bone is sticking out of his leg"),
    ("trauma", "我儿子从三楼摔下来了"),
    ("diabetic", "My diabetic brother is confused and his blood sugar is 2.1"),
    ("diabetic", "糖尿病，血糖2.3，出冷汗"),
    ("acute_abdomen", "My belly is rigid and the pain is unbearable"),
    ("acute_abdomen", "右下腹剧痛，一碰就疼，还发烧"),
    ("mental_crisis", "The voices are telling me to kill my family"),
    ("mental_crisis", "他拿着菜刀说要砍人"),
]


def raised(text: str) -> set[str]:
    return {flag.category for flag in screen(text)}


@pytest.mark.parametrize(("category", "text"), EMERGENCIES)
def test_each_kind_of_emergency_is_flagged_in_both_languages(category: str, text: str) -> None:
    assert category in raised(text)


def test_every_category_is_tried_in_both_languages() -> None:
    assert Counter(category for category, _ in EMERGENCIES) == dict.fromkeys(CATEGORIES, 2)


@pytest.mark.parametrize(
    "text",
    [
        "没有胸痛",
        "I have no chest pain and no trouble breathing",
        "Patient denies chest pain.",
        "他没有头晕、呕吐、抽搐",
    ],
)
def test_what_is_denied_is_not_flagged(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize(
    "text", ["去年心梗放过支架，现在一切正常", "I had a seizure ten years ago"]
)
def test_what_is_past_and_over_is_not_flagged(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What are the signs of a stroke?",
        "How do you treat anaphylaxis?",
        "儿童发热什么时候需要去急诊？",
        "过敏性休克怎么急救？",
    ],
)
def test_a_question_about_illness_in_general_is_not_flagged(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the price nearly gave me a heart attack",
        "笑死我了",
        "If someone collapses and is not breathing, what should you do?",
        "",
        "😀",
    ],
)
def test_figures_of_speech_fiction_and_hypotheses_are_not_flagged(text: str) -> None:
    assert screen(text) == []


def test_a_denial_reaches_only_its_own_clause() -> None:
    assert "stroke" in raised("I don't have chest pain, but my face is drooping and I am slurring")
    assert "breathing" in raised("没有发烧，但是喘不上气")


def test_somebody_else_s_emergency_counts_as_the_writer_s_own() -> None:
    assert "unconscious" in raised("A man at the bus stop has collapsed and is unresponsive")
    assert "unconscious" in raised("路边有个老人突然晕倒了叫不醒")


@pytest.mark.parametrize(
    "text",
    ["喘 不 上 气", "ＣＡＮ＇Ｔ　ＢＲＥＡＴＨＥ", "I can\u2019t brea\u200bthe", "我 不 想 活 了"],
)
def test_spacing_width_and_hidden_characters_do_not_hide_a_phrase(text: str) -> None:
    assert screen(text)


def test_a_phrase_flags_even_where_the_model_is_calm() -> None:
    calm = "Thank you, that helps with the diet. By the way, I want to kill myself."
    assert spoken(plain(calm)) == ["self_harm"]
    assert raised(calm) == {"self_harm"}


@pytest.mark.parametrize(
    "text",
    [
        "In the film she wants to kill herself",
        "考试题目：患者喘不上气，首先应该怎么处理",
        "What should you do if someone can't breathe?",
        "十年前我爸喘不上气住过院",
        "He has never wanted to kill himself",
    ],
)
def test_a_phrase_in_a_story_a_question_or_a_denial_does_not_count(text: str) -> None:
    assert spoken(plain(text)) == []


@given(st.text(max_size=400))
def test_no_text_breaks_the_screen(text: str) -> None:
    assert {flag.category for flag in screen(text)} <= set(CATEGORIES)


@pytest.mark.parametrize("piece", ["no ", "not can ", "没有", "1", "a,", "胸 ", "\ufdfa", "''"])
def test_a_huge_message_costs_no_more_than_a_long_one(piece: str) -> None:
    """One megabyte is read at its two ends only, in pieces of bounded length."""
    pieces = list(safety.pieces(piece * (1_000_000 // len(piece))))
    assert len(pieces) <= 20
    assert all(len(part) <= safety.WINDOW for part in pieces)


def test_both_ends_of_a_huge_message_are_read() -> None:
    filler = "lorem ipsum " * 50_000
    assert "breathing" in raised("He can't breathe. " + filler)
    assert "breathing" in raised(filler + " He can't breathe.")


def test_a_sign_in_the_middle_of_a_long_message_is_found() -> None:
    filler = "We went to the market and bought apples. " * 30
    assert "breathing" in raised(filler + "He can't breathe. " + filler)


def test_a_flag_names_its_version_and_never_the_text() -> None:
    for _, text in EMERGENCIES:
        for flag in screen(text):
            assert flag.rule == f"{flag.category}@{policy_version()}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_a_notice_without_a_dose(category: str, lang: str) -> None:
    text = notice([RedFlag(category, category + ".x")], lang)
    assert ("120" if lang == "zh" else "emergency number") in text
    assert not re.search(r"\d\s*(mg|ml|毫克|毫升|片|粒|tablets?|pills?|puffs?)", text)
    assert bool(re.search(r"[\u4e00-\u9fff]", text)) == (lang == "zh")


def test_the_self_harm_notice_names_people_to_turn_to() -> None:
    flags = [RedFlag("self_harm", "self_harm.said")]
    assert "12356" in notice(flags, "zh")
    assert "crisis line" in notice(flags, "en")
    assert "someone close" in notice(flags, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_several_flags_make_one_notice_without_repetition(lang: str) -> None:
    flags = [RedFlag(name, name + ".x") for name in (*CATEGORIES, *CATEGORIES)]
    text = notice(flags, lang)
    sentences = [part for part in re.split(r"(?<=[.。])\s*", text) if part]
    assert len(sentences) == len(set(sentences))


def test_no_flag_no_notice() -> None:
    assert notice([], "en") == notice([], "zh") == ""


def test_the_policy_has_a_short_stable_name() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", policy_version())
    assert policy_version() == policy_version()


def test_the_screen_meets_its_goal_on_an_author_it_never_saw() -> None:
    """Written before the weights were fitted, by somebody who saw neither them nor the phrases."""
    lines = (HERE / "redflags_unseen_2.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert Counter(case["lang"] for case in cases) == {"zh": 160, "en": 160}
    found = [bool(raised(case["text"])) for case in cases if case["flags"]]
    quiet = [not raised(case["text"]) for case in cases if not case["flags"]]
    # Figures only: a failure must not show a held-out line.
    assert sum(found) / len(found) >= 0.97
    assert sum(quiet) / len(quiet) >= 0.95
