"""What all sources have in common: their names, their options, what to set aside."""

import gzip
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.train.sources import files
from train import rows, sources
from train.errors import DataError, RecipeError

FORMS = ("a.jsonl", "a.json", "a.csv", "a.txt")


def texts(tmp_path: Path, count: int = 40) -> str:
    values = [
        {
            "id": f"t{n}",
            "text": "麻疹" if n % 2 else "Measles",
            "split": "dev" if n < 10 else "train",
        }
        for n in range(count)
    ]
    return files.jsonl(tmp_path / "texts.jsonl", *values)


def ids(path: str, name: str = "t", **options: Any) -> list[str]:
    return [row["id"] for row in sources.load("texts", path, name, **options)]


@pytest.mark.parametrize("source", sources.known())
def test_every_source_says_what_it_yields_and_refuses_everything_else(
    tmp_path: Path, source: str
) -> None:
    assert sources.module(source).KIND in rows.KINDS
    for name in FORMS:
        path = files.text(tmp_path / name, ['{"other": [1, "x", "y"]}', '{"other": 2}'])
        if not (source in ("texts", "textbooks") and name == "a.txt"):  # for them it is a text
            with pytest.raises(DataError, match=name):
                list(sources.load(source, path))
    with pytest.raises(DataError, match="nowhere is not there"):
        list(sources.load(source, str(tmp_path / "nowhere")))


def test_an_unknown_source_or_option_is_refused_before_anything_is_read() -> None:
    with pytest.raises(RecipeError, match="no source 'medqq': the sources are chatdoctor, chatmed"):
        sources.load("medqq", "x")
    with pytest.raises(RecipeError, match="has no limits: it has lang, limit"):
        sources.load("texts", "x", limits=3)
    wrong: list[dict[str, Any]] = [
        {"lang": "fr"},
        {"half": "third"},
        {"domain": "law"},
        {"limit": 0},
    ]
    for option in wrong:
        with pytest.raises(RecipeError, match=f"^{next(iter(option))}: "):
            sources.load("texts", "x", **option)


def test_options_choose_rows_and_mark_them(tmp_path: Path) -> None:
    path = texts(tmp_path)
    assert ids(path, lang="zh", limit=3) == ["t-t1", "t-t3", "t-t5"]
    assert ids(path, split="dev") == [f"t-t{n}" for n in range(10)]
    marked = sources.load("texts", path, domain="general", limit=2)
    assert [row["domain"] for row in marked] == ["general"] * 2


def test_the_halves_part_the_rows_whatever_the_set_is_called(tmp_path: Path) -> None:
    path = texts(tmp_path)
    first, second = ids(path, half="first"), ids(path, half="second")
    assert sorted(first + second) == sorted(ids(path))
    assert 10 < len(first) < 30
    assert ids(path, "other", half="first") == [f"other{own[1:]}" for own in first]


def test_a_choice_that_leaves_nothing_is_refused(tmp_path: Path) -> None:
    path = files.jsonl(tmp_path / "a.jsonl", {"text": "Measles"})
    with pytest.raises(DataError, match=r"has no row with \{'lang': 'zh'\}"):
        ids(path, lang="zh")
    with pytest.raises(DataError, match="row t-0 names no split"):
        ids(path, split="train")


def test_rows_to_set_aside_say_why(tmp_path: Path) -> None:
    path = files.jsonl(
        tmp_path / "a.jsonl",
        {"text": "Measles"},
        {"text": ""},
        {"text": "Measles", "overlaps_heldout": True},
    )
    reasons = [sources.set_aside(row) for row in sources.load("texts", path)]
    assert reasons == ["", "blank", "overlaps_heldout"]


def test_a_source_streams(tmp_path: Path) -> None:
    path = tmp_path / "broken_later.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Measles"}\n' * 3 + b"{\n"))
    assert len(list(islice(sources.load("texts", str(path)), 3))) == 3
    with pytest.raises(DataError, match="line 4"):
        list(sources.load("texts", str(path)))
