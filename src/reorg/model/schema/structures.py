"""The fields of a structure: teams, what they own, integrators, meetings, races and overlaps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reorg.model.choices import Degree
from reorg.model.schema.compute import AllocationFields
from reorg.model.value_types import Id, ListOf, Name, Record, Share, Text, Weeks


class TeamFields(Record):
    """A team; in a structure that extends another, only what changes needs to be stated."""

    id: Id
    """Unique within the structure."""
    name: Text | None = None
    """For tables and reports; the id if not stated."""
    parent: Name | None = None
    """The team it belongs to; exactly one team, the root, has none."""
    lead: Name | None = None
    """The person who leads it; belongs to this team and is not listed among its members."""
    members: ListOf[Name]
    """People: an id, a group (``pre``), one of a group (``pre#3``) or a range (``pre#1..12``)."""
    owns: ListOf[Name]
    """Areas, releases, packages (``release/package``, or the bare id where only one has it) and streams."""
    meets: bool = True
    """False: no weekly team meeting and no one-to-ones with the lead."""


class IntegratorFields(Record):
    """A person who bridges the distance between coupled packages."""

    person: Name
    """The id of one person."""
    areas: Annotated[list[Name], Field(min_length=1)]
    """Couplings between packages of these areas are bridged."""


class SecondLeadFields(Record):
    """People with a second lead, a dotted line."""

    lead: Name
    """The second lead, who leads a team of the structure."""
    people: Annotated[list[Name], Field(min_length=1)]
    """People, groups or ranges, written as in ``members``; they report to somebody else."""


class SecondSeatFields(Record):
    """A person who works in a second team as well."""

    person: Name
    """The id of one person, who sits in another team."""
    team: Name
    """The second team."""
    share: Annotated[float, Field(gt=0, lt=1)]
    """Share of the person's hours in the second team; the rest is in the first."""


class MeetingFields(Record):
    """A standing meeting beside the weekly team meetings."""

    id: Id
    """Unique within the structure."""
    people: ListOf[Name]
    """People, groups or ranges, written as in ``members``."""
    teams: ListOf[Name]
    """Teams whose lead and members take part."""
    every_weeks: Weeks = 1.0
    """Weeks from one meeting to the next."""
    hours: Annotated[float, Field(gt=0, le=40)]
    """Length of one meeting."""


class RaceFields(Record):
    """Several teams hold the same package, each with its own attempt."""

    package: Name | None = None
    """The package raced for; an area means every package of it."""
    packages: ListOf[Name]
    """Several packages raced for as one: each team keeps what it made itself, and the race is decided
    when all of them are done. Areas mean every package of theirs."""
    teams: Annotated[list[Name], Field(min_length=2)]
    """The teams that race, the first one with the work that there is already; each with those below it."""
    wins: Literal["first", "best"] = "first"
    """Whether the first attempt that works wins, or the best of them when all have ended or are due."""
    common_cause: Share | None = None
    """Share of failures with a cause common to all attempts; the evidence table's if not stated."""


class OverlapFields(Record):
    """Teams that own the same or nearly the same work, without a race."""

    work: Annotated[list[Name], Field(min_length=1)]
    """Areas, packages or streams, written as in ``owns``."""
    teams: Annotated[list[Name], Field(min_length=2)]
    """The teams that overlap; the first one's result counts."""
    share: Share = 1.0
    """Share of the work that each further team does as well."""


class StructureFields(Record):
    """A structure: teams and members, leads and reporting lines, ownership of work, and decision rights."""

    name: Text | None = None
    """For tables and reports; the id if not stated."""
    extends: Name | None = None
    """The structure this one starts from: teams of the same id are changed field by field, others added."""
    remove: ListOf[Name]
    """Teams of the extended structure that are gone."""
    order: ListOf[Name]
    """Teams in the order in which they stand, in the places that they have together."""
    decides: Degree = "medium"
    """Centralization of decisions."""
    teams: ListOf[TeamFields]
    """One tree."""
    integrators: ListOf[IntegratorFields]
    """People who bridge distance."""
    second_leads: ListOf[SecondLeadFields]
    """People with two leads."""
    second_seats: ListOf[SecondSeatFields]
    """People in two teams."""
    meetings: ListOf[MeetingFields]
    """Standing meetings."""
    races: ListOf[RaceFields]
    """Packages held by several teams at once."""
    overlaps: ListOf[OverlapFields]
    """Work owned by several teams."""
    compute: ListOf[AllocationFields]
    """What differs from the pools as stated: rules, sizes and who they serve."""
