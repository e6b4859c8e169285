"""Proposals for couplings: packages whose people must talk while both are under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from reorg.importing.people.teams import Team
from reorg.importing.proposing.proposals import Proposals
from reorg.importing.work.pieces import Package, Release
from reorg.importing.work.project import Project

WITHIN_PROJECT = (0.2, 0.5, 0.8)
SHARED = (0.1, 0.3, 0.6)
SAME_LEAD = (0.0, 0.1, 0.3)
"""Strengths of couplings: low, central, high. Inference."""

COUPLINGS_MAX = 2000
"""Beyond that only the parts of one project are coupled."""

Parts = Mapping[Project, Sequence[Package]]
_Proposal = tuple[Project, Project, tuple[float, float, float], str]
"""Two projects, the strength of their coupling, and the reason."""


def couple(parts: Parts, releases: Sequence[Release], proposals: Proposals) -> None:
    """Add couplings to the releases.

    The parts of a project are coupled, the largest parts of projects whose tickets are linked, and those of
    projects of different teams under one lead, unless one of the two comes after the other.
    """
    coupler = _Coupler(releases, proposals)
    for project, packages in parts.items():
        for one, other in combinations(packages, 2):
            coupler.add(one, other, WITHIN_PROJECT, f"both are parts of {project.name}")
    largest = {project: max(packages, key=_size) for project, packages in parts.items() if packages}
    before = _predecessors(largest)
    for first, second, strength, why in (*_linked(largest), *_of_sister_teams(largest)):
        if coupler.is_full:
            return
        if first not in before[second] and second not in before[first]:
            coupler.add(largest[first], largest[second], strength, why)


def _linked(largest: Mapping[Project, Package]) -> Iterator[_Proposal]:
    """Yield the pairs of projects whose tickets are linked."""
    for project in largest:
        for other in project.related:
            if other in largest:
                yield project, other, SHARED, "their tickets are linked"


def _of_sister_teams(largest: Mapping[Project, Package]) -> Iterator[_Proposal]:
    """Yield the pairs of projects whose teams are different and have the same parent."""
    under: dict[Team, list[Project]] = {}
    for project, package in largest.items():
        if package.owner.parent is not None:
            under.setdefault(package.owner.parent, []).append(project)
    for projects in under.values():
        for one, other in combinations(projects, 2):
            if largest[one].owner is not largest[other].owner:
                yield one, other, SAME_LEAD, "their teams share a lead"


def _predecessors(projects: Iterable[Project]) -> dict[Project, set[Project]]:
    """Return all predecessors of each project, direct and indirect."""
    before: dict[Project, set[Project]] = {}
    for project in projects:
        waiting, found = list(project.after), before.setdefault(project, set())
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting += at.after
    return before


def _size(package: Package) -> float:
    return package.effort[1]


class _Coupler:
    def __init__(self, releases: Sequence[Release], proposals: Proposals) -> None:
        self._releases = {release.id: release for release in releases}
        self._proposals = proposals
        self._made: set[frozenset[str]] = set()

    @property
    def is_full(self) -> bool:
        return len(self._made) >= COUPLINGS_MAX

    def add(self, one: Package, other: Package, strength: tuple[float, float, float], why: str) -> None:
        """Couple two packages of one release, unless they are coupled already."""
        pair = frozenset({one.id, other.id})
        if one.release != other.release or pair in self._made:
            return
        self._made.add(pair)
        low, central, high = strength
        name = f"{one.release}/{one.id} and {other.id}"
        value = self._proposals.take("couplings", name, "strength", central, (low, high), why)
        self._releases[one.release].couplings.append((one.id, other.id, value))
