"""The resolved model: what the engine, the studies and the reports read.

A model file (see :mod:`reorg.model.schema`) is checked and resolved into these frozen records: groups
of people are written out one by one, a structure that extends another is complete, every name is known
to exist. Units are in the names; nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from reorg.model.canonical import added_later
from reorg.model.compute import Pool
from reorg.model.events import Alternate, Event, Happening, Join, Reorganize, Waiting
from reorg.model.market import Market
from reorg.model.people import Person
from reorg.model.structure import Structure
from reorg.model.uncertain import Dimension, UncertainInput, dimensions_of
from reorg.model.work import Package, Release, Stream, WorkName
from reorg.money import DEFAULT


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
        """The events on a date, in order of time."""
        return tuple(event for event in self.events if not isinstance(event, Waiting))

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The events triggered by a late release."""
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
    """Knowledge of this organization that replaces the evidence table.

    A model file's ``central`` is always filled in, with the middle of the scale where none is stated.
    """

    id: str
    low: float
    central: float | None
    high: float
    source: str


@dataclass(frozen=True)
class ObservedRange:
    """The range of a metric's observed values, in its unit; None for an end that is not known."""

    metric: str
    low: float | None
    high: float | None
    source: str


@dataclass(frozen=True)
class Observed:
    """Knowledge of the organization as it is today, in the baseline.

    Worlds in which the baseline, run for ``weeks`` from the start date, falls outside a range are not
    plausible and are left out of every study.
    """

    weeks: int
    ranges: tuple[ObservedRange, ...]


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
    """A fact on which sources disagree; ``share`` of the worlds take the reading that it holds."""

    id: str
    text: str
    source: str
    share: float


@dataclass(frozen=True)
class Policies:
    """Rules of choice.

    Attention: which item of the inbox is next. Pull: which work a free person takes next. Search: which
    change of the design a trial looks at. ``jumps``: share of trials that draw all their decisions anew.
    """

    attention: Literal["mixed", "priority", "fifo"] = "mixed"
    pull: Literal["urgent", "longest"] = "urgent"
    search: Literal["package", "team", "neighbors"] = added_later("package")
    jumps: float = added_later(0.0)


@dataclass(frozen=True)
class Organization:
    """Everything that is the same under all structures, and the structures and scenarios to compare."""

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
    contested: tuple[ContestedFact, ...] = added_later(())
    """In the order of the file; each is an input of two readings as well."""
    compared: tuple[str, ...] = ()
    """Scenarios compared unless the command says otherwise; empty = all."""
    leading: str = added_later("")
    """The metric that scenarios are compared by first; empty = by the releases there are."""
    decision_week: float = added_later(0.0)
    """Week, from the start date, from which the next release and the output after the change count."""
    currency: str = added_later(DEFAULT)
    """ISO code of the currency of all amounts, whatever the names of fields say."""
    pools: tuple[Pool, ...] = added_later(())
    market: Market | None = added_later(None)
    guard_rails: GuardRails | None = added_later(None)
    observed: Observed | None = added_later(None)
    """What worlds must agree with; None leaves every draw of the assumptions in."""
    inputs: tuple[UncertainInput, ...] = added_later(())
    """Numbers and levels of which only a range is known, or which are marked as guesses."""
    written: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What the file says where there are inputs, at their central values; see :mod:`reorg.model.variants`."""
    hash: str = ""
    """SHA-256 of the resolved model, so that two files that mean the same have the same hash."""

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Everyone who is ever present: the people, then those who join in any scenario, each once."""
        return (*self.people, *(join.person for join in self.joins.values()))

    @property
    def joins(self) -> dict[str, Join]:
        """The joining event of each person who joins in any scenario, by id; the same in all scenarios."""
        happenings = (event for scenario in self.scenarios for event in scenario.happenings)
        return {event.person.id: event for event in happenings if isinstance(event, Join)}

    @property
    def work(self) -> dict[WorkName, Package | Stream]:
        """Each package and stream by name, in the order of the file."""
        packages = {("package", f"{r.id}/{p.id}"): p for r in self.releases for p in r.packages}
        return packages | {("stream", stream.id): stream for stream in self.streams}

    @property
    def pieces(self) -> dict[WorkName, str]:
        """Each package and stream with its area, in the order of the file."""
        return {name: piece.area for name, piece in self.work.items()}

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The separate draws of the inputs: one for each input, or for each group that shares a draw."""
        return dimensions_of(self.inputs)

    @property
    def guesses(self) -> tuple[UncertainInput, ...]:
        """The inputs marked as guesses."""
        return tuple(each for each in self.inputs if each.guess)

    def __repr__(self) -> str:
        counts = (
            f"{len(found):,} {noun}{'' if len(found) == 1 else 's'}"
            for found, noun in (
                (self.areas, "area"), (self.structures, "structure"), (self.scenarios, "scenario")
            )
        )  # fmt: skip
        vacant = sum(person.vacant for person in self.people)
        there = len(self.people) - vacant
        people = ["1 person" if there == 1 else f"{there:,} people"]
        people += [f"{vacant:,} vacant position{'' if vacant == 1 else 's'}"] if vacant else []
        return f"Organization({self.name}: {', '.join((*people, *counts))}; from {self.start})"

    def to_dict(self) -> dict[str, Any]:
        """Return a model file as plain data, from which ``reorg.load`` makes the same organization.

        Raises ValueError if the people of a group differ, which a model file cannot express.
        """
        from reorg.model.writing import plain_data  # noqa: PLC0415 - what writes a record stands above it

        return plain_data(self)

    def with_(self, place: str, value: Any) -> Organization:
        """Return the organization with a different value at a place in its model file.

        A place is a path of keys joined by dots, such as ``"structures.horizontal.decides"``; see
        :func:`reorg.model.changing.change`, also for the errors raised.
        """
        from reorg.model.changing import change  # noqa: PLC0415 - what loads a record stands above it

        return change(self, {place: value})

    def to_yaml(self) -> str:
        """Return the text of a model file; raises ValueError like :meth:`to_dict`."""
        from reorg.model.writing import yaml_text  # noqa: PLC0415 - what writes a record stands above it

        return yaml_text(self)

    def structure(self, structure_id: str) -> Structure:
        """Return the structure with this id; raises KeyError if there is none."""
        return {s.id: s for s in self.structures}[structure_id]

    def scenario(self, scenario_id: str) -> Scenario:
        """Return the scenario with this id; raises KeyError if there is none."""
        return {s.id: s for s in self.scenarios}[scenario_id]
