"""Plots of the agreement page, as SVG written by the server.

No script, no style: colours are `currentColor`, so dark mode and print work, and what is drawn is
marked with classes (`plot-band`, `plot-mark`, `plot-flagged`, …) that a stylesheet may use. Nothing
is told by colour alone. Each label stands on a line of its own above its row, so long names in
either language fit a phone. A plot is one image to a screen reader: its description lists the
numbers. All words come from the caller; the same arguments give the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 400  # units of the drawing; about the pixels of a phone, so that letters stay legible
MARGIN = 12
ROW = 44
TEXT = 13


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its interval; or none, and then `note` says why. `flag` is a short warning."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`; `ticks` are labelled, `marks` are dashed lines to compare with."""

    low: float
    high: float
    ticks: tuple[float, ...]
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    at: float
    value: float
    low: float
    high: float


def interval_plot(name: str, title: str, desc: str, rows: Sequence[Row], axis: Axis) -> str:
    """A dot with its interval per row: say alpha per aspect. `name` is the id on the page."""

    def dot(row: Row, value: float, y: float, x: Callable[[float], float]) -> str:
        return _whisker(row, y, x) + _dot(x(value), y, row.flag)

    return _rows(name, title, desc, rows, axis, dot)


def bar_plot(name: str, title: str, desc: str, rows: Sequence[Row], axis: Axis, base: float) -> str:
    """A bar from `base` (1/2 for a share without bias, 0 for an offset) with its interval."""

    def bar(row: Row, value: float, y: float, x: Callable[[float], float]) -> str:
        start, end = sorted((x(base), x(value)))
        return (
            f'<rect class="plot-bar{_flagged(row.flag)}" x="{_n(start)}" y="{_n(y - 6)}" '
            f'width="{_n(end - start)}" height="12" fill="currentColor" fill-opacity="0.35"/>'
            + _whisker(row, y, x)
        )

    return _rows(name, title, desc, rows, axis, bar)


def line_plot(
    name: str,
    title: str,
    desc: str,
    points: Sequence[Point],
    axis: Axis,
    *,
    across: str,
    flag: str = "",
) -> str:
    """Values in their order with a band for the interval: agreement by window, one judge a plot.

    `across` names the horizontal axis, whose ends are labelled with the first and last `at`.
    """
    left, right, top, bottom = 40.0, WIDTH - MARGIN, 30.0, 170.0
    first, last = (points[0].at, points[-1].at) if points else (0.0, 0.0)

    def x(at: float) -> float:
        share = (at - first) / (last - first) if last > first else 0.5
        return left + share * (right - left)

    def y(value: float) -> float:
        return bottom - _share(value, axis) * (bottom - top)

    parts = [_text(left, 16, flag, "plot-flag", weight="bold")] if flag else []
    for value in axis.ticks + axis.marks:
        parts.append(_line(left, y(value), right, y(value), dashed=value in axis.marks))
    parts += [_text(left - 6, y(tick) + 4, number(tick), anchor="end") for tick in axis.ticks]
    band = [(x(p.at), y(p.high)) for p in points] + [(x(p.at), y(p.low)) for p in points[::-1]]
    if len(points) > 1:
        parts.append(
            f'<polygon class="plot-band" points="{_path(band)}" fill="currentColor" '
            'fill-opacity="0.15"/>'
            f'<polyline class="plot-line" points="{_path([(x(p.at), y(p.value)) for p in points])}"'
            ' fill="none" stroke="currentColor" stroke-width="2"/>'
        )
    parts += [_dot(x(p.at), y(p.value), flag) for p in points]
    ends = [(left, first, "start"), (right, last, "end")][: len(points)]
    parts += [_text(at, bottom + 18, f"{value:g}", anchor=anchor) for at, value, anchor in ends]
    parts.append(_text((left + right) / 2, bottom + 36, across, anchor="middle"))
    told = [f"{p.at:g}: {_interval(p.value, p.low, p.high)}" for p in points]
    return _svg(name, title, _sentence(desc, [flag, *told]), bottom + 46, parts)


