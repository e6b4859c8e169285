"""Assumptions and inputs that cannot have an effect in a model, because it has nothing to which they apply.

They are drawn all the same, so that a model that gains a pool of accelerators or a race keeps the draws of
all others, but they are not considered as drivers of a difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.analysis import needs
from reorg.model.choices import DEGREES
from reorg.model.organization import Organization

_NEEDS = {
    "market.": needs.MARKET,
    "compute.": needs.ACCELERATORS,
    "agents.": needs.AGENTS,
    "racing.": needs.RACES,
    "discovery.": needs.DESIGN_DECISIONS,
    "discovery.integrator": needs.INTEGRATORS,
    "rework.": needs.REWORK,
    "matrix.": needs.SECOND_LINES,
    "coordination.coupling": needs.COUPLINGS,
    "work.": needs.WORK,
}
"""The subject of assumptions, by the beginning of their names."""
_MARKET = (
    "innovation_per_year",
    "imitation_per_year",
    "open_reach",
    "open_conversion",
    "cannibalization",
)


def idle_assumptions(organization: Organization, ids: tuple[str, ...]) -> frozenset[str]:
    """Return the assumptions among ``ids`` that cannot have an effect in any scenario of the organization."""
    prefixes = tuple(_idle_prefixes(organization))
    stated = set(_stated(organization))
    return frozenset(each for each in ids if each.startswith(prefixes) or each in stated)


def _idle_prefixes(organization: Organization) -> Iterator[str]:
    for prefix, need in _NEEDS.items():
        if not need.met_by(organization):
            yield prefix
    degrees = _degrees(organization)
    for degree in DEGREES:
        if degree not in degrees:
            yield f"exceptions.decided_by.{degree}."


def _degrees(organization: Organization) -> set[str]:
    """Return the degrees of centralization that a structure has in any world."""
    found: set[str] = {structure.decides for structure in organization.structures}
    for each in organization.inputs:
        if any(place.path[-1] == "decides" for place in each.places):
            found |= {str(value) for value, weight in each.readings if weight > 0.0}
    return found


def _stated(organization: Organization) -> Iterator[str]:
    """Yield the assumptions for which the model states its own number."""
    market, pools = organization.market, organization.pools
    for name in _MARKET if market is not None else ():
        if getattr(market, name) is not None:
            yield f"market.{name.removesuffix('_per_year')}"
    if pools and all(pool.failures_per_1000_gpu_days is not None for pool in pools):
        yield "compute.failures_per_1000_gpu_days"
    if pools and all(pool.checkpoint_hours is not None for pool in pools):
        yield "compute.checkpoint_hours"
    if all(link.learning is not None for release in organization.releases for link in release.rework):
        yield "rework.learning"
