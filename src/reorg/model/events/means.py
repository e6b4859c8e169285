"""Events of means: budgets, demand, priorities, and whether models are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from reorg.model.canonical import added_later
from reorg.model.choices import Openness
from reorg.model.events.happening import EventRow, Happening, Labels, Names, Numbers
from reorg.model.problems import Fault, KeyPath, UnknownNameError, suggest_name
from reorg.model.value_types import Name, Positive, Record, Weeks, float_or_none
from reorg.model.work import WorkName


class BudgetFields(Record):
    """A change of means."""

    hiring: bool | None = None
    """False freezes hiring, true allows it again."""
    payroll_share: Positive | None = None
    """No vacancy is filled while the payroll is above this share of the payroll at the event."""
    gpus_share: Positive | None = None
    """Factor on the accelerators of every pool; running jobs finish, none starts beyond the new size."""


class DemandFields(Record):
    """A change of what arrives."""

    stream: Name
    """The stream."""
    factor: Annotated[float, Field(ge=0, le=1000)]
    """Factor on its arrivals, above 0."""
    for_weeks: Weeks | None = None
    """How long; permanently if not stated."""


class PriorityFields(Record):
    """A change of what comes first."""

    work: Name
    """An area, package or stream, written as in ``owns``."""
    priority: Annotated[float, Field(ge=0, le=100)]
    """Its new priority."""


class MeansEvents(Record):
    """Changes of means, as the file states them."""

    budget: BudgetFields | None = None
    """Hiring is frozen or allowed again, the payroll capped, or the number of accelerators changed."""
    demand: DemandFields | None = None
    """Arrivals of a stream are multiplied."""
    priority: PriorityFields | None = None
    """The priority of an area, package or stream changes."""
    publish: Openness | None = None
    """Later releases are open, closed, or open in small sizes only; the model needs a ``market``."""


@dataclass(frozen=True)
class Demand(Happening):
    """Arrivals of a stream are multiplied by ``factor``, for ``for_weeks`` (None: for good)."""

    key = "demand"
    clause = "arrivals of {} change"
    inputs: ClassVar[Mapping[str, str]] = {
        "factor": "factor on arrivals of {}",
        "for_weeks": "weeks for which arrivals of {} change",
    }

    stream: str
    factor: float
    for_weeks: float | None

    @classmethod
    def resolve(cls, names: Names, week: float, stated: DemandFields) -> Demand:  # noqa: ARG003, D102
        weeks = float_or_none(stated.for_weeks)
        return cls(week, stated.stream, float(stated.factor), weeks)

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: DemandFields) -> Iterator[Fault]:  # noqa: D102
        streams = {stream.id: stream for stream in names.fields.streams}
        stream = streams.get(stated.stream)
        if stream is None:
            message = f"no stream is called {stated.stream!r}"
            yield Fault((*way, "stream"), message, suggest_name(stated.stream, streams))
        elif stream.per_week == 0:
            message = f"{stream.id!r} has no arrivals of its own (per_week: 0)"
            yield Fault((*way, "stream"), message, "name the stream that feeds it")
        if stated.factor == 0:
            message = "expected a number above 0, found 0"
            yield Fault((*way, "factor"), message, "write 0.01 for next to nothing")

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        text = f"arrivals of {labels.stream(self.stream)} are multiplied by {self.factor:g}"
        return text if self.for_weeks is None else f"{text}, for {self.for_weeks:g} weeks"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"stream": numbers.stream(self.stream), "value": self.factor})


@dataclass(frozen=True)
class Budget(Happening):
    """``hiring`` False freezes hiring, True allows it; ``payroll_share`` caps the payroll.

    While the payroll is above that share of the payroll at ``week``, no vacancy is filled. ``gpus_share``
    multiplies the accelerators of every pool.
    """

    key = "budget"
    clause = "the budget changes"
    inputs: ClassVar[Mapping[str, str]] = {
        "payroll_share": "share of the payroll above which no vacancy is filled",
        "gpus_share": "factor on the accelerators of every pool",
    }

    hiring: bool | None
    payroll_share: float | None
    gpus_share: float | None = added_later(None)

    @classmethod
    def resolve(cls, names: Names, week: float, stated: BudgetFields) -> Budget:  # noqa: ARG003, D102
        share = float_or_none(stated.payroll_share)
        gpus = float_or_none(stated.gpus_share)
        return cls(week, stated.hiring, share, gpus)

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: BudgetFields) -> Iterator[Fault]:  # noqa: D102
        if all(means is None for _, means in stated):
            message = "the budget states nothing that changes"
            yield Fault(way, message, "add hiring: false, payroll_share or gpus_share")
        if stated.gpus_share is not None and not names.fields.compute:
            message = "the model has no accelerators to cut"
            yield Fault((*way, "gpus_share"), message, "add a pool under compute, or remove it")

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        means = {None: [], True: ["hiring is allowed again"], False: ["hiring is frozen"]}[self.hiring]
        if self.payroll_share is not None:
            limit = labels.percent(self.payroll_share)
            means.append(f"no vacancy is filled while the payroll is above {limit} of its level on that date")
        if self.gpus_share is not None:
            means.append(f"every pool has {self.gpus_share:g} times the accelerators it had")
        return ", ".join(means)

    def row(self, numbers: Numbers) -> EventRow:  # noqa: ARG002, D102
        return EventRow(
            {
                "hire": {None: -1, True: 0, False: 1}[self.hiring],
                "value": -1.0 if self.payroll_share is None else self.payroll_share,
                "gpus": -1.0 if self.gpus_share is None else self.gpus_share,
            }
        )


@dataclass(frozen=True)
class Prioritize(Happening):
    """Work gets another priority; ``work`` holds resolved names as in ``Team.owned``, areas written out."""

    key = "priority"
    clause = "the priority of {} changes"
    inputs: ClassVar[Mapping[str, str]] = {"priority": "priority of {}"}

    work: tuple[WorkName, ...]
    priority: float

    @classmethod
    def resolve(cls, names: Names, week: float, stated: PriorityFields) -> Prioritize:  # noqa: D102
        return cls(week, names.work(stated.work), float(stated.priority))

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: PriorityFields) -> Iterator[Fault]:  # noqa: D102
        try:
            if not names.work(stated.work):
                message = f"no package or stream is in the area {stated.work!r}"
                yield Fault((*way, "work"), message, "name an area with work in it")
        except UnknownNameError as error:
            yield error.fault((*way, "work"))

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        return f"priority {self.priority:g} for {labels.work(self.work)}"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow(
            {"value": self.priority}, [number for work in self.work for number in numbers.work(work)]
        )


@dataclass(frozen=True)
class Publish(Happening):
    """Releases from ``week`` on are ``open``, ``closed`` or ``open-small-closed-large``."""

    key = "publish"
    dated_only = "publish takes place on a date and cannot be triggered"
    clause = "later releases become {}"

    release: Openness

    @classmethod
    def resolve(cls, names: Names, week: float, stated: Openness) -> Publish:  # noqa: ARG003, D102
        return cls(week, stated)

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: Openness) -> Iterator[Fault]:  # noqa: ARG003, D102
        if names.fields.market is None:
            message = "the model has no market in which open and closed models differ"
            yield Fault(way, message, "add market: {population: ...}, or remove the event")

    def in_words(self, labels: Labels) -> str:  # noqa: ARG002, D102
        return {
            "open": "later releases are open",
            "closed": "later releases are closed",
            "open-small-closed-large": "in later releases small models are open and large ones closed",
        }[self.release]

    def row(self, numbers: Numbers) -> None:  # noqa: ARG002, D102
        # Publishing affects only the market, which is computed after the run.
        return None


HAPPENINGS: tuple[type[Happening], ...] = (Budget, Demand, Prioritize, Publish)
