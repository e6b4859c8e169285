"""The basic shapes of charts; text is escaped, numbers are short."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

CHARACTER = 6.6
"""Mean width of a character at 12 px, to leave room for a label."""


@dataclass(frozen=True)
class Scale:
    """A straight axis: values from ``low`` to ``high`` lie from ``start`` to ``end``, in units of the SVG."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the position of a value; beyond the ends it stays at the end."""
        inside = max(self.low, min(self.high, value))
        return self.start + (self.end - self.start) * (inside - self.low) / ((self.high - self.low) or 1.0)


def with_zero(values: Iterable[float], room: float = 0.06) -> tuple[float, float]:
    """Return the ends of an axis that holds all values and zero, with some room."""
    ends = [0.0, *values]
    more = room * (max(ends) - min(ends)) or 1.0
    return min(ends) - more, max(ends) + more


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Return about ``count`` round numbers from ``low`` to ``high``, including zero if it lies within."""
    if not high > low:
        return [low]
    rough = (high - low) / count
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first = math.ceil(low / step)
    return [index * step for index in range(first, math.floor(high / step) + 1)]


def picture(width: float, height: float, title: str, marks: Iterable[Markup], kind: str = "") -> Markup:
    """Return the whole SVG; ``title`` is read aloud, an empty one marks decoration."""
    role = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    cls = Markup(' class="{}"').format(kind) if kind else Markup("")
    opening = Markup('<svg{} viewBox="0 0 {} {}" {}>').format(cls, number(width), number(height), role)
    return opening + Markup("").join(marks) + Markup("</svg>")


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    """Return a straight line."""
    mark = Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>')
    return mark.format(kind, *map(number, (x1, y1, x2, y2)))


def text(kind: str, x: float, y: float, content: str, anchor: str = "start") -> Markup:
    """Return a text; ``anchor`` is start, middle or end."""
    mark = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')
    return mark.format(kind, number(x), number(y), anchor, true_minus(content))


def circle(kind: str, x: float, y: float, radius: float) -> Markup:
    """Return a circle."""
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(kind, *map(number, (x, y, radius)))


def rectangle(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    """Return a rectangle."""
    mark = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
    return mark.format(kind, *map(number, (x, y, max(width, 0.0), height)))


def area(kind: str, points: Sequence[tuple[float, float]]) -> Markup:
    """Return a filled area."""
    return Markup('<polygon class="{}" points="{}"/>').format(kind, _points(points))


def curve(kind: str, points: Sequence[tuple[float, float]]) -> Markup:
    """Return a line through points."""
    return Markup('<polyline class="{}" points="{}"/>').format(kind, _points(points))


def path(kind: str, steps: str) -> Markup:
    """Return a path of given steps."""
    return Markup('<path class="{}" d="{}"/>').format(kind, steps)


def number(value: float) -> str:
    """Return a coordinate, rounded to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def true_minus(content: str) -> str:
    """Put a true minus sign before a figure; hyphens inside names stay."""
    return content.replace("-", "\u2212") if content[:1] == "-" and content[1:2].isdigit() else content


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
