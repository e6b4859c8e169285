"""Shares of a position of people whose hours a week are stated instead."""

from __future__ import annotations

from collections.abc import Sequence

from reorg.importing.findings import Findings
from reorg.importing.people.amounts import FULL_HOURS
from reorg.importing.people.person import Person
from reorg.importing.values.common import most_common

_FULL_MIN, _FULL_MAX = 34, 48
"""Hours a week from which, and up to which, a person may be full-time. Inference."""


def settle_shares(people: Sequence[Person], findings: Findings) -> None:
    """Set the share of each person who has only weekly hours: their part of the usual full-time week."""
    full = _full_time(people, findings)
    for person in people:
        if person.share is None and person.weekly_hours is not None:
            person.share = min(1.0, round(person.weekly_hours / full, 3))


def _full_time(people: Sequence[Person], findings: Findings) -> float:
    """Return the weekly hours of a full-time person: the most common that may be, else 40."""
    stated = (
        hours for person in people if (hours := person.weekly_hours) and _FULL_MIN <= hours <= _FULL_MAX
    )
    full = most_common(stated, FULL_HOURS)
    if full != FULL_HOURS:
        findings.add("value", f"full time is assumed to be {full:g} hours a week, the most common")
    return full
