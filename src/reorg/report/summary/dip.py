"""The dip after the change and the recovery: weekly output compared with the baseline in the same worlds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.report.figures import number
from reorg.report.scenarios import alternatives
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.parts import change_and_structure
from reorg.study.measuring.recovery import LEVEL_SHARE, WINDOW_WEEKS, four_week_sums

Floats = NDArray[np.float64]
OUTPUT = "throughput"
WEEKS_MAX = 40
WEEKS_MIN = 26
FALLEN_FROM = 0.2
"""Fall of the baseline's own output from which being level with it does not count as recovery."""
_WITHIN = f"within {1.0 - LEVEL_SHARE:.0%}"
"""What counts as recovery; the curve beside it may well stay below the baseline's."""
LEVELS = ("p25", "p75", "mean")
"""The curves drawn; the range of 90% of worlds for single weeks is mostly noise, and is in the evidence."""


@dataclass(frozen=True)
class Dip:
    """The sentence about the dip, and its curves.

    ``parts`` tells the change itself from the new structure; ``curves`` {level: weekly difference as a share
    of the baseline's usual output}, one value for each of ``weeks``.

    ``level_week``: the week from the start date from which output is level, 0 where it never falls below,
    None where it is not level by the horizon; ``level_in_words`` says it, empty where it never falls below.
    ``others`` holds the mean curve of further scenarios by name.
    """

    sentence: str
    parts: str
    weeks: tuple[int, ...]
    curves: dict[str, tuple[float, ...]]
    others: dict[str, tuple[float, ...]]
    level_week: int | None
    level_in_words: str
    deepest: float


def dip_and_recovery(compared: Comparison) -> Dip | None:
    """Return the weekly difference in output; None for one scenario alone and without work."""
    found = next(
        (each for each in compared.verdict.get("recovery", ()) if each["scenario"] == compared.scenario), None
    )
    series = compared.verdict.get("weekly", {}).get(compared.scenario, {}).get(OUTPUT)
    usual = _usual_output(compared)
    if found is None or not usual:
        return None
    level, deepest = found["weeks_until_level"], float(found["deepest_share"])
    first = int(found["change_week"])
    fallen = _fall_of_baseline(compared, first, level)
    curves = _curves(series, usual, first, level) if series else {}
    weeks = tuple(range(first, first + len(next(iter(curves.values()), ()))))
    lowest = _lowest(curves["mean"]) if curves.get("mean") else None
    return Dip(
        _never_behind(compared, first, lowest)
        if level == 0 and lowest is not None
        else _sentence(compared, found, fallen),
        change_and_structure(compared),
        weeks,
        curves,
        _others(compared, usual, first, len(weeks)),
        first + level if level else level,
        _level_in_words(compared, first, level, fallen),
        deepest,
    )


def _fall_of_baseline(compared: Comparison, first: int, level: int | None) -> float:
    """Return the fall of the baseline's own output when the alternative is level; 0 if small.

    If the baseline runs out of work, a scenario behind it becomes level without recovering.
    """
    series = compared.study.series.get(compared.verdict["baseline"], {}).get(OUTPUT)
    if not series or not level:
        return 0.0
    then, now = (float(np.mean(series["p50"][week : week + WINDOW_WEEKS])) for week in (first, first + level))
    fall = 1.0 - now / then if then > 0.0 else 0.0
    return fall if fall >= FALLEN_FROM else 0.0


def _level_in_words(compared: Comparison, first: int, level: int | None, fallen: float) -> str:
    if level is None:
        return f"not back to {_WITHIN} by week {compared.verdict['horizon_weeks']}"
    if not level:
        return ""
    week = f"week {first + level}"
    return (
        f"level from {week}, when {compared.baseline} has fallen too"
        if fallen
        else f"back to {_WITHIN} from {week}"
    )


def _sentence(compared: Comparison, found: Mapping[str, Any], fallen: float) -> str:
    level, lost = found["weeks_until_level"], number(found["hours_lost"]) or 0.0
    fall = round(100.0 * (1.0 - float(found["deepest_share"])))
    if level == 0 and fall < 2:
        return f"Output never falls clearly below that under {compared.baseline}."
    if level == 0:
        return f"At its lowest, output over four weeks is {fall}% below that under {compared.baseline}."
    text = f"At its lowest, output over four weeks is {fall}% below that under {compared.baseline}"
    cost = f"; by then, {lost:,.0f} person-hours of work have been lost" if lost >= 1.0 else ""
    if level is None:
        return f"{text}, and it is not back to {_WITHIN} by week {compared.verdict['horizon_weeks']}."
    weeks = "1 week" if level == 1 else f"{level} weeks"
    if fallen:
        itself = f"when output under {compared.baseline} has itself fallen by {fallen:.0%}"
        return f"{text}; it is level {weeks} after the change, {itself}{cost}."
    return f"{text}; {weeks} after the change, it is back to {_WITHIN}{cost}."


@dataclass(frozen=True)
class _Lowest:
    """The lowest four-week mean of a curve: its first week, and the sum of all weeks until its end."""

    week: int
    value: float
    until_then: float


def _lowest(curve: tuple[float, ...]) -> _Lowest:
    means = four_week_sums(np.array(curve)) / min(WINDOW_WEEKS, len(curve))
    week = int(np.argmin(means))
    return _Lowest(week, float(means[week]), float(np.sum(curve[: week + WINDOW_WEEKS])))


def _never_behind(compared: Comparison, first: int, lowest: _Lowest) -> str:
    """State how low output is that needs no recovery: hardly lower, or after more work was done."""
    fall = round(-100.0 * lowest.value)
    if fall < 2:
        return f"Output never falls clearly below that under {compared.baseline}."
    more = ", but by then more has been done in total" if lowest.until_then > 0.0 else ""
    week = first + lowest.week
    return (
        f"At its lowest, over the four weeks from week {week}, output is {fall}% below that under"
        f" {compared.baseline}{more}."
    )


def _usual_output(compared: Comparison) -> float:
    series = compared.study.series.get(compared.verdict["baseline"], {}).get("throughput")
    return float(np.mean(series["p50"])) if series else 0.0


def _curves(
    series: dict[str, list[float]], usual: float, first: int, level: int | None
) -> dict[str, tuple[float, ...]]:
    kept = WEEKS_MAX if level is None else max(WEEKS_MIN, min(WEEKS_MAX, 2 * level))
    return {
        key: tuple(value / usual for value in series[key][first : first + kept])
        for key in LEVELS
        if key in series
    }


def _others(compared: Comparison, usual: float, first: int, count: int) -> dict[str, tuple[float, ...]]:
    """Return the mean curve of the alternative with the smallest dip in these weeks beside this one."""
    weekly = compared.verdict.get("weekly", {})
    curves = {
        other: tuple(value / usual for value in weekly[other][OUTPUT]["mean"][first : first + count])
        for other in alternatives(compared.verdict)
        if other != compared.scenario and OUTPUT in weekly.get(other, {})
    }
    if not count or not curves:
        return {}
    softest = max(curves, key=lambda other: _lowest(curves[other]).value)
    return {Comparison(compared.study, softest).alternative: curves[softest]}
