"""From the resolved model to arrays: the only file that knows both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reorg import luck
from reorg.engine import records as r
from reorg.engine.calendar import STRUCTURAL, Calendar
from reorg.engine.designs import Designs
from reorg.engine.efforts import effort_rows
from reorg.engine.links import coupling_rows, rework_rows
from reorg.engine.pools import pool_arrays
from reorg.engine.seats import Names, any_agents, everybody, flat, knowledge_shape, people_rows, skill_levels
from reorg.engine.versions import Piece, Versions, any_contests
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.model.organization import DEGREES, Organization, Package, Release
from reorg.model.people import Person

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
    """Of the dated structural events: when one that waits happens, if ever, differs between worlds."""
    capacity_hours_per_week: float
    has_contests: bool
    """Whether teams race or overlap in any structure, or work may fail."""
    has_agents: bool
    """Whether anybody has AI agents in any scenario of the organization."""
    arrays: dict[str, Any]

    @property
    def hours_present(self) -> float:
        """Person-hours over the horizon, full-time shares counted."""
        return self.capacity_hours_per_week * self.weeks


def plan(organization: Organization, scenario_id: str) -> Plan:
    """Prepare one scenario for the engine; raises KeyError for an unknown scenario."""
    scenario = organization.scenario(scenario_id)
    people = everybody(organization)
    names = Names(organization, scenario, people)
    packages, releases = _runs(organization)
    warmup = float(organization.warmup_weeks) * r.HOURS_PER_WEEK
    named = {(x.id, p.id): p for x in organization.releases for p in x.packages}
    described = [named[run.release, run.package] for run in packages]
    jobs, successors, links, backs = _jobs(organization, packages, described, warmup)
    starts = _starts(releases, warmup)
    designs = Designs(organization, names, releases, starts, jobs)
    pieces = [Piece(x.release, x.occurrence, package) for x, package in zip(packages, described, strict=True)]
    versions = Versions(organization, names, pieces)
    jobs, links = versions.jobs(jobs, links)
    rows, tables = effort_rows([piece.package.effort for piece in versions.held], organization.streams)
    work = _work(organization, packages, versions)
    calendar = Calendar(organization, scenario, names, work, _dues(releases))
    arrays = {
        **_seats(organization, people, names),
        "owners": versions.owners(),
        **versions.arrays(),
        "jobs": jobs,
        "active": np.full((max(len(jobs), 1), r.ACTIVE_REMEMBERED), -1, np.int32),
        "successors": successors,
        "links": links,
        "backs": backs,
        "efforts": rows,
        "tables": tables,
        "streams": _streams(organization, len(jobs)),
        "releases": starts,
        "decisions": designs.decisions,
        "weights": designs.weights,
        "judges": designs.judges,
        "changes": calendar.rows,
        "named": calendar.named,
        "new_skills": calendar.skills,
        **pool_arrays(organization, names.structures, [(x.release, x.package.id) for x in versions.held]),
    }
    return Plan(
        organization=organization,
        scenario_id=scenario_id,
        person_ids=tuple(p.id for p in people),
        stream_ids=tuple(s.id for s in organization.streams),
        weeks=organization.horizon_weeks,
        warmup_weeks=organization.warmup_weeks,
        packages=packages,
        releases=releases,
        last_event_week=max((e.week for e in scenario.dated if isinstance(e, STRUCTURAL)), default=0.0),
        capacity_hours_per_week=r.HOURS_PER_WEEK * sum(p.share for p in organization.people),
        has_contests=any_contests(organization),
        has_agents=any_agents(organization),
        arrays=arrays,
    )


def _seats(organization: Organization, people: tuple[Person, ...], names: Names) -> dict[str, Any]:
    """Return the arrays of people and of the teams and meetings they are in."""
    meetings, attendees = _meetings(names)
    return {
        "people": people_rows(people, names),
        "skill": skill_levels(organization.areas, people),
        "knowledge": knowledge_shape(organization.areas, people, names),
        "ties": _ties(names),
        "teams": names.teams,
        "placement": names.placement,
        "skilled": np.zeros((len(names.teams), max(len(organization.areas), 1)), np.int32),
        "team_by_name": names.by_name,
        "children": names.children,
        "roster": names.roster,
        "decides_by": np.array([DEGREES.index(s.decides) for s in names.structures], np.int32),
        "integrators": _integrators(organization, names),
        "meetings": meetings,
        "attendees": attendees,
    }


def _runs(organization: Organization) -> tuple[tuple[PackageRun, ...], tuple[ReleaseRun, ...]]:
    packages: list[PackageRun] = []
    releases: list[ReleaseRun] = []
    for release in organization.releases:
        start, occurrence = release.first_week, 0
        while start < organization.horizon_weeks:
            due = start + (release.due_week or release.every_weeks or organization.horizon_weeks - start)
            places = range(len(packages), len(packages) + len(release.packages))
            packages += [PackageRun(release.id, occurrence, p.id, start, due) for p in release.packages]
            earliest = start + _shortest_weeks(release, occurrence, due - start)
            releases.append(ReleaseRun(release.id, occurrence, start, due, earliest, tuple(places)))
            if not release.every_weeks:
                break
            occurrence += 1
            start = release.first_week + occurrence * release.every_weeks
    return tuple(packages), tuple(releases)


def _shortest_weeks(release: Release, occurrence: int, due_weeks: float) -> float:
    ends: dict[str, float] = {}
    waiting = list(release.packages)
    while waiting:
        for package in [p for p in waiting if all(before in ends for before in p.after)]:
            waiting.remove(package)
            open_below = package.effort.distribution in ("exponential", "weibull")
            days = 0.0 if open_below else package.effort.optimistic_days
            share = 1.0 - package.done if occurrence == 0 else 1.0
            weeks = days * share / package.people_max / 5.0 / FASTEST
            begin = max((ends[before] for before in package.after), default=0.0)
            if release.time_boxed and package.kind == "research":
                # Work not begun when the time is up is dropped.
                weeks = min(weeks, max(0.0, due_weeks - begin))
            ends[package.id] = begin + weeks
    return max(ends.values(), default=0.0)


def _dues(releases: tuple[ReleaseRun, ...]) -> dict[str, list[tuple[int, float]]]:
    """Return the number and the due week of each occurrence of each release."""
    dues: dict[str, list[tuple[int, float]]] = {}
    for number, run in enumerate(releases):
        dues.setdefault(run.release, []).append((number, run.due_week))
    return dues


def _work(
    organization: Organization, packages: tuple[PackageRun, ...], versions: Versions
) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of all occurrences of each package, in all versions, and of each stream."""
    work: dict[tuple[str, str], list[int]] = {}
    for j, run in enumerate(packages):
        work.setdefault(("package", f"{run.release}/{run.package}"), []).extend(versions.of(j))
    for i, stream in enumerate(organization.streams):
        work["stream", stream.id] = [versions.rows + i]
    return work


