"""The entities of a running world: people, their inboxes, teams, jobs and streams.

Times are working hours since the simulation began (the warm-up included), work is in nominal hours.
Entities are compared by identity: two items with equal contents are two items.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reorg.engine.reference.state.accelerators import RunQueue
from reorg.engine.reference.state.careers import Career
from reorg.engine.reference.state.designs import Decision, Design
from reorg.model.work import Effort

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
"""Items of an in-tray: the kind of hours they take, and their priority. Numbered in this order in logs."""


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
    """Who leads it by the structure."""
    stated: Person | None = None
    """Who leads it as the model states; whoever acts for a lead who has moved leads it officially."""
    lead: Person | None = None
    """Who leads it now: the official lead, somebody who acts as lead, or nobody."""
    members: list[Person] = field(default_factory=list)
    """Who is present, the lead among them, by number."""
    guests: list[Person] = field(default_factory=list)
    """Who meets with it and sits elsewhere: with a second lead, or a second seat, in it."""
    work: list[Job] = field(default_factory=list)
    idle: list[Person] = field(default_factory=list)
    unfinished: set[Job] = field(default_factory=set)
    """Jobs of a release or stream under way that the team owns, whether or not they can be worked on."""

    def above(self) -> list[Team]:
        """Return the teams up the tree, nearest first."""
        return [] if self.parent is None else [self.parent, *self.parent.above()]

    def knows(self, area: str) -> bool:
        """Whether anybody present in the team has any skill in an area."""
        return any(person.skill(area) != "none" for person in self.members)


@dataclass(eq=False)
class Tie:
    """A tie to a team, worth ``value`` at ``since``; it grows for present members and fades for past."""

    identity: int
    value: float
    since: float


@dataclass(eq=False)
class Familiarity:
    """What a person knows of a package or stream, by its number, worth ``value`` at ``since``."""

    thing: int
    area: str
    value: float
    since: float
    hours: float = 0.0
    """Of the person's own work on it; the past counts less and less."""
    package: Job | None = None
    """The version of the package on which the person was active last."""


