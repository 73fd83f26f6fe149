"""One way of writing; doses, units and Chinese punctuation are left as they are."""

import json

import pytest

from train import rows
from train.curate.normalise import make, repaired


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("服用０．５ｍｇ，每日３次（饭后）", "服用0.5mg，每日3次（饭后）"),
        ("\ufeff头\u200b痛\u00ad \u0007三\u00a0天", "头痛 三 天"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("　　第一段   有空格  \n\n\n\n　　第二段", "第一段 有空格\n\n第二段"),
        ("Cafe\u0301", "Café"),
        ("头\u200d痛", "头痛"),
        ("\ud83d\ude00 \ud83d", "😀 \ufffd".replace("\ufffd", "\ufffd")),
    ],
)
def test_what_is_written_otherwise_becomes_usual(written: str, usual: str) -> None:
    assert repaired(written).rstrip("\ufffd ") == usual.rstrip("\ufffd ")


@pytest.mark.parametrize(
    "text",
    [
        "½ 片，5 μg/kg，白细胞 ×10⁹/L，39℃，≥ 140/90 mmHg，①②③",
        "Na⁺ 135–145 mmol/L; 25 µg vs 25 μg; ±0.5 °C",
        "- item\n    - nested\n\n家庭 👨\u200d👩\u200d👧",
        "患者主诉：头痛、发热；“无”咳嗽……（三天）",
    ],
)
def test_doses_units_and_layout_stay(text: str) -> None:
    assert repaired(text) == text


def test_traditional_chinese_becomes_simplified_in_chinese_rows_only() -> None:
    row = {"id": "1", "source": "s", "lang": "zh", "text": "頭髮乾燥，發熱，著名醫院"}
    assert make().change(row)["text"] == "头发干燥，发热，著名医院"
    assert make(traditional=True).change(row)["text"] == row["text"]
    assert make().change(row | {"lang": "en"})["text"] == row["text"]


def test_every_kind_of_row_is_changed_wherever_somebody_wrote() -> None:
    said = [{"role": "user", "content": "發熱３天"}]
    common = {"id": "1", "source": "s", "lang": "zh"}
    question = {"question": "發熱？", "options": {"A": "１度"}, "answer": "A", "explanation": "發"}
    for row in (
        common | {"messages": said},
        common | {"prompt": said, "chosen": said, "rejected": said},
        common | question,
    ):
        changed = make().change(row)
        assert set(changed) == set(row)
        assert not set("發３１") & set("".join(rows.words(changed)))
    assert said == [{"role": "user", "content": "發熱３天"}]


def test_a_changed_row_can_always_be_written() -> None:
    row = {"id": "1", "source": "s", "lang": "zh", "text": json.loads('"坏\\ud800字"')}
    rows.line(make().change(row)).encode()
