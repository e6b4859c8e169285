"""One world: its clock, its events, its people and work, its random numbers and its assumptions."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from reorg.engine.reference import draws
from reorg.engine.reference.equations import Assumed
from reorg.engine.reference.state.accelerators import Pool, RunQueue
from reorg.engine.reference.state.designs import Design
from reorg.engine.reference.state.items import ITEM_NUMBERS, Item
from reorg.engine.reference.state.ledger import Ledger, LogLine
from reorg.engine.reference.state.people import Person, Team
from reorg.engine.reference.state.structures import WorldStructure
from reorg.engine.reference.state.work import Job, Stream


@dataclass
class World:
    """The complete state of one world at ``now`` (hours since the simulation began)."""

    luck: int
    assumed: Assumed
    attention: str
    search: str
    jumps: float
    ledger: Ledger
    people: list[Person]
    forms: list[WorldStructure]
    """The structures that the scenario uses; the present one is ``form``."""
    form: WorldStructure
    packages: list[Job]
    versions: list[Job]
    """Further versions of packages that several teams hold in any form."""
    streams: list[Stream]
    replaced: dict[str, float]
    """Times (hours) of stated successors: no successor is searched for when the holder leaves on a date."""
    now: float = 0.0
    pools: dict[str, Pool] = field(default_factory=dict)
    run_queues: list[RunQueue] = field(default_factory=list)
    """Of the packages and streams that need accelerators."""
    gpus_share: float = 1.0
    deferring: bool = False
    """True while several activities end at one time: work is handed out when all have."""
    deferred_people: list[Person] = field(default_factory=list)
    """Those who wait for that."""
    deferred_teams: list[Team] = field(default_factory=list)
    horizon_weeks: int = 0
    """Weeks for which work is planned; the ledger may end before."""
    week: int = 0
    """The current week; 0 before the start as well."""
    layoffs: int = 0
    """Number of dated ones so far; a triggered one has its own number."""
    occurrences: dict[tuple[str, int], list[Job]] = field(default_factory=dict)
    """The packages of each occurrence of each release."""
    payroll: float = 0.0
    """Dollars a week of everybody present or expected."""
    budget: float | None = None
    """No vacancy is filled above this payroll."""
    frozen: bool = False
    survey: dict[str, list[tuple[float, Person]]] = field(default_factory=dict)
    """People with any knowledge of each area and how much, at the last survey, best first."""
    designs: list[Design] = field(default_factory=list)
    """Of all releases."""
    awaited: list[list[Job]] = field(default_factory=list)
    """Packages of each release for which alone the world is run: it ends when all are out."""
    waiting_releases: list[list[Job]] = field(default_factory=list)
    """Packages of releases whose start has come but that wait for other releases, in order of the file."""
    items: list[Job] = field(default_factory=list)
    """The unfinished items of streams, in order of arrival."""
    event_heap: list[tuple[float, int, str, Any]] = field(default_factory=list)
    """Future events: time, order of entry, kind, and subject."""
    entries: count[int] = field(default_factory=count)

    def call(self, person: Person) -> None:
        """Record a free person for dispatching when all completions of this time have been handled."""
        if person not in self.deferred_people:
            self.deferred_people.append(person)

    def defer_team(self, team: Team) -> None:
        """Record a team for dispatching when all completions of this time have been handled."""
        if team not in self.deferred_teams:
            self.deferred_teams.append(team)

    def at(self, time: float, what: str, subject: Any) -> None:
        """Schedule an event."""
        heapq.heappush(self.event_heap, (time, next(self.entries), what, subject))

    def draw(self, purpose: str, entity: int, occurrence: int) -> float:
        """Return this world's random number of a key, strictly between 0 and 1."""
        return draws.unit(draws.bits(self.luck, purpose, entity, occurrence))

    def note(self, event: str, person: Person | None, on: int, value: float) -> None:
        """Write a line of the log."""
        number = -1 if person is None else person.number
        self.ledger.log.append(LogLine(self.now - self.ledger.start, event, number, on, value))

    def log_item(self, event: str, item: Item) -> None:
        """Write a line of the log about an item of an inbox."""
        self.note(event, item.person, ITEM_NUMBERS[item.kind], item.hours)

    def book_hours(self, person: Person) -> None:
        """Book a person's activity until now; a newcomer's busy hours add to the help needed."""
        if person.career.joined is not None and person.kind not in ("waiting", "idle"):
            person.unhelped += (self.now - person.since) * person.share
        self.ledger.book_hours(person.number, person.kind, person.since, self.now, person.share)

    def person(self, person_id: str) -> Person:
        """Return the person of that id; raises StopIteration where there is none."""
        return next(person for person in self.people if person.id == person_id)

    def jobs(self) -> list[Job]:
        """Return the unfinished work, packages first."""
        return [job for job in [*self.packages, *self.versions] if job.state != "finished"] + self.items
