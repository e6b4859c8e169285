"""Studies by the reference engine: slower, and the same to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from small_lab import lab, without_timing

import reorg
from reorg.engine import ENGINES, plan_scenario, runner
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.running.settings import StudyError


def test_a_comparison_is_the_same_by_either_engine():
    compiled, reference = (reorg.compare(lab(), worlds=4, engine=engine) for engine in ENGINES)
    assert compiled.worlds.tobytes() == reference.worlds.tobytes()
    assert (compiled.series, compiled.people) == (reference.series, reference.people)
    assert without_timing(compiled.verdict) == without_timing(reference.verdict)


def test_a_run_is_the_same_by_either_engine():
    compiled, reference = (reorg.run(lab(), "split", worlds=2, engine=engine) for engine in ENGINES)
    assert compiled.worlds.tobytes() == reference.worlds.tobytes()


def test_a_trace_is_the_same_by_either_engine():
    compiled, reference = (reorg.trace(lab(), "split", 3, engine=engine) for engine in ENGINES)
    assert compiled.dtype == reference.dtype
    assert len(compiled) > 1000
    assert compiled.tolist() == reference.tolist()


def test_the_reference_engine_keeps_no_log_that_nobody_asks_for():
    reference = runner(plan_scenario(lab(), "stay"), "reference")
    with pytest.raises(ValueError, match="assumptions are needed, got 3"):
        reference.run(np.zeros(3), 1, 0)
    central = [parameter.central for parameter in ASSUMPTIONS]
    assert reference.run(central, 1, 0).log is None
    assert len(reference.run(central, 1, 0, log=True).log) > 1000


@pytest.mark.parametrize(
    "study",
    [lambda **asked: reorg.compare(lab(), **asked), lambda **asked: reorg.trace(lab(), "stay", 0, **asked)],
)
def test_an_unknown_engine_is_refused_with_those_there_are(study):
    with pytest.raises(StudyError, match="there is no engine 'plain'; known: compiled, reference"):
        study(engine="plain")
    with pytest.raises(StudyError, match="did you mean 'reference'"):
        study(engine="referense")


def test_the_other_engine_resumes_no_study(tmp_path):
    reorg.compare(lab(), worlds=2, out=tmp_path / "study")
    with pytest.raises(StudyError, match=r'versions.numba is ".*" there and "not used" here'):
        reorg.compare(lab(), worlds=3, out=tmp_path / "study", resume=True, engine="reference")
