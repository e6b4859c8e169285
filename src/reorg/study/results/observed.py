"""Observed ranges of the organization, how many draws of the assumptions agree, and what they narrow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.study.measuring.metrics import METRICS
from reorg.study.results.sensitivity import describe_assumption
from reorg.study.running.batch import Rehearsal
from reorg.study.running.plausible import Tried
from reorg.study.running.sample import columns_of
from reorg.study.running.tally import Tally, numbers_of_inputs
from reorg.study.sampling.sobol import points_of_worlds

Document = dict[str, Any]
NARROWED_MAX = 8
"""Assumptions reported as narrowed, at most."""
_STANDARD_ERRORS = 4.0
"""Of a mean rank: beyond so many, an assumption counts as narrowed.

Of some 250 columns that have nothing to do with what is observed, any is reported in 2% of studies (normal
approximation).
"""
_UNITS = {metric.key: metric.unit for metric in METRICS}
_DIGITS = 6


def describe_observed(tally: Tally) -> Document | None:
    """Return the observed ranges and what the trials show, None if nothing is observed or used.

    See docs/verdict.md for the parts.
    """
    rehearsal = tally.rehearsal
    plausible = rehearsal.plausible
    if plausible is None or not tally.worlds:
        return None
    today = rehearsal.job.today or rehearsal.job.organization
    agreeing = int(points_of_worlds(np.arange(tally.worlds)).max()) + 1
    trials = plausible.trials(agreeing)
    return {
        "scenario": today.baseline,
        "name": today.scenario(today.baseline).name,
        "weeks": plausible.observed.weeks,
        "tried": len(trials),
        "agree": agreeing,
        "ranges": [
            {
                "metric": each.metric,
                "unit": _UNITS[each.metric],
                "low": each.low,
                "high": each.high,
                "source": each.source,
                **_drawn([trial.values[place] for trial in trials]),
                "cut_off_share": float(np.mean([trial.cut_off[place] for trial in trials])),
            }
            for place, each in enumerate(plausible.observed.ranges)
        ],
        "narrowed": _narrowed(rehearsal, trials),
    }


def _drawn(values: list[float]) -> Document:
    """Return quantiles over all draws; values cut off at the end of the trials count up to it."""
    known = np.array(values)[~np.isnan(values)]
    quantiles = np.quantile(known, (0.05, 0.5, 0.95)).tolist() if known.size else (None,) * 3
    return dict(zip(("p05", "p50", "p95"), quantiles, strict=True))


def _narrowed(rehearsal: Rehearsal, trials: list[Tried]) -> list[Document]:
    """Return the assumptions and inputs whose agreeing draws lie higher or lower than all draws."""
    dimensions = rehearsal.job.organization.dimensions
    draws = rehearsal.at_points(np.arange(len(trials)))
    every = np.hstack([draws.assumptions, numbers_of_inputs(dimensions, draws.inputs)])
    agrees = np.array([trial.agrees for trial in trials])
    scores = _scores(every, agrees)
    columns = columns_of(dimensions)
    chosen = [column for column in np.argsort(-np.abs(scores)) if abs(scores[column]) > _STANDARD_ERRORS]
    return [
        {
            **describe_assumption(columns[column]),
            "median_drawn": _rounded(np.median(every[:, column])),
            "median_agreeing": _rounded(np.median(every[agrees, column])),
            "direction": "higher" if scores[column] > 0 else "lower",
        }
        for column in chosen[:NARROWED_MAX]
    ]


def _scores(every: NDArray[np.float64], agrees: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how far the mean rank of the agreeing draws is from that of all, in standard errors, by column.

    The agreeing draws are a sample without replacement if what is observed has nothing to do with the column.
    """
    count, agreeing = len(agrees), int(agrees.sum())
    if agreeing in (0, count) or count < 2:
        return np.zeros(every.shape[1])
    ranks = np.array([_mean_ranks(column) for column in every.T]).T
    spread = ranks.var(axis=0, ddof=1) * (1.0 / agreeing - 1.0 / count)
    distance = ranks[agrees].mean(axis=0) - ranks.mean(axis=0)
    return np.asarray(np.where(spread > 0.0, distance / np.sqrt(np.where(spread > 0.0, spread, 1.0)), 0.0))


def _mean_ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank of each value, the mean rank where values are equal."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = counts.cumsum()
    return np.asarray((last - (counts - 1) / 2.0)[place])


def _rounded(value: Any) -> float:
    return float(f"{float(value):.{_DIGITS}g}")
