"""The resolved model: what the engine, the studies and the reports read.

A model file (see :mod:`reorg.model.fields`) is checked and resolved into these frozen records: groups
of people are written out one by one, a structure that extends another is complete, every name is known
to exist. Units are in the names; nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reorg.model.events import Alternate, Event, Happening, Reorganize, Waiting
from reorg.model.market import Market
from reorg.model.people import Person
from reorg.model.pools import Allocation, Pool
from reorg.model.stated import later

Degree = Literal["low", "medium", "high"]
DEGREES: tuple[Degree, ...] = ("low", "medium", "high")


@dataclass(frozen=True)
class Effort:
    """Work in person-days, as a distribution.

    ``pert`` (Beta-PERT) and ``triangular`` use all three numbers; ``lognormal`` has its median at
    ``likely`` and its 5 % and 95 % points at ``optimistic`` and ``pessimistic`` (sigma from their ratio), and
    so does ``weibull`` (shape from their ratio);
    ``exponential`` has the mean ``likely``; ``fixed`` is ``likely``.
    """

    distribution: Literal["pert", "triangular", "exponential", "lognormal", "weibull", "fixed"]
    optimistic_days: float
    likely_days: float
    pessimistic_days: float


@dataclass(frozen=True)
class Package:
    """A finite piece of work of one release; ``done`` is the share finished when the simulation starts."""

    id: str
    area: str
    effort: Effort
    complexity: Degree
    people_max: int
    after: tuple[str, ...]
    kind: Literal["research", "delivery"]
    decisions: int
    gpu_hours: float
    priority: float
    done: float
    whole: bool
    """True: one person takes the package and keeps it to its end (published schedules need it)."""
    pool: str | None = later(None)
    """Where its jobs run unless a structure says otherwise; None: it has none."""
    job_gpus: int | None = later(None)
    """Accelerators one job holds; None: as many as it takes to be done within a day."""
    trial_days: int = later(1)
    """Person-days of research to one trial of a design decision."""
    failure: float = later(0.0)
    """Chance that the finished work turns out not to do, so that it begins again."""


@dataclass(frozen=True)
class Coupling:
    """Two packages whose people must talk while both run; ``strength`` 0 to 1."""

    first: str
    second: str
    strength: float


@dataclass(frozen=True)
class ReworkLink:
    """Finishing ``source`` sends ``share`` of ``target``'s effort back with ``probability``.

    Each time that ``target`` was sent back before leaves ``learning`` of the work (None: as assumed).
    ``proportional``: what is sent back is scaled by the share of ``source`` done since it last completed.
    """

    source: str
    target: str
    probability: float
    share: float
    learning: float | None = None
    proportional: bool = False


@dataclass(frozen=True)
class Release:
    """Packages that ship together; ``every_weeks`` None = once.

    ``first_week`` counts from the start date and may be negative, down to minus the warm-up.
    ``due_week`` counts from the start of each occurrence; None = ``every_weeks`` (or the horizon).
    """

    id: str
    packages: tuple[Package, ...]
    couplings: tuple[Coupling, ...]
    rework: tuple[ReworkLink, ...]
    every_weeks: float | None
    first_week: float
    due_week: float | None
    name: str = ""
    time_boxed: bool = later(False)
    """True: research packages end at the due week at the latest, with what has been found."""
    influences: int | None = later(None)
    """How many others, drawn by lot, influence each decision; None = by packages and couplings."""


@dataclass(frozen=True)
class Stream:
    """Work that never ends: Poisson arrivals, each item served whole by one person.

    ``then`` names the stream in which a finished item arrives next (a hand-over), or None.
    """

    id: str
    area: str
    per_week: float
    effort: Effort
    complexity: Degree
    due_days: float
    priority: float
    then: str | None
    name: str = ""
    gpu_hours: float = later(0.0)
    """Accelerator hours of an item of the likely effort."""
    pool: str | None = later(None)
    job_gpus: int | None = later(None)


@dataclass(frozen=True)
class Team:
    """A team of one structure: its lead, members (the lead not among them), parent and what it owns.

    ``owned`` holds resolved names ``("area" | "package" | "stream", id)``; a package is named
    ``release/package``. ``meets`` False: no weekly team meeting and no one-to-ones with the lead.
    """

    id: str
    name: str
    parent: str | None
    lead: str | None
    members: tuple[str, ...]
    owned: tuple[tuple[str, str], ...]
    meets: bool


@dataclass(frozen=True)
class Integrator:
    """A person who bridges distance between coupled packages whose areas are both in ``areas``."""

    person: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """A standing meeting of named people beside the weekly team meetings."""

    id: str
    people: tuple[str, ...]
    every_weeks: float
    hours: float


@dataclass(frozen=True)
class Race:
    """Several teams hold the same packages (``release/package``, of one release), each with an attempt.

    Each goes on with its own: ``wins`` tells whether the first team with all of them done wins, or the best.
    ``common_cause`` None takes the assumption ``racing.common_cause``.
    """

    packages: tuple[str, ...]
    teams: tuple[str, ...]
    wins: Literal["first", "best"] = "first"
    common_cause: float | None = None


@dataclass(frozen=True)
class Overlap:
    """Teams that own the same work: the first one's counts, each other one does ``share`` of it as well.

    ``work`` holds resolved names as in ``Team.owned``, areas written out.
    """

    work: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    share: float = 1.0


@dataclass(frozen=True)
class Structure:
    """Who sits with whom, who leads, who reports to whom, who owns which work, who decides what."""

    id: str
    name: str
    decides: Degree
    teams: tuple[Team, ...]
    integrators: tuple[Integrator, ...]
    meetings: tuple[Meeting, ...]
    allocations: tuple[Allocation, ...] = later(())
    """The pools that are not as the organization states them."""
    races: tuple[Race, ...] = later(())
    overlaps: tuple[Overlap, ...] = later(())

    def team(self, team_id: str) -> Team:
        """Return the team of that id; raises KeyError where there is none."""
        return {team.id: team for team in self.teams}[team_id]


@dataclass(frozen=True)
class Scenario:
    """A structure and the events laid on it: what is compared.

    Events come in order of time, those that wait behind the dated ones in the order of the file.
    """

    id: str
    name: str
    structure: str
    events: tuple[Event, ...]

    @property
    def dated(self) -> tuple[Happening, ...]:
        """What happens on a date, in order of time."""
        return tuple(event for event in self.events if not isinstance(event, Waiting))

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What happens only if a release is late."""
        return tuple(event for event in self.events if isinstance(event, Waiting))

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Everything that can happen, dated or not."""
        return (*self.dated, *(waiting.event for waiting in self.waiting))

    @property
    def structures(self) -> tuple[str, ...]:
        """The ids of the structures it can come to, its own first."""
        found = [self.structure]
        for event in self.happenings:
            if isinstance(event, Reorganize):
                found.append(event.to)
            elif isinstance(event, Alternate):
                found += event.among
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class AssumptionOverride:
    """What this organization knows better than the evidence table.

    A model file's ``central`` is always filled in, with the middle of the scale where none is stated.
    """

    id: str
    low: float
    central: float | None
    high: float
    source: str


@dataclass(frozen=True)
class GuardRails:
    """Limits that structures should keep, None for no limit; see the fields of the model file."""

    span_max: int | None = None
    span_min: int | None = None
    layers_max: int | None = None
    team_size_min: int | None = None
    cost_max_usd: float | None = None
    lone_areas_max: int | None = None


@dataclass(frozen=True)
class Note:
    """A cited fact or a stated assumption of the model's author, shown in the report."""

    text: str
    source: str
    contested: bool = False


