"""One contract for every mechanism of the catalog."""

import math

import pytest

from reorg.mechanisms import ASSUMPTIONS, CATALOG, coordination, exceptions, ties, work
from reorg.quantity import STRENGTHS, evidence, of_mechanism

MECHANISMS = pytest.mark.parametrize("mechanism", CATALOG, ids=lambda m: m.__name__.rsplit(".", 1)[-1])


@MECHANISMS
def test_limits_known_without_arithmetic(mechanism):
    for function, arguments, expected in mechanism.LIMITS:
        found = function(*arguments)
        assert found == pytest.approx(expected, abs=1e-12), (function.py_func.__name__, arguments)


@MECHANISMS
def test_compiled_and_plain_are_one(mechanism):
    for function, arguments, _ in mechanism.LIMITS:
        plain = function.py_func(*arguments)
        assert function(*arguments) == pytest.approx(plain, rel=1e-15), (function.py_func.__name__, arguments)


@MECHANISMS
def test_words_equations_and_sources_are_there(mechanism):
    assert "... (1)" in mechanism.__doc__
    assert mechanism.PARAMETERS


def test_parameters_are_complete_and_ordered():
    for p in evidence().values():
        assert p.low <= p.central <= p.high, p.id
        assert p.unit, p.id
        assert p.source, p.id
        assert p.strength in STRENGTHS, p.id
        assert p.scale == "linear" or p.low > 0, p.id


def test_assumptions_are_named_once():
    assert len({p.id for p in ASSUMPTIONS}) == len(ASSUMPTIONS)


def test_a_mechanism_without_parameters_is_seen():
    with pytest.raises(KeyError, match="nonsense"):
        of_mechanism("nonsense")


def test_executed_over_planned_is_the_sum_of_the_branching():
    p, rework, fix = 0.2, 0.5, 0.3
    generations = sum((p * (rework + fix / 2)) ** k for k in range(60))
    assert exceptions.executed_over_planned(p, rework, fix) == pytest.approx(generations)


def test_span_limit_loads_the_decider_fully():
    span = exceptions.span_limit(capacity=1.0, chunks_per_hour=1 / 8, p=0.1, share=0.4, hours=1.0)
    assert span * (1 / 8) * 0.1 * 0.4 * 1.0 == pytest.approx(1.0)


def test_tilt_multiplies_the_odds_of_each_higher_level():
    grid = [(k + 0.5) / 60000 for k in range(60000)]
    picks = [exceptions.pick(u, 0.3, 0.4, 0.3, 2.0) for u in grid]
    top, lead, own = (picks.count(k) for k in range(3))
    assert top / lead == pytest.approx(2 * 0.3 / 0.4, rel=1e-3)
    assert lead / own == pytest.approx(2 * 0.4 / 0.3, rel=1e-3)


def test_history_forgets_with_its_memory():
    history = 2.0
    for _ in range(40):
        history = exceptions.history_faded(history, 40.0)
    assert history - 1.0 == pytest.approx((1 - 1 / 40) ** 40)


def test_a_tie_gains_63_percent_in_one_time_constant():
    assert ties.grown(0.0, 12.0, 12.0) == pytest.approx(1 - math.exp(-1))
    assert ties.faded(1.0, 40.0, 40.0) == pytest.approx(math.exp(-1))


def test_growth_in_two_steps_is_growth_in_one():
    assert ties.grown(ties.grown(0.2, 3.0, 12.0), 4.0, 12.0) == pytest.approx(ties.grown(0.2, 7.0, 12.0))


def test_distance_costs_more_and_ties_less():
    near = coordination.request_hours(1.0, 0.4, 1.0, 0.0)
    assert near < coordination.request_hours(1.0, 0.4, 2.0, 0.0)
    assert near > coordination.request_hours(1.0, 0.4, 1.0, 0.5)


def test_duration_factor_has_mean_1():
    z = [(k + 0.5) / 4000 * 16 - 8 for k in range(4000)]
    density = [math.exp(-x * x / 2) for x in z]
    mean = sum(work.duration_factor(0.3, x) * d for x, d in zip(z, density, strict=True)) / sum(density)
    assert mean == pytest.approx(1.0, abs=1e-6)
