"""Remarks that a careful reader would make on a valid model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.analysis.changed_teams import change_remarks
from reorg.model.analysis.defaults import spread_remark, starts_remark
from reorg.model.analysis.guard_rails import find_breaches
from reorg.model.analysis.hierarchy import direct_reports
from reorg.model.analysis.observed import idle_remarks, plan_remark
from reorg.model.analysis.rework_loops import find_idle_links, find_rework_loops, is_preceded_by
from reorg.model.analysis.roles import names_with_ids
from reorg.model.analysis.work_names import names_of_work
from reorg.model.analysis.workload import gpu_hours_demanded, unskilled_work
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.model.work import Release

WIDE_SPAN = 15
"""Direct reports beyond which `reorg check` remarks on a span."""

GUARD_RAIL_KIND = "guard-rail"
"""The kind of a finding that a limit of the model itself is broken."""

PLAN_KIND = "plan"
"""The kind of a finding that a release has no room before it is due."""


@dataclass(frozen=True)
class Finding:
    """A remark on a valid model; ``structure`` is empty where it holds for all of them."""

    kind: str
    structure: str
    subject: str
    message: str


def find_remarkable(organization: Organization) -> tuple[Finding, ...]:
    """Return what looks unusual: broken guard-rails, odd spans, endless rework, work without skill or use."""
    found = [
        *_broken_rails(organization),
        *_unpaid(organization),
        *_never_together(organization),
        *_rework(organization),
        *_defaults(organization),
    ]
    for structure in organization.structures:
        found += [*_odd_spans(organization, structure), *_unskilled(organization, structure)]
        found += _bridging_nothing(organization, structure)
        found += _overbooked(organization, structure)
    found += [Finding(*remark) for remark in change_remarks(organization)]
    found += _implausible(organization)
    return tuple(found)


def find_full_plans(organization: Organization) -> tuple[Finding, ...]:
    """Return the remarks on releases whose longest chain of packages leaves no room before they are due."""
    from reorg.model.analysis.plausibility import plan_remarks  # noqa: PLC0415 - loads the compiler

    baseline = organization.scenario(organization.baseline).structure
    remarks = plan_remarks(organization)
    return tuple(Finding(PLAN_KIND, baseline, subject, message) for subject, message in remarks)


def _broken_rails(organization: Organization) -> Iterator[Finding]:
    for breach in find_breaches(organization):
        yield Finding(GUARD_RAIL_KIND, breach.structure, breach.subject, breach.message)


def _unpaid(organization: Organization) -> Iterator[Finding]:
    free = [person.id for person in organization.people if person.annual_cost_usd == 0]
    if free:
        message = f"{len(free)} people cost nothing: state annual_cost_usd if cost is to be compared"
        yield Finding("cost", "", free[0], message)


def _implausible(organization: Organization) -> Iterator[Finding]:
    # The ranges of assumptions load the compiler, which reading a model has no need of.
    from reorg.model.analysis.plausibility import organization_remarks, structure_remarks  # noqa: PLC0415

    for kind, subject, message in organization_remarks(organization):
        yield Finding(kind, "", subject, message)
    for structure in organization.structures:
        for kind, subject, message in structure_remarks(organization, structure):
            yield Finding(kind, structure.id, subject, message)
    yield from find_full_plans(organization)


def _defaults(organization: Organization) -> Iterator[Finding]:
    if starts := starts_remark(organization):
        yield Finding("start", "", "first_week", starts)
    if spread := spread_remark(organization):
        yield Finding("effort", "", "effort_days", spread)
    if disagreement := plan_remark(organization):
        yield Finding("observed", "", "observed", disagreement)
    for idle in idle_remarks(organization):
        yield Finding("observed", "", "observed", idle)


def _never_together(organization: Organization) -> Iterator[Finding]:
    for release in organization.releases:
        after = {package.id: package.after_here for package in release.packages}
        for pair in release.couplings:
            if is_preceded_by(after, pair.first, pair.second) or is_preceded_by(
                after, pair.second, pair.first
            ):
                names = _names_within(release)
                first, second, whole = names[pair.first], names[pair.second], release.name or release.id
                message = f"{first} and {second} of {whole} are coupled"
                remark = f"{message} but never run at the same time: one comes after the other"
                yield Finding("coupling", "", f"{release.id}/{pair.first}", remark)


def _names_within(release: Release) -> dict[str, str]:
    """Return what the packages of a release are called where it is named as well."""
    return {package.id: package.name or package.id for package in release.packages}


def _bridging_nothing(organization: Organization, structure: Structure) -> Iterator[Finding]:
    areas = {
        (release.id, each.id): each.area for release in organization.releases for each in release.packages
    }
    coupled = [
        {areas[release.id, pair.first], areas[release.id, pair.second]}
        for release in organization.releases
        for pair in release.couplings
    ]
    names = names_with_ids(organization)
    for integrator in structure.integrators:
        if not any(pair <= set(integrator.areas) for pair in coupled):
            message = (
                f"{names[integrator.person]} has no coupled work to bridge: the areas of both packages must"
                f" be among those named ({', '.join(integrator.areas)})"
            )
            yield Finding("integrator", structure.id, integrator.person, message)


def _rework(organization: Organization) -> Iterator[Finding]:
    for release in organization.releases:
        names, whole = _names_within(release), release.name or release.id
        for link in find_idle_links(release):
            source, target = names[link.source], names[link.target]
            message = f"{source} never sends work back to {target} of {whole}"
            remark = f"{message}: {target} comes after it, and nothing sends {source} back"
            yield Finding("rework", "", f"{release.id}/{link.source}", remark)
        for loop in find_rework_loops(release, _floor()) if release.rework else ():
            if loop.radius >= 1.0:
                members = ", ".join(names[package] for package in loop.packages)
                message = (
                    f"rework of {whole} may never end: {members} send work back to each other, and on"
                    f" average each round creates {loop.radius:.3g} times the work of the one before (the"
                    " spectral radius; rework is certain to end only below 1)"
                )
                remark = f"{message}; lower the probabilities, or the shares of proportional links"
                yield Finding("rework", "", f"{release.id}/{loop.packages[0]}", remark)


def _floor() -> float:
    # Loading the mechanisms loads the compiler, which only a model with rework has to wait for.
    from reorg.mechanisms.rework import FLOOR  # noqa: PLC0415

    return FLOOR


def _odd_spans(organization: Organization, structure: Structure) -> Iterator[Finding]:
    names = names_with_ids(organization)
    for lead, people in direct_reports(structure).items():
        if len(people) > WIDE_SPAN:
            message = f"{names[lead]} has {len(people)} direct reports (more than {WIDE_SPAN})"
            yield Finding("span", structure.id, lead, message)
        elif len(people) == 1:
            message = f"{names[lead]} leads only one person, {names[people[0]]}"
            yield Finding("span", structure.id, lead, message)


def _unskilled(organization: Organization, structure: Structure) -> Iterator[Finding]:
    names = names_of_work(organization)
    for work in unskilled_work(organization, structure):
        called = f"{work.kind} {names[work.kind, work.id]}"
        message = f"nobody in team {work.owner} has skill in {work.area}, which {called} needs"
        yield Finding("skill", structure.id, work.owner, f"{message}: the work is done at unskilled speed")


def _overbooked(organization: Organization, structure: Structure) -> Iterator[Finding]:
    """Remark on pools that cannot compute what likely efforts ask of them within the horizon."""
    weeks = organization.horizon_weeks + organization.warmup_weeks
    sizes = {pool.id: pool.gpus for pool in organization.pools}
    sizes |= {change.pool: change.gpus for change in structure.allocations}
    asked = gpu_hours_demanded(organization, structure)
    for pool, gpus in sizes.items():
        hours = 168.0 * weeks * gpus
        if asked.get(pool, 0.0) > hours:
            message = f"the work of {pool} needs {asked[pool]:,.0f} accelerator-hours at likely efforts"
            remark = f"{message}, but {gpus} have {hours:,.0f} until the horizon: jobs pile up"
            yield Finding("compute", structure.id, pool, remark)
