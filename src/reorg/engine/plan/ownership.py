"""Ownership as rows: versions of packages, shared ownership, races, and duplicated items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg import luck
from reorg.engine.plan.structures import StructureIndex
from reorg.engine.state.rows import COUPLING, DUPLICATION, RACE, SHARED_OWNERSHIP
from reorg.model.analysis.ownership import Ownership
from reorg.model.organization import Organization
from reorg.model.structure import Overlap, Race, Structure
from reorg.model.work import Package


@dataclass(frozen=True)
class PackageOccurrence:
    """A package of one occurrence of its release, with the fields needed to find its owners."""

    release: str
    occurrence: int
    package: Package

    @property
    def name(self) -> tuple[str, str]:
        """The name under which a team may own it."""
        return ("package", f"{self.release}/{self.package.id}")


class Holders:
    """The teams that hold the versions of each package, the first version first, in the given structures."""

    def __init__(self, pieces: Sequence[PackageOccurrence]) -> None:
        self.pieces = pieces
        self._known: dict[str, tuple[Ownership, list[tuple[str, ...]]]] = {}

    def of(self, structure: Structure) -> tuple[Ownership, list[tuple[str, ...]]]:
        """Return the owners of a structure's work, and the teams that hold each package."""
        found = self._known.get(structure.id)
        if found is None:
            own = Ownership(structure)
            found = own, [own.owners(piece.name, piece.package.area) for piece in self.pieces]
            self._known[structure.id] = found
        return found


