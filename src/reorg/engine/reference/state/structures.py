"""The structures of an organization, as a world uses them: teams, seats, owners and meetings."""

from __future__ import annotations

from dataclasses import dataclass, field

from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.work import Job, Race, Stream
from reorg.model.analysis.ownership import Ownership
from reorg.model.compute import Allocation


@dataclass(eq=False)
class Meeting:
    """A team's meeting, or one of ``people``; ``hours`` None means the assumed length of a team meeting."""

    number: int
    luck: int
    team: Team | None
    people: list[Person]
    every: float
    hours: float | None
    next: float = -1.0
    turn: int = 0
    """The number of the next one, from the first hour."""
    offset: float = 0.0


@dataclass(eq=False)
class WorldStructure:
    """One structure of the organization in a world."""

    id: str
    number: int
    decides: str
    teams: list[Team]
    home: dict[int, Team]
    """Team by number of the person."""
    ownership: Ownership
    integrators: list[tuple[Person, tuple[str, ...]]]
    meetings: list[Meeting]
    allocations: tuple[Allocation, ...]
    """Its changes to the pools of accelerators."""
    second_leads: dict[int, Person] = field(default_factory=dict)
    """By number of the person."""
    second_seats: dict[int, tuple[Team, float]] = field(default_factory=dict)
    """By number of the person: the second team, and the share of the week in it."""
    is_contested: bool = False
    """Whether several teams race for any work or overlap in it."""
    races: list[Race] = field(default_factory=list)

    def team(self, team_id: str) -> Team:
        """Return the team of that id; raises StopIteration if there is none."""
        return next(team for team in self.teams if team.id == team_id)

    def _holders(self, job: Job) -> tuple[str, ...]:
        return self.ownership.owners(job.owned_as[0], job.area)

    def owner(self, job: Job) -> Team:
        """Return the team that owns a job; the first version's team for a version that nobody holds."""
        holders = self._holders(job)
        version = job.version if job.won is None else job.won
        return self.team(holders[version if version < len(holders) else 0])

    def first_owner(self, job: Job) -> Team:
        """Return the team that owns a package, or its first version, or a stream."""
        return self.team(self._holders(job)[0])

    def holds(self, job: Job) -> bool:
        """Return whether a team of this structure holds this version of a package."""
        return job.version < len(self._holders(job))

    def versions_of(self, package: Job) -> int:
        """Return the number of teams that hold a package."""
        return len(self._holders(package))

    def holders(self, stream: Stream) -> int:
        """Return the number of teams that own a stream."""
        return len(self.ownership.owners(("stream", stream.id), stream.area))

    def share(self, job: Job) -> float:
        """Return the share of a package's effort that a version of it takes."""
        overlap = self.ownership.overlap(job.owned_as[0])
        return overlap.share if overlap is not None and job.version > 0 else 1.0

    def overlap_share(self, stream: Stream) -> float:
        """Return the share of a stream's items that are duplicated by each further team."""
        overlap = self.ownership.overlap(("stream", stream.id))
        return 0.0 if overlap is None else overlap.share

    def shared_ownership(self, job: Job) -> None:
        """Record the race of this structure that a job is in, and the lead above those that overlap in it."""
        job.race = next((race for race in self.races if job.package in race.packages), None)
        overlap = self.ownership.overlap(job.owned_as[0])
        job.above = self.team(self.ownership.common(overlap.teams)) if overlap is not None else None
