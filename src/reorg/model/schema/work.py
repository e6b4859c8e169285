"""The fields of work: packages, couplings, rework links, releases and streams."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reorg.model.choices import Degree, Distribution
from reorg.model.value_types import (
    EffortDays,
    Id,
    ListOf,
    Name,
    NotNegative,
    Positive,
    Record,
    Share,
    Text,
    Week,
    Weeks,
)


class PackageFields(Record):
    """A finite piece of work of one release."""

    id: Id
    """Unique within its release; elsewhere ``release/package``, or the bare id where only one has it."""
    name: Text | None = None
    """For tables and reports; the id if not stated."""
    area: Name
    """The field of skill it needs."""
    effort_days: EffortDays
    """Person-days at nominal speed: [optimistic, likely, pessimistic], or one number (0.75 to 1.75 of it)."""
    distribution: Distribution | None = None
    """How the effort is drawn; pert if not stated; fixed: the likely effort in every world."""
    complexity: Degree = "medium"
    """Raises or lowers the probability of an exception."""
    people_max: Annotated[int, Field(ge=1, le=100_000)] = 8
    """How many people may hold its chunks at once."""
    after: ListOf[Name]
    """Packages that must be complete before it starts; those of another release as ``release/package``."""
    kind: Literal["research", "delivery"] = "delivery"
    """Research packages explore design decisions."""
    decisions: Annotated[int, Field(ge=0, le=64)] = 0
    """Number of binary design decisions."""
    trial_days: Annotated[int, Field(ge=1, le=10_000)] = 1
    """Person-days of work to one trial of a decision."""
    gpu_hours: NotNegative = 0.0
    """Accelerator hours its jobs need at the likely effort."""
    compute: Name | None = None
    """The pool its jobs run on; needed only where the file has several."""
    job_gpus: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    """Accelerators one job holds at a time; enough to be done within a day if not stated."""
    priority: Annotated[float, Field(ge=0, le=100)] = 1.0
    """Higher is pulled first."""
    done: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the first occurrence that is finished when the simulation starts."""
    whole: bool = False
    """True: one person takes the package and keeps it to its end."""
    failure: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Chance that the finished work fails acceptance and is started over."""
    good_enough: Share | None = None
    """Research ends with the trial after which its own decisions are worth so much, from 0 to 1."""


class CouplingFields(Record):
    """Two packages whose people must talk while both run."""

    between: Annotated[list[Name], Field(min_length=2, max_length=2)]
    """The two packages, of the same release."""
    strength: Share
    """0 = never, 1 = as within one package."""


class ReworkFields(Record):
    """Finishing one package may send work back to another."""

    source: Annotated[Name, Field(alias="from")]
    """The package whose completion sends work back."""
    target: Annotated[Name, Field(alias="to")]
    """The package that is reopened."""
    probability: Share
    """That it happens, each time."""
    share: Share
    """Of the target's effort that is done again."""
    learning: Share | None = None
    """Work left on each repeat, as a share of the repeat before; the evidence table's if not stated."""
    proportional: bool = False
    """True: scaled by the share of ``from`` done since it last completed: small redos send back little."""
    pauses: bool = False
    """True: what comes after ``to`` and is under way is put down until it is complete again."""


class ReleaseFields(Record):
    """Packages that ship together, once or again and again."""

    id: Id
    """Unique among releases."""
    name: Text | None = None
    """For tables and reports; the id if not stated."""
    every_weeks: Weeks | None = None
    """Weeks from one start to the next; without it the release runs once."""
    first_week: Week | None = None
    """Week of the first start, from the start date (0 if not stated); negative: already under way."""
    due_week: Weeks | None = None
    """Weeks from the start of an occurrence to its due date; ``every_weeks`` or the horizon if not stated."""
    after: ListOf[Name]
    """Releases that must be out before it starts; they run once."""
    time_boxed: bool = False
    """True: research packages end at the due week at the latest, with what has been found."""
    influences: Annotated[int, Field(ge=0, le=63)] | None = None
    """Decisions, chosen at random, that influence each decision; by packages and couplings if not stated."""
    packages: Annotated[list[PackageFields], Field(min_length=1)]
    """The work; a release read from a table may add to it."""
    couplings: ListOf[CouplingFields]
    """Who must talk with whom."""
    rework: ListOf[ReworkFields]
    """What completion may send back."""


class StreamFields(Record):
    """Work that never ends: Poisson arrivals, each item served whole by one person."""

    id: Id
    """Unique among streams and areas."""
    name: Text | None = None
    """For tables and reports; the id if not stated."""
    area: Name
    """The field of skill it needs."""
    per_week: Annotated[float, Field(ge=0, le=100_000)]
    """Mean arrivals a week; 0 for a stream fed only by the ``then`` of another."""
    effort_days: EffortDays
    """Person-days of one item: [optimistic, likely, pessimistic], or one number (0.75 to 1.75 of it)."""
    distribution: Distribution | None = None
    """How the effort is drawn; pert if not stated; fixed: the likely effort in every world."""
    complexity: Degree = "medium"
    """Raises or lowers the probability of an exception."""
    due_days: Positive = 10.0
    """Working days from arrival to the due date."""
    priority: Annotated[float, Field(ge=0, le=100)] = 1.0
    """Higher is pulled first."""
    then: Name | None = None
    """The stream in which a finished item arrives next (a hand-over)."""
    gpu_hours: NotNegative = 0.0
    """Accelerator hours of one item of the likely effort; it waits for them after its people's work."""
    compute: Name | None = None
    """The pool its jobs run on; needed only where the file has several."""
    job_gpus: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    """Accelerators one job holds at a time; enough to be done within a day if not stated."""
