"""The people of a running world, and the teams of its structures.

Times are working hours since the simulation began (the warm-up included). Entities are compared by identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reorg.engine.reference.state.careers import Career

if TYPE_CHECKING:
    from reorg.engine.reference.state.items import Appointment, Delegated, Item
    from reorg.engine.reference.state.work import Chunk, Job


@dataclass(eq=False)
class Team:
    """A team of one structure, with its open work, most urgent first, and its idle people by number."""

    id: str
    number: int
    """In the order of the structures' first use, and of the file."""
    meets: bool
    identity: int = -1
    """The same for teams of several structures each of which has most of the other's people."""
    parent: Team | None = None
    children: list[Team] = field(default_factory=list)
    official: Person | None = None
    """The lead by the structure."""
    stated: Person | None = None
    """The lead as the model states; an acting lead for one who has moved becomes the official lead."""
    lead: Person | None = None
    """The present lead: the official lead, an acting lead, or nobody."""
    members: list[Person] = field(default_factory=list)
    """The people present, the lead among them, by number."""
    guests: list[Person] = field(default_factory=list)
    """People seated elsewhere who meet with it: with a second lead, or a second seat, in it."""
    work: list[Job] = field(default_factory=list)
    idle: list[Person] = field(default_factory=list)
    unfinished: set[Job] = field(default_factory=set)
    """Jobs of a release or stream under way that the team owns, whether or not they can be worked on."""

    def above(self) -> list[Team]:
        """Return the teams up the tree, nearest first."""
        return [] if self.parent is None else [self.parent, *self.parent.above()]

    def knows(self, area: str) -> bool:
        """Return whether anybody present in the team has any skill in an area."""
        return any(person.skill(area) != "none" for person in self.members)


@dataclass(eq=False)
class Tie:
    """A tie to a team, worth ``value`` at ``since``; it grows for present members and fades for past."""

    identity: int
    value: float
    since: float


@dataclass(eq=False)
class Familiarity:
    """A person's familiarity with a package or stream, by its number, with ``value`` at ``since``."""

    thing: int
    area: str
    value: float
    since: float
    hours: float = 0.0
    """Hours of the person's own work on it; earlier hours count less and less."""
    package: Job | None = None
    """The version of the package on which the person was active last."""


@dataclass(eq=False)
class Person:
    """A position and its holder, with an inbox, oldest first; ``doing`` is None for the idle."""

    number: int
    id: str
    luck: int
    share: float
    skills: dict[str, str]
    team: Team
    career: Career
    knowledge: dict[str, tuple[float, float]]
    """By area: its worth, and since when it has not been practiced."""
    ties: list[Tie]
    """The present team first, then at most three past ones, last left first."""
    desk: Team = field(init=False)
    """The team in which the person works at present: of two seats either."""
    second: Person | None = None
    """The second lead by the structure."""
    other: Team | None = None
    """The team of the second seat by the structure."""
    second_share: float = 0.0
    """Share of the week in the second seat."""
    visit: int = 0
    """The week of the next block in the second team."""
    visit_due: float | None = None
    """When the person next changes seats."""
    present: bool = True
    """False while the position is vacant."""
    lead: Person | None = None
    boss: Person | None = None
    """The position that leads this one by the structure, also while it is vacant."""
    due: float = 0.0
    """Hours of the boss's attention due in the current week."""
    given: float = 0.0
    """Hours of that given and not yet counted."""
    attention: float = 0.0
    """Share given of what was due, smoothed."""
    inbox: list[Item] = field(default_factory=list)
    slots: list[Item] = field(default_factory=list)
    """Questions that wait for a slot in the calendar, the first asked first."""
    inbox_hours: float = 0.0
    """Kept as a running total, because rounding must not depend on other items."""
    picks: int = 0
    activity: Chunk | Item | Appointment | None = None
    kind: str = "idle"
    """The kind of the hours since ``since``."""
    since: float = 0.0
    until: float | None = None
    """End of the activity; of a vacant position, when the successor comes."""
    held: list[Job] = field(default_factory=list)
    """Jobs that only this person works on, in the order in which they were begun."""
    starts_week: float | None = None
    """First week of the holder of a position that is vacant at first."""
    heir: Person | None = None
    """The person who will take the vacant position; None: somebody from outside."""
    lines_changed: float | None = None
    weary: float = 0.0
    """Changes within the last year, fading, the last one included."""
    role: str = "member"
    """Or a lead, a head, who leads leads, or the top, a head who reports to nobody."""
    booked_share: float | None = None
    """Share of the week booked outside the model, where stated."""
    outside: float = 0.0
    """The present share, by the role if it is not stated."""
    has_blocks: bool = False
    """Whether the block of an interval of the calendar is in the event list."""
    interval: float = 0.0
    """The end of the last interval with a scheduled block."""
    blocks: int = 0
    appointment_hours: float = 0.0
    """Booked hours that are due: they come before all else."""
    time_held: tuple[float, float] = (0.0, 0.0)
    """Running hours of one-to-ones and meetings held, and as of when."""
    held_since: float = 0.0
    """Since when they are counted: a new holder or a new lead starts from zero."""
    agents: int = 0
    """Number of AI agents."""
    engaged: int = 0
    """Number of those with a chunk in progress or waiting for its review."""
    agents_at_work: list[Delegated] = field(default_factory=list)
    """Their chunks in progress, in order of start."""

    stated_familiarity: dict[int, float] = field(default_factory=dict)
    """What the model file states for the start of the run, by number of the package or stream."""
    familiar: list[Familiarity] = field(default_factory=list)
    """With what was worked on last, first begun first."""
    last: int | None = None
    """The package or stream last worked on."""
    unhelped: float = 0.0
    """Busy hours of a newcomer since the last help."""
    pieces: int = 0
    """Pieces of work started so far: key of the draws for choosing the next."""
    own_hours: float = 0.0
    """Hours of own work; earlier hours count less and less."""
    practiced: float = 0.0
    """Time of the last update."""

    def __post_init__(self) -> None:
        self.desk = self.team

    def skill(self, area: str) -> str:
        """Return the level of the skill in an area."""
        return self.skills.get(area, "none")

    @property
    def idle(self) -> bool:
        """Whether the person is present and has nothing to do."""
        return self.present and self.activity is None

    @property
    def is_uncalled(self) -> bool:
        """Whether the person has no item in the inbox and no appointment due, and may take work."""
        return not self.inbox and self.appointment_hours == 0.0

    def next_held_job(self) -> Job | None:
        """Return the first held job with work to continue in the team of the present seat."""
        away = None
        if self.other is not None:
            away = self.other if self.desk is self.team else self.team
        here = (job for job in self.held if job.owner is not away)
        going = (job for job in here if job.left > 0.0 and job.state == "open")
        return next((job for job in going if job.people_allowed > 0), None)
