"""One scenario in one world as metrics see it, and a figure that may be censored at the horizon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Outcome, Plan
from reorg.study.measuring.market import Sales
from reorg.study.measuring.target import MeasuredReleases, completion_week


@dataclass(frozen=True)
class Bounded:
    """A figure; if ``cut_off``, a lower bound: something has not happened by the horizon."""

    value: float
    cut_off: bool = False

    def less(self, amount: float) -> Bounded:
        """Return the figure less ``amount``."""
        return Bounded(self.value - amount, self.cut_off)


NO_VALUE = Bounded(float("nan"))


@dataclass(frozen=True)
class MeasuredWorld:
    """The input of metrics: plan and outcome, the releases measured, and the market.

    ``sales`` is None if the model has no market.
    """

    plan: Plan
    outcome: Outcome
    measured: MeasuredReleases
    sales: Sales | None = None

    @cached_property
    def releases_out(self) -> tuple[Bounded, ...]:
        """Weeks from the start date until each occurrence of a release is out, as in ``plan.releases``."""
        weeks = [completion_week(self.plan, self.outcome, k) for k in range(len(self.plan.releases))]
        return tuple(
            Bounded(float(self.plan.weeks), cut_off=True) if np.isnan(week) else Bounded(week)
            for week in weeks
        )

    @cached_property
    def hours_by_kind(self) -> NDArray[np.float64]:
        """Person-hours over the horizon [kind], kinds as in ``KINDS``."""
        hours: NDArray[np.float64] = self.outcome.hours.sum(axis=0)
        return hours

    @cached_property
    def decisions(self) -> NDArray[np.int64]:
        """Decisions made at all levels [bin of LATENCY_EDGES_HOURS], by the hours since their exceptions."""
        made: NDArray[np.int64] = self.outcome.latency_counts.sum(axis=0)
        return made

    @cached_property
    def waits(self) -> NDArray[np.int64]:
        """Decisions made for others at all levels [bin of LATENCY_EDGES_HOURS], by the hours waited."""
        waited: NDArray[np.int64] = self.outcome.wait_counts.sum(axis=0)
        return waited

    @property
    def several_releases(self) -> bool:
        """Whether the model states more than one release."""
        return len(self.plan.organization.releases) > 1

    @property
    def cost_usd(self) -> float:
        """Cost of the organization over the horizon (USD): pay, hiring, accelerators, AI agents."""
        o = self.outcome
        return o.payroll_usd + o.hiring_cost_usd + o.compute_usd + o.agents_cost_usd


def combine(figures: Sequence[Bounded], by: Callable[[list[float]], Any]) -> Bounded:
    """Return a mean or a maximum of figures, cut off if one of them is; NaN of none."""
    if not figures:
        return NO_VALUE
    return Bounded(float(by([figure.value for figure in figures])), any(f.cut_off for f in figures))
