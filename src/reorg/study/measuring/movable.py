"""Metrics that cannot change in a model, because it has nothing that they measure."""

from __future__ import annotations

from reorg.model.organization import Organization
from reorg.study.measuring.metrics import METRICS


def why_unmoved(organization: Organization) -> dict[str, str]:
    """Return the metrics that are the same in every world and scenario, and why, in words."""
    lacking = ((metric.key, need) for metric in METRICS for need in metric.needs)
    return {key: need.why for key, need in lacking if not need.met_by(organization)}
