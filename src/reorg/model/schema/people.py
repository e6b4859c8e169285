"""The fields of people: positions, alone or in groups."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.choices import Seniority, SkillLevel
from reorg.model.value_types import (
    AgentCount,
    BookedShare,
    Day,
    MapOf,
    Name,
    PersonId,
    Record,
    Share,
    Text,
    Week,
)

PEOPLE_MAX = 100_000


class PersonFields(Record):
    """One position filled by one person, or ``count`` alike."""

    id: PersonId
    """The person's identity, also for luck."""
    count: Annotated[int, Field(ge=1, le=PEOPLE_MAX)] | None = None
    """Makes a group: ``id: pre, count: 24`` is ``pre#1`` to ``pre#24``."""
    name: Text = ""
    """What the person is called in sentences; the title if not stated."""
    title: Text = ""
    """For tables and reports."""
    location: Text = ""
    """Where the person works, for tables; nothing depends on it."""
    seniority: Seniority = "mid"
    """Rank of the position."""
    skills: MapOf[Name, SkillLevel]
    """Level by area; an area not named is none."""
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Full-time share: scales the hours present, not the speed."""
    annual_cost_usd: Annotated[float, Field(ge=0, le=1e10)] = 0.0
    """Pay and overheads for a full-time year."""
    tenure_years: Annotated[float, Field(ge=0, le=80)] = 3.0
    """Years in the organization at the start date."""
    hire_date: Day | None = None
    """The day of joining, instead of ``tenure_years``."""
    ai_agents: AgentCount = 0
    """AI agents at hand."""
    familiarity: MapOf[Name, Share]
    """With packages and streams at the start of the run; what is not named follows the assumptions."""
    vacant: bool = False
    """True: nobody holds the position at first, and somebody is looked for."""
    starts_week: Annotated[Week | None, Field(ge=0)] = None
    """Of a vacant position: weeks from the start date until somebody starts; as assumed if not stated."""
    booked_share: BookedShare | None = None
    """Share of the week booked for what the model does not contain, at most 0.95; as the role has (see
    *Calendars*) if not stated."""

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> PersonFields:
        if self.hire_date is not None:
            if "tenure_years" in self.model_fields_set:
                raise PydanticCustomError("two_tenures", "state hire_date or tenure_years, not both")
            try:
                date.fromisoformat(self.hire_date)
            except ValueError:
                raise PydanticCustomError("no_day", "hire_date is not a valid date") from None
        if self.name and self.count is not None:
            raise PydanticCustomError("name_of_a_group", "a group has no name; give the person an entry")
        return self

    @model_validator(mode="after")
    def _only_vacancies_start(self) -> PersonFields:
        if self.starts_week is not None and not self.vacant:
            raise PydanticCustomError(
                "start_without_vacancy", "starts_week is of a vacant position; add vacant: true, or use join"
            )
        return self
