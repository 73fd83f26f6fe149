"""The plots of the agreement page: figures and words in, SVG out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.agreement.agreement_api import ShownReviewer
from app.agreement.alpha import Alpha
from app.agreement.figures import Agreement
from app.agreement.plots import Axis, Point, Row, bar_plot, interval_plot, line_plot, number
from app.agreement.reviewers import Skill
from app.judging.opinion import Aspects

Say = Callable[[str], str]
ALPHA = Axis(-0.2, 1.0, (0.0, 0.5, 1.0), (0.67, 0.8))
SHARE = Axis(0.0, 1.0, (0.0, 1.0), (0.5,))
TIME = Axis(0.0, 1.0, (0.0, 0.5, 1.0))
OFFSET = Axis(-2.0, 2.0, (-2.0, 0.0, 2.0))
ORDER = [*Aspects.model_fields, "thumb", "harm", "comparison"]


@dataclass(frozen=True, slots=True)
class Plots:
    alpha: Markup
    side: Markup | None
    length: Markup | None
    severity: Markup | None
    drift: list[tuple[str, Markup]]  # with their titles


def draw(agreement: Sequence[Agreement], reviewers: Sequence[ShownReviewer], say: Say) -> Plots:
    names = {one.number: reviewer_name(one, say) for one in reviewers}
    return Plots(
        alpha=_alpha(agreement, say),
        side=_bars("side", _sides(reviewers, names, say), SHARE, 0.5, say),
        length=_bars("length", _lengths(reviewers, names, say), OFFSET, 0.0, say),
        severity=_bars("severity", _severities(reviewers, names, say), OFFSET, 0.0, say),
        drift=[plot for one in reviewers for plot in _drifts(one, names[one.number], say)],
    )


def reviewer_name(one: ShownReviewer, say: Say) -> str:
    """A colleague's number in the reader's language; and who you are yourself."""
    name = one.name if one.user_id else say("reviewer").format(n=one.number)
    return f"{name} ({say('you')})" if one.you else name


def what(of: Agreement) -> str:
    """The key under which its words and its place are found."""
    return of.aspect or of.kind


def judged_words(of: Agreement, say: Say) -> str:
    return say(f"aspect_{of.aspect}" if of.aspect else f"kind_{of.kind}")


def _alpha(agreement: Sequence[Agreement], say: Say) -> Markup:
    together = [each for each in agreement if each.lang is None]
    together.sort(key=lambda each: ORDER.index(what(each)))
    rows = [_alpha_row(judged_words(each, say), each.alpha, say) for each in together]
    return Markup(interval_plot("alpha", say("alpha"), say("alpha_desc"), rows, ALPHA))


def _alpha_row(label: str, found: Alpha, say: Say) -> Row:
    told = say(found.reason) if found.reason else say("n_items").format(n=found.items)
    return Row(label, found.value, found.low, found.high, note=told)


def _sides(reviewers: Sequence[ShownReviewer], names: Mapping[int, str], say: Say) -> list[Row]:
    found = [(one, one.leanings.left) for one in reviewers if one.leanings]
    return [
        Row(names[one.number], left.value, left.low, left.high, flag=_flag("side", one, say))
        for one, left in found
        if left
    ]


def _lengths(reviewers: Sequence[ShownReviewer], names: Mapping[int, str], say: Say) -> list[Row]:
    found = [(one, one.leanings.length) for one in reviewers if one.leanings]
    return [
        Row(names[one.number], each.value, each.low, each.high, flag=_flag("length", one, say))
        for one, each in found
        if each
    ]


def _severities(
    reviewers: Sequence[ShownReviewer], names: Mapping[int, str], say: Say
) -> list[Row]:
    found = [(one, one.severity) for one in reviewers]
    return [
        Row(
            names[one.number],
            each.value,
            each.low,
            each.high,
            flag=_flag("severe", one, say) or _flag("lenient", one, say),
        )
        for one, each in found
        if each
    ]


def _flag(name: str, one: ShownReviewer, say: Say) -> str:
    return say(f"flag_{name}") if name in one.flags else ""


def _bars(name: str, rows: Sequence[Row], axis: Axis, base: float, say: Say) -> Markup | None:
    if not rows:
        return None
    return Markup(bar_plot(name, say(name), say(f"{name}_words"), rows, axis, base))


def _drifts(one: ShownReviewer, name: str, say: Say) -> list[tuple[str, Markup]]:
    """One window is no line yet."""
    found: dict[str, Skill | None] = {"comparison": one.comparison, "thumb": one.thumb}
    plots: list[tuple[str, Markup]] = []
    for kind, skill in found.items():
        if skill and len(skill.drift.windows) > 1:
            title = say(f"drift_of_{kind}").format(name=name)
            plots.append((title, _drift(f"drift-{kind}-{one.number}", title, skill, say)))
    return plots


def _drift(id: str, title: str, skill: Skill, say: Say) -> Markup:
    points: list[Point] = []
    seen = 0
    for window in skill.drift.windows:
        seen += window.n
        points.append(Point(seen, window.value, window.low, window.high))
    flag = say("drift_fall").format(fall=number(skill.drift.fall)) if skill.drift.flagged else ""
    desc, across = say("drift_words"), say("drift_across")
    return Markup(line_plot(id, title, desc, points, TIME, across=across, flag=flag))
