"""The simulation's own chaos: the estimate, and that the change it rests on does not matter."""

import numpy as np
import pytest

from reorg.documentation.chaos import NudgedRehearsal, chaos_share
from reorg.study.results.chaos import chaos_of
from reorg.study.running.batch import Rehearsal, StudyDesign
from study.small_lab import lab


def test_the_share_of_chaos_is_found_where_it_is_known():
    rng = np.random.default_rng(1)
    shared = rng.standard_normal(20_000)
    x, y = (shared + 0.5 * rng.standard_normal(20_000) for _ in range(2))
    share, low, high = chaos_share(x, y)
    # The share is .25 / 1.25; its standard error with so many worlds is .003.
    assert share == pytest.approx(0.2, abs=0.012)
    assert low < 0.2 < high


def test_without_chaos_there_is_none():
    x = np.arange(10.0)
    assert chaos_share(x, x) == (0.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="does not vary"):
        chaos_share(np.ones(4), np.ones(4))


def test_worlds_are_nudged_by_a_ten_thousandth_of_one_assumption():
    design = StudyDesign(lab(), ("stay", "split"), seed=1)
    plain, nudged = (kind.of(design).draws(0, 3).assumptions for kind in (Rehearsal, NudgedRehearsal))
    assert (plain != nudged).sum() == 3
    np.testing.assert_allclose(plain, nudged, rtol=2e-4)


def test_the_verdict_tells_what_was_measured_on_what():
    reported = chaos_of("release_weeks")
    assert (
        0.0
        <= reported["chaos_interval_95"][0]
        <= reported["chaos_share"]
        <= reported["chaos_interval_95"][1]
        <= 1.0
    )
    assert "worlds of the case qwen, split against stay" in reported["chaos_source"]
    assert chaos_of("no such metric")["chaos_share"] is None
