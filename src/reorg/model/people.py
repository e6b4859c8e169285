"""The people of a model: positions, each filled by one human, and how well they know their areas."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.canonical import added_later
from reorg.model.choices import Seniority, SkillLevel
from reorg.model.work import WorkName


@dataclass(frozen=True)
class Person:
    """One position filled by one human; ``id`` is the identity for luck (``pre#1`` of a group ``pre``)."""

    id: str
    group: str
    title: str
    seniority: Seniority
    skills: dict[str, SkillLevel]
    share: float
    annual_cost_usd: float
    tenure_years: float
    ai_agents: int = 0
    familiarity: tuple[tuple[WorkName, float], ...] = added_later(())
    """With packages (their first occurrence) and streams, at the start of the run, from 0 to 1."""
    vacant: bool = added_later(False)
    """Whether nobody holds the position at first."""
    starts_week: float | None = added_later(None)
    """When somebody starts in a vacant position, from the start date; None: as long as it takes."""
    booked_share: float | None = added_later(None)
    """Share of the week booked for duties outside the model; None: as the role has."""
    name: str = added_later("")
    """What the person is called in sentences; empty: the title."""
    location: str = added_later("")
    """Where the person works; nothing depends on it."""

    @property
    def pay_usd_per_year(self) -> float:
        """Yearly cost of the position at its full-time share."""
        return self.annual_cost_usd * self.share

    def is_vacant_in(self, week: float) -> bool:
        """Return whether nobody is known to have started in a position vacant at first by a week."""
        return self.vacant and (self.starts_week is None or self.starts_week > week)
