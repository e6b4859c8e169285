"""Weekly curves with their bands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from reorg.report.drawing.svg import Scale, area, circle, curve, line, picture, text, ticks

WIDTH, HEIGHT = 520.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 506.0, 12.0, 160.0

Curves = Mapping[str, Sequence[float]]


def bands_svg(
    weeks: Sequence[int], curves: Curves, others: Curves, label_of: Callable[[float], str], title: str
) -> Markup:
    """Draw the bands p05 to p95 and p25 to p75 and the median (or the mean) of ``curves``.

    ``others`` are further curves, dashed; ``label_of`` writes a value of the axis.
    """
    low, high = _ends([*curves.values(), *others.values()])
    x = Scale(weeks[0], weeks[-1], _LEFT, _RIGHT)
    y = Scale(low, high, _BOTTOM, _TOP)
    marks: list[Markup] = []
    for value in ticks(low, high, 5):
        kind = "zero strong" if value == 0.0 else "grid"
        marks.append(line(kind, _LEFT, y.at(value), _RIGHT, y.at(value)))
        marks.append(text("n", _LEFT - 6.0, y.at(value) + 4.0, label_of(value), "end"))
    for outer, inner, kind in (("p05", "p95", "band outer"), ("p25", "p75", "band inner")):
        if outer in curves and inner in curves:
            upper, lower = (_points(weeks, curves[key], x, y) for key in (inner, outer))
            marks.append(area(kind, upper + lower[::-1]))
    for values in others.values():
        marks.append(curve("cv other", _points(weeks, values, x, y)))
    middle = curves.get("p50") or curves["mean"]
    marks.append(curve("cv", _points(weeks, middle, x, y)))
    marks.append(circle("mid", x.at(weeks[0]), y.at(middle[0]), 3.5))
    for week in ticks(weeks[0], weeks[-1], 5):
        marks.append(text("n", x.at(week), HEIGHT - 12.0, f"week {week:g}", "middle"))
    return picture(WIDTH, HEIGHT, title, marks)


def _ends(curves: Sequence[Sequence[float]]) -> tuple[float, float]:
    values = [0.0, *(value for values in curves for value in values)]
    room = 0.05 * (max(values) - min(values)) or 0.05
    return min(values) - room, max(values) + room


def _points(weeks: Sequence[int], values: Sequence[float], x: Scale, y: Scale) -> list[tuple[float, float]]:
    return [(x.at(week), y.at(value)) for week, value in zip(weeks, values, strict=True)]
