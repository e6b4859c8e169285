"""Management: every direct report and every meeting takes hours each week.

    lead's fixed load = reports x one-to-one hours / capacity                            ... (1)

Each report's weekly one-to-one costs the lead and the report the same hours; each team's weekly meeting
costs every member and the lead its hours and settles the coordination requests pending among them. What
a lead has no time for lapses after a week: spans saturate by themselves.

After the Virtual Design Team and the span-of-control literature; no causal estimate for spans over 30
exists, so wide spans act through the lead's queue alone.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("management")


@compiled
def lead_utilization(reports: float, one_to_one_hours: float, capacity_hours: float) -> float:
    """Return the share of a lead's week that the one-to-ones take, equation (1)."""
    return reports * one_to_one_hours / capacity_hours


LIMITS = ((lead_utilization, (8.0, 1.0, 40.0), 0.2),)
