"""The metrics: keys, questions, units, which way is better, and what each one counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reorg.engine import KINDS

Question = Literal["ship", "discover", "keep", "pay"]
Better = Literal["lower", "higher", "-"]


@dataclass(frozen=True)
class Metric:
    """One metric: ``per`` "world" has a value in each world, "sample" is a share of the worlds.

    ``better`` "-" marks a metric without a better side, such as where the hours go. Where ``cut_off``, what
    has not happened by the horizon is known to be at least so much.
    """

    key: str
    question: Question
    unit: str
    better: Better
    definition: str
    per: Literal["world", "sample"] = "world"
    cut_off: bool = False


def _hours_of(kind: str) -> Metric:
    return Metric(f"hours_{kind}", "ship", "person-hours", "-", f"hours of people's presence spent on {kind}")


METRICS: tuple[Metric, ...] = (
    Metric(
        "release_weeks", "ship", "weeks", "lower",
        "from the start date to the completion of the last package of the next release: the first that starts"
        " at the decision week or later, or is due after it, or runs once",
        cut_off=True,
    ),
    Metric(
        "mean_delay_weeks", "ship", "weeks", "lower",
        "from due to out, mean over all due within the horizon, each weighted alike, where there are several"
        " releases; below 0: early",
        cut_off=True,
    ),
    Metric(
        "plan_weeks", "ship", "weeks", "lower",
        "from the start date until all releases that run once are out, where there are several releases",
        cut_off=True,
    ),
    Metric(
        "lateness_weeks", "ship", "weeks", "lower",
        "from the due week of the next release to its completion; below 0: early",
        cut_off=True,
    ),
    Metric("releases", "ship", "releases", "higher", "releases completed within the horizon"),
    Metric(
        "on_time", "ship", "share", "higher", "share of worlds with that release out by its due week",
        "sample"
    ),
    Metric(
        "throughput", "ship", "person-hours a week", "higher",
        "direct work completed, in nominal hours a week, mean over the horizon",
    ),
    Metric(
        "decision_latency_p50_hours", "ship", "hours", "lower", "median, from an exception raised to decided"
    ),
    Metric(
        "decision_latency_p90_hours", "ship", "hours", "lower",
        "90 % point, from an exception raised to decided",
    ),
    Metric(
        "decision_wait_p50_hours", "ship", "hours", "lower",
        "median of decisions taken for others: from the exception to the decision, beyond the hours that"
        " people worked on the question",
    ),
    Metric(
        "decision_wait_p90_hours", "ship", "hours", "lower",
        "90 % point of the same wait",
    ),
    Metric(
        "lead_wait_p50_hours", "ship", "hours", "lower", "median of the same wait, where the lead decides"
    ),
    Metric(
        "top_wait_p50_hours", "ship", "hours", "lower",
        "median of the same wait, where the lead's lead decides",
    ),
    Metric(
        "waits_beyond_day_share", "ship", "share", "lower",
        "share of decisions taken for others that waited longer than a day of 8 working hours",
    ),
    Metric(
        "waits_beyond_week_share", "ship", "share", "lower",
        "share of decisions taken for others that waited longer than a week of 40 working hours",
    ),
    Metric(
        "top_latency_p50_hours", "ship", "hours", "lower",
        "median, from an exception that the lead's lead must decide raised to decided, by anyone",
    ),
    *(_hours_of(kind) for kind in KINDS),
    Metric(
        "hours_present", "ship", "person-hours", "-", "hours of everybody present; the kinds sum to it"
    ),
    Metric(
        "skipped_rework_hours", "ship", "person-hours", "lower",
        "rework demanded but ignored or half done: a risk to quality",
    ),
    Metric(
        "delegated_hours", "ship", "person-hours", "-",
        "work done by AI agents and reviewed, found wrong or not, in nominal hours",
    ),
    Metric(
        "unseen_errors_hours", "ship", "person-hours", "lower",
        "of the work done by AI agents what was wrong and passed review; part of skipped_rework_hours",
    ),
    Metric(
        "first_month_hours", "ship", "person-hours", "higher",
        "direct work completed in the four weeks after the decision week, in nominal hours",
    ),
    Metric(
        "first_quarter_hours", "ship", "person-hours", "higher",
        "direct work completed in the 13 weeks after the decision week, in nominal hours; its difference is"
        " the work lost to the change, or gained",
    ),
    Metric(
        "stream_p50_days", "ship", "working days", "lower",
        "median, from an item's arrival to done, over the items of all streams that are done",
    ),
    Metric(
        "stream_p90_days", "ship", "working days", "lower",
        "90 % point, from an item's arrival to done, over the items of all streams that are done",
    ),
    Metric(
        "stream_late_share", "ship", "share", "lower",
        "share of the items done that took longer than due, over all streams",
    ),
    Metric(
        "stream_backlog", "ship", "items", "lower",
        "items of streams that have arrived and are not done at the horizon",
    ),
    Metric(
        "relearning_hours", "ship", "person-hours", "lower",
        "hours of own work beyond those of people fully familiar with it, picking up other work included",
    ),
    Metric(
        "compute_wait_hours", "ship", "hours", "lower",
        "mean wait of an accelerator job from submitted to begun, in clock hours; of those that wait"
        " at the horizon until then",
    ),
    Metric(
        "capability", "discover", "share", "higher",
        "design the next release went out with, or had at the horizon, between the mean (0) and the best (1)"
        " of all configurations of its decisions; below 0: worse than one drawn at random",
    ),
    Metric(
        "diversity", "discover", "decisions", "higher",
        "mean number of decisions in which two of the configurations tried for that release differ",
    ),
    Metric("trials", "discover", "trials", "-", "trials of design decisions of that release"),
    Metric("departures", "keep", "people", "lower", "people who left within the horizon"),
    Metric(
        "regretted_departures", "keep", "people", "lower",
        "departures of the first or the only expert (knowledge above 0.5) of an area",
    ),
    Metric(
        "owner_knowledge", "keep", "share", "higher",
        "knowledge of whoever knows the area best in the team that owns the work, at the horizon; mean over"
        " packages and streams by their effort",
    ),
    Metric(
        "single_expert_work", "keep", "pieces", "lower",
        "packages under way and streams whose team has at most one person who knows the area, at the horizon",
    ),
    Metric(
        "lone_areas", "keep", "areas", "lower",
        "areas with fewer than two experts (knowledge above 0.5) at the horizon",
    ),
    Metric(
        "backlog_hours", "keep", "person-hours", "lower",
        "hours that wait at a week's end: in inboxes, of vacant positions too, and of work past its due date;"
        " mean over the horizon",
    ),
    Metric(
        "overload_weeks", "keep", "person-weeks", "lower",
        "person-weeks that end with more than a week's work waiting",
    ),
    Metric(
        "cost_usd", "pay", "usd", "lower",
        "pay of everybody present at each week's end, hiring, the accelerators used or held, and the hours of"
        " AI agents",
    ),
    Metric(
        "plan_pay_usd", "pay", "usd", "lower",
        "pay of everybody present from the start date until the releases that run once are out, else until"
        " the next release is",
        cut_off=True,
    ),
    Metric(
        "cost_per_hour_usd", "pay", "usd", "lower",
        "cost over the horizon for each nominal hour of direct work completed",
    ),
    Metric(
        "duplicate_hours", "pay", "person-hours", "lower",
        "hours spent on attempts at packages that did not win their race, and on work that several teams own",
    ),
    Metric(
        "attempts", "pay", "attempts", "-",
        "attempts at packages begun, by every team that races and again after a failure",
    ),
    Metric(
        "gpu_hours_used", "pay", "gpu-hours", "-",
        "accelerator-hours (clock hours) that jobs held, restarts and what failures undid included",
    ),
    Metric(
        "adoption", "pay", "adopters", "higher",
        "people or firms that have adopted what was released, paying or not, at the horizon",
    ),
    Metric(
        "api_revenue_usd", "pay", "usd", "higher",
        "what paying adopters bring, from the start date to the horizon",
    ),
)  # fmt: skip
METRIC_KEYS = tuple(measure.key for measure in METRICS)
CUT_OFF_KEYS = tuple(measure.key for measure in METRICS if measure.cut_off)
"""The metrics that may be cut off at the horizon, in their order."""
