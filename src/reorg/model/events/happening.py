"""The declaration of a kind of event, and what an event can look up in the model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from reorg.model.canonical import added_later
from reorg.model.choices import SkillLevel
from reorg.model.problems import Fault, KeyPath
from reorg.model.work import WorkName

if TYPE_CHECKING:
    from reorg.model.draft.names import PeopleNames
    from reorg.model.schema.model import ModelFields


class Names(Protocol):
    """The meaning of the names in an event of one scenario."""

    @property
    def fields(self) -> ModelFields:
        """The model file."""

    @property
    def people(self) -> PeopleNames:
        """Everybody, and those who join in the scenario."""

    def work(self, name: str) -> tuple[WorkName, ...]:
        """Return the packages and streams of a name; raises UnknownNameError."""


class Numbers(Protocol):
    """The numbers that the engine has for what an event names."""

    def person(self, person: str) -> int:
        """Return the number of a position."""

    def team(self, team: str) -> int:
        """Return the number of a team's id, the same in every structure."""

    def structure(self, structure: str) -> int:
        """Return the number of a structure."""

    def stream(self, stream: str) -> int:
        """Return the number of a stream."""

    def work(self, work: WorkName) -> list[int]:
        """Return the numbers of a package's occurrences and versions, or of a stream."""

    def skills(self, skills: Mapping[str, SkillLevel]) -> int:
        """Return the row that holds the skills of somebody to come."""

    def full_time_share(self, person: str) -> float:
        """Return the full-time share of a position."""

    def is_replaced(self, person: str) -> bool:
        """Return whether a dated event of the scenario fills the position again."""


class Labels(Protocol):
    """The names of people, teams and so on in sentences."""

    def person(self, person: str) -> str:
        """Return the name of a position."""

    def people(self, people: Sequence[str]) -> str:
        """Return the names of a few, the number of many."""

    def is_open(self, person: str, week: float) -> bool:
        """Return whether a position that nobody holds at first is not known to be filled by a week."""

    def team(self, team: str) -> str:
        """Return the name of a team."""

    def structure(self, structure: str) -> str:
        """Return the name of a structure."""

    def stream(self, stream: str) -> str:
        """Return the name of a stream."""

    def work(self, work: Sequence[WorkName]) -> str:
        """Return the names of a few pieces of work, the number of many."""

    def money(self, amount: float) -> str:
        """Return an amount in the currency of the model."""

    def percent(self, share: float) -> str:
        """Return a share of one as a percentage."""


class Writer(Protocol):
    """The form in which a model file names several things at once."""

    def people(self, people: Sequence[str]) -> list[str]:
        """Return people by name, ranges of a group as one."""


@dataclass(frozen=True)
class EventRow:
    """An event as the engine reads it: columns of :class:`reorg.engine.state.rows.happenings.DatedEvent`.

    What is not stated is 0, or -1 of references; ``named`` are the numbers of several things it names.
    """

    columns: Mapping[str, float]
    named: Sequence[int] = ()


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
class Happening(Doubtful, ABC):
    """One kind of event, resolved, and everything that is declared of it.

    ``key`` names it in the model file, ``week`` counts from the start date. A person ``once`` only ("leaves")
    does what it says; ``dated_only`` says why it cannot wait for a release, empty where it can. What is so
    ``from_the_first_hour`` holds in the warm-up already if it begins at week 0. ``clause`` says in short what
    happens, ``inputs`` what each of its numbers and levels is that a model may leave uncertain, by field;
    ``{}`` is who or what it happens to, ``{part}`` what a level belongs to.
    """

    key: ClassVar[str]
    clause: ClassVar[str]
    once: ClassVar[str] = ""
    dated_only: ClassVar[str] = ""
    from_the_first_hour: ClassVar[bool] = False
    inputs: ClassVar[Mapping[str, str]] = {}

    week: float

    @property
    def holds_at_start(self) -> bool:
        """Whether it is so from the first hour of the warm-up on."""
        return self.from_the_first_hour and self.week <= 0.0

    @classmethod
    @abstractmethod
    def resolve(cls, names: Names, week: float, stated: Any) -> Happening:
        """Return the event that the file states; what it names exists."""

    @classmethod
    def positions(cls, stated: Any) -> Iterator[tuple[KeyPath, str]]:  # noqa: ARG003
        """Yield each name that must be one person there at that time, and where it stands."""
        yield from ()

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: Any) -> Iterator[Fault]:  # noqa: ARG003
        """Yield what is wrong with the event itself, whatever else happens in the scenario."""
        yield from ()

    @abstractmethod
    def in_words(self, labels: Labels) -> str:
        """Return what happens, as a sentence without a stop."""

    @abstractmethod
    def row(self, numbers: Numbers) -> EventRow | None:
        """Return the event for the engine; None where it concerns what is computed after the run."""

    def written(self, writer: Writer) -> Mapping[str, Any]:  # noqa: ARG002
        """Return the fields that the file states otherwise than the event holds them."""
        return {}
