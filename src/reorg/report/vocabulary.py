"""The words for each metric: its short name, and what is said when it rises or falls."""

from __future__ import annotations

from dataclasses import dataclass

QUESTIONS = {
    "ship": "When will it be out?",
    "discover": "How good will it be?",
    "keep": "Who is still there, and what do we still know?",
    "pay": "What does it cost, and what does it return?",
}

PROMPTS = {
    "departures": "Who is still there?",
    "overload_weeks": "Who has more than a week's work waiting?",
    "cost_usd": "What does it cost?",
}
"""The question put more narrowly, where the metric answers only a part of it."""


@dataclass(frozen=True)
class Words:
    """How people speak of one metric.

    ``phrase`` holds ``{}`` where ``lower`` or ``higher`` goes: "ships the next release {}" with
    "sooner" and "later". ``label`` heads a table row, ``noun`` stands in a sentence.
    """

    question: str
    label: str
    noun: str
    phrase: str
    lower: str
    higher: str
    better: str = "lower"


METRIC_WORDS: dict[str, Words] = {
    "release_weeks": Words(
        "ship", "next release", "the next release", "ships the next release {}", "sooner", "later"
    ),
    "mean_delay_weeks": Words(
        "ship",
        "mean delay",
        "the mean delay of releases",
        "ships its releases {} on average",
        "sooner",
        "later",
    ),
    "plan_weeks": Words("ship", "whole plan", "the whole plan", "completes the plan {}", "sooner", "later"),
    "lateness_weeks": Words(
        "ship", "lateness", "lateness of the next release", "is {} late with the next release", "less", "more"
    ),
    "on_time": Words(
        "ship", "on time", "punctuality", "ships on time {}", "less often", "more often", "higher"
    ),
    "releases": Words(
        "ship", "releases", "the number of releases", "completes {} releases", "fewer", "more", "higher"
    ),
    "throughput": Words("ship", "throughput", "throughput", "gets {} work done", "less", "more", "higher"),
    "decision_latency_p50_hours": Words(
        "ship", "decision latency", "decision latency", "decides {}", "faster", "more slowly"
    ),
    "decision_latency_p90_hours": Words(
        "ship",
        "slowest decisions",
        "the slowest tenth of decisions",
        "takes its slowest decisions {}",
        "faster",
        "more slowly",
    ),
    "decision_wait_p50_hours": Words(
        "ship", "wait for decisions", "the wait for decisions", "waits {} for decisions", "less", "longer"
    ),
    "decision_wait_p90_hours": Words(
        "ship",
        "slowest waits",
        "the slowest tenth of waits",
        "waits {} for its slowest decisions",
        "less",
        "longer",
    ),
    "lead_wait_p50_hours": Words(
        "ship", "wait for leads", "the wait for leads", "waits {} for leads to decide", "less", "longer"
    ),
    "top_wait_p50_hours": Words(
        "ship", "wait for the top", "the wait for the top", "waits {} for the top to decide", "less", "longer"
    ),
    "waits_beyond_day_share": Words(
        "ship",
        "waits over a day",
        "waits over a day",
        "waits over a day for decisions {}",
        "less often",
        "more often",
    ),
    "waits_beyond_week_share": Words(
        "ship",
        "waits over a week",
        "waits over a week",
        "waits over a week for decisions {}",
        "less often",
        "more often",
    ),
    "top_latency_p50_hours": Words(
        "ship",
        "top decisions",
        "decisions of the lead's lead",
        "takes top decisions {}",
        "faster",
        "more slowly",
    ),
    "skipped_rework_hours": Words(
        "ship", "skipped rework", "skipped rework", "leaves {} rework undone", "less", "more"
    ),
    "compute_wait_hours": Words(
        "ship", "wait for compute", "the wait for compute", "waits {} for compute", "less", "longer"
    ),
    "delegated_hours": Words(
        "ship", "work of AI agents", "the work of AI agents", "has AI agents do {} work", "less", "more", ""
    ),
    "unseen_errors_hours": Words(
        "ship", "unseen errors", "unseen errors", "lets {} wrong work of AI agents pass", "less", "more"
    ),
    "first_month_hours": Words(
        "ship",
        "first month",
        "the first month's work",
        "gets {} work done in the first month",
        "less",
        "more",
        "higher",
    ),
    "first_quarter_hours": Words(
        "ship",
        "first quarter",
        "the first quarter's work",
        "gets {} work done in the first quarter",
        "less",
        "more",
        "higher",
    ),
    "capability": Words(
        "discover", "capability", "capability", "finds a {} configuration", "worse", "better", "higher"
    ),
    "diversity": Words(
        "discover", "diversity", "diversity of search", "searches {} widely", "less", "more", "higher"
    ),
    "trials": Words("discover", "trials", "the number of trials", "makes {} trials", "fewer", "more", ""),
    "departures": Words("keep", "departures", "departures", "loses {} people", "fewer", "more"),
    "regretted_departures": Words(
        "keep",
        "regretted departures",
        "regretted departures",
        "loses {} people who know an area best",
        "fewer",
        "more",
    ),
    "owner_knowledge": Words(
        "keep",
        "owners' knowledge",
        "knowledge where the work is",
        "keeps {} knowledge where the work is",
        "less",
        "more",
        "higher",
    ),
    "single_expert_work": Words(
        "keep",
        "single-expert work",
        "single-expert work",
        "has {} work that one person knows",
        "less",
        "more",
    ),
    "backlog_hours": Words("keep", "backlog", "the backlog", "has a {} backlog", "smaller", "larger"),
    "relearning_hours": Words(
        "ship", "relearning", "relearning", "spends {} hours on relearning", "fewer", "more"
    ),
    "stream_p50_days": Words(
        "ship", "requests done in", "the wait for requests", "serves requests {}", "sooner", "later"
    ),
    "stream_p90_days": Words(
        "ship",
        "slowest requests",
        "the slowest tenth of requests",
        "serves its slowest requests {}",
        "sooner",
        "later",
    ),
    "stream_late_share": Words(
        "ship", "requests late", "late requests", "serves requests late {}", "less often", "more often"
    ),
    "stream_backlog": Words(
        "ship", "open requests", "open requests", "leaves {} requests open", "fewer", "more"
    ),
    "plan_pay_usd": Words(
        "pay", "pay until out", "pay until the plan is out", "pays {} until the plan is out", "less", "more"
    ),
    "cost_per_hour_usd": Words(
        "pay", "cost of an hour", "the cost of an hour of work", "pays {} for an hour of work", "less", "more"
    ),
    "lone_areas": Words(
        "keep",
        "single-expert areas",
        "single-expert areas",
        "has {} areas that fewer than two know",
        "fewer",
        "more",
    ),
    "overload_weeks": Words(
        "keep", "weeks overloaded", "overload", "overloads its people {}", "less", "more"
    ),
    "cost_usd": Words("pay", "cost", "cost", "costs {}", "less", "more"),
    "gpu_hours_used": Words(
        "pay", "accelerator-hours", "compute", "uses {} accelerator-hours", "fewer", "more", ""
    ),
    "adoption": Words(
        "pay", "adopters", "adoption", "is adopted by {} people or firms", "fewer", "more", "higher"
    ),
    "duplicate_hours": Words(
        "pay", "duplicate work", "duplicate work", "does {} work twice or in vain", "less", "more"
    ),
    "attempts": Words("pay", "attempts", "attempts", "makes {} attempts", "fewer", "more", ""),
    "api_revenue_usd": Words("pay", "API revenue", "API revenue", "sells {}", "less", "more", "higher"),
}

