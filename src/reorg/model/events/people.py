"""Events of people: who leaves, joins, takes over, moves, is away, is laid off, or gets AI agents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from reorg.model.canonical import added_later
from reorg.model.choices import SKILL_LEVELS, SkillLevel
from reorg.model.events.happening import EventRow, Happening, Labels, Names, Numbers, Writer
from reorg.model.people import Person
from reorg.model.position import PositionFields, skills_in_order
from reorg.model.problems import Fault, KeyPath, listed, resolve_names, shorten_list, unknown_faults
from reorg.model.value_types import AgentCount, Id, ListOf, Name, NotNegative, Record, Text, float_or_none

WEEKS_PER_YEAR = 52.0


class PlaceFields(Record):
    """A new position and its team."""

    id: Id
    """A new id; the same id in several scenarios is the same person."""
    team: Name
    """The team joined; every structure has it."""


class JoinFields(PositionFields, PlaceFields):
    """A new position and the person in it.

    The fields come in the order of the bases from the last to the first.
    """


class ReplaceFields(Record):
    """Someone takes over a position; the position keeps its id."""

    person: Name
    """The position."""
    after_weeks: NotNegative = 0.0
    """Weeks from the event until the successor starts."""
    internal: Name | None = None
    """The person who moves up, keeping skills, knowledge and ties; the former position is vacant in turn. A
    hire from outside if not stated."""
    title: Text | None = None
    """For tables and reports; the position's if not stated."""
    skills: dict[Name, SkillLevel] | None = None
    """The position's if not stated."""
    annual_cost_usd: NotNegative | None = None
    """The position's if not stated; an outside lead costs ``succession.outside_pay`` times as much."""


class MoveFields(Record):
    """A person changes team."""

    person: Name
    """Who moves."""
    to: Name
    """The new team."""