@dataclass(eq=False)
class Person:
    """One position and who holds it, with an in-tray, oldest first; ``doing`` is None for the idle."""

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
    """The team whose work the person does at present: of two seats either."""
    second: Person | None = None
    """The second lead by the structure."""
    other: Team | None = None
    """The team of the second seat by the structure."""
    second_share: float = 0.0
    """Share of the week in the second seat."""
    visit: int = 0
    """The week of the next block in the second team."""
    visit_due: float | None = None
    """When the person next changes desk."""
    present: bool = True
    """False while the position is vacant."""
    lead: Person | None = None
    boss: Person | None = None
    """The position that leads this one by the structure, also while it is vacant."""
    due: float = 0.0
    """Hours of the boss's attention due in the week that runs."""
    given: float = 0.0
    """Hours of that given and not yet counted."""
    attention: float = 1.0
    """Share given of what was due, smoothed."""
    inbox: list[Item] = field(default_factory=list)
    tray_hours: float = 0.0
    """Kept as a running total, as rounding must not depend on what else waits."""
    picks: int = 0
    activity: Chunk | Item | Appointment | None = None
    kind: str = "idle"
    """Where the hours since ``since`` go."""
    since: float = 0.0
    until: float | None = None
    """When what is being done ends; of a vacant position when the successor comes."""
    held: list[Job] = field(default_factory=list)
    """Jobs that only this person works on, in the order in which they were begun."""
    starts_week: float | None = None
    """When somebody starts in a position that is vacant at first."""
    heir: Person | None = None
    """Who will take the vacant position; None: somebody from outside."""
    lines_changed: float | None = None
    weary: float = 0.0
    """Changes of the last year, fading, the last one included."""
    role: str = "member"
    """Or a lead, a head, who leads leads, or the top, a head who reports to nobody."""
    booked_share: float | None = None
    """Share of the week booked outside the model, where stated."""
    outside: float = 0.0
    """The same at present, by the role where it is not stated."""
    has_blocks: bool = False
    """Whether the block of an interval of the calendar is in the event list."""
    interval: float = 0.0
    """The end of the last interval whose block is."""
    blocks: int = 0
    appointment_hours: float = 0.0
    """Booked hours that are due: they come before all else."""
    time_held: tuple[float, float] = (0.0, 0.0)
    """Running hours of one-to-ones and meetings held, and as of when."""
    agents: int = 0
    """AI agents at hand."""
    engaged: int = 0
    """Of those, how many have a chunk in hands or wait for the review of one."""
    agents_at_work: list[Delegated] = field(default_factory=list)
    """What they have in hands, in the order in which it was begun."""

    stated_familiarity: dict[int, float] = field(default_factory=dict)
    """What the model file states for the start of the run, by number of the package or stream."""
    familiar: list[Familiarity] = field(default_factory=list)
    """With what was worked on last, first begun first."""
    last: int | None = None
    """The package or stream last worked on."""
    pieces: int = 0
    """Pieces of work ever begun: address of the luck of choosing the next."""
    own_hours: float = 0.0
    """Hours of own work; the past counts less and less."""
    practiced: float = 0.0
    """Until when it does."""

    def __post_init__(self) -> None:
        self.desk = self.team

    def skill(self, area: str) -> str:
        """Return the level of the skill in an area."""
        return self.skills.get(area, "none")

    @property
    def idle(self) -> bool:
        """Whether the person is there and has nothing to do."""
        return self.present and self.activity is None

    @property
    def is_uncalled(self) -> bool:
        """Whether neither the inbox nor the calendar calls for the person, who may thus take work."""
        return not self.inbox and self.appointment_hours == 0.0

    def next_held_job(self) -> Job | None:
        """Return the first of the held jobs that has work to go on with at the desk at hand."""
        away = None
        if self.other is not None:
            away = self.other if self.desk is self.team else self.team
        here = (job for job in self.held if job.owner is not away)
        going = (job for job in here if job.left > 0.0 and job.state == "open")
        return next((job for job in going if job.people_allowed > 0), None)


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
    """Chunks people work on now."""
    delegated: int = 0
    """Chunks that agents have in hands or whose review is not done."""
    undecided: int = 0
    stopped: int = 0
    """People whom exceptions under way keep from it."""
    hands: int = 0
    """People who worked on it when the first of these arose."""
    flaws: list[Flaw] = field(default_factory=list)
    """What is wrong with it and not yet found, the latest first."""
    run_queue: RunQueue | None = None
    """Where its accelerator jobs wait, if it needs any."""
    computing: int = 0
    """Accelerator jobs that have not come back."""
    chunks: int = 0
    """Chunks ever begun: the number of a chunk is its address of luck."""
    waits_for: int = 0
    """Packages to be finished before, and the start of the release itself."""
    state: str = "unreleased"
    history: float = 1.0
    holder: Person | None = None
    active: list[Person] = field(default_factory=list)
    """Who has it among what they are familiar with, last active first (packages only)."""
    tail: float = 0.0
    """Hours of the longest chain of packages that follow, by their estimates."""
    version: int = 0
    """Which of the teams that hold the same package makes this one; 0 is the first."""
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
    """Releases that must be out before the one it belongs to starts."""
    tries: int = 0
    """How often it has begun again."""
    spent: float = 0.0
    """Person-hours of versions, as far as they are counted."""
    done: float = 0.0
    lead: float = 0.0
    """Of a package: the most done of any version."""
    then: list[Job] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    rework: list[Rework] = field(default_factory=list)
    effort: float = 0.0
    """All of the work, as drawn (packages only)."""
    begun_before: bool = False
    """Whether part of it was done before the simulation."""
    renewed: float = 0.0
    """Hours of it that were new, or sent back, since it last completed."""
    unnoticed: float = 0.0
    """Hours sent back that are too few to be noticed yet."""
    sent_back: int = 0
    """How often completed packages have sent it back."""
    completions: int = 0
    arrived: float = 0.0
    begun: float | None = None
    finished: float | None = None
    design: Design | None = None
    """That of its release (packages only)."""
    research: bool = False
    time_is_up: bool = False
    """True once the time for research has ended: nobody begins more of it."""
    trial_chunks: int = 1
    good_enough: float | None = None
    """Mean contribution of its decisions at which research ends."""
    decisions: list[Decision] = field(default_factory=list)
    """Those the package owns."""
    view: dict[Decision, bool] = field(default_factory=dict)
    """How its people believe that the decisions of the release are made; they know about their own."""

    def __post_init__(self) -> None:
        self.versions = [self]

    @property
    def thing(self) -> int:
        """The number under which people are familiar with it: that of its package or stream."""
        return self.package.name if self.stream is None else self.stream.name

    @property
    def chain(self) -> float:
        """Hours left of it and of the longest chain of packages that follow."""
        return self.left + self.tail

    @property
    def is_over(self) -> bool:
        """Whether nobody races for it any more: it is finished, or sent back after a race."""
        return self.state == "finished" or self.won is not None

    @property
    def package(self) -> Job:
        """The first version, which is the package itself."""
        return self.versions[0]

    @property
    def people_allowed(self) -> int:
        """How many people may work on it at present."""
        if self.stopped == 0:
            return self.people_max
        return min(self.people_max, max(0, self.hands - self.stopped))

    @property
    def left(self) -> float:
        """Nominal hours that nobody has in hands yet."""
        return self.todo + self.redo

    @property
    def urgency(self) -> tuple[float, float, int, int]:
        """What open work is sorted by: priority, due date, order in the file, order of arrival."""
        return (-self.priority, self.rank, self.name, self.number)


