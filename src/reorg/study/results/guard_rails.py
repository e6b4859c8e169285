"""Guard-rails in a comparison: the limits broken by each scenario, in its structures and in its worlds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from reorg.model.analysis.guard_rails import find_structure_breaches
from reorg.money import whole_amount
from reorg.study.running.tally import Tally

Document = dict[str, Any]


def find_broken_guard_rails(tally: Tally) -> list[Document]:
    """Return for each scenario the limits it breaks; empty if the model has no guard-rails.

    Limits of a structure are broken by any structure of a scenario, in all worlds. Cost and single-expert
    areas are those of the worlds: pay and hiring over the horizon per year, and areas with fewer than two
    experts at the horizon; ``share_of_worlds`` is the share in which they are beyond the limit, ``value`` the
    median.
    """
    organization = tally.rehearsal.job.organization
    rails = organization.guard_rails
    if rails is None:
        return []
    found: list[Document] = []
    for index, name in enumerate(tally.rehearsal.job.scenarios):
        for structure in organization.scenario(name).structures:
            for breach in find_structure_breaches(organization.structure(structure), rails):
                found.append({"scenario": name, **asdict(breach), "share_of_worlds": 1.0})
        years = organization.horizon_weeks / 52.0
        cost = tally.side(index, "cost_usd").values / years
        lone = tally.side(index, "lone_areas").values
        for rail, limit, values in (
            ("cost_max_usd", rails.cost_max_usd, cost),
            ("lone_areas_max", rails.lone_areas_max, lone),
        ):
            if limit is not None and (values > limit).any():
                found.append(
                    {
                        "scenario": name,
                        "rail": rail,
                        **_worlds(rail, float(limit), values, organization.currency),
                    }
                )
    return found


def _worlds(rail: str, limit: float, values: Any, currency: str) -> Document:
    share = float((values > limit).mean())
    value = float(np.nanmedian(values))
    cost = whole_amount(value, currency)
    messages = {
        "cost_max_usd": f"cost of {cost} a year in the median world, limit {limit:,.0f}",
        "lone_areas_max": f"{value:g} areas with fewer than two experts in the median world, limit {limit:g}",
    }[rail]
    return {
        "structure": "",
        "subject": "",
        "value": value,
        "limit": limit,
        "message": messages,
        "share_of_worlds": share,
    }
