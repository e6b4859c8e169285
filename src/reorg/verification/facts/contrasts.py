"""Numbers computed from what was read in the variants of a fact: each returns a function of the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reorg.verification.facts.fact import Statistic, Table
from reorg.verification.facts.measures import Reading

QUARTER_WEEKS = 13


def mean(reading: Reading, variant: str) -> Statistic:
    """Return the mean over worlds."""
    return lambda t: float(np.mean(t(variant, reading)))


def greatest(reading: Reading, variant: str) -> Statistic:
    """Return the greatest value of any world."""
    return lambda t: float(np.max(t(variant, reading)))


def percent(reading: Reading, variant: str, than: str) -> Statistic:
    """Return by how much a variant exceeds another: 100 x the mean difference of logarithms, in %."""
    return lambda t: 100.0 * float(np.mean(np.log(t(variant, reading)) - np.log(t(than, reading))))


def log_mean(reading: Reading, variant: str) -> Statistic:
    """Return 100 x the mean logarithm: differences of such numbers are in %."""
    return lambda t: 100.0 * float(np.mean(np.log(t(variant, reading))))


def difference(reading: Reading, variant: str, than: str) -> Statistic:
    """Return the mean difference in the reading's own unit."""
    return lambda t: float(np.mean(t(variant, reading) - t(than, reading)))


def rate(over: Reading, per: Reading, variant: str) -> Statistic:
    """Return the sum of one reading over that of another: the mean of what ``per`` counts."""
    return lambda t: float(np.sum(t(variant, over)) / np.sum(t(variant, per)))


def total(reading: Reading, variant: str) -> Statistic:
    """Return the sum over worlds."""
    return lambda t: float(np.sum(t(variant, reading)))


def times_total(reading: Reading, variant: str, than: str) -> Statistic:
    """Return the sum over worlds in one variant as a multiple of that in another."""
    return lambda t: float(np.sum(t(variant, reading)) / np.sum(t(than, reading)))


def times(numerator: Statistic, denominator: Statistic) -> Statistic:
    """Return one number as a multiple of another."""
    return lambda t: float(np.divide(numerator(t), denominator(t)))


def percent_of(numerator: Statistic, denominator: Statistic) -> Statistic:
    """Return by how much one number exceeds another: 100 x the difference of logarithms, in %."""
    return lambda t: 100.0 * float(np.log(np.divide(numerator(t), denominator(t))))


def less(left: Statistic, right: Statistic, factor: float = 1.0) -> Statistic:
    """Return the first number less ``factor`` x the second."""
    return lambda t: left(t) - factor * right(t)


def minus(part: Statistic) -> Statistic:
    """Return the number with its sign turned."""
    return lambda t: -part(t)


def scaled(part: Statistic, factor: float) -> Statistic:
    """Return ``factor`` x the number."""
    return lambda t: factor * part(t)


def shifted(part: Statistic, by: float) -> Statistic:
    """Return the number plus ``by``."""
    return lambda t: part(t) + by


def plus_log(part: Statistic, heads: float) -> Statistic:
    """Return 100 x the logarithm of output per head, where the number is that of weeks for given work."""
    return lambda t: -part(t) - 100.0 * float(np.log(heads))


def least(parts: Sequence[Statistic]) -> Statistic:
    """Return the least of several numbers."""
    return lambda t: min(part(t) for part in parts)


def most(parts: Sequence[Statistic]) -> Statistic:
    """Return the greatest of several numbers."""
    return lambda t: max(part(t) for part in parts)


def smallest_step(parts: Sequence[Statistic]) -> Statistic:
    """Return the smallest step from one number to the next; below 0 where they do not rise."""

    def of(t: Table) -> float:
        return float(np.diff([part(t) for part in parts]).min())

    return of


def valley(parts: Sequence[Statistic], bottoms: Sequence[int]) -> Statistic:
    """Return the smallest step of the way down to a bottom and up again; below 0 where there are more.

    The bottom is that place among ``bottoms`` for which the steps agree best.
    """

    def of(t: Table) -> float:
        steps = np.diff([part(t) for part in parts])
        return max(float(np.min(np.append(-steps[:k], steps[k:]))) for k in bottoms)

    return of


