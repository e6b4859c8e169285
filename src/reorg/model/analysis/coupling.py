"""Distances between people who must coordinate: levels between the teams that own coupled work."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.analysis.ownership import Ownership
from reorg.model.organization import Organization
from reorg.model.structure import Structure, way_up
from reorg.summation import add_in_order

BEYOND_ONE_LEAD = 2
"""Levels from which two teams have no lead in common who is next above both."""


@dataclass(frozen=True)
class CoupledWork:
    """Two coupled packages (``release/package``), the teams that own them, and the levels between these.

    ``levels`` up to the lowest team above both, counted from the team that is further below it; 0 within a
    team, 1 between teams next to each other under one lead, or a team and the one above it.
    """

    first: str
    second: str
    teams: tuple[str, str]
    strength: float
    levels: int

    @property
    def is_beyond_one_lead(self) -> bool:
        """Whether the two teams have no lead in common who is next above both."""
        return self.levels >= BEYOND_ONE_LEAD


def coupled_work(organization: Organization, structure: Structure) -> tuple[CoupledWork, ...]:
    """Return the couplings of all releases as a structure places them, in the order of the file.

    Raises KeyError where a coupled package has no owner.
    """
    ownership = Ownership(structure)
    above = structure.parents
    found = []
    for release in organization.releases:
        areas = {package.id: package.area for package in release.packages}
        for pair in release.couplings:
            names = (f"{release.id}/{pair.first}", f"{release.id}/{pair.second}")
            one, two = (
                ownership.owners(("package", name), areas[package])[0]
                for name, package in zip(names, (pair.first, pair.second), strict=True)
            )
            found.append(CoupledWork(*names, (one, two), pair.strength, levels_between(above, one, two)))
    return tuple(found)


def mean_levels(pairs: tuple[CoupledWork, ...]) -> float:
    """Return the levels between the teams of coupled work, weighted by strength; 0 where there is none."""
    weight = add_in_order(pair.strength for pair in pairs)
    return add_in_order(pair.strength * pair.levels for pair in pairs) / weight if weight else 0.0


def levels_between(above: dict[str, str | None], one: str, two: str) -> int:
    """Return the levels between two teams; ``above`` names the team above each, None above the root."""
    first, second = way_up(above, one), way_up(above, two)
    common = next(team for team in first if team in second)
    return max(first.index(common), second.index(common))
