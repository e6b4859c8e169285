"""A fact: small organizations, the difference that experts expect, and its required cause.

A fact compares *variants*, organizations that differ in one respect, in the same worlds. Each *demand* is a
number computed from what was measured in all variants, with the range in which it must lie. Demands of the
role ``effect`` are what the fact says; those of the role ``trace`` are quantities inside that must move, so
that the fact does not come out by accident.

Effects in percent are 100 x the mean paired difference of logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from reorg.verification.facts.measures import CannotRead, Reading

Document = dict[str, Any]
Kind = Literal["size", "range", "none", "order"]
Role = Literal["effect", "trace"]
Strength = Literal["strong", "moderate"]

SIGN_HOLDS: Mapping[Strength, float] = {"strong": 0.75, "moderate": 0.60}
"""Share of drawn points in which the demanded sign must hold."""


@dataclass(frozen=True)
class Variant:
    """One organization of a fact: ``build`` returns its model as plain data.

    ``timed_by`` names a variant and a reading of it: ``build`` is then called in each world with the value
    (such as the week in which a release is out there), else once with nan.
    """

    name: str
    build: Callable[[float], Document]
    timed_by: tuple[str, Reading] | None = None


@dataclass(frozen=True)
class Table:
    """The readings of each variant: arrays [world, ...] by the names of variant and reading.

    A string in place of an array says why there is none. ``rows`` restricts it to some worlds; ``used``
    collects what has been looked up.
    """

    columns: Mapping[tuple[str, str], Any]
    worlds: int
    used: set[tuple[str, str]]
    rows: Any = None

    def __call__(self, variant: str, reading: Reading) -> Any:
        """Return a reading of a variant by world; raises :class:`CannotRead` where it has none."""
        key = (variant, reading.name)
        self.used.add(key)
        column = self.columns[key]
        if isinstance(column, str):
            raise CannotRead(column)
        return column if self.rows is None else column[self.rows]

    def only(self, rows: Any) -> Table:
        """Return the table of some worlds."""
        return replace(self, rows=rows, worlds=len(rows))

    def without(self, world: int) -> Table:
        """Return the table of all worlds but one."""
        return self.only(np.delete(np.arange(self.worlds), world))


Statistic = Callable[[Table], float]


@dataclass(frozen=True)
class Demand:
    """A number that must lie in a range.

    ``kind`` *size*: the value lies in [low, high], and its 95% interval excludes ``neutral`` on that side;
    *range*: the value lies in [low, high]; *none*: it is at most ``high`` away from ``neutral``, and the
    interval at most twice as far; *order*: the value, the smallest step on the way, is not below 0.

    Where ``drawn``, the sign must also hold in enough points of drawn assumptions. ``strength`` None is
    that of the fact.
    """

    says: str
    statistic: Statistic
    low: float
    high: float
    kind: Kind
    role: Role = "effect"
    unit: str = "%"
    neutral: float = 0.0
    drawn: bool = False
    strength: Strength | None = None

    @property
    def side(self) -> int:
        """1 where the demanded values lie above neutral, -1 where below, 0 where on both sides."""
        if self.kind == "none":
            return 0
        return 1 if self.low >= self.neutral else -1 if self.high <= self.neutral else 0


def size(
    says: str,
    statistic: Statistic,
    low: float,
    high: float,
    *,
    unit: str = "%",
    strength: Strength | None = None,
    drawn: bool = True,
) -> Demand:
    """Demand an effect of this size, its sign also in drawn worlds; neutral is 1 where ``unit`` is times."""
    neutral = 1.0 if unit == "times" else 0.0
    return Demand(
        says, statistic, low, high, "size", unit=unit, neutral=neutral, drawn=drawn, strength=strength
    )


def within(says: str, statistic: Statistic, low: float, high: float, *, unit: str = "%") -> Demand:
    """Demand a value in a range, without demanding a sign."""
    return Demand(says, statistic, low, high, "range", unit=unit)


def none(says: str, statistic: Statistic, bound: float, *, unit: str = "%") -> Demand:
    """Demand that there is no effect beyond ``bound``; for factors (unit times), none beyond 1 + bound."""
    neutral = 1.0 if unit == "times" else 0.0
    return Demand(says, statistic, neutral - bound, neutral + bound, "none", unit=unit, neutral=neutral)


def order(says: str, statistic: Statistic, *, unit: str = "%") -> Demand:
    """Demand that the smallest of several steps does not go the wrong way."""
    return Demand(says, statistic, 0.0, math.inf, "order", unit=unit)


def trace(demand: Demand) -> Demand:
    """Make a demand one of a quantity inside; drawn worlds are not asked for it."""
    return replace(demand, role="trace", drawn=False)


@dataclass(frozen=True)
class Worlds:
    """Numbers of worlds: ``central`` at central assumptions, ``each`` at each of ``points`` drawn ones.

    Chosen from the measured spread: enough for the interval of an effect at the near end of the demanded
    range to exclude 0 in 90% of runs (the power, which each record states). ``each`` is above 1 where a
    single world can hardly show a sign, as with people who leave.
    """

    central: int = 100
    points: int = 200
    each: int = 1


@dataclass(frozen=True)
class Fact:
    """One fact that experts in organization design expect any simulator to reproduce.

    ``accident`` says for which wrong reasons it could come out, which explains the choice of the organization
    and of the traces; ``cause`` says why it fails, if it is known to fail.
    """

    number: int
    name: str
    title: str
    strength: Strength
    source: str
    accident: str
    variants: Sequence[Variant]
    readings: Sequence[Reading]
    demands: Sequence[Demand]
    worlds: Worlds = Worlds()
    cause: str = ""

    @property
    def full_name(self) -> str:
        """The name by which ``reorg verify`` knows it."""
        return f"facts/{self.name}"
