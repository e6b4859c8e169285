"""Plausible points: draws of assumptions and inputs that agree with what is observed of the organization.

Rejection sampling, the simplest form of approximate Bayesian computation (Tavaré, Balding, Griffiths &
Donnelly 1997; Pritchard et al. 1999): every point drawn is tried once, in the organization as it is today,
and accepted if each observed metric lies within its range. Trials have luck of their own. If they shared the
luck of the study's worlds, the baseline would have been lucky in all of these, and the same points would look
worse under any other structure (regression toward the mean).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reorg.cores import core_count
from reorg.luck import key
from reorg.model.organization import Observed, ObservedRange
from reorg.money import DEFAULT
from reorg.study.measuring.amounts import label_of, range_with_unit, unit_of
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
ACCEPTED_MIN = 1 / 64
"""Share of the points below which the model and what is observed are taken to contradict each other."""
_LOOKS = 512
"""Points after which, and after every further as many, the share accepted must be :data:`ACCEPTED_MIN`."""
_SEED_BITS = 63
_RARE = 0.05
"""Share of trials whose value is cut off, up to which the 95% quantile is known."""
Heed = Callable[[int, int], None]
"""Called after each trial with how many points were tried and how many agree; what it raises ends them."""


class ImplausibleError(ValueError):
    """Too few points agree with what is observed."""


@dataclass(frozen=True)
class Tried:
    """A point as tried: values of the observed metrics, lower bounds where ``cut_off``, and the result."""

    values: tuple[float, ...]
    cut_off: tuple[bool, ...]
    agrees: bool


def seed_of_trials(seed: int) -> int:
    """Return the seed of the trials of a study, which shares no luck with that of its worlds."""
    return int(key("trial of observed ranges", seed)) >> (64 - _SEED_BITS)


def deciding_releases(observed: Observed, measured: MeasuredReleases) -> tuple[int, ...]:
    """Return the releases after which no observed metric changes; none if one may until the end of a trial.

    A release that is out stays out.
    """
    keys = {each.metric for each in observed.ranges}
    deciding = [metric.decided_by(measured) for metric in METRICS if metric.key in keys]
    return tuple(sorted({each for every in deciding for each in every})) if all(deciding) else ()


def judge(observed: Observed, metrics: Floats, censored: NDArray[np.bool_]) -> Tried:
    """Return whether a trial agrees with what is observed.

    ``metrics`` float64[METRICS] and ``censored`` bool[CUT_OFF_KEYS] as measured. A value cut off at the end
    of the trial is a lower bound: it disagrees only if that bound is above the range. A metric without a
    value disagrees.
    """
    values = tuple(float(metrics[METRIC_KEYS.index(each.metric)]) for each in observed.ranges)
    cut_off = tuple(
        each.metric in CUT_OFF_KEYS and bool(censored[CUT_OFF_KEYS.index(each.metric)])
        for each in observed.ranges
    )
    agrees = True
    for each, value, at_least in zip(observed.ranges, values, cut_off, strict=True):
        above = each.low is None or value >= each.low or at_least
        below = each.high is None or value <= each.high
        agrees = agrees and above and below and not np.isnan(value)
    return Tried(values, cut_off, agrees)


@dataclass
class PlausiblePoints:
    """The accepted points of a study by their numbers among the points drawn, found as they are needed.

    ``attempt`` tries a point. Points are tried in their order, so that those accepted depend neither on how
    many are asked for at a time nor on the number of threads.
    """

    observed: Observed
    attempt: Callable[[int], Tried]
    currency: str = DEFAULT
    """The currency of amounts in messages."""
    _tried: list[Tried] = field(default_factory=list)
    _accepted: list[int] = field(default_factory=list)
    _refusals: list[tuple[int, ImplausibleError]] = field(default_factory=list)
    """Points accepted at the first look that failed, and its error; empty before."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def first(
        self, count: int, executor: Executor | None = None, heed: Heed | None = None
    ) -> NDArray[np.int64]:
        """Return the numbers of the first ``count`` accepted points.

        ``executor`` runs the trials; None: threads of their own. ``heed`` hears of each trial, and ends them
        by raising; points tried so far are kept. Raises :class:`ImplausibleError` if too few points agree.
        """
        with self._lock:
            self._refuse(count)
            if len(self._accepted) < count:
                if executor is None:
                    with ThreadPoolExecutor(core_count()) as threads:
                        self._find(count, threads, heed)
                else:
                    self._find(count, executor, heed)
            return np.array(self._accepted[:count], dtype=np.int64)

    @property
    def tried(self) -> list[Tried]:
        """The trials so far."""
        return list(self._tried)

    def trials(self, count: int) -> list[Tried]:
        """Return the trials of all points up to the last of the first ``count`` accepted ones."""
        last = int(self.first(count)[-1]) if count else -1
        return self._tried[: last + 1]

    def _find(self, count: int, executor: Executor, heed: Heed | None) -> None:
        while (missing := count - len(self._accepted)) > 0:
            share = max(len(self._accepted), 1) / max(len(self._tried), 2)
            block = min(max(core_count(), round(missing / share)), 4 * WORLDS_PER_BATCH)
            first = len(self._tried)
            for tried in executor.map(self.attempt, range(first, first + block)):
                self._add(tried)
                self._refuse(count)
                if heed is not None:
                    heed(len(self._tried), len(self._accepted))

    def _add(self, tried: Tried) -> None:
        if tried.agrees:
            self._accepted.append(len(self._tried))
        self._tried.append(tried)
        number, accepted = len(self._tried), len(self._accepted)
        if number % _LOOKS == 0 and accepted < ACCEPTED_MIN * number and not self._refusals:
            error = ImplausibleError(_contradiction(self.observed, self._tried, accepted, self.currency))
            self._refusals.append((accepted, error))

    def _refuse(self, count: int) -> None:
        """Raise what a look found, if more points are asked for than there were: also when asked again."""
        for accepted, error in self._refusals:
            if count > accepted:
                raise error


def _contradiction(observed: Observed, tried: Sequence[Tried], accepted: int, currency: str) -> str:
    """Return what is observed, and what the trials show instead."""
    found = []
    for place, each in enumerate(observed.ranges):
        unit = unit_of(each.metric, currency)
        stated = f"{label_of(each.metric)} observed {range_with_unit(each, unit)}"
        found.append(f"{stated}, in the model {_shown(tried, place, unit)}")
    weeks = "1 week" if observed.weeks == 1 else f"{observed.weeks} weeks"
    keys = ", ".join(each.metric for each in observed.ranges)
    return (
        f"the model contradicts what is observed: {accepted} of {len(tried)} draws of the assumptions agree"
        f" with it. In the baseline, after {weeks}: {'; '.join(found)}. Check efforts, people and"
        f" arrivals in the model, or state wider ranges under observed: metrics: {keys}"
    )


def _shown(tried: Sequence[Tried], place: int, unit: str) -> str:
    """Return where the values of a metric lie; those cut off are beyond the end of the trials."""
    known = [one.values[place] for one in tried if not np.isnan(one.values[place])]
    if not known:
        return "without a value in all of them"
    cut_off = sum(one.cut_off[place] for one in tried) / len(tried)
    if cut_off == 1.0:
        return "beyond the end of these weeks in all of them"
    low, high = (float(f"{end:.3g}") for end in np.quantile(known, (0.05, 0.95)))
    ends = range_with_unit(ObservedRange("", low, None if cut_off > _RARE else high, ""), unit)
    if cut_off > _RARE:
        return f"{ends} in 95%, and beyond the end of these weeks in {cut_off:.0%}"
    return f"{ends} in nine of ten"
