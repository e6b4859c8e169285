"""Packages and streams as rows of jobs and of streams."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from reorg import luck
from reorg.engine.plan.familiarity import follow_up_hours, from_the_last
from reorg.engine.plan.links import coupling_rows, rework_rows
from reorg.engine.plan.releases import PackageRun
from reorg.engine.plan.structures import flatten
from reorg.engine.state.constants import HOURS_PER_DAY, HOURS_PER_WEEK, NOBODY, WHOEVER_KNOWS
from reorg.engine.state.rows import JOB, STREAM
from reorg.model.choices import DEGREES
from reorg.model.organization import Organization
from reorg.model.work import Package, full_name


class PackageRows(NamedTuple):
    """The rows of packages, their successors, and their links."""

    jobs: Any
    successors: Any
    preceding: Any
    links: Any
    rework_links: Any


def package_rows(
    organization: Organization, packages: tuple[PackageRun, ...], described: list[Package], warmup: float
) -> PackageRows:
    """Return the rows of packages, their successors, their couplings and their rework links."""
    jobs = np.zeros(len(packages), JOB)
    place = {(run.release, run.occurrence, run.package): j for j, run in enumerate(packages)}
    longest = organization.policies.pull == "longest"
    areas = {a: i for i, a in enumerate(organization.areas)}
    references = ("owner", "holder", "before", "after", "stream", "other", "shared_ownership", "flaw_first")
    for name in (*references, "active_first"):
        jobs[name] = -1
    jobs["history"] = 1.0
    jobs["finish"] = jobs["begun"] = np.nan
    before: list[list[int]] = []
    for j, (run, package) in enumerate(zip(packages, described, strict=True)):
        row = jobs[j]
        row["key"] = luck.key("package", run.release, run.occurrence, run.package)
        row["area"] = areas[package.area]
        row["complexity"] = DEGREES.index(package.complexity)
        row["people_max"] = row["people_limit"] = package.people_max
        row["whole"] = package.whole
        row["failure"] = package.failure
        row["good_enough"] = -1.0 if package.good_enough is None else package.good_enough
        row["priority"] = package.priority
        row["due"] = warmup + run.due_week * HOURS_PER_WEEK
        row["rank"] = -package.effort.likely_days if longest else row["due"]
        row["order"] = j << 32
        row["share_left"] = 1.0 - package.done if run.occurrence == 0 else 1.0
        row["blockers"] = len(package.after) + 1
        names = (full_name(run.release, before).partition("/") for before in package.after)
        before.append([place[release, run.occurrence, name] for release, _, name in names])
        row["giver"] = WHOEVER_KNOWS if package.after and row["share_left"] == 1.0 else NOBODY
    preceding, bounds = flatten(before)
    jobs["previous_first"], jobs["previous_last"] = bounds[:-1], bounds[1:]
    after: list[list[int]] = [[] for _ in packages]
    for j, previous in enumerate(before):
        for i in previous:
            after[i].append(j)
    likely = [package.effort.likely_days * HOURS_PER_DAY for package in described]
    jobs["tail"] = follow_up_hours(likely, after, from_the_last(after))
    successors, bounds = flatten(after)
    jobs["next_first"], jobs["next_last"] = bounds[:-1], bounds[1:]
    links, bounds = coupling_rows(organization, place)
    jobs["link_first"], jobs["link_last"] = bounds[:-1], bounds[1:]
    rework_links, bounds = rework_rows(organization, place)
    jobs["rework_first"], jobs["rework_last"] = bounds[:-1], bounds[1:]
    return PackageRows(jobs, successors, preceding, links, rework_links)


def stream_rows(organization: Organization, packages: int) -> Any:
    """Return the rows of streams; ``packages`` is the number of rows of jobs before them."""
    rows = np.zeros(len(organization.streams), STREAM)
    numbers = {s.id: i for i, s in enumerate(organization.streams)}
    areas = {a: i for i, a in enumerate(organization.areas)}
    for i, stream in enumerate(organization.streams):
        row = rows[i]
        row["key"] = luck.key("stream", stream.id)
        row["area"] = areas[stream.area]
        row["complexity"] = DEGREES.index(stream.complexity)
        row["interarrival_hours"] = HOURS_PER_WEEK / stream.per_week if stream.per_week > 0 else 0.0
        row["due_hours"] = stream.due_days * HOURS_PER_DAY
        row["priority"] = stream.priority
        row["order"] = (packages + i) << 32
        row["then"] = numbers[stream.then] if stream.then else -1
    return rows