@dataclass(frozen=True)
class ContestedFact:
    """What sources do not agree on; ``share`` of the worlds take the reading that it holds."""

    id: str
    text: str
    source: str
    share: float


@dataclass(frozen=True)
class Policies:
    """How people choose.

    Attention: which item of the in-tray is next. Pull: which work a free person takes next. Search: which
    change of the design a trial looks at. ``jumps``: share of trials that draw all their decisions anew.
    """

    attention: Literal["mixed", "priority", "fifo"] = "mixed"
    pull: Literal["urgent", "longest"] = "urgent"
    search: Literal["package", "team", "neighbors"] = later("package")
    jumps: float = later(0.0)


@dataclass(frozen=True)
class Organization:
    """Everything that stays the same across structures, and the structures and scenarios to try on it."""

    name: str
    start: str
    horizon_weeks: int
    warmup_weeks: int
    areas: tuple[str, ...]
    people: tuple[Person, ...]
    releases: tuple[Release, ...]
    streams: tuple[Stream, ...]
    structures: tuple[Structure, ...]
    scenarios: tuple[Scenario, ...]
    baseline: str
    policies: Policies = Policies()
    assumptions: tuple[AssumptionOverride, ...] = ()
    negligible: dict[str, float] = field(default_factory=dict)
    """Metric key -> absolute difference below which two results count as equal."""
    facts: tuple[Note, ...] = ()
    contested: tuple[ContestedFact, ...] = later(())
    """At most three, in the order of the assumptions ``contested.first`` to ``contested.third``."""
    compared: tuple[str, ...] = ()
    """Scenarios compared unless the command says otherwise; empty = all."""
    pools: tuple[Pool, ...] = later(())
    market: Market | None = later(None)
    guard_rails: GuardRails | None = later(None)
    hash: str = ""
    """SHA-256 of the resolved model, so that two files with one meaning have one hash."""

    def structure(self, structure_id: str) -> Structure:
        """Return the structure of that id; raises KeyError where there is none."""
        return {s.id: s for s in self.structures}[structure_id]

    def scenario(self, scenario_id: str) -> Scenario:
        """Return the scenario of that id; raises KeyError where there is none."""
        return {s.id: s for s in self.scenarios}[scenario_id]
