"""Work as it is written: packages, couplings and streams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team

Effort = tuple[float, float, float]
"""Person-days: optimistic, likely, pessimistic."""


@dataclass
class Package:
    """A package of the release ``release``, owned by a team."""

    id: str
    release: str
    name: str
    area: str
    effort: Effort
    owner: Team
    after: list[str] = field(default_factory=list)
    others: dict[str, Team | Person | str] = field(default_factory=dict)
    """Owners under alternatives, by a field such as ``team:option A``."""
    priority: float = 1.0
    done: float = 0.0
    due: date | None = None
    file: str = ""
    row: int = 0

    def named_from(self, other: Package) -> str:
        """Return the name of this predecessor in a package: with the release if it is another one."""
        return other.id if other.release == self.release else f"{other.release}/{other.id}"


@dataclass
class Stream:
    """Work that never ends, owned by a team."""

    id: str
    name: str
    area: str
    per_week: float
    effort: Effort
    owner: Team
    due_days: float = 10.0


@dataclass
class Release:
    """Packages that ship together: from ``first_week``, due ``due_week`` weeks after it, to the day."""

    id: str
    name: str
    first_week: float
    due_week: float
    couplings: list[tuple[str, str, float]] = field(default_factory=list)
    """Ids of two packages, and the strength of their coupling."""


@dataclass
class Work:
    """All work of the model."""

    releases: list[Release] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)

    def pieces(self) -> list[Package | Stream]:
        """Return packages and streams."""
        return [*self.packages, *self.streams]
