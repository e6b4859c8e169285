"""Rows of ranges: values at low and high assumptions, before and after, in 90% of worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from reorg.report.drawing.svg import Scale, circle, line, picture, rectangle, text, ticks, with_zero

WIDTH, LABELS = 520.0, 236.0
_ROW, _TIGHT = 32.0, 24.0
LABEL, _LINE = 34, 12.0
"""Characters of a line of a label, and the distance between two lines."""


@dataclass(frozen=True)
class Dumbbell:
    """A row: open dot at ``first``, full dot at ``second``, with the texts under or next to them."""

    label: str
    first: float
    second: float
    first_word: str = ""
    second_word: str = ""
    note: str = ""
    worse: bool = False


def drivers_svg(rows: Sequence[Dumbbell], unit: str, title: str) -> Markup:
    """Draw values for low (open dot) and high (full dot) values of assumptions, on one axis."""
    low, high = with_zero([end for row in rows for end in (row.first, row.second)], 0.12)
    scale = Scale(low, high, LABELS, WIDTH - 24.0)
    bottom = _ROW * len(rows)
    marks = [line("zero strong", scale.at(0.0), 0.0, scale.at(0.0), bottom)]
    for place, row in enumerate(rows):
        y = _ROW * place + 11.0
        first, second = scale.at(row.first), scale.at(row.second)
        marks += _label(row.label, y + 4.0)
        marks += [line("db", first, y, second, y), circle("dl", first, y, 4.5), circle("dh", second, y, 4.5)]
        near = abs(second - first) < 44.0
        outward = ("end", "start") if first <= second else ("start", "end")
        anchors = outward if near else ("middle", "middle")
        marks.append(text("n", first, y + 16.0, row.first_word, anchors[0]))
        marks.append(text("n", second, y + 16.0, row.second_word, anchors[1]))
    for value in ticks(low, high, 3):
        label = "no difference" if value == 0.0 else f"{value:+g} {unit}".strip()
        marks.append(text("n", scale.at(value), bottom + 12.0, label, "middle"))
    return picture(WIDTH, bottom + 16.0, title, marks)


def _label(label: str, y: float) -> list[Markup]:
    """Return a label in one line or two; what is longer ends in an ellipsis."""
    lines = wrap(label, LABEL, max_lines=2, placeholder="…")
    return [text("", 0.0, y + _LINE * number, part) for number, part in enumerate(lines)]


def before_after_svg(rows: Sequence[Dumbbell], title: str) -> Markup:
    """Draw shares before (open dot) and after (full dot); the color of the line shows the direction."""
    most = max((end for row in rows for end in (row.first, row.second)), default=1.0) * 1.05 or 1.0
    scale = Scale(0.0, most, LABELS, WIDTH - 92.0)
    marks: list[Markup] = []
    for place, row in enumerate(rows):
        y = _TIGHT * place + 12.0
        first, second = scale.at(row.first), scale.at(row.second)
        kind = "db up" if row.worse else "db down"
        marks.append(text("", 0.0, y + 4.0, row.label))
        marks.append(line("grid", LABELS, y, WIDTH - 92.0, y))
        marks += [line(kind, first, y, second, y), circle("dl", first, y, 4.5), circle("dh", second, y, 4.5)]
        marks.append(text("n", WIDTH, y + 4.0, row.note, "end"))
    return picture(WIDTH, _TIGHT * len(rows) + 2.0, title, marks)


def micro_svg(
    low: float | None, middle: float | None, high: float | None, ends: tuple[float, float], kind: str
) -> Markup:
    """Draw one range of 90% of worlds on an axis shared by its table; an unknown end is open."""
    width, height = 150.0, 16.0
    scale = Scale(*ends, 4.0, width - 4.0)
    marks = [line("zero", scale.at(0.0), 0.0, scale.at(0.0), height)]
    if middle is not None:
        left = scale.at(ends[0] if low is None else low)
        right = scale.at(ends[1] if high is None else high)
        marks += [line("iv", left, 8.0, right, 8.0), circle("mid", scale.at(middle), 8.0, 4.0)]
    return picture(width, height, "", marks, f"micro {kind}".strip())


def bars_svg(share: float, most: float, better: bool | None) -> Markup:
    """Draw one bar to the left or the right of zero, ``most`` the longest of its table."""
    width, height = 220.0, 16.0
    scale = Scale(-most, most, 2.0, width - 2.0)
    left, right = sorted((scale.at(0.0), scale.at(share)))
    kind = {True: "bar better", False: "bar worse", None: "bar"}[better]
    zero = line("zero", scale.at(0.0), 0.0, scale.at(0.0), height)
    return picture(width, height, "", [rectangle(kind, left, 3.0, right - left, 10.0), zero], "hbar")
