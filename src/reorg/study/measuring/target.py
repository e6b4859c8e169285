"""Which release a world is measured on, and from when.

Weeks count from the start date. All scenarios of a study are measured from the same moment, the last
dated structural event of any of them (what waits for a release happens in some worlds only), and on the
same release, so that their differences are differences of the structures and never of the question asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reorg.engine import Outcome, Plan


@dataclass(frozen=True)
class TargetRelease:
    """The release occurrence that a world is measured on; ``index`` into the releases of every plan."""

    index: int
    origin_week: float


@dataclass(frozen=True)
class TargetRule:
    """What all scenarios of a study are measured by.

    ``event_week`` is the last dated structural event of any scenario; ``candidates`` are the indices of the
    release occurrences that can end within the horizon, by start. Where none can, they are all: that nothing
    comes out is a result.
    """

    event_week: float
    candidates: tuple[int, ...]

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> TargetRule:
        """Return the yardstick of a study of ``plans``, the first of which is the baseline's."""
        releases = plans[0].releases
        can_end = [i for i, run in enumerate(releases) if run.earliest_end_week <= plans[0].weeks]
        measured = can_end or range(len(releases))
        return cls(
            event_week=max(plan.last_event_week for plan in plans),
            candidates=tuple(sorted(measured, key=lambda index: releases[index].start_week)),
        )

    def target(self, baseline: Plan, outcome: Outcome) -> TargetRelease | None:
        """Return the first release open at the event in the baseline's world, or started after it.

        The baseline decides for all scenarios of the world: were each to decide for itself, a release that
        one structure ends just before the event and another just after it would be two different releases.
        None where no release qualifies.
        """
        for index in self.candidates:
            start = baseline.releases[index].start_week
            if start >= self.event_week or not completion_week(baseline, outcome, index) <= self.event_week:
                return TargetRelease(index, max(self.event_week, start))
        return None


def completion_week(plan: Plan, outcome: Outcome, index: int) -> float:
    """Return the week in which the last package of a release occurrence was completed; NaN = not yet."""
    return float(outcome.finish_weeks[list(plan.releases[index].packages)].max())
