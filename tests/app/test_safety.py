"""The red-flag screen: what it flags, what it leaves alone, and what it says."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import safety
from app.red_flags import CATEGORIES, RULES
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
        "I don't have chest pain, shortness of breath or dizziness",
        "Patient denies chest pain.",
        "他没有头晕、呕吐、抽搐",
    ],
)
def test_what_is_denied_is_not_flagged(text: str) -> None:
    assert screen(text) == []


def test_a_denial_reaches_only_its_own_clause() -> None:
    text = "I don't have chest pain but my left arm has gone numb and my face droops"
    assert raised(text) == {"stroke"}
    assert raised("没有发烧，但是脖子硬得不能动，头疼得要炸")


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
        "I am writing a novel where the hero is stabbed",
        "我在写小说，主角被捅了一刀",
        "If someone collapses and is not breathing, what should you do?",
        "",
        "😀",
    ],
)
def test_figures_of_speech_fiction_and_hypotheses_are_not_flagged(text: str) -> None:
    assert screen(text) == []


def test_somebody_else_s_emergency_counts_as_the_writer_s_own() -> None:
    assert raised("A man at the bus stop has collapsed") == {"unconscious"}
    assert raised("路边有个老人晕倒了") == {"unconscious"}


@pytest.mark.parametrize(
    "text",
    [
        "胸 痛 得 厉 害",
        "胸口好痛，標晒冷汗",
        "ＣＨＥＳＴ　ＰＡＩＮ",
        "crushing che\u200bst pain",
        "cant breahte",
    ],
)
def test_spacing_width_script_and_typing_errors_do_not_hide_a_sign(text: str) -> None:
    assert screen(text)


@given(st.text(max_size=400))
def test_no_text_breaks_the_screen(text: str) -> None:
    for flag in screen(text):
        assert flag.category in CATEGORIES


@given(st.lists(st.sampled_from(sorted(safety.LEXICON)), max_size=60))
def test_no_pile_of_its_own_words_breaks_the_screen(words: list[str]) -> None:
    assert len(screen(" ".join(words))) <= len(RULES)


@pytest.mark.parametrize("piece", ["no ", "not can ", "没有", "1", "a,", "胸 ", "\ufdfa", "''"])
def test_a_huge_message_costs_no_more_than_a_long_one(piece: str) -> None:
    """One megabyte is read at its two ends only: the work is bounded, whatever the text."""
    huge = piece * (1_000_000 // len(piece))
    assert len(safety.normalise(huge)) <= 12 * safety.EDGE
    assert len(safety.tokenise(safety.normalise(huge)).words) <= 12 * safety.EDGE
    screen(huge)


def test_both_ends_of_a_huge_message_are_read() -> None:
    filler = "lorem ipsum " * 50_000
    assert "unconscious" in raised("He is not breathing. " + filler)
    assert "unconscious" in raised(filler + " He is not breathing.")


def test_a_flag_names_a_rule_and_never_the_text() -> None:
    names = {name for name, _ in RULES} | {f"{name}.several_signs" for name in CATEGORIES}
    for _, text in EMERGENCIES:
        assert {flag.rule for flag in screen(text)} <= names


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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["dev", "unseen"])
def test_the_screen_finds_emergencies_and_leaves_the_rest_alone(name: str, lang: str) -> None:
    lines = (HERE / f"redflags_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    cases: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    cases = [case for case in cases if case["lang"] == lang]
    hit: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    right = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for case in cases:
        wanted, got = bool(case["flags"]), raised(case["text"])
        total[wanted] += 1
        right[wanted] += bool(got) == wanted
        seen.update(case["flags"])
        hit.update(got & set(case["flags"]))
    sensitivity, specificity = right[True] / total[True], right[False] / total[False]
    counts = ", ".join(f"{category} {hit[category]}/{seen[category]}" for category in sorted(seen))
    # Counts only: a failure must not show a held-out line.
    summary = f"sensitivity {sensitivity:.3f}, specificity {specificity:.3f}; {counts}"
    assert (sensitivity >= 0.97, specificity >= 0.95) == (True, True), summary