class VersionRows:
    """The versions of packages required by any structure of a scenario, and their holders in each.

    The first version of a package is the package itself; the others, in ``extra`` as (package, version), are
    separate jobs after all packages.
    """

    def __init__(self, organization: Organization, names: StructureIndex, holders: Holders) -> None:
        pieces = holders.pieces
        self._organization, self._names, self._pieces = organization, names, pieces
        held = [holders.of(structure) for structure in names.structures]
        self._ownerships, self._holders = [own for own, _ in held], [teams for _, teams in held]
        most = [max(len(holders[j]) for holders in self._holders) for j in range(len(pieces))]
        self.extra = [(j, version) for j, count in enumerate(most) for version in range(1, count)]
        self.rows = len(pieces) + len(self.extra)
        self._row = {pair: len(pieces) + k for k, pair in enumerate(self.extra)}
        self._row |= {(j, 0): j for j in range(len(pieces))}
        self._shared_ownerships: list[tuple[int, int, float]] = []
        self._races: list[tuple[int, int, int, int, int, float]] = []
        self._raced: list[int] = []
        self._duplications: list[tuple[int, int, int, int, float]] = []
        self._shared_ownership_by_work = np.full((len(names.structures), self._numbers), -1, np.int32)
        for k in range(len(names.structures)):
            self._share_packages(k)
            self._share_streams(k)

    @property
    def _numbers(self) -> int:
        return self.rows + len(self._organization.streams)

    @property
    def held(self) -> list[PackageOccurrence]:
        """The package of each job: the packages, followed by the other versions."""
        return [*self._pieces, *(self._pieces[j] for j, _ in self.extra)]

    def of(self, j: int) -> Iterator[int]:
        """Yield the jobs of all versions of a package."""
        version = 0
        while (j, version) in self._row:
            yield self._row[j, version]
            version += 1

    def owners(self) -> Any:
        """Return the owning team [structure, package, version or stream]; -1 if nobody holds a version."""
        owners = np.full((len(self._ownerships), self._numbers), -1, np.int32)
        for k, (own, holders) in enumerate(zip(self._ownerships, self._holders, strict=True)):
            numbers = self._names.team[k]
            for j, teams in enumerate(holders):
                for version, team in enumerate(teams):
                    owners[k, self._row[j, version]] = numbers[team]
            for i, stream in enumerate(self._organization.streams):
                owners[k, self.rows + i] = numbers[own.owners(("stream", stream.id), stream.area)[0]]
        return owners

    def jobs(self, packages: Any, links: Any) -> tuple[Any, Any]:
        """Return the jobs of packages followed by those of their versions, and the links of all."""
        # Picking rows keeps their padding to whole cache lines; concatenation would not.
        rows = packages[[*range(len(packages)), *(j for j, _ in self.extra)]]
        rows["package"] = [*range(len(packages)), *(j for j, _ in self.extra)]
        more: list[Any] = []
        for row, (j, version) in enumerate(self.extra, start=len(packages)):
            job, piece = rows[row], self._pieces[j]
            name = (piece.release, piece.occurrence, piece.package.id, version)
            job["key"] = luck.key("attempt", *name)
            job["version"], job["order"] = version, row << 32
            job["next_first"] = job["next_last"] = job["rework_first"] = job["rework_last"] = 0
            copied = links[packages[j]["link_first"] : packages[j]["link_last"]].copy()
            for link in copied:
                link["key"] = luck.key("link of attempt", *name, self._pieces[link["job"]].package.id)
            job["link_first"] = len(links) + len(more)
            more += copied.tolist()
            job["link_last"] = len(links) + len(more)
            rows["family"][[j, row]] = 1
            rows["other"][self._row[j, version - 1]] = row
        return rows, np.concatenate([links, np.array(more, COUPLING)])

    def arrays(self) -> dict[str, Any]:
        """Return shared ownership, races and attempts as the engine reads them."""
        return {
            "shared_ownership_by_work": self._shared_ownership_by_work,
            "shared_ownerships": np.array(self._shared_ownerships, SHARED_OWNERSHIP),
            "races": np.array(self._races, RACE),
            "raced": np.array(self._raced, np.int32),
            "duplications": np.array(self._duplications, DUPLICATION),
        }

    def _share_packages(self, k: int) -> None:
        own = self._ownerships[k]
        raced: dict[tuple[Race, int], list[int]] = {}
        for j, piece in enumerate(self._pieces):
            race, overlap = own.race(piece.name), own.overlap(piece.name)
            if race is not None:
                raced.setdefault((race, piece.occurrence), []).append(j)
            elif overlap is not None:
                self._share_ownership(k, list(self.of(j)), (-1, self._above(k, overlap), overlap.share))
        for (race, _), places in raced.items():
            first = len(self._raced)
            self._raced += places
            common = -1.0 if race.common_cause is None else race.common_cause
            best = int(race.wins == "best")
            self._races.append((k, first, len(self._raced), len(race.teams), best, common))
            self._share_ownership(
                k, [row for j in places for row in self.of(j)], (len(self._races) - 1, -1, 1.0)
            )

    def _share_streams(self, k: int) -> None:
        own = self._ownerships[k]
        for i, stream in enumerate(self._organization.streams):
            overlap = own.overlap(("stream", stream.id))
            if overlap is None:
                continue
            self._share_ownership(k, [self.rows + i], (-1, self._above(k, overlap), overlap.share))
            teams = own.owners(("stream", stream.id), stream.area)
            for version, team in enumerate(teams[1:], start=1):
                self._duplications.append((k, i, self._names.team[k][team], version, overlap.share))

    def _share_ownership(self, k: int, numbers: list[int], shared_ownership: tuple[int, int, float]) -> None:
        self._shared_ownership_by_work[k, numbers] = len(self._shared_ownerships)
        self._shared_ownerships.append(shared_ownership)

    def _above(self, k: int, overlap: Overlap) -> int:
        return self._names.team[k][self._ownerships[k].common(overlap.teams)]


def has_contests(organization: Organization) -> bool:
    """Return whether teams race or overlap in any structure, or work may fail acceptance."""
    failing = (package.failure > 0.0 for release in organization.releases for package in release.packages)
    return any(failing) or any(s.races or s.overlaps for s in organization.structures)
