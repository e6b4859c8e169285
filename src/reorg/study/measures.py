"""What is measured in each scenario and world: keys, units, which way is better, and how it is computed.

Weeks count from the start date. All scenarios of a study are measured from the same moment, the last
dated structural event of any of them (what waits for a release happens in some worlds only), and on the
same release, so that their differences are differences of the structures and never of the question asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS, LATENCY_EDGES_HOURS, Outcome, Plan
from reorg.study.market import Sales

Question = Literal["ship", "discover", "keep", "pay"]
Better = Literal["lower", "higher", "-"]

DIP_WINDOW_WEEKS = 4
RECOVERED = 0.95
TOP = 2
"""The row of an outcome's decisions that were for the lead's lead."""


@dataclass(frozen=True)
class Measure:
    """One metric: ``per`` "world" has a value in each world, "sample" is a share of the worlds.

    ``better`` "-" marks a metric without a better side, such as where the hours go.
    """

    key: str
    question: Question
    unit: str
    better: Better
    definition: str
    per: Literal["world", "sample"] = "world"


def _hours_of(kind: str) -> Measure:
    return Measure(
        f"hours_{kind}", "ship", "person-hours", "-", f"hours of people's presence spent on {kind}"
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        "release_weeks", "ship", "weeks", "lower",
        "from the last dated structural event, or the release's start where that is later, to the completion"
        " of the last package of the first release open at the event or started after it; not out by the"
        " horizon: the horizon is counted",
    ),
    Measure("releases", "ship", "releases", "higher", "releases completed within the horizon"),
    Measure(
        "on_time", "ship", "share", "higher", "share of worlds with that release out by its due week",
        "sample"
    ),
    Measure(
        "throughput", "ship", "person-hours a week", "higher",
        "direct work completed, in nominal hours a week, mean over the horizon",
    ),
    Measure(
        "decision_latency_p50_hours", "ship", "hours", "lower", "median, from an exception raised to decided"
    ),
    Measure(
        "decision_latency_p90_hours", "ship", "hours", "lower",
        "90 % point, from an exception raised to decided",
    ),
    Measure(
        "top_latency_p50_hours", "ship", "hours", "lower",
        "median, from an exception that the lead's lead must decide raised to decided, by whomever",
    ),
    *(_hours_of(kind) for kind in KINDS),
    Measure(
        "hours_present", "ship", "person-hours", "-", "hours of everybody present; the kinds sum to it"
    ),
    Measure(
        "skipped_rework_hours", "ship", "person-hours", "lower",
        "rework demanded but ignored or half done: a risk to quality",
    ),
    Measure(
        "delegated_hours", "ship", "person-hours", "-",
        "work done by AI agents and reviewed, found wrong or not, in nominal hours",
    ),
    Measure(
        "unseen_errors_hours", "ship", "person-hours", "lower",
        "of the work done by AI agents what was wrong and passed review; part of skipped_rework_hours",
    ),
    Measure(
        "dip_depth", "ship", "share", "lower",
        "largest fall of four-week throughput below the baseline's in the same world",
    ),
    Measure(
        "dip_weeks", "ship", "weeks", "lower",
        "weeks that the largest fall keeps four-week throughput below 95 % of the baseline's",
    ),
    Measure(
        "compute_wait_hours", "ship", "hours", "lower",
        "mean wait of an accelerator job from submitted to begun, in hours of the clock; of those that wait"
        " at the horizon until then",
    ),
    Measure(
        "capability", "discover", "share", "higher",
        "share of all configurations of that release's design decisions that are no better than the one it"
        " went out with, or had at the horizon",
    ),
    Measure(
        "diversity", "discover", "decisions", "higher",
        "mean number of decisions in which two of the configurations tried for that release differ",
    ),
    Measure("trials", "discover", "trials", "-", "trials of design decisions of that release"),
    Measure("departures", "keep", "people", "lower", "people who left within the horizon"),
    Measure(
        "regretted_departures", "keep", "people", "lower",
        "departures of the first or the only knower (knowledge above 0.5) of an area",
    ),
    Measure(
        "knowledge_left", "keep", "share", "higher",
        "knowledge of the three who know most, summed over the areas: at the horizon, of that at the start",
    ),
    Measure(
        "lone_areas", "keep", "areas", "lower",
        "areas with fewer than two knowers (knowledge above 0.5) at the horizon",
    ),
    Measure(
        "overload_weeks", "keep", "person-weeks", "lower",
        "person-weeks that end with more than a week's work waiting",
    ),
    Measure(
        "cost_usd", "pay", "usd", "lower",
        "pay of everybody present at each week's end, hiring, the accelerators used or held, and the hours of"
        " AI agents",
    ),
    Measure(
        "duplicate_hours", "pay", "person-hours", "lower",
        "hours spent on attempts at packages that did not win their race, and on work that several teams own",
    ),
    Measure(
        "attempts", "pay", "attempts", "-",
        "attempts at packages begun, by every team that races and again after a failure",
    ),
    Measure(
        "gpu_hours_used", "pay", "gpu-hours", "-",
        "accelerator-hours of the clock that jobs held, restarts and what failures undid included",
    ),
    Measure(
        "adoption", "pay", "adopters", "higher",
        "people or firms that have adopted what was released, paying or not, at the horizon",
    ),
    Measure(
        "api_revenue_usd", "pay", "usd", "higher",
        "what paying adopters bring, from the start date to the horizon",
    ),
)  # fmt: skip
KEYS = tuple(measure.key for measure in MEASURES)


@dataclass(frozen=True)
class Target:
    """The release occurrence that a world is measured on; ``index`` into the releases of every plan."""

    index: int
    origin_week: float


@dataclass(frozen=True)
class Yardstick:
    """What all scenarios of a study are measured by.

    ``event_week`` is the last dated structural event of any scenario; ``candidates`` are the indices of the
    release occurrences that can end within the horizon, by start.
    """

    event_week: float
    candidates: tuple[int, ...]

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> Yardstick:
        """Return the yardstick of a study of ``plans``, the first of which is the baseline's."""
        releases = plans[0].releases
        can_end = [i for i, run in enumerate(releases) if run.earliest_end_week <= plans[0].weeks]
        return cls(
            event_week=max(plan.last_event_week for plan in plans),
            candidates=tuple(sorted(can_end, key=lambda index: releases[index].start_week)),
        )

    def target(self, baseline: Plan, outcome: Outcome) -> Target | None:
        """Return the first release open at the event in the baseline's world, or started after it.

        The baseline decides for all scenarios of the world: were each to decide for itself, a release that
        one structure ends just before the event and another just after it would be two different releases.
        None where no release qualifies.
        """
        for index in self.candidates:
            start = baseline.releases[index].start_week
            if start >= self.event_week or not release_end(baseline, outcome, index) <= self.event_week:
                return Target(index, max(self.event_week, start))
        return None


