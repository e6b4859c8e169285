"""The structures of an organization, as a world meets them: teams, seats, owners and meetings."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.engine.twin.things import Job, Person, Team
from reorg.model.pools import Allocation


@dataclass(eq=False)
class Meeting:
    """A team's meeting, or one of ``people``; ``hours`` None takes the assumed length of a team meeting."""

    number: int
    luck: int
    team: Team | None
    people: list[Person]
    every: float
    hours: float | None
    next: float = -1.0


@dataclass(eq=False)
class Form:
    """One structure of the organization, as the world meets it."""

    id: str
    number: int
    decides: str
    teams: list[Team]
    home: dict[int, Team]
    """Team by number of the person."""
    owners: dict[tuple[str, str], Team]
    integrators: list[tuple[Person, tuple[str, ...]]]
    meetings: list[Meeting]
    allocations: tuple[Allocation, ...]
    """What it changes of the pools of accelerators."""

    def owner(self, job: Job) -> Team:
        """Return the team that owns a job: who names it, else who owns its area."""
        return next(self.owners[name] for name in job.owned_as if name in self.owners)
