"""Rules for what is observed of the organization as it is today."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.analysis.changes import first_change_week
from reorg.model.analysis.observed import FROM_THE_START_DATE, PEOPLE, SHARES
from reorg.model.draft.draft import Draft
from reorg.model.draft.names import count_people
from reorg.model.organization import Organization
from reorg.model.problems import Fault, KeyPath
from reorg.model.schema.observed import ObservedRangeFields

ZERO_OR_ONE = ("on_time",)
"""Metrics that are shares of worlds: each world has all of it or nothing."""
WEEKS_COUNTED = {"first_month_hours": 4, "first_quarter_hours": 13}
"""Metrics that count what is done in so many weeks from the first change on, and not until the horizon."""
BELOW_ZERO = ("lateness_weeks", "mean_delay_weeks", "capability")
"""Metrics that may be below 0."""


def observed_ranges_are_possible(draft: Draft) -> Iterator[Fault]:
    """Demand that each range is in order and is of values that can be observed."""
    observed, horizon = draft.fields.observed, draft.fields.horizon_weeks
    if observed is None:
        return
    weeks = observed.weeks or horizon
    for metric, stated in observed.metrics.items():
        way: KeyPath = ("observed", "metrics", metric)
        low, high = stated.low, stated.high
        if low is not None and high is not None and low > high:
            message = f"an impossible range: low {low:g} is above high {high:g}"
            yield Fault(way, message, f"write {{low: {high:g}, high: {low:g}}}")
        elif low is not None and metric in FROM_THE_START_DATE and low >= weeks:
            message = f"what is out in week {low:g} or later is not observed within {weeks} weeks"
            yield Fault((*way, "low"), message, f"state a lower low, or observed.weeks above {low:g}")
        elif metric in ZERO_OR_ONE:
            message = f"in one world {metric} is 0 or 1, so that no range of shares says what agrees"
            yield Fault(way, message, "state a range of release_weeks instead")
        yield from _out_of_reach(metric, stated)
        if metric in PEOPLE:
            yield from _no_count(metric, stated, count_people(draft.fields))


def _out_of_reach(metric: str, stated: ObservedRangeFields) -> Iterator[Fault]:
    """Yield a fault where an end of a range says that it is in another unit, or that nothing agrees."""
    for end, value in (("low", stated.low), ("high", stated.high)):
        way: KeyPath = ("observed", "metrics", metric, end)
        if value is not None and value > 1.0 and metric in SHARES:
            hint = f"write {value / 100:g} for {value:g}%" if value <= 100.0 else "write 1 for all"
            yield Fault(way, f"{metric} is a share from 0 to 1, found {value:g}", hint)
    if stated.high is not None and stated.high < 0.0 and metric not in BELOW_ZERO:
        way = ("observed", "metrics", metric, "high")
        yield Fault(way, f"{metric} is never below 0, found {stated.high:g}", "state 0 or more")


def _no_count(metric: str, stated: ObservedRangeFields, people: int) -> Iterator[Fault]:
    """Yield a fault where an end of a number of people is a share of them."""
    for end, value in (("low", stated.low), ("high", stated.high)):
        if value is not None and 0.0 < value < 1.0:
            message = f"{metric} is a number of people, found {value:g}"
            hint = f"write {round(value * people)} for {value:.0%} of the {people:,} people"
            yield Fault(("observed", "metrics", metric, end), message, hint)


def observed_weeks_faults(organization: Organization) -> list[Fault]:
    """Return a fault where a metric counts more weeks than are observed: a part would stand for the whole."""
    observed, first = organization.observed, int(first_change_week(organization))
    if observed is None:
        return []
    ends = {metric: first + weeks for metric, weeks in WEEKS_COUNTED.items()}
    return [
        Fault(
            ("observed", "metrics", each.metric),
            f"{each.metric} counts the {WEEKS_COUNTED[each.metric]} weeks from week {first} on, of which"
            f" {max(observed.weeks - first, 0)} are observed",
            f"state observed.weeks of {ends[each.metric]} or more, or remove it",
        )
        for each in observed.ranges
        if ends.get(each.metric, 0) > observed.weeks
    ]
