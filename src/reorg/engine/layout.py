"""From the resolved model to arrays: the only file that knows both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg import luck
from reorg.engine import records as r
from reorg.engine.efforts import effort_rows
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.model.organization import DEGREES, LEVELS, Organization, Package, Release, Structure

FASTEST = 1.25
"""Speed factor behind the lower bound of a release's length."""


@dataclass(frozen=True)
class PackageRun:
    """One package of one occurrence of its release; weeks from the start date."""

    release: str
    occurrence: int
    package: str
    start_week: float
    due_week: float


@dataclass(frozen=True)
class ReleaseRun:
    """One occurrence of a release; ``packages`` are places in ``Plan.packages``.

    ``earliest_end_week`` is a lower bound: the critical path at optimistic efforts, full staffing and high
    skill.
    """

    release: str
    occurrence: int
    start_week: float
    due_week: float
    earliest_end_week: float
    packages: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """What one scenario of an organization looks like to the engine: names, sizes and prepared arrays."""

    organization: Organization
    scenario_id: str
    person_ids: tuple[str, ...]
    stream_ids: tuple[str, ...]
    weeks: int
    warmup_weeks: int
    packages: tuple[PackageRun, ...]
    releases: tuple[ReleaseRun, ...]
    last_event_week: float
    capacity_hours_per_week: float
    arrays: dict[str, Any]

    @property
    def hours_present(self) -> float:
        """Person-hours over the horizon, full-time shares counted."""
        return self.capacity_hours_per_week * self.weeks


def plan(organization: Organization, scenario_id: str) -> Plan:
    """Prepare one scenario for the engine; raises KeyError for an unknown scenario."""
    scenario = organization.scenario(scenario_id)
    names = _Names(organization, scenario.structure, tuple(e.to for e in scenario.events))
    packages, releases = _runs(organization)
    warmup = float(organization.warmup_weeks) * r.HOURS_PER_WEEK
    jobs, successors, links = _jobs(organization, packages, warmup)
    rows, tables = effort_rows([_package(organization, run).effort for run in packages], organization.streams)
    meetings, attendees = _meetings(names)
    arrays = {
        "people": _people(organization),
        "skill": _skill(organization),
        "ties": _ties(names),
        "teams": names.rows(),
        "placement": names.placement,
        "owners": _owners(organization, names, packages),
        "skilled": _skilled(organization, names),
        "decides_by": np.array([DEGREES.index(s.decides) for s in names.structures], np.int32),
        "jobs": jobs,
        "active": np.full((max(len(packages), 1), r.ACTIVE_REMEMBERED), -1, np.int32),
        "successors": successors,
        "links": links,
        "integrators": _integrators(organization, names),
        "efforts": rows,
        "tables": tables,
        "streams": _streams(organization, len(packages)),
        "meetings": meetings,
        "attendees": attendees,
        "releases": _starts(releases, warmup),
        "changes": np.array(
            [(warmup + e.week * r.HOURS_PER_WEEK, names.structure_ids.index(e.to)) for e in scenario.events],
            r.CHANGES,
        ),
    }
    return Plan(
        organization=organization,
        scenario_id=scenario_id,
        person_ids=tuple(p.id for p in organization.people),
        stream_ids=tuple(s.id for s in organization.streams),
        weeks=organization.horizon_weeks,
        warmup_weeks=organization.warmup_weeks,
        packages=packages,
        releases=releases,
        last_event_week=max((e.week for e in scenario.events), default=0.0),
        capacity_hours_per_week=r.HOURS_PER_WEEK * sum(p.share for p in organization.people),
        arrays=arrays,
    )


