"""Search on landscapes: theory against known values."""

from __future__ import annotations

import numpy as np
import pytest

from reorg.verification import CHECKS
from reorg.verification.nk_landscapes import expected_maximum, local_optima
from reorg.verification.results import PUBLISHED

NK = [check for check in CHECKS if check.name.startswith("nk-")]


@pytest.mark.parametrize(
    ("draws", "terms", "expected"),
    [(7, 6, 0.65923), (9, 8, 0.65122), (11, 10, 0.64439), (8, 3, 0.736165), (4, 3, 0.672643), (1, 5, 0.5)],
)
def test_the_best_of_means_of_uniforms_is_the_tabulated_one(draws: int, terms: int, expected: float) -> None:
    assert expected_maximum(draws, terms) == pytest.approx(expected, abs=6e-6)


def test_the_best_of_uniforms_is_that_of_their_order_statistics() -> None:
    assert expected_maximum(9, 1) == pytest.approx(0.9, abs=1e-6)


def test_peaks_are_better_than_all_their_neighbors() -> None:
    # 00 and 11 are peaks of a ridge between them; of a slope only its top is one.
    assert local_optima(np.array([0.9, 0.1, 0.2, 0.8])).tolist() == [0.9, 0.8]
    assert local_optima(np.array([0.1, 0.2, 0.3, 0.4])).tolist() == [0.4]


def test_values_that_were_only_reproduced_say_so() -> None:
    sources = {check.source for check in NK if check.evidence == PUBLISHED}
    assert sources
    assert all("reproduced" in source for source in sources)
