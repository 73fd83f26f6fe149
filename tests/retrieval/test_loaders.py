"""Files become documents, or say clearly why not."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from retrieval.corpus import Document
from retrieval.errors import CorpusError
from retrieval.loaders import Skipped, read

MEDQUAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document id="0000001_1" source="CancerGov" url="https://cancer.test/all"><Focus>Leukemia</Focus>
<QAPairs>
<QAPair pid="1"><Question qid="0000001_1-1" qtype="symptoms">What are the symptoms?</Question>
<Answer>Fever and <b>fatigue</b>.</Answer></QAPair>
<QAPair pid="2"><Question qid="0000001_1-2" qtype="outlook">Next?</Question><Answer/></QAPair>
</QAPairs></Document>"""

MONOGRAPH = """---
id: gout
lang: zh
title: 痛风
specialty: rheumatology
evidence_level: guideline
written: 2026-11-21
reviewed_by: none
references:
  - {body: 某学会, title: 指南, year: 2020}
---

## 要点

痛风会痛。
"""


def documents(path: Path) -> list[Document]:
    return [item for item in read(path, "clinic") if isinstance(item, Document)]


def skipped(path: Path) -> list[str]:
    return [item.reason for item in read(path, "clinic") if isinstance(item, Skipped)]


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(*rows: dict[str, Any]) -> str:
    return "\n".join(map(json.dumps, rows))


def test_jsonl_keeps_known_fields_and_puts_the_rest_in_metadata(tmp_path: Path) -> None:
    row = {"id": 7, "title": "T", "text": "Gout hurts.", "url": "u", "licence": "CC0", "year": 2020}
    [document] = documents(file(tmp_path, "kb.jsonl", rows(row) + "\n\n"))
    assert (document.id, document.source, document.lang) == ("7", "clinic", "en")
    assert (document.url, document.licence) == ("u", "CC0")
    assert document.metadata == {"year": 2020}


def test_gzipped_jsonl_is_read_alike(tmp_path: Path) -> None:
    content = gzip.compress(rows({"text": "痛风。", "source": "医院"}).encode())
    [document] = documents(file(tmp_path, "kb.jsonl.gz", content))
    assert (document.source, document.lang) == ("医院", "zh")


def test_a_row_without_id_gets_the_same_one_every_time(tmp_path: Path) -> None:
    path = file(tmp_path, "kb.jsonl", rows({"text": "A."}, {"text": "B."}, {"text": "A."}))
    first, second, third = (document.id for document in documents(path))
    assert first == third != second


def test_rows_without_text_are_skipped_and_counted(tmp_path: Path) -> None:
    path = file(tmp_path, "kb.jsonl", rows({"id": "1"}, {"text": " "}, {"text": None}))
    assert skipped(path) == ["no text"] * 3


@pytest.mark.parametrize("bad", ["{broken", "[1, 2]", '{"text": 5}', '{"text": "\\ud800"}'])
def test_a_malformed_row_is_named_by_file_and_line(tmp_path: Path, bad: str) -> None:
    path = file(tmp_path, "kb.jsonl", rows({"text": "A."}) + "\n" + bad)
    with pytest.raises(CorpusError, match=r"kb\.jsonl, line 2"):
        documents(path)


CUT_SHORT = gzip.compress(b'{"text": "A."}\n' * 99, mtime=0)[:-20]


@pytest.mark.parametrize("content", [b"not gzip", CUT_SHORT])
def test_a_broken_gzip_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"kb\.jsonl\.gz.*broken gzip"):
        documents(file(tmp_path, "kb.jsonl.gz", content))


def test_medquad_pairs_become_documents_and_unanswered_ones_are_counted(tmp_path: Path) -> None:
    path = file(tmp_path, "1.xml", MEDQUAD)
    [document] = documents(path)
    assert document.id == "CancerGov_0000001_1-1"
    assert document.title == "What are the symptoms?"
    assert document.text == "Fever and fatigue."
    assert (document.source, document.url) == ("CancerGov", "https://cancer.test/all")
    assert document.metadata == {"focus": "Leukemia", "qtype": "symptoms"}
    assert skipped(path) == ["no answer"]


def test_xml_with_a_doctype_is_refused_before_its_entities_are_read(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "boom">]><Document><QAPairs>&a;</QAPairs></Document>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(CorpusError, match="DOCTYPE"):
            documents(file(tmp_path, "1.xml", bomb.encode(encoding)))


def test_broken_xml_is_named_and_other_xml_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"1\.xml: not well-formed"):
        documents(file(tmp_path, "1.xml", "<Document>"))
    assert skipped(file(tmp_path, "1.xml", "<Feed/>")) == ["not a MedQuAD document"]


def test_markdown_front_matter_fills_the_fields_and_the_metadata(tmp_path: Path) -> None:
    [document] = documents(file(tmp_path, "gout.md", MONOGRAPH))
    assert (document.id, document.title, document.lang) == ("gout.zh", "痛风", "zh")
    assert document.specialty == "rheumatology"
    assert document.text == "## 要点\n\n痛风会痛。"
    assert document.metadata == {
        "evidence_level": "guideline",
        "written": "2026-11-21",
        "reviewed_by": "none",
        "references": [{"body": "某学会", "title": "指南", "year": 2020}],
    }


def test_markdown_without_front_matter_and_plain_text_have_titles_too(tmp_path: Path) -> None:
    [headed] = documents(file(tmp_path, "a.md", "# Gout in short #\n\nIt hurts."))
    [plain] = documents(file(tmp_path, "b.txt", "It hurts. # not a heading"))
    assert (headed.title, plain.title) == ("Gout in short", "b")
    assert len(headed.id) == len(plain.id) == 24


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"---\nid: [\n---\nText", "not YAML"),
        (b"---\n- list\n---\nText", "name: value"),
        (b"\xff\xfe\xfa", "not UTF-8"),
    ],
)
def test_a_broken_markdown_file_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    with pytest.raises(CorpusError, match=rf"a\.md.*{complaint}"):
        documents(file(tmp_path, "a.md", content))


def test_a_folder_is_walked_in_order_and_unknown_files_are_reported(tmp_path: Path) -> None:
    file(tmp_path, "b/z.md", "Second.")
    file(tmp_path, "a.txt", "First.")
    file(tmp_path, "a.pdf", "?")
    file(tmp_path, ".hidden/c.md", "Never.")
    assert [document.text for document in documents(tmp_path)] == ["First.", "Second."]
    assert skipped(tmp_path) == ["unknown file type"]


def test_a_path_with_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        documents(tmp_path / "missing")
    with pytest.raises(CorpusError, match="holds nothing to read"):
        documents(tmp_path)
    with pytest.raises(CorpusError, match="cannot read this type"):
        documents(file(tmp_path, "x.pdf", "?"))
