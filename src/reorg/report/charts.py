"""The charts of the report as small inline SVG, drawn from neutral data.

Each chart is first a record of numbers and words (:class:`Interval`, :class:`Bands`, :class:`Stack`) and
then markup; another renderer can replace the markup and keep the records. Differences are told by
position, dash and lightness as well as by color, so that gray print loses nothing. Text inside is
escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reorg.report.figures import change

WIDTH, MARGIN = 360.0, 14.0


@dataclass(frozen=True)
class Interval:
    """One line of an interval plot: 5 % to 95 % of the worlds, interval of the mean, and the middle.

    ``mean_low`` and ``mean_high`` may be None where the interval of the mean could not be formed.
    """

    low: float
    mean_low: float | None
    middle: float
    mean_high: float | None
    high: float
    certain: bool


@dataclass(frozen=True)
class Band:
    """A weekly series over the worlds: median, 5 % and 95 %, all of one length."""

    label: str
    low: Sequence[float]
    middle: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Bands:
    """The baseline and one scenario over the weeks, and the weeks at which the structure changes."""

    weeks: Sequence[float]
    baseline: Band
    scenario: Band
    events: tuple[float, ...]
    unit: str


@dataclass(frozen=True)
class Stack:
    """Parts of one bar: (css class number, share of the whole) from left to right."""

    parts: tuple[tuple[int, float], ...]


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Return about ``count`` round numbers from ``low`` to ``high``, zero among them if it lies within."""
    if not high > low:
        return [low]
    rough = (high - low) / count
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first = math.ceil(low / step)
    return [index * step for index in range(first, math.floor(high / step) + 1)]


def limits(intervals: Iterable[Interval]) -> tuple[float, float]:
    """Return the axis that holds all intervals and zero, with some room at the ends."""
    return ends_with_zero(end for interval in intervals for end in (interval.low, interval.high))


def interval_svg(interval: Interval, axis: tuple[float, float], title: str) -> Markup:
    """Draw one interval on an axis shared with its neighbors; the dashed line is zero."""

    def at(value: float) -> float:
        return _place(value, axis)

    marks = [_line("zero", at(0.0), 0, at(0.0), 30)]
    marks.append(_line("range", at(interval.low), 15, at(interval.high), 15))
    if interval.mean_low is not None and interval.mean_high is not None:
        marks.append(_line("mean", at(interval.mean_low), 15, at(interval.mean_high), 15))
    dot = Markup('<circle class="{}" cx="{}" cy="15" r="5"/>')
    marks.append(dot.format("dot" if interval.certain else "dot open", _number(at(interval.middle))))
    return _svg(30, title, marks)


def ends_with_zero(values: Iterable[float]) -> tuple[float, float]:
    """Return the axis that holds all values and zero, with some room at the ends."""
    ends = [0.0, *values]
    room = 0.06 * (max(ends) - min(ends)) or 1.0
    return min(ends) - room, max(ends) + room


def effect_svg(lowest: float, highest: float, axis: tuple[float, float], title: str) -> Markup:
    """Draw an expected value where an assumption is low (open dot) and where it is high (full dot)."""
    left, right = _place(lowest, axis), _place(highest, axis)
    dot = Markup('<circle class="{}" cx="{}" cy="11" r="5"/>')
    marks = [_line("zero", _place(0.0, axis), 0, _place(0.0, axis), 22), _line("mean", left, 11, right, 11)]
    marks += [dot.format("dot open", _number(left)), dot.format("dot", _number(right))]
    return _svg(22, title, marks)


def axis_svg(axis: tuple[float, float], unit: str = "") -> Markup:
    """Draw the axis under a group of intervals, with its numbers; amounts of money are written as such."""
    marks = []
    for value in ticks(*axis):
        x = _place(value, axis)
        marks += [_line("tick", x, 0, x, 4), _text(x, 17, _tick(value, unit), "middle")]
    return _svg(22, "", marks)


def _tick(value: float, unit: str) -> str:
    if not value:
        return "0"
    return change(value, unit) if unit == "usd" else f"{value:+g}"


def bands_svg(chart: Bands, ends: tuple[float, float]) -> Markup:
    """Draw two weekly series with their bands between ``ends``; the baseline is dashed and gray."""
    frame = _Frame(chart.weeks[0], chart.weeks[-1], *ends)
    marks = frame.marks()
    inside = [week for week in chart.events if frame.first <= week <= frame.last]
    marks += [_line("event", frame.x(week), frame.top, frame.x(week), frame.bottom) for week in inside]
    for kind, band in (("base", chart.baseline), ("alt", chart.scenario)):
        marks += _band(kind, band, chart.weeks, frame)
    return _svg(frame.height, f"{chart.scenario.label} and {chart.baseline.label}, {chart.unit}", marks)


@dataclass(frozen=True)
class _Frame:
    """The plane of a weekly chart: weeks from left to right, values from zero upward."""

    first: float
    last: float
    least: float
    most: float
    left: float = 44.0
    top: float = 10.0
    bottom: float = 166.0
    height: float = 190.0

    def x(self, week: float) -> float:
        return self.left + (WIDTH - self.left - 8) * (week - self.first) / ((self.last - self.first) or 1.0)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * (value - self.least) / (self.most - self.least)

    def marks(self) -> list[Markup]:
        marks = []
        for value in ticks(self.least, self.most):
            marks.append(_line("grid", self.left, self.y(value), WIDTH - 8, self.y(value)))
            marks.append(_text(self.left - 6, self.y(value) + 4, f"{value:,.0f}", "end"))
        weeks = ticks(self.first, self.last, 5)
        return marks + [_text(self.x(week), self.height - 8, f"{week:g}", "middle") for week in weeks]


def _band(kind: str, band: Band, weeks: Sequence[float], frame: _Frame) -> list[Markup]:
    lower, middle, upper = (
        [(frame.x(week), frame.y(value)) for week, value in zip(weeks, values, strict=True)]
        for values in (band.low, band.middle, band.high)
    )
    area = Markup('<polygon class="band {}" points="{}"/>').format(kind, _points(upper + lower[::-1]))
    curve = Markup('<polyline class="curve {}" points="{}"/>').format(kind, _points(middle))
    return [area, curve]


def stack_svg(stack: Stack, title: str) -> Markup:
    """Draw one stacked bar over the full width; the parts carry the classes ``part0``, ``part1``..."""
    marks, left = [], 0.0
    for number, share in stack.parts:
        rect = Markup('<rect class="part part{}" x="{}" y="0" width="{}" height="22"/>')
        marks.append(rect.format(number, _number(left), _number(WIDTH * share)))
        left += WIDTH * share
    return _svg(22, title, marks, stretch=True)


def _svg(height: float, title: str, marks: Iterable[Markup], stretch: bool = False) -> Markup:
    role = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    fit = Markup(' preserveAspectRatio="none"') if stretch else Markup("")
    opening = Markup('<svg viewBox="0 0 {} {}" {}{}>').format(_number(WIDTH), _number(height), role, fit)
    return opening + Markup("").join(marks) + Markup("</svg>")


def _place(value: float, axis: tuple[float, float]) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * (value - axis[0]) / (axis[1] - axis[0])


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    line = Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>')
    return line.format(kind, *map(_number, (x1, y1, x2, y2)))


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    mark = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    return mark.format(_number(x), _number(y), anchor, text)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
