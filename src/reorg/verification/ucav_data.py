"""The preliminary design of an uncrewed combat aircraft: 14 activities and what each makes others do again.

Source: Browning & Eppinger 2002 (IEEE Transactions on Engineering Management 49(4):428-442) and Eppinger &
Browning 2012 (Design Structure Matrix Methods and Applications), as transcribed in the Python package
ragraph 1.24.1 (dataset ``ucav``; GPL-3.0-or-later: the numbers are facts of the book, laid out anew here).

In the transcription activity A6 repeats the row of A4, so almost certainly a slip. The row as recalled, not
seen, is offered beside it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

Triple = tuple[float, float, float]
"""Least, likeliest and most, of a triangular distribution."""


@dataclass(frozen=True)
class Activity:
    """One activity: days of work, its cost in thousand dollars, and the share of it left on a repeat."""

    id: str
    days: Triple
    cost: Triple
    repeat: float

    @property
    def mean_days(self) -> float:
        """Return the mean of the triangular distribution of the days."""
        return sum(self.days) / 3.0

    @property
    def mean_cost(self) -> float:
        """Return the mean of the triangular distribution of the cost, in thousand dollars."""
        return sum(self.cost) / 3.0


@dataclass(frozen=True)
class Mark:
    """A completion of ``trigger`` makes ``share`` of ``reworked`` wrong, with ``probability``."""

    reworked: int
    trigger: int
    probability: float
    share: float

    @property
    def is_feedback(self) -> bool:
        """Whether work goes back to an earlier activity."""
        return self.reworked < self.trigger


RECALLED_A6 = Activity("A6", (9.0, 10.0, 11.0), (10.1, 11.3, 12.4), 1.0)


def activities(*, recalled: bool) -> tuple[Activity, ...]:
    """Return the activities in their order, with A6 as transcribed or as recalled."""
    rows = _rows("ucav_activities.csv")
    found = [
        Activity(row["id"], _triple(row, "dur"), _triple(row, "cost"), float(row["improvement_curve"]))
        for row in rows
    ]
    return tuple(RECALLED_A6 if recalled and a.id == RECALLED_A6.id else a for a in found)


def marks() -> tuple[Mark, ...]:
    """Return the marks of the matrix: which activity's completion may change which other."""
    place = {activity.id: i for i, activity in enumerate(activities(recalled=False))}
    return tuple(
        Mark(
            place[row["activity_reworked"]],
            place[row["triggered_by"]],
            float(row["rework_probability"]),
            float(row["rework_impact"]),
        )
        for row in _rows("ucav_rework.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("reorg.verification").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _triple(row: dict[str, str], what: str) -> Triple:
    return float(row[f"{what}_min"]), float(row[f"{what}_mode"]), float(row[f"{what}_max"])
