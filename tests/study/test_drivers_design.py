"""Shares from worlds already run, beside those of a design made to measure them, through the engine."""

import numpy as np
import pytest
from small_lab import lab

from reorg.engine import KINDS
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import estimate_drivers
from reorg.study.running.batch import Rehearsal, StudyDesign

ASKED = ("coordination.request_hours", "coordination.exchange_probability", "work.effort_spread")
WORLDS = 1024
NONE = np.zeros(0)


def differences(rehearsal, assumptions, first_world):
    """Coordination hours under a split less those without, a value for each row."""
    kind = "coordination"
    found = []
    for world, row in enumerate(assumptions, start=first_world):
        hours = [_hours(rehearsal.outcome(scenario, (row, NONE), world), kind) for scenario in (0, 1)]
        found.append(hours[1] - hours[0])
    return np.array(found)


def _hours(outcome, kind):
    return outcome.hours.sum(axis=0)[KINDS.index(kind)]


@pytest.mark.slow
def test_shares_agree_with_a_pick_freeze_design():
    """Sobol' 1993: worlds that share one assumption and no luck correlate by its share."""
    rehearsal = Rehearsal.of(StudyDesign(lab(), ("stay", "split"), seed=3))
    one = rehearsal.draws(0, WORLDS).assumptions
    two = rehearsal.draws(WORLDS, WORLDS).assumptions
    y = differences(rehearsal, one, 0)
    given = estimate_drivers(CosineBasis.of(one), y, np.arange(WORLDS))
    by = {ASSUMPTIONS[driver.column].id: driver for driver in given.drivers}
    assert "coordination.request_hours" in by
    for number, asked in enumerate(ASKED, start=2):
        column = next(i for i, parameter in enumerate(ASSUMPTIONS) if parameter.id == asked)
        frozen = two.copy()
        frozen[:, column] = one[:, column]
        other = differences(rehearsal, frozen, number * WORLDS)
        designed = float(np.corrcoef(y, other)[0, 1])
        error = np.sqrt((1.0 - designed**2) ** 2 / WORLDS)
        if asked in by:
            error = np.hypot(error, (by[asked].interval[1] - by[asked].interval[0]) / 4)
        share = by[asked].share if asked in by else 0.0
        assert share == pytest.approx(designed, abs=4 * error)
