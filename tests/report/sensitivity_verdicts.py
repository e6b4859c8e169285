"""A verdict that says what it hangs on."""

from __future__ import annotations

from typing import Any

from report.verdicts import verdict


def verdict_with_sensitivity(
    lean: str | None = "harms", flips: bool = True, drivers: bool = True
) -> dict[str, Any]:
    """The verdict with two drivers of the release under split, and a flip, where asked for."""
    head = {"scenario": "split", "metric": "release_weeks"}
    named = [
        _driver(
            "coordination.request_hours", "work of serving one request (net)", "hours", 0.41, 1, 0.4, 9.1
        ),
        _driver("ties.tau_weeks", "time for a working tie to form", "weeks", 0.12, -1, 6.0, 4.2),
    ]
    box = [
        _side("coordination.request_hours", "work of serving one request (net)", "hours", None, 0.31),
        _side("coordination.distance_cost", "cost per level", "1", 0.2, 0.4),
    ]
    flip = {
        **head,
        "toward": "helps",
        "box": box,
        "share_of_worlds": 0.08,
        "helps_share_inside": 0.71,
        "harms_share_inside": 0.2,
        "density_interval_95": [0.6, 0.8],
        "coverage": 0.5,
    }
    examined = {
        **head,
        "worlds": 1000,
        "explained": 0.61 if drivers else 0.0,
        "explained_interval_95": [0.5, 0.7] if drivers else [0.0, 0.0],
        "pairs": [{"assumptions": ["coordination.request_hours", "ties.tau_weeks"], "share": 0.08}],
        "lean": lean,
    }
    if not drivers:
        examined["pairs"] = []
    found = verdict()
    found["drivers"] = [head | driver for driver in named] if drivers else []
    found["flips"] = [flip] if flips else []
    found["sensitivity"] = [examined]
    return found


def weakest(helps: float, harms: float, lean: str) -> dict[str, Any]:
    """Where along a level the verdict is weakest, with these shares inside."""
    side = _side("input.skill", "skill", "", None, 0.5)
    inside = {"share_of_worlds": 0.3, "helps_share_inside": helps, "harms_share_inside": harms, "lean": lean}
    elsewhere = {"helps_share_elsewhere": 0.16, "harms_share_elsewhere": 0.69}
    return {**side, "levels": ["low", "medium", "high"], **inside, **elsewhere}


def ending(helps: float, harms: float) -> dict[str, Any]:
    """A region in which a verdict ends, with these shares inside."""
    skill = {**_side("input.skill", "skill", "", None, 0.5), "levels": ["low", "medium", "high"]}
    hours = _side("coordination.request_hours", "work of serving one request (net)", "hours", None, 0.31)
    return {
        "scenario": "split",
        "metric": "release_weeks",
        "toward": "neither",
        "box": [hours, skill],
        "share_of_worlds": 0.19,
        "helps_share_inside": helps,
        "harms_share_inside": harms,
        "density_interval_95": [0.35, 0.51],
        "coverage": 0.4,
    }


def _driver(*figures: Any) -> dict[str, Any]:
    key, meaning, unit, share, direction, lowest, highest = figures
    return {
        "assumption": key, "meaning": meaning, "unit": unit, "share": share,
        "share_interval_95": [share - 0.05, share + 0.05], "share_in_pairs": 0.08, "direction": direction,
        "bend": 0, "lowest_fifth": lowest, "highest_fifth": highest,
    }  # fmt: skip


def _side(key: str, meaning: str, unit: str, low: float | None, high: float | None) -> dict[str, Any]:
    return {"assumption": key, "meaning": meaning, "unit": unit, "low": low, "high": high}
