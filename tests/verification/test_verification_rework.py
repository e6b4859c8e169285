"""Rework: the theory that checks compare with, the inputs of the aircraft, and its spread."""

from __future__ import annotations

import numpy as np
import pytest

from reorg.mechanisms.rework import sequential_iteration
from reorg.verification import rework_matrix, ucav
from reorg.verification.sequential_iteration import TWO, mean_hours
from reorg.verification.ucav_data import activities, marks


def test_the_chain_of_two_tasks_is_the_closed_form_of_the_literature() -> None:
    assert sequential_iteration(4.0, 3.0, 0.4, 0.6) == pytest.approx(10.052632, abs=5e-7)
    assert mean_hours(TWO) == pytest.approx(sequential_iteration(4.0, 3.0, 0.4, 0.6))


def test_total_work_is_the_sum_over_all_stages() -> None:
    stages = sum(np.linalg.matrix_power(rework_matrix.SMALL, t) @ np.ones(3) for t in range(200))
    assert rework_matrix.total_work(rework_matrix.SMALL) == pytest.approx(stages)
    assert rework_matrix.total_work(rework_matrix.SMALL) == pytest.approx([1.7166, 2.3978, 2.3706], abs=5e-5)
    assert rework_matrix.SMALL_WEIGHTS @ stages == pytest.approx(49.427793, abs=5e-7)


def test_the_aircraft_is_the_one_of_the_literature() -> None:
    assert len(marks()) == 52
    assert sum(mark.is_feedback for mark in marks()) == 8
    days, costs = (sum(getattr(a, what)[1] for a in activities(recalled=False)) for what in ("days", "cost"))
    assert (days, costs) == pytest.approx((155.3, 555.8))
    assert sum(a.cost[1] for a in activities(recalled=True)) == pytest.approx(559.6)
    assert round(ucav.mean_cost(recalled=False), 1) == 610.3
    assert round(ucav.mean_cost(recalled=True), 1) == 613.7


def test_only_a6_differs_between_the_two_readings() -> None:
    pairs = zip(activities(recalled=False), activities(recalled=True), strict=True)
    assert [one.id for one, other in pairs if one != other] == ["A6"]


def test_no_activity_of_the_aircraft_begins_before_those_it_depends_on_directly() -> None:
    packages = ucav.project(recalled=False).releases[0].packages
    for mark in marks():
        if not mark.is_feedback:
            assert packages[mark.trigger].id in packages[mark.reworked].after


@pytest.mark.slow
@pytest.mark.parametrize("recalled", [False, True])
def test_the_aircrafts_spread_is_that_of_the_published_rules(recalled: bool) -> None:
    found = ucav.sample(recalled=recalled)
    assert 625.0 <= found.cost.mean() <= 650.0
    assert 34.0 <= found.cost.std() <= 42.0
    assert 7.0 <= found.days.std() <= 9.0
