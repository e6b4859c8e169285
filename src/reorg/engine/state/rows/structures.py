"""Rows about structures: teams, meetings, and shared ownership of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reorg.engine.state.columns import aligned_row, cache_line_row, column

if TYPE_CHECKING:
    from reorg.engine.state.columns import (
        JobNumber,
        OtherNumber,
        PersonNumber,
        RaceNumber,
        Reference,
        StreamNumber,
        StructureNumber,
        TeamNumber,
    )


class Team:
    """A team of one structure."""

    structure: Reference[StructureNumber] = column("i4, structure: the one it belongs to")
    parent: Reference[TeamNumber] = column("i4, team: the one above")
    lead: Reference[PersonNumber] = column("i4, person: who leads it now, for good or acting")
    depth: int = column("i4, teams: above it")
    name: Reference[OtherNumber] = column(
        "i4, name of a team: the same for teams of other structures with most of its people"
    )
    meets: int = column("i4, 0 or 1: its lead holds meetings and one-to-ones")
    size: int = column("i4, people: present")
    part_timers: int = column("i4, people: present who work less than full time")
    job_first: Reference[JobNumber] = column("i4, job: the most urgent of its open work; on by Job.after")
    job_last: Reference[JobNumber] = column("i4, job: the least urgent of its open work")
    idle_first: Reference[PersonNumber] = column("i4, person: the first of its idle people")
    idle_last: Reference[PersonNumber] = column("i4, person: the last of its idle people")
    open: int = column("i4, jobs: under way that it owns, whether or not they can be worked on")
    official: Reference[PersonNumber] = column("i4, person: who leads it by the structure")
    noted: int = column("i4, 0 or 1: noted for dispatching once all that ends now has ended")
    member_first: Reference[PersonNumber] = column("i4, person: the first position in it, vacant or not")
    member_last: Reference[PersonNumber] = column("i4, person: the last position in it")
    # The next cache line.
    key: np.uint64 = column("u8, key: of the team's random numbers")
    overdue: float = column("f8, nominal hours: of its open work past the due date, as of the week's end")
    stated: Reference[PersonNumber] = column("i4, person: who leads it as the model states")
    child_first: int = column("i4, place: in `children` of its first team below")
    child_last: int = column("i4, place: in `children` behind its last team below")
    roster_first: int = column("i4, place: in `roster` of its first member by the structure")
    roster_last: int = column("i4, place: in `roster` behind its last member by the structure")
    guest_first: int = column("i4, place: in `guests` of the first who meets with it and sits elsewhere")
    guest_last: int = column("i4, place: in `guests` behind the last of them")
    office_after: Reference[TeamNumber] = column("i4, team: the next with the same official lead, -1 none")


class Meeting:
    """A meeting that recurs under one structure."""

    key: np.uint64 = column("u8, key: of the meeting's random numbers")
    structure: Reference[StructureNumber] = column("i4, structure: the one it belongs to")
    team: Reference[TeamNumber] = column(
        "i4, team: whose lead meets with all reports; -1 of a standing meeting"
    )
    first: int = column("i4, place: in `attendees` of the first of a standing meeting")
    last: int = column("i4, place: in `attendees` behind the last of a standing meeting")
    every: float = column("f8, hours: from one to the next")
    hours: float = column("f8, hours: it takes each, -1 as assumed")
    next: float = column("f8, time: of the next one")
    turn: int = column("i8, number: of the next one, counted from the first hour; numbers the random draws")
    offset: float = column("f8, hours: from the first hour to the first of all")


class SharedOwnership:
    """Work that several teams own under one structure: they race for it, or overlap in it."""

    race: Reference[RaceNumber] = column("i4, race: the one it is in, -1 where teams overlap")
    above: Reference[TeamNumber] = column("i4, team: the lowest one above all that overlap")
    share: float = column("f8, 1: share of the work that an overlapping team duplicates")


class Race:
    """Packages of one release that teams race for under one structure."""

    structure: Reference[StructureNumber] = column("i4, structure: the one it belongs to")
    first: int = column("i4, place: in `raced` of its first package")
    last: int = column("i4, place: in `raced` behind its last package")
    teams: int = column("i4, teams: that race")
    best: int = column("i4, 0 or 1: the best attempt wins, not the first")
    common: float = column("f8, 1: share of failures with a common cause, -1 as assumed")


class Duplication:
    """A team that duplicates some items of a stream under one structure."""

    structure: Reference[StructureNumber] = column("i4, structure: the one it belongs to")
    stream: Reference[StreamNumber] = column("i4, stream: whose items")
    team: Reference[TeamNumber] = column("i4, team: the one that duplicates them")
    version: int = column("i4, number: of that team among those that overlap, from 1")
    share: float = column("f8, 1: share of items duplicated")


TEAM = cache_line_row(Team)
MEETING = aligned_row(Meeting)
SHARED_OWNERSHIP = aligned_row(SharedOwnership)
RACE = aligned_row(Race)
DUPLICATION = aligned_row(Duplication)
