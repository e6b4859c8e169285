"""Rules for what is observed of the organization as it is today."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.analysis.observed import FROM_THE_START_DATE
from reorg.model.draft.draft import Draft
from reorg.model.problems import Fault, KeyPath

ZERO_OR_ONE = ("on_time",)
"""Metrics that are shares of worlds: each world has all of it or nothing."""


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