class LayoffFields(Record):
    """A cut of positions."""

    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Share of the people named who go, chosen at random."""
    people: ListOf[Name]
    """Those named, written as in ``members``."""
    areas: ListOf[Name]
    """Those whose best skill is in one of these areas."""


class EquipFields(Record):
    """People get AI agents, or other numbers of them."""

    people: Annotated[list[Name], Field(min_length=1)]
    """Who, written as in ``members``."""
    ai_agents: AgentCount
    """Number of AI agents each has from then on."""


class AwayFields(Record):
    """A leave of absence."""

    person: Name
    """Who is away."""
    for_weeks: Annotated[float, Field(gt=0, le=1e4)] | None = None
    """Until the person is back; not within the horizon if not stated."""


class PeopleEvents(Record):
    """Events of people, as the file states them."""

    leave: Name | None = None
    """This person leaves; somebody from outside is hired for the position unless a ``replace`` follows."""
    join: JoinFields | None = None
    """A person joins in a new position, in a team that every structure has."""
    replace: ReplaceFields | None = None
    """Somebody takes the position ``after_weeks`` later; its present holder, if any, leaves first."""
    move: MoveFields | None = None
    """A person moves to another team of the structure that is then in force."""
    layoff: LayoffFields | None = None
    """A share of the people named, chosen at random, is laid off; their positions are not filled again. A
    layoff of all of them (``share`` 1) also closes the positions that are vacant at the time: nobody starts
    in them."""
    equip: EquipFields | None = None
    """People have this many AI agents from then on; agents finish what they have begun."""
    away: AwayFields | None = None
    """A person is on leave, unpaid, and keeps the position; work and questions pass on to others. From week 0
    means in the warm-up as well."""


@dataclass(frozen=True)
class Leave(Happening):
    """A person goes; the position is filled from outside unless a :class:`Replace` of it follows."""

    key = "leave"
    once = "leaves"
    clause = "{} leaves"

    person: str

    @classmethod
    def resolve(cls, names: Names, week: float, stated: str) -> Leave:  # noqa: D102
        return cls(week, names.people.one(stated))

    @classmethod
    def positions(cls, stated: str) -> Iterator[tuple[KeyPath, str]]:  # noqa: D102
        yield (), stated

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        return f"{labels.person(self.person)} leaves"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        hire = not numbers.is_replaced(self.person)
        return EventRow({"person": numbers.person(self.person), "hire": hire})


@dataclass(frozen=True)
class Join(Happening):
    """A new position is filled in ``team`` (of every structure); ``person.id`` is new."""

    key = "join"
    once = "joins"
    clause = "{} joins"

    person: Person
    team: str

    @classmethod
    def resolve(cls, names: Names, week: float, stated: JoinFields) -> Join:  # noqa: D102
        person = stated.person(names.fields.areas, id=stated.id, group=stated.id, tenure_years=0.0)
        return cls(week, person, stated.team)

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: JoinFields) -> Iterator[Fault]:  # noqa: D102
        yield from _unknown_areas(names, (*way, "skills"), stated.skills)

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        return f"{labels.person(self.person.id)} joins {labels.team(self.team)}"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"person": numbers.person(self.person.id)})


@dataclass(frozen=True)
class Replace(Happening):
    """``after_weeks`` from ``week`` someone takes the position; who is still there leaves first.

    ``skills`` and ``annual_cost_usd`` are the successor's; None: those of the position. ``title`` is for
    reports, empty: the position's.
    """

    key = "replace"
    once = "is replaced"
    clause = "the replacement of {} starts"
    inputs: ClassVar[Mapping[str, str]] = {
        "after_weeks": "weeks until {} is replaced",
        "skills": "skill in {part} of who replaces {}",
        "annual_cost_usd": "annual cost of who replaces {}",
    }

    person: str
    after_weeks: float
    skills: dict[str, SkillLevel] | None
    annual_cost_usd: float | None = added_later(None)
    title: str = added_later("")
    internal: str | None = added_later(None)
    """The person who takes the position and leaves another; None: from outside."""

    @classmethod
    def resolve(cls, names: Names, week: float, stated: ReplaceFields) -> Replace:  # noqa: D102
        return cls(
            week,
            names.people.one(stated.person),
            float(stated.after_weeks),
            None if stated.skills is None else skills_in_order(names.fields.areas, stated.skills),
            float_or_none(stated.annual_cost_usd),
            stated.title or "",
            None if stated.internal is None else names.people.one(stated.internal),
        )

    @classmethod
    def positions(cls, stated: ReplaceFields) -> Iterator[tuple[KeyPath, str]]:  # noqa: D102
        yield ("person",), stated.person
        if stated.internal is not None:
            yield ("internal",), stated.internal

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: ReplaceFields) -> Iterator[Fault]:  # noqa: D102
        yield from _unknown_areas(names, (*way, "skills"), stated.skills or {})

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        way = "from outside" if self.internal is None else f"by {labels.person(self.internal)}"
        text = f"{labels.person(self.person)} is replaced {way}"
        weeks = "week" if self.after_weeks == 1.0 else "weeks"
        text += f" after {self.after_weeks:g} {weeks}" if self.after_weeks else ""
        text += f" by a {self.title}" if self.title else ""
        return (
            text if self.annual_cost_usd is None else f"{text} at {labels.money(self.annual_cost_usd)} a year"
        )

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        weekly = -1.0
        if self.annual_cost_usd is not None:
            weekly = self.annual_cost_usd * numbers.full_time_share(self.person) / WEEKS_PER_YEAR
        return EventRow(
            {
                "person": numbers.person(self.person),
                "weeks": self.after_weeks,
                "heir": -1 if self.internal is None else numbers.person(self.internal),
                "value": weekly,
                "skills": -1 if self.skills is None else numbers.skills(self.skills),
            }
        )

    def written(self, writer: Writer) -> Mapping[str, Any]:  # noqa: ARG002, D102
        return {"title": self.title or None}


@dataclass(frozen=True)
class Move(Happening):
    """A person changes to the team ``to`` of the structure then in force."""

    key = "move"
    clause = "{} moves to another team"

    person: str
    to: str

    @classmethod
    def resolve(cls, names: Names, week: float, stated: MoveFields) -> Move:  # noqa: D102
        return cls(week, names.people.one(stated.person), stated.to)

    @classmethod
    def positions(cls, stated: MoveFields) -> Iterator[tuple[KeyPath, str]]:  # noqa: D102
        yield ("person",), stated.person

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        return f"{labels.person(self.person)} moves to {labels.team(self.to)}"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"person": numbers.person(self.person), "team": numbers.team(self.to)})


@dataclass(frozen=True)
class Layoff(Happening):
    """A share of ``people``, drawn at random, must go; their positions are not filled again.

    A layoff of all of them closes the positions: nobody starts in those that are vacant at the time.
    """

    key = "layoff"
    clause = "{} are laid off"
    inputs: ClassVar[Mapping[str, str]] = {"share": "share laid off of {}"}

    share: float
    people: tuple[str, ...]

    @property
    def closed(self) -> tuple[str, ...]:
        """The positions that it closes in every world: a smaller share is drawn at random."""
        return self.people if self.share >= 1.0 and self.reading is None else ()

    @classmethod
    def resolve(cls, names: Names, week: float, stated: LayoffFields) -> Layoff:  # noqa: D102
        return cls(week, float(stated.share), _laid_off(names, stated))

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: LayoffFields) -> Iterator[Fault]:  # noqa: D102
        yield from resolve_names(names.people.expand, listed((*way, "people"), stated.people))
        known = set(names.fields.areas)
        yield from unknown_faults("area", known, listed((*way, "areas"), stated.areas))
        if not stated.people and not stated.areas:
            yield Fault(way, "the layoff names no one", "add people or areas")
        elif not stated.people and known >= set(stated.areas) and not _laid_off(names, stated):
            message = f"nobody's best skill is in {shorten_list(stated.areas)}"
            yield Fault((*way, "areas"), message, "name people, or an area of theirs")

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        if self.share < 1.0:
            return f"layoff of {labels.percent(self.share)} of {labels.people(self.people)}"
        unfilled = [person for person in self.people if labels.is_open(person, self.week)]
        held = [person for person in self.people if person not in unfilled]
        parts = [f"layoff of {labels.people(held)}"] if held else []
        if len(unfilled) == 1:
            parts.append(f"the open position of {labels.person(unfilled[0])} is not filled")
        elif unfilled:
            parts.append(f"{len(unfilled)} open positions are not filled")
        return "; ".join(parts)

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"value": self.share}, [numbers.person(person) for person in self.people])

    def written(self, writer: Writer) -> Mapping[str, Any]:  # noqa: D102
        return {"people": writer.people(self.people), "areas": []}


@dataclass(frozen=True)
class Equip(Happening):
    """Each of ``people`` has ``ai_agents`` AI agents from then on; what agents have in progress they end."""

    key = "equip"
    clause = "AI agents of {} change"
    inputs: ClassVar[Mapping[str, str]] = {"ai_agents": "number of AI agents of {}"}

    people: tuple[str, ...]
    ai_agents: int

    @classmethod
    def resolve(cls, names: Names, week: float, stated: EquipFields) -> Equip:  # noqa: D102
        named = (person for name in stated.people for person in names.people.expand(name))
        return cls(week, tuple(dict.fromkeys(named)), stated.ai_agents)

    @classmethod
    def faults(cls, names: Names, way: KeyPath, stated: EquipFields) -> Iterator[Fault]:  # noqa: D102
        yield from resolve_names(names.people.expand, listed((*way, "people"), stated.people))

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        who = labels.people(self.people)
        agents = {0: "no AI agents", 1: "1 AI agent"}.get(self.ai_agents, f"{self.ai_agents} AI agents")
        if len(self.people) == 1:
            return f"{who} has {agents} from then on"
        return f"{who} have {agents}{' each' if self.ai_agents else ''} from then on"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"value": self.ai_agents}, [numbers.person(person) for person in self.people])

    def written(self, writer: Writer) -> Mapping[str, Any]:  # noqa: D102
        return {"people": writer.people(self.people)}


@dataclass(frozen=True)
class Away(Happening):
    """A person is away ``for_weeks`` (None: to the end) and comes back to the same position.

    Knowledge, ties and familiarity stay and fade as they do unused; nobody is hired meanwhile.
    """

    key = "away"
    dated_only = "a leave of absence has a date"
    from_the_first_hour = True
    clause = "{} goes on leave"
    inputs: ClassVar[Mapping[str, str]] = {"for_weeks": "weeks on leave of {}"}

    person: str
    for_weeks: float | None = None

    @classmethod
    def resolve(cls, names: Names, week: float, stated: AwayFields) -> Away:  # noqa: D102
        return cls(week, names.people.one(stated.person), float_or_none(stated.for_weeks))

    @classmethod
    def positions(cls, stated: AwayFields) -> Iterator[tuple[KeyPath, str]]:  # noqa: D102
        yield ("person",), stated.person

    @property
    def until_week(self) -> float:
        """The week in which the person is back, infinite where that is never."""
        return math.inf if self.for_weeks is None else self.week + self.for_weeks

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        weeks = "week" if self.for_weeks == 1.0 else "weeks"
        until = "to the end" if self.for_weeks is None else f"for {self.for_weeks:g} {weeks}"
        return f"{labels.person(self.person)} is on leave {until}"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"person": numbers.person(self.person), "weeks": self.until_week})


HAPPENINGS: tuple[type[Happening], ...] = (
    Leave,
    Join,
    Replace,
    Move,
    Layoff,
    Equip,
    Away,
)


def _unknown_areas(names: Names, way: KeyPath, skills: dict[str, SkillLevel]) -> Iterator[Fault]:
    return unknown_faults("area", set(names.fields.areas), (((*way, area), area) for area in skills))


def _laid_off(names: Names, layoff: LayoffFields) -> tuple[str, ...]:
    """Return whom a layoff names, those by their best skill after those by name.

    People who join are named by their ids only.
    """
    named = [person for name in layoff.people for person in names.people.expand(name)]
    for entry in names.fields.people if layoff.areas else ():
        if areas_of_best_skill(entry.skills) & set(layoff.areas):
            named += names.people.ids[entry.id]
    return tuple(dict.fromkeys(named))


def areas_of_best_skill(skills: dict[str, SkillLevel]) -> set[str]:
    """Return the areas of a person's highest level; none where there is no skill at all."""
    highest = max(map(SKILL_LEVELS.index, skills.values()), default=0)
    return {area for area, level in skills.items() if highest and SKILL_LEVELS.index(level) == highest}