class _Names:
    """Numbers of people, and of the teams of the structures a scenario uses, the first one first."""

    def __init__(self, organization: Organization, first: str, later: tuple[str, ...]) -> None:
        self.structure_ids = tuple(dict.fromkeys((first, *later)))
        self.structures = tuple(organization.structure(i) for i in self.structure_ids)
        self.person = {p.id: i for i, p in enumerate(organization.people)}
        self.team: list[dict[str, int]] = []
        total = 0
        for structure in self.structures:
            self.team.append({t.id: total + i for i, t in enumerate(structure.teams)})
            total += len(structure.teams)
        self.team_names = tuple(dict.fromkeys(t.id for s in self.structures for t in s.teams))
        self.placement = np.zeros((len(self.structures), len(self.person)), np.int32)
        for k, structure in enumerate(self.structures):
            for t in structure.teams:
                for person in (*t.members, *([t.lead] if t.lead else [])):
                    self.placement[k, self.person[person]] = self.team[k][t.id]

    def rows(self) -> Any:
        """Return the team rows of all structures."""
        rows = np.zeros(sum(len(s.teams) for s in self.structures), r.TEAM)
        for name in ("job_first", "job_last", "idle_first", "idle_last"):
            rows[name] = -1
        numbers = {name: i for i, name in enumerate(self.team_names)}
        for k, structure in enumerate(self.structures):
            by_id = {t.id: t for t in structure.teams}
            for t in structure.teams:
                row = rows[self.team[k][t.id]]
                row["key"] = luck.key("team", t.id)
                row["structure"] = k
                row["parent"] = self.team[k][t.parent] if t.parent else -1
                row["lead"] = self.person[t.lead] if t.lead else -1
                row["depth"] = sum(1 for _ in _ancestors(by_id, t.parent))
                row["name"] = numbers[t.id]
                row["meets"] = t.meets
        sizes = np.bincount(self.placement.ravel(), minlength=len(rows))
        rows["size"] = np.maximum(sizes, 1)
        return rows


def _ancestors(teams: dict[str, Any], parent: str | None) -> Iterator[str]:
    while parent:
        yield parent
        parent = teams[parent].parent


def _runs(organization: Organization) -> tuple[tuple[PackageRun, ...], tuple[ReleaseRun, ...]]:
    packages: list[PackageRun] = []
    releases: list[ReleaseRun] = []
    for release in organization.releases:
        start, occurrence = release.first_week, 0
        while start < organization.horizon_weeks:
            due = start + (release.due_week or release.every_weeks or organization.horizon_weeks - start)
            places = range(len(packages), len(packages) + len(release.packages))
            packages += [PackageRun(release.id, occurrence, p.id, start, due) for p in release.packages]
            earliest = start + _shortest_weeks(release, occurrence)
            releases.append(ReleaseRun(release.id, occurrence, start, due, earliest, tuple(places)))
            if not release.every_weeks:
                break
            occurrence += 1
            start = release.first_week + occurrence * release.every_weeks
    return tuple(packages), tuple(releases)


def _shortest_weeks(release: Release, occurrence: int) -> float:
    ends: dict[str, float] = {}
    waiting = list(release.packages)
    while waiting:
        for package in [p for p in waiting if all(before in ends for before in p.after)]:
            waiting.remove(package)
            days = 0.0 if package.effort.distribution == "exponential" else package.effort.optimistic_days
            share = 1.0 - package.done if occurrence == 0 else 1.0
            weeks = days * share / package.people_max / 5.0 / FASTEST
            ends[package.id] = max((ends[before] for before in package.after), default=0.0) + weeks
    return max(ends.values(), default=0.0)


def _package(organization: Organization, run: PackageRun) -> Package:
    release = next(x for x in organization.releases if x.id == run.release)
    return next(p for p in release.packages if p.id == run.package)


