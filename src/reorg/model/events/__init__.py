"""The events of a scenario, each kind declared once: on a date, or triggered when a release is late.

A kind of event is added to the file of its subject; ``CONTRIBUTING.md`` walks through it.
"""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.events import means, people, structures
from reorg.model.events.happening import Doubtful, Happening, Reading
from reorg.model.events.means import Budget, Demand, Prioritize, Publish
from reorg.model.events.people import Away, Equip, Join, Layoff, Leave, Move, Replace
from reorg.model.events.structures import Alternate, Reorganize

__all__ = [
    "HAPPENINGS",
    "Alternate",
    "Away",
    "Budget",
    "Demand",
    "Doubtful",
    "Equip",
    "Event",
    "Happening",
    "Join",
    "Layoff",
    "Leave",
    "Move",
    "Prioritize",
    "Publish",
    "Reading",
    "Reorganize",
    "Replace",
    "Waiting",
    "code_of",
]

HAPPENINGS: tuple[type[Happening], ...] = (
    *structures.HAPPENINGS,
    *people.HAPPENINGS,
    *means.HAPPENINGS,
)
"""Every kind of event by the key that the file uses."""


@dataclass(frozen=True)
class Waiting:
    """``event`` happens when an occurrence of ``release`` is ``late_weeks`` past its due date and not out.

    It happens at most ``times`` (None: every time), once for each occurrence. ``event.week`` is the earliest
    week in which that can be; what would be before the start date never is.
    """

    event: Happening
    release: str
    late_weeks: float
    times: int | None


Event = Happening | Waiting


def code_of(key: str) -> int:
    """Return the number that the engine knows a kind of event by; raises ValueError for an unknown key."""
    return [kind.key for kind in HAPPENINGS].index(key)
