"""A plot is one readable image: described, escaped, without styles or scripts, always the same."""

import re
from xml.etree import ElementTree

import pytest

from app.agreement.plots import Axis, Point, Row, bar_plot, interval_plot, line_plot, number

SVG = "{http://www.w3.org/2000/svg}"
ALPHA = Axis(-0.2, 1, (0, 0.5, 1), marks=(0.667, 0.8))
SHARE = Axis(0, 1, (0, 0.5, 1))
ROWS = [
    Row("安全性", 0.71, 0.6, 0.8),
    Row("Communication", 0.4, None, None, flag="low"),
    Row("问诊", None, note="评审不足"),
]
POINTS = [Point(1, 0.9, 0.8, 0.97), Point(2, 0.7, 0.5, 0.8), Point(3, 0.4, 0.2, 0.6)]


def intervals(rows: list[Row] = ROWS, title: str = "一致性", desc: str = "按维度。") -> str:
    return interval_plot("alpha", title, desc, rows, ALPHA)


def line(points: list[Point] = POINTS, flag: str = "drifts") -> str:
    return line_plot("drift-1", "Agreement", "By window.", points, SHARE, across="窗口", flag=flag)


def bars() -> str:
    rows = [Row("Lin", 0.7, 0.6, 0.8), Row("Ola", 0.3, 0.2, 0.4)]
    return bar_plot("side", "Left wins", "By judge.", rows, SHARE, base=0.5)


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(f"{SVG}{tag}")


@pytest.mark.parametrize("svg", [intervals(), line(), bars()])
def test_a_plot_is_an_image_with_a_name_and_a_description(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    named = {
        each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")
    }
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == list(named)
    assert all(named.values())


@pytest.mark.parametrize("svg", [intervals(), line(), bars()])
def test_a_plot_needs_neither_style_nor_script_nor_a_colour_of_its_own(svg: str) -> None:
    assert not re.search(r"style|script|\son\w+=|href|url\(", svg)
    colours = re.findall(r'(?:fill|stroke|color)="([^"]*)"', svg)
    assert set(colours) <= {"currentColor", "none"}


def test_the_description_lists_every_number_and_every_reason() -> None:
    [desc] = elements(intervals(), "desc")
    assert desc.text == (
        "按维度。 安全性: 0.71 (0.60 – 0.80); Communication: low · 0.40; 问诊: 评审不足"
    )
    [desc] = elements(line(), "desc")
    assert desc.text is not None
    assert desc.text.startswith("By window. drifts; 1: 0.90 (0.80 – 0.97); 2:")


def test_what_people_wrote_stays_text() -> None:
    evil = '<script>alert("x")</script>&'
    svg = intervals([Row(evil, 0.5, 0.4, 0.6, note=evil, flag=evil)], evil, evil)
    assert "<script" not in svg
    [title] = elements(svg, "title")
    assert title.text == evil
    assert evil in [each.text for each in elements(svg, "text")]


def test_a_dot_lies_where_its_value_is_and_inside_the_drawing() -> None:
    svg = intervals([Row("low", -9, -10, -8), Row("mid", 0.4, 0.2, 0.6), Row("top", 1, 1, 1)])
    places = [float(each.get("cx", "")) for each in elements(svg, "circle")]
    assert places == [12, 200, 388]


def test_a_flag_shows_in_words_and_shape() -> None:
    svg = intervals()
    assert [each.text for each in elements(svg, "text") if each.get("class") == "plot-flag"] == [
        "low · 0.40"
    ]
    assert len(elements(svg, "polygon")) == 1  # the flagged diamond; what has no value has no dot
    assert len(elements(svg, "circle")) == 1


def test_a_bar_grows_from_its_base_to_either_side() -> None:
    right, left = elements(bars(), "rect")
    assert (right.get("x"), left.get("x")) == ("200", "124.8")
    assert right.get("width") == left.get("width") == "75.2"


def test_a_line_has_a_band_and_its_ends_are_labelled() -> None:
    svg = line(flag="")
    assert len(elements(svg, "circle")) == 3
    assert len(elements(svg, "polygon")) == len(elements(svg, "polyline")) == 1
    words = [each.text for each in elements(svg, "text")]
    assert words == ["0.00", "0.50", "1.00", "1", "3", "窗口"]


@pytest.mark.parametrize("points", [[], POINTS[:1]])
def test_few_points_still_make_a_plot(points: list[Point]) -> None:
    svg = line(points, flag="")
    assert len(elements(svg, "circle")) == len(points)
    assert elements(svg, "polyline") == []


def test_no_rows_still_make_a_plot() -> None:
    assert elements(intervals([]), "desc")[0].text == "按维度。"


def test_numbers_have_two_decimals_and_a_true_minus() -> None:
    assert [number(value) for value in (0.126, -0.5, -0.001, 1)] == [
        "0.13",
        "−0.50",
        "0.00",
        "1.00",
    ]
