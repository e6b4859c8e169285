"""Metrics of discovery: the quality of the design found, and the breadth of the search."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reorg.model.analysis.needs import DESIGN_DECISIONS
from reorg.study.measuring.measured_world import MeasuredWorld
from reorg.study.measuring.metrics.metric import Metric, MetricWords


def _of_next_release(figure: str) -> Callable[[MeasuredWorld], float]:
    """Return a count that reads ``figure`` of the release measured; NaN without design decisions."""

    def count(world: MeasuredWorld) -> float:
        release = world.measured.next
        if release is None or np.isnan(world.outcome.capability[release]):
            return float("nan")
        return float(getattr(world.outcome, figure)[release])

    return count


METRICS = (
    Metric(
        "capability",
        question="discover",
        unit="share",
        better="higher",
        definition=(
            "value of the configuration that the next release shipped with, or had at the horizon, on a "
            "scale from the mean (0) to the best (1) of all configurations of its decisions; below 0: "
            "worse than the mean"
        ),
        words=MetricWords("capability", "capability", "finds a {} configuration", "worse", "better"),
        count=_of_next_release("capability"),
        place="table",
        needs=(DESIGN_DECISIONS,),
    ),
    Metric(
        "diversity",
        question="discover",
        unit="decisions",
        better="higher",
        definition=(
            "mean number of decisions in which two of the configurations tried for that release differ"
        ),
        words=MetricWords("diversity", "diversity of search", "searches {} widely", "less", "more"),
        count=_of_next_release("diversity"),
        needs=(DESIGN_DECISIONS,),
    ),
    Metric(
        "trials",
        question="discover",
        unit="trials",
        better="-",
        definition="trials of design decisions of that release",
        words=MetricWords("trials", "the number of trials", "makes {} trials", "fewer", "more"),
        count=_of_next_release("trials"),
        needs=(DESIGN_DECISIONS,),
    ),
)