def measure(
    plan: Plan, outcome: Outcome, baseline: Outcome, target: Target | None, sold: Sales | None = None
) -> NDArray[np.float64]:
    """Return one scenario's metrics in one world, float64[len(MEASURES)], in the order of MEASURES.

    ``baseline`` is the outcome of the baseline scenario in the same world, ``sold`` the market of this one
    (None: the model has none). NaN: a release not out by the
    horizon (censored, where there is a ``target``), or a metric that has no value (no decision was taken, no
    release to measure).
    """
    depth, below_weeks = dip(outcome.throughput, baseline.throughput)
    p50, p90 = latency_quantiles(outcome.latency_counts.sum(axis=0), (0.5, 0.9))
    values = {
        **_release(plan, outcome, target),
        **_design(outcome, target),
        "releases": sum(release_end(plan, outcome, i) <= plan.weeks for i in range(len(plan.releases))),
        "throughput": outcome.throughput.mean(),
        "decision_latency_p50_hours": p50,
        "decision_latency_p90_hours": p90,
        "top_latency_p50_hours": latency_quantiles(outcome.latency_counts[TOP], (0.5,))[0],
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
    return np.array([values[key] for key in KEYS], dtype=np.float64)


def release_end(plan: Plan, outcome: Outcome, index: int) -> float:
    """Return the week in which the last package of a release occurrence was completed; NaN = not yet."""
    return float(outcome.finish_weeks[list(plan.releases[index].packages)].max())


def latency_quantiles(counts: NDArray[np.int64], levels: Sequence[float]) -> list[float]:
    """Return quantiles in hours from counts in the engine's log bins; NaN where nothing was decided.

    Within a bin decisions are taken to lie evenly on the log scale (evenly in hours in a bin from 0).
    """
    total = counts.sum()
    if total == 0:
        return [float("nan")] * len(levels)
    cumulated = np.cumsum(counts)
    return [_latency(level * total, counts, cumulated) for level in levels]


def dip(throughput: NDArray[np.float64], baseline: NDArray[np.float64]) -> tuple[float, float]:
    """Return how deep four-week throughput fell below the baseline's, as a share, and for how many weeks.

    All weeks are looked at. Before scenarios begin to differ, their worlds are the same to the last bit, so
    a fall is always one after the first difference; and of several events none is left out.

    The weeks are those of the spell around the deepest point in which it stays below 95 % of the
    baseline's, up to the horizon if it does not recover; 0 where it never is.
    """
    ours, theirs = smoothed(throughput), smoothed(baseline)
    ratio = np.divide(ours, theirs, out=np.ones_like(ours), where=theirs > 0)
    trough = int(ratio.argmin())
    depth = max(0.0, 1.0 - float(ratio[trough]))
    if ratio[trough] >= RECOVERED:
        return depth, 0.0
    recovered = np.flatnonzero(ratio >= RECOVERED)
    before, after = recovered[recovered < trough], recovered[recovered > trough]
    first = before[-1] + 1 if before.size else 0
    last = after[0] if after.size else ratio.size
    return depth, float(last - first)


def _compute(outcome: Outcome) -> dict[str, float]:
    """Return what concerns accelerators: NaN where the model has none."""
    if not len(outcome.pools):
        return {"compute_wait_hours": float("nan"), "gpu_hours_used": float("nan")}
    used, _, jobs, waited, _ = outcome.pools.sum(axis=0)
    return {"compute_wait_hours": waited / jobs if jobs else float("nan"), "gpu_hours_used": used}


def _release(plan: Plan, outcome: Outcome, target: Target | None) -> dict[str, float]:
    if target is None:
        return {"release_weeks": float("nan"), "on_time": float("nan")}
    end = release_end(plan, outcome, target.index)
    on_time = float(end <= plan.releases[target.index].due_week)
    return {"release_weeks": end - target.origin_week, "on_time": on_time}


def _design(outcome: Outcome, target: Target | None) -> dict[str, float]:
    """Return what was found for the release measured; NaN where it has no design decisions."""
    if target is None or np.isnan(outcome.capability[target.index]):
        return dict.fromkeys(("capability", "diversity", "trials"), float("nan"))
    k = target.index
    return {
        "capability": outcome.capability[k],
        "diversity": outcome.diversity[k],
        "trials": outcome.trials[k],
    }


def _latency(rank: float, counts: NDArray[np.int64], cumulated: NDArray[np.int64]) -> float:
    position = int(np.searchsorted(cumulated, rank))
    within = 1.0 - (cumulated[position] - rank) / counts[position]
    low, high = float(LATENCY_EDGES_HOURS[position]), float(LATENCY_EDGES_HOURS[position + 1])
    if not np.isfinite(high):
        return low
    return float(low * (high / low) ** within if low > 0 else low + (high - low) * within)


def smoothed(weekly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return means over four weeks (over all where there are fewer), one for each week they begin in."""
    window = min(DIP_WINDOW_WEEKS, weekly.size)
    return np.convolve(weekly, np.full(window, 1.0 / window), mode="valid")
