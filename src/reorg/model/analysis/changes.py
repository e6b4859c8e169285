"""The weeks in which scenarios begin to differ from the baseline, from the start date."""

from __future__ import annotations

from reorg.model.organization import Organization


def change_begins(organization: Organization, baseline: str, scenario: str) -> float | None:
    """Return the week from which a scenario is no longer the baseline, counted from the start date.

    None where no date says: only events that wait for a late release differ, or nothing does. Raises KeyError
    for an unknown scenario.
    """
    alternative, reference = organization.scenario(scenario), organization.scenario(baseline)
    if alternative.structure != reference.structure:
        return 0.0
    own = [event.week for event in alternative.dated if event not in reference.dated]
    others = [event.week for event in reference.dated if event not in alternative.dated]
    return min((*own, *others), default=None)


def change_week(organization: Organization, baseline: str, scenario: str) -> float:
    """Return the week from which what a change does to a scenario is counted.

    The week of :func:`change_begins`, but none before the decision week, and that week where no date says.
    """
    begins = change_begins(organization, baseline, scenario)
    return organization.decision_week if begins is None else max(begins, organization.decision_week)


def first_change_week(organization: Organization) -> float:
    """Return the week in which the first of the scenarios that the model compares begins to differ.

    Early output is counted from it in every scenario, so that all are compared over the same weeks, whatever
    else a study compares. The decision week where no scenario begins to differ later by a date.
    """
    baseline = organization.baseline
    compared = organization.compared or tuple(each.id for each in organization.scenarios)
    begins = (change_begins(organization, baseline, each) for each in compared)
    first = min((week for week in begins if week is not None), default=0.0)
    return max(first, organization.decision_week)
