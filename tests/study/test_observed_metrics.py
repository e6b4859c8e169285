"""Observed metrics that a study cannot use, in a model that was loaded without knowing the metrics."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from small_lab import MODEL

from reorg.model import load
from reorg.study.compare import compare, trace, weekly
from reorg.study.running.settings import StudyError


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        (
            "release_week",
            "observed.metrics names a metric 'release_week', which is unknown; did you mean 'release_weeks'",
        ),
        ("adoption", "observed.metrics names 'adoption', which is the same in every world"),
    ],
)
def test_an_observed_metric_that_is_unknown_or_cannot_move_is_refused(metric: str, message: str) -> None:
    model: dict[str, Any] = deepcopy(MODEL) | {"observed": {"metrics": {metric: {"low": 1}}}}
    with pytest.raises(StudyError, match=message):
        compare(load(model), ["stay", "split"], worlds=1)
    with pytest.raises(StudyError, match=message):
        trace(load(model), "stay", 0)
    with pytest.raises(StudyError, match=message):
        weekly(load(model), "stay", [0])
