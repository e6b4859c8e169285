"""The simulation's own chaos: the share of the variance of a difference that the simulation adds itself.

Two worlds with the same assumptions and luck, except for a change that must not matter, soon differ in who
takes which work next. The size of this is measured once per version, for the difference between two scenarios
of one bundled case, by ``python -m reorg.documentation.chaos``; it is part of what a study calls luck. For
another model or scenario it is an indication.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("chaos.json")


@cache
def measured_chaos() -> dict[str, Any]:
    """Return the measured chaos and its source; empty if it was not measured."""
    if not FILE.is_file():
        return {}
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def chaos_of(metric: str) -> dict[str, Any]:
    """Return ``chaos_share`` of a metric with interval and source, for the verdict; None: not measured."""
    found = measured_chaos()
    shares = found.get("shares", {}).get(metric)
    if shares is None:
        return dict.fromkeys(("chaos_share", "chaos_interval_95", "chaos_source"))
    share, low, high = shares
    source = (
        f"measured with version {found['version']} on {found['date']} in {found['worlds']} worlds of the case"
        f" {found['case']}, {found['scenario']} against {found['baseline']}"
    )
    return {"chaos_share": share, "chaos_interval_95": [low, high], "chaos_source": source}
