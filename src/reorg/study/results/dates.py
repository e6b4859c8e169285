"""Dates on which releases and packages start and finish, in weeks from the start date and as calendar dates.

A release starts with the first of its packages and is out with the last. A date beyond the horizon comes
after every week: a quantile that lies there is None. Quantiles are those of all figures
(:mod:`reorg.study.inference.quantiles`).
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Plan, ReleaseRun
from reorg.study.inference.quantiles import quantile
from reorg.study.running.tally import Tally

Document = dict[str, Any]
Floats = NDArray[np.floating[Any]]

LEVELS = {"p05": 0.05, "p50": 0.5, "p95": 0.95}


def describe_dates(tally: Tally) -> dict[str, list[Document]]:
    """Return for each scenario its release occurrences, in the order of the file, with their packages.

    Each is ``release``, ``occurrence``, ``name``, ``start_week``, ``due_week``, ``due_date``, ``begun`` and
    ``out`` (quantiles, and the ``share`` of worlds in which it happens by the horizon), ``on_time_share``,
    ``out_by_week`` (the share of worlds in which it is out by the end of each week, from the first on) and
    ``packages`` (``package``, ``name``, ``begun``, ``finished``).
    """
    plans = tally.rehearsal.plans
    return {
        scenario: [_release(plan, run, tally.dates[:, index]) for run in plan.releases]
        for index, (scenario, plan) in enumerate(zip(tally.rehearsal.job.scenarios, plans, strict=True))
    }


def calendar_date(start: str, week: float) -> str:
    """Return the date a number of weeks after the start date, YYYY-MM-DD: a week is seven days."""
    return (date.fromisoformat(start) + timedelta(days=math.floor(7.0 * week))).isoformat()


def _release(plan: Plan, run: ReleaseRun, dates: Floats) -> Document:
    """Return one occurrence; ``dates`` [world, begun | finished, package]."""
    begun, finished = dates[:, 0, list(run.packages)], dates[:, 1, list(run.packages)]
    # NaN is "not by the horizon": a release is begun when any package is, and out when all are.
    first = np.fmin.reduce(begun, axis=1)
    last = finished.max(axis=1)
    stated = {release.id: release for release in plan.organization.releases}[run.release]
    names = {package.id: package.name or package.id for package in stated.packages}
    start = plan.organization.start
    return {
        "release": run.release,
        "occurrence": run.occurrence,
        "name": stated.name,
        "start_week": run.start_week,
        "due_week": run.due_week,
        "due_date": calendar_date(start, run.due_week),
        "begun": _when(start, first),
        "out": _when(start, last),
        "on_time_share": float((last <= run.due_week).mean()),
        "out_by_week": [float((last <= week).mean()) for week in range(1, plan.weeks + 1)],
        "packages": [
            {
                "package": plan.packages[place].package,
                "name": names[plan.packages[place].package],
                "begun": _when(start, dates[:, 0, place]),
                "finished": _when(start, dates[:, 1, place]),
            }
            for place in run.packages
        ],
    }


def _when(start: str, weeks: Floats) -> Document:
    """Return quantiles over worlds in weeks and as dates, and the share of worlds in which it happens."""
    ordered = np.sort(np.where(np.isnan(weeks), np.inf, weeks))
    found: Document = {"share": float(np.isfinite(ordered).mean())}
    for name, level in LEVELS.items():
        week = quantile(ordered, level)
        found[name] = None if week is None else round(week, 4)
        found[f"{name}_date"] = None if week is None else calendar_date(start, week)
    return found
