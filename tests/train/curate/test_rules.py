"""The rules drop noise for the right reason, and let medicine's own words pass."""

from typing import Any

import pytest

from train.curate import advertising, language, length, personal, repetition, rules, toxicity

ZH = (
    "高血压患者应当低盐饮食，规律作息，按时服药，"
    "并且每周在家测量两次血压，做好记录，复诊时带给医生看。"
)
EN = (
    "People with high blood pressure should eat less salt, keep regular hours, take their tablets "
    "on time and measure the pressure at home twice a week, so that the doctor can see the record."
)


def text(written: str, lang: str = "zh") -> dict[str, Any]:
    return {"id": "1", "source": "web", "lang": lang, "text": written}


def why(written: str, lang: str = "zh", **settings: Any) -> str:
    kept, reason = rules.make(**settings).judge(text(written, lang))
    assert kept == (not reason)
    return reason


@pytest.mark.parametrize(("written", "lang"), [(ZH, "zh"), (EN, "en")])
def test_plain_text_is_kept(written: str, lang: str) -> None:
    assert why(written, lang) == ""


NOISE = {
    "empty_text": ("  ", "zh"),
    "too_short": ("好的。", "zh"),
    "special_characters": (ZH + "█▓▒░■□◆◇★☆" * 3, "zh"),
    "not_zh": (EN, "zh"),
    "not_en": (ZH, "en"),
    "repeated_lines": ("\n".join([ZH, ZH[::-1]] * 8), "zh"),
    "page_residue": ("\n".join(["首页", "登录", "注册", "版权所有 2020", ZH, "上一页"]), "zh"),
    "advertising": (ZH + "想根治请加我微信：abc12345，货到付款，无效退款。", "zh"),
    "toxic_pornography": ("在线观看av，免费成人视频，激情视频，天天更新，欢迎进入本站观看。", "zh"),
    "toxic_violence": ("这是一篇教程，告诉你怎么制作炸弹，炸药的制作方法，请按步骤来做好。", "zh"),
    "toxic_bias": ("我认为女人都是废物，残疾人都该死，这种话在这里被反复地说了很多遍。", "zh"),
    "personal_information": (
        "患者张三 13800138000，李四 13900139000，王五 13700137000，赵六 13600136000",
        "zh",
    ),
}


@pytest.mark.parametrize("reason", NOISE)
def test_noise_is_dropped_for_its_reason(reason: str) -> None:
    assert why(*NOISE[reason]) == reason


NOISE_EN = {
    "page_residue": "\n".join(["Home", "Log in", "Share this", EN, "All rights reserved 2020"]),
    "advertising": EN + " Buy cheap Xanax online, call now 800-555-0100, money-back guarantee!",
    "toxic_pornography": "Watch free porn videos and hot sex cams here, the best of all.",
    "toxic_violence": "This page tells in detail how to make a pipe bomb from household things.",
    "toxic_bias": "He said that immigrants are vermin, and that was all he had to say.",
    "personal_information": "Ann 415-555-0142, Bob 415-555-0143, Cy 415-555-0144, cy@example.com, "
    "Di 415-555-0145, all of them are in the list that the office keeps for the year.",
    "not_en": "Il paziente riferisce dolore toracico da tre giorni con febbre alta e tosse. " * 6,
}


@pytest.mark.parametrize("reason", NOISE_EN)
def test_noise_in_english_is_dropped_for_its_reason(reason: str) -> None:
    assert why(NOISE_EN[reason], "en", repetition=False) == reason


@pytest.mark.parametrize(
    ("written", "lang"),
    [
        (
            "患者性交后出血，阴道分泌物增多，有不洁性行为史，曾吸食海洛因，担心艾滋病，有自杀念头。",
            "zh",
        ),
        (
            "色情成瘾的患者常有焦虑抑郁，幻听命令他杀人，治疗以认知行为疗法为主，必要时联合药物。",
            "zh",
        ),
        (
            "建议预约挂号后到医院检查，电话咨询也可以，药物的价格请咨询当地药店，祝您早日康复。",
            "zh",
        ),
        (
            "She was raped two years ago and uses heroin; she bleeds after sex and says "
            "the voices tell her to kill herself. Porn addiction is not a diagnosis in the manual.",
            "en",
        ),
        (
            "Call 911 or go to the emergency room if the pain lasts five minutes.",
            "en",
        ),
    ],
)
def test_medicine_may_speak_of_sex_drugs_death_and_prices(written: str, lang: str) -> None:
    assert why(written, lang) == ""


def test_repetition_is_told_in_both_languages() -> None:
    zh = "。".join("本品适用于感冒引起的头痛发热鼻塞流涕咽痛" for _ in range(12))
    en = " ".join(
        "take one tablet twice a day after the meals with plenty of water" for _ in range(20)
    )
    assert why(zh).startswith("repeated")
    assert why(en, "en").startswith("repeated")


