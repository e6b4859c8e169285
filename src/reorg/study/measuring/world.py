"""All metrics of one scenario in one world."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS, Outcome, Plan
from reorg.study.measuring.dip import measure_dip
from reorg.study.measuring.latency import latency_quantiles
from reorg.study.measuring.market import Sales
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.target import TargetRelease, completion_week

TOP_LEVEL = 2
"""The row of an outcome's decisions that were for the lead's lead."""


def measure_world(
    plan: Plan, outcome: Outcome, baseline: Outcome, target: TargetRelease | None, sold: Sales | None = None
) -> NDArray[np.float64]:
    """Return one scenario's metrics in one world, float64[len(MEASURES)], in the order of MEASURES.

    ``baseline`` is the outcome of the baseline scenario in the same world, ``sold`` the market of this one
    (None: the model has none). NaN: a release not out by the
    horizon (censored, where there is a ``target``), or a metric that has no value (no decision was taken, no
    release to measure).
    """
    depth, below_weeks = measure_dip(outcome.throughput, baseline.throughput)
    p50, p90 = latency_quantiles(outcome.latency_counts.sum(axis=0), (0.5, 0.9))
    values = {
        **_release(plan, outcome, target),
        **_design(outcome, target),
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
        "dip_depth": depth,
        "dip_weeks": below_weeks,
        "departures": outcome.departures,
        "regretted_departures": outcome.regretted,
        "knowledge_left": outcome.knowledge_left,
        "lone_areas": outcome.lone_areas,
        "overload_weeks": outcome.overload_weeks.sum(),
        "cost_usd": outcome.payroll_usd
        + outcome.hiring_cost_usd
        + outcome.compute_usd
        + outcome.agents_cost_usd,
        "duplicate_hours": outcome.duplicate_hours if plan.has_contests else float("nan"),
        "attempts": outcome.attempts if plan.has_contests else float("nan"),
        **_compute(outcome),
        "adoption": float(sold.adopters[-1]) if sold else float("nan"),
        "api_revenue_usd": sold.revenue_usd if sold else float("nan"),
    }
    return np.array([values[key] for key in METRIC_KEYS], dtype=np.float64)


def _compute(outcome: Outcome) -> dict[str, float]:
    """Return what concerns accelerators: NaN where the model has none."""
    if not len(outcome.pools):
        return {"compute_wait_hours": float("nan"), "gpu_hours_used": float("nan")}
    used, _, jobs, waited, _ = outcome.pools.sum(axis=0)
    return {"compute_wait_hours": waited / jobs if jobs else float("nan"), "gpu_hours_used": used}


def _release(plan: Plan, outcome: Outcome, target: TargetRelease | None) -> dict[str, float]:
    if target is None:
        return {"release_weeks": float("nan"), "on_time": float("nan")}
    end = completion_week(plan, outcome, target.index)
    on_time = float(end <= plan.releases[target.index].due_week)
    return {"release_weeks": end - target.origin_week, "on_time": on_time}


def _design(outcome: Outcome, target: TargetRelease | None) -> dict[str, float]:
    """Return what was found for the release measured; NaN where it has no design decisions."""
    if target is None or np.isnan(outcome.capability[target.index]):
        return dict.fromkeys(("capability", "diversity", "trials"), float("nan"))
    k = target.index
    return {
        "capability": outcome.capability[k],
        "diversity": outcome.diversity[k],
        "trials": outcome.trials[k],
    }
