"""The conclusion on a paired difference: which way most worlds and the mean go, and how clear it is.

Two things are asked of a difference: in which direction most worlds go, by a sign test (``lean``), and on
which side of 0 the 95% interval of its mean lies. Where a side is censored in some world there is no interval
of the mean, and the shares decide. A metric is worth a line where one of them goes one way and the figure
shown is more than the negligible amount; terminal, report and studio name the same metrics because all of
them take :func:`clarity_of`, which the verdict holds as ``clarity``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from reorg.study.measuring.metrics import METRICS

Conclusion = Literal["better", "worse", "mixed", "different", "same", "mostly same", "unclear", "unknown"]
Clarity = Literal[
    "clear", "in more worlds", "on average", "hardly any", "mostly ties", "not clear", "unknown"
]
Entry = Mapping[str, Any]

MOSTLY_FROM = 0.5
"""Share of tied worlds from which a sentence states this first."""
ALIKE_WITHIN = 0.05
"""Part of the baseline within which the interval of a mean must lie for hardly any difference."""
OF_THE_SAMPLE = ("on_time",)
"""Metrics that are a share of all worlds: each world has 0 or 1, and the mean is the metric."""
PEOPLE = ("departures", "regretted_departures")
"""Metrics that count a few people: their mean is shown everywhere, as a median of 0 hides most of them."""
DIFFERS: tuple[Clarity, ...] = ("clear", "in more worlds", "on average")
"""The clarity of a metric that differs; of the others it is said that they hardly do, or are not clear."""
HARDLY: tuple[Clarity, ...] = ("hardly any", "mostly ties")
_BETTER = {measure.key: measure.better for measure in METRICS}


def conclude(entry: Entry) -> Conclusion:
    """Return the conclusion on a paired difference, from shares of worlds and the interval of its mean."""
    if (entry.get("unknown_share") or 0.0) + (entry.get("no_value_share") or 0.0) >= 1.0:
        return "unknown"
    if better_side(entry) not in ("lower", "higher"):
        return _without_a_better_side(entry)
    if entry.get("lean") == "ties":
        return "same"
    # Most worlds are on time under both sides or under neither: the net number is the difference.
    mostly_ties = (entry.get("ties_share") or 0.0) > MOSTLY_FROM
    return "mostly same" if mostly_ties and entry["metric"] not in OF_THE_SAMPLE else _direction(entry)


def clarity_of(entry: Entry, usual: float | None, negligible: float) -> Clarity:
    """Return how a metric differs: ``clear`` and so on (:data:`DIFFERS`), or that it does not.

    ``usual`` is the baseline's median (mean of a share of all worlds), ``negligible`` the difference below
    which worlds tie. ``hardly any``: the interval of the mean excludes differences of more than
    :data:`ALIKE_WITHIN` of ``usual``; ``mostly ties``: most worlds tie, the others leave the mean open.
    """
    conclusion = conclude(entry)
    if conclusion == "unknown":
        return "unknown"
    leans = conclusion in ("better", "worse", "mixed") and entry.get("lean") in ("helps", "harms")
    if leans and _exceeds(middle_difference(entry), negligible):
        agrees = conclusion != "mixed" and restricted_mean_agrees(entry)
        return "clear" if agrees else "in more worlds"
    if side_of_mean(entry) and _exceeds(entry.get("mean"), negligible):
        return "on average"
    ends = entry.get("mean_interval_95") or entry.get("restricted_mean_interval_95") or ()
    if ends and max(map(abs, ends)) <= ALIKE_WITHIN * abs(usual or 0.0):
        return "hardly any"
    return "mostly ties" if conclusion in ("same", "mostly same") else "not clear"


def middle_difference(entry: Entry) -> float | None:
    """Return the difference shown for a metric: the mean for people, otherwise the median or its bound.

    None if a bound leaves its sign open.
    """
    metric = entry["metric"]
    if metric in PEOPLE or metric in OF_THE_SAMPLE:
        mean: float | None = entry.get("mean")
        return mean
    low, high = bounds_of(entry, "median")
    if low is None:
        return high if high is not None and high <= 0.0 else None
    if high is None:
        return low if low >= 0.0 else None
    return max(low, min(high, 0.0))


def side_of_mean(entry: Entry) -> str | None:
    """Return "helps" or "harms" if the 95% interval of the mean lies on one side of 0, else None."""
    low, high = interval_of_mean(entry)
    if low is None or high is None or low <= 0.0 <= high:
        return None
    return "helps" if (high < 0.0) == (better_side(entry) == "lower") else "harms"


def interval_of_mean(entry: Entry) -> tuple[float | None, float | None]:
    """Return the 95% interval of the mean difference; (None, None) if there is none."""
    low, high = entry.get("mean_interval_95") or (None, None)
    return low, high


def restricted_mean_agrees(entry: Entry) -> bool:
    """Return whether the restricted mean, if there is one, is clearly on the side that most worlds go to."""
    low, high = entry.get("restricted_mean_interval_95") or (None, None)
    lean = entry.get("lean")
    if low is None or high is None or lean not in ("helps", "harms"):
        return True
    rises = (lean == "helps") == (better_side(entry) == "higher")
    return bool(low > 0.0 if rises else high < 0.0)


def better_side(entry: Entry) -> str:
    """Return "lower" or "higher", whichever is better, or another word if neither is."""
    return str(entry.get("better") or _BETTER.get(entry["metric"], "-"))


def bounds_of(entry: Entry, key: str) -> tuple[float | None, float | None]:
    """Return the lower and upper bound of a quantile; None for a missing bound."""
    exact = entry.get(key)
    if exact is not None:
        return exact, exact
    low, high = (entry.get("bounds") or {}).get(key) or (None, None)
    return low, high


def _exceeds(value: float | None, negligible: float) -> bool:
    return value is not None and value != 0.0 and abs(value) >= negligible


def _direction(entry: Entry) -> Conclusion:
    lean, mean = entry.get("lean"), side_of_mean(entry)
    leading = mean if lean not in ("helps", "harms") else lean
    if leading is None:
        return "unclear"
    if mean == leading or interval_of_mean(entry) == (None, None):
        return "better" if leading == "helps" else "worse"
    return "mixed"


def _without_a_better_side(entry: Entry) -> Conclusion:
    if all(entry.get(key) == 0.0 for key in ("p05", "mean", "p95")):
        return "same"
    return "different" if side_of_mean(entry) else "unclear"
