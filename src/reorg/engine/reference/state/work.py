"""The work of a running world: jobs, how they depend on each other, streams, and what is in progress.

Times are working hours since the simulation began (the warm-up included), work is in nominal hours. Entities
are compared by identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reorg.engine.reference.state.accelerators import RunQueue
from reorg.engine.reference.state.designs import Decision, Design
from reorg.model.work import Effort

if TYPE_CHECKING:
    from reorg.engine.reference.state.people import Person, Team


@dataclass(eq=False)
class Job:
    """A package of one occurrence of its release, or an item of a stream.

    ``name`` is its number in logs; ``owned_as`` the names under which a team may own it, best first.
    """

    name: int
    luck: int
    area: str
    complexity: str
    people_max: int
    whole: bool
    priority: float
    rank: float
    due: float
    number: int
    """Of items of one stream the order of arrival, else 0."""
    owned_as: tuple[tuple[str, str], ...]
    estimate: Effort
    todo: float
    owner: Team = field(init=False)
    """The team that owns the job at present, see :meth:`Form.owner`."""
    stream: Stream | None = None
    redo: float = 0.0
    in_hands: int = 0
    """Number of chunks in progress."""
    delegated: int = 0
    """Number of chunks that agents have in progress or that wait for review."""
    undecided: int = 0
    stopped: int = 0
    """Number of people stopped by exceptions under way."""
    hands: int = 0
    """Number of people at work on it when the first of these arose."""
    flaws: list[Flaw] = field(default_factory=list)
    """Flaws not yet discovered, the latest first."""
    run_queue: RunQueue | None = None
    """Where its accelerator jobs wait, if it needs any."""
    computing: int = 0
    """Number of accelerator jobs that have not completed."""
    chunks: int = 0
    """Chunks started so far: the number of a chunk is the key of its draws."""
    waits_for: int = 0
    """Packages to be finished before, and the start of the release itself."""
    state: str = "unreleased"
    history: float = 1.0
    holder: Person | None = None
    active: list[Person] = field(default_factory=list)
    """People with a place for it in their familiarity, last active first (packages only)."""
    tail: float = 0.0
    """Hours of the longest chain of packages that follow, by their estimates."""
    version: int = 0
    """Its number among the teams that hold the same package; 0 is the first."""
    versions: list[Job] = field(init=False)
    """All versions of the package, the first team's first."""
    occurrence: int = 0
    share_left: float = 1.0
    failure: float = 0.0
    race: Race | None = None
    """The race it is in at present."""
    above: Team | None = None
    """The team above all those that overlap in it at present."""
    won: int | None = None
    """Of a package that was raced for: the version that won."""
    release_after: tuple[str, ...] = ()
    """Releases that must be out before its own release starts."""
    tries: int = 0
    """Number of restarts."""
    spent: float = 0.0
    """Person-hours of versions counted so far."""
    done: float = 0.0
    lead: float = 0.0
    """Of a package: the most done of any version."""
    then: list[Job] = field(default_factory=list)
    follows: list[Job] = field(default_factory=list)
    """Packages to be finished before."""
    is_to_be_taken_over: bool = False
    """Whether it comes from an earlier stage that has not been handed over yet."""
    giver: Person | None = None
    """Of an item: the person who finished its previous stage."""
    links: list[Link] = field(default_factory=list)
    rework: list[Rework] = field(default_factory=list)
    effort: float = 0.0
    """All of the work, as drawn."""
    begun_before: bool = False
    """Whether part of it was done before the simulation."""
    renewed: float = 0.0
    """Hours of it that were new, or sent back, since it last completed."""
    unnoticed: float = 0.0
    """Hours sent back that are too few to be noticed yet."""
    sent_back: int = 0
    """Number of times completed packages have sent it back."""
    completions: int = 0
    arrived: float = 0.0
    begun: float | None = None
    finished: float | None = None
    design: Design | None = None
    """That of its release (packages only)."""
    research: bool = False
    time_is_up: bool = False
    """True once the time for research has ended: nobody starts more of it."""
    trial_chunks: int = 1
    good_enough: float | None = None
    """Mean contribution of its decisions at which research ends."""
    decisions: list[Decision] = field(default_factory=list)
    """Those the package owns."""
    view: dict[Decision, bool] = field(default_factory=dict)
    """The decisions of the release as its people see them; they know their own."""

    def __post_init__(self) -> None:
        self.versions = [self]

    @property
    def thing(self) -> int:
        """The number under which people are familiar with it: that of its package or stream."""
        return self.package.name if self.stream is None else self.stream.name

    @property
    def chain(self) -> float:
        """Remaining hours of it and of the longest chain of packages that follow."""
        return self.left + self.tail

    @property
    def is_over(self) -> bool:
        """Whether the race for it is over: it is finished, or was sent back after the race."""
        return self.state == "finished" or self.won is not None

    @property
    def package(self) -> Job:
        """The first version, which is the package itself."""
        return self.versions[0]

    @property
    def people_allowed(self) -> int:
        """Number of people who may work on it at present."""
        if self.stopped == 0:
            return self.people_max
        return min(self.people_max, max(0, self.hands - self.stopped))

    @property
    def left(self) -> float:
        """Nominal hours that nobody has in progress yet."""
        return self.todo + self.redo

    @property
    def urgency(self) -> tuple[float, float, int, int]:
        """Sort key of open work: priority, due date, order in the file, order of arrival."""
        return (-self.priority, self.rank, self.name, self.number)


@dataclass(eq=False)
class Race:
    """Packages of one release that teams race for; ``common_cause`` None means the assumed one."""

    packages: list[Job]
    teams: int
    wins: str
    common_cause: float | None


@dataclass(eq=False)
class Link:
    """A coupling seen from one of its packages."""

    other: Job
    strength: float
    luck: int


@dataclass(frozen=True, eq=False)
class Rework:
    """A rework link from a completed package to another; ``learning`` None means the assumed one."""

    target: Job
    probability: float
    share: float
    learning: float | None
    proportional: bool
    pauses: bool
    luck: int


@dataclass(eq=False)
class Chunk:
    """A piece of a job in progress."""

    job: Job
    number: int
    hours: float
    familiarity: float = 0.0
    """The person's familiarity with the work when the chunk was started."""
    tie: float | None = None
    """The mean tie to the others who were active on it then; None without any."""
    relearning: float = 0.0
    """Hours beyond those at full familiarity."""


@dataclass(frozen=True, eq=False)
class Flaw:
    """A flaw of a job, or of its fit with another, that costs hours on each side once discovered."""

    job: Job
    other: Job | None
    hours: float


@dataclass(eq=False)
class Stream:
    """Work that keeps arriving."""

    id: str
    name: int
    luck: int
    area: str
    complexity: str
    interarrival_hours: float
    due_hours: float
    priority: float
    effort: Effort
    per_week: float
    """Own arrivals a week at first."""
    then: Stream | None = None
    run_queue: RunQueue | None = None
    next: float | None = None
    """When the next of its own arrivals comes."""
    arrivals: int = 0
    items: int = 0
    """Arrivals of its own and handed over."""
    waits: list[float] = field(default_factory=list)
    """Hours from arrival to begin of the items that arrived after the warm-up and are finished."""
    sojourns: list[float] = field(default_factory=list)