def number(value: float) -> str:
    """Two decimals with a true minus sign, the same in both languages."""
    return f"{round(value, 2) + 0:.2f}".replace("-", "−")


def _rows(
    name: str,
    title: str,
    desc: str,
    rows: Sequence[Row],
    axis: Axis,
    draw: Callable[[Row, float, float, Callable[[float], float]], str],
) -> str:
    def x(value: float) -> float:
        return MARGIN + _share(value, axis) * (WIDTH - 2 * MARGIN)

    foot = MARGIN + ROW * len(rows)
    parts: list[str] = []
    for index, row in enumerate(rows):
        top = MARGIN + ROW * index
        for value in axis.ticks + axis.marks:  # beneath the words, not through them
            dashed = value in axis.marks
            parts.append(_line(x(value), top + 19, x(value), top + 37, dashed=dashed))
        parts.append(_text(MARGIN, top + 14, row.label))
        parts.append(_text(WIDTH - MARGIN, top + 14, _told(row), anchor="end", css=_row_class(row)))
        if row.value is not None:
            parts.append(draw(row, row.value, top + 28, x))
    for tick in axis.ticks:
        anchor = "start" if tick == axis.low else "end" if tick == axis.high else "middle"
        parts.append(_text(x(tick), foot + 16, number(tick), anchor=anchor))
    told = [f"{row.label}: {_told(row)}" for row in rows]
    return _svg(name, title, _sentence(desc, told), foot + 24, parts)


def _row_class(row: Row) -> str:
    return "plot-flag" if row.flag else "plot-text"


def _told(row: Row) -> str:
    if row.value is None:
        return row.note
    words = [row.flag, _interval(row.value, row.low, row.high), row.note]
    return " · ".join(word for word in words if word)


def _interval(value: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return number(value)
    return f"{number(value)} ({number(low)} – {number(high)})"


def _sentence(desc: str, told: Sequence[str]) -> str:
    return " ".join([desc, *[f"{each};" for each in told if each]]).removesuffix(";").strip()


def _svg(name: str, title: str, desc: str, height: float, parts: Sequence[str]) -> str:
    key = escape(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" id="{key}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" viewBox="0 0 {WIDTH} {_n(height)}" '
        f'width="100%" font-size="{TEXT}">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(desc)}</desc>{"".join(parts)}</svg>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    css: str = "plot-text",
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> str:
    return (
        f'<text class="{css}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="currentColor">{escape(words)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, *, dashed: bool) -> str:
    look = 'class="plot-reference" stroke-dasharray="4 3"' if dashed else 'class="plot-grid"'
    faint = "0.7" if dashed else "0.2"
    return (
        f'<line {look} x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="currentColor" stroke-opacity="{faint}"/>'
    )


def _whisker(row: Row, y: float, x: Callable[[float], float]) -> str:
    if row.low is None or row.high is None:
        return ""
    return (
        f'<path class="plot-whisker" d="M{_n(x(row.low))} {_n(y)}H{_n(x(row.high))}'
        f'M{_n(x(row.low))} {_n(y - 5)}v10M{_n(x(row.high))} {_n(y - 5)}v10" fill="none" '
        'stroke="currentColor" stroke-width="2"/>'
    )


def _dot(x: float, y: float, flag: str) -> str:
    """Round; a flagged one is a diamond, so that its shape tells it too."""
    if flag:
        around = _path([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)])
        return f'<polygon class="plot-mark plot-flagged" points="{around}" fill="currentColor"/>'
    return f'<circle class="plot-mark" cx="{_n(x)}" cy="{_n(y)}" r="4.5" fill="currentColor"/>'


def _flagged(flag: str) -> str:
    return " plot-flagged" if flag else ""


def _share(value: float, axis: Axis) -> float:
    """Where on the axis, in [0, 1]: what lies outside is drawn at its end, the number tells it."""
    return min(1.0, max(0.0, (value - axis.low) / (axis.high - axis.low)))


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
