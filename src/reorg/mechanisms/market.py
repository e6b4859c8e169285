"""Market: releases spread, faster when they are new and good, and a part of the adopters pay.

    adopters a year = x (p + q N / m) (m - N)                                            ... (1)
    x = 1 + lift x sum over releases out of 2 max(0, capability) exp(-weeks out / lift weeks)  ... (2)

N adopters of the m that can be reached, p innovation and q imitation (Bass 1969). The push x of releases is
that of the generalized model (Bass, Krishnan & Jain 1994): it shortens time. Capability is at most 1, and
below 0 for a design worse than the mean of all: such a release adds no push, because adopters are not lost. A
release without design decisions counts as one of 1/2. M is the population that closed models reach; all of
them would buy. With w = 1 for open, 0 for closed, and ``small_share`` where the small models are open and the
large ones closed,

    reached m = M (1 + w (open reach - 1)),   direct buyers d = M (1 - w cannibalization)   ... (3)
    dD / dt = x (p + q N / m) (d - D),   paying = D + conversion (N - D).                ... (4)

D = direct buyers so far: where models open, some of them turn to the open model, at the pace at which others
adopt. Which models are open follows the latest release; nobody who has adopted is lost when the next one is
closed. The market is computed after the run from the dates of releases; nothing in the organization depends
on it.

p and q: averages of durables and services (Sultan, Farley & Lehmann 1990); all else is inference. Between two
changes of m the solution of (1) and (4) is exact; paying is integrated by the trapezoid of each step, with an
error of 1/12 of the step squared times the growth of its rate.

Closed forms: F(t) below; from the same start, open over closed is ``open reach`` in adopters, and
(1 - cannibalization) + conversion (open reach - 1 + cannibalization) in revenue.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reorg.quantity import of_mechanism
from reorg.summation import add_in_order

PARAMETERS = of_mechanism("market")
WEEKS_PER_YEAR = 52.0
NEUTRAL = 0.5
"""Capability of a release without design decisions."""

LIMITS = ()
"""Nothing here is compiled; what is known without arithmetic is in the tests of this file."""


@dataclass(frozen=True)
class Adopters:
    """Numbers of people or firms that buy directly, and that have adopted at all."""

    direct: float
    total: float


@dataclass(frozen=True)
class Terms:
    """The terms of one market in one world; rates a year, ``lift_weeks`` in weeks, the rest shares."""

    population: float
    innovation: float
    imitation: float
    open_reach: float
    open_conversion: float
    cannibalization: float
    small_share: float
    release_lift: float
    lift_weeks: float

    def openness(self, policy: str) -> float:
        """Return w for ``open``, ``closed`` or ``open-small-closed-large``; raises KeyError for others."""
        return {"closed": 0.0, "open-small-closed-large": self.small_share, "open": 1.0}[policy]

    def reachable(self, openness: float) -> Adopters:
        """Return m and d, equation (3)."""
        reached = 1.0 + openness * (self.open_reach - 1.0)
        return Adopters(self.population * (1.0 - openness * self.cannibalization), self.population * reached)

    def paying(self, adopters: Adopters) -> float:
        """Return the number of paying adopters, equation (4)."""
        return adopters.direct + self.open_conversion * (adopters.total - adopters.direct)

    def effective_years(self, begin: float, end: float, out: Iterable[tuple[float, float]]) -> float:
        """Return the integral of x, equation (2), over weeks; ``out`` are (week, capability) of releases.

        No release may come out between ``begin`` and ``end``; those after are left aside.
        """
        push = add_in_order(
            2.0 * max(0.0, capability) * (self._fading(begin - week) - self._fading(end - week))
            for week, capability in out
            if week <= begin
        )
        return (end - begin + self.release_lift * self.lift_weeks * push) / WEEKS_PER_YEAR

    def after(self, adopters: Adopters, reachable: Adopters, years: float) -> Adopters:
        """Return the adopters after some effective years in which nothing else changes: (1), (4).

        With y = (1 - N / m) / (p + q N / m), (1) is dy = -(p + q) y dt.
        """
        p, q, share = self.innovation, self.imitation, adopters.total / reachable.total
        fading = math.exp(-(p + q) * years)
        if share >= 1.0:
            left, total = fading, adopters.total
        elif p + q * share <= 0.0:
            return adopters
        else:
            y = (1.0 - share) / (p + q * share) * fading
            left = y * (p + q) / (1.0 + q * y) / (1.0 - share)
            total = reachable.total * (1.0 - p * y) / (1.0 + q * y)
        return Adopters(reachable.direct + (adopters.direct - reachable.direct) * left, total)

    def _fading(self, weeks: float) -> float:
        return math.exp(-weeks / self.lift_weeks)


def adopted(years: float, p: float, q: float) -> float:
    """Return Bass's F(t), the share that has adopted after ``years``, from nobody, without any push."""
    fading = math.exp(-(p + q) * years)
    return (1.0 - fading) / (1.0 + q / p * fading)


def peak_years(p: float, q: float) -> float:
    """Return the years until the peak of adoption: T* = ln(q / p) / (p + q)."""
    return math.log(q / p) / (p + q)


def peak_share(p: float, q: float) -> float:
    """Return the share of all that adopts in a year at the peak: (p + q)^2 / (4 q)."""
    return (p + q) ** 2 / (4.0 * q)
