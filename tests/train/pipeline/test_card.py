"""The data card and its figures."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.train.curation import curated, write_data, write_recipe, written
from train.pipeline import card


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_data(tmp_path)
    write_recipe(tmp_path)
    return tmp_path


def test_the_card_counts_what_was_read_dropped_and_written(folder: Path) -> None:
    told = curated(folder)["written"]
    text = (folder / "out" / "card.md").read_text(encoding="utf-8")
    assert f"{told['train']['rows']} rows to train on" in text
    assert "| notes | medical | zh 30 | 30 | 93.3% |" in text
    assert "| leaflets | general | en 30 | 30 | 66.7% |" in text
    assert "| tests.train.steps.twins | 58 | 48 | 82.8% | said_before 10 |" in text


def test_the_card_calls_a_stand_ins_figures_plumbing(folder: Path) -> None:
    curated(folder)
    text = (folder / "out" / "card.md").read_text(encoding="utf-8")
    assert "measured: stand-in scorer" in text
    assert "nothing of quality" in text


def test_the_card_says_no_word_of_a_row(folder: Path) -> None:
    curated(folder)
    told = b"".join(text for name, text in written(folder / "out").items() if "card" in name)
    assert "患者" not in told.decode()
    assert b"tablets" not in told


def test_every_figure_of_the_card_is_there_and_is_xml(folder: Path) -> None:
    curated(folder)
    out = folder / "out"
    shown = re.findall(r"\((card-\w+\.svg)\)", (out / "card.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in out.glob("*.svg"))
    for name in shown:
        ElementTree.parse(out / name)


def test_a_bar_is_as_long_as_its_count_and_says_it() -> None:
    drawn = card.bars("Rows <by> department", {"心内科": 400, "R&D": 100})
    svg = ElementTree.fromstring(drawn)
    boxes = [float(box.get("width", 0)) for box in svg.iter("{http://www.w3.org/2000/svg}rect")]
    texts = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert boxes[1] == 4 * boxes[2]
    assert texts == ["Rows <by> department", "心内科", "400", "R&D", "100"]


def test_quantiles_are_values_that_were_counted() -> None:
    told = card._quantiles({"1.00": 50, "2.00": 40, "6.00": 10})
    assert told == ["1.00", "1.00", "1.00", "2.00", "6.00"]
