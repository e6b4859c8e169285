"""The work of a model: packages that ship as releases, streams that never end, couplings and rework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reorg.model.canonical import added_later
from reorg.model.choices import Degree

USUAL_OPTIMISTIC, USUAL_PESSIMISTIC = 0.75, 1.75
"""Ends of the effort of a single number, as multiples of it.

An inference: estimates of software work are overrun by some 30% on average, a few of them by far more
(Moløkken & Jørgensen 2003, "A review of surveys on software effort estimation").
"""


@dataclass(frozen=True)
class Effort:
    """Work in person-days, as a distribution.

    ``pert`` (Beta-PERT) and ``triangular`` use all three numbers; ``lognormal`` has its median at
    ``likely`` and its 5% and 95% points at ``optimistic`` and ``pessimistic`` (sigma from their ratio), and
    so does ``weibull`` (shape from their ratio);
    ``exponential`` has the mean ``likely``; ``fixed`` is ``likely``.
    """

    distribution: Literal["pert", "triangular", "exponential", "lognormal", "weibull", "fixed"]
    optimistic_days: float
    likely_days: float
    pessimistic_days: float


def full_name(release: str, package: str) -> str:
    """Return ``release/package`` of a name in ``after``, which states no release where it is its own."""
    return package if "/" in package else f"{release}/{package}"


@dataclass(frozen=True)
class Package:
    """A finite piece of work of one release; ``done`` is the share finished when the simulation starts."""

    id: str
    area: str
    effort: Effort
    complexity: Degree
    people_max: int
    after: tuple[str, ...]
    """Packages that must be complete first; those of other releases as ``release/package``."""
    kind: Literal["research", "delivery"]
    decisions: int
    gpu_hours: float
    priority: float
    done: float
    whole: bool
    """True: one person takes the package and keeps it to its end (published schedules need it)."""
    pool: str | None = added_later(None)
    """Where its jobs run unless a structure says otherwise; None: it has none."""
    job_gpus: int | None = added_later(None)
    """Accelerators one job holds; None: as many as it takes to be done within a day."""
    trial_days: int = added_later(1)
    """Person-days of research to one trial of a design decision."""
    failure: float = added_later(0.0)
    """Chance that the finished work fails acceptance and is started over."""
    good_enough: float | None = added_later(None)
    """Of research: mean contribution of its own decisions at which it ends; None: never before its time."""
    name: str = added_later("")
    """For tables and reports; empty: the id. Several may have it: see
    :func:`reorg.model.analysis.work_names.names_of_work`."""

    @property
    def after_here(self) -> set[str]:
        """The packages of its own release that it comes after."""
        return {name for name in self.after if "/" not in name}


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
    ``pauses``: what comes after ``target`` and is under way is put down until ``target`` is complete again.
    """

    source: str
    target: str
    probability: float
    share: float
    learning: float | None = None
    proportional: bool = False
    pauses: bool = added_later(False)


@dataclass(frozen=True)
class Occurrence:
    """One occurrence of a release: its number from 0; start and due week count from the start date."""

    number: int
    start_week: float
    due_week: float


def occurrences(
    first_week: float, every_weeks: float | None, due_week: float | None, horizon_weeks: float
) -> Iterator[Occurrence]:
    """Yield the occurrences of a release that start within the horizon; see :class:`Release`."""
    number, start = 0, first_week
    while start < horizon_weeks:
        yield Occurrence(number, start, start + (due_week or every_weeks or horizon_weeks - start))
        if not every_weeks:
            return
        number += 1
        start = first_week + number * every_weeks


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
    time_boxed: bool = added_later(False)
    """True: research packages end at the due week at the latest, with what has been found."""
    after: tuple[str, ...] = added_later(())
    """Releases, each running once, that must be out before it starts."""
    influences: int | None = added_later(None)
    """How many others, chosen at random, influence each decision; None = by packages and couplings."""

    def occurrences(self, horizon_weeks: float) -> Iterator[Occurrence]:
        """Yield its occurrences that start within the horizon."""
        return occurrences(self.first_week, self.every_weeks, self.due_week, horizon_weeks)

    @property
    def only_due_week(self) -> float | None:
        """The due week of a release that runs once, from the start date; None if it repeats or has none."""
        if self.every_weeks is not None or self.due_week is None:
            return None
        return self.first_week + self.due_week

    @property
    def first_due_week(self) -> float | None:
        """The due week of its first occurrence, from the start date; None if none is stated."""
        weeks = self.due_week or self.every_weeks
        return None if weeks is None else self.first_week + weeks

    def times_until(self, week: float) -> float:
        """Return how often it is to be out by a week, at least once; the last counts by its share of time."""
        if self.every_weeks is None:
            return 1.0
        return max(1.0, (week - self.first_week) / self.every_weeks)


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
    gpu_hours: float = added_later(0.0)
    """Accelerator hours of an item of the likely effort."""
    pool: str | None = added_later(None)
    job_gpus: int | None = added_later(None)


WorkName = tuple[str, str]
"""``("area" | "release" | "package" | "stream", id)``; a package is named ``release/package``."""


def owned_as(work: WorkName, area: str) -> tuple[WorkName, ...]:
    """Return the names under which a team may own a package or stream, the closest first."""
    kind, name = work
    release = ((("release", name.split("/", 1)[0])),) if kind == "package" else ()
    return (work, *release, ("area", area))


def work_within(whole: WorkName, pieces: Mapping[WorkName, str]) -> tuple[WorkName, ...]:
    """Return those of the ``pieces``, each with its area, that an area or release is made up of."""
    return tuple(piece for piece, area in pieces.items() if whole in owned_as(piece, area))
