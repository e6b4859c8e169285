"""The fields of events: what happens on a date, or when a trigger fires."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.schema.value_types import (
    AgentCount,
    BookedShare,
    Id,
    ListOf,
    MapOf,
    Name,
    NotNegative,
    OneOrMore,
    Openness,
    Positive,
    Record,
    Seniority,
    SkillLevel,
    Text,
    Week,
    Weeks,
)


class TriggerFields(Record):
    """An event that waits for something to happen in the run instead of a date."""

    release: Name
    """The release watched."""
    late_weeks: NotNegative = 0.0
    """The event happens when an occurrence is this many weeks past its due date and not out."""
    times: Annotated[int, Field(ge=1)] | None = 1
    """How often at most; null: for every occurrence that is late."""


class JoinFields(Record):
    """A new position and the person in it."""

    id: Id
    """A new id; the same in several scenarios is the same person."""
    team: Name
    """The team joined; every structure has it."""
    name: Text = ""
    """What the person is called in sentences; the title if not stated."""
    title: Text = ""
    """For tables and reports."""
    seniority: Seniority = "mid"
    """As for people."""
    skills: MapOf[Name, SkillLevel]
    """Level by area."""
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Full-time share."""
    annual_cost_usd: Annotated[float, Field(ge=0, le=1e10)] = 0.0
    """Pay and overheads for a year."""
    ai_agents: AgentCount = 0
    """AI agents at hand."""
    booked_share: BookedShare | None = None
    """Share of the week booked for what the model does not contain, at most 0.95; as the role has (see
    *Calendars*) if not stated."""


class ReplaceFields(Record):
    """Someone takes over a position; the position keeps its id."""

    person: Name
    """The position."""
    after_weeks: NotNegative = 0.0
    """Weeks from the event until the successor is there."""
    internal: Name | None = None
    """The person who moves up; a hire from outside if not stated."""
    title: Text | None = None
    """The position's if not stated."""
    skills: dict[Name, SkillLevel] | None = None
    """The position's if not stated."""
    annual_cost_usd: NotNegative | None = None
    """The position's if not stated."""


class MoveFields(Record):
    """A person changes team."""

    person: Name
    """Who moves."""
    to: Name
    """The team moved to."""


class BudgetFields(Record):
    """A change of means."""

    hiring: bool | None = None
    """False freezes hiring, true allows it again."""
    payroll_share: Positive | None = None
    """No vacancy is filled while the payroll is above this share of the payroll at the event."""
    gpus_share: Positive | None = None
    """Factor on the accelerators that every pool has then; jobs that run end, none begins above it."""


class DemandFields(Record):
    """A change of what arrives."""

    stream: Name
    """The stream."""
    factor: Annotated[float, Field(ge=0, le=1000)]
    """Factor on its arrivals, above 0."""
    for_weeks: Weeks | None = None
    """How long; for good if not stated."""


class PriorityFields(Record):
    """A change of what comes first."""

    work: Name
    """An area, package or stream, written as in ``owns``."""
    priority: Annotated[float, Field(ge=0, le=100)]
    """Its new priority."""


class LayoffFields(Record):
    """A cut of positions."""

    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Share of the people named who go, chosen at random."""
    people: ListOf[Name]
    """Those named, written as in ``members``."""
    areas: ListOf[Name]
    """Those whose best skill is in one of these areas."""


class EquipFields(Record):
    """People get AI agents, or other numbers of them."""

    people: Annotated[list[Name], Field(min_length=1)]
    """Who, written as in ``members``."""
    ai_agents: AgentCount
    """AI agents each has from then on."""


_KINDS = (
    "reorganize",
    "leave",
    "join",
    "replace",
    "move",
    "budget",
    "demand",
    "priority",
    "layoff",
    "equip",
    "publish",
)


class EventFields(Record):
    """Something dated: ``week`` (or ``when``) and exactly one of the things that can happen."""

    week: Annotated[Week | None, Field(ge=0)] = None
    """Weeks from the start date."""
    when: TriggerFields | None = None
    """Instead of ``week``: what to wait for."""
    if_: Annotated[Name | None, Field(alias="if")] = None
    """A contested fact: it happens only in worlds where that holds."""
    unless: Name | None = None
    """A contested fact: it happens only in worlds where that does not hold."""
    reorganize: OneOrMore | None = None
    """The structure taken; of a triggered event, several that are taken in turn."""
    leave: Name | None = None
    """The person who goes."""
    join: JoinFields | None = None
    """A new position."""
    replace: ReplaceFields | None = None
    """A successor."""
    move: MoveFields | None = None
    """A change of team."""
    budget: BudgetFields | None = None
    """A change of means."""
    demand: DemandFields | None = None
    """A change of what arrives."""
    priority: PriorityFields | None = None
    """A change of what comes first."""
    layoff: LayoffFields | None = None
    """A cut of positions."""
    equip: EquipFields | None = None
    """A change of how many AI agents people have."""
    publish: Openness | None = None
    """Whether models are open that are released from then on."""

    @property
    def kind(self) -> str:
        """The name of the one thing that happens."""
        return next(kind for kind in _KINDS if getattr(self, kind) is not None)

    @model_validator(mode="after")
    def _one_thing_at_one_time(self) -> EventFields:
        stated = [kind for kind in _KINDS if getattr(self, kind) is not None]
        if len(stated) != 1:
            raise PydanticCustomError(
                "event_kind",
                "an event is exactly one of {kinds}; this one has {stated}",
                {"kinds": ", ".join(_KINDS), "stated": " and ".join(stated) or "none"},
            )
        if (self.week is None) == (self.when is None):
            raise PydanticCustomError("event_time", "an event has either week or when, not both or neither")
        if (self.if_ is not None) + (self.unless is not None) + (self.when is not None) > 1:
            raise PydanticCustomError("event_reading", "an event has one of if, unless and when at most")
        return self
