"""Assumptions that what is observed narrows: those that decide which draws agree, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.study.results.observed import narrowed_columns
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.sampling.sobol import scrambled_points

NAMES = [parameter.id for parameter in ASSUMPTIONS]
STUDIES = 40


@pytest.mark.slow
@pytest.mark.parametrize("deciding", [0, 1, 3])
def test_a_column_that_has_nothing_to_do_with_agreement_is_rarely_named(deciding: int) -> None:
    """Sobol points of a batch share first digits between columns, which must not count as agreement."""
    luck, false, found = np.random.default_rng(1), 0, 0
    for study in range(STUDIES):
        chosen = luck.choice(len(NAMES), deciding, replace=False)
        points = np.vstack([scrambled_points(NAMES, study, batch) for batch in range(4)])
        effect = points[:, chosen].mean(axis=1) if deciding else np.zeros(len(points))
        agrees = effect + luck.normal(0.0, 0.3 / max(deciding, 1), len(points)) < (0.57 if deciding else 0.1)
        named = {
            column for column, _ in narrowed_columns(points, agrees, np.ones(len(NAMES), dtype=np.bool_))
        }
        false += bool(named - set(chosen.tolist()))
        found += len(named & set(chosen.tolist()))
    # 2% of studies by chance, and three standard errors; with columns judged one by one it is 30 or more.
    assert false <= STUDIES * 0.02 + 3 * (STUDIES * 0.02) ** 0.5 + 1
    assert found >= 0.9 * STUDIES * deciding


def test_a_column_that_cannot_move_is_not_named() -> None:
    draws = np.random.default_rng(2).random((200, 3))
    agrees = draws[:, 0] < 0.5
    everything = narrowed_columns(draws, agrees, np.ones(3, dtype=np.bool_))
    assert [column for column, _ in everything] == [0]
    assert everything[0][1] < 0
    assert narrowed_columns(draws, agrees, np.array([False, True, True])) == []
    assert narrowed_columns(np.ones((200, 3)), agrees, np.ones(3, dtype=np.bool_)) == []


def test_an_assumption_without_effect_in_the_model_is_known_to_the_trials() -> None:
    qwen = load("qwen")
    trials = Rehearsal.of(StudyDesign(qwen, (qwen.baseline,), 1)).trials
    assert trials is not None
    assert "matrix.distance" in trials.idle
