"""The load of each position in a scenario, over the worlds of a study."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reorg.study.measuring.people import (
    BUSY,
    BUSY_SQUARES,
    FIRST_KIND,
    LEFT,
    LEFT_SQUARES,
    OVERLOAD_SQUARES,
    OVERLOAD_WEEKS,
    mostly_work,
)
from reorg.study.running.tally import Tally

Floats = NDArray[np.float64]

_Z_975 = 1.959963985


@dataclass(frozen=True)
class Loads:
    """Everybody's load in one scenario, means over worlds, [person] or [person, kind].

    ``overloaded_share`` of the weeks of the horizon ends with more than a week's work waiting, in
    worlds in which the person does not mostly wait (:func:`reorg.study.measuring.people.overloaded_weeks`);
    ``leaving_share`` is the share of worlds in which the first holder of the position leaves by the horizon,
    for any reason; ``busy_share`` is the share of the hours present in which a person is active, booked hours
    included, 0 if nobody ever is present; ``hours`` by kind are per week in which the position is held. Each
    ``..._reach`` is the half width of the 95% interval of the mean difference from the baseline in the same
    world, worlds taken as independent; NaN with a single world.
    """

    overloaded_share: Floats
    overloaded_reach: Floats
    leaving_share: Floats
    leaving_reach: Floats
    busy_share: Floats
    busy_reach: Floats
    hours: Floats

    @property
    def works(self) -> NDArray[np.bool_]:
        """Whether people are active for at least as long as they wait, over all worlds [person]."""
        return mostly_work(self.hours)


def loads_of(tally: Tally, scenario: int) -> Loads:
    """Return everybody's load in a scenario, by its index."""
    plan, sums = tally.rehearsal.plans[scenario], tally.people[scenario]
    means, reference = sums / tally.worlds, tally.people[0] / tally.worlds
    hours = sums[:, FIRST_KIND:]
    weeks = hours.sum(axis=1) / (40.0 * plan.arrays["people"]["share"])
    return Loads(
        overloaded_share=means[:, OVERLOAD_WEEKS] / plan.weeks,
        overloaded_reach=_reach(means, reference, OVERLOAD_WEEKS, OVERLOAD_SQUARES, tally.worlds)
        / plan.weeks,
        leaving_share=means[:, LEFT],
        leaving_reach=_reach(means, reference, LEFT, LEFT_SQUARES, tally.worlds),
        busy_share=means[:, BUSY],
        busy_reach=_reach(means, reference, BUSY, BUSY_SQUARES, tally.worlds),
        hours=_over(hours, weeks[:, None] + np.zeros(hours.shape)),
    )


def _reach(means: Floats, reference: Floats, column: int, squares: int, worlds: int) -> Floats:
    """Return the half width of the interval of a mean paired difference, from its mean square."""
    if worlds < 2:
        return np.full(len(means), np.nan)
    mean = means[:, column] - reference[:, column]
    variance = np.maximum(means[:, squares] - mean**2, 0.0) / (worlds - 1)
    return np.asarray(_Z_975 * np.sqrt(variance))


def _over(above: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0.0)
    return found
