"""Rows about events: events of the scenario, entries of the event list, completions, and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reorg.engine.state.columns import aligned_row, column

if TYPE_CHECKING:
    from reorg.engine.state.columns import (
        EventNumber,
        OtherNumber,
        PersonNumber,
        Reference,
        ReleaseNumber,
        StreamNumber,
        StructureNumber,
    )


class DatedEvent:
    """An event of the scenario, on a date, or checked on a date if it is triggered by a late release."""

    time: float = column("f8, time: when it happens, or is checked")
    what: int = column("i4, code: `code_of` a kind of event; NO_EVENT where it does not happen in this world")
    structure: Reference[StructureNumber] = column("i4, structure: the new one, -1 where the next in turn")
    person: Reference[PersonNumber] = column("i4, person: whom it is about")
    team: Reference[OtherNumber] = column("i4, name of a team: where a person moves")
    heir: Reference[PersonNumber] = column("i4, person: who takes the position from inside, -1 nobody")
    stream: Reference[StreamNumber] = column("i4, stream: whose demand changes")
    first: int = column("i4, place: in `named` of the first named")
    last: int = column("i4, place: in `named` behind the last named")
    hire: int = column(
        "i4, 0 or 1: the position is filled again; of a budget, hiring is frozen, -1 as before"
    )
    skills: int = column("i4, row: in `new_skills` of a successor, -1 as before")
    number: int = column("i4, number: among events of its kind; numbers the random draws")
    value: float = column("f8, by kind: USD a week, factor, share, priority or agents; -1 as before")
    weeks: float = column("f8, weeks: until a successor comes; week, from the start, who was away is back")
    gpus: float = column("f8, 1: factor of the size of pools, -1 as before")
    release: Reference[ReleaseNumber] = column("i4, release: whose lateness is waited for")
    group: Reference[EventNumber] = column("i4, event: the first of those that wait together, -1 where dated")
    times: int = column("i4, times: the group may still happen")
    turn: int = column("i4, number: of the structure whose turn is next in the group")
    after: Reference[EventNumber] = column("i4, event: whose end this is")
    happened: int = column("i4, 0 or 1: a waiting event has happened")
    reading: int = column("i4, reading: the contested fact it belongs to, -1 none")
    holds: int = column("i4, 0 or 1: it happens where the fact holds, or where it does not")
    share: float = column("f8, 1: of worlds in which the fact holds")


class Event:
    """An entry of the event list."""

    time: float = column("f8, time: when it is due")
    order: int = column("i8, number: of its entry, breaks ties")
    kind: int = column("i4, code: ITEM_EXPIRY, RELEASE_START, ...")
    on: int = column("i4, any: what it is about, by its kind")
    serial: int = column("i8, number: of an expiry, the item's")


class Completion:
    """The end of a person's activity, in a winner tree."""

    tag: int = column("i8, number: order of entry in the high bits, person in the low ones")
    time: float = column("f8, time: when the activity ends, infinity where there is none")


class LogLine:
    """A line of the event log."""

    time: float = column("f8, time: when it happened; from the start date in outcomes")
    code: int = column("i4, code: what happened (LOG_CODES)")
    person: int = column("i4, person: who, -1 none")
    on: int = column("i4, any: on what, by the code")
    value: float = column("f8, any: how much, by the code")


DATED_EVENT = aligned_row(DatedEvent)
EVENT = aligned_row(Event)
COMPLETION = aligned_row(Completion)
LOG_LINE = aligned_row(LogLine)
