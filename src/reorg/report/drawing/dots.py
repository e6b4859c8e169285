"""A hundred dots, one for each hundredth of the worlds, stacked at their differences."""

from __future__ import annotations

from markupsafe import Markup

from reorg.report.drawing.svg import Scale, circle, line, path, picture, text, ticks
from reorg.report.summary.dots import Dot, Dots

WIDTH, LEFT, RIGHT = 560.0, 8.0, 552.0
STEP = 11.3
RADIUS = 4.5
PILE_MAX = 15
"""Maximum number of dots in a column; further ones go into the next."""
_TOP = 24.0
_REACH = 1.6
"""Width of the axis relative to the range of 90% of worlds; dots beyond are triangles at its ends."""


def dots_svg(dots: Dots, title: str) -> Markup:
    """Draw the dots over their axis, with the range of 90% of worlds and the median above them."""
    columns = int((RIGHT - LEFT) / STEP)
    low, high = _ends(dots)
    scale = Scale(low, high, LEFT + STEP / 2, RIGHT - STEP / 2)
    piles = _piles(dots, scale, columns)
    ground = _TOP + STEP * max(6, *map(len, piles)) + 4.0
    marks = [line("zero", scale.at(0.0), 2.0, scale.at(0.0), ground)]
    marks += _range(dots, scale)
    for column, pile in enumerate(piles):
        x = LEFT + STEP * (column + 0.5)
        marks += [_mark(dot, x, ground - STEP * (k + 0.55), (low, high)) for k, dot in enumerate(pile)]
    marks.append(line("axis", LEFT, ground, RIGHT, ground))
    for value in ticks(low, high, 6):
        label = "same" if value == 0.0 else f"{value:+g}"
        marks.append(text("n", scale.at(value), ground + 14.0, label, "middle"))
    marks.append(text("", LEFT, ground + 30.0, f"← {dots.lower}"))
    marks.append(text("n", (LEFT + RIGHT) / 2.0, ground + 30.0, dots.unit_in_words, "middle"))
    marks.append(text("", RIGHT, ground + 30.0, f"{dots.higher} →", "end"))
    return picture(WIDTH, ground + 34.0, title, marks)


def some_further(dots: Dots) -> bool:
    """Return whether some world is a triangle: further than where it stands."""
    ends = _ends(dots)
    return any(_is_further(dot, ends) for dot in dots.dots)


def _is_further(dot: Dot, ends: tuple[float, float]) -> bool:
    return dot.beyond or not ends[0] <= dot.value <= ends[1]


def _ends(dots: Dots) -> tuple[float, float]:
    values = [dot.value for dot in dots.dots]
    inner = values[len(values) // 20 : len(values) - len(values) // 20] or values
    low, high = min(0.0, inner[0]), max(0.0, inner[-1])
    least = 4.0 * max((abs(d.value) for d in dots.dots if d.side == "same"), default=0.0)
    low, high = max(min(values), _REACH * low), min(max(values), _REACH * high)
    low, high = min(low, -least, 0.0), max(high, least, 0.0)
    # Values near zero need room on both sides.
    same = sum(dot.side == "same" for dot in dots.dots)
    aside = (high - low) * STEP / (RIGHT - LEFT) * (same // PILE_MAX + 1) / 2.0
    low, high = min(low, -aside), max(high, aside)
    room = 0.03 * (high - low) or 1.0
    return low - room, high + room


def _piles(dots: Dots, scale: Scale, columns: int) -> list[list[Dot]]:
    """Put each dot into its column, or the next further out that is not full."""
    piles: list[list[Dot]] = [[] for _ in range(columns)]
    for dot in sorted(dots.dots, key=lambda dot: (dot.side != "same", abs(dot.value))):
        at = min(columns - 1, max(0, int((scale.at(dot.value) - LEFT) / STEP)))
        outward = 1 if dot.value > 0.0 else -1
        # Values near zero spread to both sides, others outward.
        turns = (1, -1) if dot.side == "same" else (outward,)
        places = (at + turn * far for far in range(columns) for turn in turns)
        inside = (place for place in places if 0 <= place < columns)
        piles[next((place for place in inside if len(piles[place]) < PILE_MAX), at)].append(dot)
    for pile in piles:
        pile.sort(key=lambda dot: {"same": 0, "better": 1, "worse": 1}[dot.side])
    return piles


def _mark(dot: Dot, x: float, y: float, ends: tuple[float, float]) -> Markup:
    if not _is_further(dot, ends):
        return circle(f"dot {dot.side}", x, y, RADIUS)
    toward = RADIUS if dot.value > 0.0 else -RADIUS
    steps = f"M{x - toward:.1f} {y - RADIUS:.1f}L{x + toward:.1f} {y:.1f}L{x - toward:.1f} {y + RADIUS:.1f}Z"
    return path(f"dot {dot.side}", steps)


def _range(dots: Dots, scale: Scale) -> list[Markup]:
    if dots.low is None or dots.high is None or dots.middle is None:
        return []
    ends = line("iv", scale.at(dots.low), 12.0, scale.at(dots.high), 12.0)
    return [ends, circle("mid", scale.at(dots.middle), 12.0, 4.5)]
