"""Figures that claims use beyond the metrics of a study."""

from __future__ import annotations

import numpy as np

from reorg.claims.claim import ClaimSample, Figure, Floats, Observation, Support
from reorg.engine import KINDS
from reorg.study.inference.paired import NEGLIGIBLE_SHARE
from reorg.study.measuring.target import completion_week

RECOVERY_SHARE = 0.95
"""Share of the first setting's throughput from which a setting has recovered."""
_WINDOW_WEEKS = 4


def metric(key: str) -> Figure:
    """Return the figure that is a metric of every study."""
    return lambda seen: seen.metrics[key]


def per(key: str, other: str, scale: float = 1.0) -> Figure:
    """Return a metric divided by ``scale`` times another, NaN where that is 0."""

    def ratio(seen: Observation) -> float:
        return seen.metrics[key] / (scale * seen.metrics[other]) if seen.metrics[other] else float("nan")

    return ratio


def share_of_hours(kind: str) -> Figure:
    """Return the share of a kind of work in the hours present."""
    place = KINDS.index(kind)
    return lambda seen: float(seen.outcome.hours[:, place].sum() / seen.outcome.hours.sum())


def out(seen: Observation) -> float:
    """Return 1 where the release that is measured is out by the horizon, else 0."""
    return float("release_weeks" not in seen.cut_off)


def knowledge_left(seen: Observation) -> float:
    """Return the knowledge of the three who know most, summed over areas: the end over the start."""
    return seen.outcome.knowledge_left


def gone_by(person: str, weeks: float) -> Figure:
    """Return a figure that is 1 if a person has left within the given weeks, else 0."""

    def gone(seen: Observation) -> float:
        week = seen.outcome.exit_weeks[seen.plan.person_ids.index(person)]
        return float(week <= weeks)

    return gone


def area_work(area: str, first: int, last: int) -> Figure:
    """Return the direct work finished in an area, hours a week, over weeks ``first`` to ``last`` - 1."""

    def work(seen: Observation) -> float:
        place = seen.plan.organization.areas.index(area)
        return float(seen.outcome.area_throughput[first:last, place].mean())

    return work


def weeks_below_net(seen: Observation) -> float:
    """Return the weeks in which four-week throughput is below 95% of the first setting's, less those above.

    Any small difference makes a world go another way, below the other in some weeks and above in others, so
    that weeks below alone are no loss. Above is where the first is below 95% of the setting.
    """
    output, reference = four_week_means(seen.outcome.throughput), four_week_means(seen.first.throughput)
    above = reference < RECOVERY_SHARE * output
    return float((output < RECOVERY_SHARE * reference).sum()) - float(above.sum())


def four_week_means(weekly: Floats) -> Floats:
    """Return means over four weeks (over all where there are fewer), one for each week they begin in."""
    window = min(_WINDOW_WEEKS, weekly.size)
    return np.convolve(weekly, np.full(window, 1.0 / window), mode="valid")


def setbacks(late_weeks: float) -> Figure:
    """Return the number of releases that are not out ``late_weeks`` after they are due, by the horizon."""

    def count(seen: Observation) -> float:
        ends = [run.due_week + late_weeks for run in seen.plan.releases]
        looked_at = [(index, end) for index, end in enumerate(ends) if end <= seen.plan.weeks]
        # A release that is never out has no week (NaN) and is late.
        return float(sum(not completion_week(seen.plan, seen.outcome, i) <= end for i, end in looked_at))

    return count


def finish_of_area(area: str) -> Figure:
    """Return the mean week in which packages of an area are finished; unfinished count at the horizon."""

    def week(seen: Observation) -> float:
        areas = seen.plan.organization.pieces
        names = [("package", f"{run.release}/{run.package}") for run in seen.plan.packages]
        here = [i for i, name in enumerate(names) if areas[name] == area]
        weeks = np.nan_to_num(seen.outcome.finish_weeks[here], nan=float(seen.plan.weeks))
        return float(weeks.mean())

    return week


def lower(figure: str, setting: str, than: str) -> Support:
    """Return the leaning to ``figure`` being lower in a setting than in another, by more than negligible."""
    return lambda sample: -_beyond(sample, figure, setting, than)


def higher(figure: str, setting: str, than: str) -> Support:
    """Return the leaning to ``figure`` being higher in a setting than in another, beyond the negligible."""
    return lambda sample: _beyond(sample, figure, setting, than)


def all_of(*leanings: Support) -> Support:
    """Return the leaning of a claim that needs all of several things: the least of them."""
    return lambda sample: np.min([support(sample) for support in leanings], axis=0)


def not_against(support: Support) -> Support:
    """Return the leaning to something that may also be equal: it fails only where the contrary holds."""

    def leans(sample: ClaimSample) -> Floats:
        found = support(sample)
        return np.where(found == 0.0, 1.0, found)

    return leans


def _beyond(sample: ClaimSample, figure: str, setting: str, than: str) -> Floats:
    """Return the difference of a figure between two settings, 0 where it is negligible."""
    values, reference = sample(figure, setting), sample(figure, than)
    enough = NEGLIGIBLE_SHARE * abs(float(np.nanmedian(reference)))
    return np.where(np.abs(values - reference) <= enough, 0.0, values - reference)
