"""The least time that the longest chain of packages of a release takes in the baseline, at likely efforts.

    weeks of a package = effort left / speed of the fastest hands that may work on it at once      (1)
    finish of a package = latest of (start of its release, finish of what it comes after) + weeks  (2)

Hands are people with skill in the area in the teams that own the package (all of a team where nobody has
any), at most ``people_max`` of them, one where the package is ``whole``. Each counts with the full-time share
and the speed of that skill, all week: like capacity, a chain is measured without meetings, requests,
decisions, rework and jobs on accelerators, which only add to it. What AI agents can take costs no time here,
and research that may end early none either. So no release is out sooner than its chain at likely efforts and
central assumptions; the critical path of Kelley & Walker (1959), with the people there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter

from reorg.model.analysis.capacity import likely_weeks
from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.analysis.ownership import Ownership
from reorg.model.events import Equip, Join, Move, Replace
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Package, Release, full_name
from reorg.quantity import evidence
from reorg.summation import add_in_order


@dataclass(frozen=True)
class Link:
    """A package on a chain: ``hands`` people at most work on it at once, ``able`` could, for ``weeks``."""

    release: Release
    package: Package
    hands: int
    able: int
    weeks: float


@dataclass(frozen=True)
class Chain:
    """The longest chain of a release; its packages in order, and when the last can be complete.

    ``start_week`` is when its first package can start, ``finish_week`` when its last can end; both count from
    the start date.
    """

    release: Release
    links: tuple[Link, ...]
    start_week: float
    finish_week: float

    @property
    def longest(self) -> Link:
        """The package that takes longest."""
        return max(self.links, key=lambda link: link.weeks)


@dataclass(frozen=True)
class _Step:
    """A start of a release or a package: what it comes after, and its package, if any."""

    before: tuple[str, ...]
    start_week: float
    link: Link | None = None


def longest_chains(organization: Organization) -> list[Chain]:
    """Return the longest chain of each release in the baseline, of its first occurrence."""
    steps = _steps(organization)
    finish: dict[str, float] = {}
    latest: dict[str, str | None] = {}
    for name in TopologicalSorter({name: step.before for name, step in steps.items()}).static_order():
        step = steps[name]
        last = max(step.before, key=finish.__getitem__, default=None)
        begin = step.start_week if last is None else max(step.start_week, finish[last])
        latest[name] = last if last is not None and finish[last] >= step.start_week else None
        finish[name] = begin + (step.link.weeks if step.link else 0.0)
    chains = []
    for release in organization.releases:
        ends = [full_name(release.id, package.id) for package in release.packages]
        if ends:
            end = max(ends, key=finish.__getitem__)
            way = list(_way_back(end, latest))[::-1]
            links = tuple(link for name in way if (link := steps[name].link) is not None)
            chains.append(Chain(release, links, steps[way[0]].start_week, finish[end]))
    return chains


def _way_back(name: str | None, latest: dict[str, str | None]) -> Iterator[str]:
    while name is not None:
        yield name
        name = latest[name]


def _steps(organization: Organization) -> dict[str, _Step]:
    """Return what the packages and starts of releases come after; the name of a start has no slash."""
    hands = _Hands(organization)
    packages = {r.id: tuple(full_name(r.id, p.id) for p in r.packages) for r in organization.releases}
    steps = {}
    for release in organization.releases:
        after = tuple(name for before in release.after for name in packages[before])
        steps[release.id] = _Step(after, release.first_week)
        for package in release.packages:
            before = tuple(full_name(release.id, name) for name in package.after)
            link = hands.link(release, package)
            steps[full_name(release.id, package.id)] = _Step((release.id, *before), release.first_week, link)
    return steps


class _Hands:
    """Knows who can work on a package in the baseline, whoever joins, moves or is equipped later included."""

    def __init__(self, organization: Organization) -> None:
        scenario = organization.scenario(organization.baseline)
        self._structures = [organization.structure(each) for each in scenario.structures]
        self._owners = [Ownership(structure) for structure in self._structures]
        self._people = {person.id: person for person in organization.everybody}
        self._assumed = _central(organization)
        self._has_agents = {person.id for person in organization.everybody if person.ai_agents}
        self._coming: dict[str, list[str]] = {}
        self._skills = {person.id: [person.skills] for person in organization.everybody}
        for event in scenario.happenings:
            if isinstance(event, Join):
                self._coming.setdefault(event.team, []).append(event.person.id)
            elif isinstance(event, Move):
                self._coming.setdefault(event.to, []).append(event.person)
            elif isinstance(event, Replace):
                successor = self._people[event.internal or event.person].skills
                self._skills[event.person].append(successor if event.skills is None else event.skills)
            elif isinstance(event, Equip):
                self._has_agents.update(event.people)

    def link(self, release: Release, package: Package) -> Link:
        """Return a package with the least weeks that it takes, in any structure of the baseline."""
        most = 1 if package.whole else package.people_max
        left = likely_weeks(package.effort) * (1.0 - package.done)
        if package.kind == "research" and (release.time_boxed or package.good_enough is not None):
            left = 0.0
        found = []
        for structure, ownership in zip(self._structures, self._owners, strict=True):
            owners = ownership.owners(("package", full_name(release.id, package.id)), package.area)
            people = self._people_of(structure, owners)
            speeds = sorted(self._speeds(people, package.area), reverse=True)
            speed = add_in_order(speeds[:most]) / self._own_share(people)
            weeks = left / speed if speed > 0.0 else 0.0
            found.append(Link(release, package, len(speeds[:most]), len(speeds), weeks))
        return min(found, key=lambda link: link.weeks)

    def _people_of(self, structure: Structure, teams: tuple[str, ...]) -> list[str]:
        """Return everybody who sits in teams, or may come to them in the baseline."""
        seated = [
            person
            for team in teams
            for person in (*people_of_team(structure.team(team)), *self._coming.get(team, ()))
        ]
        seated += [seat.person for seat in structure.second_seats if seat.team in teams]
        return list(dict.fromkeys(seated))

    def _speeds(self, people: list[str], area: str) -> list[float]:
        """Return the speed of those who may work in an area; all may where nobody has any skill in it."""
        levels = {person: {skills.get(area, "none") for skills in self._skills[person]} for person in people}
        skilled = {person: found - {"none"} for person, found in levels.items() if found != {"none"}}
        return [
            self._people[person].share * max(self._speed(level) for level in found)
            for person, found in (skilled or levels).items()
        ]

    def _speed(self, level: str) -> float:
        return 1.0 if level == "medium" else self._assumed(f"competence.speed_{level}")

    def _own_share(self, people: list[str]) -> float:
        """Return the share of an effort that people spend themselves, reviews of AI agents' work apart."""
        if self._has_agents.isdisjoint(people):
            return 1.0
        gain = max(0.0, self._assumed("agents.assist_gain"))
        return (1.0 - self._assumed("agents.delegable")) / (1.0 + gain)


def _central(organization: Organization) -> Callable[[str], float]:
    """Return the central value of an assumption by its id."""
    table, own = evidence(), {each.id: each for each in organization.assumptions}

    def central(name: str) -> float:
        stated = own[name].central if name in own else None
        return table[name].central if stated is None else stated

    return central
