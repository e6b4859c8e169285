"""The events of a scenario: on a date, or triggered when a release is late."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.canonical import added_later
from reorg.model.choices import Openness, SkillLevel
from reorg.model.people import Person


@dataclass(frozen=True)
class Reading:
    """A contested fact (by its ``place`` in the model, from 0, and ``share``) must hold, or must not."""

    place: int
    share: float
    holds: bool


@dataclass(frozen=True, kw_only=True)
class Doubtful:
    """Something that happens only in worlds of one reading of a contested fact; None: in all."""

    reading: Reading | None = added_later(None)


@dataclass(frozen=True)
class Reorganize(Doubtful):
    """At ``week`` (from the start date) the organization takes the structure ``to``."""

    week: float
    to: str


@dataclass(frozen=True)
class Leave(Doubtful):
    """A person goes; the position is filled from outside unless a :class:`Replace` of it follows."""

    week: float
    person: str


@dataclass(frozen=True)
class Join(Doubtful):
    """A new position is filled in ``team`` (of every structure); ``person.id`` is new."""

    week: float
    person: Person
    team: str


@dataclass(frozen=True)
class Replace(Doubtful):
    """``after_weeks`` from ``week`` someone takes the position; who is still there leaves first.

    ``skills`` and ``annual_cost_usd`` are the successor's; None: those of the position. ``title`` is for
    reports, empty: the position's.
    """

    week: float
    person: str
    after_weeks: float
    skills: dict[str, SkillLevel] | None
    annual_cost_usd: float | None = added_later(None)
    title: str = added_later("")
    internal: str | None = added_later(None)
    """The person who takes the position and leaves another; None: from outside."""


@dataclass(frozen=True)
class Move(Doubtful):
    """A person changes to the team ``to`` of the structure then in force."""

    week: float
    person: str
    to: str


@dataclass(frozen=True)
class Demand(Doubtful):
    """Arrivals of a stream are multiplied by ``factor``, for ``for_weeks`` (None: for good)."""

    week: float
    stream: str
    factor: float
    for_weeks: float | None


@dataclass(frozen=True)
class Budget(Doubtful):
    """``hiring`` False freezes hiring, True allows it; ``payroll_share`` caps the payroll.

    While the payroll is above that share of the payroll at ``week``, no vacancy is filled. ``gpus_share``
    multiplies the accelerators of every pool.
    """

    week: float
    hiring: bool | None
    payroll_share: float | None
    gpus_share: float | None = added_later(None)


@dataclass(frozen=True)
class Layoff(Doubtful):
    """A share of ``people``, drawn by lot, must go; their positions are not filled again."""

    week: float
    share: float
    people: tuple[str, ...]


@dataclass(frozen=True)
class Prioritize(Doubtful):
    """Work gets another priority; ``work`` holds resolved names as in ``Team.owned``, areas written out."""

    week: float
    work: tuple[tuple[str, str], ...]
    priority: float


@dataclass(frozen=True)
class Equip(Doubtful):
    """Each of ``people`` has ``ai_agents`` AI agents from then on; what agents have in hands they end."""

    week: float
    people: tuple[str, ...]
    ai_agents: int


@dataclass(frozen=True)
class Publish(Doubtful):
    """What comes out from ``week`` on is ``open``, ``closed`` or ``open-small-closed-large``."""

    week: float
    release: Openness


@dataclass(frozen=True)
class Alternate(Doubtful):
    """The next of the structures ``among``, taken in turn, that is not in force; none: nothing happens."""

    week: float
    among: tuple[str, ...]


Happening = (
    Reorganize
    | Leave
    | Join
    | Replace
    | Move
    | Demand
    | Budget
    | Layoff
    | Prioritize
    | Equip
    | Publish
    | Alternate
)


@dataclass(frozen=True)
class Waiting:
    """``event`` happens when an occurrence of ``release`` is ``late_weeks`` past its due date and not out.

    It happens at most ``times`` (None: every time), once for each occurrence. ``event.week`` is the earliest
    week in which that can be; what would be before the start date never is.
    """

    event: Happening
    release: str
    late_weeks: float
    times: int | None


Event = Happening | Waiting
