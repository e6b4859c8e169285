"""Work that several teams hold, as rows: versions of packages, stakes, races, and items done twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg import luck
from reorg.engine import records as r
from reorg.engine.records import State
from reorg.engine.seats import Names
from reorg.model.organization import Organization, Overlap, Package, Race
from reorg.model.ownership import Ownership


@dataclass(frozen=True)
class Piece:
    """A package of one occurrence of its release, as much as is needed to find who holds it."""

    release: str
    occurrence: int
    package: Package

    @property
    def name(self) -> tuple[str, str]:
        """The name under which a team may own it."""
        return ("package", f"{self.release}/{self.package.id}")


class Versions:
    """The versions of packages that any structure of a scenario asks for, and who holds them in each.

    The first version of a package is the package itself; the others, in ``extra`` as (package, version),
    are jobs of their own behind all packages.
    """

    def __init__(self, organization: Organization, names: Names, pieces: Sequence[Piece]) -> None:
        self._organization, self._names, self._pieces = organization, names, pieces
        self._ownerships = [Ownership(structure) for structure in names.structures]
        self._holders = [
            [own.owners(piece.name, piece.package.area) for piece in pieces] for own in self._ownerships
        ]
        most = [max(len(holders[j]) for holders in self._holders) for j in range(len(pieces))]
        self.extra = [(j, version) for j, count in enumerate(most) for version in range(1, count)]
        self.rows = len(pieces) + len(self.extra)
        self._row = {pair: len(pieces) + k for k, pair in enumerate(self.extra)}
        self._row |= {(j, 0): j for j in range(len(pieces))}
        self._stakes: list[tuple[int, int, float]] = []
        self._races: list[tuple[int, int, int, int, int, float]] = []
        self._raced: list[int] = []
        self._doubles: list[tuple[int, int, int, int, float]] = []
        self._staked = np.full((len(names.structures), self._numbers), -1, np.int32)
        for k in range(len(names.structures)):
            self._stake_packages(k)
            self._stake_streams(k)

    @property
    def _numbers(self) -> int:
        return self.rows + len(self._organization.streams)

    @property
    def held(self) -> list[Piece]:
        """What each job is a version of: the packages, and behind them the other versions."""
        return [*self._pieces, *(self._pieces[j] for j, _ in self.extra)]

    def of(self, j: int) -> Iterator[int]:
        """Yield the jobs of all versions of a package."""
        version = 0
        while (j, version) in self._row:
            yield self._row[j, version]
            version += 1

    def owners(self) -> Any:
        """Return the owning team [structure, package, version or stream]; -1 where nobody holds a version."""
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
        """Return the jobs of packages and of their versions behind them, and the links of all."""
        packages["package"] = np.arange(len(packages))
        rows = np.concatenate([packages, packages[[j for j, _ in self.extra]]])
        more: list[Any] = []
        for row, (j, version) in enumerate(self.extra, start=len(packages)):
            job, piece = rows[row], self._pieces[j]
            name = (piece.release, piece.occurrence, piece.package.id, version)
            job["key"] = luck.key("attempt", *name)
            job["version"], job["order"] = version, row << 32
            job["next_first"] = job["next_last"] = job["back_first"] = job["back_last"] = 0
            copied = links[packages[j]["link_first"] : packages[j]["link_last"]].copy()
            for link in copied:
                link["key"] = luck.key("link of attempt", *name, self._pieces[link["job"]].package.id)
            job["link_first"] = len(links) + len(more)
            more += copied.tolist()
            job["link_last"] = len(links) + len(more)
            rows["family"][[j, row]] = 1
            rows["other"][self._row[j, version - 1]] = row
        return rows, np.concatenate([links, np.array(more, r.LINK)])

    def arrays(self) -> dict[str, Any]:
        """Return the stakes, races and doubles as the engine reads them."""
        return {
            "staked": self._staked,
            "stakes": np.array(self._stakes, r.STAKE),
            "races": np.array(self._races, r.RACE),
            "raced": np.array(self._raced, np.int32),
            "doubles": np.array(self._doubles, r.DOUBLE),
        }

    def _stake_packages(self, k: int) -> None:
        own = self._ownerships[k]
        raced: dict[tuple[Race, int], list[int]] = {}
        for j, piece in enumerate(self._pieces):
            race, overlap = own.race(piece.name), own.overlap(piece.name)
            if race is not None:
                raced.setdefault((race, piece.occurrence), []).append(j)
            elif overlap is not None:
                self._stake(k, list(self.of(j)), (-1, self._above(k, overlap), overlap.share))
        for (race, _), places in raced.items():
            first = len(self._raced)
            self._raced += places
            common = -1.0 if race.common_cause is None else race.common_cause
            best = int(race.wins == "best")
            self._races.append((k, first, len(self._raced), len(race.teams), best, common))
            self._stake(k, [row for j in places for row in self.of(j)], (len(self._races) - 1, -1, 1.0))

    def _stake_streams(self, k: int) -> None:
        own = self._ownerships[k]
        for i, stream in enumerate(self._organization.streams):
            overlap = own.overlap(("stream", stream.id))
            if overlap is None:
                continue
            self._stake(k, [self.rows + i], (-1, self._above(k, overlap), overlap.share))
            teams = own.owners(("stream", stream.id), stream.area)
            for version, team in enumerate(teams[1:], start=1):
                self._doubles.append((k, i, self._names.team[k][team], version, overlap.share))

    def _stake(self, k: int, numbers: list[int], stake: tuple[int, int, float]) -> None:
        self._staked[k, numbers] = len(self._stakes)
        self._stakes.append(stake)

    def _above(self, k: int, overlap: Overlap) -> int:
        return self._names.team[k][self._ownerships[k].common(overlap.teams)]


def duplicate_hours(state: State) -> float:
    """Return the hours that a world spent on attempts that do not count and on work done once more.

    Of a race that is not decided, the attempt with the most hours is taken to be the one that counts.
    """
    w, jobs = state.world[0], state.jobs
    total = float(w["duplicate"])
    if not jobs["family"].any():
        return total
    spent = jobs["spent"].copy()
    at_work = state.people[state.people["doing"] == r.CHUNK]
    for person in at_work[jobs["family"][at_work["on"]] == 1]:
        hours = float(w["end"] - max(person["since"], w["start"])) * float(person["share"])
        if jobs["stream"][person["on"]] >= 0:
            total += hours
        else:
            spent[person["on"]] += hours
    packages = jobs[: w["packages"]]
    for p in np.flatnonzero((packages["family"] == 1) & (packages["version"] == 0)):
        rows = np.flatnonzero(packages["package"] == p)
        stake = packages["stake"][p]
        racing = stake >= 0 and state.stakes["race"][stake] >= 0
        total += float(spent[rows].sum() - (spent[rows].max() if racing else spent[p]))
    return total


def attempts(state: State) -> int:
    """Return the attempts at packages that a world began, those begun again after a failure included."""
    packages = state.jobs[: state.world[0]["packages"]]
    return int(np.count_nonzero(packages["chunks"]) + packages["tries"].sum())


def any_contests(organization: Organization) -> bool:
    """Tell whether teams race or overlap in any structure, or work may turn out not to do."""
    failing = (package.failure > 0.0 for release in organization.releases for package in release.packages)
    return any(failing) or any(s.races or s.overlaps for s in organization.structures)