@dataclass(eq=False)
class Race:
    """Packages of one release that teams race for; ``common_cause`` None is the assumed one."""

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
    """What the completion of a package may send back to another; ``learning`` None: as assumed."""

    target: Job
    probability: float
    share: float
    learning: float | None
    proportional: bool
    pauses: bool
    luck: int


@dataclass(eq=False)
class Chunk:
    """A piece of a job in somebody's hands."""

    job: Job
    number: int
    hours: float
    familiarity: float = 0.0
    """Of the person with the work when the chunk was begun."""
    tie: float | None = None
    """The mean tie to the others who were active on it then; None without any."""
    relearning: float = 0.0
    """Hours beyond those at full familiarity."""


@dataclass(eq=False)
class Appointment:
    """Hours booked for what the model does not contain."""


@dataclass(frozen=True, eq=False)
class Flaw:
    """Something wrong with a job, or with how it fits another, that costs hours on each side once found."""

    job: Job
    other: Job | None
    hours: float


@dataclass(eq=False)
class Delegated:
    """A chunk in the hands of a person's agent, or its result; ``again``: work that is done again."""

    person: Person
    chunk: Chunk
    again: bool
    lost: bool = False
    """True once the person has left: nobody waits for it any more."""


@dataclass(eq=False)
class Item:
    """Something in an in-tray. Decisions and requests for exchange say more than the others."""

    kind: str
    person: Person
    hours: float
    asker: Person | None = None
    question: Question | None = None
    level: str = ""
    """Of a decision: the level at which the person decides for the asker."""
    waiting: bool = False
    slot: float | None = None
    """When the slot comes that a question waits for, which is in no inbox meanwhile."""
    delegated: Delegated | None = None
    """Of a result: whose it is, and of what."""


@dataclass(eq=False)
class Question:
    """What a decision or an exchange is about.

    ``level`` says where it must be decided (``self``, ``lead``, ``top``; of a joint one ``sideways``,
    ``common lead``, ``above common``), ``drawn`` is the level that chance wanted, ``other`` the other package
    of an exchange or a joint question.
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
    """How many people are asked at the same time, of an exchange."""
    whom: Person | None = None
    """For whom it is at the end of its way."""
    way: int = 0
    """Leads between the asker and whom it is for."""
    passes: int = 0
    """Leads who have passed it on."""
    stops: int = 0
    """People whom its exception keeps from the job."""
    both: bool = False
    """Whether two leads must settle it."""
    deadline: float = 0.0
    """When the asker's patience ends."""
    worked: float = 0.0
    """Hours that people have worked on it."""
    by_default: bool = False
    """Whether nobody has answered in time."""


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