def _jobs(
    organization: Organization, packages: tuple[PackageRun, ...], warmup: float
) -> tuple[Any, Any, Any]:
    jobs = np.zeros(len(packages), r.JOB)
    place = {(run.release, run.occurrence, run.package): j for j, run in enumerate(packages)}
    longest = organization.policies.pull == "longest"
    areas = {a: i for i, a in enumerate(organization.areas)}
    for name in ("owner", "holder", "before", "after", "stream"):
        jobs[name] = -1
    jobs["history"] = 1.0
    jobs["finish"] = jobs["begun"] = np.nan
    after: list[list[int]] = [[] for _ in packages]
    for j, run in enumerate(packages):
        package = _package(organization, run)
        row = jobs[j]
        row["key"] = luck.key("package", run.release, run.occurrence, run.package)
        row["area"] = areas[package.area]
        row["complexity"] = DEGREES.index(package.complexity)
        row["people_max"] = package.people_max
        row["whole"] = package.whole
        row["priority"] = package.priority
        row["due"] = warmup + run.due_week * r.HOURS_PER_WEEK
        row["rank"] = -package.effort.likely_days if longest else row["due"]
        row["order"] = j << 32
        row["share_left"] = 1.0 - package.done if run.occurrence == 0 else 1.0
        row["blockers"] = len(package.after) + 1
        for before in package.after:
            after[place[run.release, run.occurrence, before]].append(j)
    successors, bounds = _flat(after)
    jobs["next_first"], jobs["next_last"] = bounds[:-1], bounds[1:]
    links, bounds = _links(organization, packages, place)
    jobs["link_first"], jobs["link_last"] = bounds[:-1], bounds[1:]
    return jobs, successors, links


def _links(
    organization: Organization, packages: tuple[PackageRun, ...], place: dict[tuple[str, int, str], int]
) -> tuple[Any, Any]:
    rows: list[list[tuple[int, float, int, int]]] = [[] for _ in packages]
    number = 0
    for release in organization.releases:
        for coupling in release.couplings:
            for run in packages:
                if run.release == release.id and run.package == coupling.first:
                    one = place[run.release, run.occurrence, coupling.first]
                    two = place[run.release, run.occurrence, coupling.second]
                    name = ("link", run.release, run.occurrence)
                    key = luck.key(*name, coupling.first, coupling.second)
                    rows[one].append((two, coupling.strength, number, key))
                    key = luck.key(*name, coupling.second, coupling.first)
                    rows[two].append((one, coupling.strength, number, key))
            number += 1
    bounds = np.concatenate([[0], np.cumsum([len(x) for x in rows])]).astype(np.int32)
    return np.array([x for row in rows for x in row], r.LINK), bounds


def _flat(lists: list[list[int]]) -> tuple[Any, Any]:
    bounds = np.concatenate([[0], np.cumsum([len(x) for x in lists])]).astype(np.int32)
    return np.array([x for one in lists for x in one], np.int32), bounds


def _people(organization: Organization) -> Any:
    rows = np.zeros(len(organization.people), r.PERSON)
    rows["key"] = [luck.key("person", p.id) for p in organization.people]
    rows["share"] = [p.share for p in organization.people]
    for name in ("team", "lead", "tray_first", "tray_last", "on", "idle_before", "idle_after", "held"):
        rows[name] = -1
    rows["kind"] = r.IDLE
    rows["changed"] = -1.0
    return rows


def _skill(organization: Organization) -> Any:
    skill = np.zeros((len(organization.people), max(len(organization.areas), 1)), np.int32)
    areas = {a: i for i, a in enumerate(organization.areas)}
    for i, person in enumerate(organization.people):
        for area, level in person.skills.items():
            skill[i, areas[area]] = LEVELS.index(level)
    return skill


def _ties(names: _Names) -> Any:
    ties = np.zeros((len(names.person), TEAMS_REMEMBERED), r.TIE)
    ties["team"] = -1
    numbers = {name: i for i, name in enumerate(names.team_names)}
    home = {names.team[0][t.id]: numbers[t.id] for t in names.structures[0].teams}
    ties["team"][:, 0] = [home[t] for t in names.placement[0]]
    ties["value"][:, 0] = 1.0
    return ties


def _skilled(organization: Organization, names: _Names) -> Any:
    skill = _skill(organization) > 0
    skilled = np.zeros((sum(len(s.teams) for s in names.structures), skill.shape[1]), np.int32)
    for placement in names.placement:
        np.add.at(skilled, placement, skill.astype(np.int32))
    return skilled


