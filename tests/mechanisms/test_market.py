"""The market's equations where the answer is known without arithmetic, and against a numeric solution."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from reorg.mechanisms.market import Adopters, Terms, adopted, peak_share, peak_years

TERMS = Terms(1000.0, 0.03, 0.38, 3.0, 0.02, 0.2, 0.5, 0.5, 26.0)
COUNTS = st.floats(0.0, 1000.0)


def test_policies_are_in_order_and_others_unknown() -> None:
    policies = ("closed", "open-small-closed-large", "open")
    assert [TERMS.openness(policy) for policy in policies] == [0.0, 0.5, 1.0]
    with pytest.raises(KeyError):
        TERMS.openness("half")


def test_closed_models_reach_the_population_and_all_pay() -> None:
    assert TERMS.reachable(0.0) == Adopters(1000.0, 1000.0)
    assert TERMS.paying(Adopters(400.0, 400.0)) == 400.0
    assert TERMS.reachable(1.0) == Adopters(800.0, 3000.0)


def test_without_time_nothing_happens_and_without_end_everybody_adopts() -> None:
    some = Adopters(100.0, 150.0)
    reachable = TERMS.reachable(1.0)
    now, at_last = TERMS.after(some, reachable, 0.0), TERMS.after(some, reachable, 1e6)
    assert (now.direct, now.total) == pytest.approx((100.0, 150.0))
    assert (at_last.direct, at_last.total) == pytest.approx((800.0, 3000.0))


def test_nobody_begins_where_nobody_innovates() -> None:
    assert replace(TERMS, innovation=0.0).after(Adopters(0, 0), TERMS.reachable(0), 9.0) == Adopters(0, 0)


def test_nobody_is_lost_when_models_close_again() -> None:
    later = TERMS.after(Adopters(700.0, 2500.0), TERMS.reachable(0.0), 3.0)
    assert later.total == 2500.0
    assert 700.0 < later.direct < 1000.0


@given(COUNTS, COUNTS, st.floats(0.0, 1.0), st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_two_steps_are_one(one: float, two: float, openness: float, first: float, then: float) -> None:
    start, reachable = Adopters(min(one, two), max(one, two)), TERMS.reachable(openness)
    stepwise = TERMS.after(TERMS.after(start, reachable, first), reachable, then)
    at_once = TERMS.after(start, reachable, first + then)
    assert (stepwise.direct, stepwise.total) == pytest.approx((at_once.direct, at_once.total), abs=1e-6)
    assert -1e-9 <= at_once.direct <= at_once.total + 1e-9


@pytest.mark.parametrize("openness", [0.0, 0.5, 1.0])
def test_a_step_solves_the_equations(openness: float) -> None:
    reachable = TERMS.reachable(openness)

    def rates(_t: float, now: list[float]) -> list[float]:
        pace = TERMS.innovation + TERMS.imitation * now[1] / reachable.total
        return [pace * (reachable.direct - now[0]), pace * (reachable.total - now[1])]

    exact = solve_ivp(rates, (0.0, 7.0), [900.0, 950.0], rtol=1e-11, atol=1e-9).y[:, -1]
    found = TERMS.after(Adopters(900.0, 950.0), reachable, 7.0)
    assert (found.direct, found.total) == pytest.approx(tuple(exact), rel=1e-8)


def test_a_push_fades_and_is_larger_the_better_the_release() -> None:
    # Over all time a release of capability 1 adds twice the lift times its weeks.
    assert TERMS.effective_years(0.0, 52e3, [(0.0, 1.0)]) == pytest.approx(1000.0 + 2 * 0.5 * 26.0 / 52.0)
    assert TERMS.effective_years(0.0, 52.0, []) == 1.0
    assert TERMS.effective_years(0.0, 52.0, [(60.0, 1.0)]) == 1.0
    assert TERMS.effective_years(0.0, 52.0, [(-20.0, 0.5)]) < TERMS.effective_years(0.0, 52.0, [(0.0, 0.5)])
    split = TERMS.effective_years(0.0, 9.0, [(0.0, 0.7)]) + TERMS.effective_years(9.0, 52.0, [(0.0, 0.7)])
    assert split == pytest.approx(TERMS.effective_years(0.0, 52.0, [(0.0, 0.7)]))


def test_a_release_worse_than_the_average_design_takes_nobody_away() -> None:
    strong = replace(TERMS, release_lift=2.0)
    poor = strong.effective_years(0.0, 26.0, [(0.0, -0.6)])
    assert poor == strong.effective_years(0.0, 26.0, [])
    adopters = Adopters(direct=100.0, total=100.0)
    after = strong.after(adopters, strong.reachable(0.0), poor)
    assert after.total > adopters.total


def test_the_closed_form_has_its_peak_where_theory_says() -> None:
    p, q, step = 0.03, 0.38, 1e-4
    peak = peak_years(p, q)
    assert peak == pytest.approx(6.192619, abs=1e-6)
    assert adopted(peak, p, q) == pytest.approx(0.5 - p / (2 * q))
    slope = (adopted(peak + step, p, q) - adopted(peak - step, p, q)) / (2 * step)
    assert slope == pytest.approx(peak_share(p, q), rel=1e-6)
