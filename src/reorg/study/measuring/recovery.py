"""The fall after a change: how far mean output falls below the baseline's, and when it has recovered.

The curves are means over worlds of the direct work completed in a week. In a single world the deepest fall of
a ratio is a maximum of noise, above zero even where nothing changes; means of pairs even that out. A fall
begins within a quarter after the change. A scenario with more completed work in total since then has not
fallen but finished earlier.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WINDOW_WEEKS = 4
QUARTER_WEEKS = 13
LEVEL_SHARE = 0.95
"""Share of the baseline's output from which a scenario is level with it."""


@dataclass(frozen=True)
class Recovery:
    """``deepest_share``: four-week output at its lowest over the baseline's, 1 where it never falls below.

    ``weeks_until_level`` after the change; 0 where it never falls below 95%, None where it is not level by
    the horizon. ``hours_lost`` until then.
    """

    deepest_share: float
    weeks_until_level: int | None
    hours_lost: float


def measure_recovery(output: Floats, reference: Floats, change_week: float) -> Recovery:
    """Return the fall of a mean curve [week] below the baseline's, and its recovery, from a week on."""
    first = int(change_week)
    here, there = four_week_sums(output[first:]), four_week_sums(reference[first:])
    ratio = np.divide(here, there, out=np.ones_like(here), where=there > 0)
    behind = np.cumsum(output[first:] - reference[first:])[-ratio.size :] < 0.0
    below = (ratio < LEVEL_SHARE) & behind
    begins = np.flatnonzero(below[:QUARTER_WEEKS])
    if not begins.size:
        deepest = float(ratio[:QUARTER_WEEKS][behind[:QUARTER_WEEKS]].min(initial=1.0))
        return Recovery(deepest, 0, 0.0)
    level = np.flatnonzero(~below[begins[0] :])
    last = begins[0] + level[0] if level.size else ratio.size
    lost = float((reference - output)[first : first + last].sum())
    return Recovery(float(ratio[begins[0] : last].min()), int(last) if level.size else None, lost)


def four_week_sums(weekly: Floats) -> Floats:
    """Return sums over four weeks (over all if there are fewer), one for each week in which they begin."""
    return np.convolve(weekly, np.ones(min(WINDOW_WEEKS, weekly.size)), mode="valid")
