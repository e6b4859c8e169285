"""Checks of leaving, newcomers and knowledge, the theory behind them, and Brooks's law in the engine."""

from __future__ import annotations

import random

import pytest

from reorg.verification import CHECKS, names
from reorg.verification.brooks import EXPERIENCED, PULSE_DAY, finish_day, found_day, loss, published_loss
from reorg.verification.face_validity import ROWS
from reorg.verification.onboarding import HAZARD, START, TAU, stationary_mean
from reorg.verification.turnover import cascade_size, vacant_share


@pytest.mark.parametrize(
    "name",
    [
        "turnover/survival", "turnover/vacancy", "turnover/contagion", "turnover/redundancy",
        "turnover/scope", "onboarding/ramp", "onboarding/ramp-curve", "knowledge/learning",
        "knowledge/decay", "knowledge/speed", "knowledge/leaving", "brooks/none", "brooks/five",
        "brooks/ten", "luck/idle-role-departures",
    ],
)  # fmt: skip
def test_what_is_promised_is_checked(name: str) -> None:
    assert name in names()
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_the_leaving_of_the_case_is_a_face_value() -> None:
    rows = {row.name: (row.low, row.high) for row in ROWS}
    assert rows["leaving"] == (0.08, 0.22)
    assert {"vacant", "knowledge"} <= set(rows)


def test_a_cascade_among_many_is_that_of_a_branching_process() -> None:
    assert cascade_size(0.3, 2) < cascade_size(0.3, 5) < cascade_size(0.3, 150)
    assert cascade_size(0.3, 150) == pytest.approx(1 / 0.7, rel=1e-9)


def test_a_cascade_among_few_is_that_of_thresholds_passed_one_by_one() -> None:
    draw = random.Random(5)  # noqa: S311 - a simulation

    def size(beta: float, people: int) -> int:
        thresholds = sorted(draw.expovariate(1.0) for _ in range(people - 1))
        gone = 1
        for passed in thresholds:
            # What all others have felt when this one has felt enough.
            felt = sum(min(passed, other) for other in thresholds)
            if felt > beta * gone:
                break
            gone += 1
        return gone

    sizes = [size(0.6, 8) for _ in range(40_000)]
    mean = sum(sizes) / len(sizes)
    spread = (sum((x - mean) ** 2 for x in sizes) / len(sizes)) ** 0.5
    assert cascade_size(0.6, 8) == pytest.approx(mean, abs=4 * spread / len(sizes) ** 0.5)


def test_vacancies_in_weeks_are_nearly_those_in_continuous_time() -> None:
    assert vacant_share(0.25 / 52, 13.0) == pytest.approx(0.058824, rel=3e-3)
    assert vacant_share(1 / 52, 12.25) == pytest.approx(12.25 / 64.25, rel=0.01)


def test_the_mean_ramp_in_weeks_and_pieces_is_nearly_that_in_continuous_time() -> None:
    load = HAZARD * TAU
    deficit = (1 - START) * load / (1 + load)
    assert 1 - stationary_mean(HAZARD, TAU) == pytest.approx(deficit, rel=0.03)


def test_the_equations_are_the_published_ones_where_the_loss_is() -> None:
    assert loss(20) == pytest.approx(published_loss(20)) == pytest.approx(0.24)
    assert loss(30) == pytest.approx(published_loss(30)) == pytest.approx(0.54)
    assert finish_day(0) == pytest.approx(500 / (0.1 * (1 - 0.24) * 1.2 * 20), abs=0.01)


def _days_paid(newcomers: int, day: float) -> float:
    return EXPERIENCED * day + newcomers * (day - PULSE_DAY)


@pytest.mark.slow
def test_people_added_late_cost_more_in_all_and_ten_end_later() -> None:
    ends = {newcomers: found_day(newcomers, 1.0)[0] for newcomers in (0, 5, 10)}
    assert ends[5] < ends[0] < ends[10]
    assert _days_paid(0, ends[0]) < _days_paid(5, ends[5]) < _days_paid(10, ends[10])


@pytest.mark.slow
def test_without_the_loss_by_communication_ten_end_sooner_and_still_cost_more() -> None:
    ends = {newcomers: found_day(newcomers, 0.0)[0] for newcomers in (0, 10)}
    assert ends[0] == pytest.approx(500 / 2.4, abs=0.1)
    assert ends[10] < ends[0]
    assert _days_paid(0, ends[0]) < _days_paid(10, ends[10])
