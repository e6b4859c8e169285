"""Items that people get in a running world: inbox items, the questions they carry, and appointments.

Times are working hours since the simulation began (the warm-up included). Entities are compared by identity:
two items with equal contents are two items.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk, Job

if TYPE_CHECKING:
    from reorg.engine.reference.state.structures import Meeting

ITEM_KINDS = {
    "decide": ("decisions", 3),
    "answer": ("decisions", 1),
    "ask": ("coordination", 1),
    "reply": ("coordination", 1),
    "bridge": ("coordination", 1),
    "one-to-one": ("management", 2),
    "meet": ("meetings", 2),
    "interruption": ("noise", 0),
    "help": ("onboarding", 1),
    "result": ("review", 1),
    "reporting": ("management", 2),
    "steering": ("management", 2),
    "talk": ("talk", 0),
    "pass": ("decisions", 3),
}
"""Items of an inbox: the kind of hours they take, and their priority. Numbered in this order in logs."""
ITEM_NUMBERS = {kind: number for number, kind in enumerate(ITEM_KINDS)}


@dataclass(eq=False)
class Appointment:
    """Hours booked for duties outside the model."""


@dataclass(eq=False)
class Delegated:
    """A chunk that a person's agent has in progress, or its result; ``again``: rework."""

    person: Person
    chunk: Chunk
    again: bool
    lost: bool = False
    """True once the person has left: nobody waits for it any more."""


@dataclass(eq=False)
class Item:
    """An inbox item. Decisions and requests for exchange carry a question as well."""

    kind: str
    person: Person
    hours: float
    asker: Person | None = None
    question: Question | None = None
    level: str = ""
    """Of a decision: the level at which the person decides for the asker."""
    waiting: bool = False
    slot: float | None = None
    """Time of the slot for which a question waits; meanwhile it is in no inbox."""
    delegated: Delegated | None = None
    """Of a result: the agent's chunk."""
    meeting: Meeting | None = None
    """The meeting attended."""


@dataclass(eq=False)
class Question:
    """The subject of a decision or an exchange.

    ``level`` says where it must be decided (``self``, ``lead``, ``top``; of a joint one ``sideways``,
    ``common lead``, ``above common``), ``drawn`` is the level drawn at random, ``other`` the other package of
    an exchange or a joint question.
    """

    asker: Person
    job: Job
    chunk: int
    raised: float
    level: str = ""
    drawn: str = ""
    other: Job | None = None
    repeated: bool = False
    asked: int = 1
    """Number of people asked at the same time, of an exchange."""
    whom: Person | None = None
    """The decider at the end of its way."""
    way: int = 0
    """Leads between the asker and the decider."""
    passes: int = 0
    """Number of leads who have passed it on."""
    stops: int = 0
    """Number of people stopped by its exception."""
    both: bool = False
    """Whether two leads must settle it."""
    heard: bool = False
    """Whether its asker is present as it is decided."""
    deadline: float = 0.0
    """When the asker's patience ends."""
    worked: float = 0.0
    """Hours worked on it."""
    by_default: bool = False
    """Whether nobody has answered in time."""
