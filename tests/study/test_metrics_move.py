"""Every metric moves, the right way, with something it is about, and not at all with something it is not."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
import pytest
from small_lab import MODEL

from reorg import load, run
from reorg.study.measuring.metrics import METRIC_KEYS

WORLDS = 16
STANDARD_ERRORS = 3.0
"""How far from 0 a mean difference must lie: a chance of 1 in 700 for a metric that does not move."""

Model = dict[str, Any]


def small() -> Model:
    """The small laboratory with everything that a metric can be about."""
    model = deepcopy(MODEL)
    tail = {"id": "z", "area": "wing", "effort_days": [20, 30, 45]}
    model["releases"].append({"id": "tail", "due_week": 12, "packages": [tail]})
    calls = {"id": "calls", "area": "wing", "per_week": 3, "effort_days": [0.5, 1, 2], "due_days": 5}
    model |= {"streams": [calls], "compute": [{"id": "cluster", "gpus": 64, "usd_per_gpu_hour": 2}]}
    model["people"][2]["ai_agents"] = 1
    research = {"kind": "research", "decisions": 6, "gpu_hours": 40_000, "failure": 0.1}
    model["releases"][0]["packages"][0] |= research
    model["market"] = {"population": 100_000, "price_usd_per_year": 10, "release": "open"}
    return model | {"scenarios": {"stay": {"structure": "deep"}}, "compare": {"baseline": "stay"}}


def packages(model: Model) -> list[Model]:
    return [package for release in model["releases"] for package in release["packages"]]


def twice_the_effort(model: Model) -> None:
    for package in packages(model):
        package["effort_days"] = [2 * days for days in package["effort_days"]]


def more_requests(model: Model) -> None:
    model["streams"][0]["per_week"] = 20


def twice_the_pay(model: Model) -> None:
    for person in model["people"]:
        person["annual_cost_usd"] *= 2


def half_the_time(model: Model) -> None:
    for person in model["people"]:
        person["share"] = 0.5


def fewer_accelerators(model: Model) -> None:
    model["compute"][0]["gpus"] = 4


def larger_market(model: Model) -> None:
    model["market"]["population"] = 1_000_000


def longer_trials(model: Model) -> None:
    packages(model)[0]["trial_days"] = 8


def hardly_any_trials(model: Model) -> None:
    packages(model)[0]["trial_days"] = 40


def more_agents(model: Model) -> None:
    for person in model["people"]:
        person["ai_agents"] = 4


def booked_weeks(model: Model) -> None:
    """Book more of the week than any role does: a fifth of a lead's, half of the top's."""
    for person in model["people"]:
        person["booked_share"] = 0.7


def long_meetings(model: Model) -> None:
    meeting = {"id": "all", "people": ["head", "wing-lead", "e", "w"], "every_weeks": 1, "hours": 6}
    model["structures"]["deep"]["meetings"] = [meeting]


def race_for_a_package(model: Model) -> None:
    model["structures"]["deep"]["races"] = [{"package": "plane/y", "teams": ["engine-team", "wing-team"]}]


def decisions_left_to_people(model: Model) -> None:
    model["structures"]["deep"]["decides"] = "low"


def most_of_a_team_gone(model: Model) -> None:
    gone = ["wing-lead", "w#1", "w#2", "w#3"]
    model["scenarios"]["stay"]["events"] = [{"week": 1, "layoff": {"people": gone}}]


def designs_drawn_anew(model: Model) -> None:
    model["policies"] = {"jumps": 1.0}


def assuming(**values: float) -> Callable[[Model], None]:
    def change(model: Model) -> None:
        model["assumptions"] = {
            name.replace("__", "."): {"value": value, "source": "a test"} for name, value in values.items()
        }

    return change


more_leave = assuming(turnover__base_per_year=0.6)
more_exceptions = assuming(exceptions__probability=0.3)
hardly_a_free_slot = assuming(calendar__slot_hours=60.0, calendar__walk_in=0.0)
no_familiarity = assuming(familiarity__start=0.0)

MOVES: dict[str, tuple[Callable[[Model], None], int]] = {
    **dict.fromkeys(
        ("release_weeks", "mean_delay_weeks", "plan_weeks", "lateness_weeks"), (twice_the_effort, 1)
    ),
    "on_time": (twice_the_effort, -1),
    "releases": (fewer_accelerators, -1),
    "decision_latency_p50_hours": (decisions_left_to_people, -1),
    "decision_latency_p90_hours": (decisions_left_to_people, -1),
    **dict.fromkeys(
        (
            "decision_wait_p50_hours", "decision_wait_p90_hours", "top_wait_p50_hours",
            "top_latency_p50_hours", "waits_beyond_day_share", "waits_beyond_week_share",
            "lead_wait_p50_hours",
        ),
        (hardly_a_free_slot, 1),
    ),
    "hours_meetings": (long_meetings, 1),
    **dict.fromkeys(
        ("stream_p50_days", "stream_p90_days", "stream_late_share", "stream_backlog", "overload_weeks"),
        (more_requests, 1),
    ),
    **dict.fromkeys(
        (
            "throughput", "first_month_hours", "first_quarter_hours", "hours_direct", "hours_coordination",
            "hours_talk", "hours_present", "owner_knowledge",
        ),
        (half_the_time, -1),
    ),
    "relearning_hours": (no_familiarity, 1),
    "compute_wait_hours": (fewer_accelerators, 1),
    "gpu_hours_used": (fewer_accelerators, -1),
    **dict.fromkeys(("unseen_errors_hours", "delegated_hours", "hours_review"), (more_agents, 1)),
    **dict.fromkeys(("skipped_rework_hours", "hours_rework", "hours_decisions"), (more_exceptions, 1)),
    "hours_management": (most_of_a_team_gone, -1),
    "hours_onboarding": (more_leave, 1),
    "hours_noise": (more_requests, 1),
    "hours_booked": (booked_weeks, 1),
    "hours_waiting": (fewer_accelerators, 1),
    "hours_idle": (twice_the_effort, -1),
    "capability": (hardly_any_trials, -1),
    "diversity": (designs_drawn_anew, 1),
    "trials": (longer_trials, -1),
    "departures": (more_leave, 1),
    **dict.fromkeys(
        ("regretted_departures", "single_expert_work", "lone_areas", "backlog_hours"),
        (most_of_a_team_gone, 1),
    ),
    **dict.fromkeys(("cost_usd", "plan_pay_usd", "cost_per_hour_usd"), (twice_the_pay, 1)),
    **dict.fromkeys(("duplicate_hours", "attempts"), (race_for_a_package, 1)),
    **dict.fromkeys(("adoption", "api_revenue_usd"), (larger_market, 1)),
}  # fmt: skip

RESTS: tuple[tuple[Callable[[Model], None], frozenset[str]], ...] = (
    (twice_the_pay, frozenset({"cost_usd", "plan_pay_usd", "cost_per_hour_usd"})),
    (larger_market, frozenset({"adoption", "api_revenue_usd"})),
)
"""A change, and the metrics that alone may move with it."""


@cache
def measured(change: Callable[[Model], None] | None) -> Any:
    """Return the metrics of all worlds after a change of the laboratory; None: as it is."""
    model = small()
    if change is not None:
        change(model)
    return run(load(model), "stay", worlds=WORLDS, fixed=True).worlds


def differences(metric: str, change: Callable[[Model], None]) -> Any:
    """Return how much a metric moves in each world in which both have a value, cut off or not."""
    limit = f"{metric}_at_least"

    def counted(table: Any) -> Any:
        values = table[metric]
        return np.where(np.isnan(values), table[limit], values) if limit in table.dtype.names else values

    moved = counted(measured(change)) - counted(measured(None))
    return moved[~np.isnan(moved)]


def test_every_metric_has_a_change_that_moves_it_and_one_that_does_not() -> None:
    assert set(MOVES) == set(METRIC_KEYS)
    assert all(any(metric not in may for _, may in RESTS) for metric in METRIC_KEYS)


@pytest.mark.parametrize("metric", METRIC_KEYS)
def test_a_metric_moves_with_what_it_is_about(metric: str) -> None:
    change, sign = MOVES[metric]
    moved = sign * differences(metric, change)
    assert moved.size >= WORLDS // 2
    error = moved.std(ddof=1) / np.sqrt(moved.size)
    assert moved.mean() > STANDARD_ERRORS * error
    assert moved.mean() > 0.0


@pytest.mark.parametrize("metric", METRIC_KEYS)
def test_a_metric_rests_with_what_it_is_not_about(metric: str) -> None:
    for change, may in RESTS:
        if metric not in may:
            assert not differences(metric, change).any(), change.__name__
