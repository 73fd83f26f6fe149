"""Citations: every `[n]` of an answer that a passage has, at its place, and no other."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.citations import annotate, shifted
from retrieval.corpus import Passage


def passage(number: int, url: str = "") -> Passage:
    return Passage(
        id=f"00000000-0000-0000-0000-{number:012}",
        document_id=f"d{number}",
        ordinal=0,
        text="Rest helps.",
        heading="",
        start=0,
        end=11,
        title=f"Title {number}",
        source="clinic",
        url=url,
    )


PASSAGES = [passage(1, "https://example.org/1"), passage(2), passage(3)]


def cited(text: str) -> list[tuple[str, int]]:
    """The marker as it stands in the text, and the number it was read as."""
    return [
        (
            text[found["url_citation"]["start_index"] : found["url_citation"]["end_index"]],
            found["passage"]["number"],
        )
        for found in annotate(text, PASSAGES)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest helps [1].", [("[1]", 1)]),
        ("休息有用【2】。喝水[3]。", [("【2】", 2), ("[3]", 3)]),
        ("\U0001f912 fever 发热 [2] and [1][3]", [("[2]", 2), ("[1]", 1), ("[3]", 3)]),
        ("Both [1, 2] and [2，3]", [("[1, 2]", 1), ("[1, 2]", 2), ("[2，3]", 2), ("[2，3]", 3)]),
        ("One resolves, one does not [1,9].", [("[1,9]", 1)]),
        ("No such passage [0] [4] [99] [100].", []),
        ("Not citations: [a] [] [1.5] (1) 1] [1 array[i] [-1]", []),
        ("", []),
    ],
)
def test_markers_are_found_where_they_stand(text: str, expected: list[tuple[str, int]]) -> None:
    assert cited(text) == expected


def test_an_annotation_is_openais_url_citation_and_names_our_passage() -> None:
    assert annotate("Rest [1].", PASSAGES) == [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": 5,
                "end_index": 8,
                "title": "Title 1",
                "url": "https://example.org/1",
            },
            "passage": {"number": 1, "id": PASSAGES[0].id},
        }
    ]


def test_a_passage_without_an_address_is_cited_by_its_id() -> None:
    [found] = annotate("Rest [2].", PASSAGES)
    assert found["url_citation"]["url"] == f"urn:uuid:{PASSAGES[1].id}"


def test_without_passages_nothing_is_cited() -> None:
    assert annotate("Rest [1].", []) == []


@given(
    before=st.text(max_size=20), text=st.text(alphabet="a[]【】123,，发\U0001f912 ", max_size=40)
)
def test_citations_move_with_the_text_before(before: str, text: str) -> None:
    found = annotate(text, PASSAGES)
    kept: list[Any] = [dict(one["url_citation"]) for one in found]
    for old, new in zip(found, shifted(found, len(before)), strict=True):
        moved, still = new["url_citation"], old["url_citation"]
        marker = (before + text)[moved["start_index"] : moved["end_index"]]
        assert marker == text[still["start_index"] : still["end_index"]]
        assert marker[0] in "[【"
    assert [one["url_citation"] for one in found] == kept
