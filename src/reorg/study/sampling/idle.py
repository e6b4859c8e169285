"""Assumptions and inputs that cannot act in a model: nothing there is that they are about.

They are drawn all the same, so that a model that gains a pool of accelerators or a race keeps the draws of
all others, but nobody looks among them for what decides a difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.choices import DEGREES
from reorg.model.events import Demand, Equip
from reorg.model.organization import Organization

_MARKET = (
    "innovation_per_year",
    "imitation_per_year",
    "open_reach",
    "open_conversion",
    "cannibalization",
)


def idle_assumptions(organization: Organization, ids: tuple[str, ...]) -> frozenset[str]:
    """Return those of the assumptions ``ids`` that cannot act in any scenario of the organization."""
    prefixes = tuple(_idle_prefixes(organization))
    stated = set(_stated(organization))
    return frozenset(each for each in ids if each.startswith(prefixes) or each in stated)


def _idle_prefixes(organization: Organization) -> Iterator[str]:
    packages = [package for release in organization.releases for package in release.packages]
    happenings = [event for scenario in organization.scenarios for event in scenario.happenings]
    equipped = any(isinstance(event, Equip) and event.ai_agents for event in happenings)
    if organization.market is None:
        yield "market."
    if not organization.pools:
        yield "compute."
    if not equipped and not any(person.ai_agents for person in organization.people):
        yield "agents."
    if not any(structure.races or structure.overlaps for structure in organization.structures):
        yield "racing."
    if not any(package.decisions for package in packages):
        yield "discovery."
    if not any(release.rework for release in organization.releases):
        yield "rework."
    if not packages and not organization.streams:
        yield "work."
    if not any(release.couplings for release in organization.releases):
        yield "coordination.coupling"
    if not any(structure.integrators for structure in organization.structures):
        yield "discovery.integrator"
    if not organization.streams and not any(isinstance(event, Demand) for event in happenings):
        yield "streams."
    for degree in DEGREES:
        if degree not in _degrees(organization):
            yield f"exceptions.decided_by.{degree}."


def _degrees(organization: Organization) -> set[str]:
    """Return the degrees of centralization that a structure has in any world."""
    found: set[str] = {structure.decides for structure in organization.structures}
    for each in organization.inputs:
        if any(place.path[-1] == "decides" for place in each.places):
            found |= {str(value) for value, weight in each.readings if weight > 0.0}
    return found


def _stated(organization: Organization) -> Iterator[str]:
    """Yield the assumptions in whose place the model states its own number."""
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