def _owners(organization: Organization, names: _Names, packages: tuple[PackageRun, ...]) -> Any:
    owners = np.full((len(names.structures), len(packages) + len(organization.streams)), -1, np.int32)
    for k, structure in enumerate(names.structures):
        owner = {name: names.team[k][t.id] for t in structure.teams for name in t.owned}
        for j, run in enumerate(packages):
            area = _package(organization, run).area
            own = owner.get(("package", f"{run.release}/{run.package}"))
            owners[k, j] = owner[("area", area)] if own is None else own
        for number, stream in enumerate(organization.streams):
            own = owner.get(("stream", stream.id))
            owners[k, len(packages) + number] = owner[("area", stream.area)] if own is None else own
    return owners


def _integrators(organization: Organization, names: _Names) -> Any:
    area = {(x.id, p.id): p.area for x in organization.releases for p in x.packages}
    couplings = [(x.id, c.first, c.second) for x in organization.releases for c in x.couplings]
    table = np.full((len(names.structures), max(len(couplings), 1)), -1, np.int32)
    for k, structure in enumerate(names.structures):
        for number, (release, one, two) in enumerate(couplings):
            for who in structure.integrators:
                if area[release, one] in who.areas and area[release, two] in who.areas:
                    table[k, number] = names.person[who.person]
                    break
    return table


def _streams(organization: Organization, packages: int) -> Any:
    rows = np.zeros(len(organization.streams), r.STREAM)
    numbers = {s.id: i for i, s in enumerate(organization.streams)}
    areas = {a: i for i, a in enumerate(organization.areas)}
    for i, stream in enumerate(organization.streams):
        row = rows[i]
        row["key"] = luck.key("stream", stream.id)
        row["area"] = areas[stream.area]
        row["complexity"] = DEGREES.index(stream.complexity)
        row["gap_hours"] = r.HOURS_PER_WEEK / stream.per_week if stream.per_week > 0 else 0.0
        row["due_hours"] = stream.due_days * r.HOURS_PER_DAY
        row["priority"] = stream.priority
        row["order"] = (packages + i) << 32
        row["then"] = numbers[stream.then] if stream.then else -1
    return rows


def _starts(releases: tuple[ReleaseRun, ...], warmup: float) -> Any:
    return np.array(
        [(warmup + x.start_week * r.HOURS_PER_WEEK, x.packages[0], x.packages[-1] + 1) for x in releases],
        r.RELEASES,
    )


def _meetings(names: _Names) -> tuple[Any, Any]:
    rows: list[tuple[int, int, int, int, float, float]] = []
    attendees: list[int] = []
    for k, structure in enumerate(names.structures):
        for meeting_id, people, every, hours in _gatherings(structure):
            first = len(attendees)
            attendees += sorted(names.person[p] for p in people)
            key = luck.key("meeting", meeting_id)
            rows.append((key, k, first, len(attendees), every * r.HOURS_PER_WEEK, hours))
    return np.array(rows, r.MEETING), np.array(attendees, np.int32)


def _gatherings(structure: Structure) -> Iterator[tuple[str, list[str], float, float]]:
    """Yield each lead's weekly meeting with everybody who reports to the lead, then the standing ones."""
    by_id = {t.id: t for t in structure.teams}
    present: dict[str, list[str]] = {t.id: [t.lead] if t.lead else [] for t in structure.teams}
    for t in structure.teams:
        above = [x for x in _ancestors(by_id, t.parent) if by_id[x].lead]
        if t.meets:
            own = t.id if t.lead or not above else above[0]
            present[own] += t.members
            if t.lead and above:
                present[above[0]].append(t.lead)
    for team_id, people in present.items():
        if by_id[team_id].meets and len(people) > 1:
            yield team_id, people, 1.0, -1.0
    for meeting in structure.meetings:
        yield f"standing {meeting.id}", list(meeting.people), meeting.every_weeks, meeting.hours
