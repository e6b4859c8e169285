"""A laboratory of any size: squads of nine in a tree with spans of eight, all mechanisms on.

Three squads in four own a package that keeps them busy for most of a year and is coupled to the next
squad's; the fourth serves a stream of requests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from reorg.model.choices import SkillLevel
from reorg.model.organization import Organization, Scenario
from reorg.model.people import Person
from reorg.model.structure import Structure, Team
from reorg.model.work import Coupling, Effort, Package, Release, Stream

SPAN, SQUAD = 8, 9
WEEKS = 52
AREAS = ("research", "data", "systems", "models", "product")
PACKAGE = Effort("pert", 700.0, 1000.0, 1400.0)
REQUEST = Effort("pert", 0.2, 1.0, 4.0)
REQUESTS_PER_WEEK = 18.0
COUPLING = 0.5


@dataclass(frozen=True)
class _Unit:
    """A team whose parent is not known yet."""

    id: str
    lead: str
    members: tuple[str, ...] = ()
    owned: tuple[tuple[str, str], ...] = ()

    def below(self, parent: str | None) -> Team:
        return Team(self.id, self.id, parent, self.lead, self.members, self.owned, meets=True)


@dataclass
class _Laboratory:
    people: list[Person] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)

    def hire(self, person_id: str, title: str, skills: dict[str, SkillLevel]) -> str:
        self.people.append(Person(person_id, person_id, title, "senior", skills, 1.0, 250_000.0, 3.0))
        return person_id

    def squad(self, number: int) -> _Unit:
        area = AREAS[number % len(AREAS)]
        lead = self.hire(f"squad-{number}-lead", "Lead", {area: "high"})
        members = tuple(
            self.hire(f"squad-{number}#{place}", "Engineer", {area: "medium"}) for place in range(1, SQUAD)
        )
        return _Unit(f"squad-{number}", lead, members, (self.work(number, area),))

    def work(self, number: int, area: str) -> tuple[str, str]:
        if number % 4 == 3:
            stream = f"requests-{number}"
            self.streams.append(Stream(stream, area, REQUESTS_PER_WEEK, REQUEST, "medium", 10.0, 0.0, None))
            return "stream", stream
        package = f"part-{number}"
        self.packages.append(
            Package(package, area, PACKAGE, "medium", SPAN, (), "delivery", 0, 0.0, 0.0, 0.0, whole=False)
        )
        return "package", f"year/{package}"

    def tree_over(self, units: list[_Unit]) -> None:
        depth = 0
        while len(units) > 1:
            depth += 1
            above = []
            for first in range(0, len(units), SPAN):
                unit = f"unit-{depth}-{first // SPAN}"
                above.append(_Unit(unit, self.hire(f"{unit}-lead", "Director", {})))
                self.teams += [each.below(unit) for each in units[first : first + SPAN]]
            units = above
        self.teams.append(units[0].below(None))


def laboratory(people: int, weeks: int = WEEKS) -> Organization:
    """Return a laboratory of about so many people, with one scenario, ``stay``."""
    made = _Laboratory()
    made.tree_over([made.squad(number) for number in range(people // SQUAD)])
    parts = [package.id for package in made.packages]
    couplings = tuple(Coupling(one, two, COUPLING) for one, two in pairwise(parts))
    return Organization(
        name=f"Laboratory of {len(made.people)}",
        start="2026-01-05",
        horizon_weeks=weeks,
        warmup_weeks=0,
        areas=AREAS,
        people=tuple(made.people),
        releases=(Release("year", tuple(made.packages), couplings, (), None, 0.0, None),),
        streams=tuple(made.streams),
        structures=(Structure("tree", "Tree", "medium", tuple(made.teams), (), ()),),
        scenarios=(Scenario("stay", "Stay", "tree", ()),),
        baseline="stay",
    )
