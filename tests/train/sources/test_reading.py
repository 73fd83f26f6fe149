"""Files of every form, and what is wrong with them."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from tests.train.sources import files
from train.errors import DataError
from train.sources import reading

ROWS = [{"q": "发热？", "a": "多喝水"}, {"q": "Fever?", "a": "Drink."}]


def values(path: str | Path, **options: Any) -> list[Any]:
    return [record.value for record in reading.records(str(path), **options)]


def wheres(path: str | Path) -> list[str]:
    return [record.where for record in reading.records(str(path))]


def refused(path: str | Path, **options: Any) -> str:
    with pytest.raises(DataError) as refusal:
        values(path, **options)
    return str(refusal.value)


def test_every_form_of_table_gives_the_same_records(tmp_path: Path) -> None:
    lines = files.jsonl(tmp_path / "a.jsonl", *ROWS)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(Path(lines).read_bytes()))
    files.array(tmp_path / "c.json", *ROWS)
    files.jsonl(tmp_path / "d.json", *ROWS)
    files.text(tmp_path / "e.csv", ["q,a", "发热？,多喝水", "Fever?,Drink."], "gb18030")
    files.text(tmp_path / "f.tsv", ["q\ta", "发热？\t多喝水", "Fever?\tDrink."], "utf-8-sig")
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), tmp_path / "g.parquet")
    for file in sorted(tmp_path.iterdir()):
        assert values(file) == ROWS, file.name
    assert values(tmp_path) == ROWS * 7


def test_a_folder_is_read_in_the_order_of_names_without_what_tells_of_it(tmp_path: Path) -> None:
    (tmp_path / "男科").mkdir()
    files.jsonl(tmp_path / "男科" / "x.jsonl", {"n": 2})
    files.jsonl(tmp_path / "b.jsonl", {"n": 1})
    files.jsonl(tmp_path / "manifest.json", {"n": 9})
    files.text(tmp_path / "README.md", ["read me"])
    found = list(reading.records(str(tmp_path)))
    assert [(r.value["n"], r.n, r.file) for r in found] == [(1, 0, "b"), (2, 1, "男科-x")]


def test_records_know_the_line_they_begin_in(tmp_path: Path) -> None:
    spread = tmp_path / "a.json"
    spread.write_text('[\n {"n": 1},\n {"n":\n 2}, {"n": 3}\n]\n')
    assert wheres(spread) == [f"{spread}, line {n}" for n in (2, 3, 4)]
    quoted = files.text(tmp_path / "b.csv", ["q,a", '"two', 'lines",x', "y,z"])
    assert wheres(quoted) == [f"{quoted}, line {n}" for n in (3, 4)]
    blank = files.text(tmp_path / "c.jsonl", ["", "{}"])
    assert wheres(blank) == [f"{blank}, line 2"]


def test_an_array_longer_than_a_chunk_is_read_to_its_end(tmp_path: Path) -> None:
    long = [{"text": "字" * 300_000, "n": n} for n in range(8)]
    path = tmp_path / "long.json"
    path.write_text(json.dumps(long, ensure_ascii=False), "utf-8")
    assert values(path) == long


def test_one_object_is_read_by_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "by_id.json"
    path.write_text(json.dumps({"11": {"q": 1}, "12": {"q": 2}}, indent=1))
    assert values(path, keyed_by="id") == [{"id": "11", "q": 1}, {"id": "12", "q": 2}]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", b'{"n": 1}\n{"n": 2\n', "a.jsonl, line 2 is not JSON"),
        ("a.jsonl", b"", "a.jsonl has no row"),
        ("a.json", b"[]", "a.json has no row"),
        ("a.json", b'[{"n": 1},\n', "a.json breaks off before its closing ]"),
        ("a.json", b'[{"n": 1},\n {"n": ]', "what begins in line 2 is not JSON"),
        ("a.json", b'[{"n": 1}]\n[2]', "a.json, line 2 goes on after its closing ]"),
        ("a.json", b"n: 1", "what begins in line 1 is not JSON"),
        ("a.csv", b"q,a\nx,y,z\n", "a.csv, line 2 has another number of fields than the head"),
        ("a.csv", b"q,a\nx\n", "a.csv, line 2 has another number of fields than the head"),
        ("a.csv", b'q,a\n"' + b"x\n" * 70_000, "a quotation mark left open"),
        ("a.csv", b"q,a\n", "a.csv has no row"),
        ("a.parquet", b"PAR?", "a.parquet is not Parquet"),
        ("a.jsonl.gz", b"plain", "a.jsonl.gz is not gzip"),
        (
            "a.jsonl.gz",
            gzip.compress(b'{"n": 1}\n' * 9, mtime=0)[:-9],
            "is not gzip, or broken off",
        ),
        ("a.jsonl", b"\xff\xff\xff", "a.jsonl is neither UTF-8 nor GB18030"),
        ("a.xlsx", b"PK", "a.xlsx is none of the forms .jsonl, .json, .csv, .tsv, .parquet"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert told in refused(tmp_path / name)


def test_a_file_that_changes_its_encoding_is_refused_at_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    plain = b'{"n": 1}\n' * 120_000
    path.write_bytes(plain + '{"n": "热"}\n'.encode("gb18030"))
    assert "a.jsonl, line 120001 is not utf-8, as its start is" in refused(path)


def test_an_empty_file_among_others_is_refused(tmp_path: Path) -> None:
    files.jsonl(tmp_path / "a.jsonl", {"n": 1})
    (tmp_path / "b.jsonl").touch()
    assert "b has no row" in refused(tmp_path)


def test_a_missing_path_is_named_with_where_else_the_set_is(tmp_path: Path) -> None:
    assert refused(tmp_path / "no") == f"{tmp_path / 'no'} is not there"
    assert "on the hub as own/set" in refused(tmp_path / "no", hub={"own/set": None})
    (tmp_path / "empty").mkdir()
    assert "has no file of the forms" in refused(tmp_path / "empty")
