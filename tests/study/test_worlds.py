"""Assumptions of the worlds: ranges, scales, overrides, and independence of how worlds are asked for."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reorg.model.organization import AssumptionOverride
from reorg.quantity import evidence
from reorg.study.sampling.assumptions import draw_assumptions, fixed_assumptions

PARAMETERS = tuple(evidence().values())
REQUEST = evidence()["coordination.request_hours"]
NOISE = evidence()["coordination.noise_share"]


def test_draws_stay_within_their_bounds_and_half_lie_below_central():
    drawn = draw_assumptions(PARAMETERS, (), seed=1, first_world=0, count=640)
    for column, parameter in enumerate(PARAMETERS):
        assert parameter.low <= drawn[:, column].min()
        assert drawn[:, column].max() <= parameter.high
        if parameter.low < parameter.central < parameter.high:
            assert (drawn[:, column] < parameter.central).sum() == 320


def test_two_pieces_are_uniform_on_the_named_scale():
    drawn = draw_assumptions([REQUEST, NOISE], (), 1, 0, 6400)
    logs = np.log(drawn[:, 0] / REQUEST.low) / np.log(REQUEST.central / REQUEST.low)
    assert np.quantile(logs[logs < 1], [0.25, 0.5, 0.75]) == pytest.approx([0.25, 0.5, 0.75], abs=0.002)
    upper = (drawn[:, 1] - NOISE.central) / (NOISE.high - NOISE.central)
    assert np.quantile(upper[upper > 0], [0.25, 0.5, 0.75]) == pytest.approx([0.25, 0.5, 0.75], abs=0.002)


def test_a_parameter_without_a_range_is_constant():
    constant = replace(REQUEST, low=0.7, central=0.7, high=0.7)
    assert (draw_assumptions([constant], (), 1, 0, 100) == 0.7).all()


@settings(max_examples=30)
@given(st.integers(0, 300), st.integers(1, 200))
def test_a_world_is_the_same_however_it_is_asked_for(first, count):
    everything = draw_assumptions(PARAMETERS[:6], (), 7, 0, 512)
    asked = draw_assumptions(PARAMETERS[:6], (), 7, first, count)
    assert np.array_equal(asked, everything[first : first + count])


def test_one_more_parameter_changes_no_other_parameters_draws():
    fewer = draw_assumptions(PARAMETERS[1:4], (), 7, 0, 64)
    more = draw_assumptions(PARAMETERS[:5], (), 7, 0, 64)
    assert np.array_equal(fewer, more[:, 1:4])


def test_another_seed_draws_other_worlds():
    assert not np.array_equal(
        draw_assumptions([REQUEST], (), 1, 0, 64), draw_assumptions([REQUEST], (), 2, 0, 64)
    )


def test_an_override_without_central_takes_the_middle_of_the_scale():
    own = [
        AssumptionOverride(REQUEST.id, 0.1, None, 10.0, "audit"),
        AssumptionOverride(NOISE.id, 0.02, None, 0.06, "audit"),
    ]
    fixed = fixed_assumptions([REQUEST, NOISE], own, 3)
    assert fixed == pytest.approx(np.tile([1.0, 0.04], (3, 1)))
    drawn = draw_assumptions([REQUEST, NOISE], own, 1, 0, 64)
    assert (drawn[:, 0] < 1.0).sum() == 32


def test_an_override_replaces_the_whole_range():
    own = [AssumptionOverride(REQUEST.id, 0.5, 0.6, 0.8, "audit")]
    drawn = draw_assumptions([REQUEST], own, 1, 0, 64)
    assert drawn.min() >= 0.5
    assert drawn.max() <= 0.8
    assert (drawn < 0.6).sum() == 32


@pytest.mark.parametrize(
    ("low", "central", "high", "words"),
    [
        (0.0, None, 1.0, "log scale, so its low must be above 0, not 0"),
        (0.0, 0.5, 1.0, "log scale, so its low must be above 0, not 0"),
        (1.0, 0.5, 2.0, "central 0.5 is not between low 1 and high 2"),
        (2.0, None, 1.0, "low 2 is above high 1"),
        (0.1, None, float("nan"), "must be finite"),
    ],
)
def test_an_impossible_range_is_refused_by_name(low, central, high, words):
    own = [AssumptionOverride(REQUEST.id, low, central, high, "audit")]
    with pytest.raises(ValueError, match=f"coordination.request_hours.*{words}"):
        draw_assumptions([REQUEST], own, 1, 0, 64)


def test_central_values_are_those_of_the_evidence_table():
    assert np.array_equal(fixed_assumptions(PARAMETERS, (), 1)[0], [p.central for p in PARAMETERS])
