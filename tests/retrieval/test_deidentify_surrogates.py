"""Surrogates: invented, the same through a conversation, and never the real thing."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.deidentify import STRUCTURED, Surrogates, bare
from retrieval.identifiers_numbers import is_resident_id
from tests.retrieval.identifiers import labelled


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_planted_is_left_and_the_second_scrub_finds_none_of_it(lang: str) -> None:
    left: list[str] = []
    planted = 0
    for row in labelled(lang):
        surrogates = Surrogates(row.conversation)
        once = surrogates.replace(row.text)
        twice = surrogates.replace(once)
        for span in row.spans:
            planted += 1
            value = row.text[span.start : span.end]
            long_enough = len(value) > 3
            left += [value] if long_enough and (value in once or value in twice) else []
    assert len(left) <= 0.01 * planted, left


def test_a_person_keeps_one_surrogate_over_all_turns_and_mentions() -> None:
    surrogates = Surrogates("conversation 1")
    full = surrogates.replace("我叫李秀英")[2:]
    assert surrogates.replace("李女士您好") == f"{full[0]}女士您好"
    assert surrogates.replace("秀英头晕") == f"{full[1:]}头晕"
    name = surrogates.replace("My name is John Okafor")[11:]
    given_name, surname = name.split()
    assert surrogates.replace("Mr Okafor came") == f"Mr {surname} came"
    assert surrogates.replace("john is better") == f"{given_name.lower()} is better"
    assert name != "John Okafor"


def test_two_people_stay_two() -> None:
    surrogates = Surrogates("conversation 2")
    texts = [f"我叫{surname}秀英" for surname in "王李张刘陈杨赵黄吴徐"]
    surrogates.read(texts)
    assert len({surrogates.replace(text) for text in texts}) == len(texts)


def test_nobody_is_renamed_to_somebody_who_is_there() -> None:
    surrogates = Surrogates("conversation 3")
    texts = ["我叫李秀英", "我老公周志明", "医生是林医生", "沈文静说好"]
    surrogates.read(texts)
    written = "".join(surrogates.replace(text) for text in texts)
    assert not re.search("李|秀英|周|志明|林|沈|文静", written)


def test_a_name_told_late_is_known_early() -> None:
    surrogates = Surrogates("conversation 4")
    texts = ["thandiwe has asthma", "My name is Thandiwe Mokoena"]
    surrogates.read(texts)
    assert "thandiwe" not in surrogates.replace(texts[0])


def test_equal_seeds_invent_equally_and_others_otherwise() -> None:
    text = "My name is John Okafor, call 415-555-0199, seen 03/05/2023"
    assert Surrogates("a").replace(text) == Surrogates("a").replace(text)
    assert Surrogates("a").replace(text) != Surrogates("b").replace(text)


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("2023-03-05", "2023-03-19", "{}-{}-{}"),
        ("2023年3月5日", "2023年4月2日", "{}年{}月{}日"),
        ("2023/12/30", "2024/1/3", "{}/{}/{}"),
    ],
)
def test_the_days_between_two_dates_stay(first: str, second: str, form: str) -> None:
    def days(text: str) -> date:
        return date(*map(int, re.findall(r"\d+", text)))

    surrogates = Surrogates("conversation 5")
    one, two = surrogates.replace(first), surrogates.replace(second)
    assert days(two) - days(one) == days(second) - days(first)
    assert days(one) < days(first)
    assert days(one).weekday() == days(first).weekday()


def test_a_date_is_written_as_it_was() -> None:
    surrogates = Surrogates("conversation 6")
    shapes = {
        "March 5th, 2023": r"[A-Z][a-z]+ \d+(?:st|nd|rd|th), 20\d\d",
        "5-Mar-2023": r"\d+-[A-Z][a-z]{2}-20\d\d",
        "on the 22nd of may": r"on the \d+(?:st|nd|rd|th) of [a-z]+",
        "五月三日": r"[一二三四五六七八九十]+月[一二三四五六七八九十]+日",
        "２０２３年３月５日": r"[０-９]{4}年[０-９]+月[０-９]+日",
        "03/05/1961": r"\d\d/\d\d/19\d\d",
        "20230305": r"20\d{6}",
    }
    for written, shape in shapes.items():
        moved = surrogates.replace(written)
        assert moved != written
        assert re.fullmatch(shape, moved), moved


def test_ages_over_89_become_one() -> None:
    assert Surrogates("s").replace("my 92-year-old mum") == "my 90-or-older mum"
    assert Surrogates("s").replace("I am 95 years old.") == "I am 90 or older."
    assert Surrogates("s").replace("奶奶九十三岁了") == "奶奶90岁以上了"
    assert Surrogates("s").replace("她89岁") == "她89岁"


def test_surrogates_keep_their_shape_and_cannot_be_real() -> None:
    surrogates = Surrogates("conversation 7")
    assert re.fullmatch(r"电话12\d 0?\d{3,4} \d{4}", surrogates.replace("电话138 0013 8000"))
    assert re.fullmatch(r"call \(555\) 01\d-\d{4}", surrogates.replace("call (415) 867-5309"))
    assert surrogates.replace("mail a.b@c.org").endswith("@example.com")
    paper = surrogates.replace("身份证11010519491231002X")[3:]
    assert re.fullmatch(r"99\d{16}", paper)
    assert not is_resident_id(paper)
    assert surrogates.replace("SSN 123-45-6789").startswith("SSN 000-")


def test_an_address_keeps_its_form_and_a_part_of_it_its_surrogate() -> None:
    surrogates = Surrogates("conversation 8")
    first = surrogates.replace("住在四川省绵阳市三台县芦溪镇石桥村5组")
    assert re.fullmatch(r"住在..省..市..县..镇..村\d组", first)
    assert not re.search("四川|绵阳|三台|芦溪|石桥", first)
    road = surrogates.replace("I live at 12 Maple Street, Springfield, IL 62704")
    assert re.fullmatch(r"I live at \d\d [A-Z]\w+ Street, [A-Z]\w+, IL 000\d\d", road)


def test_what_an_answer_quotes_from_public_evidence_stays_unless_a_person_told_it() -> None:
    surrogates = Surrogates("conversation 9")
    public = "Reviewed by Dr. Alvarez on 5 March 2021."
    assert surrogates.replace("See Dr. Alvarez, 5 March 2021 [1].", public=public) == (
        "See Dr. Alvarez, 5 March 2021 [1]."
    )
    surrogates.replace("Dr. Alvarez saw me")
    assert "Alvarez" not in surrogates.replace("See Dr. Alvarez [1].", public=public)


PLANTS = ["13800138000", "415-867-5309", "jane.roe@clinic.org", "11010519491231002X", "123-45-6789"]


@example("", "13800138000", "%")
@given(st.text(max_size=60), st.sampled_from(PLANTS), st.text(max_size=60))
def test_no_text_around_it_saves_a_planted_number(before: str, plant: str, after: str) -> None:
    written = Surrogates("h").replace(f"{before} {plant} {after}")
    assert plant not in written or plant in before or plant in after


@given(st.text(max_size=200))
def test_replacing_never_raises(text: str) -> None:
    written, found = Surrogates("h").replaced(text)
    for one in found:
        if one.kind in STRUCTURED and len(bare(one.text)) > 7:
            assert bare(one.text) not in bare(written)
