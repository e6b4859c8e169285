"""The fields of events: what happens on a date, or when a trigger fires."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from reorg.model.events import HAPPENINGS, Happening
from reorg.model.events.means import MeansEvents
from reorg.model.events.people import PeopleEvents
from reorg.model.events.structures import StructureEvents
from reorg.model.value_types import Name, NotNegative, Record, Week


class TriggerFields(Record):
    """The trigger of an event during the run, instead of a date."""

    release: Name
    """The release watched."""
    late_weeks: NotNegative = 0.0
    """The event takes place when an occurrence is this many weeks past its due date and not out."""
    times: Annotated[int, Field(ge=1)] | None = 1
    """How often at most; null: for every late occurrence."""


_KEYS = tuple(kind.key for kind in HAPPENINGS)


class OccasionFields(Record):
    """The time of an event."""

    week: Annotated[Week | None, Field(ge=0)] = None
    """Weeks from the start date."""
    when: TriggerFields | None = None
    """Instead of ``week``: what to wait for."""
    if_: Annotated[Name | None, Field(alias="if")] = None
    """A contested fact: it happens only in worlds where that holds."""
    unless: Name | None = None
    """A contested fact: it happens only in worlds where that does not hold."""


class EventFields(MeansEvents, PeopleEvents, StructureEvents, OccasionFields):
    """Something dated: ``week`` (or ``when``) and exactly one of the things that can happen.

    The fields come in the order of the bases from the last to the first.
    """

    @property
    def kind(self) -> str:
        """The name of the one thing that happens."""
        return next(kind for kind in _KEYS if getattr(self, kind) is not None)

    @property
    def happening(self) -> type[Happening]:
        """The declaration of the one thing that happens."""
        return HAPPENINGS[_KEYS.index(self.kind)]

    @property
    def stated(self) -> Any:
        """The fields of the one thing that happens."""
        return getattr(self, self.kind)

    @model_validator(mode="after")
    def _one_thing_at_one_time(self) -> EventFields:
        stated = [kind for kind in _KEYS if getattr(self, kind) is not None]
        if len(stated) != 1:
            raise PydanticCustomError(
                "event_kind",
                "an event is exactly one of {kinds}; this one has {stated}",
                {"kinds": ", ".join(_KEYS), "stated": " and ".join(stated) or "none"},
            )
        if (self.week is None) == (self.when is None):
            raise PydanticCustomError("event_time", "an event has either week or when, not both or neither")
        if (self.if_ is not None) + (self.unless is not None) + (self.when is not None) > 1:
            raise PydanticCustomError("event_reading", "an event has at most one of if, unless and when")
        return self


def record_of(field: FieldInfo) -> type[Record] | None:
    """Return the record that a field of an event holds, None where it holds a name or a list of them."""
    kinds = (kind for kind in get_args(field.annotation) if isinstance(kind, type))
    return next((kind for kind in kinds if issubclass(kind, Record)), None)
