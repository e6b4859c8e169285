"""Rows of the engine's state, one class for each kind of thing, each column with dtype, unit and meaning.

``docs/state.md`` prints them; :mod:`reorg.engine.state.columns` defines how a column is described.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from reorg.engine.state.rows.compute import (
    COMPUTE_QUEUE,
    COMPUTE_RUN,
    POOL,
    ComputeQueue,
    ComputeRun,
    Pool,
)
from reorg.engine.state.rows.happenings import (
    COMPLETION,
    DATED_EVENT,
    EVENT,
    LOG_LINE,
    Completion,
    DatedEvent,
    Event,
    LogLine,
)
from reorg.engine.state.rows.people import (
    AREA,
    CONTRIBUTOR,
    FAMILIARITY,
    INBOX_ITEM,
    KNOWLEDGE,
    PERSON,
    STATED_FAMILIARITY,
    TIE,
    Area,
    Contributor,
    Familiarity,
    InboxItem,
    Knowledge,
    Person,
    StatedFamiliarity,
    Tie,
)
from reorg.engine.state.rows.structures import (
    DUPLICATION,
    MEETING,
    RACE,
    SHARED_OWNERSHIP,
    TEAM,
    Duplication,
    Meeting,
    Race,
    SharedOwnership,
    Team,
)
from reorg.engine.state.rows.work import (
    COUPLING,
    DESIGN_DECISION,
    EFFORT,
    JOB,
    RELEASE,
    REWORK_LINK,
    STREAM,
    Coupling,
    DesignDecision,
    Effort,
    Job,
    Release,
    ReworkLink,
    Stream,
)
from reorg.mechanisms import ASSUMPTIONS

if TYPE_CHECKING:
    from reorg.engine.state.world import World as Row
else:
    Row = Any
    """The world inside compiled code, in signatures."""

ASSUMPTION_VALUES = np.dtype([(p.id.replace(".", "_"), "f8") for p in ASSUMPTIONS], align=True)
"""The values of the assumptions in this world, in the order and the units of the mechanisms' tables."""

ROWS: dict[str, tuple[type, np.dtype[Any]]] = {
    row.__name__: (row, dtype)
    for row, dtype in (
        (Person, PERSON),
        (Knowledge, KNOWLEDGE),
        (Familiarity, FAMILIARITY),
        (Contributor, CONTRIBUTOR),
        (StatedFamiliarity, STATED_FAMILIARITY),
        (Area, AREA),
        (InboxItem, INBOX_ITEM),
        (Tie, TIE),
        (Team, TEAM),
        (Meeting, MEETING),
        (SharedOwnership, SHARED_OWNERSHIP),
        (Race, RACE),
        (Duplication, DUPLICATION),
        (Job, JOB),
        (Coupling, COUPLING),
        (ReworkLink, REWORK_LINK),
        (Stream, STREAM),
        (Effort, EFFORT),
        (Release, RELEASE),
        (DesignDecision, DESIGN_DECISION),
        (DatedEvent, DATED_EVENT),
        (Event, EVENT),
        (Completion, COMPLETION),
        (LogLine, LOG_LINE),
        (Pool, POOL),
        (ComputeQueue, COMPUTE_QUEUE),
        (ComputeRun, COMPUTE_RUN),
    )
}
"""Every kind of row by the name of its class."""

__all__ = [
    "AREA",
    "ASSUMPTION_VALUES",
    "COMPLETION",
    "COMPUTE_QUEUE",
    "COMPUTE_RUN",
    "CONTRIBUTOR",
    "COUPLING",
    "DATED_EVENT",
    "DESIGN_DECISION",
    "DUPLICATION",
    "EFFORT",
    "EVENT",
    "FAMILIARITY",
    "INBOX_ITEM",
    "JOB",
    "KNOWLEDGE",
    "LOG_LINE",
    "MEETING",
    "PERSON",
    "POOL",
    "RACE",
    "RELEASE",
    "REWORK_LINK",
    "ROWS",
    "SHARED_OWNERSHIP",
    "STATED_FAMILIARITY",
    "STREAM",
    "TEAM",
    "TIE",
    "Area",
    "Completion",
    "ComputeQueue",
    "ComputeRun",
    "Contributor",
    "Coupling",
    "DatedEvent",
    "DesignDecision",
    "Duplication",
    "Effort",
    "Event",
    "Familiarity",
    "InboxItem",
    "Job",
    "Knowledge",
    "LogLine",
    "Meeting",
    "Person",
    "Pool",
    "Race",
    "Release",
    "ReworkLink",
    "Row",
    "SharedOwnership",
    "StatedFamiliarity",
    "Stream",
    "Team",
    "Tie",
]
