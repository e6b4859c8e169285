"""Assumption vectors of the benchmarks: all central, or central with everything random switched off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS

SWITCHED_OFF = (
    "exceptions.probability",
    "coordination.exchange_probability",
    "coordination.noise_share",
    "coordination.team_talk_hours",
    "coordination.loafing",
    "management.one_to_one_hours",
    "management.team_meeting_hours",
    "work.effort_spread",
    "turnover.base_per_year",
    "turnover.contagion",
    "knowledge.decay_per_year",
    "familiarity.switch_hours",
    "ties.error_strangers",
    "ties.slower_strangers",
    "coordination.overlooked",
    "handover.share",
    "handover.error",
    "handover.follow",
)
"""Set to 0."""
MASTERED = ("knowledge.floor_speed", "knowledge.start", "familiarity.floor_speed", "familiarity.error_new")
"""Set to 1."""


def central() -> NDArray[np.float64]:
    """Return every assumption at its central value, in the engine's order."""
    return np.array([parameter.central for parameter in ASSUMPTIONS])


def still() -> NDArray[np.float64]:
    """Return central values, but nothing happens beside the work, and all know all there is to know.

    Raises KeyError where an assumption to be switched off does not exist.
    """
    vector = central()
    places = {parameter.id: place for place, parameter in enumerate(ASSUMPTIONS)}
    vector[[places[name] for name in SWITCHED_OFF]] = 0.0
    vector[[places[name] for name in MASTERED]] = 1.0
    return vector
