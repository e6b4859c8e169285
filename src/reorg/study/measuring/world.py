"""All metrics of one scenario in one world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS, Outcome, Plan
from reorg.study.measuring.latency import latency_quantiles, share_longer
from reorg.study.measuring.market import Sales
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS
from reorg.study.measuring.target import MeasuredReleases, completion_week

LEAD_LEVEL, TOP_LEVEL = 1, 2
"""The rows of an outcome's decisions that were for the lead, and for the lead's lead."""
MONTH_WEEKS, QUARTER_WEEKS = 4, 13
HOURS_PER_DAY, HOURS_PER_WEEK = 8.0, 40.0


@dataclass(frozen=True)
class WorldMetrics:
    """One scenario's metrics in one world.

    ``values`` float64[len(METRICS)], in their order; where ``cut_off`` bool[len(CUT_OFF_KEYS)], the value is
    what it is at least. NaN: the metric has no value (no decision was taken, no release to measure).
    """

    values: NDArray[np.float64]
    cut_off: NDArray[np.bool_]


def measure_world(
    plan: Plan, outcome: Outcome, measured: MeasuredReleases, sold: Sales | None = None
) -> WorldMetrics:
    """Return one scenario's metrics in one world; ``sold`` is its market (None: the model has none)."""
    dates = _dates(plan, outcome, measured)
    cost = outcome.payroll_usd + outcome.hiring_cost_usd + outcome.compute_usd + outcome.agents_cost_usd
    done = float(outcome.throughput.sum())
    p50, p90 = latency_quantiles(outcome.latency_counts.sum(axis=0), (0.5, 0.9))
    values = {
        **{key: date.weeks for key, date in dates.items()},
        "on_time": _on_time(plan, outcome, measured),
        **_design(outcome, measured.next),
        "releases": sum(completion_week(plan, outcome, i) <= plan.weeks for i in range(len(plan.releases))),
        "throughput": outcome.throughput.mean(),
        "decision_latency_p50_hours": p50,
        "decision_latency_p90_hours": p90,
        "top_latency_p50_hours": latency_quantiles(outcome.latency_counts[TOP_LEVEL], (0.5,))[0],
        **{f"hours_{kind}": hours for kind, hours in zip(KINDS, outcome.hours.sum(axis=0), strict=True)},
        "hours_present": outcome.present_hours,
        "skipped_rework_hours": outcome.skipped_hours,
        "delegated_hours": outcome.delegated_hours if plan.has_agents else float("nan"),
        "unseen_errors_hours": outcome.unseen_hours if plan.has_agents else float("nan"),
        "first_month_hours": _output(outcome, measured, MONTH_WEEKS),
        "first_quarter_hours": _output(outcome, measured, QUARTER_WEEKS),
        "departures": outcome.departures,
        "regretted_departures": outcome.regretted,
        "owner_knowledge": outcome.owner_knowledge,
        "single_expert_work": outcome.single_expert_work,
        "backlog_hours": outcome.backlog_hours.mean(),
        "relearning_hours": outcome.relearning_hours,
        **_streams(outcome),
        **_waits(outcome),
        "lone_areas": outcome.lone_areas,
        "overload_weeks": outcome.overload_weeks.sum(),
        "cost_usd": cost,
        "cost_per_hour_usd": cost / done if done > 0.0 else float("nan"),
        "duplicate_hours": outcome.duplicate_hours if plan.has_contests else float("nan"),
        "attempts": outcome.attempts if plan.has_contests else float("nan"),
        **_compute(outcome),
        "adoption": float(sold.adopters[-1]) if sold else float("nan"),
        "api_revenue_usd": sold.revenue_usd if sold else float("nan"),
    }
    return WorldMetrics(
        np.array([values[key] for key in METRIC_KEYS], dtype=np.float64),
        np.array([dates[key].cut_off for key in CUT_OFF_KEYS]),
    )


def _compute(outcome: Outcome) -> dict[str, float]:
    """Return what concerns accelerators: NaN where the model has none."""
    if not len(outcome.pools):
        return {"compute_wait_hours": float("nan"), "gpu_hours_used": float("nan")}
    used, _, jobs, waited, _ = outcome.pools.sum(axis=0)
    return {"compute_wait_hours": waited / jobs if jobs else float("nan"), "gpu_hours_used": used}


@dataclass(frozen=True)
class _Date:
    """Weeks until something; ``cut_off``: it has not happened by the horizon, to which they are counted."""

    weeks: float
    cut_off: bool = False

    def since(self, week: float) -> _Date:
        return _Date(self.weeks - week, self.cut_off)


