"""The releases on which a scenario is measured, and the metric by which scenarios are compared first.

All weeks count from the start date. Which release is measured follows from the organization alone, never from
the events of a world or from the other scenarios compared: so a scenario has the same figures in any
comparison.

The next release is the first occurrence, by its start, that starts at the decision week or later, or is due
after it; a release that runs once counts whenever it is due. All releases that run once together are the
plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from reorg.engine import Outcome, Plan
from reorg.model.analysis.changes import first_change_week
from reorg.model.organization import Organization

SEVERAL = "mean_delay_weeks"
"""The leading metric of a model of several releases."""
ONE = "release_weeks"
NONE = "throughput"


@dataclass(frozen=True)
class MeasuredReleases:
    """Indices into the releases of every plan of one organization.

    ``next`` is the next release, None where there is none; ``once`` those that run once; ``due`` those due
    within the horizon. ``output_week`` is the week from which early output is counted, see
    :func:`~reorg.model.analysis.changes.first_change_week`.
    """

    next: int | None
    once: tuple[int, ...]
    due: tuple[int, ...]
    output_week: float

    @classmethod
    def of(cls, plan: Plan) -> MeasuredReleases:
        """Return the releases measured in an organization, from any plan of it."""
        decision_week = plan.organization.decision_week
        once = {release.id for release in plan.organization.releases if release.every_weeks is None}
        runs = list(enumerate(plan.releases))
        ahead = [
            (run.start_week, index)
            for index, run in runs
            if run.release in once or run.start_week >= decision_week or run.due_week > decision_week
        ]
        return cls(
            next=min(ahead)[1] if ahead else None,
            once=tuple(index for index, run in runs if run.release in once),
            due=tuple(index for index, run in runs if run.due_week <= plan.weeks),
            output_week=first_change_week(plan.organization),
        )


def leading_metric_of(organization: Organization) -> str:
    """Return the metric by which scenarios are compared first: as the model says, or by its releases."""
    if organization.leading:
        return organization.leading
    return (NONE, ONE)[len(organization.releases)] if len(organization.releases) < 2 else SEVERAL


def completion_week(plan: Plan, outcome: Outcome, index: int) -> float:
    """Return the week in which the last package of a release occurrence was completed; NaN = not yet."""
    return float(outcome.finish_weeks[list(plan.releases[index].packages)].max())
