"""Observed ranges of the organization, how many draws of the assumptions agree, and what they narrow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.model.organization import Observed
from reorg.study.measuring.metrics import METRICS
from reorg.study.results.sensitivity import describe_assumption
from reorg.study.running.batch import Rehearsal
from reorg.study.running.plausible import Tried
from reorg.study.running.sample import columns_of
from reorg.study.running.tally import Tally, numbers_of_inputs
from reorg.study.sampling.sobol import count_points

Document = dict[str, Any]
Floats = NDArray[np.float64]
NARROWED_MAX = 8
"""Assumptions reported as narrowed, at most."""
_STANDARD_ERRORS = 4.0
"""Beyond so many, an assumption counts as narrowed.

If agreement depends on no column, one of some 250 is reported in 2% of studies (normal approximation); if it
depends on one to six of them, one that has nothing to do with it is reported in 0 to 20%, by how it depends.
"""
_CELLS = 8
"""Equal parts of a column's range within which its effect on agreement is taken to be constant."""
_SPREAD_MIN = 1e-6
"""Variance of ranks below which a column takes one value, or says what others say."""
_NEAREST = 0.25
"""Share of the draws that count as those that come closest to what is observed."""
_NAMED_MAX = 4
"""Assumptions named in which they differ, at most."""
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
    agreeing = count_points(tally.worlds)
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
    every = _every(rehearsal, len(trials))
    agrees = np.array([trial.agrees for trial in trials])
    columns = columns_of(dimensions)
    return [
        {
            **describe_assumption(columns[column]),
            "median_drawn": _rounded(np.median(every[:, column])),
            "median_agreeing": _rounded(np.median(every[agrees, column])),
            "direction": "higher" if score > 0 else "lower",
        }
        for column, score in narrowed_columns(every, agrees, _moving(rehearsal))
    ]


def _every(rehearsal: Rehearsal, count: int) -> Floats:
    """Return the assumptions and inputs of the first draws, [draws, columns]."""
    draws = rehearsal.at_points(np.arange(count))
    return np.hstack(
        [draws.assumptions, numbers_of_inputs(rehearsal.job.organization.dimensions, draws.inputs)]
    )


def _moving(rehearsal: Rehearsal) -> NDArray[np.bool_]:
    """Return for each column whether it can have an effect in the trials."""
    idle = frozenset() if rehearsal.trials is None else rehearsal.trials.idle
    return np.array([column.id not in idle for column in columns_of(rehearsal.job.organization.dimensions)])


def nearest_draws(rehearsal: Rehearsal) -> str:
    """Return a sentence on the draws tried that come closest to what is observed, where hardly any agrees.

    It names the assumptions and inputs that lie higher or lower in them than in the others; empty where
    no draws come closer than the rest, or where no assumption can be named.
    """
    plausible = rehearsal.plausible
    trials = [] if plausible is None else plausible.tried
    if plausible is None or not trials:
        return ""
    far = _distances(plausible.observed, trials)
    near = far <= np.quantile(far, _NEAREST)
    columns = columns_of(rehearsal.job.organization.dimensions)
    found = (
        narrowed_columns(_every(rehearsal, len(trials)), near, _moving(rehearsal)) if not near.all() else []
    )
    sides = [
        f"{side}: {'; '.join(names)}"
        for side, sign in (("lower", -1.0), ("higher", 1.0))
        if (names := [columns[column].meaning for column, score in found[:_NAMED_MAX] if score * sign > 0.0])
    ]
    return f"In the draws that come closest, these lie {', and these '.join(sides)}" if sides else ""


def _distances(observed: Observed, trials: list[Tried]) -> Floats:
    """Return how far each trial is from what is observed: the mean rank over the metrics."""
    ranks = []
    for place, each in enumerate(observed.ranges):
        values = np.array([trial.values[place] for trial in trials])
        low, high = (-np.inf if each.low is None else each.low), (np.inf if each.high is None else each.high)
        outside = np.maximum(np.maximum(low - values, values - high), 0.0)
        ranks.append(_mean_ranks(np.nan_to_num(outside, nan=np.inf)))
    return np.asarray(np.mean(ranks, axis=0))


def narrowed_columns(
    every: Floats, agrees: NDArray[np.bool_], moving: NDArray[np.bool_]
) -> list[tuple[int, float]]:
    """Return the columns whose agreeing draws lie higher or lower, and by how many standard errors.

    ``every`` float64[draws, columns]; ``agrees`` of each draw; ``moving`` of each column, False for one that
    cannot have an effect. Columns are found one after another, most clearly first, each by what those before
    it leave open: within 64 Sobol points, the first digits of many columns are the same or opposite, so that
    a column would otherwise be reported because another decides which draws agree.
    """
    count, cells = len(agrees), np.arange(1, _CELLS)
    ranks = np.array([_mean_ranks(column) for column in every.T]).T / count - (count + 1) / (2 * count)
    known, found = np.ones((count, 1)), list[tuple[int, float]]()
    left = moving.copy()
    while len(found) < NARROWED_MAX and count > known.shape[1] + 1:
        scores = np.where(left, _scores(ranks, agrees.astype(np.float64), known), 0.0)
        column = int(np.abs(scores).argmax())
        if abs(scores[column]) <= _STANDARD_ERRORS:
            break
        found.append((column, float(scores[column])))
        left[column] = False
        cell = np.floor((ranks[:, column] + 0.5) * _CELLS).clip(0, _CELLS - 1)
        known = np.hstack([known, cell[:, None] == cells])
    return found


def _scores(ranks: Floats, agrees: Floats, known: Floats) -> Floats:
    """Return the slope of agreement over each column's ranks beside ``known`` columns, in standard errors."""
    basis = np.linalg.qr(known)[0]
    open_, own = (each - basis @ (basis.T @ each) for each in (agrees, ranks))
    spread = (own**2).sum(axis=0)
    variance = spread * (open_ @ open_) / (len(agrees) - known.shape[1] - 1)
    is_known = (spread > _SPREAD_MIN * len(agrees)) & (variance > 0.0)
    return np.asarray(np.where(is_known, own.T @ open_ / np.sqrt(np.where(is_known, variance, 1.0)), 0.0))


def _mean_ranks(values: Floats) -> Floats:
    """Return the rank of each value, the mean rank where values are equal."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = counts.cumsum()
    return np.asarray((last - (counts - 1) / 2.0)[place])


def _rounded(value: Any) -> float:
    return float(f"{float(value):.{_DIGITS}g}")
