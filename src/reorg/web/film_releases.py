"""Releases in one world: when each was out, and which of them waited for late ones."""

from __future__ import annotations

import math
from typing import Any

from reorg.engine import LOG_CODES, Plan, ReleaseRun
from reorg.report.event_log import HOURS_PER_WEEK

Data = dict[str, Any]
_FINISHED = LOG_CODES.index("package finished")


def names_of_releases(plan: Plan) -> dict[str, str]:
    """Return the name of each release, its id if it has none."""
    return {release.id: release.name or release.id for release in plan.organization.releases}


def names_of_runs(plan: Plan) -> dict[tuple[str, int], str]:
    """Return the name of each occurrence of a release: "Flagship 2" where there are several."""
    names = names_of_releases(plan)
    repeated = {release.id for release in plan.organization.releases if release.every_weeks}
    return {
        (run.release, run.occurrence): names[run.release]
        + (f" {run.occurrence + 1}" if run.release in repeated else "")
        for run in plan.releases
    }


def names_of_packages(plan: Plan) -> tuple[str, ...]:
    """Return "Base model of Flagship 2" for each number of a package in a log."""
    stated = {(r.id, p.id): p.name or p.id for r in plan.organization.releases for p in r.packages}
    runs = names_of_runs(plan)
    return tuple(
        f"{stated[each.release, each.package]} of {runs[each.release, each.occurrence]}"
        for each in plan.packages
    )


def last_packages(plan: Plan, log: Any) -> dict[int, tuple[ReleaseRun, float]]:
    """Return the last package of each occurrence that is out, with the week in which it was out."""
    finished = log[(log["code"] == _FINISHED) & (log["on"] < len(plan.packages))]
    when = dict(zip(finished["on"].tolist(), (finished["time"] / HOURS_PER_WEEK).tolist(), strict=True))
    found = {}
    for run in plan.releases:
        if run.packages and all(package in when for package in run.packages):
            last = max(run.packages, key=lambda package: when[package])
            found[last] = (run, when[last])
    return found


def waits_of(plan: Plan, log: Any) -> list[Data]:
    """Return the waits of releases for late ones, each a mapping.

    ``release`` waits for ``waits_for`` (names) from ``from_week``, its planned start, until ``out_week``;
    None if the late one is not out within the horizon. ``due_week`` is when the late one was due. Weeks count
    from the start date.
    """
    out = {run.release: week for run, week in last_packages(plan, log).values()}
    runs = {run.release: run for run in plan.releases}
    names = names_of_releases(plan)
    found = []
    for release in plan.organization.releases:
        for before in release.after:
            if release.id not in runs or before not in runs:
                continue
            begins, due, week = runs[release.id].start_week, runs[before].due_week, out.get(before, math.inf)
            if week > max(begins, due):
                found.append(
                    {
                        "release": names[release.id],
                        "waits_for": names[before],
                        "from_week": round(begins, 1),
                        "due_week": round(due, 1),
                        "out_week": None if math.isinf(week) else round(week, 1),
                    }
                )
    return found
