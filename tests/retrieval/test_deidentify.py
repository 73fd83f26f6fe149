"""What `find` must find in invented chat, and what it must leave alone."""

from collections import Counter, defaultdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.deidentify import KINDS, STRUCTURED, Identifier, find
from retrieval.errors import DeidentifyError
from retrieval.identifiers_numbers import is_resident_id
from tests.retrieval.identifiers import Labelled, labelled, resident_id

LANGS = ("zh", "en")


def covered(row: Labelled) -> set[int]:
    return {at for one in find(row.text) for at in range(one.start, one.end)}


@pytest.mark.parametrize("lang", LANGS)
def test_the_labelled_set_is_large_and_varied(lang: str) -> None:
    rows = labelled(lang)
    assert sum(len(row.spans) for row in rows) >= 1000
    assert {span.kind for row in rows for span in row.spans} == set(KINDS)
    for row in rows:
        assert all(0 <= span.start < span.end <= len(row.text) for span in row.spans)


@pytest.mark.parametrize("lang", LANGS)
def test_planted_identifiers_are_found_whole(lang: str) -> None:
    planted: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for row in labelled(lang):
        hidden = covered(row)
        for span in row.spans:
            planted[span.kind] += 1
            hit[span.kind] += hidden.issuperset(range(span.start, span.end))
    recall = {kind: hit[kind] / planted[kind] for kind in planted}
    assert {kind: part for kind, part in recall.items() if part < 0.98} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_identifiers_are_called_what_they_are(lang: str) -> None:
    planted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in labelled(lang):
        found = find(row.text)
        for span in row.spans:
            planted[span.kind] += 1
            right[span.kind] += any(
                one.kind == span.kind and one.start < span.end and span.start < one.end
                for one in found
            )
    assert {kind for kind in planted if right[kind] < 0.9 * planted[kind]} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_clinical_terms_survive(lang: str) -> None:
    damaged: dict[str, list[str]] = defaultdict(list)
    kept = 0
    for row in labelled(lang):
        hidden = covered(row)
        planted = {at for span in row.spans for at in range(span.start, span.end)}
        for term in row.keep:
            kept += 1
            at = row.text.find(term)
            if (hidden - planted) & set(range(at, at + len(term))):
                damaged[term].append(row.text)
    assert sum(map(len, damaged.values())) <= 0.01 * kept, damaged


CLINICAL = """
C4 S3 B12 T3 FT4 CA125 CA19-9 HbA1c 7.8% TSH 4.5 mIU/L T2N0M0 E11.9 HER2 BRCA1 p53 INR 3.2 eGFR 54
BP 120/80, pulse 72, 5/10 pain, 3/5 strength, 20/20 vision, 2 tablets 3 times a day for 10 days
Parkinson's disease, Crohn's, Hashimoto thyroiditis, Down syndrome, Graves disease, Bell's palsy
Guillain-Barre, Wolff-Parkinson-White, Barrett's esophagus, Glasgow Coma Scale 15, Murphy's sign
I'm diabetic, I'm Type 2, I am HIV positive and I'm worried about the May side effects My mother
has hypertension. Dr said take metformin 500 mg. It may 2 weeks later get worse
白塞病、川崎病、桥本甲状腺炎、克罗恩病、帕金森、唐氏筛查、霍奇金淋巴瘤、马凡综合征、梅尼埃病
高血压、黄体酮、白细胞、关节痛、安全套、方便面、石膏、温度计、金银花、毛囊炎、艾滋病、雷公藤
血压120/80，空腹血糖5.6，孕28周，停经40天，3个月大，术后第5天，一天三次，每次2片，吃了7天
消化内科、心内科、普外科主任医师、护士站、值班医生、主治医师、全科医生、外国医生、家庭医生
我女儿天天咳嗽，孩子常常发烧，妈妈奶水不足，爸爸高烧，老公最近头疼，对于医生的建议我会听
呼吸困难请立即拨打120，咨询请拨打12320，火警119，报警110；In an emergency call 911, 999 or 112
89岁，65岁男性，5号针头，7号床垫，3月龄，5月大，半年，三天前，上周，最近一个月
""".strip().splitlines()


@pytest.mark.parametrize("line", CLINICAL)
def test_clinical_prose_names_nobody(line: str) -> None:
    assert find(line) == []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("my name is john okafor and i have asthma", "name", "john okafor"),
        ("i'm Oluwaseun, my knee hurts", "name", "Oluwaseun"),
        ("Dr. Wilson treats my Wilson's disease", "name", "Wilson"),
        ("我叫欧阳娜娜，头疼", "name", "欧阳娜娜"),
        ("李娜明天来复查", "name", "李娜"),
        ("于医生您好", "name", "于"),
        ("约翰·史密斯先生胸闷", "name", "约翰·史密斯"),
        ("seen last March 5th", "date", "March 5th"),
        ("3月5号开始的", "date", "3月5号"),
        ("五月三日手术", "date", "五月三日"),
        ("DOB 03/05/1961", "date", "03/05/1961"),
        ("电话１３８００１３８０００", "phone", "１３８００１３８０００"),
        ("她今年九十三岁", "age_over_89", "九十三岁"),
        ("my 92-year-old mum", "age_over_89", "92-year-old"),
        ("plate is 7ABC123", "plate", "7ABC123"),
        ("ask ada.quill@example.org. Give fluids", "email", "ada.quill@example.org"),
        ("京A·12345停在门口", "plate", "京A·12345"),
    ],
)
def test_one_of_each_kind_of_writing(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(one.kind, one.text) for one in find(text)]


def test_a_name_told_once_is_found_again_without_context() -> None:
    text = "My name is Thandiwe Mokoena. thandiwe has asthma; Mokoena is 54."
    assert [one.text for one in find(text)] == ["Thandiwe Mokoena", "thandiwe", "Mokoena"]
    assert [one.text for one in find("秀英头晕", known=["李秀英"])] == ["秀英"]


def test_the_check_digit_tells_an_id_number_from_any_eighteen_digits() -> None:
    import random

    right = resident_id(random.Random(3))
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert is_resident_id(right)
    assert not is_resident_id(wrong)
    assert find(f"号码{right}")[0].kind == "id_number"


def test_offsets_are_those_of_the_text_as_written() -> None:
    for row in labelled("zh", times=1):
        for one in find(row.text):
            assert row.text[one.start : one.end] == one.text


def test_a_recogniser_adds_what_it_finds() -> None:
    def ner(text: str) -> list[Identifier]:
        return [Identifier(0, 7, "name", text[:7])]

    assert [one.text for one in find("Zaphrel is ill", ner=ner)] == ["Zaphrel"]


def test_a_recogniser_that_fails_fails_everything_and_quotes_nothing() -> None:
    def ner(text: str) -> list[Identifier]:
        raise ValueError(text)

    with pytest.raises(DeidentifyError) as caught:
        find("my name is John Okafor", ner=ner)
    assert "Okafor" not in str(caught.value)


@given(st.text(max_size=80), st.text(max_size=80))
@example("1", "2")
def test_anything_can_be_read(before: str, after: str) -> None:
    for one in find(before + after):
        assert one.kind in KINDS
    assert set(KINDS) > STRUCTURED