def smallest_bend(parts: Sequence[Statistic], at: Sequence[float]) -> Statistic:
    """Return the smallest rise of the slope of numbers over ``at``; below 0 where they are not convex."""

    def of(t: Table) -> float:
        slopes = np.diff([part(t) for part in parts]) / np.diff(at)
        return float(np.diff(slopes).min())

    return of


def window(reading: Reading, variant: str, weeks: slice) -> Statistic:
    """Return the mean over worlds of a weekly series summed over some weeks."""
    return lambda t: float(np.mean(np.sum(t(variant, reading)[:, weeks], axis=1)))


def deepest_fall(reading: Reading, variant: str, than: str, weeks: slice, spell: int = 4) -> Statistic:
    """Return the deepest fall below another variant of any ``spell`` weeks' sum, in %, of mean curves."""

    def of(t: Table) -> float:
        spells, reference = (_spells(t(v, reading)[:, weeks].mean(axis=0), spell) for v in (variant, than))
        return 100.0 * float(np.max(1.0 - spells / reference))

    return of


def worst_spell(reading: Reading, variant: str, spell: int = 4) -> Statistic:
    """Return the mean over worlds of the least sum of ``spell`` weeks in a row."""
    return lambda t: float(np.mean([_spells(row, spell).min() for row in t(variant, reading)]))


def peak(reading: Reading, variant: str) -> Statistic:
    """Return the greatest week of the mean curve."""
    return lambda t: float(np.nanmax(np.nanmean(t(variant, reading), axis=0)))


def mean_in(reading: Reading, variant: str, weeks: slice) -> Statistic:
    """Return the mean of a weekly series over some weeks and all worlds; nan where it has no value at all."""
    return lambda t: _mean_of_known(t(variant, reading)[:, weeks])


def _mean_of_known(values: Any) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")


def weeks_to_speed(reading: Reading, variant: str, share: float = 0.9, bin_weeks: int = 4) -> Statistic:
    """Return the week in which newcomers reach ``share`` of full speed, by a curve through all worlds.

    Speed follows full x (1 - missing x exp(-t / tau)), by weighted least squares. The reading
    holds working and nominal hours [four weeks, 2].
    """

    def of(t: Table) -> float:
        hours, done = t(variant, reading).sum(axis=0).T
        there = hours > 0.0
        week = (np.arange(len(hours))[there] + 0.5) * bin_weeks
        tau, full, gap = _ramp(week, done[there] / hours[there], np.sqrt(hours[there]))
        return float(max(0.0, tau * np.log(max(np.divide(gap, full), 1e-9) / (1.0 - share))))

    return of


def _ramp(week: Any, speed: Any, weight: Any) -> tuple[float, float, float]:
    """Return tau, full speed and what is missing of it on the first day, by least squares."""

    def fit(tau: float) -> tuple[float, float, float, float]:
        design = np.column_stack([np.ones_like(week), -np.exp(-week / tau)])
        (full, gap), *_ = np.linalg.lstsq(design * weight[:, None], speed * weight, rcond=None)
        loss = float((((design @ [full, gap]) - speed) ** 2 * weight**2).sum())
        return loss, float(tau), float(full), float(gap)

    grid = np.geomspace(2.0, 104.0, 20)
    place = int(np.argmin([fit(tau)[0] for tau in grid]))
    low, high = grid[max(place - 1, 0)], grid[min(place + 1, len(grid) - 1)]
    # Between the neighbors: an estimate that jumps from value to value of a grid has no standard error.
    while high - low > 1e-4 * low:
        third = (high - low) / 3.0
        if fit(low + third) < fit(high - third):
            high -= third
        else:
            low += third
    return fit((low + high) / 2.0)[1:]


def _spells(weeks: Any, spell: int) -> Any:
    return np.convolve(weeks, np.ones(spell), mode="valid")
