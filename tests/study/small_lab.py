"""A laboratory of ten people for the tests of studies: small enough for a world in milliseconds."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from reorg.model import Organization, load

MODEL: dict[str, Any] = {
    "schema": "reorg/1",
    "organization": "Small laboratory",
    "start": "2026-03-02",
    "horizon_weeks": 20,
    "warmup_weeks": 2,
    "areas": ["engine", "wing"],
    "people": [
        {
            "id": "head",
            "title": "Head",
            "skills": {"engine": "high", "wing": "medium"},
            "annual_cost_usd": 300000,
        },
        {"id": "wing-lead", "title": "Lead of wing", "skills": {"wing": "high"}, "annual_cost_usd": 200000},
        {
            "id": "e",
            "count": 4,
            "title": "Engine engineer",
            "skills": {"engine": "medium"},
            "annual_cost_usd": 150000,
        },
        {
            "id": "w",
            "count": 4,
            "title": "Wing engineer",
            "skills": {"wing": "medium"},
            "annual_cost_usd": 150000,
        },
    ],
    "releases": [
        {
            "id": "plane",
            "every_weeks": 13,
            "first_week": -2,
            "packages": [
                {"id": "x", "area": "engine", "effort_days": [40, 60, 90], "people_max": 4},
                {"id": "y", "area": "wing", "effort_days": [40, 60, 90], "people_max": 4, "after": ["x"]},
            ],
            "couplings": [{"between": ["x", "y"], "strength": 0.8}],
        }
    ],
    "structures": {
        "flat": {
            "decides": "medium",
            "teams": [
                {"id": "all", "lead": "head", "members": ["wing-lead", "e", "w"], "owns": ["engine", "wing"]}
            ],
        },
        "deep": {
            "decides": "high",
            "teams": [
                {"id": "top", "lead": "head"},
                {
                    "id": "engine-team",
                    "parent": "top",
                    "lead": "e#1",
                    "members": ["e#2..4"],
                    "owns": ["engine"],
                },
                {"id": "wing-team", "parent": "top", "lead": "wing-lead", "members": ["w"], "owns": ["wing"]},
            ],
        },
    },
    "scenarios": {
        "stay": {"structure": "flat"},
        "split": {"structure": "flat", "events": [{"week": 3, "reorganize": "deep"}]},
        "late": {
            "structure": "flat",
            "events": [{"week": 3, "reorganize": "deep"}, {"week": 3.5, "reorganize": "flat"}],
        },
        "same": {"structure": "flat"},
    },
    "compare": {"baseline": "stay"},
}


def lab(**changes: Any) -> Organization:
    """Return the laboratory, top-level fields of its model changed."""
    return load(deepcopy(MODEL) | changes)


def without_timing(verdict: dict[str, Any]) -> dict[str, Any]:
    """Return what must be equal between two runs of one study."""
    return {key: value for key, value in verdict.items() if key != "timing"}
