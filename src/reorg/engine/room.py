"""The room that a world is given before any has been run."""

from __future__ import annotations

import math

from reorg.engine.plan.plan import Plan

_ARRIVALS_MAX = 100_000
"""Maximum number of jobs for which there is room before any world has needed it."""
_LOG_MAX = 1 << 24
"""Maximum number of log lines for which there is room before any world has needed it."""


def first_room(plan: Plan) -> dict[str, int]:
    """Return numbers of rows to begin with: a world that needs more is run again with twice as many.

    In every bundled case, fewer items wait at one time than half the arrivals over the horizon, and a person
    causes fewer than fifty log lines a week.
    """
    people, weeks = len(plan.person_ids), plan.warmup_weeks + plan.weeks
    arrivals = sum(stream.per_week for stream in plan.organization.streams) * weeks
    return {
        "items": 64 + 6 * people,
        "jobs": 64 + people + math.ceil(0.5 * min(arrivals, _ARRIVALS_MAX)),
        "lines": 1 << (5 * people + 63).bit_length(),
        "event_heap": 256 + 4 * people + 2 * len(plan.arrays["jobs"]),
        "log": min((1 << 16) + 50 * people * weeks, _LOG_MAX),
        "runs": 64 + 8 * people,
    }
