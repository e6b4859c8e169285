"""A caution where the organization of today hardly ever keeps its plan."""

from __future__ import annotations

from reorg.report.figures import number, spoken
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import words

KEPT_MIN = 0.05
"""Share of worlds with the baseline's next release on time, below which its plan is not kept."""
WORLDS_MIN = 20
"""Worlds from which a share below :data:`KEPT_MIN` is more than bad luck."""


def late_plan_line(verdict: Verdict) -> str:
    """Say that the baseline's next release is hardly ever on time; empty where it is, or has no due date."""
    metrics = verdict["scenarios"].get(verdict["baseline"], {}).get("metrics", {})
    on_time = number((metrics.get("on_time") or {}).get("mean"))
    worlds = verdict["worlds"]
    if on_time is None or on_time >= KEPT_MIN or worlds < WORLDS_MIN:
        return ""
    baseline, noun = scenario_name(verdict, verdict["baseline"]), words("release_weeks").noun
    late = number((metrics.get("lateness_weeks") or {}).get("p50"))
    by = f", by {spoken(late, 'weeks')} or more in half of them" if late is not None and late > 0.0 else ""
    late_in = round(worlds * (1.0 - on_time))
    return (
        f"Under {baseline}, {noun} is late in {late_in:,} of {worlds:,} worlds{by}. A plan that is not kept"
        " anyway says little about a reorganization: check efforts, people and dates first."
    )
