"""A hundred worlds as dots, or all if there are fewer: the difference and the sign of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reorg.report.figures import bracket, change, number
from reorg.report.summary.comparison import Comparison, Entry
from reorg.report.vocabulary import words
from reorg.study.inference.paired import difference_bounds
from reorg.study.results.conclusion import bounds_of

Side = Literal["better", "same", "worse"]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Dot:
    """A hundredth of the worlds, or one of fewer: the difference there, and its side.

    ``beyond`` True: at least that far, since one of the two is not out by the horizon.
    """

    value: float
    side: Side
    beyond: bool


@dataclass(frozen=True)
class Dots:
    """At most a hundred worlds of the leading metric, in order of their differences; unknown ones omitted.

    ``of`` is the number that the dots and the unknown worlds represent together; ``legend`` holds (side,
    words, count); ``low``, ``middle`` and ``high``: the 5% point, the median and the 95% point, None if
    beyond the horizon.
    """

    title: str
    unit: str
    lower: str
    higher: str
    dots: tuple[Dot, ...]
    legend: tuple[tuple[Side, str, int], ...]
    unknown: int
    of: int
    low: float | None
    middle: float | None
    high: float | None
    range_in_words: str

    @property
    def unit_in_words(self) -> str:
        """The unit of the axis; empty for a share, which is a part of one there."""
        return "" if self.unit in ("share", "1") else self.unit

    @property
    def has_range(self) -> bool:
        """Whether the range of 90% of worlds can be drawn: both ends and the median are known or bounded."""
        return None not in (self.low, self.middle, self.high)


def hundred_dots(compared: Comparison, counts: tuple[int, int, int, int]) -> Dots | None:
    """Return the dots of the leading metric; None if no difference is known in any world.

    ``counts`` are worlds of :attr:`Comparison.shown_of`: higher, lower, about the same, not known.
    """
    metric, entry = compared.metric, compared.entry(compared.metric)
    if metric is None or entry is None or sum(counts[:3]) == 0:
        return None
    wording = words(metric)
    better_high = wording.better == "higher"
    up: Side = "better" if better_high else "worse"
    down: Side = "worse" if better_high else "better"
    sides: dict[Side, int] = {down: counts[1], "same": counts[2], up: counts[0]}
    legend: dict[Side, str] = {up: wording.higher, "same": "about the same", down: wording.lower}
    return Dots(
        title=wording.noun[:1].upper() + wording.noun[1:],
        unit=entry["unit"],
        lower=wording.lower,
        higher=wording.higher,
        dots=tuple(_dots(compared, metric, sides)),
        legend=tuple((side, legend[side], sides[side]) for side in (up, "same", down)),
        unknown=counts[3],
        of=compared.shown_of,
        low=_bound(entry, "p05"),
        middle=_bound(entry, "median"),
        high=_bound(entry, "p95"),
        range_in_words=range_in_words(entry),
    )


def range_in_words(entry: Entry) -> str:
    """Return the range of 90% of worlds: ``-1.9 to +5.7 wk``; empty if it is unknown.

    An end that is only bounded is ``-7.6 or less to +7.1 wk or more``.
    """
    low, high = bounds_of(entry, "p05")[1], bounds_of(entry, "p95")[0]
    if low is None or high is None:
        return ""
    unit = entry["unit"]
    ends = bracket(low, high, unit, ()).strip("[]").split(", ")
    if number(entry.get("p05")) is None:
        ends[0] += " or less"
    tail = change(high, unit, [low]).partition(" ")[2]
    beyond = "" if number(entry.get("p95")) is not None else " or more"
    return f"{f'{ends[0]} to {ends[1]} {tail}'.strip()}{beyond}"


def _bound(entry: Entry, key: str) -> float | None:
    exact = number(entry.get(key))
    if exact is not None:
        return exact
    low, high = bounds_of(entry, key)
    return None if low is None or high is None else max(low, min(high, 0.0))


def _dots(compared: Comparison, metric: str, sides: dict[Side, int]) -> list[Dot]:
    signs = compared.signs(metric)
    least, greatest = difference_bounds(*compared.sides(metric))
    known = ~np.isnan(signs)
    values, beyond = _nearest(least[known], greatest[known])
    signs = signs[known]
    order = np.argsort(values, kind="stable")
    values, beyond, signs = values[order], beyond[order], signs[order]
    wanted: dict[Side, float] = {"better": 1.0, "same": 0.0, "worse": -1.0}
    dots = []
    for side, count in sides.items():
        inside = np.flatnonzero(signs == wanted[side])
        dots += [_dot(side, inside, values, beyond, (k + 0.5) / count) for k in range(count) if inside.size]
    return dots


def _dot(side: Side, inside: NDArray[np.int64], values: Floats, beyond: NDArray[np.bool_], at: float) -> Dot:
    place = inside[min(int(at * inside.size), inside.size - 1)]
    return Dot(float(values[place]), side, bool(beyond[place]))


def _nearest(least: Floats, greatest: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the possible difference nearest to 0 in each world, and whether it may be further away."""
    values = np.where(np.isfinite(least), least, greatest)
    return values, ~(np.isfinite(least) & np.isfinite(greatest))
