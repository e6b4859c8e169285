"""The fields of people: positions, alone or in groups."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.position import PositionFields
from reorg.model.value_types import Day, MapOf, Name, PersonId, Record, Share, Text, Week

PEOPLE_MAX = 100_000


class EntryFields(Record):
    """The people of an entry."""

    id: PersonId
    """What teams and events call the person by, such as ``ana-lee``; luck is drawn by it as well."""
    count: Annotated[int, Field(ge=1, le=PEOPLE_MAX)] | None = None
    """Makes a group: ``id: pre, count: 24`` is ``pre#1`` to ``pre#24``."""


class PersonFields(PositionFields, EntryFields):
    """One position filled by one person, or ``count`` alike.

    The fields come in the order of the bases from the last to the first.
    """

    location: Text = ""
    """Where the person works, for tables; nothing depends on it."""
    tenure_years: Annotated[float, Field(ge=0, le=80)] = 3.0
    """Years in the organization at the start date."""
    hire_date: Day | None = None
    """The day of joining, instead of ``tenure_years``."""
    familiarity: MapOf[Name, Share]
    """With packages and streams at the start of the run; what is not named follows the assumptions."""
    vacant: bool = False
    """True: nobody holds the position at first, and somebody is looked for."""
    starts_week: Annotated[Week | None, Field(ge=0)] = None
    """Of a vacant position: weeks from the start date until somebody starts; as assumed if not stated."""

    @model_validator(mode="after")
    def _exclusive_fields(self) -> PersonFields:
        if self.hire_date is not None:
            if "tenure_years" in self.model_fields_set:
                raise PydanticCustomError("two_tenures", "state hire_date or tenure_years, not both")
            try:
                date.fromisoformat(self.hire_date)
            except ValueError:
                raise PydanticCustomError("no_day", "hire_date is not a valid date") from None
        if self.name and self.count is not None:
            raise PydanticCustomError(
                "name_of_a_group", "a group has no name; give the person a separate entry"
            )
        return self

    @model_validator(mode="after")
    def _only_vacancies_start(self) -> PersonFields:
        if self.starts_week is not None and not self.vacant:
            raise PydanticCustomError(
                "start_without_vacancy",
                "starts_week applies to a vacancy; add vacant: true, or use join",
            )
        return self