def said(answer: str, lang: str = "zh") -> dict[str, Any]:
    """A dialogue of a question and its answer."""
    messages = [{"role": "user", "content": ZH}, {"role": "assistant", "content": answer}]
    return {"id": "1", "source": "chat", "lang": lang, "messages": messages}


def test_an_answer_may_take_up_its_question() -> None:
    assert rules.make().judge(said(ZH + "这是对的。")) == (True, "")


WEEK = "\n".join(
    f"第{week}周：\n周一：轻松步行三公里\n周三：休息\n周五：轻松步行三公里\n"
    f"周六：步行{week + 3}公里，心率不超过每分钟{100 + week}次"
    for week in range(1, 7)
)
SUM = "\n".join(
    f"Ward {n} uses {n} boxes * {n + 4} masks per box = <<{n}*{n + 4}={n * (n + 4)}>>"
    f"{n * (n + 4)} masks per day."
    for n in range(3, 12)
)
CODE = "可以这样计算每位患者的体重指数：\n```python\n" + "\n".join(
    f"total = total + weight[{n}] / height[{n}] ** 2\nprint(total)" for n in range(20)
)
RULED = f"复诊记录\n{'-' * 150}\n{ZH}\n{'=' * 150}"


@pytest.mark.parametrize(
    ("answer", "lang"), [(WEEK, "zh"), (SUM, "en"), (CODE + "\n```\n" + ZH, "zh"), (RULED, "zh")]
)
def test_an_answer_may_be_a_plan_a_sum_or_code_where_a_page_may_not(answer: str, lang: str) -> None:
    step = repetition.make()
    assert step.judge(said(answer, lang)) == (True, "")
    assert step.judge(text(answer, lang))[1].startswith("repeated")


CIRCLES = "请您放心，这个病是可以治好的，注意休息就行。"


@pytest.mark.parametrize("start", ["", WEEK, CODE + "\n```\n" + 3 * ZH])
def test_an_answer_that_goes_in_circles_is_dropped(start: str) -> None:
    for circles in (CIRCLES, CIRCLES + "\n", CIRCLES + "\n\n"):
        kept, reason = repetition.make().judge(said(start + "\n" + 30 * circles))
        assert not kept
        assert reason.startswith("repeated")


@pytest.mark.parametrize(
    "notice",
    [
        "您的孩子筛查结果为阳性，请到市妇幼保健院二楼检验科免费复查，咨询电话7220332，请保留此信息。",
        "如果您有伤害自己的念头，请马上拨打24小时热线：010-82951332，或者免费心理咨询热线400-161-9995。",
    ],
)
def test_a_number_to_call_is_no_advertising_by_itself(notice: str) -> None:
    assert rules.make().judge(said(notice)) == (True, "")
    sold = "权威专家在线咨询，国内领先技术，免费热线：400-000-0000。"
    assert rules.make().judge(said(notice + sold)) == (False, "advertising")


def test_a_dialogue_with_an_empty_answer_is_dropped() -> None:
    messages = [{"role": "user", "content": ZH}, {"role": "assistant", "content": " "}]
    row = {"id": "1", "source": "chat", "lang": "zh", "messages": messages}
    assert rules.make().judge(row) == (False, "empty_text")


def test_a_family_can_be_switched_off_or_set() -> None:
    sold = NOISE["advertising"][0]
    assert why(sold, advertising=False) == ""
    assert why(sold, advertising={"sure": 0, "likely": 50}) == ""
    assert why(ZH, min_chars=500) == "too_short"
    assert why(ZH, max_tokens=10) == "too_long"


def test_limits_may_come_from_json_where_every_key_is_a_string() -> None:
    limits = {"again": {"zh": {"5": 0.01}}, "top": {}, "words": 20}
    assert why(ZH + ZH, repetition=limits) == "repeated_passages"


def test_an_unknown_setting_is_an_error() -> None:
    make: Any = rules.make
    with pytest.raises(TypeError, match="min_char"):
        make(min_char=3)
    with pytest.raises(TypeError, match="likly"):
        make(advertising={"likly": 3})


@pytest.mark.parametrize("module", [advertising, language, length, personal, toxicity])
def test_families_are_steps_of_their_own(module: Any) -> None:
    step = module.make()
    assert step.name == module.__name__.rsplit(".", 1)[1]
    assert step.judge(text(ZH)) == (True, "")


def test_one_number_in_a_text_is_no_list_of_people() -> None:
    assert why(ZH + "联系电话13800138000，邮箱a@example.com。" + ZH * 2, repetition=False) == ""
    assert personal.identifiers("白细胞 12000000000 个，金额 1200000 元，剂量 0.0000015 g") == 0
