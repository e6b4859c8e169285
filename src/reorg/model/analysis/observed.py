"""Observed ranges of metrics of today's organization, in words and beside its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reorg.model.organization import ObservedRange, Organization

SHARES = ("waits_beyond_day_share", "waits_beyond_week_share", "stream_late_share", "owner_knowledge")
"""Metrics that are shares from 0 to 1 in one world."""
PEOPLE = ("departures", "regretted_departures")
"""Metrics that count people."""
NEXT_RELEASE = "release_weeks"
"""The metric that is the week of the next release."""
FROM_THE_START_DATE = {NEXT_RELEASE: "the next release", "plan_weeks": "the whole plan"}
"""Metrics that are weeks from the start date, with their nouns: what is later than observed is not known."""


def range_in_words(stated: ObservedRange, amount: Callable[[float], str] = "{:.10g}".format) -> str:
    """Return ``15 to 45``, ``at least 15`` or ``at most 45``; ``amount`` writes one number."""
    if stated.low is None:
        return f"at most {amount(stated.high)}" if stated.high is not None else ""
    if stated.high is None:
        return f"at least {amount(stated.low)}"
    low, high = amount(stated.low), amount(stated.high)
    return low if low == high else f"{low} to {high}"


def idle_remarks(organization: Organization) -> Iterator[str]:
    """Yield a remark for each upper end that leaves no world out, because no later week is observed."""
    observed = organization.observed
    if observed is None:
        return
    for stated in observed.ranges:
        dated = stated.high if stated.metric in FROM_THE_START_DATE else None
        if dated is not None and dated >= observed.weeks:
            name = FROM_THE_START_DATE[stated.metric]
            message = f"{name} within {dated:g} weeks ({stated.metric}) leaves no world out"
            yield f"{message}, as {observed.weeks} weeks are observed: state observed.weeks above {dated:g}"


def plan_remark(organization: Organization) -> str:
    """Say where the next release is due outside the weeks observed; empty where plan and record agree.

    The next release is that of :mod:`reorg.study.measuring.target`.
    """
    observed = () if organization.observed is None else organization.observed.ranges
    stated = next((each for each in observed if each.metric == NEXT_RELEASE), None)
    due = _next_due(organization)
    if stated is None or due is None:
        return ""
    name, week = due
    if (stated.low is None or stated.low <= week) and (stated.high is None or week <= stated.high):
        return ""
    return (
        f"{name} is due in week {week:g}, but the next release is observed to be out after"
        f" {range_in_words(stated)} weeks: plan and record disagree"
    )


def _next_due(organization: Organization) -> tuple[str, float] | None:
    """Return name and due week of the next release; None where there is none, or it has no due week."""
    decision_week = organization.decision_week
    ahead = [
        (run.start_week, place, run.due_week)
        for place, release in enumerate(organization.releases)
        for run in release.occurrences(organization.horizon_weeks)
        if release.every_weeks is None or run.start_week >= decision_week or run.due_week > decision_week
    ]
    if not ahead:
        return None
    _, place, week = min(ahead)
    release = organization.releases[place]
    is_dated = release.every_weeks is not None or release.due_week is not None
    return (release.name or release.id, week) if is_dated else None