HEADLINES = (
    "release_weeks", "mean_delay_weeks", "plan_weeks", "on_time", "decision_wait_p50_hours",
    "waits_beyond_day_share",
    "stream_p50_days", "stream_late_share", "relearning_hours", "compute_wait_hours", "unseen_errors_hours",
    "capability", "departures", "regretted_departures", "owner_knowledge", "single_expert_work",
    "backlog_hours", "cost_usd", "plan_pay_usd", "adoption", "api_revenue_usd",
)  # fmt: skip
"""The metrics of the terminal table, in its order."""

TILES = {
    "ship": ("release_weeks", "throughput", "decision_latency_p50_hours"),
    "discover": ("capability", "diversity"),
    "keep": ("departures", "backlog_hours"),
    "pay": ("cost_usd", "api_revenue_usd", "adoption"),
}
"""For each question the metrics that may answer it, the first that exists is taken."""

HOURS = {
    "direct": "direct work",
    "rework": "rework",
    "coordination": "coordination",
    "decisions": "decisions",
    "management": "management",
    "meetings": "meetings",
    "onboarding": "onboarding",
    "review": "review",
    "noise": "interruptions",
    "talk": "informal talk",
    "booked": "booked outside the model",
    "waiting": "waiting",
    "idle": "idle",
}
"""What people's hours go to, in the order of the chart."""


def words(metric: str) -> Words:
    """Return the words for ``metric``; a metric unknown here is called by its key."""
    kind = metric.removeprefix("hours_")
    plain = f"hours, {HOURS[kind]}" if kind in HOURS else metric.replace("_", " ")
    return METRIC_WORDS.get(metric) or Words("", plain, plain, f"has {{}} {plain}", "lower", "higher", "")