def _jobs(
    organization: Organization, packages: tuple[PackageRun, ...], described: list[Package], warmup: float
) -> tuple[Any, Any, Any, Any]:
    jobs = np.zeros(len(packages), r.JOB)
    place = {(run.release, run.occurrence, run.package): j for j, run in enumerate(packages)}
    longest = organization.policies.pull == "longest"
    areas = {a: i for i, a in enumerate(organization.areas)}
    for name in ("owner", "holder", "before", "after", "stream", "other", "stake"):
        jobs[name] = -1
    jobs["history"] = 1.0
    jobs["finish"] = jobs["begun"] = np.nan
    after: list[list[int]] = [[] for _ in packages]
    for j, (run, package) in enumerate(zip(packages, described, strict=True)):
        row = jobs[j]
        row["key"] = luck.key("package", run.release, run.occurrence, run.package)
        row["area"] = areas[package.area]
        row["complexity"] = DEGREES.index(package.complexity)
        row["people_max"] = package.people_max
        row["whole"] = package.whole
        row["failure"] = package.failure
        row["priority"] = package.priority
        row["due"] = warmup + run.due_week * r.HOURS_PER_WEEK
        row["rank"] = -package.effort.likely_days if longest else row["due"]
        row["order"] = j << 32
        row["share_left"] = 1.0 - package.done if run.occurrence == 0 else 1.0
        row["blockers"] = len(package.after) + 1
        for before in package.after:
            after[place[run.release, run.occurrence, before]].append(j)
    successors, bounds = flat(after)
    jobs["next_first"], jobs["next_last"] = bounds[:-1], bounds[1:]
    links, bounds = coupling_rows(organization, place)
    jobs["link_first"], jobs["link_last"] = bounds[:-1], bounds[1:]
    backs, bounds = rework_rows(organization, place)
    jobs["back_first"], jobs["back_last"] = bounds[:-1], bounds[1:]
    return jobs, successors, links, backs


def _ties(names: Names) -> Any:
    ties = np.zeros((len(names.person), TEAMS_REMEMBERED), r.TIE)
    ties["team"] = -1
    numbers = {name: i for i, name in enumerate(names.team_names)}
    home = {names.team[0][t.id]: numbers[t.id] for t in names.structures[0].teams}
    ties["team"][:, 0] = [home[t] for t in names.placement[0]]
    ties["value"][:, 0] = 1.0
    return ties


def _integrators(organization: Organization, names: Names) -> Any:
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
    rows = np.zeros(len(releases), r.RELEASES)
    rows["start"] = [warmup + x.start_week * r.HOURS_PER_WEEK for x in releases]
    rows["first"] = [x.packages[0] for x in releases]
    rows["last"] = [x.packages[-1] + 1 for x in releases]
    return rows


def _meetings(names: Names) -> tuple[Any, Any]:
    """Return a weekly meeting for every lead's team (and a leadless root), then the standing ones."""
    rows: list[tuple[int, int, int, int, int, float, float, float]] = []
    attendees: list[int] = []
    for k, structure in enumerate(names.structures):
        for team in structure.teams:
            place = names.team[k][team.id]
            rows.append((luck.key("meeting", team.id), k, place, 0, 0, r.HOURS_PER_WEEK, -1.0, -1.0))
        for meeting in structure.meetings:
            first = len(attendees)
            attendees += [names.person[p] for p in meeting.people]
            key = luck.key("standing meeting", meeting.id)
            every = meeting.every_weeks * r.HOURS_PER_WEEK
            rows.append((key, k, -1, first, len(attendees), every, meeting.hours, -1.0))
    return np.array(rows, r.MEETING), np.array(attendees, np.int32)
