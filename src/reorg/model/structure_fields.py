"""The fields of a structure: teams, what they own, and standing policies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reorg.model.kinds import Allocation, DegreeName, Id, ListOf, Name, Positive, Record, Share, Text, Weeks


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
    """Work: areas, packages (``release/package``, or the bare id where only one has it) and streams."""
    meets: bool = True
    """False: no weekly team meeting and no one-to-ones with the lead."""


class IntegratorFields(Record):
    """A person who bridges the distance between coupled packages."""

    person: Name
    """The id of one person."""
    areas: Annotated[list[Name], Field(min_length=1)]
    """Couplings between packages of these areas are bridged."""


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
    """Several packages raced for as one: each team goes on with what it made itself, and the race is decided
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


class AllocationFields(Record):
    """What differs of a compute pool under this structure."""

    pool: Name
    """The pool."""
    allocation: Allocation | None = None
    """Who gets accelerators first; as the pool says if not stated."""
    gpus: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    """Accelerators in the pool under this structure; as the pool says if not stated."""
    serves: ListOf[Name]
    """Work whose jobs run on it under this structure, written as in ``owns``."""


class StructureFields(Record):
    """Who sits with whom, who leads, who reports to whom, who owns which work, who decides what."""

    name: Text | None = None
    """For tables and reports; the id if not stated."""
    extends: Name | None = None
    """The structure this one starts from: teams of the same id are changed field by field, others added."""
    remove: ListOf[Name]
    """Teams of the extended structure that are gone."""
    decides: DegreeName = "medium"
    """Centralization of decisions."""
    teams: ListOf[TeamFields]
    """One tree."""
    integrators: ListOf[IntegratorFields]
    """People who bridge distance."""
    meetings: ListOf[MeetingFields]
    """Standing meetings."""
    races: ListOf[RaceFields]
    """Packages held by several teams at once."""
    overlaps: ListOf[OverlapFields]
    """Work owned by several teams."""
    compute: ListOf[AllocationFields]
    """What differs from the pools as stated: rules, sizes and who they serve."""


class GuardRailFields(Record):
    """Limits that a structure should keep; ``reorg check`` names what breaks them, and ends with 1."""

    span_max: Annotated[int, Field(ge=1)] | None = None
    """Most direct reports of a lead."""
    span_min: Annotated[int, Field(ge=0)] | None = None
    """Fewest direct reports of a lead."""
    layers_max: Annotated[int, Field(ge=1)] | None = None
    """Most levels from the root to a member, the root's lead included."""
    team_size_min: Annotated[int, Field(ge=1)] | None = None
    """Fewest people of a team that has no teams below it, its lead included."""
    cost_max_usd: Positive | None = None
    """Most payroll in a year; in a comparison pay and hiring, as of a year."""
    lone_areas_max: Annotated[int, Field(ge=0)] | None = None
    """Most areas with fewer than two people of medium or high skill; in a comparison, knowers at the end."""
