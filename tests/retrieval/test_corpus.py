"""Sentences, languages and passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import LONGEST_EN, LONGEST_ZH, Document, passage_id, split
from retrieval.sentences import detect_lang, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def document(text: str, lang: str = "") -> Document:
    return Document(id="d", title="T", text=text, source="s", lang=lang)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "儿童发热。需要去急诊吗？是的；马上！",
            ["儿童发热。", "需要去急诊吗？", "是的；", "马上！"],
        ),
        ("他说：“去医院。”然后走了。", ["他说：“去医院。”", "然后走了。"]),
        ("Rest. Drink water! Better?", ["Rest.", "Drink water!", "Better?"]),
        ("Take 0.5 g at 38.5 degrees. Stop.", ["Take 0.5 g at 38.5 degrees.", "Stop."]),
        (
            "Use fruit, e.g. apples. Dr. Smith agrees.",
            ["Use fruit, e.g. apples.", "Dr. Smith agrees."],
        ),
        ("It is hepatitis B. The liver hurts.", ["It is hepatitis B.", "The liver hurts."]),
        ("Infection with E. coli is common.", ["Infection with E. coli is common."]),
        ("It helps. [1][2] It heals [3].", ["It helps. [1][2]", "It heals [3]."]),
        ("有效。[1] 安全[2]。", ["有效。[1]", "安全[2]。"]),
        ("Do this:\n- rest\n- drink\n  a lot\n", ["Do this:", "- rest", "- drink\n  a lot"]),
        ("1. Wash hands.\n2. Rest.", ["1. Wash hands.", "2. Rest."]),
        ("A wrapped\nline. Next", ["A wrapped\nline.", "Next"]),
        ("第一段\n第二段", ["第一段", "第二段"]),
        ("| a | b |\n| c | d |", ["| a | b |", "| c | d |"]),
        ("One paragraph\n\nanother", ["One paragraph", "another"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet="aB。！. \n-|1[]？é’中", max_size=80))
def test_sentences_hold_every_character_but_white_space_once_in_order(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_the_language_is_the_one_with_more_words() -> None:
    assert detect_lang("What is diabetes?") == "en"
    assert detect_lang("糖尿病的CT检查") == "zh"
    assert detect_lang("What does the word 二甲双胍 mean to patients?") == "en"
    assert detect_lang("") == "en"


def test_passages_are_exact_pieces_that_never_cross_a_heading() -> None:
    text = "Intro.\n\n# A\nFirst.\n\n## B\nSecond. Third.\n\n# C\nLast."
    passages = split(document(text), "kb")
    assert [(p.heading, p.text) for p in passages] == [
        ("", "Intro."),
        ("A", "First."),
        ("A > B", "Second. Third."),
        ("C", "Last."),
    ]
    assert all(text[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize(
    ("sentence", "longest"), [("A sentence about gout. ", LONGEST_EN), ("痛风会痛。", LONGEST_ZH)]
)
def test_passages_are_packed_full_of_whole_sentences(sentence: str, longest: int) -> None:
    passages = split(document(sentence * 300), "kb")
    assert all(longest / 2 < len(p.text) <= longest for p in passages[:-1])
    assert all(p.text.startswith(sentence[:2]) and p.text[-1] in ".。" for p in passages)


@pytest.mark.parametrize("text", ["word " * 600, "字" * 2000, "x" * 3000, "短，" * 900])
def test_a_sentence_longer_than_a_passage_is_cut_and_nothing_is_lost(text: str) -> None:
    passages = split(document(text), "kb")
    longest = LONGEST_EN if text.isascii() else LONGEST_ZH
    assert all(len(p.text) <= longest for p in passages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    assert not text.startswith("word") or all(p.text.endswith("word") for p in passages)


@given(st.text(alphabet="aB。. \n#-中1", max_size=300))
def test_every_passage_is_where_it_says(text: str) -> None:
    for passage in split(document(text), "kb"):
        assert text[passage.start : passage.end] == passage.text != ""


def test_passage_ids_are_stable_and_distinct() -> None:
    assert passage_id("kb", "d", 0) == passage_id("kb", "d", 0)
    ids = {
        passage_id(*key) for key in (("kb", "d", 0), ("kb", "d", 1), ("k", "bd", 0), ("x", "d", 0))
    }
    assert len(ids) == 4


def test_passages_inherit_what_the_document_says_of_itself() -> None:
    whole = Document("d", "T", "Text.", "s", "u", "en", "CC0", "renal", {"year": 2020})
    [passage] = split(whole, "kb")
    assert (passage.url, passage.licence, passage.specialty) == ("u", "CC0", "renal")
    assert passage.metadata == {"year": 2020}
    assert split(document("中文。"), "kb")[0].lang == "zh"
