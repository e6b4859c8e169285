"""The plan: one scenario of an organization as the engine reads it, as names, sizes and arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from reorg.engine.plan.compute import pool_arrays
from reorg.engine.plan.designs import DesignRows, judge_table
from reorg.engine.plan.efforts import effort_rows
from reorg.engine.plan.events import EventRows
from reorg.engine.plan.familiarity import familiarity_rows
from reorg.engine.plan.ownership import Holders, PackageOccurrence, VersionRows, has_contests
from reorg.engine.plan.people import has_agents, knowledge_rows, people_rows, skill_levels
from reorg.engine.plan.places import Places
from reorg.engine.plan.releases import (
    PackageRun,
    ReleaseRun,
    due_weeks_by_release,
    release_occurrences,
    release_rows,
)
from reorg.engine.plan.structures import StructureIndex, integrator_table, meeting_rows, tie_rows
from reorg.engine.plan.work import PackageRows, package_rows, stream_rows
from reorg.engine.state.constants import HOURS_PER_DAY, HOURS_PER_WEEK
from reorg.model.choices import DEGREES
from reorg.model.organization import Organization, Scenario
from reorg.model.people import Person
from reorg.summation import add_in_order


@dataclass(frozen=True)
class Plan:
    """One scenario of an organization as the engine reads it: names, sizes and prepared arrays."""

    organization: Organization
    scenario_id: str
    person_ids: tuple[str, ...]
    stream_ids: tuple[str, ...]
    weeks: int
    warmup_weeks: int
    packages: tuple[PackageRun, ...]
    releases: tuple[ReleaseRun, ...]
    capacity_hours_per_week: float
    stream_hours: Any
    """Likely hours of work of each stream over the horizon [stream]."""
    estimates: dict[str, Any]
    """Of packages, their versions and streams [work]: ``likely_hours`` and ``gpu_hours``, and ``job_gpus``,
    the accelerators per job as the model states them, 0 if it does not."""
    has_contests: bool
    """Whether teams race or overlap in any structure, or work may fail acceptance."""
    has_agents: bool
    """Whether anybody has AI agents in any scenario of the organization."""
    arrays: dict[str, Any]
    places: Places | None = None
    """The places of the arrays that differ between worlds; None: none."""
    until_out: tuple[int, ...] = ()
    """Numbers in ``releases``: a world ends with the week in which all of these are out, as if that had been
    its horizon. None: it runs to its horizon."""

    def with_market(self, numbers: Any) -> Plan:
        """Return the plan with other market parameters, in their order; itself if it has none."""
        market = self.organization.market
        if market is None or self.places is None:
            return self
        return replace(self, organization=replace(self.organization, market=market.with_numbers(numbers)))

    @property
    def hours_present(self) -> float:
        """Person-hours over the horizon, weighted by full-time shares."""
        return self.capacity_hours_per_week * self.weeks


def plan_scenario(organization: Organization, scenario_id: str) -> Plan:
    """Prepare one scenario for the engine; raises KeyError for an unknown scenario."""
    return plan_scenarios(organization, (scenario_id,))[0]


def plan_scenarios(organization: Organization, scenario_ids: Iterable[str]) -> tuple[Plan, ...]:
    """Prepare scenarios for the engine; raises KeyError for an unknown scenario."""
    work = _Work.of(organization)
    return tuple(_plan(organization, name, work) for name in scenario_ids)


@dataclass(frozen=True)
class _Work:
    """Rows of the packages and releases of an organization, the same in all scenarios."""

    packages: tuple[PackageRun, ...]
    releases: tuple[ReleaseRun, ...]
    holders: Holders
    efforts: tuple[Any, Any]
    """Of packages and streams, if no package has further versions."""
    rows: PackageRows
    starts: Any
    predecessors: Any
    designs: DesignRows

    @classmethod
    def of(cls, organization: Organization) -> _Work:
        packages, releases = release_occurrences(organization)
        warmup = float(organization.warmup_weeks) * HOURS_PER_WEEK
        named = {(x.id, p.id): p for x in organization.releases for p in x.packages}
        described = [named[run.release, run.package] for run in packages]
        rows = package_rows(organization, packages, described, warmup)
        starts, predecessors = release_rows(organization, releases, warmup)
        designs = DesignRows(organization, releases, starts, rows.jobs)
        pieces = [
            PackageOccurrence(run.release, run.occurrence, package)
            for run, package in zip(packages, described, strict=True)
        ]
        efforts = effort_rows([package.effort for package in described], organization.streams)
        return cls(packages, releases, Holders(pieces), efforts, rows, starts, predecessors, designs)


def _plan(organization: Organization, scenario_id: str, work: _Work) -> Plan:
    people = organization.everybody
    arrays = _arrays(organization, organization.scenario(scenario_id), work)
    estimates = arrays.pop("estimates")
    return Plan(
        organization=organization,
        scenario_id=scenario_id,
        person_ids=tuple(p.id for p in people),
        stream_ids=tuple(s.id for s in organization.streams),
        weeks=organization.horizon_weeks,
        warmup_weeks=organization.warmup_weeks,
        packages=work.packages,
        releases=work.releases,
        capacity_hours_per_week=HOURS_PER_WEEK * add_in_order(p.share for p in organization.people),
        stream_hours=np.array(
            [s.per_week * s.effort.likely_days * HOURS_PER_DAY for s in organization.streams]
        )
        * organization.horizon_weeks,
        estimates=estimates,
        has_contests=has_contests(organization),
        has_agents=has_agents(organization),
        arrays=arrays,
    )


def _arrays(organization: Organization, scenario: Scenario, work: _Work) -> dict[str, Any]:
    """Return the arrays of a plan by name; scenarios share the arrays that are the same in all."""
    people = organization.everybody
    names = StructureIndex(organization, scenario, people)
    versions = VersionRows(organization, names, work.holders)
    jobs, links = versions.jobs(work.rows.jobs, work.rows.links)
    starts = work.starts.copy()
    judges = judge_table(organization, names, work.releases, starts)
    rows, tables = work.efforts
    if versions.extra:
        rows, tables = effort_rows([piece.package.effort for piece in versions.held], organization.streams)
    numbers = _numbers_of_work(organization, work.packages, versions)
    calendar = EventRows(organization, scenario, names, numbers, due_weeks_by_release(work.releases))
    arrays = {
        **_structure_arrays(organization, people, names),
        "owners": versions.owners(),
        **versions.arrays(),
        "jobs": jobs,
        "predecessors": work.predecessors,
        "successors": work.rows.successors,
        "preceding": work.rows.preceding,
        "links": links,
        "rework_links": work.rows.rework_links,
        "efforts": rows,
        "tables": tables,
        "streams": stream_rows(organization, len(jobs)),
        "releases": starts,
        "decisions": work.designs.decisions,
        "weights": work.designs.weights,
        "judges": judges,
        "changes": calendar.rows,
        "named": calendar.named,
        "new_skills": calendar.skills,
        **pool_arrays(organization, names.structures, [(x.release, x.package.id) for x in versions.held]),
    }
    return arrays | familiarity_rows(people, arrays["people"], numbers)


def _structure_arrays(
    organization: Organization, people: tuple[Person, ...], names: StructureIndex
) -> dict[str, Any]:
    """Return the arrays of people and of their teams and meetings."""
    meetings, attendees = meeting_rows(names)
    return {
        "people": people_rows(people, names),
        "skill": skill_levels(organization.areas, people),
        "knowledge": knowledge_rows(organization.areas, people, names),
        "ties": tie_rows(names),
        "teams": names.teams,
        "placement": names.placement,
        "second_leads": names.second_leads,
        "second_teams": names.second_teams,
        "second_shares": names.second_shares,
        "guests": names.guests,
        "skilled": np.zeros((len(names.teams), max(len(organization.areas), 1)), np.int32),
        "team_by_name": names.by_name,
        "team_by_id": names.by_id,
        "children": names.children,
        "roster": names.roster,
        "decides_by": np.array([DEGREES.index(s.decides) for s in names.structures], np.int32),
        "integrators": integrator_table(organization, names),
        "meetings": meetings,
        "attendees": attendees,
    }


def _numbers_of_work(
    organization: Organization, packages: tuple[PackageRun, ...], versions: VersionRows
) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of all occurrences of each package, in all versions, and of each stream."""
    work: dict[tuple[str, str], list[int]] = {}
    for j, run in enumerate(packages):
        work.setdefault(("package", f"{run.release}/{run.package}"), []).extend(versions.of(j))
    for i, stream in enumerate(organization.streams):
        work["stream", stream.id] = [versions.rows + i]
    return work
