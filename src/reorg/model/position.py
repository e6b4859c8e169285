"""A position and the person in it, as the model file states both wherever it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field

from reorg.model.choices import Seniority, SkillLevel
from reorg.model.people import Person
from reorg.model.value_types import AgentCount, BookedShare, MapOf, Name, Record, Text, float_or_none


class PositionFields(Record):
    """Fields of a position at the start and of one that is created later."""

    name: Text = ""
    """What the person is called in sentences; the title if not stated."""
    title: Text = ""
    """For tables and reports."""
    seniority: Seniority = "mid"
    """Rank of the position."""
    skills: MapOf[Name, SkillLevel]
    """Level by area; an area not named is none."""
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Full-time share: scales the hours present, not the speed."""
    annual_cost_usd: Annotated[float, Field(ge=0, le=1e10)] = 0.0
    """Pay and overheads for a full-time year."""
    ai_agents: AgentCount = 0
    """AI agents the person works with."""
    booked_share: BookedShare | None = None
    """Share of the week booked for duties outside the model, at most 0.95; as the role has (see
    *Calendars*) if not stated."""

    def person(self, areas: Iterable[str], **others: Any) -> Person:
        """Return the person in the position; ``others`` are the fields of :class:`Person` not stated here."""
        return Person(
            name=self.name,
            title=self.title,
            seniority=self.seniority,
            skills=skills_in_order(areas, self.skills),
            share=float(self.share),
            annual_cost_usd=float(self.annual_cost_usd),
            ai_agents=self.ai_agents,
            booked_share=float_or_none(self.booked_share),
            **others,
        )


def skills_in_order(areas: Iterable[str], skills: Mapping[str, SkillLevel]) -> dict[str, SkillLevel]:
    """Return skills in the order of the areas, so that the order in the file means nothing."""
    return {area: skills[area] for area in areas if area in skills}