_NEVER_MEASURED = _Date(float("nan"))


def _dates(plan: Plan, outcome: Outcome, measured: MeasuredReleases) -> dict[str, _Date]:
    """Return the metrics that may be cut off at the horizon."""
    out = [_until_horizon(plan, completion_week(plan, outcome, index)) for index in range(len(plan.releases))]
    several = len(plan.organization.releases) > 1
    late = [out[index].since(plan.releases[index].due_week) for index in measured.due if several]
    once = [out[index] for index in measured.once if several]
    ahead = measured.next
    plan_out = _over([out[index] for index in measured.once or ([] if ahead is None else [ahead])], np.max)
    return {
        "plan_pay_usd": _Date(_pay_until(outcome, plan_out.weeks), plan_out.cut_off),
        "release_weeks": _NEVER_MEASURED if ahead is None else out[ahead],
        "mean_delay_weeks": _over(late, np.mean),
        "plan_weeks": _over(once, np.max),
        "lateness_weeks": _NEVER_MEASURED
        if ahead is None
        else out[ahead].since(plan.releases[ahead].due_week),
    }


def _until_horizon(plan: Plan, week: float) -> _Date:
    return _Date(float(plan.weeks), True) if np.isnan(week) else _Date(week)


def _over(dates: Sequence[_Date], of: Callable[[list[float]], Any]) -> _Date:
    """Return a mean or a maximum of dates, cut off where one of them is."""
    if not dates:
        return _NEVER_MEASURED
    return _Date(float(of([date.weeks for date in dates])), any(date.cut_off for date in dates))


def _pay_until(outcome: Outcome, week: float) -> float:
    """Return the pay until a week, of the week it lies in the part; NaN for none."""
    if np.isnan(week):
        return float("nan")
    return float(np.interp(week, np.arange(len(outcome.weekly_pay_usd) + 1), _cumulated(outcome)))


def _cumulated(outcome: Outcome) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(outcome.weekly_pay_usd)])


def _streams(outcome: Outcome) -> dict[str, float]:
    """Return what concerns streams, all items together; NaN where the model has none, or none is done."""
    if not len(outcome.streams):
        keys = ("stream_p50_days", "stream_p90_days", "stream_late_share", "stream_backlog")
        return dict.fromkeys(keys, float("nan"))
    median, slow = latency_quantiles(outcome.sojourn_counts.sum(axis=0), (0.5, 0.9))
    done, late = outcome.streams[:, 0].sum(), outcome.streams[:, 5].sum()
    return {
        "stream_p50_days": median / HOURS_PER_DAY,
        "stream_p90_days": slow / HOURS_PER_DAY,
        "stream_late_share": late / done if done else float("nan"),
        "stream_backlog": float(outcome.stream_backlog[:, 0].sum()),
    }


def _waits(outcome: Outcome) -> dict[str, float]:
    """Return how long decisions of others were waited for beyond the work itself; NaN without any."""
    counts = outcome.wait_counts.sum(axis=0)
    median, slow = latency_quantiles(counts, (0.5, 0.9))
    return {
        "decision_wait_p50_hours": median,
        "decision_wait_p90_hours": slow,
        "lead_wait_p50_hours": latency_quantiles(outcome.wait_counts[LEAD_LEVEL], (0.5,))[0],
        "top_wait_p50_hours": latency_quantiles(outcome.wait_counts[TOP_LEVEL], (0.5,))[0],
        "waits_beyond_day_share": share_longer(counts, HOURS_PER_DAY),
        "waits_beyond_week_share": share_longer(counts, HOURS_PER_WEEK),
    }


def _on_time(plan: Plan, outcome: Outcome, measured: MeasuredReleases) -> float:
    if measured.next is None:
        return float("nan")
    return float(completion_week(plan, outcome, measured.next) <= plan.releases[measured.next].due_week)


def _output(outcome: Outcome, measured: MeasuredReleases, weeks: int) -> float:
    """Return the direct work completed in the weeks after the decision week."""
    first = int(measured.decision_week)
    return float(outcome.throughput[first : first + weeks].sum())


def _design(outcome: Outcome, release: int | None) -> dict[str, float]:
    """Return what was found for the release measured; NaN where it has no design decisions."""
    if release is None or np.isnan(outcome.capability[release]):
        return dict.fromkeys(("capability", "diversity", "trials"), float("nan"))
    return {
        "capability": outcome.capability[release],
        "diversity": outcome.diversity[release],
        "trials": outcome.trials[release],
    }
