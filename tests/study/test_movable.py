"""Metrics that cannot move in a model are named with a reason, and those that can are not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from small_lab import MODEL

from reorg.model import load
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.movable import why_unmoved

STREAM = {"id": "calls", "area": "wing", "per_week": 2, "effort_days": [0.5, 1, 2]}
ONCE = {"id": "tail", "packages": [{"id": "z", "area": "wing", "effort_days": [1, 2, 3]}]}
POOL = {"id": "cluster", "gpus": 8, "usd_per_gpu_hour": 2}
MARKET = {"population": 1000, "price_usd_per_year": 10}


def model(**changes: Any) -> dict[str, Any]:
    return deepcopy(MODEL) | changes


def with_research() -> dict[str, Any]:
    changed = model()
    changed["releases"][0]["packages"][0] |= {"kind": "research", "decisions": 3}
    return changed


def with_failure() -> dict[str, Any]:
    changed = model()
    changed["releases"][0]["packages"][0]["failure"] = 0.2
    return changed


def with_agents() -> dict[str, Any]:
    changed = model()
    changed["people"][0]["ai_agents"] = 2
    return changed


def quiet() -> dict[str, Any]:
    return model(assumptions={"turnover.base_per_year": {"value": 0.0, "source": "nobody leaves"}})


def unpaid() -> dict[str, Any]:
    changed = model()
    for person in changed["people"]:
        person["annual_cost_usd"] = 0
    return changed


CASES = [
    (
        model(),
        model(releases=[], streams=[STREAM]),
        ("release_weeks", "on_time", "lateness_weeks", "releases"),
    ),
    (model(releases=[*MODEL["releases"], ONCE]), model(), ("mean_delay_weeks", "plan_weeks")),
    (model(streams=[STREAM]), model(), ("stream_p50_days", "stream_late_share", "stream_backlog")),
    (model(compute=[POOL]), model(), ("compute_wait_hours", "gpu_hours_used")),
    (with_research(), model(), ("capability", "diversity", "trials")),
    (with_failure(), model(), ("duplicate_hours", "attempts")),
    (with_agents(), model(), ("delegated_hours", "unseen_errors_hours")),
    (model(market=MARKET), model(), ("adoption", "api_revenue_usd")),
    (model(), quiet(), ("departures", "regretted_departures")),
    (model(), unpaid(), ("cost_usd", "cost_per_hour_usd", "plan_pay_usd")),
]


@pytest.mark.parametrize(("moves", "rests", "metrics"), CASES)
def test_a_metric_can_move_where_there_is_what_it_is_about(
    moves: dict[str, Any], rests: dict[str, Any], metrics: tuple[str, ...]
) -> None:
    assert not set(metrics) & set(why_unmoved(load(moves)))
    why = why_unmoved(load(rests))
    assert set(metrics) <= set(why)
    assert all(why[metric] for metric in metrics)


def test_only_metrics_are_named() -> None:
    assert set(why_unmoved(load(model()))) <= set(METRIC_KEYS)
